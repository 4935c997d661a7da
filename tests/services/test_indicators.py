"""The indicators counted from files alone: a territory counted by hand, and corners one by one."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from domain.indicators import Indicator
from files.tables import read_table
from services import indicators
from services.evidence_import import import_evidence
from services.headcount_import import import_headcounts
from services.people_import import import_people
from services.programme_import import import_programmes
from services.unit_import import import_units
from tests.services.chance_territory import Chance
from tests.services.naive_indicators import Naive

HAND = Path(__file__).parent / "hand"
JUNE = date(2026, 6, 30)
IMPORTS = {
    "units": import_units,
    "headcounts": import_headcounts,
    "programmes": import_programmes,
    "people": import_people,
    "evidence": import_evidence,
}


async def load(work, kind, text):
    """Imports a table; returns its report."""
    done = await IMPORTS[kind](work, read_table(text.encode(), f"{kind}.csv"))
    report = done[0] if isinstance(done, tuple) else done
    assert report.ok, report.problems
    return report


async def load_by_hand(work):
    for kind in IMPORTS:
        await load(work, kind, (HAND / f"{kind}.csv").read_text(encoding="utf-8"))


async def counted(work, as_of=JUNE):
    """{(unit, indicator): (numerator, denominator)}"""
    found = await indicators.count(work, as_of)
    return {(one.unit, one.indicator.value): (one.numerator, one.denominator) for one in found.values}


BY_HAND = {
    # unit: I1, I2a, I2b, I3, I4
    "RU": ((3, 16), (3, 24), (2, 24), (1, 2), (2, 3)),
    "R": ((3, 16), (3, 24), (2, 24), (1, 2), (2, 3)),
    "M1": ((2, 16), (0, 16), (0, 16), (1, 2), (2, 3)),
    "A": ((2, 10), (0, 10), (0, 10), (1, 1), (1, 2)),
    "B": ((1, 6), (0, 6), (0, 6), (0, 1), (1, 1)),
    "U": ((0, None), (1, 8), (1, 8), (0, None), (0, None)),
    "M2": ((1, None), (2, None), (1, None), (0, None), (0, None)),
    "C": ((1, None), (2, None), (1, None), (0, None), (0, None)),
}


async def test_the_territory_counted_by_hand(work):
    await load_by_hand(work)
    names = [one.value for one in Indicator]
    assert await counted(work) == {
        (unit, name): value for unit, row in BY_HAND.items() for name, value in zip(names, row, strict=True)
    }


async def test_a_second_import_adds_nothing(work):
    await load_by_hand(work)
    before = await counted(work)
    for kind in ("headcounts", "evidence"):
        report = await load(work, kind, (HAND / f"{kind}.csv").read_text(encoding="utf-8"))
        assert (report.new, report.changed) == (0, 0)
    assert await counted(work) == before


@pytest.fixture
async def school(work):
    """Two schools, a teacher in each, two programmes: p1 has a zone KM2, declared on 5 October 2025."""
    await load(work, "units", (HAND / "units.csv").read_text(encoding="utf-8"))
    await load(work, "programmes", (HAND / "programmes.csv").read_text(encoding="utf-8"))
    await people(work, "p1;A", "p2;B")
    return work


async def people(work, *rows):
    header = "person_code;unit_code;member_since;member_until;birth_date;work_start;graduation_year;full_name"
    lines = [
        ";".join([*row.split(";"), *[""] * (6 - row.count(";") - 0)][:7]) + ";Учебный Пример" for row in rows
    ]
    await load(work, "people", "\n".join([header, *lines]))


async def facts(work, *rows):
    """Rows as person, kind, date and then name=value."""
    names = ["person_code", "kind", "date", "value", "programme_no", "deficit", "mode", "form", "unit_code"]
    out = io.StringIO()
    writer = csv.DictWriter(out, names, delimiter=";")
    writer.writeheader()
    for row in rows:
        code, kind, day, *rest = row.split()
        named = dict(one.split("=") for one in rest)
        writer.writerow({"person_code": code, "kind": kind, "date": day, **named})
    return await load(work, "evidence", out.getvalue())


async def numerator(work, unit, indicator, as_of=JUNE):
    return (await counted(work, as_of))[unit, indicator][0]


ZONE = "p1 diagnostic 2025-10-05 deficit=KM2"


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        ([ZONE, "p1 completed 2026-06-30 programme_no=P1"], 1),
        ([ZONE, "p1 completed 2026-07-01 programme_no=P1"], 0),
        ([ZONE, "p1 completed 2026-01-01 programme_no=P1"], 1),
        ([ZONE, "p1 completed 2025-12-31 programme_no=P1"], 0),
        ([ZONE, "p1 completed 2026-02-20 programme_no=P2"], 0),
        ([ZONE, "p1 completed 2026-02-20 programme_no=нет"], 0),
        ([ZONE, "p1 completed 2026-02-20"], 0),
        (["p1 diagnostic 2026-02-20 deficit=KM2", "p1 completed 2026-02-20 programme_no=P1"], 0),
        (["p1 diagnostic 2026-02-19 deficit=KM2", "p1 completed 2026-02-20 programme_no=P1"], 1),
        (["p1 diagnostic 2024-02-20 deficit=KM2", "p1 completed 2026-02-20 programme_no=P1"], 1),
        (["p1 diagnostic 2024-02-19 deficit=KM2", "p1 completed 2026-02-20 programme_no=P1"], 0),
        (["p1 diagnostic 2024-02-29 deficit=KM2", "p1 completed 2026-02-28 programme_no=P1"], 1),
        (["p1 diagnostic 2024-02-29 deficit=KM2", "p1 completed 2026-03-01 programme_no=P1"], 0),
        (["p1 diagnostic 2025-10-05", "p1 completed 2026-02-20 programme_no=P1"], 0),
        (["p1 recommended 2025-10-05 deficit=KM2", "p1 completed 2026-02-20 programme_no=P1"], 0),
        (["p2 diagnostic 2025-10-05 deficit=KM2", "p1 completed 2026-02-20 programme_no=P1"], 0),
        (["p1 diagnostic 2025-10-05 deficit=KM2 mode=self", "p1 completed 2026-02-20 programme_no=P1"], 0),
        ([ZONE, "p1 enrolled 2023-12-31 programme_no=P1", "p1 completed 2026-02-20 programme_no=P1"], 0),
        ([ZONE, "p1 enrolled 2024-01-01 programme_no=P1", "p1 completed 2026-02-20 programme_no=P1"], 1),
        ([ZONE, "p1 enrolled 2026-02-21 programme_no=P1", "p1 completed 2026-02-20 programme_no=P1"], 1),
        ([ZONE, "p1 enrolled 2023-12-31 programme_no=P2", "p1 completed 2026-02-20 programme_no=P1"], 1),
    ],
)
async def test_the_chain_of_the_first_indicator(school, rows, counts):
    await facts(school, *rows)
    assert await numerator(school, "A", "I1") == counts


async def test_a_29th_of_february_reaches_back_to_the_end_of_february(school):
    await facts(school, "p1 diagnostic 2026-02-28 deficit=KM2", "p1 completed 2028-02-29 programme_no=P1")
    await facts(school, "p1 enrolled 2026-12-01 programme_no=P1")
    assert await numerator(school, "A", "I1", date(2028, 3, 1)) == 1


async def test_a_programme_that_left_the_registry_counts_for_those_who_entered_before(school):
    await facts(
        school, ZONE, "p1 enrolled 2026-12-31 programme_no=P1", "p1 completed 2027-02-20 programme_no=P1"
    )
    await facts(school, "p2 diagnostic 2026-10-05 deficit=KM2", "p2 completed 2027-02-20 programme_no=P1")
    as_of = date(2027, 3, 1)
    assert [await numerator(school, unit, "I1", as_of) for unit in ("A", "B")] == [1, 0]


async def test_a_region_says_which_diagnostics_count(school):
    await facts(school, ZONE + " mode=self", "p1 completed 2026-02-20 programme_no=P1")
    await facts(school, "p2 diagnostic 2025-10-05 deficit=KM2", "p2 completed 2026-02-20 programme_no=P1")
    await indicators.decide(school, "A", "modes", {"words": ["self"]}, "operator")
    assert [await numerator(school, unit, "I1") for unit in ("A", "B", "M1")] == [1, 1, 2]
    await indicators.decide(school, "R", "modes", {"words": ["independent"]}, "operator")
    assert [await numerator(school, unit, "I1") for unit in ("A", "B", "M1")] == [1, 0, 1]


@pytest.mark.parametrize(
    ("birth", "start", "counts"),
    [
        ("1991-07-01", "2024-09-01", 1),  # 35 tomorrow
        ("1991-06-30", "2024-09-01", 0),  # 35 today
        ("1998-01-01", "2023-07-01", 1),  # three years tomorrow
        ("1998-01-01", "2023-06-30", 0),  # three years today
        ("1998-01-01", "", 0),
        ("", "2024-09-01", 0),
    ],
)
async def test_young_is_who_is_young_on_the_day_of_the_report(school, birth, start, counts):
    await people(school, f"y1;A;;;{birth};{start}")
    await facts(school, "y1 support 2026-01-20")
    assert await numerator(school, "A", "I4") == counts


async def test_forms_of_support_are_the_regions_list(school):
    await people(school, "y1;A;;;1998-01-01;2024-09-01", "y2;B;;;1998-01-01;2024-09-01")
    report = await facts(school, "y1 support 2026-01-20 form=Форум", "y2 support 2026-01-20 form=Конкурс")
    assert "форум" in " ".join(report.notes)
    assert [await numerator(school, unit, "I4") for unit in ("A", "B")] == [0, 1]
    await indicators.decide(school, "M1", "support_forms", {"words": ["форум"]}, "operator")
    assert [await numerator(school, unit, "I4") for unit in ("A", "B")] == [1, 0]


async def test_the_last_attempt_speaks_and_an_empty_result_took_part(school):
    await facts(school, "p1 fl_diagnostic 2026-03-01 value=90", "p1 fl_diagnostic 2026-07-01 value=10")
    await facts(school, "p2 fl_diagnostic 2026-03-01 value=69,9", "p2 fl_diagnostic 2026-03-01")
    assert [await numerator(school, "M1", name) for name in ("I2a", "I2b")] == [2, 1]
    assert [await numerator(school, "M1", name, date(2026, 7, 1)) for name in ("I2a", "I2b")] == [2, 0]


async def test_who_works_already_counts_once_as_a_teacher(school):
    await people(school, "g1;U;;2026-05-31;;;2026", "g1;A;2026-06-01;;;;")
    await facts(school, "g1 fl_diagnostic 2026-05-01 value=80", "g1 fl_diagnostic 2026-06-10 value=80")
    found = {unit: await numerator(school, unit, "I2a") for unit in ("U", "A", "M1", "R")}
    assert found == {"U": 0, "A": 1, "M1": 1, "R": 1}
    before = {unit: await numerator(school, unit, "I2a", date(2026, 5, 31)) for unit in ("U", "A", "M1", "R")}
    assert before == {"U": 1, "A": 0, "M1": 0, "R": 1}


async def test_a_fact_may_name_its_unit_and_a_day_without_work_is_told(school):
    await people(school, "p3;A;2026-03-01;")
    report = await facts(school, "p3 fl_diagnostic 2026-02-01 value=80")
    assert "места работы нет: строки 2" in report.notes[0]
    assert await numerator(school, "RU", "I2a") == 0
    await facts(school, "p3 fl_diagnostic 2026-02-01 value=80 unit_code=B")
    assert [await numerator(school, unit, "I2a") for unit in ("A", "B", "RU")] == [0, 1, 1]


async def test_a_territorys_own_headcount_stands_unless_its_organisations_have_more(school):
    await load(
        school, "headcounts", "unit_code;period;teachers;graduates\nM1;2026;50;\nA;2026;20;\nR;2026;0;7\n"
    )
    found = await counted(school)
    assert [found[unit, "I1"][1] for unit in ("A", "B", "M1", "M2", "R")] == [20, None, 50, None, 50]
    assert [found[unit, "I2a"][1] for unit in ("M1", "R")] == [50, 57]
    assert (await counted(school, date(2025, 6, 30)))["A", "I1"][1] is None


async def test_a_programme_loaded_after_its_evidence_counts_when_the_file_comes_again(school):
    rows = ZONE, "p1 completed 2026-02-20 programme_no=P3"
    assert "P3" in " ".join((await facts(school, *rows)).notes)
    text = (HAND / "programmes.csv").read_text(encoding="utf-8")
    await load(school, "programmes", text + text.splitlines()[1].replace("P1", "P3") + "\n")
    assert await numerator(school, "A", "I1") == 0
    assert (await facts(school, *rows)).new == 1
    assert await numerator(school, "A", "I1") == 1


def rows_in(kind):
    text = (HAND / f"{kind}.csv").read_text(encoding="utf-8")
    return [{"unit_code": "", **row} for row in csv.DictReader(io.StringIO(text), delimiter=";")]


def test_the_independent_count_agrees_with_the_hand():
    tables = {kind: rows_in(kind) for kind in IMPORTS}
    found = Naive(tables, JUNE).everything()
    assert {unit: tuple(found[unit, one.value] for one in Indicator) for unit in BY_HAND} == BY_HAND


@pytest.mark.parametrize("seed", range(6))
async def test_a_territory_of_chance_agrees_with_an_independent_count(work, seed):
    tables = Chance(seed).tables()
    for kind, rows in tables.items():
        await load(work, kind, as_csv(rows))
    for as_of in (date(2026, 1, 31), JUNE, date(2026, 12, 31), date(2025, 12, 31)):
        naive = Naive(tables, as_of).everything()
        assert await counted(work, as_of) == naive
        assert any(value for value, _ in naive.values())


def as_csv(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
