"""Cells of a sheet that hold an Excel error (#Н/Д, #ССЫЛКА!): the parser shows them as empty."""

import io
import posixpath
import re
import zipfile
from collections import defaultdict
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

_ERROR_CELL = re.compile(rb"""<(?:\w+:)?c\s(?=[^<>]*\bt=["']e["'])[^<>]*?\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def error_cells(data: bytes, sheet: str) -> dict[int, list[str]]:
    """Addresses of the cells with an error by row number. `data` is a workbook that passed `check_xlsx`.

    A workbook whose parts can't be found has none: the parser has its own say about it.
    """
    found: dict[int, list[str]] = defaultdict(list)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            content = archive.read(_part(archive, sheet))
    except (KeyError, StopIteration, ParseError, DefusedXmlException, zipfile.BadZipFile):
        return found
    for match in _ERROR_CELL.finditer(content):
        found[int(match[2])].append(f"{match[1].decode()}{int(match[2])}")
    return found


def _part(archive: zipfile.ZipFile, sheet: str) -> str:
    """Path of the sheet's part in the archive."""
    sheets = fromstring(archive.read("xl/workbook.xml")).iterfind(".//{*}sheet")
    relation = next(element.get(_RELATION) for element in sheets if element.get("name") == sheet)
    relations = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    target = next(element.get("Target", "") for element in relations if element.get("Id") == relation)
    return posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
