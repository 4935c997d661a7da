"""Cells of an imported row: each value is read once, and what is wrong goes to the report with its column."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from files.errors import RowProblem
from files.tables import Field, Table, match_columns
from services.importing import ImportReport

T = TypeVar("T")


@dataclass
class Cells:
    """One row of a table by the names of its fields; `wrong` once something in it can't be used."""

    number: int
    values: dict[str, str]
    titles: dict[str, str]
    report: ImportReport
    wrong: bool = False

    def has(self, name: str) -> bool:
        """Whether the file has this column at all; without it the value kept before stays."""
        return name in self.values

    def filled(self, name: str) -> bool:
        return bool(self.values.get(name))

    def text(self, name: str, most: int, *, required: bool = False) -> str:
        """A line of text with single spaces; '' when the cell is empty or wrong."""
        text = " ".join(self.values.get(name, "").split())
        if required and not text:
            self.refuse(name, "ячейка пустая, а значение обязательно")
        if len(text) > most:
            self.refuse(name, f"текст длиннее {most} знаков (сейчас {len(text)}). Сократите его")
            return ""
        return text

    def read(self, name: str, reader: Callable[[str], T]) -> T | None:
        """What the reader makes of the cell; None when it is empty or the reader raises ValueError."""
        if not self.filled(name):
            return None
        try:
            return reader(self.values[name])
        except ValueError as error:
            self.refuse(name, str(error))
            return None

    def refuse(self, name: str, message: str) -> None:
        self.wrong = True
        self.report.problems.append(RowProblem(self.number, self.titles.get(name, name), message))


def rows_of(table: Table, columns: Sequence[Field], report: ImportReport) -> Iterator[Cells]:
    """The rows of the table as cells. The table's own problems and unknown columns go to the report."""
    matched = match_columns(table, columns)
    titles = {field.name: field.title for field in columns} | matched.headers
    report.problems += table.problems
    if matched.unknown:
        names = ", ".join(f"«{name}»" for name in matched.unknown)
        report.notes.append(f"Столбцы не узнаны и не загружаются: {names}.")
    for row in matched.rows(table):
        yield Cells(row.number, row.cells, titles, report)


def report_on(kind: str, table: Table) -> ImportReport:
    return ImportReport(kind=kind, rows=len(table.rows) + len(table.broken))


def in_file_order(report: ImportReport) -> ImportReport:
    """Problems as the person meets them in the file."""
    report.problems.sort(key=lambda problem: problem.row)
    return report


class FirstRows:
    """Remembers in which row a code stood first."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}

    def repeats(self, cells: Cells, name: str, code: str) -> bool:
        """True, with a problem in the report, when an earlier row has this code; empty ones don't repeat."""
        if not code:
            return False
        first = self._rows.setdefault(code, cells.number)
        if first == cells.number:
            return False
        cells.refuse(name, f"«{code}» уже стоит в строке {first}. Оставьте одну из этих строк")
        return True
