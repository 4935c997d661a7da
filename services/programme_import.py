"""Import of the registry of programmes: what is new, changed and gone; nothing is ever deleted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Programme
from db.repositories import programmes as rows
from db.session import UnitOfWork
from files import values
from files.tables import Field, Table, header_key
from services.competency_codes import code_in
from services.import_cells import Cells, FirstRows, in_file_order, report_on, rows_of
from services.importing import ImportReport
from services.russian import searchable

COLUMNS = (
    Field("registry_no", ("номер в реестре", "реестровый номер", "номер"), required=True),
    Field("title", ("название", "название программы", "наименование"), required=True),
    Field("provider", ("организация", "организатор"), required=True),
    Field("kind", ("вид", "вид программы"), required=True),
    Field("hours", ("объём", "часы", "объём, ч", "количество часов"), required=True),
    Field("form", ("форма", "форма обучения"), required=True),
    Field("audience", ("категория слушателей", "слушатели")),
    Field("subject", ("предмет",)),
    Field("education_level", ("уровень образования",)),
    Field("region", ("регион",)),
    Field("competencies", ("компетенции", "коды компетенций")),
    Field("annotation", ("аннотация", "описание")),
    Field("included_on", ("дата включения", "дата включения в реестр")),
    Field("valid_until", ("срок действия", "действует до", "срок")),
    Field("apply_until", ("набор до", "заявки до")),
    Field("starts_on", ("старт", "дата начала", "начало")),
    Field("price", ("цена", "стоимость")),
    Field("url", ("ссылка", "адрес", "сайт")),
)

LEAST_HOURS = {"ПК": 16, "переподготовка": 250}
"""The least volume of each kind, as order 499 of the Ministry of Education (01.07.2013, point 12) set it."""
MOST_HOURS = 5000
MOST_PRICE = 10_000_000

_KINDS = {
    "ПК": ("пк", "кпк", "повышение квалификации", "программа повышения квалификации"),
    "переподготовка": (
        "пп",
        "переподготовка",
        "профессиональная переподготовка",
        "программа профессиональной переподготовки",
    ),
}
_FORMS = {
    "очно": ("очно", "очная"),
    "заочно": ("заочно", "заочная"),
    "дистанционно": ("дистанционно", "дистанционная", "онлайн", "заочная с применением ДОТ"),
    "очно-заочно": ("очно-заочно", "очно-заочная"),
}
_TEXTS = {"audience": 300, "subject": 100, "education_level": 100, "region": 200}
_DATES = ("included_on", "valid_until", "apply_until", "starts_on")
_DATE_ORDER = (
    ("included_on", "valid_until", "срок действия заканчивается раньше включения в реестр"),
    ("included_on", "apply_until", "набор заканчивается раньше включения в реестр"),
    ("apply_until", "valid_until", "набор продолжается после срока действия программы"),
)


@dataclass(frozen=True)
class _FileRow:
    """A programme as the file has it; columns the file lacks are absent."""

    columns: Mapping[str, Any]
    competencies: frozenset[str] | None


@dataclass
class _Plan:
    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    untied: int = 0
    competencies: dict[str, list[str]] = field(default_factory=dict)


async def import_programmes(work: UnitOfWork, table: Table, *, dry_run: bool = False) -> ImportReport:
    """Makes the registry equal to the file, all or nothing.

    A programme that the file no longer has is marked gone and stays for those who took it; it comes back
    when a later file has it again. Raises FileProblem when a column is missing.
    """
    report = report_on("programmes", table)
    wanted = _read(table, report)
    async with work.reading() if dry_run else work.writing() as session:
        if report.ok:
            plan = await _plan(session, wanted, report)
            if not dry_run:
                await _write(session, plan, work.now())
    return in_file_order(report)


def _read(table: Table, report: ImportReport) -> dict[str, _FileRow]:
    wanted: dict[str, _FileRow] = {}
    first = FirstRows()
    for cells in rows_of(table, COLUMNS, report):
        number = cells.text("registry_no", 64, required=True)
        row = _read_row(cells)
        if not first.repeats(cells, "registry_no", number):
            wanted[number] = row
    return wanted


def _read_row(cells: Cells) -> _FileRow:
    columns: dict[str, Any] = {
        "title": cells.text("title", 500, required=True),
        "provider": cells.text("provider", 300, required=True),
        "kind": _word(cells, "kind", _KINDS),
        "hours": _hours(cells),
        "form": _word(cells, "form", _FORMS),
    }
    columns |= {name: cells.text(name, most) for name, most in _TEXTS.items() if cells.has(name)}
    columns |= {name: cells.read(name, values.date) for name in _DATES if cells.has(name)}
    if cells.has("annotation"):
        columns["annotation"] = cells.values["annotation"]
    if cells.has("price"):
        columns["price"] = cells.read("price", _roubles)
    if cells.has("url"):
        columns["url"] = cells.read("url", _url) or ""
    _check_hours(cells, columns["kind"], columns["hours"])
    _check_dates(cells, columns)
    return _FileRow(columns, _competencies(cells))


def _word(cells: Cells, name: str, words: Mapping[str, tuple[str, ...]]) -> str | None:
    """The name we keep for one of the spellings people use."""
    given = cells.text(name, 200, required=True)
    for word, spellings in words.items():
        if header_key(given) in {header_key(spelling) for spelling in spellings}:
            return word
    if given:
        cells.refuse(name, f"непонятно «{given}». Напишите одно из: {', '.join(words)}")
    return None


def _hours(cells: Cells) -> int | None:
    if not cells.filled("hours"):
        cells.refuse("hours", "объём не указан. Напишите число часов")
    return cells.read("hours", values.integer)


def _check_hours(cells: Cells, kind: str | None, hours: int | None) -> None:
    if hours is None or kind is None:
        return
    if hours < LEAST_HOURS[kind]:
        cells.refuse("hours", f"у вида «{kind}» не меньше {LEAST_HOURS[kind]} часов, а указано {hours}")
    elif hours > MOST_HOURS:
        cells.refuse("hours", f"объём не может быть больше {MOST_HOURS} часов, а указано {hours}")


def _check_dates(cells: Cells, columns: Mapping[str, Any]) -> None:
    for early, late, message in _DATE_ORDER:
        before: date | None = columns.get(early)
        after: date | None = columns.get(late)
        if before and after and after < before:
            cells.refuse(late, f"{message} ({before:%d.%m.%Y} и {after:%d.%m.%Y})")


def _roubles(text: str) -> int:
    price = values.money(text)
    if price != int(price):
        raise ValueError(f"цена — целое число рублей, а стоит «{text}»")
    if price > MOST_PRICE:
        raise ValueError(f"цена больше {MOST_PRICE} рублей: «{text}». Проверьте число")
    return int(price)


def _url(text: str) -> str:
    url = values.url(text)
    if len(url) > 1000:
        raise ValueError("адрес длиннее 1000 знаков. Дайте короткую ссылку на страницу программы")
    return url


def _competencies(cells: Cells) -> frozenset[str] | None:
    if not cells.has("competencies"):
        return None
    typed = cells.read("competencies", values.codes) or ()
    unknown = [code for code in typed if code_in(code) is None]
    if unknown:
        cells.refuse("competencies", f"нет в рамке компетенций: {', '.join(unknown)}. Пример кода: KM2")
    return frozenset(filter(None, map(code_in, typed)))


async def _plan(session: AsyncSession, wanted: dict[str, _FileRow], report: ImportReport) -> _Plan:
    """What differs between the file and the registry we have, with the counts in the report."""
    existing = await rows.all_by_number(session)
    developed = await rows.all_competencies(session)
    plan = _Plan()
    for number, row in wanted.items():
        programme = existing.get(number)
        columns = _columns(number, row, programme)
        codes = developed.get(programme.id, frozenset()) if programme else frozenset()
        if row.competencies is not None and row.competencies != codes:
            plan.competencies[number] = sorted(row.competencies)
        plan.untied += not plan.competencies.get(number, codes)
        if programme is None:
            plan.new.append(columns)
        elif number in plan.competencies or _differs(programme, columns):
            plan.changed.append({"id": programme.id, **columns})
    plan.gone = [one.id for number, one in existing.items() if number not in wanted and one.gone_at is None]
    _count(plan, wanted, report)
    return plan


def _columns(number: str, row: _FileRow, programme: Programme | None) -> dict[str, Any]:
    """Every column to store: the file's, else the one kept before, else the empty one."""
    columns = {"registry_no": number, "gone_at": None}
    empty = dict.fromkeys((*_TEXTS, "annotation", "url"), "") | dict.fromkeys((*_DATES, "price"))
    for name, default in empty.items():
        columns[name] = getattr(programme, name) if programme else default
    columns |= row.columns
    searched = ("title", "provider", "annotation", "subject")
    return columns | {"search": searchable(*(columns[name] or "" for name in searched))}


def _differs(programme: Programme, columns: Mapping[str, Any]) -> bool:
    return any(getattr(programme, name) != value for name, value in columns.items())


def _count(plan: _Plan, wanted: dict[str, _FileRow], report: ImportReport) -> None:
    report.new, report.changed, report.gone = len(plan.new), len(plan.changed), len(plan.gone)
    report.same = len(wanted) - report.new - report.changed
    if plan.gone:
        report.notes.append(
            f"Нет в файле, есть в базе: {report.gone}. Эти программы скрываются из списков. "
            "Загружайте реестр целиком, а не часть."
        )
    if plan.untied:
        report.notes.append(f"Без компетенций: {plan.untied}. Эти программы видны в поиске, но не в подборе.")


async def _write(session: AsyncSession, plan: _Plan, now: datetime) -> None:
    await rows.insert_many(session, plan.new)
    await rows.update_many(session, plan.changed)
    await rows.mark_gone(session, plan.gone, now)
    ids = await rows.ids_by_number(session)
    await rows.replace_competencies(
        session, {ids[number]: codes for number, codes in plan.competencies.items()}
    )
