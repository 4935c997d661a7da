"""Figures of a bank from the answers it has got: groups compared, a calibration against the one before."""

from datetime import UTC, datetime
from random import Random

import pytest

from db.models import Attempt, AttemptItem
from db.repositories import item_figures
from db.session import UnitOfWork
from domain.calibration import Model
from domain.errors import NotFound
from domain.item_statistics import Flag
from services import item_analysis
from services.bank import load_banks
from services.item_analysis import Group

BANK = "digital"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


async def answered(work: UnitOfWork, people: int, *, harder_for_self: str, seed: int) -> None:
    """Attempts of nobody, half of them independent; one item is far harder in the other half."""
    random = Random(seed)
    async with work.writing() as session:
        items = (await item_figures.live(session, BANK))[:8]
        for number in range(people):
            mode = "independent" if number % 2 else "self"
            attempt = Attempt(
                person_id=None, form="t", window="t", mode=mode, seed=1, length=8,
                started_at=NOW, deadline_at=NOW, finished_at=NOW, measured={},
            )  # fmt: skip
            session.add(attempt)
            await session.flush()
            strength = random.gauss(0, 1)
            for position, item in enumerate(items, 1):
                hard = 2.5 if item.code == harder_for_self and mode == "self" else 0
                right = random.random() < 1 / (1 + 2.718 ** (hard - strength - 0.5))
                session.add(
                    AttemptItem(
                        attempt_id=attempt.id, position=position, item_id=item.id, competency=item.competency,
                        order=[0, 1, 2, 3], choice=0 if right else 1, points=int(right), most=1, right=right,
                        answered_at=NOW,
                    )
                )  # fmt: skip


async def test_an_item_that_treats_groups_differently_is_found_where_n_allows(work: UnitOfWork) -> None:
    await load_banks(work)
    async with work.reading() as session:
        odd = (await item_figures.live(session, BANK))[2].code
    await answered(work, 198, harder_for_self=odd, seed=1)
    few = await item_analysis.statistics_of_bank(work, BANK, Group.MODE)
    assert [one.dif for one in few.items] == [None] * len(few.items), "99 people in a group are too few"
    await answered(work, 302, harder_for_self=odd, seed=2)
    found = await item_analysis.statistics_of_bank(work, BANK, Group.MODE)
    assert [one.item for one in found.items if Flag.DIF in one.flags] == [odd]
    unknown = await item_analysis.statistics_of_bank(work, BANK)
    assert {one.dif for one in unknown.items} == {None}, "nobody's experience is known"


async def test_a_calibration_is_compared_with_the_one_before(work: UnitOfWork) -> None:
    await load_banks(work)
    async with work.reading() as session:
        odd = (await item_figures.live(session, BANK))[2].code
    await answered(work, 300, harder_for_self="", seed=1)
    await item_analysis.calibrate_bank(work, BANK, Model.RASCH)
    with pytest.raises(NotFound):
        await item_analysis.drift_of_bank(work, BANK)
    await answered(work, 1200, harder_for_self=odd, seed=2)
    await item_analysis.calibrate_bank(work, BANK, Model.RASCH)
    found = await item_analysis.drift_of_bank(work, BANK)
    assert (found.before, found.after) == (1, 2)
    assert [name for name, one in found.drift.items() if one.moved] == [odd]
    assert found.drift[odd].shift > 0.5
