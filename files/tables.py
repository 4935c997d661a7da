"""Tables people send: CSV or XLSX with a header row, read into rows of named text cells."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from files.archive import check_size
from files.csv_rows import Record, csv_records
from files.errors import FileProblem, RowProblem
from files.text import clean, decode
from files.xlsx_rows import xlsx_records

MAX_COLUMNS = 500
MAX_BROKEN_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file and its cells by column, every column present, empty as ''."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it came. Blank rows are left out.

    `broken` holds rows that can't be divided into columns, with their text in the first column;
    `problems` says what is wrong with each of them.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    broken: tuple[Row, ...] = ()
    problems: tuple[RowProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a schema: the field's name in code, and other headers people write for it."""

    name: str
    aliases: tuple[str, ...] = ()
    required: bool = False

    @property
    def title(self) -> str:
        """How a message calls the column: its first alias, as a rule the Russian one."""
        return self.aliases[0] if self.aliases else self.name


@dataclass(frozen=True, slots=True)
class Matched:
    """Which header holds which field, and the headers nobody asked for."""

    headers: dict[str, str]
    unknown: tuple[str, ...]

    def rows(self, table: Table) -> Iterator[Row]:
        """The table's rows with cells by field name; fields without a column are absent."""
        for row in table.rows:
            yield replace(row, cells={field: row.cells[header] for field, header in self.headers.items()})


def read_table(data: bytes, name: str, *, max_rows: int = 200_000, sheet: str | None = None) -> Table:
    """Reads CSV (UTF-8, UTF-16 with a mark, cp1251; `;`, `,` or tab) or XLSX; the content decides which.

    `name` is the file's name, for messages. `sheet` chooses a sheet of a workbook, by default the first
    one with cells. The first row that isn't blank is the header. Cells come stripped and clean.

    Raises FileProblem when the file as a whole can't be read. Rows that can't are in `Table.problems`.
    """
    check_size(data)
    if data.startswith(b"PK"):
        records = xlsx_records(data, sheet)
    elif name.lower().endswith((".xlsx", ".xlsm")) and b"\0" in data[:4096]:
        raise FileProblem("Это не XLSX или файл повреждён. Сохраните таблицу заново в формате XLSX.")
    else:
        records = csv_records(decode(data))
    return _table(records, max_rows)


def _table(records: Iterable[Record], max_rows: int) -> Table:
    filled = _filled(records)
    first = next(filled, None)
    if first is None:
        raise FileProblem("В файле нет ни одной заполненной строки.")
    header = _header(first)
    columns = tuple(title for title in header if title)
    rows: list[Row] = []
    broken: list[Row] = []
    problems: list[RowProblem] = []
    for record in filled:
        if len(rows) >= max_rows:
            raise FileProblem(f"В файле больше {max_rows} строк. Разделите его на несколько файлов.")
        reason = record.problem or _misfit(header, record.fields)
        if reason:
            problems.append(RowProblem(record.number, None, reason))
            broken.append(Row(record.number, _raw(columns, record.fields)))
            if len(problems) > MAX_BROKEN_ROWS:
                raise FileProblem(
                    f"Больше {MAX_BROKEN_ROWS} строк не делятся на столбцы, первая из них {problems[0].row}: "
                    f"{problems[0].message}.",
                    row=problems[0].row,
                )
        else:
            pairs = zip_longest(header, record.fields[: len(header)], fillvalue="")
            rows.append(Row(record.number, {title: cell for title, cell in pairs if title}))
    return Table(columns, tuple(rows), tuple(broken), tuple(problems))


def _filled(records: Iterable[Record]) -> Iterator[Record]:
    for record in records:
        fields = [clean(field) for field in record.fields]
        if any(fields):
            yield replace(record, fields=fields)


def _header(record: Record) -> list[str]:
    if record.problem:
        raise FileProblem(f"Строка {record.number} (заголовки): {record.problem}.", row=record.number)
    titles = [" ".join(field.split()) for field in record.fields]
    while not titles[-1]:
        titles.pop()
    if len(titles) > MAX_COLUMNS:
        raise FileProblem(f"В таблице больше {MAX_COLUMNS} столбцов. Оставьте только нужные.")
    seen: dict[str, str] = {}
    for title in filter(None, titles):
        key = header_key(title)
        if key in seen:
            raise FileProblem(f"Столбец «{title}» встречается дважды. Переименуйте или удалите один из них.")
        seen[key] = title
    return titles


def _misfit(header: Sequence[str], fields: Sequence[str]) -> str | None:
    """Why the fields don't fit the header. Missing and spare fields are only fine at the end and empty."""
    filled = [number for number, field in enumerate(fields, 1) if field]
    if len(fields) < len(header) or filled[-1] > len(header):
        count = max(filled[-1], min(len(fields), len(header)))
        return (
            f"в строке {_cells(count)}, а столбцов в заголовке {len(header)}. Проверьте разделители и кавычки"
        )
    nameless = [number for number in filled if not header[number - 1]]
    if nameless:
        return f"заполнен столбец {nameless[0]}, у которого нет заголовка. Дайте ему название или удалите его"
    return None


def _cells(count: int) -> str:
    if count % 10 == 1 and count % 100 != 11:
        return f"{count} ячейка"
    if 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14:
        return f"{count} ячейки"
    return f"{count} ячеек"


def _raw(columns: Sequence[str], fields: Sequence[str]) -> dict[str, str]:
    return dict.fromkeys(columns, "") | {columns[0]: " | ".join(fields)}


def match_columns(table: Table, schema: Sequence[Field]) -> Matched:
    """Finds the column of each field by its name or aliases.

    Case, spaces, underscores, punctuation and «ё» make no difference.

    Raises FileProblem that names the missing required columns (and the unknown ones beside them), and when
    two columns claim one field.
    """
    by_key = {header_key(alias): field for field in schema for alias in (field.name, *field.aliases)}
    headers: dict[str, str] = {}
    unknown: list[str] = []
    for column in table.columns:
        field = by_key.get(header_key(column))
        if field is None:
            unknown.append(column)
        elif field.name in headers:
            raise FileProblem(
                f"Столбцы «{headers[field.name]}» и «{column}» означают одно и то же. Оставьте один из них."
            )
        else:
            headers[field.name] = column
    missing = [field.title for field in schema if field.required and field.name not in headers]
    if missing:
        found = f" Не узнаны столбцы: {_quoted(unknown)}." if unknown else ""
        raise FileProblem(
            f"Не хватает столбцов: {_quoted(missing)}.{found} Заголовки пишут в первой заполненной строке."
        )
    return Matched(headers, tuple(unknown))


def header_key(header: str) -> str:
    """What is compared of a header: lower-case letters and digits, «ё» as «е». A lone «№» stays itself."""
    folded = header.casefold().strip()
    return re.sub(r"[\W_]+", "", folded).replace("ё", "е") or folded


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"«{name}»" for name in names)
