"""One's own route (ИОМ): a draft from the growth zones, its plan, asking for approval, the end.

A draft works at once. What was approved is kept as a version; a change of the plan begins a new one.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Evidence, Route, RouteNote, RouteStep, RouteVersion
from db.repositories import evidence as evidence_rows
from db.repositories import mentoring as pair_rows
from db.repositories import people as people_rows
from db.repositories import routes as rows
from db.session import UnitOfWork
from domain import route as rule
from domain.access import Right, Role
from domain.change import Change, change
from domain.errors import NotFound, Refusal, ScreenIsStale, WrongInput
from domain.evidence import EvidenceKind, Mode
from domain.route import Activity, Light, Planned, Walked
from domain.working_days import is_working
from services import content, diagnostics, outbox, route_sources, substitutes
from services.content import Competency
from services.viewer import Viewer

LONGEST_GOAL, LONGEST_REFLECTION = 500, 1000
LONGEST_PERIOD = timedelta(days=730)
TUTORS = (Role.DEPUTY,)
"""Who may be chosen as a tutor by the name in the chat; the methodists are asked together."""


class RouteIsEmpty(Refusal):
    """A route without steps is no route to approve."""


class RouteIsAsked(Refusal):
    """It waits for somebody's answer already."""


class ReflectionIsMissing(Refusal):
    """The route ends with a few words about what it gave."""


@dataclass(frozen=True)
class StepView:
    """A line of the table. `proofs`: how many files and words show that it was made."""

    id: int
    revision: int
    activity: Activity
    ref: int | None
    zones: tuple[Competency, ...]
    title: str
    form: str
    result: str
    proof: str
    starts_on: date
    due_on: date
    done_on: date | None
    closed_by: str
    stuck: bool
    late: bool
    proofs: int


@dataclass(frozen=True)
class Basis:
    """The diagnostic a route was built on."""

    on: date
    mode: Mode


@dataclass(frozen=True)
class RouteView:
    """A route with its steps in the order of their terms.

    `tutor`: the name in the chat of whom the person chose, `tutor_pair`: the pair whose mentor it is.
    """

    id: int
    revision: int
    version: int
    state: str
    year: int
    zones: tuple[Competency, ...]
    basis: Basis | None
    goal: str
    starts_on: date
    ends_on: date
    tutor: str
    tutor_pair: int | None
    to_methodist: bool
    is_sent: bool
    decided_on: date | None
    steps: tuple[StepView, ...]
    light: Light
    reflection: str
    finished_on: date | None

    @property
    def done(self) -> int:
        return sum(one.done_on is not None for one in self.steps)

    @property
    def current(self) -> StepView | None:
        """The open step with the nearest term."""
        return next((one for one in self.steps if one.done_on is None), None)

    @property
    def stuck(self) -> tuple[StepView, ...]:
        return tuple(one for one in self.steps if one.stuck)


@dataclass(frozen=True)
class Start:
    """Before there is a route: the growth zones it would be built on, routes that were finished."""

    zones: tuple[Competency, ...]
    diagnosed: bool
    finished: int


@dataclass(frozen=True)
class Tutor:
    """Somebody who may be asked to accompany the route; the mentor of a pair has no name here."""

    person_id: int
    name: str
    unit_name: str
    pair: int | None = None


@dataclass(frozen=True)
class Note:
    """Words about the route: `mine` are the owner's own side, `kind` is note or return."""

    kind: str
    text: str
    on: date


@dataclass(frozen=True)
class Version:
    """An approved plan as it was."""

    version: int
    approved_on: date
    goal: str
    starts_on: date
    ends_on: date
    steps: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Final:
    """A growth zone after the route: the change against the first diagnostic; None: not taken again."""

    competency: Competency
    before: tuple[int, int]
    after: tuple[int, int] | None
    after_on: date | None
    change: Change | None


# Looking.


async def start(work: UnitOfWork, who: Viewer) -> Start:
    async with work.reading() as session:
        zones, _ = await diagnostics.latest_zones(session, who)
        taken = await evidence_rows.latest(session, who.subject, EvidenceKind.DIAGNOSTIC)
        routes = await rows.of_person(session, who.id)
    finished = sum(one.state == "finished" for one in routes)
    return Start(_known(zones), taken is not None, finished)


async def current(work: UnitOfWork, who: Viewer) -> RouteView | None:
    async with work.reading() as session:
        found = await rows.current(session, who.id)
        return await view(session, work, who, found) if found else None


async def get(work: UnitOfWork, who: Viewer, route_id: int) -> RouteView:
    """One's own route, a finished one too."""
    async with work.reading() as session:
        return await view(session, work, who, await _own(session, who, route_id))


async def finished(work: UnitOfWork, who: Viewer) -> list[RouteView]:
    async with work.reading() as session:
        found = [one for one in await rows.of_person(session, who.id) if one.state == "finished"]
        return [await view(session, work, who, one) for one in found]


async def _own(session: AsyncSession, who: Viewer, route_id: int, *, for_update: bool = False) -> Route:
    found = await rows.own(session, who.id, route_id, for_update=for_update)
    if found is None:
        raise NotFound
    return found


async def view(session: AsyncSession, work: UnitOfWork, owner: Viewer, route: Route) -> RouteView:
    """The route as of now; days are the owner's."""
    today = owner.today(work.now())
    basis = await session.get(Evidence, route.basis_id) if route.basis_id else None
    counts = await rows.proof_counts(session, route.id)
    steps = [
        step_view(owner, today, one, counts.get(one.id, 0)) for one in await rows.steps(session, route.id)
    ]
    tutor = await people_rows.get(session, route.tutor_id) if route.tutor_id else None
    return RouteView(
        id=route.id,
        revision=route.revision,
        version=route.version,
        state=route.state,
        year=rule.school_year(route.starts_on),
        zones=_known(route.zones),
        basis=Basis(basis.happened_on, Mode(basis.mode or Mode.SELF)) if basis else None,
        goal=route.goal,
        starts_on=route.starts_on,
        ends_on=route.ends_on,
        tutor=tutor.chat_name if tutor and route.tutor_pair is None else "",
        tutor_pair=route.tutor_pair if tutor else None,
        to_methodist=route.to_methodist,
        is_sent=route.sent_at is not None,
        decided_on=owner.today(route.decided_at) if route.decided_at else None,
        steps=tuple(steps),
        light=rule.light([_walked(owner, one) for one in await rows.steps(session, route.id)], today),
        reflection=route.reflection,
        finished_on=owner.today(route.finished_at) if route.finished_at else None,
    )


def _walked(owner: Viewer, one: RouteStep) -> Walked:
    return Walked(one.done_at is not None, one.starts_on, one.due_on, owner.today(one.moved_at))


def step_view(owner: Viewer, today: date, one: RouteStep, proofs: int) -> StepView:
    is_open = one.done_at is None
    since = rule.stuck_since(one.starts_on, owner.today(one.moved_at), today)
    return StepView(
        id=one.id,
        revision=one.revision,
        activity=Activity(one.activity),
        ref=one.ref,
        zones=_known(one.zones),
        title=one.title,
        form=one.form,
        result=one.result,
        proof=one.proof,
        starts_on=one.starts_on,
        due_on=one.due_on,
        done_on=owner.today(one.done_at) if one.done_at else None,
        closed_by=one.closed_by,
        stuck=is_open and since is not None,
        late=is_open and one.due_on < today,
        proofs=proofs,
    )


def _known(codes: list[str]) -> tuple[Competency, ...]:
    known = content.competencies()
    return tuple(known[code] for code in codes if code in known)


# The draft.


async def build(work: UnitOfWork, who: Viewer) -> int:
    """A draft from the growth zones of the latest diagnostic; without any, a route for one's own steps.

    A second tap finds the route that the first one has made. Returns its id.
    """
    today = who.today(work.now())
    async with work.reading() as session:
        codes, basis = await diagnostics.latest_zones(session, who)
    zones = list(_known(codes))
    offered = await route_sources.collect(work, who, zones)
    goal = await route_sources.goal(work, who)
    begins, ends = rule.period(today)
    helps = {one.code: content.route_helps(one) for one in zones}
    plan = rule.lay_out(rule.choose(codes, offered, helps), begins, ends, is_open)
    async with work.writing() as session:
        before = await rows.current(session, who.id, for_update=True)
        if before is not None:
            return before.id
        route = Route(
            person_id=who.id, state="draft", version=1, revision=0, basis_id=basis, zones=codes, goal=goal,
            starts_on=begins, ends_on=ends, to_methodist=False, reflection="", made_at=work.now(),
        )  # fmt: skip
        session.add(route)
        await session.flush()
        session.add_all(step_of(work, route.id, one) for one in plan)
        return route.id


def is_open(day: date) -> bool:
    """A day on which a step may be due: people work, and it isn't summer."""
    return is_working(day) and not content.is_school_holiday(day)


def step_of(work: UnitOfWork, route_id: int, planned: Planned) -> RouteStep:
    one = planned.candidate
    return RouteStep(
        route_id=route_id,
        activity=one.activity,
        ref=one.ref,
        zones=list(one.zones),
        title=one.title,
        form=one.form,
        result=one.result,
        proof=one.proof,
        starts_on=planned.starts_on,
        due_on=planned.due_on,
        closed_by="",
        moved_at=work.now(),
        revision=0,
    )


def changed(route: Route) -> None:
    """The plan is another one now: what was approved or refused has to be asked for again."""
    if route.state == "finished":
        raise ScreenIsStale
    route.revision += 1
    if route.state == "approved":
        route.version += 1
    if route.state in ("approved", "returned"):
        route.state = "draft"


async def set_goal(work: UnitOfWork, who: Viewer, route_id: int, typed: str) -> None:
    goal = " ".join(typed.split())
    if not 10 <= len(goal) <= LONGEST_GOAL:
        raise WrongInput(why=f"Цель: от 10 до {LONGEST_GOAL} знаков.")
    async with work.writing() as session:
        route = await _own(session, who, route_id, for_update=True)
        route.goal = goal
        changed(route)


async def set_end(work: UnitOfWork, who: Viewer, route_id: int, ends_on: date) -> None:
    async with work.writing() as session:
        route = await _own(session, who, route_id, for_update=True)
        last = max((one.due_on for one in await rows.steps(session, route.id)), default=route.starts_on)
        if not last <= ends_on <= route.starts_on + LONGEST_PERIOD:
            raise WrongInput(why="Срок маршрута не раньше срока последнего шага и не дальше двух лет.")
        route.ends_on = ends_on
        changed(route)


async def drop(work: UnitOfWork, who: Viewer, route_id: int, revision: int) -> None:
    """A draft that nobody has approved goes whole; one that was approved is walked to its end."""
    async with work.writing() as session:
        route = await _own(session, who, route_id, for_update=True)
        kept = await rows.versions(session, route.id)
        if route.revision != revision or route.state == "finished" or kept:
            raise ScreenIsStale
        await rows.drop_route(session, route.id)


# Approval.


async def tutors(work: UnitOfWork, who: Viewer) -> list[Tutor]:
    """Whom the person may ask: the mentors of their pairs, then the school methodists."""
    async with work.reading() as session:
        return await _tutors(session, work, who)


async def _tutors(session: AsyncSession, work: UnitOfWork, who: Viewer) -> list[Tutor]:
    found = [
        Tutor(pair.mentor_id, "", "", pair.id)
        for pair in await pair_rows.pairs_of(session, who.id)
        if pair.closed_at is None and pair.mentee_id == who.id and pair.mentor_id is not None
    ]
    if who.unit is None:
        return found
    today = who.today(work.now())
    held = await people_rows.granted_above(session, who.unit.path, [role.value for role in TUTORS], today)
    for person_id in dict.fromkeys(held):
        person = await people_rows.get(session, person_id)
        if person is not None and person_id != who.id and person_id not in {one.person_id for one in found}:
            unit = await people_rows.unit_of(session, person)
            found.append(Tutor(person_id, person.chat_name, unit.name if unit else ""))
    return found


async def ask(work: UnitOfWork, who: Viewer, route_id: int, revision: int, tutor_id: int = 0) -> None:
    """Sends the route to a tutor, or (0) to the methodists of the branch; they see it whole from now on."""
    async with work.writing() as session:
        route = await _own(session, who, route_id, for_update=True)
        if route.revision != revision or route.state == "finished":
            raise ScreenIsStale
        if route.state == "asked":
            raise RouteIsAsked
        if not await rows.steps(session, route.id):
            raise RouteIsEmpty
        chosen = next((one for one in await _tutors(session, work, who) if one.person_id == tutor_id), None)
        if chosen is None and tutor_id:
            raise NotFound
        if chosen is not None:
            route.tutor_id, route.tutor_pair = chosen.person_id, chosen.pair
        route.to_methodist = chosen is None
        route.state, route.asked_at, route.risen_at = "asked", work.now(), None
        route.sent_at = route.sent_at or work.now()
        route.revision += 1
        await _tell_asked(session, work, who, route)


async def _tell_asked(session: AsyncSession, work: UnitOfWork, who: Viewer, route: Route) -> None:
    if not route.to_methodist and route.tutor_id is not None:
        await tell_guide(session, work, route, [route.tutor_id], "route_asked")
        return
    if who.unit is not None:
        await tell_guide(session, work, route, await methodists(session, work, who), "route_asked")


async def methodists(session: AsyncSession, work: UnitOfWork, who: Viewer) -> list[int]:
    """Methodists at or above the person's unit, else whoever guides routes there; stand-ins included."""
    today = who.today(work.now())
    path = who.unit.path if who.unit else "/"
    roles = substitutes.roles_with(Right.GUIDE_ROUTES)
    held = await people_rows.granted_above(session, path, [Role.METHODIST.value], today)
    held = held or await people_rows.granted_above(session, path, roles, today)
    return [one for one in await substitutes.routed(session, held, today) if one != who.id]


async def tell_guide(
    session: AsyncSession, work: UnitOfWork, route: Route, people: list[int], kind: str
) -> None:
    for person_id in people:
        event = f"{kind}:{route.id}:{route.revision}"
        await outbox.tell(session, work, person_id, kind, event, parameters={"guided": route.id})


async def take_back(work: UnitOfWork, who: Viewer, route_id: int, revision: int) -> None:
    """The person asks no more: the route works as a draft again."""
    async with work.writing() as session:
        route = await _own(session, who, route_id, for_update=True)
        if route.revision != revision or route.state != "asked":
            raise ScreenIsStale
        route.state = "draft"
        route.revision += 1


async def keep_version(session: AsyncSession, work: UnitOfWork, route: Route) -> None:
    """The plan as it is approved now."""
    steps = [
        {
            "title": one.title, "activity": one.activity, "form": one.form, "zones": one.zones,
            "due_on": one.due_on.isoformat(), "result": one.result, "proof": one.proof,
        }
        for one in await rows.steps(session, route.id)
    ]  # fmt: skip
    plan = {
        "goal": route.goal,
        "starts_on": route.starts_on.isoformat(),
        "ends_on": route.ends_on.isoformat(),
        "steps": steps,
    }
    session.add(RouteVersion(route_id=route.id, version=route.version, plan=plan, approved_at=work.now()))


async def versions(work: UnitOfWork, who: Viewer, route_id: int) -> list[Version]:
    async with work.reading() as session:
        await _own(session, who, route_id)
        found = await rows.versions(session, route_id)
    return [version_view(who, one) for one in found]


def version_view(owner: Viewer, one: RouteVersion) -> Version:
    return Version(
        one.version,
        owner.today(one.approved_at),
        one.plan["goal"],
        date.fromisoformat(one.plan["starts_on"]),
        date.fromisoformat(one.plan["ends_on"]),
        tuple(one.plan["steps"]),
    )


async def notes(work: UnitOfWork, who: Viewer, route_id: int) -> list[Note]:
    """What those who accompany have written, newest first."""
    async with work.reading() as session:
        await _own(session, who, route_id)
        found = await rows.notes(session, route_id)
    return [note_view(who, one) for one in found]


def note_view(owner: Viewer, one: RouteNote) -> Note:
    return Note(one.kind, one.text, owner.today(one.made_at))


# The end.


async def final(work: UnitOfWork, who: Viewer, route_id: int) -> list[Final]:
    """Each growth zone of the route: the first diagnostic against the last one since, with the error."""
    async with work.reading() as session:
        return await compared(session, who.subject, await _own(session, who, route_id))


async def compared(session: AsyncSession, subject: str, route: Route) -> list[Final]:
    basis = await session.get(Evidence, route.basis_id) if route.basis_id else None
    if basis is None:
        return []
    facts = await evidence_rows.of_subject(session, subject)
    since = [one for one in facts if one.kind == EvidenceKind.DIAGNOSTIC and one.id > basis.id]
    found = []
    for zone in _known(route.zones):
        before = basis.details.get("scores", {}).get(zone.code)
        last = next((one for one in reversed(since) if zone.code in one.details.get("scores", {})), None)
        if before is not None:
            after = last.details["scores"][zone.code] if last else None
            found.append(_final(zone, before, after, last.happened_on if last else None))
    return found


def _final(zone: Competency, before: list[int], after: list[int] | None, on: date | None) -> Final:
    moved = change(*before, *after) if after and after[1] and before[1] else None
    return Final(zone, (before[0], before[1]), (after[0], after[1]) if after else None, on, moved)


async def reflect(work: UnitOfWork, who: Viewer, route_id: int, typed: str) -> None:
    """What the route gave, in one's own words."""
    words = typed.strip()
    if not 20 <= len(words) <= LONGEST_REFLECTION:
        raise WrongInput(why=f"Напишите несколько предложений: от 20 до {LONGEST_REFLECTION} знаков.")
    async with work.writing() as session:
        route = await _own(session, who, route_id, for_update=True)
        if route.state == "finished":
            raise ScreenIsStale
        route.reflection = words


async def finish(work: UnitOfWork, who: Viewer, route_id: int, revision: int) -> None:
    """Closes the route; what is open stays as it is, and a new route may begin."""
    async with work.writing() as session:
        route = await _own(session, who, route_id, for_update=True)
        if route.revision != revision or route.state == "finished":
            raise ScreenIsStale
        if not route.reflection:
            raise ReflectionIsMissing
        route.state, route.finished_at = "finished", work.now()
        route.revision += 1
        if route.tutor_id is not None and route.sent_at is not None:
            await tell_guide(session, work, route, [route.tutor_id], "route_finished")
