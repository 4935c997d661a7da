"""«Документы»: norms of one's branch, and «Ознакомлен(а)»."""

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go, link
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from services import norms as service
from services.norms import NormView
from ui.format import day, shortened
from ui.text import Html, joined

pages = Chapter("norms")

PAGE = 5
TITLE = 45


@pages.screen(notice="norms")
async def listing(talk: Talk, page: int = 1) -> Screen:
    t = talk.t
    found = await service.mine(talk.work, talk.person)
    count = max(1, -(-len(found) // PAGE))
    page = min(max(1, page), count)
    shown = found[(page - 1) * PAGE : page * PAGE]
    numbers = [button(str(i), card, one.id) for i, one in enumerate(shown, 1)]
    text = t(
        "norms-list",
        list=joined([line(talk, i, one) for i, one in enumerate(shown, 1)] or [t("norms-none")]),
        page=t("page-of", page=page, pages=count),
    )
    turns = page_buttons(listing, page, count, words=(t.plain("previous-page"), t.plain("next-page")))
    return Screen(text, [numbers[:3], numbers[3:], turns, [button(t.plain("menu"), "menu.root")]])


def line(talk: Talk, index: int, one: NormView) -> Html:
    return talk.t(
        "norms-line",
        index=index,
        number=shortened(one.number, 20),
        dated=f"{one.dated:%d.%m.%Y}",
        title=shortened(one.title, TITLE),
        read="yes" if one.acquainted_at else "no",
    )


@pages.screen()
async def card(talk: Talk, norm_id: int) -> Screen:
    t = talk.t
    one = await service.get(talk.work, talk.person, norm_id)
    rows: list[list[Button]] = []
    if one.replaced_by is not None:
        rows.append([button(t.plain("norms-open-newer"), card, one.replaced_by[0])])
    elif one.acquainted_at is None:
        rows.append([button(t.plain("norms-acquainted"), acquaint, norm_id)])
    if one.url:
        rows.append([link(t.plain("norms-read"), one.url)])
    return Screen(text_of(talk, one), [*rows, [button(t.plain("back"), listing)]])


def text_of(talk: Talk, one: NormView) -> Html:
    read = day(talk.person.today(one.acquainted_at)) if one.acquainted_at else "no"
    return talk.t(
        "norms-card",
        title=shortened(one.title, 120),
        number=one.number,
        dated=day(one.dated),
        level=talk.t.plain(f"norms-level-{one.level.value}"),
        summary=one.summary,
        version=one.version,
        state="replaced" if one.replaced_by else "read" if one.acquainted_at else "new",
        replaced=one.replaced_by[1] if one.replaced_by else "",
        read=read,
    )


@pages.action()
async def acquaint(talk: Talk, norm_id: int) -> Go:
    await service.acquaint(talk.work, talk.person, norm_id)
    return go(card, norm_id)
