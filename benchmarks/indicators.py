"""A recount of the whole tree against the same questions written by hand in SQL, in the same run.

`python -m benchmarks.indicators [--people 100000] [--quick]`. Both read one SQLite file. The hand-written
statements count distinct people unit by unit and answer for organisations alone, without moves, regional
lists, corrections or hiding: what a person with the database before them would type. The product answers
for every level at once. Both must give the same numbers for organisations, else the run fails.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from sqlalchemy import insert, text

from db import migrate
from db.models import Evidence, Programme, ProgrammeCompetency, Unit
from db.session import Database, UnitOfWork, utc_now
from domain.indicators import Indicator
from services import indicators

SEED = 2026
AS_OF = date(2026, 11, 20)
IN_A_SCHOOL, IN_A_TOWN = 50, 40
CODES = tuple(f"KM{number}" for number in range(1, 9))
PROGRAMMES = 200
ROUNDS = 7
CHUNK = 5000

IN_PERIOD = "e.happened_on BETWEEN '2026-01-01' AND '2026-11-20'"
BY_HAND = {
    Indicator.I1: f"""
        SELECT e.unit_path, count(DISTINCT e.subject) FROM evidence e
        JOIN programmes p ON p.id = e.programme_id
        WHERE e.kind = 'completed' AND {IN_PERIOD} AND e.confirmed_by IS NOT NULL
          AND p.included_on <= e.happened_on AND e.happened_on <= p.valid_until
          AND EXISTS (
            SELECT 1 FROM evidence d, json_each(d.competencies) z
            JOIN programme_competencies c ON c.programme_id = e.programme_id AND c.competency = z.value
            WHERE d.subject = e.subject AND d.kind = 'diagnostic' AND d.mode IN ('independent', 'external')
              AND d.happened_on < e.happened_on AND d.happened_on >= date(e.happened_on, '-24 months'))
        GROUP BY e.unit_path""",
    Indicator.I2A: f"""
        SELECT e.unit_path, count(DISTINCT e.subject) FROM evidence e
        WHERE e.kind = 'fl_diagnostic' AND {IN_PERIOD} GROUP BY e.unit_path""",
    Indicator.I2B: f"""
        SELECT e.unit_path, count(*) FROM evidence e
        JOIN (SELECT subject, max(id) AS id FROM evidence e
              WHERE kind = 'fl_diagnostic' AND {IN_PERIOD} GROUP BY subject) last ON last.id = e.id
        WHERE e.value >= 70 GROUP BY e.unit_path""",
    Indicator.I3: f"""
        SELECT e.unit_path, count(DISTINCT e.subject) FROM evidence e
        WHERE e.kind = 'team_trained' AND {IN_PERIOD} AND e.confirmed_by IS NOT NULL GROUP BY e.unit_path""",
    Indicator.I4: f"""
        SELECT e.unit_path, count(DISTINCT e.subject) FROM evidence e
        WHERE e.kind = 'support' AND {IN_PERIOD} AND e.confirmed_by IS NOT NULL
          AND e.young_until > '2026-11-20' GROUP BY e.unit_path""",
}


def units(people: int) -> list[dict[str, Any]]:
    """A country, a region, towns and their schools."""
    schools = -(-people // IN_A_SCHOOL)
    rows = [_unit("RU", "country", "/RU/"), _unit("Z", "region", "/RU/Z/")]
    for town in range(-(-schools // IN_A_TOWN)):
        rows.append(_unit(f"Z{town}", "municipality", f"/RU/Z/Z{town}/"))
    for school in range(schools):
        town = school // IN_A_TOWN
        rows.append(_unit(f"S{school}", "school", f"/RU/Z/Z{town}/S{school}/"))
    return rows


def _unit(code: str, level: str, path: str) -> dict[str, Any]:
    return {"code": code, "level": level, "name": "Учебный пример", "path": path}


def facts(people: int, random: Random) -> Iterator[dict[str, Any]]:
    """About a fact and a half for everybody, in the order of days within a person."""
    paths = [one["path"] for one in units(people) if one["level"] == "school"]
    for number in range(people):
        path, subject = paths[number // IN_A_SCHOOL], f"p{number}"
        if random.random() < 0.4:
            tested = AS_OF - timedelta(days=random.randint(60, 900))
            zones = random.sample(CODES, 2)
            yield _fact(subject, path, "diagnostic", tested, mode="independent", competencies=zones)
            done = tested + timedelta(days=random.randint(20, 400))
            yield _fact(subject, path, "completed", done, programme_id=random.randint(1, PROGRAMMES))
        for day in sorted(random.sample(range(1, 320), random.choice((0, 0, 1, 2)))):
            taken = AS_OF - timedelta(days=320 - day)
            yield _fact(subject, path, "fl_diagnostic", taken, value=random.randint(30, 100))
        if random.random() < 0.1:
            young = AS_OF + timedelta(days=random.randint(-300, 900))
            yield _fact(subject, path, "support", AS_OF - timedelta(days=9), young_until=young)
    for path in paths[::3]:
        yield _fact(path, path, "team_trained", AS_OF - timedelta(days=30))


def _fact(subject: str, path: str, kind: str, day: date, **more: Any) -> dict[str, Any]:
    empty: dict[str, Any] = dict.fromkeys(("mode", "programme_id", "value", "young_until"))
    own = {"subject": subject, "unit_path": path, "kind": kind, "happened_on": day, "competencies": []}
    always = {"source": "import", "confirmed_by": "operator", "recorded_at": utc_now()}
    return {**empty, **own, **always, **more}


async def fill(database: Database, people: int) -> int:
    """Makes the territory; returns how many facts it has."""
    await migrate.upgrade(database)
    random, count, some = Random(SEED), 0, []
    async with UnitOfWork(database).writing() as session:
        have = set(await session.scalars(text("SELECT code FROM units")))
        await session.execute(insert(Unit), [one for one in units(people) if one["code"] not in have])
        for number in range(1, PROGRAMMES + 1):
            session.add(_programme(number))
        await session.flush()
        tied = [
            {"programme_id": number, "competency": code}
            for number in range(1, PROGRAMMES + 1)
            for code in random.sample(CODES, 3)
        ]
        await session.execute(insert(ProgrammeCompetency), tied)
        for fact in facts(people, random):
            some.append(fact)
            count += 1
            if len(some) == CHUNK:
                await session.execute(insert(Evidence), some)
                some = []
        await session.execute(insert(Evidence), some)
    return count


def _programme(number: int) -> Programme:
    return Programme(
        id=number,
        registry_no=f"УП-{number}",
        title="Учебный пример",
        provider="Учебный пример",
        kind="ПК",
        hours=36,
        form="очно",
        included_on=date(2023, 1, 1) + timedelta(days=5 * number),
        valid_until=date(2027, 12, 31) - timedelta(days=5 * number),
    )


async def by_hand(work: UnitOfWork) -> dict[tuple[str, Indicator], int]:
    found: dict[tuple[str, Indicator], int] = {}
    async with work.reading() as session:
        for indicator, statement in BY_HAND.items():
            for path, count in await session.execute(text(statement)):
                found[path, indicator] = count
    return found


async def measure(url: str, people: int) -> None:
    database = Database(url)
    try:
        count = await fill(database, people)
        work = UnitOfWork(database)
        counted = await indicators.count(work, AS_OF)
        _compare(counted, await by_hand(work))
        ours, hand = [], []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            await indicators.count(work, AS_OF)
            ours.append(time.perf_counter() - began)
            began = time.perf_counter()
            await by_hand(work)
            hand.append(time.perf_counter() - began)
        print(f"{people} people, {count} facts, {len(counted.units)} units, {ROUNDS} rounds")
        print(f"  whole tree, all levels  median {median(ours):6.2f} s")
        print(f"  SQL by hand, schools    median {median(hand):6.2f} s")
        print(f"  ratio {median(ours) / median(hand):.2f}")
    finally:
        await database.close()


def _compare(counted: indicators.Count, typed: dict[tuple[str, Indicator], int]) -> None:
    """Every organisation, every indicator."""
    schools = {code: unit.path for code, unit in counted.units.items() if unit.level == "school"}
    differs = [
        (one.unit, one.indicator, one.numerator, typed.get((schools[one.unit], one.indicator), 0))
        for one in counted.values
        if one.unit in schools and one.numerator != typed.get((schools[one.unit], one.indicator), 0)
    ]
    if differs:
        sys.exit(f"{len(differs)} figures differ from those by hand, the first: {differs[0]}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.indicators", description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--quick", action="store_true", help="10,000 people, a few seconds")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'territory.db'}"
        asyncio.run(measure(url, 10_000 if options.quick else options.people))


if __name__ == "__main__":
    main()
