"""`python -m bot import`: preview with counts, errors by row, all or nothing."""

import sys
from pathlib import Path

from files.conversions import units_from_moscow_schools, units_from_oktmo
from services.question_import import import_questions

from bot.config import Settings
from bot.setup import opened
from db.session import Database, UnitOfWork
from files.annotate import annotated_copy
from files.errors import FileProblem, RowProblem
from files.questions import parse_questions
from files.tables import Table, read_table
from services import identity
from services.importing import ImportReport
from services.people_import import PersonalLink, import_people
from services.programme_import import import_programmes
from services.unit_import import import_units

SHOWN = 20


async def run_import(
    settings: Settings, kind: str, file: Path, dry_run: bool, bank: str, source: str, below: str
) -> int:
    """Imports a file; returns the exit code. Problems are printed and written into a copy of the table."""
    data = file.read_bytes()
    try:
        async with opened(settings) as database:
            if kind == "questions":
                found = parse_questions(data, file.name)
                report = await import_questions(
                    UnitOfWork(database), found, bank or file.stem[:64], dry_run=dry_run
                )
                return _tell(report, dry_run, None, file)
            table, skipped = _table(data, file, source, below)
            report = await _import_table(database, settings, kind, table, dry_run)
    except FileProblem as problem:
        print(f"{file.name}: {problem}", file=sys.stderr)
        return 1
    report.notes += [str(one) for one in skipped]
    return _tell(report, dry_run, table, file)


def _table(data: bytes, file: Path, source: str, below: str) -> tuple[Table, list[RowProblem]]:
    """The table of the file, or of an open data set turned into units; and rows that were left out."""
    if source == "oktmo":
        return units_from_oktmo(data), []
    if source == "moscow-schools":
        if not below:
            raise FileProblem("Укажите --below: код муниципалитета, к которому относятся школы.")
        return units_from_moscow_schools(data, below)
    return read_table(data, file.name), []


async def _import_table(
    database: Database, settings: Settings, kind: str, table: Table, dry_run: bool
) -> ImportReport:
    work = UnitOfWork(database)
    if kind == "units":
        return await import_units(work, table, dry_run=dry_run)
    if kind == "programmes":
        return await import_programmes(work, table, dry_run=dry_run)
    report, links = await import_people(work, table, dry_run=dry_run)
    _print_links(links, settings.bot_username or await identity.username(UnitOfWork(database)))
    return report


def _print_links(links: list[PersonalLink], username: str) -> None:
    """Personal links are shown once: only their hashes are kept."""
    for link in links:
        print(f"{link.person_code};https://t.me/{username or 'BOT_USERNAME'}?start={link.payload}")


def _tell(report: ImportReport, dry_run: bool, table: Table | None, file: Path) -> int:
    for note in report.notes[:SHOWN]:
        print(note)
    if len(report.notes) > SHOWN:
        print(f"… и ещё таких замечаний: {len(report.notes) - SHOWN}")
    if report.ok:
        done = "Проверено, можно загружать" if dry_run else "Загружено"
        print(
            f"{done}: строк {report.rows}, новых {report.new}, изменённых {report.changed}, "
            f"прежних {report.same}, исчезнувших {report.gone}."
        )
        return 0
    for problem in report.problems[:SHOWN]:
        print(problem, file=sys.stderr)
    if len(report.problems) > SHOWN:
        print(f"… и ещё ошибок: {len(report.problems) - SHOWN}", file=sys.stderr)
    if table is not None:
        copy = file.with_name(f"{file.stem}-ошибки.xlsx")
        copy.write_bytes(annotated_copy(table, report.problems))
        print(f"Ничего не загружено. Файл с пометками: {copy}", file=sys.stderr)
    else:
        print("Ничего не загружено.", file=sys.stderr)
    return 1
