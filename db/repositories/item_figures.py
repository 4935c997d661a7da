"""Queries about what answers say of items: matrices of answers, calibrations, how often items are shown."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Attempt, AttemptItem, CalibratedItem, Calibration, Item, Person

MOST_ANSWERS = 500_000
"""The newest ones are enough for any figure."""


class Answer(NamedTuple):
    """An answer with its mark; `choice` is the bank's index where there is one right option."""

    attempt_id: int
    item_id: int
    choice: int | None
    points: int
    most: int


class Taker(NamedTuple):
    """What items may treat differently by: the mode of an attempt, and how long its person had worked."""

    attempt_id: int
    mode: str
    started_at: datetime
    work_start: date | None


async def banks(session: AsyncSession, own: str) -> list[tuple[str, int]]:
    """Shipped banks and the branch's own one, with their live items."""
    found = await session.execute(
        select(Item.bank, func.count(Item.id))
        .where(Item.state == "live", (Item.imported_path.is_(None)) | (Item.bank == own))
        .group_by(Item.bank)
        .order_by(Item.bank)
    )
    return [(row[0], row[1]) for row in found]


async def live(session: AsyncSession, bank: str) -> list[Item]:
    query = select(Item).where(Item.bank == bank, Item.state == "live").order_by(Item.code)
    return list(await session.scalars(query))


async def item(session: AsyncSession, item_id: int) -> Item | None:
    return await session.scalar(select(Item).where(Item.id == item_id, Item.state == "live"))


async def answers(session: AsyncSession, item_ids: Sequence[int], *, adaptive: bool) -> list[Answer]:
    """Marked answers of finished attempts; without those of the adaptive mode the easy and the hard items are
    answered by everybody alike.
    """
    query = (
        select(
            AttemptItem.attempt_id,
            AttemptItem.item_id,
            AttemptItem.choice,
            AttemptItem.points,
            AttemptItem.most,
        )
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(
            AttemptItem.item_id.in_(item_ids),
            AttemptItem.points.is_not(None),
            AttemptItem.answered_at.is_not(None),
            Attempt.finished_at.is_not(None),
        )
        .order_by(AttemptItem.attempt_id.desc())
        .limit(MOST_ANSWERS)
    )
    found = await session.execute(query if adaptive else query.where(Attempt.most == 0))
    return [Answer(*row) for row in found]


async def takers(session: AsyncSession, item_ids: Sequence[int]) -> list[Taker]:
    """Of the finished attempts that had these items; a deleted person has no beginning of work."""
    attempts = select(AttemptItem.attempt_id).where(AttemptItem.item_id.in_(item_ids)).distinct()
    found = await session.execute(
        select(Attempt.id, Attempt.mode, Attempt.started_at, Person.work_start)
        .outerjoin(Person, Person.id == Attempt.person_id)
        .where(Attempt.id.in_(attempts), Attempt.finished_at.is_not(None))
    )
    return [Taker(*row) for row in found]


async def latest(session: AsyncSession, bank: str, count: int = 1) -> list[Calibration]:
    """The newest calibrations of a bank, the last one first."""
    query = select(Calibration).where(Calibration.bank == bank).order_by(Calibration.id.desc()).limit(count)
    return list(await session.scalars(query))


async def calibrated(session: AsyncSession, calibration_id: int) -> list[tuple[CalibratedItem, str]]:
    """Items of a calibration with their codes: another version of an item is compared by its code."""
    found = await session.execute(
        select(CalibratedItem, Item.code)
        .join(Item, Item.id == CalibratedItem.item_id)
        .where(CalibratedItem.calibration_id == calibration_id)
    )
    return [(row[0], row[1]) for row in found]


async def parameters(session: AsyncSession, item_ids: Sequence[int]) -> dict[int, CalibratedItem]:
    """Of each item that was calibrated, by its newest calibration."""
    newest = (
        select(CalibratedItem.item_id, func.max(CalibratedItem.calibration_id).label("calibration_id"))
        .where(CalibratedItem.item_id.in_(item_ids))
        .group_by(CalibratedItem.item_id)
        .subquery()
    )
    found = await session.scalars(
        select(CalibratedItem).join(
            newest,
            (CalibratedItem.item_id == newest.c.item_id)
            & (CalibratedItem.calibration_id == newest.c.calibration_id),
        )
    )
    return {one.item_id: one for one in found}


async def models(session: AsyncSession, calibration_ids: Collection[int]) -> dict[int, str]:
    query = select(Calibration.id, Calibration.model).where(Calibration.id.in_(calibration_ids))
    return dict((await session.execute(query)).tuples().all())


async def banks_of(session: AsyncSession, item_ids: Sequence[int]) -> dict[int, str]:
    found = await session.execute(select(Item.id, Item.bank).where(Item.id.in_(item_ids)))
    return dict(found.tuples().all())


async def forget_old(session: AsyncSession, bank: str, keep: int) -> None:
    """Keeps the newest calibrations of a bank."""
    kept = select(Calibration.id).where(Calibration.bank == bank).order_by(Calibration.id.desc()).limit(keep)
    old = select(Calibration.id).where(Calibration.bank == bank, Calibration.id.not_in(kept))
    await session.execute(delete(CalibratedItem).where(CalibratedItem.calibration_id.in_(old)))
    await session.execute(delete(Calibration).where(Calibration.id.in_(old)))


async def exposure(session: AsyncSession, competencies: Sequence[str], since: datetime) -> dict[int, float]:
    """The share of attempts with the competency since then that met the item."""
    recent = (
        select(AttemptItem.attempt_id, AttemptItem.item_id, AttemptItem.competency)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(AttemptItem.competency.in_(competencies), Attempt.started_at >= since)
        .subquery()
    )
    attempts = await session.execute(
        select(recent.c.competency, func.count(recent.c.attempt_id.distinct())).group_by(recent.c.competency)
    )
    whole = dict(attempts.tuples().all())
    met = await session.execute(
        select(recent.c.item_id, recent.c.competency, func.count()).group_by(
            recent.c.item_id, recent.c.competency
        )
    )
    return {item_id: count / whole[code] for item_id, code, count in met}
