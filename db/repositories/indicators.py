"""One statement for each indicator, and what is kept of the answers. The database counts, Python adds up.

Every fact counts with the path it remembers; a fact that a correction names does not count, nor one that
stands on a place of work nobody has confirmed.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Select,
    and_,
    case,
    false,
    func,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from db.models import Evidence, Programme, ProgrammeCompetency
from db.repositories.scoping import within
from domain import indicators as rules
from domain.access import Scope
from domain.evidence import EvidenceKind
from domain.indicators import Group, Indicator, Period, Unit

Decided = Mapping[str, Sequence[str]]
"""What regions decided: by the path of the unit, the words that count in its branch; '/' is the default."""


class zone_starts(GenericFunction[date]):  # noqa: N801 - the name of a function in SQL
    """The first day whose diagnostic still counts for a certificate of the given day."""

    type = Date()
    inherit_cache = True


@compiles(zone_starts, "sqlite")
def _zone_starts_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    """SQLite makes 1 March of 29 February in a short year; the end of the month is wanted."""
    day, months = compiler.process(element.clauses, **kw), rules.ZONE_COUNTS_MONTHS
    end = f"date({day}, 'start of month', '-{months - 1} months', '-1 day')"
    return f"min(date({day}, '-{months} months'), {end})"


@compiles(zone_starts, "postgresql")
def _zone_starts_postgres(element: Any, compiler: Any, **kw: Any) -> str:
    day = compiler.process(element.clauses, **kw)
    return f"CAST({day} - interval '{rules.ZONE_COUNTS_MONTHS} months' AS date)"


async def groups(
    session: AsyncSession, units: Mapping[str, Unit], period: Period, modes: Decided, forms: Decided
) -> list[Group]:
    """Everybody who counts in the period, put together by the units they count for."""
    found = await _trained(session, units, period, modes)
    found += await _tested(session, units, period)
    found += await _teams(session, period)
    return found + await _supported(session, units, period, forms)


def stands(fact: Any) -> ColumnElement[bool]:
    """Not corrected, and of a place of work that is confirmed."""
    members = select(Evidence.subject, Evidence.unit_path).where(Evidence.kind == EvidenceKind.MEMBER)
    known = or_(fact.provisional.is_(False), tuple_(fact.subject, fact.unit_path).in_(members))
    return and_(_uncorrected(fact), known)


def _uncorrected(fact: Any) -> ColumnElement[bool]:
    corrected = select(Evidence.cause_id).where(
        Evidence.kind == EvidenceKind.CORRECTION, Evidence.cause_id.is_not(None)
    )
    return fact.id.not_in(corrected)


def _in(fact: Any, period: Period) -> ColumnElement[bool]:
    return fact.happened_on.between(period.start, period.as_of)


def _decided(path: Any, word: Any, decided: Decided) -> ColumnElement[bool]:
    """Whether the word counts where the fact belongs: the nearest unit above that decided says."""
    nearest_first = sorted((prefix for prefix in decided if prefix != "/"), key=len, reverse=True)
    general = word.in_(decided["/"])
    if not nearest_first:
        return general
    return case(
        *((within(path, Scope((one,))), word.in_(decided[one])) for one in nearest_first), else_=general
    )


async def _trained(
    session: AsyncSession, units: Mapping[str, Unit], period: Period, modes: Decided
) -> list[Group]:
    """I1. Paths of one person are put into one string: who moved counts in both places, once above them."""
    done, entered, diagnostic = (Evidence.__table__.alias(name) for name in ("done", "entered", "diagnostic"))
    tested_on = func.coalesce(
        select(func.max(entered.c.happened_on))
        .where(
            entered.c.subject == done.c.subject,
            entered.c.kind == EvidenceKind.ENROLLED,
            entered.c.programme_id == done.c.programme_id,
            entered.c.happened_on <= done.c.happened_on,
            stands(entered.c),
        )
        .scalar_subquery(),
        done.c.happened_on,
    )
    completed = (
        select(
            done.c.subject,
            done.c.unit_path,
            done.c.happened_on,
            done.c.programme_id,
            tested_on.label("tested_on"),
        )
        .where(
            done.c.kind == EvidenceKind.COMPLETED,
            _in(done.c, period),
            done.c.confirmed_by.is_not(None),
            stands(done.c),
        )
        .cte("completed")
    )
    zone = _elements(session, diagnostic.c.competencies)
    closes_a_zone = (
        select(1)
        .select_from(diagnostic)
        .join(zone, true())
        .join(
            ProgrammeCompetency,
            and_(
                ProgrammeCompetency.programme_id == completed.c.programme_id,
                ProgrammeCompetency.competency == zone.c.value,
            ),
        )
        .where(
            diagnostic.c.subject == completed.c.subject,
            diagnostic.c.kind == EvidenceKind.DIAGNOSTIC,
            diagnostic.c.happened_on < completed.c.happened_on,
            diagnostic.c.happened_on >= zone_starts(completed.c.happened_on),
            _decided(completed.c.unit_path, diagnostic.c.mode, modes),
            _uncorrected(diagnostic.c),
        )
        .exists()
    )
    chains = (
        select(completed.c.subject, completed.c.unit_path)
        .distinct()
        .join(Programme, Programme.id == completed.c.programme_id)
        .where(
            or_(Programme.included_on.is_(None), Programme.included_on <= completed.c.tested_on),
            or_(Programme.valid_until.is_(None), completed.c.tested_on <= Programme.valid_until),
            or_(Programme.gone_at.is_(None), completed.c.tested_on <= Programme.gone_at),
            closes_a_zone,
        )
        .subquery()
    )
    rows = await session.execute(_by_paths(chains))
    found: list[Group] = []
    for joined, count in rows:
        paths = tuple(path for path in joined.split() if _level(units, path) != "university")
        found += [Group(Indicator.I1, paths, count)] if paths else []
    return found


def _elements(session: AsyncSession, values: Any) -> Any:
    """The elements of a JSON list as rows with the column `value`."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    each = func.json_each if is_sqlite else func.json_array_elements_text
    return each(values).table_valued("value").alias("zone")


def _by_paths(facts: FromClause) -> Select[tuple[str, int]]:
    """How many subjects have each set of paths; a path holds no space."""
    paths = func.aggregate_strings(facts.c.unit_path, " ").label("paths")
    one = select(paths).group_by(facts.c.subject).subquery()
    return select(one.c.paths, func.count()).group_by(one.c.paths)


def _level(units: Mapping[str, Unit], path: str) -> str:
    codes = rules.codes_of(path)
    return units[codes[-1]].level if codes and codes[-1] in units else ""


async def _tested(session: AsyncSession, units: Mapping[str, Unit], period: Period) -> list[Group]:
    """I2: the last attempt in the period, which had all six components."""
    last = _last(EvidenceKind.FL_DIAGNOSTIC, period)
    passed = func.coalesce(last.c.value >= rules.MASTERY_PERCENT, false())
    columns = (last.c.unit_path, last.c.graduation_year, passed.label("passed"))
    rows = await session.execute(select(*columns, func.count()).where(last.c.place == 1).group_by(*columns))
    found: list[Group] = []
    for path, year, has_passed, count in rows:
        graduate = rules.is_graduate(_level(units, path), year)
        if graduate and not rules.graduates_in(year, period):
            continue
        found.append(Group(Indicator.I2A, (path,), count, graduate))
        found += [Group(Indicator.I2B, (path,), count, graduate)] if has_passed else []
    return found


async def _teams(session: AsyncSession, period: Period) -> list[Group]:
    """I3: teams that became trained in the period."""
    facts = (
        select(Evidence.subject, Evidence.unit_path)
        .distinct()
        .where(Evidence.kind == EvidenceKind.TEAM_TRAINED, *_confirmed_in(period))
        .subquery()
    )
    rows = await session.execute(_by_paths(facts))
    return [Group(Indicator.I3, tuple(joined.split()), count) for joined, count in rows]


async def _supported(
    session: AsyncSession, units: Mapping[str, Unit], period: Period, forms: Decided
) -> list[Group]:
    """I4: the last confirmed support in the period of those who are still young on its last day."""
    told = or_(Evidence.form.is_(None), _decided(Evidence.unit_path, Evidence.form, forms))
    last = _last(EvidenceKind.SUPPORT, period, Evidence.confirmed_by.is_not(None), told)
    rows = await session.execute(
        select(last.c.unit_path, func.count())
        .where(last.c.place == 1, last.c.young_until > period.as_of)
        .group_by(last.c.unit_path)
    )
    return [
        Group(Indicator.I4, (path,), count) for path, count in rows if _level(units, path) != "university"
    ]


def _confirmed_in(period: Period) -> list[ColumnElement[bool]]:
    return [_in(Evidence, period), Evidence.confirmed_by.is_not(None), stands(Evidence)]


def _last(kind: EvidenceKind, period: Period, *narrowed: ColumnElement[bool]) -> FromClause:
    """Facts of the kind in the period; `place` 1 is the last one of its subject."""
    newest_first = (Evidence.happened_on.desc(), Evidence.id.desc())
    place = func.row_number().over(partition_by=Evidence.subject, order_by=newest_first)
    columns = (Evidence.unit_path, Evidence.value, Evidence.graduation_year, Evidence.young_until)
    query = select(*columns, place.label("place"))
    return query.where(Evidence.kind == kind, _in(Evidence, period), stands(Evidence), *narrowed).subquery()
