"""Steps of one's own route: what to do, by when, done or not, and what shows it."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Route, RouteProof, RouteStep
from db.repositories import routes as rows
from db.session import UnitOfWork
from domain.errors import NotFound, Refusal, ScreenIsStale, WrongInput
from domain.route import MOST_STEPS, Activity, Candidate, Planned
from services import content, diagnostics, materials, route_sources, routes
from services.enrolments import FilesAreNotTaken
from services.routes import StepView
from services.viewer import Viewer

OWN_STEP_DAYS = 30
LONGEST = 300
LONGEST_PROOF = 1000
MOST_PROOFS = 10
FORMS = ("formal", "nonformal", "informal")
FIELDS = {"title": "title", "result": "result", "proof": "proof"}
OFFERED = 6
MATERIAL_ZONES = 2


class TooManySteps(Refusal):
    """A longer list is not walked."""


class TooManyProofs(Refusal):
    """Ten are enough."""


class StepIsClosedByFact(Refusal):
    """A certificate, a meeting or an applied practice closed it: that is not undone here."""


@dataclass(frozen=True)
class Step:
    """A step with the route it belongs to."""

    route_id: int
    is_walked: bool
    view: StepView


@dataclass(frozen=True)
class Proof:
    """Words or a file that show a step was made."""

    words: str
    file: str | None
    on: date


async def get(work: UnitOfWork, who: Viewer, step_id: int) -> Step:
    async with work.reading() as session:
        route, step = await _own(session, who, step_id)
        count = len(await rows.proofs(session, step.id))
    shown = routes.step_view(who, who.today(work.now()), step, count)
    return Step(route.id, route.state != "finished", shown)


async def _own(
    session: AsyncSession, who: Viewer, step_id: int, *, for_update: bool = False
) -> tuple[Route, RouteStep]:
    found = await rows.own_step(session, who.id, step_id, for_update=for_update)
    if found is None:
        raise NotFound
    return found


async def _walked(
    session: AsyncSession, who: Viewer, step_id: int, revision: int | None = None
) -> tuple[Route, RouteStep]:
    """A step of a route that goes on, as it was shown."""
    route, step = await _own(session, who, step_id, for_update=True)
    if route.state == "finished" or (revision is not None and step.revision != revision):
        raise ScreenIsStale
    return route, step


def _touch(work: UnitOfWork, step: RouteStep) -> None:
    step.moved_at = work.now()
    step.revision += 1


# The plan.


async def add_own(work: UnitOfWork, who: Viewer, typed: str) -> int:
    """A step in one's own words, due in a month; returns its id."""
    title = _text(typed, 10, LONGEST, "Что сделаете: от 10 до 300 знаков.")
    made = route_sources.candidate(Activity.OWN, [])
    one = Candidate(Activity.OWN, (), title, made.form, made.weeks, "", made.proof)
    today = who.today(work.now())
    async with work.writing() as session:
        return await _add(session, work, who, one, today + timedelta(days=OWN_STEP_DAYS))


async def offers(work: UnitOfWork, who: Viewer) -> list[tuple[str, Candidate]]:
    """What else may be added: candidates that are no step yet, with their keys."""
    async with work.reading() as session:
        route = await rows.current(session, who.id)
        latest, _ = await diagnostics.latest_zones(session, who)
        codes = dict.fromkeys([*(route.zones if route else ()), *latest])
        taken = {_key_of(one) for one in (await rows.steps(session, route.id) if route else [])}
    known = content.competencies()
    found: dict[str, Candidate] = {}
    for one in await route_sources.collect(work, who, [known[code] for code in codes if code in known]):
        if key(one) not in taken:
            found.setdefault(key(one), one)
    return list(found.items())


def key(one: Candidate) -> str:
    """«course-17», «mentor-KM2»: what a button needs to know of a candidate."""
    return f"{one.activity}-{one.ref or '-'.join(one.zones) or 'all'}"


def _key_of(step: RouteStep) -> str:
    return f"{step.activity}-{step.ref or '-'.join(step.zones) or 'all'}"


async def take(work: UnitOfWork, who: Viewer, chosen: str) -> int:
    """Makes a candidate a step; returns its id."""
    one = dict(await offers(work, who)).get(chosen)
    if one is None:
        raise ScreenIsStale
    begins = max(one.starts_on or who.today(work.now()), who.today(work.now()))
    async with work.writing() as session:
        return await _add(session, work, who, one, begins + timedelta(weeks=one.weeks))


async def take_material(work: UnitOfWork, who: Viewer, material_id: int) -> int:
    """A material of the library becomes a step; one that is a step already stays the one it is."""
    found = await materials.card(work, who, material_id)
    if found.step_id is not None:
        return found.step_id
    zones = list(found.competencies[:MATERIAL_ZONES])
    one = route_sources.candidate(Activity.MATERIAL, zones, title=found.title, ref=material_id)
    due = who.today(work.now()) + timedelta(weeks=one.weeks)
    async with work.writing() as session:
        return await _add(session, work, who, one, due)


async def _add(session: AsyncSession, work: UnitOfWork, who: Viewer, one: Candidate, due: date) -> int:
    route = await rows.current(session, who.id, for_update=True)
    if route is None:
        raise ScreenIsStale
    if len(await rows.steps(session, route.id)) >= MOST_STEPS:
        raise TooManySteps(most=MOST_STEPS)
    while not routes.is_open(due):
        due += timedelta(days=1)
    step = routes.step_of(work, route.id, Planned(one, who.today(work.now()), due))
    session.add(step)
    route.ends_on = max(route.ends_on, due)
    routes.changed(route)
    await session.flush()
    return step.id


def _text(typed: str, least: int, most: int, why: str) -> str:
    text = " ".join(typed.split())
    if not least <= len(text) <= most:
        raise WrongInput(why=why)
    return text


async def write(work: UnitOfWork, who: Viewer, step_id: int, field: str, typed: str) -> None:
    """Another wording of what to do, what comes out, or what will show it."""
    if field not in FIELDS:
        raise ScreenIsStale
    text = _text(typed, 5, LONGEST, "Напишите от 5 до 300 знаков.")
    async with work.writing() as session:
        route, step = await _walked(session, who, step_id)
        setattr(step, FIELDS[field], text)
        _touch(work, step)
        routes.changed(route)


async def set_form(work: UnitOfWork, who: Viewer, step_id: int, revision: int, form: str) -> None:
    if form not in FORMS:
        raise ScreenIsStale
    async with work.writing() as session:
        route, step = await _walked(session, who, step_id, revision)
        step.form = form
        _touch(work, step)
        routes.changed(route)


async def set_due(work: UnitOfWork, who: Viewer, step_id: int, due: date) -> None:
    """A new term; the route's own end moves with it."""
    async with work.writing() as session:
        route, step = await _walked(session, who, step_id)
        if not who.today(work.now()) <= due <= route.starts_on + routes.LONGEST_PERIOD:
            raise WrongInput(why="Срок шага не раньше сегодняшнего дня и не дальше двух лет.")
        step.due_on, step.starts_on = due, min(step.starts_on, due)
        route.ends_on = max(route.ends_on, due)
        _touch(work, step)
        routes.changed(route)


async def remove(work: UnitOfWork, who: Viewer, step_id: int, revision: int) -> None:
    async with work.writing() as session:
        route, step = await _walked(session, who, step_id, revision)
        await rows.drop_step(session, step.id)
        routes.changed(route)


# Done and shown.


async def done(work: UnitOfWork, who: Viewer, step_id: int, revision: int) -> None:
    async with work.writing() as session:
        _, step = await _walked(session, who, step_id, revision)
        if step.done_at is None:
            step.done_at, step.closed_by = work.now(), "self"
            _touch(work, step)


async def undo(work: UnitOfWork, who: Viewer, step_id: int, revision: int) -> None:
    async with work.writing() as session:
        _, step = await _walked(session, who, step_id, revision)
        if step.closed_by == "fact":
            raise StepIsClosedByFact
        step.done_at, step.closed_by = None, ""
        _touch(work, step)


async def show_words(work: UnitOfWork, who: Viewer, step_id: int, typed: str) -> None:
    """What came out, in words or as a link."""
    words = typed.strip()
    if not 5 <= len(words) <= LONGEST_PROOF:
        raise WrongInput(why=f"Напишите от 5 до {LONGEST_PROOF} знаков или дайте ссылку.")
    async with work.writing() as session:
        await _show(session, work, who, step_id, RouteProof(words=words))


async def show_file(work: UnitOfWork, who: Viewer, step_id: int, reference: str, *, allowed: bool) -> None:
    """A photo or a document, by its reference; a certificate only where documents may come into the chat."""
    async with work.writing() as session:
        _, step = await _walked(session, who, step_id)
        if step.activity == Activity.COURSE and not allowed:
            raise FilesAreNotTaken
        await _show(session, work, who, step_id, RouteProof(words="", file=reference[:255]))


async def _show(
    session: AsyncSession, work: UnitOfWork, who: Viewer, step_id: int, proof: RouteProof
) -> None:
    _, step = await _walked(session, who, step_id)
    if len(await rows.proofs(session, step.id)) >= MOST_PROOFS:
        raise TooManyProofs
    proof.step_id, proof.added_at = step.id, work.now()
    session.add(proof)
    step.moved_at = work.now()


async def proofs(work: UnitOfWork, who: Viewer, step_id: int) -> list[Proof]:
    async with work.reading() as session:
        _, step = await _own(session, who, step_id)
        return [proof_view(who, one) for one in await rows.proofs(session, step.id)]


def proof_view(owner: Viewer, one: RouteProof) -> Proof:
    return Proof(one.words, one.file, owner.today(one.added_at))


async def drop_proofs(work: UnitOfWork, who: Viewer, step_id: int) -> None:
    async with work.writing() as session:
        _, step = await _walked(session, who, step_id)
        await rows.drop_proofs(session, step.id)
