"""Lists and files with names: asked for in the chat, opened by a one-time link on the operator's page."""

from conversation.book import Chapter
from conversation.screen import Go, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from domain.errors import ScreenIsStale
from handlers import branch
from services import onetime, units
from services.name_lists import INVITATIONS, ROSTER, ROSTER_TABLE
from services.onetime import Kind, LogLine
from ui.format import moment, shortened
from ui.text import Html, joined

pages = Chapter("links")

LISTS = (ROSTER, ROSTER_TABLE, INVITATIONS)


@pages.action(right=Right.SEE_ROSTER)
async def start(talk: Talk) -> Go:
    return await branch.enter(talk, "lists")


@pages.screen(right=Right.SEE_ROSTER)
async def home(talk: Talk, unit_id: int) -> Screen:
    t = talk.t
    unit = await units.of_branch(talk.work, talk.person.need(Right.SEE_ROSTER, talk.now), unit_id)
    rows = [
        [button(t.plain(f"pages-list-{one.name}"), make, one.name, unit_id)]
        for one in LISTS
        if one.is_for(talk.person, unit.path, talk.now)
    ]
    text = t("pages-lists", unit=shortened(unit.name, 100))
    return Screen(text, [*rows, [button(t.plain("menu"), "menu.root")]])


@pages.action(right=Right.SEE_ROSTER)
async def make(talk: Talk, name: str, unit_id: int) -> Go:
    chosen = next((one for one in LISTS if one.name == name), None)
    if chosen is None:
        raise ScreenIsStale
    return await hand_out(talk, chosen, go(home, unit_id), unit_id)


async def hand_out(talk: Talk, kind: Kind, back: Go, unit_id: int, object_id: int = 0) -> Go:
    """Back to the screen with the link above it; the link is said once and kept nowhere."""
    t = talk.t
    if not talk.house.pages_url:
        return Go(back.screen, back.arguments, t("pages-not-set-up"))
    secret = await onetime.make(talk.work, talk.person, kind, unit_id, object_id)
    link = f"{talk.house.pages_url}/o/{secret}"
    return Go(
        back.screen, back.arguments, t("pages-link", what=t.plain(f"pages-list-{kind.name}"), link=link)
    )


@pages.screen(right=Right.IMPORT)
async def journal(talk: Talk, page: int = 1) -> Screen:
    """Who asked for names, and whether the page was opened."""
    t = talk.t
    lines, total = await onetime.log(talk.work, talk.person, page)
    count = max(1, -(-total // onetime.PAGE))
    text = t(
        "pages-log",
        list=joined([_line(talk, i, one) for i, one in enumerate(lines, 1)] or [t("pages-log-empty")]),
        page=t("page-of", page=page, pages=count),
    )
    turns = page_buttons(journal, page, count, words=(t.plain("previous-page"), t.plain("next-page")))
    return Screen(text, [turns, [button(t.plain("menu"), "menu.root")]])


def _line(talk: Talk, index: int, one: LogLine) -> Html:
    t = talk.t
    return t(
        "pages-log-line",
        index=index,
        when=moment(one.made_at, talk.person.zone, today=talk.today),
        what=t.plain(f"pages-list-{one.kind}"),
        name=shortened(one.chat_name, 20) if one.chat_name else t.plain("pages-log-nobody"),
        unit=shortened(one.unit_name, 30),
        opened="yes" if one.opened_at else "no",
    )
