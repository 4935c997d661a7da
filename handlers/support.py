"""Support of young teachers: who has had it this year, and one more form with its date."""

from datetime import date

from conversation.book import Chapter
from conversation.calendar import calendar, read_date
from conversation.screen import Go, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from services import support as service
from services.support import Young
from ui.format import day, shortened
from ui.text import Html, joined

pages = Chapter("support")

RIGHT = Right.CONFIRM_SUPPORT
MOST_FORMS = 7


@pages.screen(right=RIGHT)
async def listing(talk: Talk, page: int = 1) -> Screen:
    t = talk.t
    found = await service.listing(talk.work, talk.person, page)
    back = [button(t.plain("menu"), "menu.root")]
    if not found.items:
        return Screen(t("support-empty"), [back])
    numbers = [button(str(i), one, item.person_id) for i, item in enumerate(found.items, 1)]
    lines = [
        t(
            "support-line",
            index=i,
            name=shortened(item.chat_name, 16),
            unit=shortened(item.unit_name, 22),
            count=len(item.forms),
        )
        for i, item in enumerate(found.items, 1)
    ]
    text = t(
        "support-list",
        total=found.total,
        list=joined(lines),
        page=t("page-of", page=found.page, pages=found.pages),
    )
    turns = page_buttons(
        listing, found.page, found.pages, words=(t.plain("previous-page"), t.plain("next-page"))
    )
    return Screen(text, [numbers[:3], numbers[3:], turns, back])


@pages.screen(right=RIGHT)
async def one(talk: Talk, person_id: int) -> Screen:
    t = talk.t
    found = await service.get(talk.work, talk.person, person_id)
    text = t(
        "support-one",
        name=found.chat_name,
        unit=shortened(found.unit_name, 80),
        until=day(found.until),
        list=_forms(talk, found),
    )
    rows = [[button(t.plain("support-add"), form, person_id)]]
    return Screen(text, [*rows, [button(t.plain("back"), listing)]])


def _forms(talk: Talk, found: Young) -> Html:
    lines = [
        talk.t("support-form-line", form=shortened(form, 40), on=day(on, today=talk.today))
        for form, on in found.forms[-6:]
    ]
    return joined(lines) if lines else talk.t("support-none")


@pages.screen(right=RIGHT)
async def form(talk: Talk, person_id: int) -> Screen:
    """The region's closed list."""
    known = await service.forms(talk.work, talk.person, person_id)
    rows = [[button(_title(code), on_day, person_id, index)] for index, code in enumerate(known[:MOST_FORMS])]
    return Screen(talk.t("support-which"), [*rows, [button(talk.t.plain("back"), one, person_id)]])


def _title(code: str) -> str:
    title = service.title(code)
    return shortened(title[:1].upper() + title[1:], 26)


@pages.screen(right=RIGHT)
async def on_day(talk: Talk, person_id: int, index: int, month: str = "") -> Screen:
    last = [button(talk.t.plain("back"), form, person_id)]
    earliest = date(talk.today.year - 1, 1, 1)
    return calendar(
        talk, talk.t("support-when"), on_day, choose_day, person_id, index,
        month=month, earliest=earliest, latest=talk.today, last=last,
    )  # fmt: skip


@pages.action(right=RIGHT)
async def choose_day(talk: Talk, person_id: int, index: int, on: date) -> Go:
    await service.confirm(talk.work, talk.person, person_id, index, on)
    return go(one, person_id, note=talk.t("support-confirmed"))


@pages.on_text(on_day)
async def type_day(talk: Talk, text: str, person_id: int, index: int, month: str = "") -> Go:
    return await choose_day(talk, person_id, index, read_date(text))
