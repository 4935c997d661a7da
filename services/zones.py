"""Growth zones of units without names, told so that nobody's result can be found from them.

A tick counts the whole tree and decides at once what may be shown, the same for every viewer. Below a region
figures stand for a month: two days apart would tell who took the diagnostic between them.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Unit
from db.repositories import units as unit_rows
from db.repositories import zones as rows
from db.repositories.zones import Taken
from db.session import UnitOfWork
from domain.access import Right
from domain.disclosure import LEAST, hidden
from domain.errors import NotFound
from domain.indicators import Period, codes_of, last_month_end
from services import content
from services.viewer import DEFAULT_ZONE, UnitView, Viewer, unit_view

PAGE = 6
DAILY = frozenset({"country", "region"})
PARTICIPANTS = ""
"""Stands for the competency in the row that counts who took part."""


@dataclass(frozen=True)
class Zone:
    """A competency: it is a growth zone of so many of those who took it."""

    competency: content.Competency
    people: int
    took: int


@dataclass(frozen=True)
class Board:
    """Zones of a unit, the commonest first. `as_of` None: nothing is counted yet, wait for `next_on`."""

    unit: UnitView
    above: int | None
    as_of: date | None
    next_on: date
    people: int
    zones: tuple[Zone, ...]
    page: int
    pages: int
    has_parts: bool


@dataclass(frozen=True)
class PartsPage:
    """Units right below with one competency; None where there are too few people or it is hidden."""

    unit: UnitView
    competency: content.Competency
    parts: tuple[tuple[UnitView, Zone | None], ...]
    page: int
    pages: int


@dataclass
class _Counted:
    """By competency and path of the unit: how many took it, and how many have it as a zone."""

    took: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    zones: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])

    def add(self, people: Sequence[Sequence[Taken]]) -> None:
        """Everything people took: each competency counts once, as the latest diagnostic of it says."""
        for taken in people:
            latest = {code: one for one in taken for code in one.details.get("scores", {})}
            self.took[PARTICIPANTS, taken[-1].path] += 1
            for code, one in latest.items():
                self.took[code, one.path] += 1
                if code in one.zones:
                    self.zones[code, one.path] += 1

    def of_units(self, counts: Counter[tuple[str, str]]) -> dict[str, Counter[str]]:
        """By competency and unit, with everybody below it."""
        found: dict[str, Counter[str]] = defaultdict(Counter[str])
        for (competency, path), count in counts.items():
            for unit in codes_of(path):
                found[competency][unit] += count
        return found


async def tops(work: UnitOfWork, who: Viewer) -> list[UnitView]:
    """The widest units whose figures the viewer may see."""
    scope = who.need(Right.SEE_SHARED_RESULTS, work.now())
    async with work.reading() as session:
        return [unit_view(one) for one in await rows.tops(session, scope)]


async def board(work: UnitOfWork, who: Viewer, unit_id: int, page: int = 1) -> Board:
    scope = who.need(Right.SEE_SHARED_RESULTS, work.now())
    today = who.today(work.now())
    async with work.reading() as session:
        unit = await _of_scope(session, who, work, unit_id)
        as_of = await _day_of(session, unit)
        found = await rows.of_unit(session, as_of, unit.id) if as_of else []
        parts = await rows.count_of_parts(session, unit.id)
        above = await unit_rows.by_id(session, unit.parent_id) if unit.parent_id else None
    known = content.competencies()
    zones = [Zone(known[one.competency], one.zones, one.took) for one in found if one.competency in known]
    zones.sort(key=lambda one: (-one.people / one.took, one.competency.code))
    pages = max(1, -(-len(zones) // PAGE))
    return Board(
        unit=unit_view(unit),
        above=above.id if above and scope.covers(above.path) else None,
        as_of=as_of,
        next_on=today + timedelta(1) if unit.level in DAILY else _first_of_next_month(today),
        people=sum(one.took for one in found if one.competency == PARTICIPANTS),
        zones=tuple(zones[(page - 1) * PAGE : page * PAGE]),
        page=page,
        pages=pages,
        has_parts=parts > 0,
    )


async def parts(work: UnitOfWork, who: Viewer, unit_id: int, code: str, page: int = 1) -> PartsPage:
    """One competency in the units right below, in the order of the alphabet."""
    competency = content.competencies().get(code)
    if competency is None:
        raise NotFound
    async with work.reading() as session:
        unit = await _of_scope(session, who, work, unit_id)
        total = await rows.count_of_parts(session, unit.id)
        month, day = await _month(session), await _newest(session)
        below = await rows.parts(session, month or date.min, unit.id, code, PAGE, (page - 1) * PAGE)
        fresh = await rows.parts(session, day or date.min, unit.id, code, PAGE, (page - 1) * PAGE)
    lines = [
        (unit_view(part), Zone(competency, count.zones, count.took) if count else None)
        for (part, monthly), (_, daily) in zip(below, fresh, strict=True)
        for count in [daily if part.level in DAILY else monthly]
    ]
    return PartsPage(unit_view(unit), competency, tuple(lines), page, max(1, -(-total // PAGE)))


async def _of_scope(session: AsyncSession, who: Viewer, work: UnitOfWork, unit_id: int) -> Unit:
    scope = who.need(Right.SEE_SHARED_RESULTS, work.now())
    unit = await unit_rows.by_id(session, unit_id)
    if unit is None or not scope.covers(unit.path):
        raise NotFound
    return unit


async def _day_of(session: AsyncSession, unit: Unit) -> date | None:
    """The day whose figures the unit shows."""
    return await _newest(session) if unit.level in DAILY else await _month(session)


async def _newest(session: AsyncSession) -> date | None:
    return next(iter(await rows.days(session)), None)


async def _month(session: AsyncSession) -> date | None:
    return next((day for day in await rows.days(session) if day == last_month_end(day)), None)


def _first_of_next_month(today: date) -> date:
    return (today.replace(day=28) + timedelta(days=4)).replace(day=1)


async def keep_up(work: UnitOfWork) -> list[date]:
    """Counts what is not counted yet: the month that is over and today. Returns the days counted."""
    today = work.today(DEFAULT_ZONE)
    over = today.replace(day=1) - timedelta(days=1)
    async with work.reading() as session:
        known = await rows.days(session)
    missing = [day for day in (over, today) if day not in known]
    for day in missing:
        await count(work, day)
    if missing:
        async with work.writing() as session:
            await rows.forget_but(session, [over, today])
    return missing


async def count(work: UnitOfWork, as_of: date) -> None:
    """Counts the calendar year up to the day over the whole tree and keeps what may be shown."""
    period, counted = Period(as_of), _Counted()
    async with work.reading() as session:
        units = await unit_rows.everything(session)
        async for people in rows.taken_by_person(session, period.start, period.as_of):
            await asyncio.to_thread(counted.add, people)
    kept = await asyncio.to_thread(_shown, units, counted, as_of)
    async with work.writing() as session:
        await rows.keep(session, as_of, kept)


def _shown(units: Mapping[str, unit_rows.UnitRow], counted: _Counted, as_of: date) -> list[dict[str, object]]:
    """Rows of what may be shown; a day in the middle of a month is for regions alone.

    Units with fewer than five on either side are left out at once: they are hidden and hide nobody.
    """
    daily_only = as_of != last_month_end(as_of)
    kept: list[dict[str, object]] = []
    zones = counted.of_units(counted.zones)
    for code, took in counted.of_units(counted.took).items():
        least = 1 if code == PARTICIPANTS else 2 * LEAST
        known = {
            unit: of
            for unit, of in took.items()
            if of >= least and unit in units and not (daily_only and units[unit].level not in DAILY)
        }
        secret = set[str]() if code == PARTICIPANTS else hidden(_above(units, known), known, zones[code])
        for unit, of in known.items():
            if unit not in secret:
                row: dict[str, object] = {"as_of": as_of, "unit_id": units[unit].id, "competency": code}
                kept.append(row | {"took": of, "zones": zones[code][unit]})
    return kept


def _above(units: Mapping[str, unit_rows.UnitRow], codes: Mapping[str, int]) -> dict[str, str | None]:
    """The nearest unit above each that is still in the tree."""
    return {
        code: next((one for one in reversed(codes_of(units[code].path)[:-1]) if one in codes), None)
        for code in codes
    }
