"""`python -m bot import`: preview with counts, errors by row, all or nothing."""

import sys
from dataclasses import dataclass
from pathlib import Path

from bot.config import Settings
from bot.setup import opened
from db.session import Database, UnitOfWork
from domain.errors import WrongInput
from files.annotate import annotated_copy
from files.conversions import units_from_moscow_schools, units_from_oktmo
from files.errors import FileProblem, RowProblem
from files.questions import parse_questions
from files.tables import Table, read_table
from services import identity
from services.evidence_import import import_evidence
from services.headcount_import import import_headcounts
from services.importing import ImportReport
from services.norm_import import import_norms
from services.people_import import PersonalLink, import_people
from services.practice_import import import_practices
from services.programme_import import import_programmes
from services.question_import import import_questions
from services.unit_import import import_units

MOST_ROWS = 1_000_000
"""Evidence of a region; a file through the chat holds fewer."""


_TABLES = {
    "units": import_units,
    "programmes": import_programmes,
    "practices": import_practices,
    "norms": import_norms,
    "headcounts": import_headcounts,
    "evidence": import_evidence,
}
"""Kinds whose import asks for nothing but the table."""


@dataclass(frozen=True)
class Order:
    """What the command line asked for; see `python -m bot import --help`."""

    kind: str
    file: Path
    dry_run: bool = False
    bank: str = ""
    competency: str = ""
    source: str = ""
    below: str = ""


async def run_import(settings: Settings, order: Order) -> int:
    """Imports a file; returns the exit code. Problems are printed and written into a copy of the table."""
    data = order.file.read_bytes()
    try:
        async with opened(settings) as database:
            if order.kind == "questions":
                return _tell(await _import_questions(database, data, order), order, None)
            table, skipped = _table(data, order)
            report = await _import_table(database, settings, table, order)
    except FileProblem as problem:
        return _refuse(order, str(problem))
    except WrongInput as refusal:
        return _refuse(order, str(refusal.params["why"]))
    report.notes += [str(one) for one in skipped]
    return _tell(report, order, table)


def _refuse(order: Order, reason: str) -> int:
    print(f"{order.file.name}: {reason}", file=sys.stderr)
    return 1


async def _import_questions(database: Database, data: bytes, order: Order) -> ImportReport:
    return await import_questions(
        UnitOfWork(database),
        parse_questions(data, order.file.name),
        order.bank or order.file.stem,
        competency=order.competency,
        dry_run=order.dry_run,
    )


def _table(data: bytes, order: Order) -> tuple[Table, list[RowProblem]]:
    """The table of the file, or of an open data set turned into units; and rows that were left out."""
    if order.source == "oktmo":
        return units_from_oktmo(data), []
    if order.source == "moscow-schools":
        if not order.below:
            raise FileProblem("Укажите --below: код муниципалитета, к которому относятся школы.")
        return units_from_moscow_schools(data, order.below)
    return read_table(data, order.file.name, max_rows=MOST_ROWS), []


async def _import_table(database: Database, settings: Settings, table: Table, order: Order) -> ImportReport:
    work = UnitOfWork(database)
    if order.kind in _TABLES:
        return await _TABLES[order.kind](work, table, dry_run=order.dry_run)
    report, links = await import_people(work, table, dry_run=order.dry_run)
    _print_links(links, settings.bot_username or await identity.username(UnitOfWork(database)))
    return report


def _print_links(links: list[PersonalLink], username: str) -> None:
    """Personal links are shown once: only their hashes are kept."""
    for link in links:
        print(f"{link.person_code};https://t.me/{username or 'BOT_USERNAME'}?start={link.payload}")


def _tell(report: ImportReport, order: Order, table: Table | None) -> int:
    """Notes and counts, or problems; whatever is said of rows is said in full."""
    for note in report.notes:
        print(note)
    if report.ok:
        done = "Проверено, можно загружать" if order.dry_run else "Загружено"
        print(
            f"{done}: строк {report.rows}, новых {report.new}, изменённых {report.changed}, "
            f"прежних {report.same}, исчезнувших {report.gone}."
        )
        return 0
    for problem in report.problems:
        print(problem, file=sys.stderr)
    print("Ничего не загружено.", file=sys.stderr)
    if table is not None:
        _write_marked_copy(table, report, order)
    return 1


def _write_marked_copy(table: Table, report: ImportReport, order: Order) -> None:
    copy = order.file.with_name(f"{order.file.stem}-ошибки.xlsx")
    try:
        copy.write_bytes(annotated_copy(table, report.problems))
    except OSError:
        return
    print(f"Файл с пометками: {copy}", file=sys.stderr)
