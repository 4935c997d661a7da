"""Real files: the country's municipalities, the schools of Moscow, question files of every construct."""

import os
import time
from pathlib import Path

import pytest

from db.repositories import diagnostics as item_rows
from db.repositories import units as unit_rows
from files.conversions import units_from_moscow_schools, units_from_oktmo
from files.questions.read import parse_questions
from services import units
from services.question_import import import_questions
from services.unit_import import import_units

FOLDER = Path(os.environ.get("OPORA_REAL_DATA", ""))
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif("OPORA_REAL_DATA" not in os.environ, reason="OPORA_REAL_DATA is not set"),
]


def municipalities():
    return units_from_oktmo((FOLDER / "geo" / "municipalities_oktmo_2019.csv").read_bytes())


async def test_the_countrys_municipalities_stand_below_their_regions(work):
    report = await import_units(work, municipalities())
    assert report.problems == []
    assert report.new == 1 + 82 + 2622
    async with work.reading() as session:
        tree = await unit_rows.everything(session)
    assert tree["77701000"].path == "/RU/77/77701000/"
    assert sum(unit.level == "municipality" for unit in tree.values()) == 2622


async def test_equal_names_in_the_search_are_told_apart_by_their_regions(work):
    await import_units(work, municipalities())
    found = await units.search(work, "Октябрьский муниципальный район")
    assert len(found) == units.MATCHES
    assert len({match.above for match in found}) == len(found)


async def test_moscow_schools_become_units_and_403_repeats_are_explained(work):
    await import_units(work, municipalities())
    data = (FOLDER / "schools" / "moscow_sosh_2013-09-09.csv").read_bytes()
    table, repeated = units_from_moscow_schools(data, "45")
    report = await import_units(work, table)
    assert (len(repeated), report.problems, report.new) == (403, [], 827)
    assert len({problem.row for problem in repeated}) == 403
    assert all("повторяет строку" in problem.message for problem in repeated)
    async with work.reading() as session:
        school = (await unit_rows.everything(session))["86660639"]
    assert school.path == "/RU/45/86660639/"
    assert "гармония" in school.search


async def test_the_whole_tree_twice_takes_seconds(work):
    started = time.monotonic()
    await import_units(work, municipalities())
    assert (await import_units(work, municipalities())).same == 2705
    assert time.monotonic() - started < 10


async def test_every_question_of_every_file_is_imported_or_named_with_its_construct(work):
    paths = sorted((FOLDER / "banks").iterdir())
    assert sum(path.suffix == ".gift" for path in paths) == 51
    for path in paths:
        file = parse_questions(path.read_bytes(), path.name)
        report = await import_questions(work, file, path.stem[:64], competency="KM2")
        assert report.problems == [], path.name
        async with work.reading() as session:
            stored = len(await item_rows.items_of_bank(session, path.stem[:64]))
        assert stored == report.new
        if stored < report.rows:
            assert any("(" in note or "[" in note or "пропущены" in note for note in report.notes), path.name
