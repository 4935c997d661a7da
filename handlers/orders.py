"""Orders about mentoring: the deputy enters a number and a date, and prints the papers for signature."""

from datetime import date

from conversation.book import Chapter
from conversation.calendar import calendar, read_date
from conversation.screen import Button, Go, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from domain.errors import NotFound
from handlers.mentoring import topic
from services import pairs as service
from ui.format import day, shortened
from ui.text import Html, joined

pages = Chapter("orders")

RIGHT = Right.ORDER_MENTORING
PAGE = 6


@pages.screen(right=RIGHT)
async def listing(talk: Talk, page: int = 1) -> Screen:
    t = talk.t
    found = await service.for_orders(talk.work, talk.person)
    back = [button(t.plain("menu"), "menu.root")]
    if not found:
        return Screen(t("orders-empty"), [back])
    count = -(-len(found) // PAGE)
    shown = found[(page - 1) * PAGE : page * PAGE]
    numbers = [button(str(i), one, item.id) for i, item in enumerate(shown, 1)]
    lines = [
        t(
            "orders-line",
            index=i,
            mentee=shortened(item.mentee, 14),
            mentor=shortened(item.mentor, 14),
            unit=shortened(item.unit_name, 18),
            order=item.order_no if item.order_date else "none",
        )
        for i, item in enumerate(shown, 1)
    ]
    text = t("orders-list", list=joined(lines), page=t("page-of", page=page, pages=count))
    turns = page_buttons(listing, page, count, words=(t.plain("previous-page"), t.plain("next-page")))
    return Screen(text, [numbers[:3], numbers[3:], turns, back])


@pages.screen(right=RIGHT)
async def one(talk: Talk, pair_id: int) -> Screen | Go:
    t = talk.t
    try:
        found = await service.for_order(talk.work, talk.person, pair_id)
    except NotFound:
        return go(listing, note=t("refusal-not-found"))
    rows: list[list[Button]] = []
    if found.order_date is None:
        rows.append([button(t.plain("orders-enter"), number, pair_id)])
    rows.append([button(t.plain("orders-consent"), consent_pdf, pair_id)])
    rows.append([button(t.plain("orders-programme"), programme_pdf, pair_id)])
    text = t(
        "orders-one",
        mentee=found.mentee,
        unit=shortened(found.unit_name, 80),
        mentor=found.mentor,
        place=shortened(found.mentor_unit, 80),
        topic=topic(found.topic),
        since=day(found.started_on, today=talk.today),
        held=found.held,
        order=found.order_no if found.order_no and found.order_date else "none",
        date=day(found.order_date) if found.order_date else "",
    )
    return Screen(text, [*rows, [button(t.plain("back"), listing)]])


@pages.screen(right=RIGHT)
async def number(talk: Talk, pair_id: int) -> Screen:
    found = await service.for_order(talk.work, talk.person, pair_id)
    last = [button(talk.t.plain("back"), one, pair_id)]
    if found.order_no:
        last.append(button(talk.t.plain("next"), ordered_on, pair_id))
    return Screen(talk.t("orders-number", now=found.order_no or "none"), [last])


@pages.on_text(number)
async def type_number(talk: Talk, text: str, pair_id: int) -> Go:
    await service.set_order_number(talk.work, talk.person, pair_id, text)
    return go(ordered_on, pair_id)


@pages.screen(right=RIGHT)
async def ordered_on(talk: Talk, pair_id: int, month: str = "") -> Screen:
    found = await service.for_order(talk.work, talk.person, pair_id)
    text = talk.t("orders-date", number=found.order_no or "—")
    last = [button(talk.t.plain("back"), number, pair_id)]
    return calendar(talk, text, ordered_on, choose_date, pair_id, month=month, latest=talk.today, last=last)


@pages.action(right=RIGHT)
async def choose_date(talk: Talk, pair_id: int, on: date) -> Go:
    await service.set_order_date(talk.work, talk.person, pair_id, on)
    return go(one, pair_id, note=talk.t("orders-entered"))


@pages.on_text(ordered_on)
async def type_date(talk: Talk, text: str, pair_id: int, month: str = "") -> Go:
    return await choose_date(talk, pair_id, read_date(text))


@pages.action(right=RIGHT)
async def consent_pdf(talk: Talk, pair_id: int) -> Go:
    """The mentor's written consent: names are blanks to fill in by hand."""
    from ui.documents.mentoring import consent_pdf as typeset_consent

    found = await service.for_order(talk.work, talk.person, pair_id)
    pdf = typeset_consent(number=found.id, topic=topic(found.topic), stamped=talk.now)
    talk.attach(pdf, f"soglasie-{found.id}.pdf", talk.t("orders-consent-caption", number=found.id))
    return go(one, pair_id)


@pages.action(right=RIGHT)
async def programme_pdf(talk: Talk, pair_id: int) -> Go:
    from ui.documents.mentoring import programme_pdf as typeset_programme

    found = await service.for_order(talk.work, talk.person, pair_id)
    ordered = f"№ {found.order_no} от {day(found.order_date)}" if found.order_no and found.order_date else ""
    pdf = typeset_programme(number=found.id, topic=topic(found.topic), order=ordered, stamped=talk.now)
    talk.attach(pdf, f"programma-{found.id}.pdf", talk.t("orders-programme-caption", number=found.id))
    return go(one, pair_id)


async def waiting_orders(talk: Talk) -> list[Html]:
    count = sum(one.order_date is None for one in await service.for_orders(talk.work, talk.person))
    return [talk.t("waiting-orders", count=count)] if count else []
