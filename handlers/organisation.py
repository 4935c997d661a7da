"""Choosing where one works: a poster's code, or municipality first, then number or name."""

from conversation.book import Chapter, Standing
from conversation.screen import Button, Go, Screen, button, go
from conversation.talk import Talk
from domain.errors import NotFound, WrongInput
from services import registration as service
from services import units
from services.registration import NUMBER, Step
from services.viewer import UnitView
from ui.format import shortened
from ui.text import Html, joined

pages = Chapter("org", standing=Standing.CONSENTED)

FEW = 6
BUTTON = 26
LINE = 90
"""Most characters of an organisation's name on a screen: official names fill half a page."""


def shown(talk: Talk) -> str:
    """The person's organisation as a line of text."""
    who = talk.person
    if who.unit is None:
        return talk.t.plain("nothing")
    unit = shortened(who.unit.name, LINE)
    if who.unlisted_organisation:
        name = shortened(who.unlisted_organisation, LINE)
        return talk.t.plain("reg-unit-unlisted", name=name, unit=unit)
    return unit


def _step(talk: Talk) -> Html:
    if talk.person.registered:
        return talk.t("settings-move-title")
    return talk.t("step", number=NUMBER[Step.ORGANISATION])


@pages.screen()
async def municipality(talk: Talk) -> Screen:
    """Few municipalities stand on buttons; in a whole country one types."""
    t = talk.t
    root = await units.root_without_branches(talk.work)
    if root is not None:
        rows = [[button(t.plain("reg-not-listed"), unlisted, root.id)]]
        return Screen(t("reg-no-units", step=_step(talk)), [*rows, _leave(talk)])
    few = await units.municipalities(talk.work, FEW)
    rows = [[button(shortened(unit.name, BUTTON), in_municipality, unit.id)] for unit in few]
    text = t(
        "reg-organisation",
        step=_step(talk),
        many="no" if few else "yes",
        now=shown(talk),
        some="yes" if talk.person.unit else "no",
    )
    students = [button(t.plain("reg-student"), universities)]
    return Screen(text, [*rows, students, _leave(talk)])


@pages.screen()
async def universities(talk: Talk, words: str = "") -> Screen:
    """Students and graduates come from a university, which stands beside the municipalities."""
    t = talk.t
    matches = await units.universities(talk.work, words)
    rows = [
        [button(shortened(f"{i}. {m.unit.name}", BUTTON), choose, m.unit.id)]
        for i, m in enumerate(matches, 1)
    ]
    lines = [_line(talk, number, match) for number, match in enumerate(matches, 1)]
    text = t(
        "reg-universities",
        step=_step(talk),
        list=joined(lines) if lines else t("reg-universities-none"),
        words=words,
        some="yes" if words else "no",
    )
    return Screen(text, [*rows, [button(t.plain("back"), municipality)]])


@pages.on_text(universities)
async def type_university(talk: Talk, text: str, words: str = "") -> Go:
    return go(universities, " ".join(text.split())[:60])


def _leave(talk: Talk) -> list[Button]:
    """Back to where one came from; a draft may keep the organisation chosen before."""
    t = talk.t
    if talk.person.registered:
        return [button(t.plain("back"), "settings.home")]
    row = [button(t.plain("back"), "entrance.welcome")]
    if talk.person.unit is not None:
        row.append(button(t.plain("keep"), "reg.next_question"))
    return row


@pages.on_text(municipality)
async def type_municipality(talk: Talk, text: str) -> Go:
    return await _code_or(talk, text, 0)


@pages.screen()
async def in_municipality(talk: Talk, municipality_id: int) -> Screen:
    t = talk.t
    unit = await units.get(talk.work, municipality_id)
    return Screen(
        t("reg-organisation-in", step=_step(talk), municipality=shortened(unit.name, LINE)),
        [
            [button(t.plain("reg-not-listed"), unlisted, municipality_id)],
            [button(t.plain("back"), municipality)],
        ],
    )


@pages.on_text(in_municipality)
async def type_organisation(talk: Talk, text: str, municipality_id: int) -> Go:
    return await _code_or(talk, text, municipality_id)


async def _code_or(talk: Talk, text: str, municipality_id: int) -> Go:
    """A poster's code is understood wherever an organisation is asked for; other words are searched."""
    by_code = await units.by_join_code(talk.work, text)
    if by_code is not None:
        return await _chosen(talk, by_code)
    return go(found, municipality_id, " ".join(text.split())[:60])


@pages.screen()
async def found(talk: Talk, municipality_id: int, words: str) -> Screen:
    """At most six matches, with address or region, so that equal names can be told apart."""
    t = talk.t
    matches = await units.search(talk.work, words, municipality_id=municipality_id or None)
    after = [[button(t.plain("back"), municipality)]]
    if municipality_id:
        after = [
            [button(t.plain("reg-not-listed"), unlisted, municipality_id)],
            [button(t.plain("back"), in_municipality, municipality_id)],
        ]
    if not matches:
        return Screen(t("reg-found-nothing", step=_step(talk), words=words), after)
    lines = [_line(talk, number, match) for number, match in enumerate(matches, 1)]
    action = choose if municipality_id else in_municipality
    rows = [
        [button(shortened(f"{i}. {m.unit.name}", BUTTON), action, m.unit.id)]
        for i, m in enumerate(matches, 1)
    ]
    what = "other" if municipality_id else "municipality"
    text = t("reg-found", step=_step(talk), what=what, words=words, list=joined(lines))
    return Screen(text, [*rows, *after])


def _line(talk: Talk, number: int, match: units.Match) -> Html:
    place = shortened(match.unit.address or match.above, 35)
    name = shortened(match.unit.name, 40)
    return talk.t("reg-found-line", number=number, name=name, place=f", {place}" if place else "")


@pages.on_text(found)
async def type_again(talk: Talk, text: str, municipality_id: int, words: str) -> Go:
    return await _code_or(talk, text, municipality_id)


@pages.action()
async def choose(talk: Talk, unit_id: int) -> Go:
    return await _chosen(talk, await units.get(talk.work, unit_id))


async def _chosen(talk: Talk, unit: UnitView, name: str = "") -> Go:
    """A draft goes on to the next question; somebody registered is asked once more before moving."""
    if talk.person.registered:
        return _move_or_stay(talk, unit, name)
    await service.choose_unit(talk.work, talk.person, unit.id, name)
    return go("reg.next_question")


@pages.screen()
async def unlisted(talk: Talk, municipality_id: int) -> Screen:
    t = talk.t
    above = await units.get(talk.work, municipality_id)
    back = button(t.plain("back"), in_municipality, municipality_id)
    if above.level != "municipality":
        back = button(t.plain("back"), municipality)
    return Screen(t("reg-unlisted", step=_step(talk)), [[back]])


@pages.on_text(unlisted)
async def type_unlisted(talk: Talk, text: str, municipality_id: int) -> Go:
    name = " ".join(text.split())
    if not 3 <= len(name) <= 120:
        raise WrongInput(why=talk.t.plain("reg-unlisted-wrong"))
    return await _chosen(talk, await units.get(talk.work, municipality_id), name)


async def offer_move(talk: Talk, join_code: str) -> Go:
    """A poster opened by somebody who works elsewhere."""
    unit = await units.by_join_code(talk.work, join_code)
    if unit is None:
        raise NotFound
    return _move_or_stay(talk, unit, "")


def _move_or_stay(talk: Talk, unit: UnitView, name: str) -> Go:
    """Asks once more before moving; whoever the same organisation refused may ask it again."""
    who = talk.person
    same = who.unit is not None and who.unit.id == unit.id and (who.unlisted_organisation or "") == name
    if same and who.membership != "refused":
        return go("menu.root", note=talk.t("settings-same-place"))
    return go(confirm_move, unit.id, name)


@pages.screen(standing=Standing.REGISTERED)
async def confirm_move(talk: Talk, unit_id: int, name: str = "") -> Screen:
    t = talk.t
    unit = await units.get(talk.work, unit_id)
    text = t("settings-move-confirm", unit=shortened(name or unit.name, LINE), old=shown(talk))
    return Screen(
        text,
        [
            [button(t.plain("settings-move-yes"), move, unit_id)],
            [button(t.plain("back"), "settings.home")],
        ],
    )


@pages.action(standing=Standing.REGISTERED)
async def move(talk: Talk, unit_id: int) -> Go:
    name = talk.here[1] if len(talk.here) > 1 else ""
    await service.move_to(talk.work, talk.person, unit_id, name)
    return go("settings.home", note=talk.t("settings-moved"))
