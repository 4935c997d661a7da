"""A matrix of responses as other programs write it: one row a person, one column an item.

Read are CSV (`;`, `,`, tab, or spaces as in R's write.table) and XLSX, with or without a header, with row
names, with a column of person codes in front, and with a column of frequencies at the end.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from files.archive import check_size
from files.csv_rows import Record, csv_records
from files.errors import FileProblem
from files.tables import header_key
from files.text import clean, decode, shorten
from files.xlsx_rows import xlsx_records

_NO_ANSWER = {"", "na", "n/a", "nan", "null", "none", ".", "-", "–", "—", "#n/a", "#н/д"}
_TRUTH = {"true": "1", "false": "0", "истина": "1", "ложь": "0"}
_PERSON = {"", "id", "x", "person", "personid", "student", "studentid", "respondent", "subject", "name", "no",
           "код", "кодпедагога", "номер", "№", "педагог", "участник", "ученик", "фио"}  # fmt: skip
_FREQUENCY = {"freq", "frequency", "count", "частота", "число"}
_MOST_PEOPLE = 1_000_000


@dataclass(frozen=True, slots=True)
class Responses:
    """Answers by person, '' for none: 0 and 1, or choices when there are `keys`. `groups`: of each person."""

    items: tuple[str, ...]
    answers: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(slots=True)
class _Column:
    name: str
    cells: list[str]

    @property
    def is_scored(self) -> bool:
        return all(cell in ("", "0", "1") for cell in self.cells)

    @property
    def names_people(self) -> bool:
        return header_key(self.name) in _PERSON or len(set(self.cells)) == len(self.cells) > 2


def read_responses(
    data: bytes, *, key: str | None = None, group: str = "", omit: Sequence[str] = ()
) -> Responses:
    """Reads the matrix. Raises FileProblem that names the row or the column.

    `key`: the right choices separated by commas; without it answers are 0 and 1. `group`: a column that names
    groups; `omit`: other columns that are no items.
    """
    check_size(data)
    records = xlsx_records(data) if data.startswith(b"PK") else csv_records(_delimited(decode(data)))
    first, *rest = list(_filled(records)) or [Record(1, [])]
    header, body = _split(first, rest)
    if not body:
        raise FileProblem("В файле нет ни одной строки с ответами.")
    columns = _columns(header, body)
    groups = _taken(columns, group) if group else None
    for name in omit:
        _taken(columns, name)
    people = _frequencies(columns, len(body))
    wanted = _keys(key) if key is not None else []
    if (
        columns
        and columns[0].names_people
        and (len(wanted) < len(columns) if wanted else not columns[0].is_scored)
    ):
        del columns[0]
    if not columns:
        raise FileProblem("В файле нет ни одного столбца с ответами.")
    keys = _matched(wanted, len(columns)) if key is not None else ()
    if not keys:
        _check_scored(columns, body)
    answers = zip(*(column.cells for column in columns), strict=True)
    return Responses(
        items=tuple(column.name for column in columns),
        answers=tuple(row for row, count in zip(answers, people, strict=True) for _ in range(count)),
        keys=keys,
        groups=tuple(
            name for name, count in zip(groups.cells, people, strict=True) for _ in range(count)
        ) if groups else (),
    )  # fmt: skip


def _delimited(text: str) -> str:
    """Columns divided by spaces become columns divided by tabs."""
    line = next((line for line in text.split("\n") if line.strip()), "")
    if any(mark in line for mark in ";,\t") or not re.search(r"\S\s+\S", line):
        return text
    return "\n".join(re.sub(r"[ \xa0]+", "\t", line.strip()) for line in text.split("\n"))


def _filled(records: Iterator[Record]) -> Iterator[Record]:
    for record in records:
        fields = [clean(field) for field in record.fields]
        while fields and not fields[-1] and not any(fields):
            fields.pop()
        if not fields:
            continue
        if record.problem:
            raise FileProblem(f"Строка {record.number}: {record.problem}.", row=record.number)
        yield Record(record.number, fields)


def _split(first: Record, rest: list[Record]) -> tuple[list[str], list[Record]]:
    """The header, or names of ours when the first row is already somebody's answers."""
    if not _is_answers(first, rest):
        return first.fields, rest
    return [f"V{number}" for number in range(1, len(first.fields) + 1)], [first, *rest]


def _is_answers(first: Record, rest: list[Record]) -> bool:
    """Answers repeat each other and recur below; names of columns do neither."""
    cells = [_answer(cell) for cell in first.fields]
    if cells and all(cell in ("", "0", "1") for cell in cells):
        return True
    if len(set(cells)) == len(cells):
        return False
    below = [
        {_answer(cell) for cell in column} for column in zip(*(row.fields for row in rest), strict=False)
    ]
    recur = sum(cell in seen for cell, seen in zip(cells, below, strict=False))
    return recur * 2 >= len(cells)


def _columns(header: list[str], body: list[Record]) -> list[_Column]:
    """Columns by name; a file whose rows have one more cell than the header starts with row names."""
    if all(len(row.fields) == len(header) + 1 for row in body):
        header = ["", *header]
    for row in body:
        if len(row.fields) != len(header):
            raise FileProblem(
                f"Строка {row.number}: ячеек {len(row.fields)}, а столбцов {len(header)}. "
                "Проверьте разделители и кавычки.",
                row=row.number,
            )
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice:
        raise FileProblem(f"Столбец «{shorten(twice, 40)}» встречается дважды. Переименуйте один из них.")
    columns = zip(header, zip(*(row.fields for row in body), strict=True), strict=True)
    found = [_Column(name, [_answer(cell) for cell in cells]) for name, cells in columns]
    return [column for column in found if column.name or any(column.cells)]


def _answer(cell: str) -> str:
    """One form of the same answer: «1.0» is 1, «b» is B, «NA» is none."""
    folded = cell.strip().casefold()
    if folded in _NO_ANSWER:
        return ""
    whole = re.fullmatch(r"(-?\d+)[.,]0+", folded)
    return whole[1] if whole else _TRUTH.get(folded, folded.upper())


def _taken(columns: list[_Column], name: str) -> _Column:
    for at, column in enumerate(columns):
        if header_key(column.name) == header_key(name):
            return columns.pop(at)
    known = ", ".join(column.name for column in columns)
    raise FileProblem(f"Столбца «{shorten(name, 40)}» нет. Есть: {shorten(known, 200)}.")


def _frequencies(columns: list[_Column], rows: int) -> list[int]:
    """How many people a row stands for: patterns are often published with their frequencies."""
    if columns and header_key(columns[-1].name) in _FREQUENCY and all(map(str.isdecimal, columns[-1].cells)):
        counts = [int(cell) for cell in columns.pop().cells]
        if sum(counts) > _MOST_PEOPLE:
            raise FileProblem(f"В столбце частот больше {_MOST_PEOPLE} человек.")
        return counts
    return [1] * rows


def _keys(key: str) -> list[str]:
    """The right answers; letters may be written together."""
    parts = [part for part in re.split(r"[\s,;]+", key) if part]
    if not parts:
        raise FileProblem("Ключ пуст. Напишите верные ответы через запятую, например A,C,B.")
    return list(parts[0]) if len(parts) == 1 else parts


def _matched(parts: list[str], count: int) -> tuple[str, ...]:
    """A key for each item."""
    if len(parts) != count:
        raise FileProblem(f"В ключе ответов: {len(parts)}, а заданий в файле: {count}.")
    return tuple(_answer(part) for part in parts)


def _check_scored(columns: list[_Column], body: list[Record]) -> None:
    for column in columns:
        for row, cell in zip(body, column.cells, strict=True):
            if cell not in ("", "0", "1"):
                raise FileProblem(
                    f"Строка {row.number}, столбец «{shorten(column.name, 40)}»: «{shorten(cell, 40)}». "
                    "Без ключа ответ — 0 или 1; вариантам нужен --key, лишний столбец укажите в --omit.",
                    row=row.number,
                )
