"""Certificates that wait for a deputy or a methodist: one by one, or a whole page at once."""

from conversation.book import Chapter
from conversation.screen import Go, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from domain.errors import NotFound
from services import enrolments as service
from services.enrolments import Submitted
from ui.format import day, shortened
from ui.text import Html, joined

pages = Chapter("certificates")

RIGHT = Right.CONFIRM_CERTIFICATES
REASONS = ("number", "hours", "date", "programme")


@pages.screen(right=RIGHT, notice="certificates")
async def listing(talk: Talk, page: int = 1) -> Screen | Go:
    t = talk.t
    found = await service.waiting(talk.work, talk.person, page)
    if not found.items and page > 1:
        return go(listing)
    if not found.items:
        return Screen(t("cert-empty"), [[button(t.plain("menu"), "menu.root")]])
    numbers = [button(str(i), one, item.id) for i, item in enumerate(found.items, 1)]
    text = t(
        "cert-list",
        total=found.total,
        list=joined([_line(talk, i, item) for i, item in enumerate(found.items, 1)], "\n"),
        page=t("page-of", page=found.page, pages=found.pages),
    )
    return Screen(
        text,
        [
            numbers[:3],
            numbers[3:],
            [button(t.plain("cert-confirm-page", count=len(found.items)), confirm_page, page, found.stamp)],
            page_buttons(listing, page, found.pages, words=(t.plain("previous-page"), t.plain("next-page"))),
            [button(t.plain("menu"), "menu.root")],
        ],
    )


def _line(talk: Talk, index: int, item: Submitted) -> Html:
    return talk.t(
        "cert-line",
        index=index,
        name=shortened(item.chat_name, 14),
        unit=shortened(item.unit_name, 18),
        title=shortened(item.title, 26),
        hours=item.hours,
        date=f"{item.issued_on:%d.%m.%y}",
        differs="yes" if item.hours != item.programme_hours else "no",
        planned=item.programme_hours,
    )


@pages.screen(right=RIGHT)
async def one(talk: Talk, enrolment_id: int) -> Screen | Go:
    t = talk.t
    try:
        item = await service.waiting_one(talk.work, talk.person, enrolment_id)
    except NotFound:
        return go(listing, note=t("refusal-list-has-changed"))
    rows = [[button(t.plain("cert-confirm"), confirm, item.id, item.revision)]]
    if item.file and talk.house.names_in_chat:
        rows.append([button(t.plain("cert-file"), show_file, item.id)])
    rows.append([button(t.plain("cert-refuse"), refusal, item.id, item.revision)])
    rows.append([button(t.plain("back"), listing)])
    text = t(
        "cert-one",
        name=item.chat_name,
        unit=shortened(item.unit_name, 100),
        title=shortened(item.title, 150),
        number=item.number,
        date=day(item.issued_on),
        hours=item.hours,
        programme_hours=item.programme_hours,
    )
    return Screen(text, rows)


@pages.action(right=RIGHT)
async def show_file(talk: Talk, enrolment_id: int) -> Go:
    """The document itself, where the setting lets names through the chat."""
    item = await service.waiting_one(talk.work, talk.person, enrolment_id)
    if item.file and talk.house.names_in_chat:
        talk.show_again(item.file, talk.t("cert-file-caption", number=item.number))
    return go(one, enrolment_id)


@pages.action(right=RIGHT)
async def confirm(talk: Talk, enrolment_id: int, revision: int) -> Go:
    await service.confirm(talk.work, talk.person, enrolment_id, revision)
    return go(listing, note=talk.t("cert-confirmed", count=1))


@pages.action(right=RIGHT)
async def confirm_page(talk: Talk, page: int, stamp: str) -> Go:
    """Just those that were on the screen: if anything changed since, nothing is confirmed."""
    count = await service.confirm_page(talk.work, talk.person, page, stamp)
    return go(listing, note=talk.t("cert-confirmed", count=count))


@pages.screen(right=RIGHT)
async def refusal(talk: Talk, enrolment_id: int, revision: int) -> Screen:
    """A reason from the buttons, or in one's own words."""
    t = talk.t
    rows = [
        [button(t.plain(f"cert-reason-{reason}"), refuse, enrolment_id, revision, reason)]
        for reason in REASONS
    ]
    return Screen(t("cert-why"), [*rows, [button(t.plain("back"), one, enrolment_id)]])


@pages.action(right=RIGHT)
async def refuse(talk: Talk, enrolment_id: int, revision: int, reason: str) -> Go:
    words = talk.t.plain(f"cert-reason-{reason}-text" if reason in REASONS else "cert-reason-number-text")
    return await type_refusal(talk, words, enrolment_id, revision)


@pages.on_text(refusal)
async def type_refusal(talk: Talk, text: str, enrolment_id: int, revision: int) -> Go:
    await service.refuse(talk.work, talk.person, enrolment_id, revision, text)
    return go(listing, note=talk.t("cert-refused"))
