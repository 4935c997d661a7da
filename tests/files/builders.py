"""Small files made on the fly."""

import io
import zipfile

import xlsxwriter

_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


def xlsx(*rows: list[object], sheets: dict[str, list[list[object]]] | None = None) -> bytes:
    """A workbook with the rows on one sheet, or with several named sheets."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"default_date_format": "dd.mm.yyyy"}) as book:
        for name, content in (sheets or {"Лист1": list(rows)}).items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(content):
                sheet.write_row(at, 0, row)
    return buffer.getvalue()


def xlsx_with_sheet(cells: str, **changes: str | bytes) -> bytes:
    """A workbook whose sheet data is the given XML; other parts may be replaced or added by path."""
    parts = {"xl/worksheets/sheet1.xml": _SHEET.format(cells), **changes}
    source = zipfile.ZipFile(io.BytesIO(xlsx(["заголовок"])))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in dict.fromkeys([*source.namelist(), *parts]):
            target.writestr(name, parts.get(name, source.read(name) if name in source.namelist() else b""))
    return buffer.getvalue()
