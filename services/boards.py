"""What people see of the indicators: a unit's figures, its parts, the months, the table. Read from snapshots.

Below a region results (who reached 70 %) come from the snapshots of months alone, and a hidden one stays
hidden for everybody, whatever else is shown beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import IndicatorSnapshot, IndicatorValue
from db.models import Unit as UnitRow
from db.repositories import headcounts as headcount_rows
from db.repositories import snapshots
from db.repositories import units as unit_rows
from db.session import UnitOfWork
from domain import indicators as rules
from domain.access import Right, Scope
from domain.errors import NotFound, Refusal
from domain.indicators import Indicator, Target
from services import indicators
from services.indicators import Settings
from services.viewer import DEFAULT_ZONE, UnitView, Viewer, unit_view

PAGE = 6
LAST_YEAR_SHOWN_UNTIL = 3
"""January to March: the figures of the new year say little yet, so the last year's stand beside."""


class NothingIsCounted(Refusal):
    """No recount has been made yet."""


@dataclass(frozen=True)
class Line:
    """One indicator of a unit; a hidden one has no numerator. `target` None: the last one's year is over."""

    indicator: Indicator
    numerator: int | None
    denominator: int | None
    target: Target | None
    as_of: date

    @property
    def hidden(self) -> bool:
        return self.numerator is None

    @property
    def share(self) -> float | None:
        return None if self.numerator is None or not self.denominator else self.numerator / self.denominator

    @property
    def is_over(self) -> bool:
        return bool(self.numerator and self.denominator is not None and self.numerator > self.denominator)


@dataclass(frozen=True)
class Board:
    """Figures of a unit. `told` of `expected` organisations gave their headcounts of the year."""

    unit: UnitView
    as_of: date
    made_at: datetime
    version: int
    lines: tuple[Line, ...]
    told: int
    expected: int
    parts: str | None
    last_year: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Part:
    """A unit right below with one indicator of it."""

    unit: UnitView
    line: Line


@dataclass(frozen=True)
class PartsPage:
    unit: UnitView
    parts: tuple[Part, ...]
    page: int
    pages: int


@dataclass(frozen=True)
class MissingPage:
    """Organisations that have not told their headcounts, in the order of the alphabet."""

    unit: UnitView
    year: int
    names: tuple[str, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class Month:
    """A unit at the end of a month."""

    as_of: date
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Table:
    """Everything of a branch, the unit itself first."""

    board: Board
    rows: tuple[tuple[UnitView, tuple[Line, ...]], ...]
    modes: tuple[str, ...]
    forms: tuple[str, ...]


@dataclass(frozen=True)
class _Shown:
    """What screens read from: the newest snapshot, the newest month for results, the settings."""

    newest: IndicatorSnapshot
    month: IndicatorSnapshot | None
    settings: Settings

    @property
    def ids(self) -> list[int]:
        return [self.newest.id, *([self.month.id] if self.month else [])]

    def line(self, unit: UnitRow, indicator: Indicator, stored: Mapping[int, IndicatorValue]) -> Line:
        daily = indicator not in rules.RESULTS or unit.level in rules.LEVELS_WITH_DAILY_RESULTS
        snapshot = self.newest if daily else self.month
        value = stored.get(snapshot.id) if snapshot else None
        as_of = snapshot.as_of if snapshot else self.newest.as_of
        return Line(
            indicator,
            value.numerator if value and not value.hidden else None,
            value.denominator if value else None,
            indicators.current_target(self.settings, unit.path, indicator, self.newest.as_of),
            as_of,
        )


async def _shown(session: AsyncSession, today: date) -> _Shown:
    newest = await snapshots.newest(session, today)
    if newest is None:
        raise NothingIsCounted
    month = await snapshots.of_day(session, rules.last_month_end(newest.as_of))
    return _Shown(newest, month, await headcount_rows.settings(session))


def _lines(shown: _Shown, unit: UnitRow, values: Sequence[IndicatorValue]) -> tuple[Line, ...]:
    stored: dict[str, dict[int, IndicatorValue]] = {}
    for value in values:
        if value.unit_id == unit.id:
            stored.setdefault(value.indicator, {})[value.snapshot_id] = value
    return tuple(shown.line(unit, indicator, stored.get(indicator.value, {})) for indicator in Indicator)


async def _unit(session: AsyncSession, scope: Scope, unit_id: int) -> UnitRow:
    unit = await unit_rows.by_id(session, unit_id)
    if unit is None or not scope.covers(unit.path):
        raise NotFound
    return unit


async def top(work: UnitOfWork, who: Viewer) -> int | None:
    """The unit of the viewer's branch; None when there are several branches."""
    scope = who.need(Right.SEE_INDICATORS, work.now())
    if len(scope.prefixes) != 1:
        return None
    async with work.reading() as session:
        unit = await unit_rows.by_code(session, rules.codes_of(scope.prefixes[0])[-1])
    return unit.id if unit else None


async def board(work: UnitOfWork, who: Viewer, unit_id: int) -> Board:
    """The figures of a unit of the viewer's branch."""
    scope = who.need(Right.SEE_INDICATORS, work.now())
    async with work.reading() as session:
        unit = await _unit(session, scope, unit_id)
        return await _board(session, await _shown(session, work.today(DEFAULT_ZONE)), unit)


async def _board(session: AsyncSession, shown: _Shown, unit: UnitRow) -> Board:
    values = await snapshots.values(session, shown.ids, [unit.id])
    told, expected = await headcount_rows.told(session, Scope((unit.path,)), shown.newest.as_of.year)
    parts = await unit_rows.children(session, unit.id, limit=1, offset=0)
    return Board(
        unit_view(unit),
        shown.newest.as_of,
        shown.newest.made_at,
        shown.newest.version,
        _lines(shown, unit, values),
        told,
        expected,
        parts[0].level if parts else None,
        await _last_year(session, shown, unit),
    )


async def _last_year(session: AsyncSession, shown: _Shown, unit: UnitRow) -> tuple[Line, ...]:
    """The final figures of last year, shown until March."""
    if shown.newest.as_of.month > LAST_YEAR_SHOWN_UNTIL:
        return ()
    final = await snapshots.of_day(session, date(shown.newest.as_of.year - 1, 12, 31))
    if final is None:
        return ()
    past = _Shown(final, final, shown.settings)
    return _lines(past, unit, await snapshots.values(session, [final.id], [unit.id]))


async def parts(
    work: UnitOfWork, who: Viewer, unit_id: int, indicator: Indicator, page: int = 1
) -> PartsPage:
    """The units right below, in the order of the alphabet: this is no ranking."""
    scope = who.need(Right.SEE_INDICATORS, work.now())
    async with work.reading() as session:
        unit = await _unit(session, scope, unit_id)
        shown = await _shown(session, work.today(DEFAULT_ZONE))
        total = await unit_rows.count_children(session, unit.id)
        found = await unit_rows.children(session, unit.id, limit=PAGE, offset=(page - 1) * PAGE)
        values = await snapshots.values(session, shown.ids, [one.id for one in found])
    at = list(Indicator).index(indicator)
    rows = tuple(Part(unit_view(one), _lines(shown, one, values)[at]) for one in found)
    return PartsPage(unit_view(unit), rows, page, max(1, -(-total // PAGE)))


async def missing(work: UnitOfWork, who: Viewer, unit_id: int, page: int = 1) -> MissingPage:
    """«Кто не указал данные»."""
    scope = who.need(Right.SEE_INDICATORS, work.now())
    async with work.reading() as session:
        unit = await _unit(session, scope, unit_id)
        year = (await _shown(session, work.today(DEFAULT_ZONE))).newest.as_of.year
        branch = Scope((unit.path,))
        told, expected = await headcount_rows.told(session, branch, year)
        names = await headcount_rows.not_told(session, branch, year, limit=PAGE, offset=(page - 1) * PAGE)
    total = expected - told
    return MissingPage(unit_view(unit), year, tuple(names), total, page, max(1, -(-total // PAGE)))


async def months(work: UnitOfWork, who: Viewer, unit_id: int) -> tuple[UnitView, list[Month]]:
    """The last twelve months of a unit, the last version of each."""
    scope = who.need(Right.SEE_INDICATORS, work.now())
    today = work.today(DEFAULT_ZONE)
    async with work.reading() as session:
        unit = await _unit(session, scope, unit_id)
        settings = await headcount_rows.settings(session)
        kept = await snapshots.of_months(session, today - timedelta(days=366), today)
        values = await snapshots.values(session, [one.id for one in kept], [unit.id])
    found = [Month(one.as_of, _lines(_Shown(one, one, settings), unit, values)) for one in kept]
    return unit_view(unit), found


async def table(work: UnitOfWork, who: Viewer, unit_id: int) -> Table:
    """All figures of a branch for a file; its first row is what the screen shows."""
    scope = who.need(Right.SEE_INDICATORS, work.now())
    async with work.reading() as session:
        unit = await _unit(session, scope, unit_id)
        return await _table(session, await _shown(session, work.today(DEFAULT_ZONE)), unit)


async def whole_table(work: UnitOfWork) -> list[Table]:
    """The same for every root of the tree, for the operator's file."""
    async with work.reading() as session:
        shown = await _shown(session, work.today(DEFAULT_ZONE))
        return [await _table(session, shown, unit) for unit in await unit_rows.roots(session)]


async def _table(session: AsyncSession, shown: _Shown, unit: UnitRow) -> Table:
    stored: dict[int, list[IndicatorValue]] = {}
    units: dict[int, UnitRow] = {}
    for snapshot_id in shown.ids:
        for value, one in await snapshots.branch(session, snapshot_id, Scope((unit.path,))):
            units[one.id] = one
            stored.setdefault(one.id, []).append(value)
    ordered = sorted(units.values(), key=lambda one: one.path)
    rows = tuple((unit_view(one), _lines(shown, one, stored[one.id])) for one in ordered)
    words = [indicators.decided_for(shown.settings, unit.path, name) for name in indicators.DEFAULT_WORDS]
    return Table(await _board(session, shown, unit), rows, *words)
