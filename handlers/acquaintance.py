"""Who of an organisation has read its documents; the sheet for signatures opens on the operator's page."""

from conversation.book import Chapter
from conversation.screen import Go, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from handlers import branch
from handlers.links import hand_out
from services import acquaintance as service
from services.acquaintance import NormCount, Unread
from ui.format import lower_first, shortened
from ui.text import Html, joined

pages = Chapter("acq")

RIGHT = Right.SEE_ROSTER
NORMS_PAGE = 5


@pages.action(right=RIGHT)
async def start(talk: Talk) -> Go:
    return await branch.enter(talk, "acquaintance")


@pages.screen(right=RIGHT)
async def home(talk: Talk, unit_id: int, page: int = 1) -> Screen:
    t = talk.t
    found = await service.overview(talk.work, talk.person, unit_id)
    count = max(1, -(-len(found.norms) // NORMS_PAGE))
    page = min(max(1, page), count)
    shown = found.norms[(page - 1) * NORMS_PAGE : page * NORMS_PAGE]
    numbers = [button(str(i), norm, unit_id, one.norm.id) for i, one in enumerate(shown, 1)]
    text = t(
        "acq-home",
        unit=shortened(found.unit.name, 50),
        list=joined([_line(talk, i, one) for i, one in enumerate(shown, 1)] or [t("norms-none")]),
        page=t("page-of", page=page, pages=count),
    )
    rows = [numbers[:3], numbers[3:]]
    rows.append(
        page_buttons(home, page, count, unit_id, words=(t.plain("previous-page"), t.plain("next-page")))
    )
    if found.to_remind and talk.person.scope(Right.REMIND_ROSTER, talk.now):
        rows.append([button(t.plain("acq-remind", count=found.to_remind), remind, unit_id)])
    return Screen(text, [*rows, [button(t.plain("menu"), "menu.root")]])


def _line(talk: Talk, index: int, one: NormCount) -> Html:
    return talk.t(
        "acq-line",
        index=index,
        number=shortened(one.norm.number, 20),
        title=shortened(one.norm.title, 40),
        read=one.read,
        total=one.total,
    )


@pages.action(right=Right.REMIND_ROSTER)
async def remind(talk: Talk, unit_id: int) -> Go:
    count = await service.remind(talk.work, talk.person, unit_id)
    return go(home, unit_id, note=talk.t("roster-reminded", count=count))


@pages.screen(right=RIGHT)
async def norm(talk: Talk, unit_id: int, norm_id: int, page: int = 1) -> Screen:
    """Who has not read it: positions and names for the chat, nothing else."""
    t = talk.t
    one, late, total = await service.unread(talk.work, talk.person, unit_id, norm_id, page)
    count = max(1, -(-total // service.PAGE))
    if page > count:
        return await norm(talk, unit_id, norm_id, count)
    lines = [_person(talk, i, who) for i, who in enumerate(late, 1)]
    text = t(
        "acq-norm",
        number=one.number,
        title=shortened(one.title, 60),
        total=total,
        list=joined(lines or [t("acq-everybody")]),
        page=t("page-of", page=page, pages=count),
    )
    words = (t.plain("previous-page"), t.plain("next-page"))
    return Screen(
        text,
        [
            page_buttons(norm, page, count, unit_id, norm_id, words=words),
            [button(t.plain("acq-sheets"), sheets, unit_id, norm_id)],
            [button(t.plain("back"), home, unit_id)],
        ],
    )


def _person(talk: Talk, index: int, one: Unread) -> Html:
    return talk.t(
        "acq-person",
        index=index,
        name=shortened(one.chat_name, 20),
        position=lower_first(one.position) or "none",
        unit=shortened(one.unit_name, 25),
    )


@pages.screen(right=RIGHT)
async def sheets(talk: Talk, unit_id: int, norm_id: int) -> Screen:
    t = talk.t
    one, _, _ = await service.unread(talk.work, talk.person, unit_id, norm_id)
    return Screen(
        t("acq-sheets-text", number=one.number, title=shortened(one.title, 120)),
        [
            [button(t.plain("acq-sheet"), sheet, unit_id, norm_id)],
            [button(t.plain("acq-sheet-table"), sheet_table, unit_id, norm_id)],
            [button(t.plain("back"), norm, unit_id, norm_id)],
        ],
    )


@pages.action(right=RIGHT)
async def sheet(talk: Talk, unit_id: int, norm_id: int) -> Go:
    return await hand_out(talk, service.SHEET, go(sheets, unit_id, norm_id), unit_id, norm_id)


@pages.action(right=RIGHT)
async def sheet_table(talk: Talk, unit_id: int, norm_id: int) -> Go:
    return await hand_out(talk, service.SHEET_TABLE, go(sheets, unit_id, norm_id), unit_id, norm_id)
