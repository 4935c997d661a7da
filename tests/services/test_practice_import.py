"""Practices from a table and back: all or nothing, the same file twice changes nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot import exporting
from bot.demo_practices import bank_table
from db.session import UnitOfWork
from files.tables import Table, read_table
from services import content, practices
from services.practice_import import COLUMNS, HEADERS, export_practices, import_practices
from services.unit_import import import_units

UNITS = content.FOLDER / "demo" / "units.csv"
HEADER = (
    "код;код организации;название;предмет;уровень;компетенции;проблема;суть;шаги;результаты;дата публикации\n"
)
ROW = (
    "П-1;Z1-S1;Билет на выход;Математика;основная школа;KM2 КМ7;Кивают;Листки;Вопрос;Стало лучше;01.09.2026\n"
)


@pytest.fixture
async def bank(work: UnitOfWork) -> UnitOfWork:
    assert (await import_units(replace(work), read_table(UNITS.read_bytes(), UNITS.name))).ok
    return work


def table(text: str) -> Table:
    return read_table((HEADER + text).encode(), "practices.csv")


async def test_the_demo_bank_is_imported_and_every_practice_can_be_found(bank: UnitOfWork) -> None:
    shown = bank_table()
    report = await import_practices(replace(bank), shown)
    assert (report.ok, report.new) == (True, 40), report.problems
    again = await import_practices(replace(bank), shown)
    assert (again.new, again.changed, again.same) == (0, 0, 40)
    for row in shown.rows:
        found = await practices.find(bank, {"words": row.cells["title"]}, 1)
        assert found.lines[0].title == row.cells["title"]


def test_a_demo_practice_has_the_length_of_a_real_one() -> None:
    for row in bank_table().rows:
        words = sum(len(row.cells[name].split()) for name in practices.TEXTS)
        assert 110 <= words <= 200, row.cells["title"]


async def test_a_changed_row_is_found_by_its_new_words(bank: UnitOfWork) -> None:
    await import_practices(replace(bank), table(ROW))
    report = await import_practices(replace(bank), table(ROW.replace("Листки", "Карточки")))
    assert (report.changed, report.same) == (1, 0)
    assert (await practices.find(bank, {"words": "карточка"}, 1)).total == 1
    assert (await practices.find(bank, {"words": "листок"}, 1)).total == 0
    assert (await practices.find(bank, {"competency": "KM7"}, 1)).total == 1


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (ROW.replace("Z1-S1", "Z9"), "организации с кодом «Z9» нет"),
        (ROW.replace("Математика", "Алхимия"), "предмета «Алхимия» нет"),
        (ROW.replace("основная школа", "академия"), "непонятный уровень"),
        (ROW.replace("KM2 КМ7", "KM2 XX9"), "нужны коды"),
        (ROW.replace("Листки", ""), "ячейка пустая"),
        (ROW + ROW, "уже стоит в строке"),
    ],
)
async def test_a_wrong_row_is_explained_and_nothing_is_written(
    bank: UnitOfWork, wrong: str, why: str
) -> None:
    report = await import_practices(replace(bank), table(wrong))
    assert not report.ok
    assert why in str(report.problems[0])
    assert (await practices.find(bank, {}, 1)).total == 0


async def test_a_preview_writes_nothing(bank: UnitOfWork) -> None:
    report = await import_practices(replace(bank), table(ROW), dry_run=True)
    assert (report.ok, report.new) == (True, 1)
    assert (await practices.find(bank, {}, 1)).total == 0


async def test_an_export_is_read_again_as_it_was_written(bank: UnitOfWork) -> None:
    await import_practices(replace(bank), bank_table())
    rows = await export_practices(bank)
    assert len(rows) == 40
    assert HEADERS[: len(COLUMNS)] == tuple(one.title for one in COLUMNS)
    again = read_table(exporting.as_csv(HEADERS, rows), "банк.csv")
    report = await import_practices(replace(bank), again, dry_run=True)
    assert (report.ok, report.new, report.changed, report.same) == (True, 0, 0, 40), report.problems


async def test_a_cell_like_a_formula_stays_text(bank: UnitOfWork, tmp_path: Path) -> None:
    await import_practices(replace(bank), table(ROW.replace("Билет на выход", "=2+2")))
    rows = await export_practices(bank)
    assert b"; =2+2;" in exporting.as_csv(HEADERS, rows)
    path = tmp_path / "bank.xlsx"
    path.write_bytes(exporting.as_xlsx(rows))
    sheet = load_workbook(path).active
    assert sheet is not None
    cell = sheet.cell(2, 3)
    assert (cell.value, cell.data_type) == ("=2+2", "s")
