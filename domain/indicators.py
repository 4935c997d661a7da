"""The four official indicators: period, windows, owners, targets, hiding. Pure rules on plain values.

The indicators are named by the concept of a single system of scientific and methodical support of teachers
(order Р-76 of 06.08.2020, reissued as Р-174 of 16.12.2020); an official methodology was not found, so this
one is ours, versioned, and told in docs/indicators.md. The counting itself is one statement for each
indicator in db/repositories/indicators.py; what it needs to know is decided here.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.disclosure import hidden
from domain.evidence import Mode

METHODOLOGY = "1.0"
"""Changes with any rule below or in db/repositories/indicators.py; stored with every snapshot."""

ZONE_COUNTS_MONTHS = 24
"""A certificate closes a zone that a diagnostic declared at most so many months before."""
MASTERY_PERCENT = 70
LEVELS_WITH_GRADUATES = frozenset({"country", "region", "university"})
"""Universities belong to the region: figures of a municipality have teachers only."""
LEVELS_WITHOUT_HEADCOUNTS = frozenset({"country", "region", "municipality", "provider"})


class Indicator(StrEnum):
    """I1 trained by the results of a diagnostic; I2a took the functional literacy diagnostic; I2b with 70 %
    or more; I3 management teams trained; I4 young teachers supported.
    """

    I1 = "I1"
    I2A = "I2a"
    I2B = "I2b"
    I3 = "I3"
    I4 = "I4"


RESULTS = frozenset({Indicator.I2B})
"""Indicators that tell how well somebody did; the others tell what somebody took part in."""


@dataclass(frozen=True)
class Target:
    """A share to be reached by the end of a year."""

    share: float
    year: int

    def is_current(self, as_of: date) -> bool:
        return as_of.year <= self.year


CONCEPT_TARGETS: Mapping[Indicator, Target] = {
    Indicator.I1: Target(0.30, 2024),
    Indicator.I2A: Target(0.30, 2024),
    Indicator.I2B: Target(0.15, 2024),
    Indicator.I3: Target(0.20, 2022),
    Indicator.I4: Target(0.70, 2024),
}

COUNTED_MODES = (Mode.INDEPENDENT, Mode.EXTERNAL)
"""Diagnostics that count for I1 unless the region decides otherwise."""


@dataclass(frozen=True)
class Period:
    """The calendar year of the as-of date, from 1 January up to that date, both included."""

    as_of: date

    @property
    def start(self) -> date:
        return self.as_of.replace(month=1, day=1)

    @property
    def year(self) -> int:
        return self.as_of.year

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.as_of


def month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def last_month_end(day: date) -> date:
    """The end of the newest month that is over on `day`; a month is over on its last day."""
    return day if day == month_end(day) else day.replace(day=1) - timedelta(days=1)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def zone_counts(declared_on: date, certificate_on: date) -> bool:
    """Whether a course completed on `certificate_on` closes a zone declared on `declared_on` (I1).

    It was completed after the diagnostic, not on its day: no programme of 16 hours fits into it.
    """
    return months_before(certificate_on, ZONE_COUNTS_MONTHS) <= declared_on < certificate_on


def in_registry(included_on: date | None, valid_until: date | None, day: date) -> bool:
    """Whether the registry had a programme on `day`; a date that is not given binds nothing."""
    return (included_on is None or included_on <= day) and (valid_until is None or day <= valid_until)


def is_graduate(level: str, graduation_year: int | None) -> bool:
    """Whether somebody whose unit has this level is a student, not a teacher.

    In a university everybody is, elsewhere only who is tied to a whole region and has a year of graduation.
    One who already works in a school is counted there, as a teacher.
    """
    return level == "university" or (graduation_year is not None and level in ("region", "country"))


def graduates_in(graduation_year: int | None, period: Period) -> bool:
    """A graduate counts in the year of graduation; one without a year counts in any."""
    return graduation_year is None or graduation_year == period.year


@dataclass(frozen=True)
class Unit:
    """A unit as counting sees it."""

    code: str
    path: str
    level: str


@dataclass(frozen=True)
class Group:
    """So many people who count for the same units: those of `paths` (one, or several after a move)."""

    indicator: Indicator
    paths: tuple[str, ...]
    count: int
    graduates: bool = False


@dataclass(frozen=True)
class Headcount:
    """The yearly form of a unit; None is a number nobody gave."""

    teachers: int | None = None
    graduates: int | None = None
    young_teachers: int | None = None
    management_teams: int | None = None


def codes_of(path: str) -> list[str]:
    """A unit and all above it, by the path that a fact remembers."""
    return path.strip("/").split("/") if path != "/" else []


def numerators(units: Mapping[str, Unit], groups: Iterable[Group]) -> dict[tuple[str, Indicator], int]:
    """Distinct people (or teams) of each unit. Who counts for two units counts once above them."""
    found: dict[tuple[str, Indicator], int] = {}
    for group in groups:
        codes = {code for path in group.paths for code in codes_of(path) if code in units}
        for code in codes:
            if not group.graduates or units[code].level in LEVELS_WITH_GRADUATES:
                key = code, group.indicator
                found[key] = found.get(key, 0) + group.count
    return found


def headcounts(units: Mapping[str, Unit], given: Mapping[str, Headcount]) -> dict[str, Headcount]:
    """The headcount of each unit with all below it; a unit without any given number has None.

    A territory's own row, where it has one, stands unless its organisations together have more.
    """
    below: dict[str, list[str]] = {}
    for unit in units.values():
        above = codes_of(unit.path)[:-1]
        if above:
            below.setdefault(above[-1], []).append(unit.code)
    total: dict[str, Headcount] = {}
    for unit in sorted(units.values(), key=lambda one: -len(one.path)):
        own = given.get(unit.code, Headcount())
        parts = [total[code] for code in below.get(unit.code, ()) if code in total]
        total[unit.code] = Headcount(
            _larger(own.teachers, _sum(part.teachers for part in parts)),
            _larger(own.graduates, _sum(part.graduates for part in parts)),
            _larger(own.young_teachers, _sum(part.young_teachers for part in parts)),
            _larger(own.management_teams, _sum(part.management_teams for part in parts)),
        )
    return total


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _larger(own: int | None, below: int | None) -> int | None:
    return below if own is None else own if below is None else max(own, below)


def denominator(indicator: Indicator, level: str, count: Headcount) -> int | None:
    if indicator is Indicator.I1:
        return count.teachers
    if indicator is Indicator.I3:
        return count.management_teams
    if indicator is Indicator.I4:
        return count.young_teachers
    graduates = count.graduates if level in LEVELS_WITH_GRADUATES else None
    return _sum((count.teachers, graduates))


@dataclass(frozen=True)
class Value:
    """One indicator of one unit. A share is None where the denominator is not known or is nothing."""

    unit: str
    indicator: Indicator
    numerator: int
    denominator: int | None

    @property
    def is_result(self) -> bool:
        return self.indicator in RESULTS

    @property
    def share(self) -> float | None:
        return self.numerator / self.denominator if self.denominator else None


def values(
    units: Mapping[str, Unit], groups: Iterable[Group], given: Mapping[str, Headcount]
) -> Iterator[Value]:
    """Every indicator of every unit, units in the order of the tree."""
    counted = numerators(units, groups)
    totals = headcounts(units, given)
    for unit in sorted(units.values(), key=lambda one: one.path):
        for indicator in Indicator:
            below = denominator(indicator, unit.level, totals[unit.code])
            yield Value(unit.code, indicator, counted.get((unit.code, indicator), 0), below)


def without_headcounts(units: Iterable[Unit], given: Collection[str]) -> list[Unit]:
    """Organisations that have not told their headcounts."""
    return [one for one in units if one.level not in LEVELS_WITHOUT_HEADCOUNTS and one.code not in given]


def hidden_results(
    units: Mapping[str, Unit], participants: Mapping[str, int], passed: Mapping[str, int]
) -> set[str]:
    """Units whose result nobody is shown, told for the whole tree at once (I2b)."""
    return hidden({code: _above(units, code) for code in units}, participants, passed)


def _above(units: Mapping[str, Unit], code: str) -> str | None:
    """The unit whose figures include those of `code`: for a university, past its municipality."""
    above = [one for one in codes_of(units[code].path)[:-1] if one in units]
    if units[code].level == "university":
        above = [one for one in above if units[one].level in LEVELS_WITH_GRADUATES]
    return above[-1] if above else None
