"""Queries about routes. Those that show other people take a scope, or the tutor whom the person chose."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Person,
    Route,
    RouteNote,
    RouteProof,
    RouteStep,
    RouteTemplate,
    RouteTemplateStep,
    RouteVersion,
    Unit,
)  # fmt: skip
from db.repositories.chunks import chunks
from db.repositories.scoping import within
from domain.access import Scope
from domain.route import Walked

Row = tuple[Route, Person, Unit | None]


async def current(session: AsyncSession, person_id: int, *, for_update: bool = False) -> Route | None:
    """The route that is being walked."""
    query = (
        select(Route)
        .where(Route.person_id == person_id, Route.state != "finished")
        .order_by(Route.id.desc())
        .limit(1)
    )
    return await session.scalar(query.with_for_update() if for_update else query)


async def of_person(session: AsyncSession, person_id: int) -> list[Route]:
    """Newest first."""
    rows = await session.scalars(select(Route).where(Route.person_id == person_id).order_by(Route.id.desc()))
    return list(rows)


async def own(
    session: AsyncSession, person_id: int, route_id: int, *, for_update: bool = False
) -> Route | None:
    query = select(Route).where(Route.id == route_id, Route.person_id == person_id)
    return await session.scalar(query.with_for_update() if for_update else query)


async def drop_route(session: AsyncSession, route_id: int) -> None:
    """With all that hangs on it, in the order that both databases take."""
    of_route = select(RouteStep.id).where(RouteStep.route_id == route_id)
    await session.execute(delete(RouteProof).where(RouteProof.step_id.in_(of_route)))
    for table in (RouteStep, RouteNote, RouteVersion):
        await session.execute(delete(table).where(table.route_id == route_id))
    await session.execute(delete(Route).where(Route.id == route_id))


async def steps(session: AsyncSession, route_id: int) -> list[RouteStep]:
    rows = await session.scalars(
        select(RouteStep)
        .where(RouteStep.route_id == route_id)
        .order_by(RouteStep.due_on, RouteStep.id)
        .execution_options(populate_existing=True)
    )
    return list(rows)


async def own_step(
    session: AsyncSession, person_id: int, step_id: int, *, for_update: bool = False
) -> tuple[Route, RouteStep] | None:
    query = (
        select(Route, RouteStep)
        .join(RouteStep, RouteStep.route_id == Route.id)
        .where(RouteStep.id == step_id, Route.person_id == person_id)
    )
    row = (await session.execute(query.with_for_update() if for_update else query)).first()
    return (row[0], row[1]) if row else None


async def step(session: AsyncSession, step_id: int) -> RouteStep | None:
    return await session.get(RouteStep, step_id)


async def drop_step(session: AsyncSession, step_id: int) -> None:
    await session.execute(delete(RouteProof).where(RouteProof.step_id == step_id))
    await session.execute(delete(RouteStep).where(RouteStep.id == step_id))


async def open_steps(
    session: AsyncSession, person_id: int, activity: str, ref: int | None
) -> list[RouteStep]:
    """Open steps of the route being walked that a fact may close, the nearest term first."""
    query = (
        select(RouteStep)
        .join(Route, Route.id == RouteStep.route_id)
        .where(
            Route.person_id == person_id,
            Route.state != "finished",
            RouteStep.activity == activity,
            RouteStep.done_at.is_(None),
        )
        .order_by(RouteStep.due_on, RouteStep.id)
    )
    rows = await session.scalars(query if ref is None else query.where(RouteStep.ref == ref))
    return list(rows)


async def proofs(session: AsyncSession, step_id: int) -> list[RouteProof]:
    rows = await session.scalars(
        select(RouteProof).where(RouteProof.step_id == step_id).order_by(RouteProof.id)
    )
    return list(rows)


async def proof_counts(session: AsyncSession, route_id: int) -> dict[int, int]:
    rows = await session.execute(
        select(RouteProof.step_id, func.count())
        .join(RouteStep, RouteStep.id == RouteProof.step_id)
        .where(RouteStep.route_id == route_id)
        .group_by(RouteProof.step_id)
    )
    return {row[0]: row[1] for row in rows}


async def drop_proofs(session: AsyncSession, step_id: int) -> None:
    await session.execute(delete(RouteProof).where(RouteProof.step_id == step_id))


async def notes(session: AsyncSession, route_id: int) -> list[RouteNote]:
    """Newest first."""
    rows = await session.scalars(
        select(RouteNote).where(RouteNote.route_id == route_id).order_by(RouteNote.id.desc())
    )
    return list(rows)


async def versions(session: AsyncSession, route_id: int) -> list[RouteVersion]:
    rows = await session.scalars(
        select(RouteVersion).where(RouteVersion.route_id == route_id).order_by(RouteVersion.version)
    )
    return list(rows)


async def forget_person(session: AsyncSession, person_id: int) -> None:
    """Before a deletion: one's own routes go whole; those of others lose the tutor and the tutor's words."""
    for route in await of_person(session, person_id):
        await drop_route(session, route.id)
    await session.execute(delete(RouteNote).where(RouteNote.author_id == person_id))
    mine = Route.tutor_id == person_id
    await session.execute(
        update(Route).where(mine, Route.state == "asked", Route.to_methodist.is_(False)).values(state="draft")
    )
    await session.execute(update(Route).where(mine).values(tutor_id=None, tutor_pair=None))


# Those who accompany.


async def sent(session: AsyncSession, scope: Scope, except_person: int) -> list[tuple[Route, Person, Unit]]:
    """Routes of the scope that were sent to anybody and are walked, those that ask the methodist first."""
    rows = await session.execute(
        select(Route, Person, Unit)
        .join(Person, Person.id == Route.person_id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(Route.sent_at.is_not(None), Route.state != "finished", Person.id != except_person)
        .where(within(Unit.path, scope))
        .order_by(Route.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


async def of_tutor(session: AsyncSession, tutor_id: int) -> list[Row]:
    """Routes whose owners chose this tutor, those that wait first."""
    rows = await session.execute(
        select(Route, Person, Unit)
        .join(Person, Person.id == Route.person_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(Route.tutor_id == tutor_id, Route.sent_at.is_not(None), Route.state != "finished")
        .order_by(Route.state != "asked", Route.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


async def count_asking_tutor(session: AsyncSession, tutor_id: int) -> int:
    query = select(func.count()).select_from(Route)
    mine = (Route.tutor_id == tutor_id, Route.state == "asked", Route.to_methodist.is_(False))
    return await session.scalar(query.where(*mine)) or 0


async def count_asking(session: AsyncSession, scope: Scope, except_person: int) -> int:
    """Routes of the scope that ask the methodists."""
    query = (
        select(func.count())
        .select_from(Route)
        .join(Person, Person.id == Route.person_id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(Route.state == "asked", Route.to_methodist, Person.id != except_person)
        .where(within(Unit.path, scope))
    )
    return await session.scalar(query) or 0


async def one(session: AsyncSession, route_id: int, *, for_update: bool = False) -> Row | None:
    """A route with its owner; who may see it is for the service to say."""
    query = (
        select(Route, Person, Unit)
        .join(Person, Person.id == Route.person_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(Route.id == route_id)
    )
    row = (await session.execute(query.with_for_update(of=Route) if for_update else query)).first()
    return (row[0], row[1], row[2]) if row else None


async def walked(
    session: AsyncSession, route_ids: Sequence[int], day_of: Callable[[datetime], date]
) -> dict[int, list[Walked]]:
    """What the light needs, for many routes at once."""
    found: dict[int, list[Walked]] = defaultdict(list)
    for some in chunks(route_ids):
        rows = await session.execute(
            select(
                RouteStep.route_id,
                RouteStep.done_at,
                RouteStep.starts_on,
                RouteStep.due_on,
                RouteStep.moved_at,
            ).where(RouteStep.route_id.in_(some))
        )
        for route_id, done_at, starts_on, due_on, moved_at in rows:
            found[route_id].append(Walked(done_at is not None, starts_on, due_on, day_of(moved_at)))
    return found


async def standing_still(
    session: AsyncSession, day: date, moment: datetime, limit: int
) -> list[tuple[RouteStep, int]]:
    """Open steps begun by `day` that neither moved nor were asked about since `moment`, with their owners."""
    rows = await session.execute(
        select(RouteStep, Route.person_id)
        .join(Route, Route.id == RouteStep.route_id)
        .where(
            RouteStep.done_at.is_(None),
            RouteStep.moved_at <= moment,
            RouteStep.starts_on <= day,
            or_(RouteStep.nudged_at.is_(None), RouteStep.nudged_at <= moment),
            Route.state != "finished",
        )
        .order_by(RouteStep.id)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in rows]


async def coming_due(
    session: AsyncSession, since: date, until: date, limit: int
) -> list[tuple[RouteStep, int]]:
    """Open steps with a term in these days that nobody was reminded of, with their owners."""
    rows = await session.execute(
        select(RouteStep, Route.person_id)
        .join(Route, Route.id == RouteStep.route_id)
        .where(
            RouteStep.done_at.is_(None),
            RouteStep.due_on.between(since, until),
            or_(RouteStep.told_of.is_(None), RouteStep.told_of != RouteStep.due_on),
            Route.state != "finished",
        )
        .order_by(RouteStep.due_on, RouteStep.id)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in rows]


async def unanswered(session: AsyncSession, asked_before: datetime, limit: int) -> list[Route]:
    """Routes that wait for approval since before that moment and have not been passed up."""
    rows = await session.scalars(
        select(Route)
        .where(Route.state == "asked", Route.asked_at <= asked_before, Route.risen_at.is_(None))
        .order_by(Route.asked_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list(rows)


# Templates.


async def template(session: AsyncSession, unit_id: int, *, for_update: bool = False) -> RouteTemplate | None:
    return await session.get(RouteTemplate, unit_id, with_for_update=for_update)


async def nearest_template(session: AsyncSession, path: str) -> RouteTemplate | None:
    """The template of the unit at this path or of the nearest above that has one."""
    return await session.scalar(
        select(RouteTemplate)
        .join(Unit, Unit.id == RouteTemplate.unit_id)
        .where(_on_the_way(path))
        .order_by(func.length(Unit.path).desc())
        .limit(1)
    )


def _on_the_way(path: str) -> ColumnElement[bool]:
    return Unit.code.in_(path.strip("/").split("/"))


async def template_steps(session: AsyncSession, unit_id: int) -> list[RouteTemplateStep]:
    rows = await session.scalars(
        select(RouteTemplateStep).where(RouteTemplateStep.unit_id == unit_id).order_by(RouteTemplateStep.id)
    )
    return list(rows)


async def template_step(session: AsyncSession, step_id: int) -> tuple[RouteTemplateStep, Unit] | None:
    row = (
        await session.execute(
            select(RouteTemplateStep, Unit)
            .join(Unit, Unit.id == RouteTemplateStep.unit_id)
            .where(RouteTemplateStep.id == step_id)
        )
    ).first()
    return (row[0], row[1]) if row else None
