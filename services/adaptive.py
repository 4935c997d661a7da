"""The adaptive mode of a diagnostic: which question is placed next, what is known at the end.

Questions are placed one at a time, in the transaction that records the answer before. Items are those that a
program marks and that stand alone: an open answer would have to wait for its expert, a unit for its material.
"""

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Attempt, CalibratedItem, Item
from db.repositories import diagnostics as diagnostic_rows
from db.repositories import item_figures as rows
from db.session import UnitOfWork
from domain.items import CHOICE, Kind
from domain.mastery import LEAST_MEASURED
from services.item_content import of_item
from services.scale import usable_parameters

if TYPE_CHECKING:
    from domain.adaptive import PoolItem

QUESTIONS_OF_A_TOPIC = 5
"""At most; the same as the fixed form has."""
RECENT = timedelta(days=90)
USUAL_DIFFICULTY = 0.65
STEEP_ENOUGH = 0.3
"""A calibrated slope below it says too little to choose by; the author's difficulty is taken instead."""


def least_of(competencies: Sequence[str]) -> int:
    return LEAST_MEASURED * len(competencies)


def most_of(competencies: Sequence[str]) -> int:
    return QUESTIONS_OF_A_TOPIC * len(competencies)


async def is_calibrated(work: UnitOfWork, competencies: Sequence[str]) -> bool:
    """Whether every item that may be asked has parameters from answers and needs no author's difficulty."""
    async with work.reading() as session:
        items = [item for item in await diagnostic_rows.live_items(session, competencies) if _fits(item)]
        known = await usable_parameters(session, [item.id for item in items])
    return bool(items) and all(item.id in known for item in items)


async def begin(session: AsyncSession, attempt: Attempt, competencies: Sequence[str]) -> None:
    """Turns a new attempt into an adaptive one: the topics, the most questions, the first of them."""
    attempt.most, attempt.measured = most_of(competencies), dict.fromkeys(competencies, 0.0)
    await place_next(session, attempt)


async def place_next(session: AsyncSession, attempt: Attempt) -> int | None:
    """Adds the next question and returns its place; None when enough is known or nothing is left.

    What is known by now is kept with the attempt.
    """
    from domain.adaptive import Estimate, next_item

    items = {item.id: item for item in await diagnostic_rows.live_items(session, list(attempt.measured))}
    pool = await _pool(session, attempt, [item for item in items.values() if _fits(item)])
    placed = await diagnostic_rows.marks(session, attempt.id)
    answers = {item_id: right for item_id, right in placed.items() if right is not None}
    skipped = placed.keys() - answers.keys()
    attempt.measured = {code: one.posterior for code, one in Estimate(pool, answers).standings().items()}
    if len(placed) >= attempt.most:
        return None
    seen = await diagnostic_rows.last_seen(session, attempt.person_id) if attempt.person_id else {}
    met = {item.id for item in items.values() if seen.get((item.bank, item.code), 0) not in (0, attempt.id)}
    chosen = next_item(
        [one for one in pool if one.id not in skipped], answers, Random(f"{attempt.seed}:{len(placed)}"), met
    )
    if chosen is None:
        return None
    attempt.length = len(placed) + 1
    await _place(session, attempt, items[chosen.id])
    return attempt.length


def _fits(item: Item) -> bool:
    return item.kind != Kind.OPEN and not item.stimulus


async def _pool(session: AsyncSession, attempt: Attempt, items: Sequence[Item]) -> "list[PoolItem]":
    from domain.adaptive import PoolItem

    known = await usable_parameters(session, [item.id for item in items])
    shown = await rows.exposure(session, list(attempt.measured), attempt.started_at - RECENT)
    return [
        PoolItem(item.id, item.competency, *_curve(item, known.get(item.id)), shown.get(item.id, 0.0))
        for item in items
    ]


def _curve(item: Item, known: CalibratedItem | None) -> tuple[float, float]:
    """Slope and difficulty from answers, else from what the author expects."""
    from domain.adaptive import parameters_of

    if known is not None and known.a >= STEEP_ENOUGH:
        return known.a, known.b
    return parameters_of(min(0.95, max(0.05, item.difficulty or USUAL_DIFFICULTY)))


async def _place(session: AsyncSession, attempt: Attempt, item: Item) -> None:
    order = list(range(len(item.options) if item.kind in CHOICE else len(of_item(item).parts)))
    Random(f"{attempt.seed}:{item.id}").shuffle(order)
    if item.kind == Kind.ORDERING and order == sorted(order):
        order.reverse()
    row: dict[str, object] = {
        "attempt_id": attempt.id,
        "position": attempt.length,
        "item_id": item.id,
        "competency": item.competency,
        "order": order,
        "most": item.points,
    }
    await diagnostic_rows.add_items(session, [row])
