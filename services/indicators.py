"""The four indicators: recount, snapshots, targets, who has not given data.

A recount counts the whole tree and keeps the answer as a new version of its day; screens and files read
what is kept. The nightly tick and the command line call the same function.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.repositories import headcounts as headcount_rows
from db.repositories import indicators as rows
from db.repositories import snapshots
from db.repositories import units as unit_rows
from db.session import UnitOfWork
from domain import indicators as rules
from domain.access import Right
from domain.errors import NotFound, WrongInput
from domain.evidence import SupportForm
from domain.indicators import Group, Headcount, Indicator, Period, Target, Unit, Value
from services.viewer import DEFAULT_ZONE, UnitView, Viewer, unit_view

MODES, FORMS = "modes", "support_forms"
DEFAULT_WORDS: Mapping[str, tuple[str, ...]] = {
    MODES: rules.COUNTED_MODES,
    FORMS: tuple(form.value for form in SupportForm),
}

Settings = Mapping[tuple[str, str], Mapping[str, Any]]


@dataclass(frozen=True)
class Count:
    """The whole tree counted as of a day, before anybody keeps it. `hidden`: units whose result is masked."""

    as_of: date
    units: Mapping[str, Unit]
    values: tuple[Value, ...]
    hidden: frozenset[str]
    settings: Settings

    def of_branch(self, code: str | None = None) -> list[tuple[Value, Target | None]]:
        """Values of the unit and of every unit below, or of all, with the targets that stand on the day."""
        tops = (self.units[code].path,) if code else self._tops()
        return [
            (value, current_target(self.settings, self.units[value.unit].path, value.indicator, self.as_of))
            for value in self.values
            if self.units[value.unit].path.startswith(tops)
        ]

    def _tops(self) -> tuple[str, ...]:
        """Roots of the tree, without an empty one beside others: every database begins with one."""
        roots = [unit.path for unit in self.units.values() if len(rules.codes_of(unit.path)) == 1]
        filled = {f"/{rules.codes_of(path)[0]}/" for path in self._paths() if path not in roots}
        return tuple(path for path in roots if path in filled) or tuple(roots)

    def _paths(self) -> list[str]:
        return [unit.path for unit in self.units.values()]


async def count(work: UnitOfWork, as_of: date) -> Count:
    """Counts and writes nothing."""
    period = Period(as_of)
    async with work.reading() as session:
        units = await _units(session)
        settings = await headcount_rows.settings(session)
        modes, forms = (_decided(settings, name) for name in (MODES, FORMS))
        groups = await rows.groups(session, units, period, modes, forms)
        given = await headcount_rows.of_year(session, period.year)
    found, hidden = await asyncio.to_thread(_add_up, units, groups, given)
    return Count(as_of, units, found, hidden, settings)


def _add_up(
    units: Mapping[str, Unit], groups: list[Group], given: Mapping[str, Headcount]
) -> tuple[tuple[Value, ...], frozenset[str]]:
    """For a whole country this takes a second, in a thread of its own."""
    found = tuple(rules.values(units, groups, given))
    return found, frozenset(_hidden(units, found))


async def _units(session: AsyncSession) -> dict[str, Unit]:
    return {
        row.code: Unit(row.code, row.path, row.level)
        for row in (await unit_rows.everything(session)).values()
    }


def _decided(settings: Settings, name: str) -> dict[str, tuple[str, ...]]:
    """Words that count, by the path of the unit that decided so; «/» is where nobody did."""
    own = {path: tuple(value["words"]) for (path, which), value in settings.items() if which == name}
    return {"/": DEFAULT_WORDS[name], **own}


def decided_for(settings: Settings, path: str, name: str) -> tuple[str, ...]:
    """Words that count in the unit at `path`."""
    own = _decided(settings, name)
    nearest = max((prefix for prefix in own if path.startswith(prefix)), key=len)
    return own[nearest]


def _hidden(units: Mapping[str, Unit], values: tuple[Value, ...]) -> set[str]:
    taken = {one.unit: one.numerator for one in values if one.indicator is Indicator.I2A}
    passed = {one.unit: one.numerator for one in values if one.indicator is Indicator.I2B}
    return rules.hidden_results(units, taken, passed)


async def recount(work: UnitOfWork, as_of: date) -> Count:
    """Counts the whole tree and keeps it as a new version of the day."""
    return await _recount(work, as_of, forget_days=False)


async def _recount(work: UnitOfWork, as_of: date, *, forget_days: bool) -> Count:
    found = await count(work, as_of)
    async with work.writing() as session:
        kept = await snapshots.add(session, as_of, work.now(), found.values, set(found.hidden))
        if forget_days:
            await snapshots.forget_days_before(session, kept)
    return found


async def keep_up(work: UnitOfWork) -> list[date]:
    """Recounts what is not counted yet: the month that is over, then today. Returns the days counted.

    A month counted while it was still running is counted again when it is over. Older months never change.
    """
    today = work.today(DEFAULT_ZONE)
    over = today.replace(day=1) - timedelta(days=1)
    async with work.reading() as session:
        month, newest = await snapshots.of_day(session, over), await snapshots.of_day(session, today)
    counted: list[date] = []
    if month is None or month.made_at.astimezone(DEFAULT_ZONE).date() <= over:
        await _recount(work, over, forget_days=False)
        counted.append(over)
    if newest is None:
        await _recount(work, today, forget_days=True)
        counted.append(today)
    return counted


def target(settings: Settings, path: str, indicator: Indicator) -> Target:
    """What the unit, or the nearest one above it, has set; else the concept's."""
    codes = rules.codes_of(path)
    for depth in range(len(codes), 0, -1):
        own = settings.get((f"/{'/'.join(codes[:depth])}/", f"target:{indicator.value}"))
        if own is not None:
            return Target(own["share"], own["year"])
    return rules.CONCEPT_TARGETS[indicator]


def current_target(settings: Settings, path: str, indicator: Indicator, as_of: date) -> Target | None:
    """None once its year has passed: the next one is not set yet."""
    found = target(settings, path, indicator)
    return found if found.is_current(as_of) else None


async def targets(work: UnitOfWork, who: Viewer, unit_id: int) -> tuple[UnitView, dict[Indicator, Target]]:
    """What the unit, or somebody above it, has set; the concept's where nobody has."""
    scope = who.need(Right.SET_TARGETS, work.now())
    async with work.reading() as session:
        unit = await unit_rows.by_id(session, unit_id)
        if unit is None or not scope.covers(unit.path):
            raise NotFound
        settings = await headcount_rows.settings(session)
    return unit_view(unit), {one: target(settings, unit.path, one) for one in Indicator}


async def set_target(work: UnitOfWork, who: Viewer, unit_id: int, indicator: Indicator, typed: str) -> None:
    """A share in per cent and the year by whose end it is to be reached: «35 2027»."""
    scope = who.need(Right.SET_TARGETS, work.now())
    share, year = _share_and_year(typed, who.today(work.now()).year)
    async with work.writing() as session:
        unit = await unit_rows.by_id(session, unit_id)
        if unit is None or not scope.covers(unit.path):
            raise NotFound
        value = {"share": share, "year": year}
        name = f"target:{indicator.value}"
        await headcount_rows.set_setting(session, unit.id, name, value, work.now(), who.subject)


def _share_and_year(typed: str, this_year: int) -> tuple[float, int]:
    words = [word for word in typed.replace("%", " ").replace(",", ".").split() if word[0].isdigit()]
    try:
        share, year = float(words[0]), int(words[1])
    except (ValueError, IndexError):
        raise WrongInput(why="Напишите долю и год, например: 35 2027.") from None
    if len(words) != 2 or not 0 < share <= 100:
        raise WrongInput(why="Доля — от 1 до 100 процентов, например: 35 2027.")
    if not this_year <= year <= this_year + 20:
        raise WrongInput(why=f"Год — не раньше {this_year}, например: 35 {this_year + 1}.")
    return share / 100, year


async def decide(work: UnitOfWork, unit_code: str, name: str, value: dict[str, Any], by: str) -> None:
    """Keeps what a unit decided for itself and all below: `target:I1`, `modes`, `support_forms`."""
    async with work.writing() as session:
        unit = await unit_rows.by_code(session, unit_code)
        if unit is None:
            raise NotFound
        await headcount_rows.set_setting(session, unit.id, name, value, work.now(), by)
