"""A methodist's desk: practices that came in, experts for them, the decision."""

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from domain.errors import ScreenIsStale
from domain.practice_review import Verdict
from handlers import practice_parts
from handlers.practices import show_files
from services import content
from services import practice_reviews as service
from services.practice_reviews import DeskLine, DeskView, ReviewState
from ui.format import day, shortened
from ui.text import Html, joined

pages = Chapter("desk")

RIGHT = Right.MODERATE_PRACTICES
CANDIDATES = 6


@pages.screen(right=RIGHT)
async def listing(talk: Talk, page: int = 1) -> Screen | Go:
    t = talk.t
    found = await service.waiting(talk.work, talk.person, page)
    if not found.items and page > 1:
        return go(listing)
    if not found.items:
        return Screen(t("desk-empty"), [[button(t.plain("menu"), "menu.root")]])
    numbers = [button(str(i), one, item.id) for i, item in enumerate(found.items, 1)]
    text = t(
        "desk-list",
        total=found.total,
        list=joined([_line(talk, i, item) for i, item in enumerate(found.items, 1)]),
        page=t("page-of", page=found.page, pages=found.pages),
    )
    turns = page_buttons(
        listing, found.page, found.pages, words=(t.plain("previous-page"), t.plain("next-page"))
    )
    return Screen(text, [numbers[:3], numbers[3:], turns, [button(t.plain("menu"), "menu.root")]])


def _line(talk: Talk, number: int, item: DeskLine) -> Html:
    return talk.t(
        "desk-line",
        number=number,
        title=shortened(item.title, 40),
        unit=shortened(item.unit_name, 18),
        state=item.verdict.value if item.asked else "new",
        done=item.done,
        asked=item.asked,
    )


@pages.screen(right=RIGHT, notice="practice_to_decide")
async def one(talk: Talk, practice_id: int) -> Screen:
    t = talk.t
    found = await service.on_desk(talk.work, talk.person, practice_id)
    return Screen(
        t(
            "desk-one",
            title=shortened(found.description.title, 100),
            author=shortened(found.author, 80),
            version=found.description.version,
            reviews=joined([_review(talk, i, review) for i, review in enumerate(_last(found), 1)])
            if found.reviews
            else t("desk-no-experts"),
            verdict=_verdict(talk, found),
        ),
        _rows(talk, found),
    )


def _last(found: DeskView) -> tuple[ReviewState, ...]:
    """Finished and open reviews first: those that were declined or missed only as far as there is room."""
    order = sorted(found.reviews, key=lambda one: one.state not in ("done", "assigned"))
    return tuple(order[:4])


def _review(talk: Talk, number: int, review: ReviewState) -> Html:
    return talk.t(
        "desk-review",
        number=number,
        expert=shortened(review.expert, 40) or talk.t.plain("desk-nameless"),
        state=review.state,
        until=day(review.due_on, today=talk.today),
        total=review.total or 0,
        most=content.expertise().rule.most,
    )


def _verdict(talk: Talk, found: DeskView) -> Html:
    average = f"{found.outcome.average:.1f}".replace(".", ",") if found.outcome.average is not None else ""
    return talk.t(
        "desk-verdict",
        verdict=found.outcome.verdict.value,
        average=average,
        least=f"{content.expertise().rule.least_total:g}",
        needed=found.needed,
    )


def _rows(talk: Talk, found: DeskView) -> list[list[Button]]:
    t, number, revision = talk.t, found.description.id, found.description.revision
    rows = [[button(t.plain("desk-read"), read, number)]]
    if found.description.files:
        rows[0].append(button(t.plain("practices-files", count=len(found.description.files)), files, number))
    if found.needed:
        rows.append(
            [button(t.plain("desk-ask-proposed", count=found.needed), assign_proposed, number, revision)]
        )
    rows.append([button(t.plain("desk-experts"), experts, number)])
    if any(one.comment for one in found.reviews):
        rows[-1].append(button(t.plain("desk-comments"), comments, number))
    if found.outcome.verdict is Verdict.FIT:
        rows.append([button(t.plain("desk-publish"), publish, number, revision)])
    rows.append([button(t.plain("desk-give-back"), remarks, number, revision),
                 button(t.plain("desk-reject"), reason, number, revision)])  # fmt: skip
    rows.append([button(t.plain("back"), listing), button(t.plain("menu"), "menu.root")])
    return rows


@pages.screen(right=RIGHT)
async def read(talk: Talk, practice_id: int, part: int = 1) -> Screen:
    t = talk.t
    found = await service.on_desk(talk.work, talk.person, practice_id)
    head = practice_parts.passport(talk, found.description, found.author)
    text, part, parts = practice_parts.shown(talk, found.description, part, head)
    words = t.plain("practices-part-before"), t.plain("practices-part-after")
    turns = page_buttons(read, part, parts, practice_id, words=words)
    return Screen(text, [turns, [button(t.plain("back"), one, practice_id)]])


@pages.action(right=RIGHT)
async def files(talk: Talk, practice_id: int) -> Go:
    found = await service.on_desk(talk.work, talk.person, practice_id)
    show_files(talk, found.description.files)
    return go(one, practice_id)


@pages.screen(right=RIGHT)
async def comments(talk: Talk, practice_id: int, page: int = 1) -> Screen:
    """What the experts wrote for the author, one at a time."""
    t = talk.t
    found = await service.on_desk(talk.work, talk.person, practice_id)
    said = [one for one in found.reviews if one.comment]
    if not said:
        raise ScreenIsStale
    page = min(max(1, page), len(said))
    here = said[page - 1]
    text = t("desk-said", expert=shortened(here.expert, 60) or t.plain("desk-nameless"),
             total=here.total or 0, most=content.expertise().rule.most,
             text=shortened(here.comment, 440))  # fmt: skip
    words = t.plain("practices-part-before"), t.plain("practices-part-after")
    turns = page_buttons(comments, page, len(said), practice_id, words=words)
    return Screen(text, [turns, [button(t.plain("back"), one, practice_id)]])


@pages.action(right=RIGHT)
async def assign_proposed(talk: Talk, practice_id: int, revision: int) -> Go:
    count = await service.assign_proposed(talk.work, talk.person, practice_id, revision)
    return go(one, practice_id, note=talk.t("desk-asked", count=count))


@pages.screen(right=RIGHT)
async def experts(talk: Talk, practice_id: int) -> Screen:
    """Who is asked and who could be: the methodist changes the proposal here."""
    t = talk.t
    found = await service.on_desk(talk.work, talk.person, practice_id)
    free = (await service.experts(talk.work, talk.person, practice_id))[:CANDIDATES]
    open_ones = [one for one in found.reviews if one.state == "assigned"]
    revision = found.description.revision
    lines = [
        t(
            "desk-candidate",
            number=i,
            expert=shortened(f"{one.chat_name}, {one.unit_name}", 60),
            load=one.load,
        )
        for i, one in enumerate(free, 1)
    ]
    numbers = [
        button(t.plain("desk-ask", number=i), assign, practice_id, revision, one.person_id)
        for i, one in enumerate(free, 1)
        if found.needed
    ]
    away = [
        [button(t.plain("desk-dismiss", number=i), dismiss, practice_id, revision, one.id)]
        for i, one in enumerate(open_ones, 1)
    ]
    asked = [t("desk-asked-line", number=i, expert=shortened(one.expert, 60))
             for i, one in enumerate(open_ones, 1)]  # fmt: skip
    text = t(
        "desk-experts-text",
        asked=joined(asked or [t("desk-nobody-asked")]),
        free=joined(lines or [t("desk-nobody-free")]),
        needed=found.needed,
    )
    rows = [numbers[i : i + 2] for i in range(0, len(numbers), 2)]
    return Screen(text, [*rows, *away, [button(t.plain("back"), one, practice_id)]])


@pages.action(right=RIGHT)
async def assign(talk: Talk, practice_id: int, revision: int, expert_id: int) -> Go:
    await service.assign(talk.work, talk.person, practice_id, revision, expert_id)
    return go(experts, practice_id, note=talk.t("desk-asked", count=1))


@pages.action(right=RIGHT)
async def dismiss(talk: Talk, practice_id: int, revision: int, review_id: int) -> Go:
    await service.dismiss(talk.work, talk.person, practice_id, revision, review_id)
    return go(experts, practice_id, note=talk.t("desk-dismissed"))


@pages.action(right=RIGHT)
async def publish(talk: Talk, practice_id: int, revision: int) -> Go:
    await service.publish(talk.work, talk.person, practice_id, revision)
    return go(listing, note=talk.t("desk-published"))


@pages.screen(right=RIGHT)
async def remarks(talk: Talk, practice_id: int, revision: int) -> Screen:
    return await _ask(talk, "desk-remarks", practice_id)


async def _ask(talk: Talk, text_id: str, practice_id: int) -> Screen:
    found = await service.on_desk(talk.work, talk.person, practice_id)
    text = talk.t(text_id, title=shortened(found.description.title, 100))
    return Screen(text, [[button(talk.t.plain("back"), one, practice_id)]])


@pages.on_text(remarks)
async def type_remarks(talk: Talk, text: str, practice_id: int, revision: int) -> Go:
    await service.give_back(talk.work, talk.person, practice_id, revision, text)
    return go(listing, note=talk.t("desk-given-back"))


@pages.screen(right=RIGHT)
async def reason(talk: Talk, practice_id: int, revision: int) -> Screen:
    return await _ask(talk, "desk-reason", practice_id)


@pages.on_text(reason)
async def type_reason(talk: Talk, text: str, practice_id: int, revision: int) -> Go:
    await service.reject(talk.work, talk.person, practice_id, revision, text)
    return go(listing, note=talk.t("desk-rejected"))


async def waiting_decisions(talk: Talk) -> list[Html]:
    """The line of the methodist's menu."""
    count = await service.count_waiting(talk.work, talk.person)
    return [talk.t("waiting-practices", count=count)] if count else []
