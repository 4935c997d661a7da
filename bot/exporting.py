"""`python -m bot export`: tables for people, XLSX or CSV by the name of the file."""

import asyncio
import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.config import Settings
from bot.office import Refused
from bot.setup import opened
from db.session import UnitOfWork
from services import boards
from services import indicators as counts
from services.practice_import import HEADERS, export_practices
from services.viewer import DEFAULT_ZONE

FIGURES = ("unit", "indicator", "numerator", "denominator", "share", "target")
_FORMULA = ("=", "+", "-", "@", "\t")


async def practices(settings: Settings, file: Path) -> str:
    """Writes the bank of practices; returns what to print."""
    async with opened(settings) as database:
        rows = await export_practices(UnitOfWork(database))
    file.write_bytes(as_csv(HEADERS, rows) if file.suffix.lower() == ".csv" else as_xlsx(rows))
    return f"Практик: {len(rows)}. Файл: {file}"


async def indicators(settings: Settings, file: Path) -> str:
    """Writes the indicators: XLSX as people see them, from what is kept; CSV counted now, nothing hidden."""
    async with opened(settings) as database:
        work = UnitOfWork(database)
        as_table = file.suffix.lower() == ".csv"
        data = await (_figures(work) if as_table else _passport(work))
    file.write_bytes(data)
    return str(file)


async def _figures(work: UnitOfWork) -> bytes:
    found = await counts.count(work, work.today(DEFAULT_ZONE))
    rows = [
        [one.unit, one.indicator.value, one.numerator, one.denominator, one.share, target and target.share]
        for one, target in found.of_branch()
    ]
    return as_csv(FIGURES, rows)


async def _passport(work: UnitOfWork) -> bytes:
    from handlers.indicator_file import indicators_xlsx
    from ui.text import Texts

    try:
        tables = await boards.whole_table(work)
    except boards.NothingIsCounted:
        raise Refused("Показатели ещё не посчитаны: python -m bot indicators recount") from None
    return await asyncio.to_thread(indicators_xlsx, Texts(), tables, DEFAULT_ZONE)


def as_xlsx(rows: list[list[Any]]) -> bytes:
    from ui.documents.tables import Sheet, workbook

    return workbook([Sheet("Практики", HEADERS, rows)])


def as_csv(headers: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """UTF-8 with a mark, `;` between cells. A cell that begins like a formula gets a space before it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    text = "" if value is None else str(value)
    return f" {text}" if text.startswith(_FORMULA) else text
