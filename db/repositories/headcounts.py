"""Queries about headcounts of the yearly form and about what units decide for their branches."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Headcount, Unit, UnitSetting
from db.repositories.scoping import within
from domain import indicators as rules
from domain.access import Scope

TOLD = Headcount.state != "draft"
"""An organisation's own first draft is not told yet."""
NUMBERS = ("teachers", "graduates", "young_teachers", "management_teams")


async def of_year(session: AsyncSession, year: int) -> dict[str, rules.Headcount]:
    """What was told for the year, by the unit's code."""
    columns = [getattr(Headcount, name) for name in NUMBERS]
    rows = await session.execute(
        select(Unit.code, *columns)
        .join(Unit, Unit.id == Headcount.unit_id)
        .where(Headcount.year == year, TOLD)
    )
    return {code: rules.Headcount(*numbers) for code, *numbers in rows}


async def of_units(session: AsyncSession, years: Sequence[int]) -> dict[tuple[int, int], Headcount]:
    """Rows of these years by (unit, year)."""
    rows = await session.scalars(select(Headcount).where(Headcount.year.in_(years)))
    return {(row.unit_id, row.year): row for row in rows}


async def of_unit(
    session: AsyncSession, unit_id: int, year: int, *, for_update: bool = False
) -> Headcount | None:
    query = select(Headcount).where(Headcount.unit_id == unit_id, Headcount.year == year)
    return await session.scalar(query.with_for_update() if for_update else query)


async def insert_many(session: AsyncSession, rows: list[dict[str, object]]) -> None:
    if rows:
        await session.execute(insert(Headcount), rows)


async def update_many(session: AsyncSession, rows: list[dict[str, object]]) -> None:
    if rows:
        await session.execute(update(Headcount), rows)


async def settings(session: AsyncSession) -> dict[tuple[str, str], dict[str, Any]]:
    """Everything units decided, by (path, name)."""
    rows = await session.execute(
        select(Unit.path, UnitSetting.name, UnitSetting.value).join(Unit, Unit.id == UnitSetting.unit_id)
    )
    return {(path, name): value for path, name, value in rows}


async def set_setting(
    session: AsyncSession, unit_id: int, name: str, value: dict[str, Any], now: datetime, by: str
) -> None:
    row = await session.get(UnitSetting, (unit_id, name))
    if row is None:
        row = UnitSetting(unit_id=unit_id, name=name)
        session.add(row)
    row.value, row.changed_at, row.changed_by = value, now, by


def _organisations(scope: Scope) -> list[ColumnElement[bool]]:
    return [Unit.level.not_in(sorted(rules.LEVELS_WITHOUT_HEADCOUNTS)), within(Unit.path, scope)]


async def told(session: AsyncSession, scope: Scope, year: int) -> tuple[int, int]:
    """How many organisations of the scope told their headcounts of the year, and how many there are."""
    here = (Headcount.unit_id == Unit.id) & (Headcount.year == year) & TOLD
    query = select(func.count(Headcount.id), func.count(Unit.id)).select_from(Unit)
    row = (await session.execute(query.outerjoin(Headcount, here).where(*_organisations(scope)))).one()
    return row[0], row[1]


async def not_told(session: AsyncSession, scope: Scope, year: int, *, limit: int, offset: int) -> list[str]:
    """Names of the organisations that did not, in the order of the alphabet."""
    there = select(Headcount.unit_id).where(Headcount.year == year, TOLD)
    query = select(Unit.name).where(*_organisations(scope), Unit.id.not_in(there))
    return list(await session.scalars(query.order_by(Unit.name, Unit.id).limit(limit).offset(offset)))


async def organisations(session: AsyncSession, scope: Scope, limit: int) -> list[Unit]:
    query = select(Unit).where(*_organisations(scope)).order_by(Unit.path).limit(limit)
    return list(await session.scalars(query))


async def count_in_state(session: AsyncSession, scope: Scope, year: int, state: str) -> int:
    """How many headcounts of the scope's organisations wait or are settled."""
    query = select(func.count(Headcount.id)).join(Unit, Unit.id == Headcount.unit_id)
    query = query.where(Headcount.year == year, Headcount.state == state, *_organisations(scope))
    return await session.scalar(query) or 0
