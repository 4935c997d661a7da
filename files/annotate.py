"""The person's own table back, with a column that says what to correct in each row."""

import io
from collections import defaultdict
from collections.abc import Iterable

import xlsxwriter

from files.errors import RowProblem
from files.tables import Table

COLUMN = "Что исправить"
_MAX_CELL = 32_000


def annotated_copy(table: Table, problems: Iterable[RowProblem] = ()) -> bytes:
    """XLSX of the table's rows, broken ones too, in the file's order; the last column is «Что исправить».

    The table's own problems are included. Every cell is written as a string: nothing becomes a formula,
    a link or a number. A header row of the same name from an earlier copy is replaced.
    """
    notes: dict[int, list[str]] = defaultdict(list)
    for problem in dict.fromkeys((*table.problems, *problems)):
        where = f"{problem.column}: " if problem.column else ""
        notes[problem.row].append(where + problem.message)
    columns = [column for column in table.columns if column != COLUMN]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Проверка")
        bold = book.add_format({"bold": True})
        marked = book.add_format({"bg_color": "#FFE699", "text_wrap": True})
        plain = book.add_format({"num_format": "@"})
        for at, title in enumerate([*columns, COLUMN]):
            sheet.write_string(0, at, title, bold)
        for line, row in enumerate(sorted((*table.rows, *table.broken), key=lambda row: row.number), 1):
            for at, column in enumerate(columns):
                sheet.write_string(line, at, row.cells[column][:_MAX_CELL], plain)
            if row.number in notes:
                sheet.write_string(line, len(columns), "; ".join(notes[row.number])[:_MAX_CELL], marked)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(columns) - 1, 0), 20)
        sheet.set_column(len(columns), len(columns), 60)
    return buffer.getvalue()
