"""Statistics and calibration of items: from a file of responses, and from the answers a bank has got."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import CalibratedItem, Item
from db.models import Calibration as Stored
from db.repositories import item_figures as rows
from db.session import UnitOfWork
from domain.errors import NotFound, Refusal
from domain.evidence import Mode
from domain.indicators import months_before
from domain.items import LETTERS, Kind
from files.responses import read_responses

if TYPE_CHECKING:
    from domain.calibration import Calibration, ItemParameters, Matrix, Model
    from domain.item_fit import Drift, ItemFit
    from domain.item_statistics import TestStatistics

BEGINNERS_MONTHS = 36
KEPT = 10
"""Calibrations of a bank that are kept: enough to see a year."""


class NoAnswers(Refusal):
    """The bank has no answers that figures could come from."""


@dataclass(frozen=True)
class Calibrated:
    """A calibration with the names of its items, their fit, and drift since the one before (by name)."""

    names: tuple[str, ...]
    calibration: "Calibration"
    fit: "tuple[ItemFit | None, ...]"
    drift: "dict[str, Drift]"
    version: int = 0


@dataclass(frozen=True)
class Moved:
    """Two calibrations of a bank compared: what went from where the other items went."""

    before: int
    after: int
    drift: "dict[str, Drift]"


class Group(StrEnum):
    """By what people are put into two groups, to see whether an item treats them differently."""

    EXPERIENCE = "experience"
    MODE = "mode"


@dataclass(frozen=True)
class Matrices:
    """Live items of a bank with the answers to them, a row for each attempt."""

    items: list[Item]
    attempts: list[int]
    scores: "Matrix"
    choices: list[list[str]]


def statistics_of_file(
    data: bytes, *, key: str | None = None, group: str = "", omit: Sequence[str] = ()
) -> "TestStatistics":
    """Raises FileProblem."""
    from domain.item_statistics import describe, scored

    found = read_responses(data, key=key, group=group, omit=omit)
    choices = found.answers if found.keys else ()
    return describe(found.items, scored(found.answers, found.keys), choices, found.keys, groups=found.groups)


def calibration_of_file(
    data: bytes, model: "Model", *, key: str | None = None, omit: Sequence[str] = ()
) -> Calibrated:
    """Raises FileProblem and NotEnoughData."""
    from domain.item_statistics import scored

    found = read_responses(data, key=key, omit=omit)
    return _calibrated(found.items, scored(found.answers, found.keys), model)


def _calibrated(names: Sequence[str], scores: "Matrix", model: "Model") -> Calibrated:
    from domain.calibration import calibrate
    from domain.item_fit import item_fit

    calibration = calibrate(scores, model)
    return Calibrated(tuple(names), calibration, tuple(item_fit(scores, calibration)), {})


async def statistics_of_bank(
    work: UnitOfWork, bank: str, group: Group = Group.EXPERIENCE
) -> "TestStatistics":
    """Of the live items of a bank; attempts of the adaptive mode are left out. Raises NotFound, NoAnswers.

    Items are compared over two groups where both are large enough.
    """
    found = await _matrices(work, bank, adaptive=False)
    async with work.reading() as session:
        takers = await rows.takers(session, [item.id for item in found.items])
    known = {one.attempt_id: _group_of(one, group) for one in takers}
    return await asyncio.to_thread(_described, found, [known.get(one, "") for one in found.attempts])


def _group_of(one: rows.Taker, group: Group) -> str:
    """The first in the alphabet is the reference: three years of work or more, an organiser on the spot."""
    if group is Group.MODE:
        return one.mode if one.mode in (Mode.INDEPENDENT, Mode.SELF) else ""
    if one.work_start is None:
        return ""
    began = months_before(one.started_at.date(), BEGINNERS_MONTHS)
    return "beginner" if began < one.work_start else "able"


def _described(found: Matrices, groups: list[str]) -> "TestStatistics":
    from domain.item_statistics import describe

    options = [[LETTERS[at] for at in range(len(item.options))] for item in found.items]
    keys = [_key(item) for item in found.items]
    names = [item.code for item in found.items]
    return describe(names, found.scores, found.choices, keys, options, groups)


def _key(item: Item) -> str:
    """The letter of the one right option in the bank's order; '' for other kinds."""
    if item.kind != Kind.SINGLE:
        return ""
    return next((LETTERS[at] for at, option in enumerate(item.options) if option.get("key")), "")


async def calibrate_bank(work: UnitOfWork, bank: str, model: "Model") -> Calibrated:
    """Calibrates the live items from all their answers and keeps the result as the bank's next version.

    Raises NotFound, NoAnswers, NotEnoughData.
    """
    found = await _matrices(work, bank, adaptive=True)
    whole = found.scores.round(6)
    whole[(whole > 0) & (whole < 1)] = 0
    made = await asyncio.to_thread(_calibrated, [item.code for item in found.items], whole, model)
    return await _keep(work, bank, found, made)


async def _keep(work: UnitOfWork, bank: str, found: Matrices, made: Calibrated) -> Calibrated:
    from domain.item_fit import drift

    calibration = made.calibration
    counts = (found.scores == found.scores).sum(axis=0)
    async with work.writing() as session:
        before = next(iter(await rows.latest(session, bank)), None)
        then = await _parameters_of(session, before) if before else {}
        moved = drift(then, dict(zip(made.names, calibration.items, strict=True)))
        stored = Stored(
            bank=bank,
            version=before.version + 1 if before else 1,
            model=calibration.model.value,
            people=calibration.n,
            loglik=calibration.loglik,
            made_at=work.now(),
        )
        session.add(stored)
        await session.flush()
        for item, one, fit, count in zip(found.items, calibration.items, made.fit, counts, strict=True):
            if one.a is not None and one.b is not None and fit is not None:
                shift = moved.get(item.code)
                session.add(_row(stored.id, item.id, int(count), one, fit, shift))
        await session.flush()
        await rows.forget_old(session, bank, KEPT)
        version = stored.version
    return Calibrated(made.names, calibration, made.fit, moved, version)


async def _parameters_of(session: AsyncSession, calibration: Stored) -> "dict[str, ItemParameters]":
    from domain.calibration import ItemParameters

    known = await rows.calibrated(session, calibration.id)
    return {code: ItemParameters(one.a, one.b, one.se_a, one.se_b) for one, code in known}


async def drift_of_bank(work: UnitOfWork, bank: str) -> Moved:
    """The last calibration of a bank against the one before. Raises NotFound with fewer than two."""
    from domain.item_fit import drift

    async with work.reading() as session:
        found = await rows.latest(session, bank, 2)
        if len(found) < 2:
            raise NotFound
        after, before = found
        moved = drift(await _parameters_of(session, before), await _parameters_of(session, after))
    return Moved(before.version, after.version, moved)


def _row(
    calibration_id: int,
    item_id: int,
    count: int,
    one: "ItemParameters",
    fit: "ItemFit",
    shift: "Drift | None",
) -> CalibratedItem:
    return CalibratedItem(
        calibration_id=calibration_id,
        item_id=item_id,
        answers=count,
        a=one.a,
        b=one.b,
        se_a=one.se_a,
        se_b=one.se_b,
        infit=fit.infit,
        outfit=fit.outfit,
        moved=shift is not None and shift.moved,
    )


async def _matrices(work: UnitOfWork, bank: str, *, adaptive: bool) -> Matrices:
    async with work.reading() as session:
        items = await rows.live(session, bank)
        if not items:
            raise NotFound
        answers = await rows.answers(session, [item.id for item in items], adaptive=adaptive)
    if not answers:
        raise NoAnswers(bank=bank)
    return await asyncio.to_thread(_filled, items, answers)


def _filled(items: list[Item], answers: list[rows.Answer]) -> Matrices:
    import numpy as np

    columns = {item.id: at for at, item in enumerate(items)}
    lines = {attempt: at for at, attempt in enumerate(sorted({one.attempt_id for one in answers}))}
    scores = np.full((len(lines), len(items)), np.nan)
    choices = [[""] * len(items) for _ in lines]
    for one in answers:
        line, column = lines[one.attempt_id], columns[one.item_id]
        scores[line, column] = one.points / one.most
        if one.choice is not None:
            choices[line][column] = LETTERS[one.choice]
    return Matrices(items, list(lines), scores, choices)
