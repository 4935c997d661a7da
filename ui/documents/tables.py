"""XLSX workbooks. Whatever people typed stays text: no cell becomes a formula or a link."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | Decimal | date | datetime | None
"""A bool is written as «да» or «нет»; None, infinities and NaN leave the cell empty."""

NAME_LENGTH = 31
TEXT_LENGTH = 32_767
EXACT_INTEGER = 10**15
MOST_ROWS = 1_048_576
NARROWEST, WIDEST = 8, 60
_SAMPLE = 500
_EXCEL_BEGINS = date(1900, 3, 1)  # earlier days differ between Excel (its 29 February 1900) and everyone else
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]+")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Sheet:
    """A table under one header row. `widths` are in characters; without them they follow the content."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[float] | None = None

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of sheet {self.title!r} has another number of cells than its header")
        if len(self.rows) >= MOST_ROWS:
            raise ValueError(f"sheet {self.title!r} has more rows than Excel can hold")


@dataclass(frozen=True)
class _Formats:
    header: "Format"
    text: "Format"
    number: "Format"
    day: "Format"
    moment: "Format"


def workbook(sheets: Sequence[Sheet], *, zone: ZoneInfo | None = None) -> bytes:
    """The sheets in their order, each with a bold frozen header, printed on A4 across.

    Aware datetimes are shown in `zone`; one without it is a ValueError, because Excel knows no zones.
    """
    from xlsxwriter import Workbook

    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(out, options) as book:
        formats = _formats(book)
        for sheet, name in zip(sheets, sheet_names(one.title for one in sheets), strict=True):
            _write(book.add_worksheet(name), sheet, formats, zone)
    return out.getvalue()


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Titles as Excel accepts them: at most 31 characters, none of `[]:*?/\\`, no two alike in any case."""
    names: list[str] = []
    taken = {"history"}  # reserved by Excel
    for title in titles:
        base = _clean_name(title)
        name, number = _cut(base, NAME_LENGTH), 1
        while name.casefold() in taken:
            number += 1
            ending = f" ({number})"
            name = _cut(base, NAME_LENGTH - len(ending)) + ending
        taken.add(name.casefold())
        names.append(name)
    return names


def _clean_name(title: str) -> str:
    plain = _NOT_IN_XML.sub("", _FORBIDDEN_IN_NAMES.sub(" ", title))
    return " ".join(plain.split()).strip("' ") or "Лист"


def _cut(name: str, most: int) -> str:
    """At most `most` characters as Excel counts them: those outside the basic plane are two."""
    kept = name.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")
    return kept.rstrip("' ")


def _formats(book: "Workbook") -> _Formats:
    body = {"valign": "top", "text_wrap": True}
    return _Formats(
        header=book.add_format({"bold": True, "valign": "top", "text_wrap": True, "bottom": 1}),
        text=book.add_format(body),
        number=book.add_format({"valign": "top"}),
        day=book.add_format({"valign": "top", "align": "left", "num_format": "dd.mm.yyyy"}),
        moment=book.add_format({"valign": "top", "align": "left", "num_format": "dd.mm.yyyy hh:mm"}),
    )


def _write(page: "Worksheet", sheet: Sheet, formats: _Formats, zone: ZoneInfo | None) -> None:
    for column, width in enumerate(sheet.widths or _widths(sheet)):
        page.set_column(column, column, width)
    for column, title in enumerate(sheet.columns):
        page.write_string(0, column, _text(title), formats.header)
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            _put(page, number, column, value, formats, zone)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _put(
    page: "Worksheet", row: int, column: int, value: Cell, formats: _Formats, zone: ZoneInfo | None
) -> None:
    """One cell by its type; strings never pass through xlsxwriter's guessing `write`."""
    if isinstance(value, datetime):
        value = _wall_clock(value, zone)
    if isinstance(value, datetime) and value.date() >= _EXCEL_BEGINS:
        page.write_datetime(row, column, value, formats.moment)
    elif isinstance(value, date) and not isinstance(value, datetime) and value >= _EXCEL_BEGINS:
        page.write_datetime(row, column, datetime.combine(value, time()), formats.day)
    elif isinstance(value, (int, float, Decimal)) and _is_exact(value):
        page.write_number(row, column, float(value), formats.number)
    elif not _is_nothing(value):
        page.write_string(row, column, _text(value), formats.text)


def _wall_clock(value: datetime, zone: ZoneInfo | None) -> datetime:
    if value.tzinfo is None:
        return value
    if zone is None:
        raise ValueError("an aware datetime needs the zone to show it in")
    return value.astimezone(zone).replace(tzinfo=None)


def _is_exact(value: int | float | Decimal) -> bool:
    """Numbers as Excel keeps them: 15 digits. Longer whole ones (ids) are written as text."""
    if isinstance(value, int):
        return not isinstance(value, bool) and abs(value) < EXACT_INTEGER
    return math.isfinite(value)


def _is_nothing(value: Cell) -> bool:
    return value is None or (isinstance(value, (float, Decimal)) and not math.isfinite(value))


def _text(value: Cell) -> str:
    """The cell as text that the file format can hold."""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, datetime):
        return f"{value:%d.%m}.{value.year:04} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m}.{value.year:04}"
    text = _NOT_IN_XML.sub("", str(value))
    return text if len(text) <= TEXT_LENGTH else text[: TEXT_LENGTH - 1] + "…"


def _widths(sheet: Sheet) -> list[int]:
    """Wide enough for the longest line of the header or of the first rows, within bounds."""
    columns = [[title, *(row[at] for row in sheet.rows[:_SAMPLE])] for at, title in enumerate(sheet.columns)]
    return [min(WIDEST, max(NARROWEST, 2 + max(map(_shown_length, cells)))) for cells in columns]


def _shown_length(value: Cell) -> int:
    return max(map(len, _text("" if value is None else value).splitlines()), default=0)
