"""Who has taken part: «Не начали / Начали / Прошли», never results; and a reminder at most once a week."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from db.repositories import delivery
from db.repositories import diagnostics as diagnostic_rows
from db.repositories import people as people_rows
from db.session import UnitOfWork
from domain.access import Right, Scope
from domain.errors import NotFound, Refusal
from services import outbox
from services.russian import searchable
from services.viewer import Viewer

PAGE = 6
REMINDER = "roster_reminder"
AT_MOST_EVERY = timedelta(days=7)


class Participation(StrEnum):
    NOT_STARTED = "not_started"
    STARTED = "started"
    FINISHED = "finished"


class RemindedThisWeek(Refusal):
    """Everybody who has not taken part was reminded within the last seven days."""


@dataclass(frozen=True)
class RosterLine:
    """A person of the branch: name for the chat, position, participation. No result, ever."""

    person_id: int
    chat_name: str
    position: str | None
    unit_name: str
    participation: Participation
    muted: bool = False


@dataclass(frozen=True)
class Roster:
    """Counts of a branch for the calendar year, and one page of the people in one state.

    `to_remind`: those who have not finished and may be written to, without the viewer.
    """

    counts: dict[Participation, int]
    lines: tuple[RosterLine, ...]
    page: int
    pages: int
    total: int
    to_remind: int


async def view(
    work: UnitOfWork, who: Viewer, participation: Participation | None = None, page: int = 1, words: str = ""
) -> Roster:
    """The roster of the viewer's branch; with `participation`, only people in that state.

    `words` narrow the list to names for the chat and organisations that hold all of them.
    """
    lines = await _lines(work, who, who.need(Right.SEE_ROSTER, work.now()))
    counts = Counter(line.participation for line in lines)
    wanted = [line for line in lines if participation is None or line.participation is participation]
    wanted = [line for line in wanted if _holds(line, words)]
    shown = wanted[(page - 1) * PAGE : page * PAGE]
    pages = max(1, -(-len(wanted) // PAGE))
    by_state = {one: counts[one] for one in Participation}
    return Roster(by_state, tuple(shown), page, pages, len(wanted), len(_late(lines, who)))


def _holds(line: RosterLine, words: str) -> bool:
    text = searchable(line.chat_name, line.unit_name)
    return all(word in text for word in searchable(words).split())


def _late(lines: list[RosterLine], who: Viewer) -> list[RosterLine]:
    """Those a reminder may be written to: not finished, not the viewer, topic not switched off."""
    return [
        line
        for line in lines
        if line.participation is not Participation.FINISHED and line.person_id != who.id and not line.muted
    ]


async def person(work: UnitOfWork, who: Viewer, person_id: int) -> RosterLine:
    """One person of the branch; somebody outside it is as unknown as nobody."""
    for line in await _lines(work, who, who.need(Right.SEE_ROSTER, work.now())):
        if line.person_id == person_id:
            return line
    raise NotFound


async def _lines(work: UnitOfWork, who: Viewer, scope: Scope) -> list[RosterLine]:
    async with work.reading() as session:
        people = await people_rows.roster(session, scope)
        since = _year_start(who.today(work.now()))
        done = await diagnostic_rows.progress(session, [one.id for one, _ in people], since)
    return [
        RosterLine(
            one.id,
            one.chat_name,
            one.position,
            unit.name,
            _participation(done.get(one.id)),
            REMINDER in one.muted_topics,
        )
        for one, unit in people
    ]


def _year_start(today: date) -> datetime:
    return datetime(today.year, 1, 1, tzinfo=UTC)


def _participation(finished: bool | None) -> Participation:
    if finished is None:
        return Participation.NOT_STARTED
    return Participation.FINISHED if finished else Participation.STARTED


async def remind(work: UnitOfWork, who: Viewer) -> int:
    """Writes to those who have not finished and were not reminded within a week; returns how many."""
    scope = who.need(Right.REMIND_ROSTER, work.now())
    late = _late(await _lines(work, who, scope), who)
    async with work.writing() as session:
        told = await delivery.last_made_at(session, REMINDER, [line.person_id for line in late])
        week_ago = work.now() - AT_MOST_EVERY
        fresh = [line for line in late if line.person_id not in told or told[line.person_id] <= week_ago]
        if late and not fresh:
            raise RemindedThisWeek
        for line in fresh:
            event = f"{REMINDER}:{work.now():%Y-%m-%d}"
            await outbox.tell(
                session, work, line.person_id, REMINDER, event, priority=outbox.Priority.REMINDER
            )
    return len(fresh)
