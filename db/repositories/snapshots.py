"""Snapshots of the indicators: kept, read by branch, the old ones of single days forgotten."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import IndicatorSnapshot, IndicatorValue, Unit
from db.repositories.chunks import chunks
from db.repositories.scoping import within
from domain.access import Scope
from domain.indicators import METHODOLOGY, Value, month_end


async def add(
    session: AsyncSession, as_of: date, now: datetime, values: Iterable[Value], hidden: set[str]
) -> IndicatorSnapshot:
    """Keeps a count as the next version of its day."""
    last = await session.scalar(
        select(func.max(IndicatorSnapshot.version)).where(IndicatorSnapshot.as_of == as_of)
    )
    snapshot = IndicatorSnapshot(
        kind="month" if as_of == month_end(as_of) else "day",
        as_of=as_of,
        version=(last or 0) + 1,
        methodology=METHODOLOGY,
        made_at=now,
    )
    session.add(snapshot)
    await session.flush()
    ids = {row.code: row.id for row in await session.execute(select(Unit.code, Unit.id))}
    rows = [
        {
            "snapshot_id": snapshot.id,
            "unit_id": ids[one.unit],
            "indicator": one.indicator.value,
            "numerator": one.numerator,
            "denominator": one.denominator,
            "hidden": one.is_result and one.unit in hidden,
        }
        for one in values
    ]
    for some in chunks(rows, 5000):
        await session.execute(insert(IndicatorValue), list(some))
    return snapshot


async def forget_days_before(session: AsyncSession, snapshot: IndicatorSnapshot) -> None:
    """Snapshots of single days give way to the newest one; those of months stay for ever."""
    old = select(IndicatorSnapshot.id).where(
        IndicatorSnapshot.kind == "day", IndicatorSnapshot.id != snapshot.id
    )
    await session.execute(delete(IndicatorValue).where(IndicatorValue.snapshot_id.in_(old)))
    await session.execute(
        delete(IndicatorSnapshot).where(IndicatorSnapshot.kind == "day", IndicatorSnapshot.id != snapshot.id)
    )


async def newest(session: AsyncSession, today: date) -> IndicatorSnapshot | None:
    """The snapshot of the latest day up to today, in its last version."""
    order = (IndicatorSnapshot.as_of.desc(), IndicatorSnapshot.version.desc())
    query = select(IndicatorSnapshot).where(IndicatorSnapshot.as_of <= today)
    return await session.scalar(query.order_by(*order).limit(1))


async def of_day(session: AsyncSession, as_of: date) -> IndicatorSnapshot | None:
    return await session.scalar(
        select(IndicatorSnapshot)
        .where(IndicatorSnapshot.as_of == as_of)
        .order_by(IndicatorSnapshot.version.desc())
        .limit(1)
    )


async def of_months(session: AsyncSession, since: date, until: date) -> list[IndicatorSnapshot]:
    """The last version of each month of these days, in order."""
    rows = await session.scalars(
        select(IndicatorSnapshot)
        .where(IndicatorSnapshot.kind == "month", IndicatorSnapshot.as_of.between(since, until))
        .order_by(IndicatorSnapshot.as_of, IndicatorSnapshot.version)
    )
    return list({row.as_of: row for row in rows}.values())


async def values(
    session: AsyncSession, snapshot_ids: Sequence[int], unit_ids: Sequence[int]
) -> list[IndicatorValue]:
    rows = await session.scalars(
        select(IndicatorValue).where(
            IndicatorValue.snapshot_id.in_(snapshot_ids), IndicatorValue.unit_id.in_(unit_ids)
        )
    )
    return list(rows)


async def branch(session: AsyncSession, snapshot_id: int, scope: Scope) -> list[tuple[IndicatorValue, Unit]]:
    """Values of all units of the scope, in the order of the tree."""
    rows = await session.execute(
        select(IndicatorValue, Unit)
        .join(Unit, Unit.id == IndicatorValue.unit_id)
        .where(IndicatorValue.snapshot_id == snapshot_id, within(Unit.path, scope))
        .order_by(Unit.path, IndicatorValue.indicator)
    )
    return [(row[0], row[1]) for row in rows]
