"""The demo's figures: headcounts of most organisations, a year of evidence, three months of snapshots."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from db.session import UnitOfWork
from domain.indicators import last_month_end
from files.tables import read_table
from services import indicators
from services.evidence_import import import_evidence
from services.headcount_import import import_headcounts
from services.importing import ImportReport

ZONE = ZoneInfo("Europe/Moscow")
SEED = 174
MONTHS = 3
SILENT = 6
"""Every sixth organisation has not told its headcount: «нет данных» is a state of its own."""
TRAINED, TESTED, SUPPORTED, TEAMS = 0.22, 0.28, 0.6, 0.35
FORMS = ("наставничество", "консультация методиста", "взаимопосещение", "конкурс")
FACT = ("person_code", "kind", "date", "value", "programme_no", "deficit", "mode", "form")
HEADCOUNT = ("unit_code", "period", "teachers", "young_teachers", "management_teams")

Row = Mapping[str, str]


async def give_life(
    work_at: Callable[[datetime], UnitOfWork], now: datetime, people: Sequence[Row], programmes: Sequence[Row]
) -> None:
    """`people` and `programmes`: rows of the demo's own files, as they were imported."""
    today = now.astimezone(ZONE).date()
    year = _Year(today, people, programmes)
    _must(await import_headcounts(work_at(now), read_table(_csv(HEADCOUNT, year.headcounts()), "h.csv")))
    _must(await import_evidence(work_at(now), read_table(_csv(FACT, year.facts()), "e.csv")))
    for day in (*_month_ends(today), today):
        kept_at = min(now, datetime.combine(day + timedelta(days=1), datetime.min.time(), ZONE))
        await indicators.recount(work_at(kept_at), day)


def _month_ends(today: date) -> list[date]:
    ends = [last_month_end(today - timedelta(days=1))]
    while len(ends) < MONTHS:
        ends.append(last_month_end(ends[-1] - timedelta(days=1)))
    return ends[::-1]


class _Year:
    """What happened to the crowd in the months up to today, by chance with a seed."""

    def __init__(self, today: date, people: Sequence[Row], programmes: Sequence[Row]) -> None:
        self._today = today
        self._people = people
        self._programmes = [one for one in programmes if one["competencies"]]
        self._random = Random(SEED)

    def headcounts(self) -> Iterator[tuple[object, ...]]:
        teachers = Counter(one["unit_code"] for one in self._people)
        young = Counter(one["unit_code"] for one in self._people if self._is_young(one))
        for number, code in enumerate(sorted(teachers)):
            if number % SILENT:
                yield code, self._today.year, teachers[code] + 2, young[code], 1

    def facts(self) -> Iterator[tuple[object, ...]]:
        chance = self._random.random
        for one in self._people:
            code = one["person_code"]
            if chance() < TRAINED:
                yield from self._chain(code)
            if chance() < TESTED:
                yield code, "fl_diagnostic", self._day(), self._random.randint(45, 98), "", "", "", ""
            if self._is_young(one) and chance() < SUPPORTED:
                yield code, "support", self._day(), "", "", "", "", self._random.choice(FORMS)
        for unit in sorted({one["unit_code"] for one in self._people}):
            if chance() < TEAMS:
                yield unit, "team_trained", self._day(), "", "", "", "", ""

    def _chain(self, code: str) -> Iterator[tuple[object, ...]]:
        """A zone declared, and a programme that closes it a few weeks later."""
        done = self._day()
        tested = done - timedelta(days=self._random.randint(25, 120))
        fitting = [one for one in self._programmes if _was_open(one, tested, done)]
        if fitting:
            chosen = self._random.choice(fitting)
            zone = self._random.choice(chosen["competencies"].split())
            yield code, "diagnostic", tested, "", "", zone, "independent", ""
            yield code, "completed", done, "", chosen["registry_no"], "", "", ""

    def _day(self) -> date:
        """A day of the last nine months."""
        return self._today - timedelta(days=self._random.randint(1, 270))

    def _is_young(self, one: Row) -> bool:
        began = date.fromisoformat(one["work_start"])
        return self._today.year - int(one["birth_year"]) < 35 and (self._today - began).days < 3 * 365


def _was_open(programme: Row, since: date, until: date) -> bool:
    included, valid = (
        date.fromisoformat(programme[name] or "9999-12-31") for name in ("included_on", "valid_until")
    )
    return included <= since and until <= valid


def _csv(header: Sequence[str], rows: Iterator[tuple[object, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def _must(report: ImportReport) -> None:
    if not report.ok:
        raise RuntimeError(f"the demo's own year does not import: {report.problems[:3]}")
