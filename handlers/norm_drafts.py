"""A methodist adds a document of the branch or puts one in place of another: questions and a last look."""

from datetime import date

from conversation.book import Chapter
from conversation.calendar import calendar, read_date
from conversation.screen import Button, Go, Handler, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from domain.errors import NotFound
from handlers import branch
from handlers.norms import line
from services import norm_drafts as service
from services.norm_drafts import Draft
from ui.format import day, shortened
from ui.text import Html, joined

pages = Chapter("nd")

RIGHT = Right.MANAGE_NORMS
PAGE = 5


@pages.screen(right=RIGHT)
async def home(talk: Talk, page: int = 1) -> Screen:
    """Documents of the branch; a draft that waits is offered again."""
    t = talk.t
    found = await service.published(talk.work, talk.person)
    draft = await service.current(talk.work, talk.person)
    count = max(1, -(-len(found) // PAGE))
    page = min(max(1, page), count)
    shown = found[(page - 1) * PAGE : page * PAGE]
    numbers = [button(str(i), view, one.id) for i, one in enumerate(shown, 1)]
    text = t(
        "nd-home",
        list=joined([line(talk, i, one) for i, one in enumerate(shown, 1)] or [t("norms-none")]),
        page=t("page-of", page=page, pages=count),
    )
    turns = page_buttons(home, page, count, words=(t.plain("previous-page"), t.plain("next-page")))
    work = (
        [button(t.plain("nd-go-on"), check), button(t.plain("nd-drop"), drop)]
        if draft
        else [button(t.plain("nd-add"), start)]
    )
    return Screen(text, [numbers[:3], numbers[3:], turns, work, [button(t.plain("menu"), "menu.root")]])


@pages.action(right=RIGHT)
async def start(talk: Talk) -> Go:
    return await branch.enter(talk, "norm")


@pages.action(right=RIGHT)
async def begin(talk: Talk, unit_id: int) -> Go:
    await service.begin(talk.work, talk.person, unit_id)
    return go(title)


@pages.action(right=RIGHT)
async def drop(talk: Talk) -> Go:
    await service.drop(talk.work, talk.person)
    return go(home, note=talk.t("nd-dropped"))


@pages.screen(right=RIGHT)
async def view(talk: Talk, norm_id: int) -> Screen:
    t = talk.t
    one = await service.published_one(talk.work, talk.person, norm_id)
    text = t(
        "nd-view",
        title=shortened(one.title, 120),
        number=one.number,
        dated=day(one.dated),
        unit=shortened(one.unit_name, 60),
        summary=one.summary,
    )
    return Screen(
        text,
        [
            [button(t.plain("nd-replace"), begin_replacement, norm_id)],
            [button(t.plain("nd-withdraw"), ask_withdrawal, norm_id)],
            [button(t.plain("back"), home)],
        ],
    )


@pages.action(right=RIGHT)
async def begin_replacement(talk: Talk, norm_id: int) -> Go:
    await service.begin_replacement(talk.work, talk.person, norm_id)
    return go(title)


@pages.screen(right=RIGHT)
async def ask_withdrawal(talk: Talk, norm_id: int) -> Screen:
    t = talk.t
    one = await service.published_one(talk.work, talk.person, norm_id)
    return Screen(
        t("nd-ask-withdrawal", number=one.number, title=shortened(one.title, 120)),
        [
            [button(t.plain("nd-withdraw-yes"), withdraw, norm_id)],
            [button(t.plain("back"), view, norm_id)],
        ],
    )


@pages.action(right=RIGHT)
async def withdraw(talk: Talk, norm_id: int) -> Go:
    await service.withdraw(talk.work, talk.person, norm_id)
    return go(home, note=talk.t("nd-withdrawn"))


async def _draft(talk: Talk) -> Draft:
    draft = await service.current(talk.work, talk.person)
    if draft is None:
        raise NotFound
    return draft


def _keep(talk: Talk, written: str, following: Handler) -> list[Button]:
    return [button(talk.t.plain("keep"), following)] if written else []


def _ask(talk: Talk, text: Html, written: str, following: Handler, before: Handler) -> Screen:
    back = button(talk.t.plain("back"), before)
    return Screen(text, [[*_keep(talk, written, following), back]])


def _now(written: str) -> str:
    return shortened(written, 120) or "none"


@pages.screen(right=RIGHT)
async def title(talk: Talk) -> Screen:
    one = await _draft(talk)
    text = talk.t("nd-title", unit=shortened(one.unit_name, 60), now=_now(one.title))
    return _ask(talk, text, one.title, number, home)


@pages.on_text(title)
async def type_title(talk: Talk, text: str) -> Go:
    await service.set_text(talk.work, talk.person, "title", text)
    return go(number)


@pages.screen(right=RIGHT)
async def number(talk: Talk) -> Screen:
    one = await _draft(talk)
    return _ask(talk, talk.t("nd-number", now=_now(one.number)), one.number, dated, title)


@pages.on_text(number)
async def type_number(talk: Talk, text: str) -> Go:
    await service.set_text(talk.work, talk.person, "number", text)
    return go(dated)


@pages.screen(right=RIGHT)
async def dated(talk: Talk, month: str = "") -> Screen:
    one = await _draft(talk)
    now = day(one.dated) if one.dated else "none"
    keep = _keep(talk, "yes" if one.dated else "", summary)
    return calendar(
        talk, talk.t("nd-date", now=now), dated, choose_date, month=month, start=one.dated,
        earliest=service.OLDEST, latest=talk.today, last=[*keep, button(talk.t.plain("back"), number)],
    )  # fmt: skip


@pages.action(right=RIGHT)
async def choose_date(talk: Talk, on: date) -> Go:
    await service.set_date(talk.work, talk.person, on)
    return go(summary)


@pages.on_text(dated)
async def type_date(talk: Talk, text: str, month: str = "") -> Go:
    return await choose_date(talk, read_date(text))


@pages.screen(right=RIGHT)
async def summary(talk: Talk) -> Screen:
    one = await _draft(talk)
    return _ask(talk, talk.t("nd-summary", now=_now(one.summary)), one.summary, url, dated)


@pages.on_text(summary)
async def type_summary(talk: Talk, text: str) -> Go:
    await service.set_text(talk.work, talk.person, "summary", text)
    return go(url)


@pages.screen(right=RIGHT)
async def url(talk: Talk) -> Screen:
    t = talk.t
    one = await _draft(talk)
    row = [
        *_keep(talk, one.url, check),
        button(t.plain("nd-no-url"), no_url),
        button(t.plain("back"), summary),
    ]
    return Screen(t("nd-url", now=_now(one.url)), [row])


@pages.on_text(url)
async def type_url(talk: Talk, text: str) -> Go:
    await service.set_text(talk.work, talk.person, "url", text)
    return go(check)


@pages.action(right=RIGHT)
async def no_url(talk: Talk) -> Go:
    await service.drop_url(talk.work, talk.person)
    return go(check)


@pages.screen(right=RIGHT)
async def check(talk: Talk) -> Screen | Go:
    """The last look; a draft that lacks something goes on where it does."""
    t = talk.t
    one = await _draft(talk)
    if not one.is_whole:
        steps = ((one.title, title), (one.number, number), (one.dated, dated), (one.summary, summary))
        return go(next(step for written, step in steps if not written))
    text = t(
        "nd-check",
        title=shortened(one.title, 120),
        number=one.number,
        dated=day(one.dated) if one.dated else "",
        unit=shortened(one.unit_name, 60),
        summary=one.summary,
        replaces=one.replaces or "none",
    )
    return Screen(
        text,
        [
            [button(t.plain("nd-publish"), publish)],
            [button(t.plain("nd-correct"), title), button(t.plain("back"), url)],
        ],
    )


@pages.action(right=RIGHT)
async def publish(talk: Talk) -> Go:
    await service.publish(talk.work, talk.person)
    return go(home, note=talk.t("nd-published"))
