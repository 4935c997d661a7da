"""«Новые у нас»: the deputy says who works here."""

from conversation.book import Chapter
from conversation.screen import Go, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from domain.errors import NotFound, ScreenIsStale
from services import content
from services import newcomers as service
from services.newcomers import PAGE, Newcomer
from ui.format import day, lower_first, shortened
from ui.text import Html, joined

pages = Chapter("newcomers")

RIGHT = Right.CONFIRM_NEWCOMERS


@pages.screen(right=RIGHT, notice="newcomers")
async def listing(talk: Talk, page: int = 1) -> Screen | Go:
    t = talk.t
    found, total = await service.waiting(talk.work, talk.person, page)
    if not found and page > 1:
        return go(listing)
    if not found:
        return Screen(t("new-empty"), [[button(t.plain("menu"), "menu.root")]])
    numbers = [button(str(i), one, item.membership_id) for i, item in enumerate(found, 1)]
    ids = ".".join(str(item.membership_id) for item in found)
    count = -(-total // PAGE)
    text = t(
        "new-list",
        total=total,
        list=joined([_line(talk, i, item) for i, item in enumerate(found, 1)]),
        page=t("page-of", page=page, pages=count),
    )
    turns = page_buttons(listing, page, count, words=(t.plain("previous-page"), t.plain("next-page")))
    everybody = button(t.plain("new-confirm-all", count=len(found)), yes, ids)
    return Screen(
        text, [numbers[:3], numbers[3:], [everybody], turns, [button(t.plain("menu"), "menu.root")]]
    )


def _line(talk: Talk, index: int, item: Newcomer) -> Html:
    unit = item.unlisted or item.unit_name
    return talk.t(
        "new-line",
        index=index,
        name=shortened(item.chat_name, 16),
        position=_position(item.position),
        unit=shortened(unit, 22),
        since=day(item.since, today=talk.today),
    )


def _position(code: str | None) -> str:
    position = content.positions().get(code or "")
    return lower_first(position.title) if position else "—"


@pages.screen(right=RIGHT)
async def one(talk: Talk, membership_id: int) -> Screen | Go:
    t = talk.t
    try:
        item = await service.waiting_one(talk.work, talk.person, membership_id)
    except NotFound:
        return go(listing, note=t("refusal-list-has-changed"))
    return Screen(
        _about(talk, "new-one", item),
        [
            [button(t.plain("new-confirm"), yes, membership_id)],
            [button(t.plain("new-refuse"), ask_refusal, membership_id)],
            [button(t.plain("back"), listing)],
        ],
    )


def _about(talk: Talk, text_id: str, item: Newcomer) -> Html:
    unit = shortened(item.unit_name, 100)
    if item.unlisted:
        unit = talk.t.plain("reg-unit-unlisted", name=shortened(item.unlisted, 100), unit=unit)
    position = _position(item.position)
    since = day(item.since, today=talk.today)
    return talk.t(text_id, name=item.chat_name, position=position, unit=unit, since=since)


@pages.screen(right=RIGHT)
async def ask_refusal(talk: Talk, membership_id: int) -> Screen:
    """«Не наш педагог» is asked once more, by name."""
    t = talk.t
    item = await service.waiting_one(talk.work, talk.person, membership_id)
    return Screen(
        _about(talk, "new-ask-refusal", item),
        [
            [button(t.plain("new-refuse-yes"), refuse, membership_id)],
            [button(t.plain("back"), one, membership_id)],
        ],
    )


@pages.action(right=RIGHT)
async def yes(talk: Talk, ids: str) -> Go:
    """Confirms just the people who were on the screen; six long ids fit a button under a short name."""
    numbers = [int(part) for part in ids.split(".") if part.isdigit()]
    if not numbers or len(numbers) > PAGE:
        raise ScreenIsStale
    count = await service.confirm(talk.work, talk.person, numbers)
    return go(listing, note=talk.t("new-confirmed", count=count))


@pages.action(right=RIGHT)
async def refuse(talk: Talk, membership_id: int) -> Go:
    await service.refuse(talk.work, talk.person, membership_id)
    return go(listing, note=talk.t("new-refused"))
