"""The yearly headcounts of an organisation: its head or deputy says «Верно» or types the right numbers."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Headcount
from db.models import Unit as UnitRow
from db.repositories import headcounts as rows
from db.repositories import units as unit_rows
from db.session import UnitOfWork
from domain.access import Right
from domain.errors import NotFound, Refusal, ScreenIsStale, WrongInput
from domain.indicators import LEVELS_WITHOUT_HEADCOUNTS
from services.viewer import DEFAULT_ZONE, UnitView, Viewer, unit_view

MOST = 100_000
MOST_ORGANISATIONS = 7
ASKED = {"university": ("graduates",)}
ASKED_OF_OTHERS = ("teachers", "young_teachers", "management_teams")


class HeadcountIsIncomplete(Refusal):
    """Every number is needed, a zero where there is nobody."""


@dataclass(frozen=True)
class HeadcountView:
    """What an organisation has told for the year, and what is being typed. `state` None: nothing yet."""

    unit: UnitView
    year: int
    asked: tuple[str, ...]
    numbers: dict[str, int | None]
    state: str | None
    revision: int
    draft: dict[str, int]


async def organisations(work: UnitOfWork, who: Viewer) -> list[UnitView]:
    """Organisations the viewer answers for, the first few."""
    scope = who.need(Right.CONFIRM_HEADCOUNTS, work.now())
    async with work.reading() as session:
        found = await rows.organisations(session, scope, MOST_ORGANISATIONS)
    return [unit_view(one) for one in found]


async def waiting(work: UnitOfWork, who: Viewer) -> int:
    """How many headcounts of this year wait for «Верно» in the viewer's branch."""
    scope = who.need(Right.CONFIRM_HEADCOUNTS, work.now())
    async with work.reading() as session:
        return await rows.count_in_state(session, scope, _year(work), "imported")


def _year(work: UnitOfWork) -> int:
    return work.today(DEFAULT_ZONE).year


async def get(work: UnitOfWork, who: Viewer, unit_id: int) -> HeadcountView:
    async with work.reading() as session:
        unit = await _organisation(session, work, who, unit_id)
        return _view(unit, _year(work), await rows.of_unit(session, unit.id, _year(work)))


async def _organisation(session: AsyncSession, work: UnitOfWork, who: Viewer, unit_id: int) -> UnitRow:
    scope = who.need(Right.CONFIRM_HEADCOUNTS, work.now())
    unit = await unit_rows.by_id(session, unit_id)
    if unit is None or not scope.covers(unit.path) or unit.level in LEVELS_WITHOUT_HEADCOUNTS:
        raise NotFound
    return unit


def _view(unit: UnitRow, year: int, row: Headcount | None) -> HeadcountView:
    told = row is not None and row.state != "draft"
    return HeadcountView(
        unit_view(unit),
        year,
        ASKED.get(unit.level, ASKED_OF_OTHERS),
        {name: getattr(row, name) if row else None for name in rows.NUMBERS},
        row.state if row and told else None,
        row.revision if row else 0,
        dict(row.draft) if row else {},
    )


async def confirm(work: UnitOfWork, who: Viewer, unit_id: int, revision: int) -> None:
    """«Верно»: the numbers as they were shown."""
    async with work.writing() as session:
        unit = await _organisation(session, work, who, unit_id)
        row = await rows.of_unit(session, unit.id, _year(work), for_update=True)
        if row is None or row.revision != revision or row.state == "draft":
            raise ScreenIsStale
        _settle(row, work, who, "confirmed")


async def type_number(work: UnitOfWork, who: Viewer, unit_id: int, name: str, typed: str) -> None:
    """Keeps one number of a correction; nothing counts until the correction is done."""
    if name not in rows.NUMBERS:
        raise ScreenIsStale
    plain = typed.replace("\u00a0", "").replace(" ", "")
    if not (plain.isascii() and plain.isdecimal()) or len(plain) > 6 or int(plain) > MOST:
        raise WrongInput(why="Напишите число цифрами, например 42. Если таких нет, напишите 0.")
    async with work.writing() as session:
        unit = await _organisation(session, work, who, unit_id)
        row = await rows.of_unit(session, unit.id, _year(work), for_update=True)
        if row is None:
            row = await _new(session, work, who, unit.id)
        row.draft = {**row.draft, name: int(plain)}
        row.revision += 1


async def _new(session: AsyncSession, work: UnitOfWork, who: Viewer, unit_id: int) -> Headcount:
    """Told by the organisation before anybody imported it: no number counts until all are there."""
    row = Headcount(unit_id=unit_id, year=_year(work), state="draft", revision=0, draft={})
    row.changed_at, row.changed_by = work.now(), who.subject
    session.add(row)
    await session.flush()
    return row


async def correct(work: UnitOfWork, who: Viewer, unit_id: int, revision: int) -> None:
    """«Исправить» is done: the typed numbers stand instead of the old ones."""
    async with work.writing() as session:
        unit = await _organisation(session, work, who, unit_id)
        row = await rows.of_unit(session, unit.id, _year(work), for_update=True)
        if row is None or row.revision != revision:
            raise ScreenIsStale
        asked = ASKED.get(unit.level, ASKED_OF_OTHERS)
        if any(name not in row.draft for name in asked):
            raise HeadcountIsIncomplete
        numbers: dict[str, Any] = row.draft
        if numbers.get("young_teachers", 0) > numbers.get("teachers", MOST):
            raise WrongInput(why="Молодых педагогов больше, чем всех. Проверьте числа.")
        for name in asked:
            setattr(row, name, numbers[name])
        row.draft = {}
        _settle(row, work, who, "corrected")


def _settle(row: Headcount, work: UnitOfWork, who: Viewer, state: str) -> None:
    row.state, row.changed_at, row.changed_by = state, work.now(), who.subject
    row.revision += 1
