"""An expert's work: practices without their authors, six criteria with a described mark each, a comment."""

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from domain.errors import ScreenIsStale
from domain.practice_review import total
from handlers import practice_parts
from handlers.practices import show_files
from services import content
from services import practice_reviews as service
from services.practice_reviews import ReviewView
from ui.format import day, shortened
from ui.text import Html, joined

pages = Chapter("reviews")

RIGHT = Right.REVIEW_PRACTICES
SHOWN = 6
REASONS = ("known", "subject", "time")


@pages.screen(command="review", right=RIGHT)
async def listing(talk: Talk, page: int = 1) -> Screen:
    t = talk.t
    mine = await service.mine(talk.work, talk.person)
    count = max(1, -(-len(mine) // SHOWN))
    page = min(max(1, page), count)
    here = mine[(page - 1) * SHOWN : page * SHOWN]
    if not mine:
        return Screen(t("reviews-none"), [[button(t.plain("menu"), "menu.root")]])
    lines = [
        t("reviews-line", number=i, title=shortened(found.title, 42), marked=found.marked,
          of=len(content.expertise().criteria), until=day(found.due_on, today=talk.today))
        for i, found in enumerate(here, 1)
    ]  # fmt: skip
    numbers = [button(str(i), one, found.id) for i, found in enumerate(here, 1)]
    turns = page_buttons(listing, page, count, words=(t.plain("previous-page"), t.plain("next-page")))
    text = t("reviews-list", list=joined(lines), page=t("page-of", page=page, pages=count))
    return Screen(text, [numbers[:3], numbers[3:], turns, [button(t.plain("menu"), "menu.root")]])


@pages.screen(right=RIGHT, notice="review")
async def one(talk: Talk, review_id: int) -> Screen:
    """Where the review stands: what is read, marked and said."""
    t = talk.t
    found = await service.get(talk.work, talk.person, review_id)
    marked, criteria = len(found.marks), len(content.expertise().criteria)
    rows = [[button(t.plain("reviews-read"), read, review_id)]]
    if found.description.files:
        rows[0].append(
            button(t.plain("practices-files", count=len(found.description.files)), files, review_id)
        )
    rows.append([button(t.plain("reviews-marks" if marked else "reviews-begin"), criterion, review_id,
                        _first_unmarked(found)),
                 button(t.plain("reviews-comment"), comment, review_id)])  # fmt: skip
    if found.is_complete:
        rows.append([button(t.plain("reviews-send"), send, review_id, found.revision)])
    rows.append([button(t.plain("reviews-decline"), decline, review_id, found.revision)])
    rows.append([button(t.plain("back"), listing), button(t.plain("menu"), "menu.root")])
    text = t(
        "reviews-one",
        title=shortened(found.description.title, 110),
        version=found.description.version,
        until=day(found.due_on, today=talk.today),
        late="yes" if found.is_late else "no",
        marked=marked,
        of=criteria,
        total=total(found.marks),
        most=content.expertise().rule.most,
        comment=shortened(found.comment, 160) or t.plain("reviews-no-comment"),
    )
    return Screen(text, rows)


def _first_unmarked(found: ReviewView) -> int:
    """The place of the first criterion without a mark, from 1; the first one when all are there."""
    criteria = content.expertise().criteria
    return next((i for i, one in enumerate(criteria, 1) if one.code not in found.marks), 1)


@pages.screen(right=RIGHT)
async def read(talk: Talk, review_id: int, part: int = 1) -> Screen:
    """The practice as it is, without its author."""
    t = talk.t
    found = await service.get(talk.work, talk.person, review_id)
    head = practice_parts.passport(talk, found.description, t.plain("reviews-author-hidden"))
    text, part, parts = practice_parts.shown(talk, found.description, part, head)
    words = t.plain("practices-part-before"), t.plain("practices-part-after")
    turns = page_buttons(read, part, parts, review_id, words=words)
    return Screen(text, [turns, [button(t.plain("reviews-to-review"), one, review_id)],
                         [button(t.plain("menu"), "menu.root")]])  # fmt: skip


@pages.action(right=RIGHT)
async def files(talk: Talk, review_id: int) -> Go:
    found = await service.get(talk.work, talk.person, review_id)
    show_files(talk, found.description.files)
    return go(one, review_id)


@pages.screen(right=RIGHT)
async def criterion(talk: Talk, review_id: int, place: int) -> Screen:
    """A criterion with a description of every mark; a tap stores the mark."""
    t, criteria = talk.t, content.expertise().criteria
    if not 1 <= place <= len(criteria):
        raise ScreenIsStale
    found = await service.get(talk.work, talk.person, review_id)
    here = criteria[place - 1]
    given = found.marks.get(here.code)
    marks = [
        button(f"✓ {value}" if value == given else str(value), mark, review_id, place, value)
        for value in range(len(here.marks))
    ]
    words = t.plain("reviews-before"), t.plain("reviews-after")
    turns = page_buttons(criterion, place, len(criteria), review_id, words=words)
    lines = [t("reviews-mark", mark=value, text=text) for value, text in enumerate(here.marks)]
    text = t(
        "reviews-criterion",
        place=place,
        of=len(criteria),
        title=here.title,
        question=here.question,
        marks=joined(lines),
    )
    return Screen(text, [marks, turns, [button(t.plain("reviews-to-review"), one, review_id)],
                         [button(t.plain("menu"), "menu.root")]])  # fmt: skip


@pages.action(right=RIGHT)
async def mark(talk: Talk, review_id: int, place: int, given: int) -> Go:
    """On to the next criterion without a mark; after the last one to the comment or to the whole."""
    criteria = content.expertise().criteria
    if not 1 <= place <= len(criteria):
        raise ScreenIsStale
    await service.mark(talk.work, talk.person, review_id, criteria[place - 1].code, given)
    found = await service.get(talk.work, talk.person, review_id)
    if len(found.marks) < len(criteria):
        return go(criterion, review_id, _first_unmarked(found))
    return go(one, review_id) if found.comment else go(comment, review_id)


@pages.screen(right=RIGHT)
async def comment(talk: Talk, review_id: int) -> Screen:
    t = talk.t
    found = await service.get(talk.work, talk.person, review_id)
    written = t("reviews-written", text=shortened(found.comment, 200)) if found.comment else Html("")
    return Screen(t("reviews-comment-text", written=written), [_back(talk, review_id)])


def _back(talk: Talk, review_id: int) -> list[Button]:
    return [button(talk.t.plain("back"), one, review_id), button(talk.t.plain("menu"), "menu.root")]


@pages.on_text(comment)
async def type_comment(talk: Talk, text: str, review_id: int) -> Go:
    await service.comment(talk.work, talk.person, review_id, text)
    return go(one, review_id)


@pages.action(right=RIGHT)
async def send(talk: Talk, review_id: int, revision: int) -> Go:
    await service.finish(talk.work, talk.person, review_id, revision)
    return go(listing, note=talk.t("reviews-sent"))


@pages.screen(right=RIGHT)
async def decline(talk: Talk, review_id: int, revision: int) -> Screen:
    """A reason from the buttons, or in one's own words."""
    t = talk.t
    await service.get(talk.work, talk.person, review_id)
    rows = [[button(t.plain(f"reviews-reason-{reason}"), decline_for, review_id, revision, reason)]
            for reason in REASONS]  # fmt: skip
    return Screen(t("reviews-decline-text"), [*rows, _back(talk, review_id)])


@pages.action(right=RIGHT)
async def decline_for(talk: Talk, review_id: int, revision: int, reason: str) -> Go:
    if reason not in REASONS:
        raise ScreenIsStale
    return await type_reason(talk, talk.t.plain(f"reviews-reason-{reason}"), review_id, revision)


@pages.on_text(decline)
async def type_reason(talk: Talk, text: str, review_id: int, revision: int) -> Go:
    await service.decline(talk.work, talk.person, review_id, revision, text)
    return go(listing, note=talk.t("reviews-declined"))


async def waiting_reviews(talk: Talk) -> list[Html]:
    """The line of the expert's menu."""
    mine = await service.mine(talk.work, talk.person)
    if not mine:
        return []
    return [talk.t("waiting-reviews", count=len(mine), until=day(mine[0].due_on, today=talk.today))]
