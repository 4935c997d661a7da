"""Choosing where one works: a poster's code, or municipality first, then number or name."""

from conversation.book import Chapter, Standing
from conversation.screen import Button, Go, Screen, button, go
from conversation.talk import Talk
from domain.errors import NotFound
from services import registration as service
from services import units
from services.registration import NUMBER, Step
from services.viewer import UnitView
from ui.format import shortened
from ui.text import Html, joined

pages = Chapter("org", standing=Standing.CONSENTED)

FEW = 6
BUTTON = 26


def shown(talk: Talk) -> str:
    """The person's organisation as a line of text."""
    who = talk.person
    if who.unit is None:
        return talk.t.plain("nothing")
    if who.unlisted_organisation:
        return talk.t.plain("reg-unit-unlisted", name=who.unlisted_organisation, unit=who.unit.name)
    return who.unit.name


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
        return Screen(t("reg-no-units", step=_step(talk)), [*rows, *_leave(talk)])
    few = await units.municipalities(talk.work, FEW)
    rows = [[button(shortened(unit.name, BUTTON), in_municipality, unit.id)] for unit in few]
    return Screen(
        t("reg-organisation", step=_step(talk), many="no" if few else "yes"), [*rows, *_leave(talk)]
    )


def _leave(talk: Talk) -> list[list[Button]]:
    return [[button(talk.t.plain("back"), "settings.home")]] if talk.person.registered else []


@pages.on_text(municipality)
async def type_municipality(talk: Talk, text: str) -> Go:
    by_code = await units.by_join_code(talk.work, text)
    if by_code is not None:
        return await _chosen(talk, by_code)
    return go(found, 0, text[:60])


@pages.screen()
async def in_municipality(talk: Talk, municipality_id: int) -> Screen:
    t = talk.t
    unit = await units.get(talk.work, municipality_id)
    return Screen(
        t("reg-organisation-in", step=_step(talk), municipality=unit.name), _elsewhere(talk, municipality_id)
    )


def _elsewhere(talk: Talk, municipality_id: int) -> list[list[Button]]:
    t = talk.t
    return [
        [button(t.plain("reg-not-listed"), unlisted, municipality_id)],
        [button(t.plain("reg-other-municipality"), municipality)],
    ]


@pages.on_text(in_municipality)
async def type_organisation(talk: Talk, text: str, municipality_id: int) -> Go:
    return go(found, municipality_id, text[:60])


@pages.screen()
async def found(talk: Talk, municipality_id: int, words: str) -> Screen:
    """At most six matches, with address or region, so that equal names can be told apart."""
    t = talk.t
    matches = await units.search(talk.work, words, municipality_id=municipality_id or None)
    after = (
        _elsewhere(talk, municipality_id) if municipality_id else [[button(t.plain("back"), municipality)]]
    )
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
    return Screen(text, [*rows, after[0] if municipality_id else after[-1]])


def _line(talk: Talk, number: int, match: units.Match) -> Html:
    place = match.unit.address or match.above
    return talk.t("reg-found-line", number=number, name=match.unit.name, place=f", {place}" if place else "")


@pages.on_text(found)
async def type_again(talk: Talk, text: str, municipality_id: int, words: str) -> Go:
    return go(found, municipality_id, text[:60])


@pages.action()
async def choose(talk: Talk, unit_id: int) -> Go:
    return await _chosen(talk, await units.get(talk.work, unit_id))


async def _chosen(talk: Talk, unit: UnitView, name: str = "") -> Go:
    """A draft goes on to the next question; somebody registered is asked once more before moving."""
    if talk.person.registered:
        return go(confirm_move, unit.id, name)
    await service.choose_unit(talk.work, talk.person, unit.id, name)
    return go("reg.next_question")


@pages.screen()
async def unlisted(talk: Talk, municipality_id: int) -> Screen:
    t = talk.t
    return Screen(
        t("reg-unlisted", step=_step(talk)), [[button(t.plain("back"), in_municipality, municipality_id)]]
    )


@pages.on_text(unlisted)
async def type_unlisted(talk: Talk, text: str, municipality_id: int) -> Go:
    return await _chosen(talk, await units.get(talk.work, municipality_id), " ".join(text.split())[:120])


async def offer_move(talk: Talk, join_code: str) -> Go:
    """A poster opened by somebody who works elsewhere."""
    unit = await units.by_join_code(talk.work, join_code)
    if unit is None:
        raise NotFound
    if talk.person.unit is not None and talk.person.unit.id == unit.id:
        return go("menu.root")
    return go(confirm_move, unit.id)


@pages.screen(standing=Standing.REGISTERED)
async def confirm_move(talk: Talk, unit_id: int, name: str = "") -> Screen:
    t = talk.t
    unit = await units.get(talk.work, unit_id)
    text = t("settings-move-confirm", unit=name or unit.name, old=shown(talk))
    return Screen(
        text,
        [
            [button(t.plain("settings-move-yes"), move, unit_id)],
            [button(t.plain("cancel-button"), "settings.home")],
        ],
    )


@pages.action(standing=Standing.REGISTERED)
async def move(talk: Talk, unit_id: int) -> Go:
    name = talk.here[1] if len(talk.here) > 1 else ""
    await service.move_to(talk.work, talk.person, unit_id, name)
    return go("settings.home", note=talk.t("settings-moved"))
