"""Import of the tree of units: adds, updates and moves by code, all or nothing."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from zoneinfo import available_timezones

from sqlalchemy.ext.asyncio import AsyncSession

from db.repositories import units as unit_rows
from db.repositories.units import UnitRow
from db.session import UnitOfWork
from files.errors import RowProblem
from files.tables import Field, Table, header_key
from services.import_cells import Cells, FirstRows, in_file_order, report_on, rows_of
from services.importing import ImportReport
from services.russian import searchable

COLUMNS = (
    Field("code", ("код", "код подразделения", "код организации"), required=True),
    Field("parent_code", ("код вышестоящего", "код родителя", "родитель", "код вышестоящей организации")),
    Field("level", ("уровень", "вид", "тип"), required=True),
    Field("name", ("название", "наименование"), required=True),
    Field("address", ("адрес",)),
    Field("timezone", ("часовой пояс",)),
)

_ABOVE = {
    "country": (),
    "region": ("country",),
    "municipality": ("region",),
    "school": ("municipality", "region"),
    "kindergarten": ("municipality", "region"),
    "extra": ("municipality", "region"),
    "college": ("municipality", "region", "country"),
    "university": ("municipality", "region", "country"),
    "provider": ("municipality", "region", "country"),
}
"""What a unit of each level may hang below."""

_TITLES = {
    "country": "страна",
    "region": "регион",
    "municipality": "муниципалитет",
    "school": "школа",
    "kindergarten": "детский сад",
    "extra": "дополнительное образование",
    "college": "колледж",
    "university": "вуз",
    "provider": "организатор ДПО",
}

_OTHER_WORDS = {
    "субъект": "region",
    "муниципальное образование": "municipality",
    "доп. образование": "extra",
    "учреждение дополнительного образования": "extra",
    "детсад": "kindergarten",
    "техникум": "college",
    "университет": "university",
    "организатор": "provider",
}

_LEVELS = {
    header_key(word): level
    for word, level in [
        *((level, level) for level in _TITLES),
        *((title, level) for level, title in _TITLES.items()),
        *_OTHER_WORDS.items(),
    ]
}
_CODE = re.compile(r"[\w.\-]{1,40}")


@dataclass(frozen=True)
class _FileRow:
    """A row of the file that can be used; columns the file has not are absent from `values`."""

    number: int
    parent: str | None
    values: dict[str, str | None]


@dataclass
class _File:
    """Rows by code, codes of rows that can't be used, and the headers of the file by field."""

    rows: dict[str, _FileRow] = field(default_factory=dict)
    spoiled: set[str] = field(default_factory=set)
    titles: dict[str, str] = field(default_factory=dict)
    has_parents: bool = False

    def problem(self, code: str, name: str, message: str) -> RowProblem:
        return RowProblem(self.rows[code].number, self.titles[name], message)


async def import_units(work: UnitOfWork, table: Table, *, dry_run: bool = False) -> ImportReport:
    """Adds and updates units by code, all or nothing. A moved unit takes its whole branch along.

    Units that the file does not name stay as they are. Raises FileProblem when a column is missing.
    """
    report = report_on("units", table)
    file = _read(table, report)
    async with work.reading() if dry_run else work.writing() as session:
        existing = await unit_rows.everything(session)
        tree = _Tree(file, existing)
        report.problems += tree.problems(file, existing)
        if report.ok:
            new, changed = _differences(file, existing, tree, report)
            if not dry_run:
                await _write(session, new, changed, tree)
    return in_file_order(report)


def _read(table: Table, report: ImportReport) -> _File:
    file = _File()
    first = FirstRows()
    for cells in rows_of(table, COLUMNS, report):
        file.has_parents, file.titles = cells.has("parent_code"), cells.titles
        code = cells.text("code", 40, required=True)
        row = _read_row(cells, code)
        if first.repeats(cells, "code", code):
            continue
        if cells.wrong:
            file.spoiled.add(code)
        else:
            file.rows[code] = row
    return file


def _read_row(cells: Cells, code: str) -> _FileRow:
    if code and not _CODE.fullmatch(code):
        cells.refuse("code", "в коде могут быть только буквы, цифры, точка, дефис и подчёркивание")
    values: dict[str, str | None] = {
        "level": cells.read("level", _level),
        "name": cells.text("name", 255, required=True),
    }
    if not cells.filled("level"):
        cells.refuse("level", f"уровень не указан. Напишите один из: {_level_names()}")
    if cells.has("address"):
        values["address"] = cells.text("address", 500)
    if cells.has("timezone"):
        values["timezone"] = cells.read("timezone", _zone)
    return _FileRow(cells.number, cells.text("parent_code", 40) or None, values)


def _level(text: str) -> str:
    level = _LEVELS.get(header_key(text))
    if level is None:
        raise ValueError(f"неизвестный уровень «{text}». Напишите один из: {_level_names()}")
    return level


def _level_names() -> str:
    return ", ".join(_TITLES.values())


def _zone(text: str) -> str:
    if text not in _zones():
        raise ValueError(
            f"неизвестный часовой пояс «{text}». Пишите как Asia/Omsk или оставьте ячейку пустой"
        )
    return text


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


class _Tree:
    """The tree as it will be after the import: who is above whom, at what level, on what path."""

    def __init__(self, file: _File, existing: dict[str, UnitRow]) -> None:
        self.parents = {code: _parent_code(unit.path) for code, unit in existing.items()}
        self.levels = {code: unit.level for code, unit in existing.items()}
        for code, row in file.rows.items():
            if file.has_parents or code not in existing:
                self.parents[code] = row.parent
            self.levels[code] = str(row.values["level"])
        self._zones = {code: unit.timezone for code, unit in existing.items()}
        for code, row in file.rows.items():
            if "timezone" in row.values and (self.parents[code] is not None or row.values["timezone"]):
                self._zones[code] = row.values["timezone"]
        self._paths: dict[str, str] = {}

    def zone(self, code: str) -> str | None:
        """The unit's own time zone, else that of the nearest unit above that has one."""
        at: str | None = code
        while at is not None and not self._zones.get(at):
            at = self.parents[at]
        return self._zones[at] if at is not None else None

    def problems(self, file: _File, existing: dict[str, UnitRow]) -> list[RowProblem]:
        """Circles, unknown parents and levels that don't fit, by row."""
        circles = _circles(self.parents)
        found = []
        for code in file.rows:
            problem = circles.get(code) or self._misplaced(code, file.spoiled)
            if problem:
                found.append(file.problem(code, "parent_code", problem))
        return found + self._stranded(file, existing)

    def _misplaced(self, code: str, spoiled: set[str]) -> str | None:
        above, level, parent = _ABOVE[self.levels[code]], _TITLES[self.levels[code]], self.parents[code]
        if parent is None:
            return (
                f"укажите код вышестоящего для уровня «{level}»: без него стоит только страна"
                if above
                else None
            )
        if not above:
            return "у страны нет вышестоящего, оставьте ячейку пустой"
        if parent in spoiled:
            return None
        if parent not in self.levels:
            return f"нет подразделения с кодом «{parent}». Добавьте для него строку или исправьте код"
        if self.levels[parent] not in above:
            fits = " или ".join(_TITLES[one] for one in above)
            return (
                f"над уровнем «{level}» должен стоять {fits}, а «{parent}» — {_TITLES[self.levels[parent]]}"
            )
        return None

    def _stranded(self, file: _File, existing: dict[str, UnitRow]) -> list[RowProblem]:
        """Units outside the file that a changed level of the unit above would leave in the wrong place."""
        found = {}
        for code in existing.keys() - file.rows.keys():
            parent = self.parents[code]
            if parent in file.rows and self.levels[parent] not in _ABOVE[self.levels[code]]:
                found[parent] = file.problem(
                    parent,
                    "level",
                    f"ниже «{parent}» остаётся «{code}» ({_TITLES[self.levels[code]]}), а уровень "
                    f"«{_TITLES[self.levels[parent]]}» этого не допускает. Сначала перенесите «{code}»",
                )
        return list(found.values())

    def path(self, code: str) -> str:
        """Levels go strictly down, so the way up is four steps at most."""
        if code not in self._paths:
            parent = self.parents[code]
            self._paths[code] = f"{self.path(parent) if parent else '/'}{code}/"
        return self._paths[code]


def _parent_code(path: str) -> str | None:
    codes = path.strip("/").split("/")
    return codes[-2] if len(codes) > 1 else None


def _circles(parents: dict[str, str | None]) -> dict[str, str]:
    """Codes that are their own superiors, with the circle in words."""
    found: dict[str, str] = {}
    done: set[str] = set()
    for start in parents:
        walk: dict[str, None] = {}
        node: str | None = start
        while node in parents and node not in done and node not in walk:
            walk[node] = None
            node = parents[node]
        if node in walk:
            members = list(walk)[list(walk).index(node) :]
            shown = members[:5] if len(members) <= 5 else [*members[:5], "…"]
            found |= dict.fromkeys(members, f"подчинение идёт по кругу: {' → '.join([*shown, node])}")
        done.update(walk)
    return found


def _differences(
    file: _File, existing: dict[str, UnitRow], tree: _Tree, report: ImportReport
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Columns of the new units and of those that change, with the counts of both in the report."""
    new, changed = [], []
    for code, row in file.rows.items():
        unit = existing.get(code)
        columns = _columns(code, row, unit, tree)
        if unit is None:
            new.append(columns)
        elif any(getattr(unit, name) != value for name, value in columns.items()):
            changed.append({"id": unit.id, **columns})
    report.new, report.changed = len(new), len(changed)
    report.same = len(file.rows) - len(new) - len(changed)
    moved = [_moved(unit, tree) for code, unit in existing.items() if code not in file.rows]
    moved = [columns for columns in moved if columns]
    if moved:
        report.notes.append(f"Вместе с вышестоящими переезжают и те, кого нет в файле: {len(moved)}.")
    return new, changed + moved


def _columns(code: str, row: _FileRow, unit: UnitRow | None, tree: _Tree) -> dict[str, object]:
    kept = {"address": unit.address if unit else ""}
    values = kept | row.values | {"timezone": tree.zone(code)}
    search = searchable(str(values["name"]), str(values["address"]), code)[:800]
    return {"code": code, **values, "path": tree.path(code), "search": search}


def _moved(unit: UnitRow, tree: _Tree) -> dict[str, object]:
    if tree.path(unit.code) == unit.path:
        return {}
    return {**unit._asdict(), "path": tree.path(unit.code)}


async def _write(
    session: AsyncSession, new: list[dict[str, object]], changed: list[dict[str, object]], tree: _Tree
) -> None:
    """New units level by level, so that each knows the id of the one above; then the changed ones."""
    ids = await unit_rows.ids_by_code(session)
    for depth in range(1, 5):
        level = [columns for columns in new if str(columns["path"]).count("/") == depth + 1]
        if level:
            await unit_rows.insert_many(session, _with_parents(level, ids, tree))
            ids = await unit_rows.ids_by_code(session)
    await unit_rows.update_many(session, _with_parents(changed, ids, tree))


def _with_parents(rows: list[dict[str, object]], ids: dict[str, int], tree: _Tree) -> list[dict[str, object]]:
    return [{**row, "parent_id": ids.get(tree.parents[str(row["code"])] or "")} for row in rows]
