"""Runs of a programme for those who apply: what is open, an application, the waiting list, training dates."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import ProgrammeRun, RunApplication
from db.repositories import people as people_rows
from db.repositories import runs as rows
from db.session import UnitOfWork
from domain import training
from domain.errors import NotFound, Refusal
from services import enrolments, outbox, viewer
from services.viewer import DEFAULT_ZONE, Viewer

PAGE = 6
LASTING = ("asked", "accepted", "waiting")
"""States in which an application still may lead somewhere."""


class RunIsClosed(Refusal):
    """Nobody applies to this run any more."""


class ApplicationHasChanged(Refusal):
    """The button belongs to an earlier state of the application."""


@dataclass(frozen=True)
class RunView:
    """A run with what is taken of it; `application_id` is that of the person who looks."""

    id: int
    revision: int
    state: str
    programme_id: int
    title: str
    hours: int
    unit_name: str
    starts_on: date
    apply_until: date
    places: int
    taken: int
    waiting: int
    application_id: int | None = None

    @property
    def free(self) -> int:
        return max(0, self.places - self.taken)


@dataclass(frozen=True)
class ApplicationView:
    """One's own application; `turn`: which one in the waiting list."""

    id: int
    revision: int
    state: str
    run: RunView
    applied_on: date
    refusal: str
    turn: int


@dataclass(frozen=True)
class ApplicationLine:
    id: int
    title: str
    state: str


@dataclass(frozen=True)
class Training:
    """The date on the latest confirmed certificate, and when the next one is due."""

    on: date
    due_by: date
    is_near: bool


async def view_of(session: AsyncSession, found: rows.Run, application_id: int | None = None) -> RunView:
    run, programme, unit = found
    counts = (await rows.counts(session, [run.id]))[run.id]
    assert run.starts_on is not None, "an open run has its days"
    assert run.apply_until is not None
    return RunView(
        id=run.id,
        revision=run.revision,
        state=run.state,
        programme_id=programme.id,
        title=programme.title,
        hours=programme.hours,
        unit_name=unit.name,
        starts_on=run.starts_on,
        apply_until=run.apply_until,
        places=run.places,
        taken=counts.get("accepted", 0),
        waiting=counts.get("waiting", 0),
        application_id=application_id,
    )


async def of_programme(work: UnitOfWork, who: Viewer, programme_id: int) -> list[RunView]:
    """Runs that the viewer may apply to: of the own unit or of one above it."""
    if who.unit is None:
        return []
    async with work.reading() as session:
        found = await rows.open_for(session, programme_id, who.unit.path, who.today(work.now()))
        return [await view_of(session, one) for one in found]


async def get(work: UnitOfWork, who: Viewer, run_id: int) -> RunView:
    """A run of the viewer's own branch; any other is unknown."""
    async with work.reading() as session:
        found = await _mine(session, who, run_id)
        before = await rows.application(session, who.id, run_id)
        lasting = before is not None and before.state != "withdrawn"
        return await view_of(session, found, before.id if before and lasting else None)


async def _mine(session: AsyncSession, who: Viewer, run_id: int, *, for_update: bool = False) -> rows.Run:
    found = await rows.get(session, run_id, for_update=for_update)
    if found is None or who.unit is None or not who.unit.path.startswith(found[2].path):
        raise NotFound
    return found


async def apply(work: UnitOfWork, who: Viewer, run_id: int) -> int:
    """Asks for a place; the same run again is the same application. Returns its id."""
    async with work.writing() as session:
        run, _, _ = await _mine(session, who, run_id, for_update=True)
        before = await rows.application(session, who.id, run_id)
        if before is not None and before.state != "withdrawn":
            return before.id
        if run.state != "open" or run.apply_until is None or run.apply_until < who.today(work.now()):
            raise RunIsClosed
        one = before or RunApplication(run_id=run_id, person_id=who.id, revision=0)
        one.state, one.applied_at, one.refusal = "asked", work.now(), ""
        one.decided_at = one.decided_by = None
        one.revision += 1
        session.add(one)
        await session.flush()
        return one.id


async def mine(work: UnitOfWork, who: Viewer) -> list[ApplicationLine]:
    async with work.reading() as session:
        found = await rows.of_person(session, who.id)
    return [ApplicationLine(one.id, programme.title, one.state) for one, programme in found]


async def application(work: UnitOfWork, who: Viewer, application_id: int) -> ApplicationView:
    async with work.reading() as session:
        one = await _own(session, who, application_id)
        found = await rows.get(session, one.run_id)
        assert found is not None, "an application hangs on its run"
        line = [each.id for each in await rows.in_state(session, one.run_id, "waiting")]
        return ApplicationView(
            id=one.id,
            revision=one.revision,
            state=one.state,
            run=await view_of(session, found),
            applied_on=who.today(one.applied_at),
            refusal=one.refusal,
            turn=line.index(one.id) + 1 if one.id in line else 0,
        )


async def _own(session: AsyncSession, who: Viewer, application_id: int) -> RunApplication:
    one = await rows.own(session, who.id, application_id)
    if one is None:
        raise NotFound
    return one


async def withdraw(work: UnitOfWork, who: Viewer, application_id: int, revision: int) -> None:
    """Gives the place back: whoever waits longest has it."""
    async with work.writing() as session:
        run_id = (await _own(session, who, application_id)).run_id
        found = await rows.get(session, run_id, for_update=True)
        one = await _own(session, who, application_id)
        if one.revision != revision or one.state not in LASTING or found is None:
            raise ApplicationHasChanged
        one.state = "withdrawn"
        one.revision += 1
        await fill(session, work, found[0])


async def settle(
    session: AsyncSession, work: UnitOfWork, one: RunApplication, state: str, title: str, reason: str = ""
) -> None:
    """A new state of an application, told to its owner."""
    one.state, one.refusal = state, reason
    one.revision += 1
    await outbox.tell(
        session,
        work,
        one.person_id,
        f"run_{state}",
        f"run:{one.id}:{one.revision}",
        parameters={"application": one.id, "title": title, "reason": reason},
    )


async def take_in(session: AsyncSession, work: UnitOfWork, one: RunApplication, title: str) -> None:
    """A place: the application to the programme is recorded with it, as if made on that day."""
    person = await people_rows.get(session, one.person_id)
    run = await rows.get(session, one.run_id)
    assert person is not None, "applications go with the person"
    assert run is not None
    owner = viewer.of_person(person, await people_rows.unit_of(session, person))
    await enrolments.enrol(session, work, owner, run[1])
    await settle(session, work, one, "accepted", title)


async def fill(session: AsyncSession, work: UnitOfWork, run: ProgrammeRun) -> None:
    """Free places go to those who wait, in the order they came."""
    await session.flush()
    found = await rows.get(session, run.id)
    if found is None or run.state == "started":
        return
    free = run.places - (await rows.counts(session, [run.id]))[run.id].get("accepted", 0)
    for one in (await rows.in_state(session, run.id, "waiting"))[: max(0, free)]:
        await take_in(session, work, one, found[1].title)


async def look_after(work: UnitOfWork) -> None:
    """A tick: places that got free by a deletion; on the first day whoever has no place is told so."""
    async with work.writing() as session:
        for run_id in await rows.going(session):
            found = await rows.get(session, run_id, for_update=True)
            assert found is not None
            run, programme, _ = found
            await fill(session, work, run)
            today = work.now().astimezone(DEFAULT_ZONE).date()
            if run.starts_on is not None and run.starts_on <= today:
                run.state = "started"
                run.revision += 1
                for one in await rows.in_state(session, run.id, "asked", "waiting"):
                    await settle(session, work, one, "missed", programme.title)


async def last_training(work: UnitOfWork, who: Viewer) -> Training | None:
    async with work.reading() as session:
        on = await rows.last_training(session, who.id)
    if on is None:
        return None
    due = training.due_by(on)
    return Training(on, due, who.today(work.now()) >= due - training.REMIND_BEFORE)
