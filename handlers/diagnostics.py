"""Choosing a diagnostic: what suits the position, a blueprint, one's own topics, the code of the day."""

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go, packed
from conversation.talk import Talk
from domain.errors import ScreenIsStale
from domain.evidence import Mode
from domain.forms import COMPETENCIES_PER_FORM
from services import content, day_codes
from services import diagnostics as service
from ui.format import moment, shortened
from ui.text import joined

pages = Chapter("diagnostics")


@pages.screen(command="diagnostics", notice="diagnostic")
async def home(talk: Talk) -> Screen:
    t = talk.t
    offer = await service.offer(talk.work, talk.person)
    last: list[list[Button]] = [[button(t.plain("menu"), "menu.root")]]
    if offer.finished:
        last.insert(0, [button(t.plain("diag-history"), "results.history")])
    if offer.open:
        until = moment(offer.open.deadline_at, talk.person.zone, today=talk.today)
        text = t("diag-open", answered=offer.open.answered, length=offer.open.length, until=until)
        return Screen(text, [[button(t.plain("diag-go-on"), "taking.question")], *last])
    if offer.literacy:
        last.insert(0, [button(t.plain("diag-literacy"), "literacy.home")])
    if talk.person.is_student:
        return Screen(t("diag-home-student", some="yes" if offer.literacy else "no"), last)
    if not offer.suggested:
        return Screen(t("diag-no-bank", some="yes" if offer.literacy else "no"), last)
    codes = joined_codes([one.code for one in offer.suggested])
    text = t(
        "diag-home",
        topics=joined([t("diag-topic", title=one.title) for one in offer.suggested]),
        fits="yes" if offer.bank_fits_position else "no",
    )
    return Screen(
        text,
        [
            [button(t.plain("diag-begin"), ready, codes, "")],
            [button(t.plain("diag-choose"), groups, "")],
            [button(t.plain("diag-sets"), sets)] if offer.blueprints else [],
            [button(t.plain("diag-independent"), code_of_the_day, codes)],
            *last,
        ],
    )


@pages.screen()
async def sets(talk: Talk) -> Screen:
    """Blueprints that suit the position."""
    t = talk.t
    found = (await service.offer(talk.work, talk.person)).blueprints[:6]
    rows = [[button(shortened(one.title, 26), ready, f"{BLUEPRINT}{one.code}", "")] for one in found]
    lines = [t("diag-set", title=one.title, about=one.about) for one in found]
    return Screen(t("diag-sets-text", list=joined(lines, "\n")), [*rows, [button(t.plain("back"), home)]])


BLUEPRINT = "b-"
"""Begins the name of a blueprint where else codes of topics stand."""


def joined_codes(codes: list[str]) -> str:
    """Competency codes as they travel in callback data."""
    return ".".join(codes)


def _codes(text: str) -> list[str]:
    codes = [code for code in text.split(".") if code]
    if any(code not in content.competencies() for code in codes):
        raise ScreenIsStale
    return codes


@pages.screen()
async def groups(talk: Talk, chosen: str) -> Screen:
    """The person's own choice of four topics, group by group."""
    t, codes = talk.t, _codes(chosen)
    offer = await service.offer(talk.work, talk.person)
    rows = packed([button(one.title, topics, one.code, chosen) for one in offer.groups])
    last = [button(t.plain("back"), home)]
    if len(codes) == COMPETENCIES_PER_FORM:
        last.append(button(t.plain("diag-ready"), ready, chosen, ""))
    return Screen(t("diag-groups", chosen=_titles(talk, codes), count=len(codes)), [*rows, last])


def _titles(talk: Talk, codes: list[str]) -> str:
    known = content.competencies()
    return ", ".join(known[code].short for code in codes) or talk.t.plain("diag-nothing-chosen")


@pages.screen()
async def topics(talk: Talk, group: str, chosen: str) -> Screen:
    t, codes = talk.t, _codes(chosen)
    offer = await service.offer(talk.work, talk.person)
    found = next((one for one in offer.groups if one.code == group), None)
    if found is None:
        raise ScreenIsStale
    rows = packed([_topic(one, group, codes) for one in found.competencies])
    last = [button(t.plain("back"), groups, chosen)]
    if len(codes) == COMPETENCIES_PER_FORM:
        last.append(button(t.plain("diag-ready"), ready, chosen, ""))
    listed = joined([t("diag-topic-line", short=one.short, title=one.title) for one in found.competencies])
    text = t("diag-topics", title=found.title, list=listed, chosen=_titles(talk, codes), count=len(codes))
    return Screen(text, [*rows, last])


def _topic(one: content.Competency, group: str, codes: list[str]) -> Button:
    """A topic is switched by opening the same screen with another choice; a fifth replaces the first."""
    if one.code in codes:
        return button(f"✓ {one.short}", topics, group, joined_codes([c for c in codes if c != one.code]))
    return button(one.short, topics, group, joined_codes([*codes, one.code][-COMPETENCIES_PER_FORM:]))


@pages.screen()
async def code_of_the_day(talk: Talk, chosen: str) -> Screen:
    t = talk.t
    return Screen(t("diag-code"), [[button(t.plain("back"), ready, chosen, "")]])


@pages.on_text(code_of_the_day)
async def type_code(talk: Talk, text: str, chosen: str) -> Go:
    return go(ready, chosen, await day_codes.check(talk.work, talk.person, text))


@pages.screen()
async def ready(talk: Talk, chosen: str, code: str) -> Screen:
    """The first screen of every diagnostic says who will see the result."""
    t = talk.t
    form = _form(chosen)
    known = content.competencies()
    suggested = [one.code for one in (await service.offer(talk.work, talk.person)).suggested]
    way_back = button(t.plain("back"), home)
    if form.is_literacy:
        way_back = button(t.plain("back"), "literacy.home")
    elif chosen.startswith(BLUEPRINT):
        way_back = button(t.plain("back"), sets)
    elif _codes(chosen) != suggested:
        way_back = button(t.plain("back"), groups, chosen)
    rows = [[button(t.plain("diag-start"), start, chosen, code)], [way_back]]
    if not code:
        rows.insert(1, [button(t.plain("diag-independent"), code_of_the_day, chosen)])
    text = t(
        "diag-ready-text",
        topics=joined([t("diag-topic", title=known[one.competency].title) for one in form.parts]),
        topic_count=len(form.parts),
        count=sum(one.items for one in form.parts),
        literacy="yes" if form.is_literacy else "no",
        mode="independent" if code else "self",
        minutes=form.minutes,
        days=form.days,
    )
    return Screen(text, rows)


def _form(chosen: str) -> service.Form:
    """What is about to begin: a blueprint, a component of functional literacy, or one's own topics."""
    found = service.form_named(
        chosen.removeprefix(BLUEPRINT) if chosen.startswith(BLUEPRINT) else _codes(chosen)
    )
    if found is None:
        raise ScreenIsStale
    return found


@pages.action()
async def start(talk: Talk, chosen: str, code: str) -> Go:
    mode = Mode.INDEPENDENT if code else Mode.SELF
    await service.begin(talk.work, talk.person, _form(chosen), mode, code)
    return go("taking.question")
