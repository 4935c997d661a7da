"""What a municipality or region puts into the drafts of its people: a goal, steps for all or for a zone."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import RouteTemplate, RouteTemplateStep, Unit
from db.repositories import routes as rows
from db.repositories import units as unit_rows
from db.session import UnitOfWork
from domain.access import Right
from domain.errors import NotFound, Refusal, ScreenIsStale, WrongInput
from domain.route import Activity
from services import content
from services.content import Competency
from services.viewer import Viewer

MOST_STEPS = 12
LONGEST_GOAL, LONGEST = 500, 300


class TemplateIsFull(Refusal):
    """A dozen of lines is enough: each of them gets into every draft."""


@dataclass(frozen=True)
class TemplateStep:
    """`zone` is None for a step of everybody."""

    id: int
    activity: Activity
    zone: Competency | None
    title: str
    result: str
    proof: str


@dataclass(frozen=True)
class Template:
    """The template of a unit; `goal` is empty when the shipped one holds, which is `common_goal`."""

    unit_id: int
    unit_name: str
    goal: str
    common_goal: str
    steps: tuple[TemplateStep, ...]


async def get(work: UnitOfWork, who: Viewer, unit_id: int) -> Template:
    async with work.reading() as session:
        unit = await _unit(session, work, who, unit_id)
        found = await rows.template(session, unit_id)
        steps = await rows.template_steps(session, unit_id)
    goal = found.goal if found else ""
    return Template(unit_id, unit.name, goal, content.route_goal(), tuple(map(_step, steps)))


async def _unit(session: AsyncSession, work: UnitOfWork, who: Viewer, unit_id: int) -> Unit:
    """A unit of the branch; outside of it nothing exists."""
    scope = who.need(Right.GUIDE_ROUTES, work.now())
    unit = await unit_rows.by_id(session, unit_id)
    if unit is None or not scope.covers(unit.path):
        raise NotFound
    return unit


def _step(one: RouteTemplateStep) -> TemplateStep:
    zone = content.competencies().get(one.zone)
    return TemplateStep(one.id, Activity(one.activity), zone, one.title, one.result, one.proof)


async def set_goal(work: UnitOfWork, who: Viewer, unit_id: int, typed: str) -> None:
    goal = " ".join(typed.split())
    if not 10 <= len(goal) <= LONGEST_GOAL:
        raise WrongInput(why=f"Цель: от 10 до {LONGEST_GOAL} знаков.")
    async with work.writing() as session:
        await _unit(session, work, who, unit_id)
        (await _made(session, unit_id)).goal = goal


async def _made(session: AsyncSession, unit_id: int) -> RouteTemplate:
    found = await rows.template(session, unit_id, for_update=True)
    if found is None:
        found = RouteTemplate(unit_id=unit_id, goal="", revision=0)
        session.add(found)
        await session.flush()
    return found


async def add(work: UnitOfWork, who: Viewer, unit_id: int, activity: str, zone: str, typed: str) -> int:
    """A new line; what comes out and what shows it are taken from the shipped words. Returns its id."""
    if activity not in {one.value for one in kinds()} or (zone and zone not in content.competencies()):
        raise ScreenIsStale
    title = _text(typed)
    words = content.route_activities()[Activity(activity)]
    topic = content.competencies()[zone].short if zone else "маршрута"
    async with work.writing() as session:
        await _unit(session, work, who, unit_id)
        await _made(session, unit_id)
        if len(await rows.template_steps(session, unit_id)) >= MOST_STEPS:
            raise TemplateIsFull
        line = RouteTemplateStep(
            unit_id=unit_id, activity=activity, zone=zone, title=title,
            result=words.result.format(zone=topic), proof=words.proof,
        )  # fmt: skip
        session.add(line)
        await session.flush()
        return line.id


def kinds() -> list[Activity]:
    """What a template may name: everything but programmes and practices, which are found for each person."""
    return [one for one in content.route_activities() if one not in (Activity.COURSE, Activity.PRACTICE)]


def _text(typed: str) -> str:
    text = " ".join(typed.split())
    if not 5 <= len(text) <= LONGEST:
        raise WrongInput(why="Напишите от 5 до 300 знаков.")
    return text


async def line(work: UnitOfWork, who: Viewer, step_id: int) -> tuple[int, TemplateStep]:
    """The unit's id and the line."""
    async with work.reading() as session:
        found = await _line(session, work, who, step_id)
    return found.unit_id, _step(found)


async def _line(session: AsyncSession, work: UnitOfWork, who: Viewer, step_id: int) -> RouteTemplateStep:
    scope = who.need(Right.GUIDE_ROUTES, work.now())
    found = await rows.template_step(session, step_id)
    if found is None or not scope.covers(found[1].path):
        raise NotFound
    return found[0]


async def write(work: UnitOfWork, who: Viewer, step_id: int, field: str, typed: str) -> None:
    if field not in ("title", "result", "proof"):
        raise ScreenIsStale
    text = _text(typed)
    async with work.writing() as session:
        setattr(await _line(session, work, who, step_id), field, text)


async def remove(work: UnitOfWork, who: Viewer, step_id: int) -> None:
    """Drafts that have the line keep it."""
    async with work.writing() as session:
        await session.delete(await _line(session, work, who, step_id))
