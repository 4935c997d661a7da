"""Queries about items, attempts, answers and codes of the day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, case, delete, func, insert, null, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import load_only

from db.models import Attempt, AttemptItem, DayCode, Item, OpenAnswer, SharedResult, Stimulus, Unit
from db.repositories.scoping import within
from domain.access import Scope


async def live_items(session: AsyncSession, competencies: Sequence[str]) -> list[Item]:
    rows = await session.scalars(
        select(Item)
        .where(Item.state == "live", Item.competency.in_(competencies))
        .order_by(Item.bank, Item.unit, Item.code)
    )
    return list(rows)


async def live_counts(session: AsyncSession) -> dict[str, int]:
    """How many live items each competency has."""
    rows = await session.execute(
        select(Item.competency, func.count()).where(Item.state == "live").group_by(Item.competency)
    )
    return dict(rows.tuples().all())


async def items_of_bank(session: AsyncSession, bank: str) -> list[Item]:
    return list(await session.scalars(select(Item).where(Item.bank == bank).order_by(Item.id)))


async def items_with_answers(session: AsyncSession, item_ids: Sequence[int]) -> set[int]:
    rows = await session.scalars(
        select(AttemptItem.item_id).where(AttemptItem.item_id.in_(item_ids)).distinct()
    )
    return set(rows)


async def insert_stimuli(session: AsyncSession, stimuli: list[dict[str, object]]) -> None:
    """Those that are not there yet."""
    keys = [one["fingerprint"] for one in stimuli]
    known = set(await session.scalars(select(Stimulus.fingerprint).where(Stimulus.fingerprint.in_(keys))))
    new = [one for one in stimuli if one["fingerprint"] not in known]
    if new:
        await session.execute(insert(Stimulus), new)


async def stimulus(session: AsyncSession, fingerprint: str) -> Stimulus | None:
    return await session.get(Stimulus, fingerprint)


async def insert_items(session: AsyncSession, rows: list[dict[str, object]]) -> None:
    """New items and new versions of items in their banks."""
    if rows:
        await session.execute(insert(Item), rows)


async def last_seen(session: AsyncSession, person_id: int) -> dict[tuple[str, str], int]:
    """The last attempt in which the person met an item, by bank and code: a new version is the same item."""
    rows = await session.execute(
        select(Item.bank, Item.code, func.max(Attempt.id))
        .join(AttemptItem, AttemptItem.item_id == Item.id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(Attempt.person_id == person_id)
        .group_by(Item.bank, Item.code)
    )
    return {(bank, code): attempt_id for bank, code, attempt_id in rows}


async def open_attempt(session: AsyncSession, person_id: int, *, for_update: bool = False) -> Attempt | None:
    query = select(Attempt).where(Attempt.person_id == person_id, Attempt.finished_at.is_(None))
    return await session.scalar(query.with_for_update() if for_update else query)


async def attempt(
    session: AsyncSession, person_id: int, attempt_id: int, *, for_update: bool = False
) -> Attempt | None:
    query = select(Attempt).where(Attempt.person_id == person_id, Attempt.id == attempt_id)
    return await session.scalar(query.with_for_update() if for_update else query)


class Standing(NamedTuple):
    """Where an attempt stands: at an item (the last one when it is past it), how many items are answered,
    and which is the first without an answer, of all and of those ahead. Of the item only what is asked is
    read, not what explains it.
    """

    attempt: Attempt
    placed: AttemptItem
    item: Item
    answered: int
    first_open: int | None
    next_open: int | None


_of_attempt = AttemptItem.__table__.alias("of_attempt")
_open = (_of_attempt.c.attempt_id == Attempt.id) & _of_attempt.c.answered_at.is_(None)
_STANDING = (
    select(
        Attempt,
        AttemptItem,
        Item,
        select(func.count(_of_attempt.c.answered_at))
        .where(_of_attempt.c.attempt_id == Attempt.id)
        .scalar_subquery(),
        select(func.min(_of_attempt.c.position)).where(_open).scalar_subquery(),
        select(func.min(_of_attempt.c.position))
        .where(_open, _of_attempt.c.position > Attempt.position)
        .scalar_subquery(),
    )
    .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
    .join(Item, Item.id == AttemptItem.item_id)
    .where(
        Attempt.person_id == bindparam("person_id"),
        AttemptItem.position
        == case((Attempt.position > Attempt.length, Attempt.length), else_=Attempt.position),
    )
    .options(
        load_only(
            Item.kind,
            Item.stem,
            Item.options,
            Item.body,
            Item.points,
            Item.unit,
            Item.stimulus,
            raiseload=True,
        )
    )
)
_OPEN_STANDING = _STANDING.where(Attempt.finished_at.is_(None))
_STANDING_FOR_UPDATE = _STANDING.where(Attempt.id == bindparam("attempt_id")).with_for_update(of=Attempt)


async def open_standing(session: AsyncSession, person_id: int) -> Standing | None:
    row = (await session.execute(_OPEN_STANDING, {"person_id": person_id})).first()
    return Standing(*row) if row else None


async def standing_for_update(session: AsyncSession, person_id: int, attempt_id: int) -> Standing | None:
    found = await session.execute(_STANDING_FOR_UPDATE, {"person_id": person_id, "attempt_id": attempt_id})
    row = found.first()
    return Standing(*row) if row else None


_attempts = Attempt.metadata.tables[Attempt.__tablename__]
_attempt_items = Attempt.metadata.tables[AttemptItem.__tablename__]
_MOVE = update(_attempts).where(_attempts.c.id == bindparam("of"))
_ANSWER = update(_attempt_items).where(
    _attempt_items.c.attempt_id == bindparam("of"), _attempt_items.c.position == bindparam("at")
)


async def store_answer(
    session: AsyncSession, placed: AttemptItem, now: datetime, answer: dict[str, object]
) -> None:
    """`answer`: choice or response with what it is worth; columns of the table by their names."""
    key = {"of": placed.attempt_id, "at": placed.position}
    await session.execute(_ANSWER, {**key, "answered_at": now, **answer})


async def store_draft(session: AsyncSession, placed: AttemptItem, draft: object) -> None:
    await session.execute(_ANSWER, {"of": placed.attempt_id, "at": placed.position, "draft": draft})


async def move_to(session: AsyncSession, attempt: Attempt, position: int) -> None:
    values = {"position": position, "revision": attempt.revision + 1}
    await session.execute(_MOVE, {"of": attempt.id, **values})


async def attempt_in_window(session: AsyncSession, person_id: int, form: str, window: str) -> Attempt | None:
    return await session.scalar(
        select(Attempt).where(Attempt.person_id == person_id, Attempt.form == form, Attempt.window == window)
    )


async def finished_attempts(session: AsyncSession, person_id: int, limit: int = 20) -> list[Attempt]:
    rows = await session.scalars(
        select(Attempt)
        .where(Attempt.person_id == person_id, Attempt.finished_at.is_not(None))
        .order_by(Attempt.finished_at.desc(), Attempt.id.desc())
        .limit(limit)
    )
    return list(rows)


async def expired_attempts(session: AsyncSession, now: datetime, limit: int) -> list[tuple[int, int]]:
    """Open attempts whose deadline is over, as (attempt, person)."""
    rows = await session.execute(
        select(Attempt.id, Attempt.person_id)
        .where(Attempt.finished_at.is_(None), Attempt.deadline_at <= now, Attempt.person_id.is_not(None))
        .limit(limit)
    )
    return [(row[0], row[1]) for row in rows]


async def uncounted_before(session: AsyncSession, moment: datetime) -> list[int]:
    """Attempts finished before `moment` whose result is not recorded yet."""
    found = await session.scalars(
        select(Attempt.id).where(
            Attempt.finished_at < moment, Attempt.counted_at.is_(None), Attempt.person_id.is_not(None)
        )
    )
    return list(found)


async def add_items(session: AsyncSession, rows: list[dict[str, object]]) -> None:
    await session.execute(insert(AttemptItem), rows)


async def attempt_item(
    session: AsyncSession, attempt_id: int, position: int
) -> tuple[AttemptItem, Item] | None:
    row = (
        await session.execute(
            select(AttemptItem, Item)
            .join(Item, Item.id == AttemptItem.item_id)
            .where(AttemptItem.attempt_id == attempt_id, AttemptItem.position == position)
        )
    ).first()
    return (row[0], row[1]) if row else None


async def attempt_items(session: AsyncSession, attempt_id: int) -> list[AttemptItem]:
    rows = await session.scalars(
        select(AttemptItem).where(AttemptItem.attempt_id == attempt_id).order_by(AttemptItem.position)
    )
    return list(rows)


async def marks(session: AsyncSession, attempt_id: int) -> dict[int, bool | None]:
    """Items of an attempt in their order with whether they are right; None: no answer or no mark yet."""
    found = await session.execute(
        select(AttemptItem.item_id, AttemptItem.right)
        .where(AttemptItem.attempt_id == attempt_id)
        .order_by(AttemptItem.position)
    )
    return dict(found.tuples().all())


async def items_of_attempts(session: AsyncSession, attempt_ids: Sequence[int]) -> list[AttemptItem]:
    found = await session.scalars(
        select(AttemptItem)
        .where(AttemptItem.attempt_id.in_(attempt_ids))
        .order_by(AttemptItem.attempt_id, AttemptItem.position)
    )
    return list(found)


async def literacy_attempts(session: AsyncSession, person_id: int, window: str) -> list[Attempt]:
    """Components of functional literacy taken in a window, finished or not."""
    found = await session.scalars(
        select(Attempt).where(
            Attempt.person_id == person_id, Attempt.window == window, Attempt.form.like("literacy:%")
        )
    )
    return list(found)


async def literacy_windows(session: AsyncSession, person_id: int) -> list[str]:
    """Windows in which the person finished a component, the latest first."""
    found = await session.execute(
        select(Attempt.window)
        .where(
            Attempt.person_id == person_id,
            Attempt.form.like("literacy:%"),
            Attempt.finished_at.is_not(None),
        )
        .group_by(Attempt.window)
        .order_by(func.max(Attempt.finished_at).desc())
    )
    return list(found.scalars())


async def shared_result(session: AsyncSession, attempt_id: int) -> SharedResult | None:
    return await session.get(SharedResult, attempt_id)


async def take_back_results(session: AsyncSession, person_id: int) -> None:
    await session.execute(delete(SharedResult).where(SharedResult.person_id == person_id))


async def shared_among(session: AsyncSession, attempt_ids: Sequence[int]) -> bool:
    """Whether one of these attempts is shared."""
    query = select(SharedResult.attempt_id).where(SharedResult.attempt_id.in_(attempt_ids)).limit(1)
    return await session.scalar(query) is not None


async def progress(session: AsyncSession, person_ids: Sequence[int], since: datetime) -> dict[int, bool]:
    """People with an attempt from `since` on: True if one is finished, False if only begun."""
    rows = await session.execute(
        select(Attempt.person_id, func.max(Attempt.finished_at))
        .where(Attempt.person_id.in_(person_ids), Attempt.started_at >= since)
        .group_by(Attempt.person_id)
    )
    return {person_id: finished is not None for person_id, finished in rows}


async def forget_person(session: AsyncSession, person_id: int, now: datetime) -> int:
    """Cuts attempts from the person; open ones end, words written in them are gone. Returns how many attempts
    stay without an owner.
    """
    own = select(Attempt.id).where(Attempt.person_id == person_id)
    typed = select(Item.id).where(Item.kind.in_(("short", "open")))
    await session.execute(
        update(AttemptItem)
        .where(AttemptItem.attempt_id.in_(own), AttemptItem.item_id.in_(typed))
        .values(response=null(), draft=null())
    )
    await session.execute(delete(OpenAnswer).where(OpenAnswer.attempt_id.in_(own)))
    await session.execute(
        update(Attempt)
        .where(Attempt.person_id == person_id, Attempt.finished_at.is_(None))
        .values(finished_at=now, timed_out=True)
    )
    result = await session.execute(
        update(Attempt).where(Attempt.person_id == person_id).values(person_id=None)
    )
    return result.rowcount  # type: ignore[attr-defined]


async def day_code(session: AsyncSession, unit_id: int, day: date) -> DayCode | None:
    return await session.scalar(select(DayCode).where(DayCode.unit_id == unit_id, DayCode.day == day))


async def day_code_for(session: AsyncSession, path: str, day: date, code: str) -> DayCode | None:
    """The code of that day if it was opened for a unit on the way from the country to `path`."""
    codes = path.strip("/").split("/")
    return await session.scalar(
        select(DayCode)
        .join(Unit, Unit.id == DayCode.unit_id)
        .where(DayCode.day == day, DayCode.code == code, Unit.code.in_(codes))
    )


async def day_codes(session: AsyncSession, scope: Scope, day: date) -> list[tuple[DayCode, Unit]]:
    rows = await session.execute(
        select(DayCode, Unit)
        .join(Unit, Unit.id == DayCode.unit_id)
        .where(DayCode.day == day, within(Unit.path, scope))
        .order_by(Unit.name)
    )
    return [(row[0], row[1]) for row in rows]
