"""One's own programmes: applications, certificates on the way, confirmed ones."""

from datetime import date, datetime

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go, link
from conversation.talk import Talk
from domain.errors import WrongInput
from services import enrolments as service
from services.enrolments import EnrolmentView
from ui.format import day, shortened
from ui.text import Html, joined

pages = Chapter("enrolments")

SHOWN = 6


@pages.screen()
async def listing(talk: Talk) -> Screen:
    t = talk.t
    mine = await service.mine(talk.work, talk.person)
    rows = [
        [button(shortened(f"{i}. {one.title}", 40), view, one.id)] for i, one in enumerate(mine[:SHOWN], 1)
    ]
    lines = [
        t("enrol-line", number=i, title=shortened(one.title, 70), state=one.state)
        for i, one in enumerate(mine[:SHOWN], 1)
    ]
    last = [button(t.plain("menu-courses"), "courses.home"), button(t.plain("menu"), "menu.root")]
    text = t("enrol-list", list=joined(lines)) if mine else t("enrol-empty")
    return Screen(text, [*rows, last])


@pages.screen(notice="enrolment")
async def view(talk: Talk, enrolment_id: int) -> Screen:
    t = talk.t
    one = await service.get(talk.work, talk.person, enrolment_id)
    rows: list[list[Button]] = []
    if one.state in ("applied", "refused"):
        rows.append([button(t.plain("enrol-certificate"), number, one.id)])
    if one.state == "submitted":
        rows.append([button(t.plain("enrol-correct"), number, one.id)])
    if one.url and one.state == "applied":
        rows.append([link(t.plain("courses-site"), one.url)])
    if one.state in ("applied", "refused"):
        rows.append([button(t.plain("enrol-withdraw"), ask_withdrawal, one.id)])
    rows.append([button(t.plain("back"), listing), button(t.plain("menu"), "menu.root")])
    return Screen(_text(talk, one), rows)


def _text(talk: Talk, one: EnrolmentView) -> Html:
    return talk.t(
        "enrol-view",
        title=one.title,
        hours=one.hours,
        state=one.state,
        applied=day(one.applied_on, today=talk.today),
        certificate=_certificate(talk, one),
        refusal=one.refusal or "",
    )


def _certificate(talk: Talk, one: EnrolmentView) -> Html:
    if not (one.certificate_no and one.certificate_date and one.certificate_hours):
        return Html("")
    return talk.t(
        "enrol-certificate-line",
        number=one.certificate_no,
        date=day(one.certificate_date),
        hours=one.certificate_hours,
    )


@pages.screen()
async def number(talk: Talk, enrolment_id: int) -> Screen:
    return await _ask(talk, enrolment_id, "enrol-number")


async def _ask(talk: Talk, enrolment_id: int, text_id: str, rows: list[list[Button]] | None = None) -> Screen:
    one = await service.get(talk.work, talk.person, enrolment_id)
    back = [button(talk.t.plain("back"), view, enrolment_id)]
    return Screen(talk.t(text_id, title=shortened(one.title, 90)), [*(rows or []), back])


@pages.on_text(number)
async def type_number(talk: Talk, text: str, enrolment_id: int) -> Go:
    await service.set_number(talk.work, talk.person, enrolment_id, text)
    return go(issued_on, enrolment_id)


@pages.screen()
async def issued_on(talk: Talk, enrolment_id: int) -> Screen:
    today = [[button(talk.t.plain("enrol-today"), issued_today, enrolment_id)]]
    return await _ask(talk, enrolment_id, "enrol-date", today)


@pages.action()
async def issued_today(talk: Talk, enrolment_id: int) -> Go:
    await service.set_date(talk.work, talk.person, enrolment_id, talk.today)
    return go(hours, enrolment_id)


@pages.on_text(issued_on)
async def type_date(talk: Talk, text: str, enrolment_id: int) -> Go:
    await service.set_date(talk.work, talk.person, enrolment_id, read_date(text))
    return go(hours, enrolment_id)


def read_date(text: str) -> date:
    """A typed date such as 15.11.2026."""
    try:
        return datetime.strptime(text.strip(), "%d.%m.%Y").date()  # noqa: DTZ007 - a date has no zone
    except ValueError as error:
        raise WrongInput(why="Напишите дату так: 15.11.2026.") from error


@pages.screen()
async def hours(talk: Talk, enrolment_id: int) -> Screen:
    one = await service.get(talk.work, talk.person, enrolment_id)
    words = talk.t.plain("enrol-hours-button", hours=one.hours)
    return await _ask(
        talk, enrolment_id, "enrol-hours", [[button(words, choose_hours, enrolment_id, one.hours)]]
    )


@pages.action()
async def choose_hours(talk: Talk, enrolment_id: int, count: int) -> Go:
    await service.set_hours(talk.work, talk.person, enrolment_id, str(count))
    return go(check, enrolment_id)


@pages.on_text(hours)
async def type_hours(talk: Talk, text: str, enrolment_id: int) -> Go:
    await service.set_hours(talk.work, talk.person, enrolment_id, text)
    return go(check, enrolment_id)


@pages.screen()
async def check(talk: Talk, enrolment_id: int) -> Screen:
    """The last look before the certificate goes out; a file only where the setting allows."""
    t = talk.t
    one = await service.get(talk.work, talk.person, enrolment_id)
    files = "attached" if one.has_file else "allowed" if talk.house.names_in_chat else "closed"
    text = t("enrol-check", title=one.title, certificate=_certificate(talk, one), files=files)
    return Screen(
        text,
        [
            [button(t.plain("enrol-send"), send, enrolment_id)],
            [
                button(t.plain("enrol-again"), number, enrolment_id),
                button(t.plain("back"), view, enrolment_id),
            ],
        ],
    )


@pages.on_upload(check)
async def attach(talk: Talk, reference: str, enrolment_id: int) -> Go:
    allowed = talk.house.names_in_chat
    await service.attach_file(talk.work, talk.person, enrolment_id, reference, allowed=allowed)
    return go(check, enrolment_id, note=talk.t("enrol-file-taken"))


@pages.action()
async def send(talk: Talk, enrolment_id: int) -> Go:
    await service.submit(talk.work, talk.person, enrolment_id)
    return go(view, enrolment_id, note=talk.t("enrol-sent"))


@pages.screen()
async def ask_withdrawal(talk: Talk, enrolment_id: int) -> Screen:
    t = talk.t
    one = await service.get(talk.work, talk.person, enrolment_id)
    return Screen(
        t("enrol-ask-withdrawal", title=one.title),
        [
            [button(t.plain("enrol-withdraw-yes"), withdraw, enrolment_id)],
            [button(t.plain("back"), view, enrolment_id)],
        ],
    )


@pages.action()
async def withdraw(talk: Talk, enrolment_id: int) -> Go:
    await service.withdraw(talk.work, talk.person, enrolment_id)
    return go(listing, note=talk.t("enrol-withdrawn"))
