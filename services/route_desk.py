"""Routes of others: the tutor whom the owner chose, the methodist of the branch.

The tutor sees the whole route. A methodist sees how every route that was sent goes, and what is in it only
when its owner asked the methodists. Nobody approves their own.
"""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Person, Route, RouteNote, Unit
from db.repositories import routes as rows
from db.session import UnitOfWork
from domain import route as rule
from domain.access import Right
from domain.errors import NotFound, Refusal, ScreenIsStale, WrongInput
from domain.route import Light
from services import outbox, route_approval, routes, viewer
from services.route_approval import Note
from services.route_steps import Proof, proof_view
from services.routes import RouteView, StepView
from services.viewer import Viewer

PAGE = 6
_WORST = {light: place for place, light in enumerate(Light)}


class RouteHasChanged(Refusal):
    """What was shown is no longer so: nothing is decided."""


@dataclass(frozen=True)
class Line:
    """A route as a colleague's list shows it. `asks`: it waits for this viewer's answer."""

    route_id: int
    chat_name: str
    unit_name: str
    state: str
    done: int
    total: int
    light: Light
    asks: bool


@dataclass(frozen=True)
class Lines:
    items: tuple[Line, ...]
    total: int
    page: int
    pages: int
    lights: dict[Light, int]


@dataclass(frozen=True)
class Guided:
    """A route of somebody else. Without `whole` only its progress is for this viewer to see."""

    chat_name: str
    unit_name: str
    position: str
    line: Line
    whole: bool
    may_decide: bool
    route: RouteView | None


async def of_tutor(work: UnitOfWork, who: Viewer, page: int = 1) -> Lines:
    """Routes whose owners chose this viewer, those that wait first."""
    who.need(Right.BE_TUTOR, work.now())
    async with work.reading() as session:
        found = await rows.of_tutor(session, who.id)
        lines = await _lines(session, work, who, found, mine=True)
    return _page(lines, page)


async def of_branch(work: UnitOfWork, who: Viewer, page: int = 1, light: str = "") -> Lines:
    """The traffic light: routes of the branch that were sent; those that ask, then the worst first."""
    scope = who.need(Right.GUIDE_ROUTES, work.now())
    async with work.reading() as session:
        found = await rows.sent(session, scope, who.id)
        lines = await _lines(session, work, who, list(found), mine=False)
    lines.sort(key=lambda one: (not one.asks, _WORST[one.light], one.route_id))
    return _page(lines, page, light)


def _page(lines: list[Line], page: int, light: str = "") -> Lines:
    shown = [one for one in lines if not light or one.light == light]
    lights = {light: sum(one.light is light for one in lines) for light in Light}
    items = tuple(shown[(page - 1) * PAGE : page * PAGE])
    return Lines(items, len(shown), page, max(1, -(-len(shown) // PAGE)), lights)


async def _lines(
    session: AsyncSession, work: UnitOfWork, who: Viewer, found: list[rows.Row], *, mine: bool
) -> list[Line]:
    steps = await rows.walked(session, [route.id for route, _, _ in found], who.today)
    lines = []
    for route, person, unit in found:
        walked = steps.get(route.id, [])
        asks = route.state == "asked" and (mine != route.to_methodist)
        lines.append(
            Line(
                route.id,
                person.chat_name,
                unit.name if unit else "",
                route.state,
                sum(one.done for one in walked),
                len(walked),
                rule.light(walked, who.today(work.now())),
                asks,
            )
        )
    return lines


async def count_asking_tutor(work: UnitOfWork, who: Viewer) -> int:
    """How many routes wait for this viewer as a tutor."""
    async with work.reading() as session:
        return await rows.count_asking_tutor(session, who.id)


async def count_asking(work: UnitOfWork, who: Viewer) -> int:
    """How many routes of the branch ask the methodists."""
    scope = who.need(Right.GUIDE_ROUTES, work.now())
    async with work.reading() as session:
        return await rows.count_asking(session, scope, who.id)


async def get(work: UnitOfWork, who: Viewer, route_id: int) -> Guided:
    async with work.reading() as session:
        route, person, unit = await _seen(session, work, who, route_id)
        whole = _whole(who, route)
        owner = viewer.of_person(person, unit)
        as_tutor = route.tutor_id == who.id
        (line,) = await _lines(session, work, who, [(route, person, unit)], mine=as_tutor)
        shown = await routes.view(session, work, owner, route) if whole else None
    may_decide = line.asks
    position = owner.position or ""
    return Guided(person.chat_name, line.unit_name, position, line, whole, may_decide, shown)


async def _seen(
    session: AsyncSession, work: UnitOfWork, who: Viewer, route_id: int, *, for_update: bool = False
) -> rows.Row:
    """A route that was sent, for its tutor or a methodist of its branch; else it does not exist."""
    if not who.scope(Right.BE_TUTOR, work.now()):
        who.need(Right.GUIDE_ROUTES, work.now())
    found = await rows.one(session, route_id, for_update=for_update)
    if found is None or found[0].sent_at is None or found[0].person_id == who.id:
        raise NotFound
    route, _, unit = found
    as_tutor = route.tutor_id == who.id and bool(who.scope(Right.BE_TUTOR, work.now()))
    scope = who.scope(Right.GUIDE_ROUTES, work.now())
    if as_tutor or (unit is not None and scope.covers(unit.path)):
        return found
    raise NotFound


def _whole(who: Viewer, route: Route) -> bool:
    return route.tutor_id == who.id or route.to_methodist


async def _guided(
    session: AsyncSession, work: UnitOfWork, who: Viewer, route_id: int, *, for_update: bool = False
) -> tuple[Route, Person, Unit | None]:
    """A route that this viewer sees whole."""
    found = await _seen(session, work, who, route_id, for_update=for_update)
    if not _whole(who, found[0]):
        raise NotFound
    return found


async def step(work: UnitOfWork, who: Viewer, route_id: int, step_id: int) -> tuple[StepView, list[Proof]]:
    """A step with what shows that it was made."""
    async with work.reading() as session:
        route, person, unit = await _guided(session, work, who, route_id)
        found = await rows.step(session, step_id)
        if found is None or found.route_id != route.id:
            raise NotFound
        owner = viewer.of_person(person, unit)
        shown = await rows.proofs(session, step_id)
        seen = routes.step_view(owner, owner.today(work.now()), found, len(shown))
        return seen, [proof_view(owner, one) for one in shown]


async def notes(work: UnitOfWork, who: Viewer, route_id: int) -> list[Note]:
    async with work.reading() as session:
        _, person, unit = await _guided(session, work, who, route_id)
        owner = viewer.of_person(person, unit)
        return [route_approval.note_view(owner, one) for one in await rows.notes(session, route_id)]


async def approve(work: UnitOfWork, who: Viewer, route_id: int, revision: int) -> None:
    """Approves the plan as it was shown; it is kept as a version."""
    async with work.writing() as session:
        route = await _decided(session, work, who, route_id, revision)
        route.state = "approved"
        await route_approval.keep_version(session, work, route)
        await _tell_owner(session, work, route, "route_approved", {"version": route.version})


async def give_back(work: UnitOfWork, who: Viewer, route_id: int, revision: int, typed: str) -> None:
    """Returns the plan with a remark; it goes on working as a draft."""
    text = _words(typed)
    async with work.writing() as session:
        route = await _decided(session, work, who, route_id, revision)
        route.state = "returned"
        _note(session, work, who, route, "return", text)
        await _tell_owner(session, work, route, "route_returned", {"text": text})


async def _decided(
    session: AsyncSession, work: UnitOfWork, who: Viewer, route_id: int, revision: int
) -> Route:
    route, _, _ = await _guided(session, work, who, route_id, for_update=True)
    if route.state != "asked" or (route.tutor_id != who.id and not route.to_methodist):
        raise ScreenIsStale
    if route.revision != revision:
        raise RouteHasChanged
    await route_approval.forget_asking(session, work, route)
    route.decided_at, route.decided_by = work.now(), who.subject
    route.revision += 1
    return route


async def add_note(work: UnitOfWork, who: Viewer, route_id: int, typed: str) -> None:
    """A word for the owner beside the plan."""
    text = _words(typed)
    async with work.writing() as session:
        route, _, _ = await _guided(session, work, who, route_id, for_update=True)
        note = _note(session, work, who, route, "note", text)
        await session.flush()
        await outbox.tell(
            session, work, route.person_id, "route_note", f"route_note:{note.id}",
            parameters={"route": route.id, "text": text},
        )  # fmt: skip


def _words(typed: str) -> str:
    text = " ".join(typed.split())
    if not 5 <= len(text) <= 300:
        raise WrongInput(why="Напишите от 5 до 300 знаков.")
    return text


def _note(
    session: AsyncSession, work: UnitOfWork, who: Viewer, route: Route, kind: str, text: str
) -> RouteNote:
    note = RouteNote(route_id=route.id, author_id=who.id, kind=kind, text=text, made_at=work.now())
    session.add(note)
    return note


async def _tell_owner(
    session: AsyncSession, work: UnitOfWork, route: Route, kind: str, said: dict[str, object]
) -> None:
    await outbox.tell(
        session, work, route.person_id, kind, f"{kind}:{route.id}:{route.revision}",
        parameters={"route": route.id} | said,
    )  # fmt: skip
