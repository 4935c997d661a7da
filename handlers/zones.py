"""Growth zones of territories without names: a unit, then one competency in the units below it."""

from conversation.book import Chapter
from conversation.screen import Go, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from domain.disclosure import LEAST
from services import zones as service
from services.zones import DAILY, Zone
from ui.format import day, shortened
from ui.text import Html, joined

pages = Chapter("zones")

RIGHT = Right.SEE_SHARED_RESULTS
MOST_TOPS = 6


@pages.screen(right=RIGHT)
async def home(talk: Talk) -> Screen | Go:
    """Straight to the one territory of the viewer, or to the choice."""
    t = talk.t
    found = (await service.tops(talk.work, talk.person))[:MOST_TOPS]
    if len(found) == 1:
        return go(board, found[0].id, 1)
    rows = [[button(shortened(one.name, 26), board, one.id, 1)] for one in found]
    return Screen(t("zones-which"), [*rows, [button(t.plain("menu"), "menu.root")]])


@pages.screen(right=RIGHT)
async def board(talk: Talk, unit_id: int, page: int) -> Screen:
    """The commonest growth zones of a unit; what could tell about a person is hidden."""
    t = talk.t
    found = await service.board(talk.work, talk.person, unit_id, page)
    name = shortened(found.unit.name, 60)
    last = [button(t.plain("menu"), "menu.root")]
    if found.above:
        last.insert(0, button(t.plain("zones-higher"), board, found.above, 1))
    if found.as_of is None:
        return Screen(t("zones-none", unit=name, on=day(found.next_on, today=talk.today)), [last])
    numbers = [
        button(str(i), parts, unit_id, one.competency.code, 1)
        for i, one in enumerate(found.zones, 1)
        if found.has_parts
    ]
    words = (t.plain("previous-page"), t.plain("next-page"))
    text = t(
        "zones-board",
        unit=name,
        on=day(found.as_of, today=talk.today),
        people=found.people,
        some="yes" if found.zones else "no",
        list=joined([_line(talk, i, one) for i, one in enumerate(found.zones, 1)]),
        least=LEAST,
        daily="yes" if found.unit.level in DAILY else "no",
        page=t("page-of", page=page, pages=found.pages) if found.pages > 1 else Html(""),
    )
    return Screen(
        text, [numbers[:3], numbers[3:], page_buttons(board, page, found.pages, unit_id, words=words), last]
    )


def _line(talk: Talk, number: int, one: Zone) -> Html:
    return talk.t("zones-line", number=number, title=one.competency.short, people=one.people, took=one.took)


@pages.screen(right=RIGHT)
async def parts(talk: Talk, unit_id: int, code: str, page: int) -> Screen:
    """One competency in the units right below, by the alphabet: no rating."""
    t = talk.t
    found = await service.parts(talk.work, talk.person, unit_id, code, page)
    lines = [
        t(
            "zones-part",
            number=i,
            unit=shortened(unit.name, 34),
            shown="yes" if zone else "no",
            people=zone.people if zone else 0,
            took=zone.took if zone else 0,
        )
        for i, (unit, zone) in enumerate(found.parts, 1)
    ]
    numbers = [button(str(i), board, unit.id, 1) for i, (unit, _) in enumerate(found.parts, 1)]
    words = (t.plain("previous-page"), t.plain("next-page"))
    text = t(
        "zones-parts",
        title=found.competency.title,
        unit=shortened(found.unit.name, 60),
        list=joined(lines),
        page=t("page-of", page=page, pages=found.pages) if found.pages > 1 else Html(""),
    )
    turns = page_buttons(parts, page, found.pages, unit_id, code, words=words)
    return Screen(text, [numbers[:3], numbers[3:], turns, [button(t.plain("back"), board, unit_id, 1)]])
