"""Results of finished attempts: scores with their precision, the review of answers, comparison, history.

The person alone reads a result; `shared` is what they let the methodists see (services/sharing.py).
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Attempt, AttemptItem, Item
from db.repositories import diagnostics as rows
from db.session import UnitOfWork
from domain.change import Change, change
from domain.errors import NotFound
from domain.evidence import Mode
from domain.items import CHOICE, Kind, Stimulus
from domain.mastery import CompetencyScore, growth_zones
from domain.scoring import Response
from services import content
from services.closing import LITERACY_FORM, is_unrated, scores_of
from services.item_content import of_item, stimulus_of
from services.viewer import Viewer


@dataclass(frozen=True)
class Result:
    """Scores of a finished attempt in the form's order, with the declared growth zones first.

    `waiting`: open answers that no expert has rated yet. `comparable`: an earlier attempt shares a topic.
    """

    attempt_id: int
    title: str
    mode: Mode
    finished_on: date
    timed_out: bool
    scores: tuple[CompetencyScore, ...]
    zones: tuple[CompetencyScore, ...]
    answered: int
    length: int
    waiting: int
    comparable: bool
    is_shared: bool
    is_literacy: bool


@dataclass(frozen=True)
class Compared:
    """A topic now and the last time before."""

    competency: content.Competency
    before: CompetencyScore
    after: CompetencyScore
    before_on: date
    change: Change


@dataclass(frozen=True)
class ReviewedPart:
    """An option, or a line of the right answer, with what the person gave beside."""

    text: str
    note: str = ""
    is_key: bool = False
    chosen: bool = False
    given: str = ""


@dataclass(frozen=True)
class ReviewedItem:
    """An answered question with its key and explanations. `given` and `right_answer` are for typed kinds."""

    attempt_id: int
    position: int
    length: int
    kind: Kind
    competency: content.Competency
    stem: str
    parts: tuple[ReviewedPart, ...]
    given: str
    right_answer: str
    points: int | None
    most: int
    right: bool | None
    is_waiting: bool
    explanation: str
    source: str
    material: bool


async def result(work: UnitOfWork, who: Viewer, attempt_id: int) -> Result:
    """The result of one's own finished attempt; nobody else can read it."""
    async with work.reading() as session:
        attempt = await _own(session, who, attempt_id)
        items = await rows.attempt_items(session, attempt.id)
        earlier = await _earlier(session, who, attempt, {one.competency for one in items})
        shared = await rows.shared_result(session, attempt.id) is not None
    assert attempt.finished_at is not None
    scores = scores_of(items)
    return Result(
        attempt_id=attempt.id,
        title=title_of(attempt.form),
        mode=Mode(attempt.mode),
        finished_on=who.today(attempt.finished_at),
        timed_out=attempt.timed_out,
        scores=tuple(scores),
        zones=tuple(growth_zones(scores)),
        answered=sum(one.answered_at is not None for one in items),
        length=attempt.length,
        waiting=sum(map(is_unrated, items)),
        comparable=bool(earlier),
        is_shared=shared,
        is_literacy=attempt.form.startswith(LITERACY_FORM),
    )


async def _own(session: AsyncSession, who: Viewer, attempt_id: int) -> Attempt:
    attempt = await rows.attempt(session, who.id, attempt_id)
    if attempt is None or attempt.finished_at is None:
        raise NotFound
    return attempt


def title_of(form: str) -> str:
    """What was taken, in words: a blueprint's title, or the topics of one's own choice."""
    known = content.competencies()
    if form.startswith(LITERACY_FORM):
        return known[form.removeprefix(LITERACY_FORM)].title
    blueprint = content.blueprints().get(form)
    if blueprint is not None:
        return blueprint.title
    return ", ".join(known[code].short for code in form.split("-") if code in known)


async def _earlier(
    session: AsyncSession, who: Viewer, attempt: Attempt, topics: set[str]
) -> dict[str, tuple[Attempt, list[AttemptItem]]]:
    """For each topic the last attempt before this one that had it."""
    found: dict[str, tuple[Attempt, list[AttemptItem]]] = {}
    for one in await rows.finished_attempts(session, who.id, limit=50):
        if one.id >= attempt.id or topics <= found.keys():
            continue
        items = await rows.attempt_items(session, one.id)
        for topic in topics & {item.competency for item in items} - found.keys():
            found[topic] = (one, [item for item in items if item.competency == topic])
    return found


async def compare(work: UnitOfWork, who: Viewer, attempt_id: int) -> list[Compared]:
    """Topics of a result that were taken before, and whether the change exceeds the error of measurement."""
    async with work.reading() as session:
        attempt = await _own(session, who, attempt_id)
        scores = {one.competency: one for one in scores_of(await rows.attempt_items(session, attempt.id))}
        earlier = await _earlier(session, who, attempt, set(scores))
    compared = []
    for code, (before, items) in sorted(earlier.items()):
        then, now = scores_of(items)[0], scores[code]
        if then.answered and now.answered and before.finished_at:
            moved = change(then.right, then.answered, now.right, now.answered)
            on = who.today(before.finished_at)
            compared.append(Compared(content.competencies()[code], then, now, on, moved))
    return compared


async def history(work: UnitOfWork, who: Viewer) -> list[tuple[int, date, str]]:
    """Finished attempts, newest first: (attempt, day, what it was)."""
    async with work.reading() as session:
        attempts = await rows.finished_attempts(session, who.id, limit=6)
    return [(a.id, who.today(a.finished_at), title_of(a.form)) for a in attempts if a.finished_at]


async def review(work: UnitOfWork, who: Viewer, attempt_id: int, position: int) -> ReviewedItem:
    """One question of one's own finished attempt, with key and explanations."""
    async with work.reading() as session:
        attempt = await _own(session, who, attempt_id)
        row = await rows.attempt_item(session, attempt_id, position)
        if row is None:
            raise NotFound
    shown, item = row
    response = _response(shown)
    notes = item.body.get("notes", {}).values()
    return ReviewedItem(
        attempt_id=attempt_id,
        position=position,
        length=attempt.length,
        kind=Kind(item.kind),
        competency=content.competencies()[item.competency],
        stem=item.stem,
        parts=tuple(_reviewed(item, shown, response)),
        given=response if isinstance(response, str) else "",
        right_answer=_right_answer(item),
        points=shown.points,
        most=shown.most,
        right=shown.right if shown.answered_at else None,
        is_waiting=is_unrated(shown),
        explanation="\n".join(filter(None, (item.explanation, item.body.get("partial"), *notes))),
        source=item.source,
        material=item.stimulus is not None,
    )


def _response(shown: AttemptItem) -> Response:
    if shown.choice is not None:
        return [shown.choice]
    return shown.response if shown.answered_at and shown.response is not None else []


def _reviewed(item: Item, shown: AttemptItem, response: Response) -> list[ReviewedPart]:
    """Options in the order they were shown, pairs, or elements in the right order."""
    answers = of_item(item)
    if answers.kind in CHOICE:
        options = [(index, answers.options[index]) for index in shown.order]
        chosen = set(response)
        return [ReviewedPart(one.text, one.note, one.key, index in chosen) for index, one in options]
    if answers.kind is Kind.MATCHING:
        given = list(response) or [None] * len(answers.pairs)
        return [
            ReviewedPart(
                left,
                is_key=got is not None and answers.rights[int(got)] == right,
                note=right,
                given="" if got is None else answers.rights[int(got)],
            )
            for (left, right), got in zip(answers.pairs, given, strict=False)
        ]
    if answers.kind is Kind.ORDERING:
        places = {index: str(place) for place, index in enumerate(response, 1)}
        return [
            ReviewedPart(text, is_key=places.get(index) == str(index + 1), given=places.get(index, ""))
            for index, text in enumerate(answers.order)
        ]
    return []


def _right_answer(item: Item) -> str:
    answers = of_item(item)
    if answers.kind is Kind.NUMBER:
        shown = f"{answers.value:f}".replace(".", ",")
        spread = f" ± {answers.tolerance:f}".replace(".", ",") if answers.tolerance else ""
        return " ".join(filter(None, (shown + spread, answers.unit)))
    return "; ".join(answers.accept)


async def material_of(work: UnitOfWork, who: Viewer, attempt_id: int, position: int) -> Stimulus:
    """The stimulus a reviewed question was about."""
    async with work.reading() as session:
        await _own(session, who, attempt_id)
        row = await rows.attempt_item(session, attempt_id, position)
        stored = await rows.stimulus(session, row[1].stimulus) if row and row[1].stimulus else None
    if stored is None:
        raise NotFound
    return stimulus_of(stored.title, stored.parts)
