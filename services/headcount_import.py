"""Import of headcounts: how many people each organisation has in a year, all or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.models import Headcount
from db.repositories import headcounts as rows
from db.repositories import units as unit_rows
from db.session import UnitOfWork
from files import values
from files.tables import Field, Table
from services.import_cells import Cells, FirstRows, in_file_order, report_on, rows_of
from services.importing import ImportReport
from services.invitations import OPERATOR

COLUMNS = (
    Field("unit_code", ("код организации", "код", "организация"), required=True),
    Field("period", ("период", "год", "year"), required=True),
    Field("teachers", ("педагоги", "педагогов", "педагогические работники")),
    Field("graduates", ("выпускники", "выпускников")),
    Field("young_teachers", ("молодые педагоги", "молодых педагогов")),
    Field("management_teams", ("управленческие команды", "управленческих команд", "команды")),
)
FIRST_YEAR, LAST_YEAR = 2015, 2100
MOST = 10_000_000


@dataclass(frozen=True)
class _FileRow:
    cells: Cells
    unit_code: str
    year: int
    numbers: Mapping[str, int]


async def import_headcounts(work: UnitOfWork, table: Table, *, dry_run: bool = False) -> ImportReport:
    """Adds and updates headcounts by unit and year. An empty cell changes nothing.

    What an organisation has confirmed waits for its «Верно» again when the file says otherwise. Raises
    FileProblem when a column is missing.
    """
    report = report_on("headcounts", table)
    wanted = _read(table, report)
    async with work.reading() if dry_run else work.writing() as session:
        units = await unit_rows.ids_by_code(session)
        for row in wanted:
            if row.unit_code not in units:
                row.cells.refuse("unit_code", f"нет организации с кодом «{row.unit_code}»")
        if report.ok:
            known = await rows.of_units(session, sorted({row.year for row in wanted}))
            new, changed = _differences(wanted, units, known, report, work.now())
            if not dry_run:
                await rows.insert_many(session, new)
                await rows.update_many(session, changed)
    return in_file_order(report)


def _read(table: Table, report: ImportReport) -> list[_FileRow]:
    wanted: list[_FileRow] = []
    first = FirstRows()
    for cells in rows_of(table, COLUMNS, report):
        code = cells.text("unit_code", 64, required=True)
        year = cells.read("period", _year)
        if not cells.filled("period"):
            cells.refuse("period", "ячейка пустая, а значение обязательно")
        read = {name: cells.read(name, _number) for name in rows.NUMBERS}
        numbers = {name: number for name, number in read.items() if number is not None}
        if not cells.wrong and not first.repeats(cells, "unit_code", f"{code}, {year}"):
            wanted.append(_FileRow(cells, code, year or 0, numbers))
    return wanted


def _year(text: str) -> int:
    year = values.integer(text.lower().removesuffix("год").removesuffix("г.").strip())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"год должен быть от {FIRST_YEAR} до {LAST_YEAR}, а стоит «{text}»")
    return year


def _number(text: str) -> int:
    number = values.integer(text)
    if not 0 <= number <= MOST:
        raise ValueError(f"численность не может быть такой: «{text}»")
    return number


def _differences(
    wanted: list[_FileRow],
    units: Mapping[str, int],
    known: Mapping[tuple[int, int], Headcount],
    report: ImportReport,
    now: datetime,
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    new: list[dict[str, object]] = []
    changed: list[dict[str, object]] = []
    unconfirmed = 0
    for row in wanted:
        stored = known.get((units[row.unit_code], row.year))
        stamp: dict[str, Any] = {"state": "imported", "changed_at": now, "changed_by": OPERATOR}
        if stored is None:
            numbers = {name: row.numbers.get(name) for name in rows.NUMBERS}
            place = {"unit_id": units[row.unit_code], "year": row.year}
            new.append({**place, **numbers, **stamp, "revision": 0, "draft": {}})
        elif any(getattr(stored, name) != number for name, number in row.numbers.items()):
            changed.append({"id": stored.id, **row.numbers, **stamp, "revision": stored.revision + 1})
            unconfirmed += stored.state != "imported"
    report.new, report.changed = len(new), len(changed)
    report.same = len(wanted) - len(new) - len(changed)
    if unconfirmed:
        report.notes.append(f"Снова ждут подтверждения организаций: {unconfirmed}.")
    return new, changed
