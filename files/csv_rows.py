"""CSV text to rows of fields. A broken row is reported and left out; it never shifts the rows below."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

MAX_LINES_IN_RECORD = 200
_EXCEL_HINT = "sep="


@dataclass(frozen=True, slots=True)
class Record:
    """Fields of one record, or the reason why its line can't be divided into fields."""

    number: int
    fields: list[str]
    problem: str | None = None


def csv_records(text: str) -> Iterator[Record]:
    """Records of the text, numbered from 1 as a spreadsheet shows them; blank ones have no fields.

    The delimiter is the one of `;`, tab, `,` that the header line has most of, outside quotes.
    """
    lines = [line + "\n" for line in text.split("\n")]
    if lines and lines[-1] == "\n":
        lines.pop()
    delimiter = header_delimiter(text)
    number = at = 1 if text.startswith(_EXCEL_HINT) else 0
    while at < len(lines):
        number += 1
        record, used = _record(lines, at, number, delimiter)
        at += used
        yield record


def header_delimiter(text: str) -> str:
    """The delimiter of the first line that isn't blank, quoted parts left out; `;` for a single column.

    Excel's own first line `sep=,` wins.
    """
    if text.startswith(_EXCEL_HINT):
        return text[len(_EXCEL_HINT) :][:1].strip("\n") or "\t"
    header = next((line for line in text.split("\n") if line.strip()), "")
    outside = "".join(header.split('"')[::2])
    counts = {delimiter: outside.count(delimiter) for delimiter in ";\t,"}
    return max(counts, key=lambda delimiter: counts[delimiter])


def _record(lines: list[str], at: int, number: int, delimiter: str) -> tuple[Record, int]:
    """The record that starts at the line, and how many lines it takes."""
    span = range(at, min(at + MAX_LINES_IN_RECORD, len(lines)))
    reader = csv.reader(map(lines.__getitem__, span), delimiter=delimiter, strict=True)
    try:
        return Record(number, next(reader)), reader.line_num
    except csv.Error as error:
        return Record(number, [lines[at].rstrip("\n")], _explain(str(error))), 1


def _explain(error: str) -> str:
    if "unexpected end of data" in error:
        return "кавычка открыта, но не закрыта. Закройте её или уберите"
    if "field larger" in error:
        return "в ячейке больше 131 тысячи знаков. Проверьте кавычки"
    return 'кавычки внутри ячейки не удвоены или не закрыты: пишите "ООО ""Ромашка""" или пришлите XLSX'
