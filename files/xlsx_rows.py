"""Rows of an XLSX sheet as text, the way a person sees the cells."""

import datetime as dt
import io
from collections.abc import Iterator
from decimal import Decimal

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from files.archive import check_xlsx
from files.csv_rows import Record
from files.errors import FileProblem
from files.xlsx_errors import error_cells


def xlsx_records(data: bytes, sheet: str | None = None) -> Iterator[Record]:
    """Rows of the named sheet, else of the first sheet that has cells; numbered from 1 as in the sheet.

    A row with an error such as #N/A in a cell comes with a problem. Raises FileProblem for an unsafe, damaged
    or empty workbook and for an unknown sheet.
    """
    check_xlsx(data)
    try:
        chosen = _choose(CalamineWorkbook.from_object(io.BytesIO(data)), sheet)
        errors = error_cells(data, chosen.name)
        for number, cells in enumerate(chosen.to_python(skip_empty_area=False), 1):
            found = errors.get(number)
            problem = (
                f"в ячейке {', '.join(found)} ошибка Excel (#Н/Д и подобные). Исправьте её" if found else None
            )
            yield Record(number, [cell_text(cell) for cell in cells], problem)
    except CalamineError as error:
        raise _damaged() from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise _damaged() from error
        raise


def _damaged() -> FileProblem:
    return FileProblem("Файл XLSX повреждён. Откройте его в Excel, сохраните заново и пришлите ещё раз.")


def _choose(book: CalamineWorkbook, wanted: str | None) -> CalamineSheet:
    names = book.sheet_names
    if wanted is not None:
        if wanted not in names:
            raise FileProblem(f"В файле нет листа «{wanted}». Есть листы: {', '.join(names)}.")
        return book.get_sheet_by_name(wanted)
    for name in names:
        sheet = book.get_sheet_by_name(name)
        if sheet.height:
            return sheet
    raise FileProblem("В файле нет ни одного заполненного листа.")


def cell_text(value: object) -> str:
    """Whole numbers without `.0`, ISO dates without an empty time, logical values as Excel shows them."""
    match value:
        case str():
            return value
        case bool():
            return "ИСТИНА" if value else "ЛОЖЬ"
        case float():
            return format(Decimal(format(value, ".15g")), "f")
        case dt.datetime():
            return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
        case dt.date() | dt.time():
            return value.isoformat()
        case dt.timedelta():
            minutes, seconds = divmod(int(value.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        case _:
            return str(value)
