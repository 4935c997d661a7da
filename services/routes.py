"""One's own route (ИОМ): a draft from the growth zones and its plan.

A draft works at once. What was approved is kept as a version; a change of the plan begins a new one.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Evidence, Route, RouteStep
from db.repositories import evidence as evidence_rows
from db.repositories import people as people_rows
from db.repositories import routes as rows
from db.session import UnitOfWork
from domain import route as rule
from domain.errors import NotFound, ScreenIsStale, WrongInput
from domain.evidence import EvidenceKind, Mode
from domain.route import Activity, Light, Planned, Walked
from domain.working_days import is_working
from services import content, diagnostics, route_sources
from services.content import Competency
from services.viewer import Viewer

LONGEST_GOAL = 500
LONGEST_PERIOD = timedelta(days=730)


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
    def next(self) -> StepView | None:
        """The step to look at now: what stands still, else the nearest term."""
        return self.stuck[0] if self.stuck else self.current

    @property
    def stuck(self) -> tuple[StepView, ...]:
        return tuple(one for one in self.steps if one.stuck)


@dataclass(frozen=True)
class Start:
    """Before there is a route: the growth zones it would be built on, routes that were finished."""

    zones: tuple[Competency, ...]
    diagnosed: bool
    finished: int


# Looking.


async def start(work: UnitOfWork, who: Viewer) -> Start:
    async with work.reading() as session:
        zones, _ = await diagnostics.latest_zones(session, who)
        taken = await evidence_rows.latest(session, who.subject, EvidenceKind.DIAGNOSTIC)
        routes = await rows.of_person(session, who.id)
    finished = sum(one.state == "finished" for one in routes)
    return Start(known_ones(zones), taken is not None, finished)


async def current(work: UnitOfWork, who: Viewer) -> RouteView | None:
    async with work.reading() as session:
        found = await rows.current(session, who.id)
        return await view(session, work, who, found) if found else None


async def get(work: UnitOfWork, who: Viewer, route_id: int) -> RouteView:
    """One's own route, a finished one too."""
    async with work.reading() as session:
        return await view(session, work, who, await own(session, who, route_id))


async def finished(work: UnitOfWork, who: Viewer) -> list[RouteView]:
    async with work.reading() as session:
        found = [one for one in await rows.of_person(session, who.id) if one.state == "finished"]
        return [await view(session, work, who, one) for one in found]


async def own(session: AsyncSession, who: Viewer, route_id: int, *, for_update: bool = False) -> Route:
    """The person's own route; anybody else's does not exist."""
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
        zones=known_ones(route.zones),
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
        zones=known_ones(one.zones),
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


def known_ones(codes: list[str]) -> tuple[Competency, ...]:
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
    zones = list(known_ones(codes))
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
        route = await own(session, who, route_id, for_update=True)
        route.goal = goal
        changed(route)


async def set_end(work: UnitOfWork, who: Viewer, route_id: int, ends_on: date) -> None:
    async with work.writing() as session:
        route = await own(session, who, route_id, for_update=True)
        last = max((one.due_on for one in await rows.steps(session, route.id)), default=route.starts_on)
        if not last <= ends_on <= route.starts_on + LONGEST_PERIOD:
            raise WrongInput(why="Срок маршрута не раньше срока последнего шага и не дальше двух лет.")
        route.ends_on = ends_on
        changed(route)


async def drop(work: UnitOfWork, who: Viewer, route_id: int, revision: int) -> None:
    """A draft that nobody has approved goes whole; one that was approved is walked to its end."""
    async with work.writing() as session:
        route = await own(session, who, route_id, for_update=True)
        kept = await rows.versions(session, route.id)
        if route.revision != revision or route.state == "finished" or kept:
            raise ScreenIsStale
        await rows.drop_route(session, route.id)
