"""One's own programmes: applications, certificates on the way, confirmed ones."""

from datetime import date

from conversation.book import Chapter
from conversation.calendar import calendar, read_date
from conversation.screen import Button, Go, Handler, Screen, button, go, link
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from services import enrolments as service
from services import runs
from services.enrolments import EnrolmentView
from ui.format import day, shortened
from ui.text import Html, joined

pages = Chapter("enrolments")

SHOWN = 6


@pages.screen(notice="training")
async def listing(talk: Talk, page: int = 1) -> Screen:
    t = talk.t
    mine = await service.mine(talk.work, talk.person)
    pages_count = max(1, -(-len(mine) // SHOWN))
    page = min(max(1, page), pages_count)
    shown = mine[(page - 1) * SHOWN : page * SHOWN]
    numbers = [button(str(i), view, one.id) for i, one in enumerate(shown, 1)]
    lines = [
        t("enrol-line", number=i, title=shortened(one.title, 55), state=one.state)
        for i, one in enumerate(shown, 1)
    ]
    turns = page_buttons(listing, page, pages_count, words=(t.plain("previous-page"), t.plain("next-page")))
    last = [button(t.plain("menu-courses"), "courses.home"), button(t.plain("menu"), "menu.root")]
    asked = [button(t.plain("runs-mine"), "runs.mine")] if await runs.mine(talk.work, talk.person) else []
    if not mine:
        return Screen(t("enrol-empty"), [asked, last])
    where = t("page-of", page=page, pages=pages_count)
    text = t("enrol-list", list=joined(lines), training=await _training(talk), page=where)
    return Screen(text, [numbers[:3], numbers[3:], turns, asked, last])


async def _training(talk: Talk) -> Html:
    """The date of the last training and when the next one is due; nothing without a certificate."""
    found = await runs.last_training(talk.work, talk.person)
    if found is None:
        return Html("")
    near = "yes" if found.is_near else "no"
    return talk.t("enrol-training", on=day(found.on), due=day(found.due_by), near=near)


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
        title=shortened(one.title, 120),
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
    one = await service.get(talk.work, talk.person, enrolment_id)
    return _ask(talk, one, "enrol-number", _keep(talk, one, one.certificate_no, issued_on), view)


def _ask(talk: Talk, one: EnrolmentView, text_id: str, rows: list[list[Button]], before: Handler) -> Screen:
    back = [button(talk.t.plain("back"), before, one.id)]
    checking = "yes" if one.state == "submitted" else "no"
    text = talk.t(text_id, title=shortened(one.title, 90), checking=checking)
    return Screen(text, [*rows, back])


def _keep(talk: Talk, one: EnrolmentView, written: str | None, following: Handler) -> list[list[Button]]:
    """What was written before stays with one tap."""
    if not written:
        return []
    words = talk.t.plain("enrol-keep", value=shortened(written, 16))
    return [[button(words, following, one.id)]]


@pages.on_text(number)
async def type_number(talk: Talk, text: str, enrolment_id: int) -> Go:
    await service.set_number(talk.work, talk.person, enrolment_id, text)
    return go(issued_on, enrolment_id)


@pages.screen()
async def issued_on(talk: Talk, enrolment_id: int, month: str = "") -> Screen:
    t = talk.t
    one = await service.get(talk.work, talk.person, enrolment_id)
    written = one.certificate_date
    text = t("enrol-date", title=shortened(one.title, 90), written=day(written) if written else "none")
    last = [button(t.plain("enrol-today"), choose_date, enrolment_id, talk.today)]
    last += [button(t.plain("keep"), hours, enrolment_id)] if written else []
    return calendar(
        talk, text, issued_on, choose_date, enrolment_id, month=month, start=written,
        earliest=service.OLDEST_CERTIFICATE, latest=talk.today,
        last=[*last, button(t.plain("back"), number, enrolment_id)],
    )  # fmt: skip


@pages.action()
async def choose_date(talk: Talk, enrolment_id: int, on: date) -> Go:
    await service.set_date(talk.work, talk.person, enrolment_id, on)
    return go(hours, enrolment_id)


@pages.on_text(issued_on)
async def type_date(talk: Talk, text: str, enrolment_id: int, month: str = "") -> Go:
    return await choose_date(talk, enrolment_id, read_date(text))


@pages.screen()
async def hours(talk: Talk, enrolment_id: int) -> Screen:
    one = await service.get(talk.work, talk.person, enrolment_id)
    words = talk.t.plain("enrol-hours-button", hours=one.hours)
    rows = [[button(words, choose_hours, enrolment_id, one.hours)]]
    if one.certificate_hours not in (None, one.hours):
        written = talk.t.plain("enrol-hours-button", hours=one.certificate_hours)
        rows = [*_keep(talk, one, written, check), *rows]
    return _ask(talk, one, "enrol-hours", rows, issued_on)


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
    title = shortened(one.title, 120)
    text = t("enrol-check", title=title, certificate=_certificate(talk, one), files=files)
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
        t("enrol-ask-withdrawal", title=shortened(one.title, 120)),
        [
            [button(t.plain("enrol-withdraw-yes"), withdraw, enrolment_id)],
            [button(t.plain("back"), view, enrolment_id)],
        ],
    )


@pages.action()
async def withdraw(talk: Talk, enrolment_id: int) -> Go:
    await service.withdraw(talk.work, talk.person, enrolment_id)
    return go(listing, note=talk.t("enrol-withdrawn"))
