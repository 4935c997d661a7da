"""Norms out of a file, or those that ship with the product: new ones, newer versions, replacements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Norm
from db.repositories import norms as rows
from db.repositories import units as unit_rows
from db.session import UnitOfWork
from files import values
from files.tables import Field, Table
from services import content
from services.import_cells import Cells, FirstRows, in_file_order, report_on, rows_of
from services.importing import ImportReport
from services.invitations import OPERATOR

COLUMNS = (
    Field("code", ("код", "код документа"), required=True),
    Field("title", ("название", "наименование"), required=True),
    Field("number", ("номер",), required=True),
    Field("date", ("дата", "дата документа"), required=True),
    Field("summary", ("кратко", "о чём документ", "аннотация"), required=True),
    Field("unit_code", ("код организации", "код территории", "где действует")),
    Field("url", ("ссылка", "адрес")),
    Field("version", ("версия", "редакция")),
    Field("replaces", ("заменяет", "вместо")),
)
MOST_SUMMARY = 350


@dataclass(frozen=True)
class FileNorm:
    """A document as a file has it; without `unit_code` it is in force everywhere."""

    code: str
    title: str
    number: str
    dated: date
    summary: str
    unit_code: str = ""
    url: str = ""
    version: int = 1
    replaces: str = ""
    cells: Cells | None = None

    def refuse(self, name: str, message: str) -> None:
        if self.cells is None:
            raise ValueError(f"content/norms.yaml, {self.code}: {message}")
        self.cells.refuse(name, message)


async def import_norms(work: UnitOfWork, table: Table, *, dry_run: bool = False) -> ImportReport:
    """Adds documents and newer versions by their codes, all or nothing; nothing is ever deleted.

    A higher version takes the place of the one before and is to be read anew; the same version is
    corrected in place. Raises FileProblem when a column is missing.
    """
    report = report_on("norms", table)
    wanted = _read(table, report)
    async with work.reading() if dry_run else work.writing() as session:
        await _check(session, wanted)
        if report.ok:
            await _store(session, work, wanted, report, dry_run=dry_run)
    return in_file_order(report)


async def load_shipped(work: UnitOfWork) -> ImportReport:
    """The documents of content/norms.yaml, which are in force everywhere."""
    entries = content.read_yaml(content.FOLDER / "norms.yaml")
    report = ImportReport(kind="norms", rows=len(entries))
    wanted = [
        FileNorm(
            code=one["code"],
            title=one["title"],
            number=one["number"],
            dated=one["date"],
            summary=one["paragraph"],
            url=one["where"],
            version=one.get("version", 1),
            replaces=one.get("replaces", ""),
        )
        for one in entries
    ]
    async with work.writing() as session:
        await _check(session, wanted)
        await _store(session, work, wanted, report, dry_run=False)
    return report


def _read(table: Table, report: ImportReport) -> list[FileNorm]:
    wanted: list[FileNorm] = []
    first = FirstRows()
    for cells in rows_of(table, COLUMNS, report):
        code = cells.text("code", 64, required=True)
        title, number = cells.text("title", 300, required=True), cells.text("number", 64, required=True)
        summary = cells.text("summary", MOST_SUMMARY, required=True)
        dated = cells.read("date", values.date)
        if not cells.filled("date"):
            cells.refuse("date", "ячейка пустая, а значение обязательно")
        one = FileNorm(
            code=code,
            title=title,
            number=number,
            dated=dated or date.min,
            summary=summary,
            unit_code=cells.text("unit_code", 64),
            url=cells.read("url", values.url) or "",
            version=cells.read("version", _version) or 1,
            replaces=cells.text("replaces", 64),
            cells=cells,
        )
        if not first.repeats(cells, "code", code) and not cells.wrong:
            wanted.append(one)
    return wanted


def _version(text: str) -> int:
    number = values.integer(text)
    if not 1 <= number <= 999:
        raise ValueError("версия бывает от 1 до 999")
    return number


async def _check(session: AsyncSession, wanted: list[FileNorm]) -> None:
    units = await unit_rows.ids_by_code(session)
    known = set(await rows.newest_versions(session)) | {one.code for one in wanted}
    for one in wanted:
        if one.unit_code and one.unit_code not in units:
            one.refuse("unit_code", f"нет территории или организации с кодом «{one.unit_code}»")
        if one.replaces and (one.replaces not in known or one.replaces == one.code):
            one.refuse("replaces", f"нет другого документа с кодом «{one.replaces}»")


async def _store(
    session: AsyncSession, work: UnitOfWork, wanted: list[FileNorm], report: ImportReport, *, dry_run: bool
) -> None:
    stored = await rows.newest_versions(session)
    units = await unit_rows.ids_by_code(session)
    for one in wanted:
        before = stored.get(one.code)
        columns = _columns(one, units)
        if before is not None and one.version < before.version:
            report.same += 1
            report.notes.append(f"{one.code}: есть версия {before.version}, версия {one.version} пропущена.")
        elif before is not None and one.version == before.version:
            changed = [name for name, value in columns.items() if getattr(before, name) != value]
            report.changed, report.same = report.changed + bool(changed), report.same + (not changed)
            if not dry_run:
                _set(before, columns)
        else:
            report.new += 1
            if not dry_run:
                stored[one.code] = await _add(session, work, one, columns, before)
    if not dry_run:
        _replace(wanted, stored)


def _columns(one: FileNorm, units: dict[str, int]) -> dict[str, Any]:
    return {
        "unit_id": units[one.unit_code] if one.unit_code else None,
        "title": one.title,
        "number": one.number,
        "dated": one.dated,
        "summary": one.summary,
        "url": one.url,
    }


def _set(norm: Norm, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        setattr(norm, name, value)


async def _add(
    session: AsyncSession, work: UnitOfWork, one: FileNorm, columns: dict[str, Any], before: Norm | None
) -> Norm:
    norm = Norm(code=one.code, version=one.version, published_at=work.now(), published_by=OPERATOR, **columns)
    session.add(norm)
    await session.flush()
    if before is not None and before.replaced_by_id is None:
        before.replaced_by_id = norm.id
    return norm


def _replace(wanted: Iterable[FileNorm], stored: dict[str, Norm]) -> None:
    for one in wanted:
        if one.replaces:
            stored[one.replaces].replaced_by_id = stored[one.code].id
