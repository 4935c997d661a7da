"""Import and export of practices: a bank that was kept elsewhere before, and ours as a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Practice
from db.repositories import practice_search
from db.repositories import practices as rows
from db.repositories import units as unit_rows
from db.session import UnitOfWork
from files import values
from files.tables import Field, Table, header_key
from services import content, practice_drafts, practices
from services.competency_codes import code_in
from services.import_cells import Cells, FirstRows, in_file_order, report_on, rows_of
from services.importing import ImportReport
from services.practices import TEXTS

COLUMNS = (
    Field("code", ("код", "номер"), required=True),
    Field("unit_code", ("код организации", "организация"), required=True),
    Field("title", ("название",), required=True),
    Field("author", ("автор", "подпись")),
    Field("subject", ("предмет",)),
    Field("level", ("уровень", "уровень образования"), required=True),
    Field("competencies", ("компетенции", "темы"), required=True),
    Field("problem", ("проблема", "задача"), required=True),
    Field("essence", ("суть",), required=True),
    Field("steps", ("шаги",), required=True),
    Field("resources", ("ресурсы",)),
    Field("results", ("результаты",), required=True),
    Field("risks", ("риски",)),
    Field("conditions", ("условия", "условия тиражирования")),
    Field("published_on", ("дата публикации", "опубликовано")),
)
"""What an export writes too, so that it can be read again; «полезно» and «применили» are only written."""

MOST_CHARACTERS = 4000
_REQUIRED = ("problem", "essence", "steps", "results")


@dataclass(frozen=True)
class _FileRow:
    columns: Mapping[str, Any]
    competencies: tuple[str, ...]


@dataclass
class _Plan:
    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    competencies: dict[str, tuple[str, ...]] = field(default_factory=dict)


async def import_practices(work: UnitOfWork, table: Table, *, dry_run: bool = False) -> ImportReport:
    """Puts a file into the bank, all or nothing; a known code is corrected, nothing is removed."""
    report = report_on("practices", table)
    async with work.reading() if dry_run else work.writing() as session:
        wanted = _read(table, report, await unit_rows.ids_by_code(session), work.now())
        if report.ok:
            plan = await _plan(session, wanted, report)
            if not dry_run:
                await _write(session, plan)
    return in_file_order(report)


def _read(table: Table, report: ImportReport, units: Mapping[str, int], now: datetime) -> dict[str, _FileRow]:
    wanted: dict[str, _FileRow] = {}
    first = FirstRows()
    for cells in rows_of(table, COLUMNS, report):
        code = cells.text("code", 64, required=True)
        row = _read_row(cells, units, now)
        if not first.repeats(cells, "code", code):
            wanted[code] = row
    return wanted


def _read_row(cells: Cells, units: Mapping[str, int], now: datetime) -> _FileRow:
    unit = cells.text("unit_code", 64, required=True)
    if unit and unit not in units:
        cells.refuse("unit_code", f"организации с кодом «{unit}» нет. Сначала загрузите территории")
    columns: dict[str, Any] = {
        "unit_id": units.get(unit),
        "title": cells.text("title", 120, required=True),
        "author_line": cells.text("author", 200),
        "subject": _subject(cells),
        "level": _level(cells),
        **{name: _text(cells, name) for name in TEXTS},
    }
    published = cells.read("published_on", values.date) if cells.has("published_on") else None
    columns |= _dates(published, now)
    codes = cells.read("competencies", values.codes) or ()
    known = tuple(dict.fromkeys(filter(None, map(code_in, codes))))
    if not codes or len(known) < len(codes):
        cells.refuse("competencies", "нужны коды из рамки компетенций через пробел, например KM2 KS1")
    return _FileRow(columns, known)


def _text(cells: Cells, name: str) -> str:
    text = practice_drafts.tidy(cells.values.get(name, ""))
    if not text and name in _REQUIRED:
        cells.refuse(name, "ячейка пустая, а значение обязательно")
    if len(text) > MOST_CHARACTERS:
        cells.refuse(name, f"текст длиннее {MOST_CHARACTERS} знаков (сейчас {len(text)}). Сократите его")
    return text


def _subject(cells: Cells) -> str:
    """The code of a subject by its title; an empty cell is a practice of no subject."""
    typed = cells.text("subject", 100)
    code = content.subject_named(typed) if typed else ""
    if code is None:
        cells.refuse("subject", f"предмета «{typed}» нет в списке. Оставьте пустым, если предмет любой")
    return code or ""


def _level(cells: Cells) -> str | None:
    typed = header_key(cells.text("level", 100, required=True))
    for one in content.levels().values():
        if typed in (one.code, header_key(one.title), header_key(one.short)):
            return one.code
    if typed:
        names = ", ".join(one.title for one in content.levels().values())
        cells.refuse("level", f"непонятный уровень. Напишите одно из: {names}")
    return None


def _dates(published: date | None, now: datetime) -> dict[str, datetime]:
    moment = datetime.combine(published, time(12), UTC) if published else now
    return {"decided_at": moment, "review_by": practice_drafts.lives_until(moment)}


async def _plan(session: AsyncSession, wanted: dict[str, _FileRow], report: ImportReport) -> _Plan:
    """What differs between the file and what earlier files brought."""
    before = await rows.imported(session)
    tied = await rows.all_competencies(session)
    plan = _Plan()
    for code, row in wanted.items():
        practice = before.get(code)
        if practice is None:
            plan.new.append(_new(code, row))
        elif not _differs(practice, row, tied.get(practice.id, [])):
            report.same += 1
            continue
        else:
            plan.changed.append({"id": practice.id, **_kept(practice, row)})
        plan.competencies[code] = row.competencies
    report.new, report.changed = len(plan.new), len(plan.changed)
    return plan


def _new(code: str, row: _FileRow) -> dict[str, Any]:
    moment = row.columns["decided_at"]
    return {
        "code": code, "person_id": None, "state": "published", "version": 1, "revision": 1, "signed": False,
        "kept_nameless": True, "begun_at": moment, "touched_at": moment, "submitted_at": moment,
        "decision": "", **row.columns,
    }  # fmt: skip


def _kept(practice: Practice, row: _FileRow) -> dict[str, Any]:
    """The file's words; the dates of the first import stay."""
    dates = ("decided_at", "review_by")
    return {name: value for name, value in row.columns.items() if name not in dates} | {
        "revision": practice.revision + 1
    }


def _differs(practice: Practice, row: _FileRow, codes: list[str]) -> bool:
    words = {name: value for name, value in row.columns.items() if name not in ("decided_at", "review_by")}
    return set(codes) != set(row.competencies) or any(
        getattr(practice, name) != value for name, value in words.items()
    )


async def _write(session: AsyncSession, plan: _Plan) -> None:
    await rows.insert_many(session, plan.new)
    await rows.update_many(session, plan.changed)
    session.expire_all()
    found = await rows.imported(session)
    wanted = {found[code].id: list(codes) for code, codes in plan.competencies.items()}
    await rows.set_competencies(session, wanted)
    words = {
        found[code].id: practices.words_of(found[code], list(codes))
        for code, codes in plan.competencies.items()
        if found[code].state == "published"
    }
    await practice_search.put(session, words)


HEADERS = (*(one.title for one in COLUMNS), "полезно", "применили")


async def export_practices(work: UnitOfWork) -> list[list[Any]]:
    """Every published practice, a row each under HEADERS; an author is named only as readers see them."""
    async with work.reading() as session:
        found = await rows.every_published(session)
        tied = await rows.all_competencies(session)
        counts = await rows.all_counts(session)
        return [
            [
                practice.code or f"ОПОРА-{practice.id}",
                unit.code,
                practice.title,
                await practices.author_shown(session, practice),
                content.subjects().get(practice.subject or "", ""),
                content.levels()[practice.level].title if practice.level in content.levels() else "",
                " ".join(tied.get(practice.id, [])),
                *(getattr(practice, name) for name in TEXTS),
                practice.decided_at.date() if practice.decided_at else None,
                counts.get(practice.id, rows.Counts()).useful,
                counts.get(practice.id, rows.Counts()).applied,
            ]
            for practice, _, unit in found
        ]
