"""The methodist's side of runs: enters them, answers applications, sees whose training is three years old."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import ProgrammeRun
from db.repositories import programmes as programme_rows
from db.repositories import runs as rows
from db.repositories import units as unit_rows
from db.session import UnitOfWork
from domain import training
from domain.access import Right
from domain.errors import NotFound, Refusal, WrongInput
from services import enrolments, runs
from services.enrolments import ListHasChanged
from services.runs import RunView
from services.viewer import Viewer

RIGHT = Right.MANAGE_RUNS
PAGE = runs.PAGE
KEPT = timedelta(days=30)
TOO_LONG = timedelta(days=3)
"""An application that waits longer is shown as waiting too long."""
FARTHEST = timedelta(days=400)
MOST_PLACES = 500


class RunIsIncomplete(Refusal):
    """The first day, the last day for applications and the places are all needed."""


class RunHasChanged(Refusal):
    """Somebody changed or closed it meanwhile."""


@dataclass(frozen=True)
class Asked:
    """An application that waits, as a methodist sees it."""

    id: int
    revision: int
    chat_name: str
    title: str
    starts_on: date
    applied_on: date
    too_long: bool


@dataclass(frozen=True)
class Queue:
    """`stamp` changes with what is shown, so that accepting a page accepts just what was seen."""

    items: tuple[Asked, ...]
    total: int
    too_long: int
    page: int
    pages: int
    stamp: str


@dataclass(frozen=True)
class Draft:
    title: str
    unit_name: str
    starts_on: date | None
    apply_until: date | None
    places: int


@dataclass(frozen=True)
class Expiring:
    """Somebody of the branch whose last training was long ago."""

    chat_name: str
    unit_name: str
    trained_on: date
    due_by: date


# Applications.


async def queue(work: UnitOfWork, who: Viewer, page: int = 1) -> Queue:
    scope = who.need(RIGHT, work.now())
    late = work.now() - TOO_LONG
    async with work.reading() as session:
        found = await rows.queue(session, scope, who.id, limit=PAGE, offset=(page - 1) * PAGE)
        total = await rows.count_queue(session, scope, who.id)
        too_long = await rows.count_queue(session, scope, who.id, before=late)
    items = tuple(_asked(who, late, one) for one in found)
    seen = ",".join(f"{one.id}.{one.revision}" for one in items)
    stamp = hashlib.sha256(seen.encode()).hexdigest()[:10]
    return Queue(items, total, too_long, page, max(1, -(-total // PAGE)), stamp)


def _asked(who: Viewer, late: datetime, found: rows.Asked) -> Asked:
    application, run, programme, person = found
    return Asked(
        id=application.id,
        revision=application.revision,
        chat_name=person.chat_name,
        title=programme.title,
        starts_on=run.starts_on or date.max,
        applied_on=who.today(application.applied_at),
        too_long=application.applied_at < late,
    )


async def one(work: UnitOfWork, who: Viewer, application_id: int) -> tuple[Asked, RunView]:
    scope = who.need(RIGHT, work.now())
    async with work.reading() as session:
        found = await rows.asked_by_ids(session, scope, who.id, [application_id])
        run = await rows.get(session, found[0][1].id) if found else None
        if run is None:
            raise NotFound
        return _asked(who, work.now() - TOO_LONG, found[0]), await runs.view_of(session, run)


async def accept(work: UnitOfWork, who: Viewer, application_id: int, revision: int) -> None:
    """A place while there is one, else the waiting list."""
    await _accept(work, who, {application_id: revision})


async def accept_page(work: UnitOfWork, who: Viewer, page: int, stamp: str) -> int:
    """Everybody of a page just as it was shown, first come first; returns how many."""
    shown = await queue(work, who, page)
    if not shown.items or shown.stamp != stamp:
        raise ListHasChanged
    await _accept(work, who, {item.id: item.revision for item in shown.items})
    return len(shown.items)


async def _accept(work: UnitOfWork, who: Viewer, wanted: dict[int, int]) -> None:
    async with work.writing() as session:
        for application, run, programme, _ in await _locked(session, work, who, wanted):
            application.decided_at, application.decided_by = work.now(), who.subject
            taken = (await rows.counts(session, [run.id]))[run.id].get("accepted", 0)
            if taken < run.places:
                await runs.take_in(session, work, application, programme.title)
            else:
                await runs.settle(session, work, application, "waiting", programme.title)
            await session.flush()


async def refuse(work: UnitOfWork, who: Viewer, application_id: int, revision: int, reason: str) -> None:
    reason = " ".join(reason.split())
    if not 5 <= len(reason) <= 300:
        raise WrongInput(why="Напишите причину: от 5 до 300 знаков.")
    async with work.writing() as session:
        ((application, _, programme, _),) = await _locked(session, work, who, {application_id: revision})
        application.decided_at, application.decided_by = work.now(), who.subject
        await runs.settle(session, work, application, "refused", programme.title, reason)


async def _locked(
    session: AsyncSession, work: UnitOfWork, who: Viewer, wanted: dict[int, int]
) -> list[rows.Asked]:
    """Applications as they were shown; their runs are locked, so that no place is given twice."""
    scope = who.need(RIGHT, work.now())
    found = await rows.asked_by_ids(session, scope, who.id, list(wanted))
    for run_id in sorted({run.id for _, run, _, _ in found}):
        await rows.get(session, run_id, for_update=True)
    found = await rows.asked_by_ids(session, scope, who.id, list(wanted))
    if {application.id: application.revision for application, *_ in found} != wanted:
        raise ListHasChanged
    return found


# Runs.


async def of_branch(work: UnitOfWork, who: Viewer, page: int) -> tuple[list[RunView], int]:
    """A page of the branch's runs, and how many there are."""
    scope = who.need(RIGHT, work.now())
    async with work.reading() as session:
        found, total = await rows.of_scope(session, scope, limit=PAGE, offset=(page - 1) * PAGE)
        return [await runs.view_of(session, each) for each in found], total


async def run(work: UnitOfWork, who: Viewer, run_id: int) -> RunView:
    scope = who.need(RIGHT, work.now())
    async with work.reading() as session:
        found = await rows.in_scope(session, scope, run_id)
        if found is None:
            raise NotFound
        return await runs.view_of(session, found)


async def _going(
    session: AsyncSession, work: UnitOfWork, who: Viewer, run_id: int, revision: int | None = None
) -> ProgrammeRun:
    found = await rows.in_scope(session, who.need(RIGHT, work.now()), run_id, for_update=True)
    if found is None:
        raise NotFound
    if found[0].state == "started" or (revision is not None and found[0].revision != revision):
        raise RunHasChanged
    found[0].revision += 1
    return found[0]


async def close(work: UnitOfWork, who: Viewer, run_id: int, revision: int) -> None:
    """No more applications; places that get free still go to those who wait."""
    async with work.writing() as session:
        (await _going(session, work, who, run_id, revision)).state = "closed"


async def set_places(work: UnitOfWork, who: Viewer, run_id: int, typed: str) -> None:
    """Of an open run: more places take in those who wait; nobody who was accepted loses theirs."""
    places = _places(typed)
    async with work.writing() as session:
        found = await _going(session, work, who, run_id)
        found.places = places
        await runs.fill(session, work, found)


def _places(typed: str) -> int:
    plain = typed.strip()
    places = int(plain) if plain.isascii() and plain.isdecimal() and len(plain) <= 3 else 0
    if not 1 <= places <= MOST_PLACES:
        raise WrongInput(why=f"Напишите число мест: от 1 до {MOST_PLACES}.")
    return places


# The draft of a run.


async def begin(work: UnitOfWork, who: Viewer, unit_id: int, programme_id: int) -> None:
    """A new draft in place of an older one."""
    scope = who.need(RIGHT, work.now())
    async with work.writing() as session:
        unit = await unit_rows.by_id(session, unit_id)
        programme = await programme_rows.get(session, programme_id)
        if unit is None or programme is None or not scope.covers(unit.path):
            raise NotFound
        enrolments.check_open(programme, who.today(work.now()))
        await rows.drop_drafts(session, of=who.subject)
        session.add(
            ProgrammeRun(
                programme_id=programme_id,
                unit_id=unit_id,
                state="draft",
                places=0,
                revision=0,
                made_at=work.now(),
                made_by=who.subject,
            )
        )


async def draft(work: UnitOfWork, who: Viewer) -> Draft | None:
    async with work.reading() as session:
        found = await rows.draft(session, who.subject)
    if found is None:
        return None
    one, programme, unit = found
    return Draft(programme.title, unit.name, one.starts_on, one.apply_until, one.places)


async def drop(work: UnitOfWork, who: Viewer) -> None:
    async with work.writing() as session:
        await rows.drop_drafts(session, of=who.subject)


async def forget_old(work: UnitOfWork) -> None:
    """Drafts are kept 30 days."""
    async with work.writing() as session:
        await rows.drop_drafts(session, before=work.now() - KEPT)


async def _draft(session: AsyncSession, who: Viewer) -> rows.Run:
    found = await rows.draft(session, who.subject, for_update=True)
    if found is None:
        raise NotFound
    return found


async def set_start(work: UnitOfWork, who: Viewer, on: date) -> None:
    """The first day; applications are taken until the day before, if nothing else is said."""
    today = who.today(work.now())
    if not today < on <= today + FARTHEST:
        raise WrongInput(why="Первый день занятий должен быть впереди и не дальше года.")
    async with work.writing() as session:
        one, _, _ = await _draft(session, who)
        one.starts_on, one.apply_until = on, on - timedelta(days=1)


async def set_until(work: UnitOfWork, who: Viewer, on: date) -> None:
    async with work.writing() as session:
        one, _, _ = await _draft(session, who)
        if one.starts_on is None or not who.today(work.now()) <= on < one.starts_on:
            raise WrongInput(why="Последний день заявок: не раньше сегодняшнего и до первого дня занятий.")
        one.apply_until = on


async def set_draft_places(work: UnitOfWork, who: Viewer, typed: str) -> None:
    places = _places(typed)
    async with work.writing() as session:
        (await _draft(session, who))[0].places = places


async def publish(work: UnitOfWork, who: Viewer) -> int:
    """Opens the run for applications; returns its id."""
    scope = who.need(RIGHT, work.now())
    async with work.writing() as session:
        one, programme, unit = await _draft(session, who)
        if not scope.covers(unit.path):
            raise NotFound
        today = who.today(work.now())
        enrolments.check_open(programme, today)
        if one.starts_on is None or one.apply_until is None or one.apply_until < today or not one.places:
            raise RunIsIncomplete
        one.state = "open"
        one.revision += 1
        return one.id


# Whose training is three years old.


async def expiring(work: UnitOfWork, who: Viewer, page: int) -> tuple[list[Expiring], int]:
    """People whose three years are over or end in ninety days; who has no certificate is not here."""
    scope = who.need(RIGHT, work.now())
    near = who.today(work.now()) + training.REMIND_BEFORE
    by = near.replace(year=near.year - training.YEARS, day=min(near.day, 28))
    async with work.reading() as session:
        found, total = await rows.trained_before(session, scope, by, limit=PAGE, offset=(page - 1) * PAGE)
    lines = [Expiring(who.chat_name, unit.name, on, training.due_by(on)) for who, unit, on in found]
    return lines, total
