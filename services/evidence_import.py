"""Import of evidence: what happened before the bot or outside it, counted like everything else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.repositories import evidence as evidence_rows
from db.repositories import people as people_rows
from db.repositories import programmes as programme_rows
from db.repositories import units as unit_rows
from db.repositories.people import Career
from db.repositories.units import UnitRow
from db.session import UnitOfWork
from domain.career import place_on
from domain.evidence import EvidenceKind, Mode, SupportForm
from files import values
from files.tables import Field, Table, header_key
from services.competency_codes import code_in
from services.evidence import NOWHERE, team_subject
from services.import_cells import Cells, in_file_order, report_on, rows_of
from services.importing import ImportReport
from services.invitations import OPERATOR
from services.viewer import DEFAULT_ZONE

COLUMNS = (
    Field("person_code", ("код педагога", "код", "личный код", "табельный номер")),
    Field("unit_code", ("код организации", "организация")),
    Field("kind", ("вид", "вид факта", "событие"), required=True),
    Field("date", ("дата",), required=True),
    Field("value", ("результат", "процент", "значение")),
    Field("programme_no", ("номер программы", "номер в реестре", "программа")),
    Field("deficit", ("дефициты", "дефицит", "зоны роста", "компетенции")),
    Field("mode", ("режим", "режим диагностики")),
    Field("form", ("форма", "форма поддержки")),
)

_KINDS = {
    EvidenceKind.DIAGNOSTIC: ("диагностика",),
    EvidenceKind.FL_DIAGNOSTIC: (
        "диагностика функциональной грамотности",
        "функциональная грамотность",
        "диагностика фг",
    ),
    EvidenceKind.RECOMMENDED: ("рекомендовано", "рекомендация"),
    EvidenceKind.ENROLLED: ("зачислен", "зачисление", "заявка"),
    EvidenceKind.COMPLETED: ("обучение завершено", "завершено", "удостоверение"),
    EvidenceKind.SUPPORT: ("поддержка",),
    EvidenceKind.TEAM_TRAINED: ("команда обучена",),
}
_MODES = {
    Mode.SELF: ("самодиагностика", "сам"),
    Mode.INDEPENDENT: ("независимая",),
    Mode.EXTERNAL: ("внешняя",),
}
_FORMS = {
    SupportForm.MENTORING: ("наставничество",),
    SupportForm.SCHOOL: ("школа молодого педагога",),
    SupportForm.INTERNSHIP: ("стажировка",),
    SupportForm.COURSE: ("курс ПК", "курсы ПК", "курс", "курсы повышения квалификации"),
    SupportForm.CONSULTATION: ("консультация методиста", "консультация"),
    SupportForm.VISIT: ("взаимопосещение", "взаимопосещения", "взаимопосещение уроков"),
    SupportForm.CONTEST: ("конкурс",),
    SupportForm.ASSOCIATION: ("объединение молодых педагогов",),
}
SHOWN = 10
FORM_TITLES = {form: words[0] for form, words in _FORMS.items()}


@dataclass(frozen=True)
class _FileRow:
    """A row that can be used, still without the unit and the subject it belongs to."""

    cells: Cells
    kind: EvidenceKind
    person_code: str
    unit_code: str
    happened_on: date
    columns: Mapping[str, Any]
    programme_no: str


@dataclass
class _Known:
    """What the database has about the people, units and programmes of the file."""

    careers: Mapping[str, Career]
    units: Mapping[str, UnitRow]
    programmes: Mapping[str, int]
    before: set[tuple[object, ...]] = field(default_factory=set[tuple[object, ...]])


async def import_evidence(work: UnitOfWork, table: Table, *, dry_run: bool = False) -> ImportReport:
    """Appends the facts of the file, confirmed and marked as imported, all or nothing.

    A fact that was imported before is passed over. Without `unit_code` it belongs to the place of work of
    that day. Raises FileProblem when a column is missing.
    """
    report = report_on("evidence", table)
    wanted = _read(table, report)
    async with work.reading() if dry_run else work.writing() as session:
        known = await _load(session, wanted)
        _check(wanted, known)
        if report.ok:
            known.before = await evidence_rows.imported(session, _subjects(wanted, known))
            new = _new_rows(wanted, known, report, work)
            if not dry_run:
                await evidence_rows.insert_many(session, new)
    return in_file_order(report)


def _read(table: Table, report: ImportReport) -> list[_FileRow]:
    wanted: list[_FileRow] = []
    for cells in rows_of(table, COLUMNS, report):
        kind, day = cells.read("kind", lambda text: _word(text, _KINDS)), cells.read("date", values.date)
        for name in ("kind", "date"):
            if not cells.filled(name):
                cells.refuse(name, "ячейка пустая, а значение обязательно")
        person, unit = cells.text("person_code", 64), cells.text("unit_code", 64)
        if kind is EvidenceKind.TEAM_TRAINED:
            person, unit = "", unit or person
        if kind is not None and not (person or (unit and kind is EvidenceKind.TEAM_TRAINED)):
            cells.refuse("person_code", "ячейка пустая, а значение обязательно")
        columns = _columns(cells, kind)
        if not cells.wrong and kind is not None and day is not None:
            number = cells.text("programme_no", 64)
            wanted.append(_FileRow(cells, kind, person, unit, day, columns, number))
    return wanted


def _columns(cells: Cells, kind: EvidenceKind | None) -> dict[str, Any]:
    value, mode = cells.read("value", values.percent), cells.read("mode", lambda text: _word(text, _MODES))
    tests = kind in (EvidenceKind.DIAGNOSTIC, EvidenceKind.FL_DIAGNOSTIC)
    return {
        "value": None if value is None else float(value),
        "mode": (mode or Mode.EXTERNAL).value if tests else None,
        "form": cells.read("form", form_code) if kind is EvidenceKind.SUPPORT else None,
        "competencies": list(cells.read("deficit", _competencies) or ()),
    }


def _word(text: str, words: Mapping[Any, tuple[str, ...]]) -> Any:
    for value, spellings in words.items():
        if header_key(text) in {header_key(one) for one in (value.value, *spellings)}:
            return value
    known = ", ".join(f"{spellings[0]} ({value.value})" for value, spellings in words.items())
    raise ValueError(f"непонятно «{text}». Напишите одно из: {known}")


def form_code(text: str) -> str:
    """The code of a known form; another one as it is written, for a region may add it to its list."""
    try:
        return _word(text, _FORMS).value
    except ValueError:
        return " ".join(text.lower().replace("ё", "е").split())[:100]


def _competencies(text: str) -> tuple[str, ...]:
    typed = values.codes(text)
    unknown = [code for code in typed if code_in(code) is None]
    if unknown:
        raise ValueError(f"нет в рамке компетенций: {', '.join(unknown)}. Пример кода: KM2")
    return tuple(dict.fromkeys(code for one in typed if (code := code_in(one))))


async def _load(session: AsyncSession, wanted: list[_FileRow]) -> _Known:
    people = sorted({row.person_code for row in wanted if row.person_code})
    return _Known(
        careers=await people_rows.careers(session, people),
        units=await unit_rows.everything(session),
        programmes=await programme_rows.ids_by_number(session),
    )


def _check(wanted: list[_FileRow], known: _Known) -> None:
    for row in wanted:
        if row.person_code and row.person_code not in known.careers:
            row.cells.refuse(
                "person_code",
                f"нет педагога с кодом «{row.person_code}». Исправьте код или сначала загрузите педагогов",
            )
        if row.unit_code and row.unit_code not in known.units:
            name = "unit_code" if row.cells.filled("unit_code") else "person_code"
            row.cells.refuse(name, f"нет организации с кодом «{row.unit_code}»")


def _subjects(wanted: list[_FileRow], known: _Known) -> list[str]:
    return sorted({_subject(row, known) for row in wanted})


def _subject(row: _FileRow, known: _Known) -> str:
    if row.kind is EvidenceKind.TEAM_TRAINED:
        return team_subject(known.units[row.unit_code].id)
    return known.careers[row.person_code].subject


def _new_rows(
    wanted: list[_FileRow], known: _Known, report: ImportReport, work: UnitOfWork
) -> list[dict[str, Any]]:
    """Rows to append. What can't count as it stands is said, and kept all the same."""
    notes = _Notes()
    new: list[dict[str, Any]] = []
    for row in wanted:
        columns = _evidence(row, known)
        key = evidence_rows.key_of(columns)
        if key in known.before:
            report.same += 1
            continue
        known.before.add(key)
        new.append(columns | {"recorded_at": work.now()})
        notes.see(row, columns, work.today(DEFAULT_ZONE))
    report.new = len(new)
    report.notes += notes.sentences()
    return new


def _evidence(row: _FileRow, known: _Known) -> dict[str, Any]:
    """The row as evidence, all but the time it was recorded."""
    career = known.careers.get(row.person_code)
    details = {"registry_no": row.programme_no, "unit_code": row.unit_code}
    return {
        "subject": _subject(row, known),
        "kind": row.kind.value,
        "happened_on": row.happened_on,
        "unit_path": _path(row, career, known),
        "source": "import",
        **row.columns,
        "details": {name: value for name, value in details.items() if value},
        "programme_id": known.programmes.get(row.programme_no),
        "young_until": career.young_until if career else None,
        "graduation_year": career.graduation_year if career else None,
        "confirmed_by": OPERATOR,
        "provisional": False,
    }


def _path(row: _FileRow, career: Career | None, known: _Known) -> str:
    if row.unit_code:
        return known.units[row.unit_code].path
    return place_on(career.places, row.happened_on) or NOWHERE if career else NOWHERE


@dataclass
class _Notes:
    """What is kept but does not count as it stands."""

    homeless: list[int] = field(default_factory=list[int])
    future: list[int] = field(default_factory=list[int])
    unknown_programmes: dict[str, None] = field(default_factory=dict[str, None])
    own_forms: dict[str, None] = field(default_factory=dict[str, None])

    def see(self, row: _FileRow, columns: Mapping[str, Any], today: date) -> None:
        if columns["unit_path"] == NOWHERE:
            self.homeless.append(row.cells.number)
        if row.happened_on > today:
            self.future.append(row.cells.number)
        if row.programme_no and columns["programme_id"] is None:
            self.unknown_programmes[row.programme_no] = None
        if columns["form"] and columns["form"] not in set(SupportForm):
            self.own_forms[columns["form"]] = None

    def sentences(self) -> list[str]:
        found: list[str] = []
        if self.homeless:
            found.append(
                f"В этот день места работы нет: {_listed(self.homeless, 'строки')}. Такие факты не считаются "
                "ни в одной организации; можно указать unit_code."
            )
        if self.future:
            found.append(f"Дата в будущем: {_listed(self.future, 'строки')}. Посчитаются, когда она придёт.")
        if self.unknown_programmes:
            found.append(
                f"Нет в реестре программ: {_listed(self.unknown_programmes, 'номера')}. Такое обучение не "
                "считается; загрузите реестр и этот файл ещё раз."
            )
        if self.own_forms:
            found.append(
                f"Нет в общем списке форм поддержки: {_listed(self.own_forms, '')}. Считаются там, где "
                "регион внёс их в свой список."
            )
        return found


def _listed(values: Iterable[object], what: str) -> str:
    """The first ten, and how many there are in all."""
    found = [str(one) for one in values]
    more = f" и ещё {len(found) - SHOWN}" if len(found) > SHOWN else ""
    return f"{what} {', '.join(found[:SHOWN])}{more}".strip()
