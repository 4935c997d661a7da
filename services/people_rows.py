"""Rows of a people file: what may stand in them, read and checked one by one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from domain.access import Role
from files import values
from files.tables import Field, header_key
from services import content
from services.import_cells import Cells
from services.registration import parse_work_start

COLUMNS = (
    Field("person_code", ("код педагога", "код", "личный код", "табельный номер"), required=True),
    Field("unit_code", ("код организации", "организация", "код подразделения"), required=True),
    Field("full_name", ("ФИО", "фамилия, имя, отчество", "педагог"), required=True),
    Field("position", ("должность",)),
    Field("subjects", ("предметы", "предмет")),
    Field("birth_date", ("дата рождения",)),
    Field("birth_year", ("год рождения",)),
    Field("work_start", ("начало работы", "начало педагогической работы", "педагогический стаж с")),
    Field("roles", ("роли", "роль")),
    Field("member_since", ("работает с", "дата приёма")),
    Field("member_until", ("работает до", "дата увольнения")),
    Field("graduation_year", ("год выпуска",)),
)

OLDEST, YOUNGEST = 90, 16

_ROLE_WORDS = {
    Role.MENTOR: ("наставник",),
    Role.HEAD: ("руководитель", "директор", "заведующий"),
    Role.DEPUTY: ("заместитель", "заместитель директора", "школьный методист", "куратор наставничества"),
    Role.EXPERT: ("эксперт",),
    Role.METHODIST: ("методист",),
    Role.COORDINATOR: ("координатор",),
    Role.ADMIN: ("администратор", "админ"),
}
_EVERYONE = frozenset({"teacher", "педагог", "учитель"})
"""Not roles to grant: everyone is a teacher."""
_PATRONYMIC_ENDS = ("вич", "вна", "ична", "инична", "оглы", "кызы")


@dataclass(frozen=True)
class PersonRow:
    """A row that can be used. `person` holds the filled columns only: an empty cell changes nothing."""

    cells: Cells
    unit_code: str
    person: Mapping[str, Any]
    roles: tuple[Role, ...]
    since: date | None
    until: date | None


def is_current(row: PersonRow, today: date) -> bool:
    return row.until is None or row.until > today


def read_row(cells: Cells, code: str, today: date) -> PersonRow:
    """The row as values; what is wrong is in the report and in `cells.wrong`."""
    full_name = cells.text("full_name", 200, required=True)
    if full_name and len(full_name.split()) < 2:
        cells.refuse("full_name", f"нужны хотя бы фамилия и имя, а стоит «{full_name}»")
    person: dict[str, Any] = {"person_code": code, "full_name": full_name}
    person |= _post(cells) | _birth(cells, today)
    start = cells.read("work_start", lambda text: _work_start(text, today, person.get("birth_year")))
    if start:
        person["work_start"] = start
    graduation = cells.read("graduation_year", lambda text: _graduation(text, today))
    if graduation:
        person["graduation_year"] = graduation
    since, until = cells.read("member_since", values.date), cells.read("member_until", values.date)
    if since and until and until < since:
        cells.refuse("member_until", "дата увольнения раньше даты приёма")
    unit_code = cells.text("unit_code", 64, required=True)
    return PersonRow(cells, unit_code, person, _roles(cells), since, until)


def chat_name(full_name: str) -> str:
    """«Ветлугина Елена Викторовна» is «Елена В.» in the chat: the first name and one letter of the surname.

    The surname stands first; «Елена Викторовна Ветлугина» is told by the place of the patronymic.
    """
    words = full_name.split()
    if len(words) < 2:
        return "Педагог"
    name_first = len(words) == 3 and _is_patronymic(words[1]) and not _is_patronymic(words[2])
    first, surname = (words[0], words[2]) if name_first else (words[1], words[0])
    return f"{'-'.join(part.capitalize() for part in first.split('-'))[:40]} {surname[0].upper()}."


def _is_patronymic(word: str) -> bool:
    return word.lower().endswith(_PATRONYMIC_ENDS)


def _post(cells: Cells) -> dict[str, Any]:
    """Position and subjects by code or title."""
    found: dict[str, Any] = {}
    position = cells.read("position", _position)
    if position:
        found["position"] = position
        if not content.positions()[position].has_subjects:
            found["subjects"] = []
    subjects = cells.read("subjects", _subjects)
    return found | ({"subjects": subjects} if subjects else {})


def _position(text: str) -> str:
    known = _positions_by_word()
    if header_key(text) not in known:
        titles = ", ".join(f"«{one.title}»" for one in content.positions().values())
        raise ValueError(f"нет должности «{text}». Возьмите одну из списка: {titles}")
    return known[header_key(text)]


def _subjects(text: str) -> list[str]:
    known = _subjects_by_word()
    names = _listed(text)
    unknown = [name for name in names if header_key(name) not in known]
    if unknown:
        raise ValueError(f"нет предметов: {', '.join(unknown)}. Пишите полные названия через запятую")
    return list(dict.fromkeys(known[header_key(name)] for name in names))


def _listed(text: str) -> list[str]:
    return [name.strip() for name in text.replace(";", ",").split(",") if name.strip()]


def _birth(cells: Cells, today: date) -> dict[str, Any]:
    born, year = cells.read("birth_date", values.date), cells.read("birth_year", values.integer)
    if born and year and born.year != year:
        cells.refuse("birth_year", f"год {year} не совпадает с датой рождения {born:%d.%m.%Y}")
    if born:
        year = born.year
    if year is None:
        return {}
    if not today.year - OLDEST <= year <= today.year - YOUNGEST:
        column = "birth_date" if born else "birth_year"
        cells.refuse(column, f"возраст должен быть от {YOUNGEST} до {OLDEST} лет, а год рождения {year}")
        return {}
    return {"birth_year": year} | ({"birth_date": born} if born else {})


def _work_start(text: str, today: date, birth_year: int | None) -> date:
    start = parse_work_start(text) or values.date(text)
    earliest = (birth_year or today.year - OLDEST) + YOUNGEST
    if start > today:
        raise ValueError(
            f"начало работы в будущем: {start:%d.%m.%Y}. Загрузите строку, когда этот день придёт"
        )
    if start.year < earliest:
        raise ValueError(f"работа началась раньше {YOUNGEST} лет от рождения: {start:%d.%m.%Y}")
    return start


def _graduation(text: str, today: date) -> int:
    year = values.integer(text)
    if not today.year - OLDEST <= year <= today.year + 10:
        raise ValueError(f"год выпуска не может быть таким: «{text}»")
    return year


def _roles(cells: Cells) -> tuple[Role, ...]:
    return cells.read("roles", _roles_in) or ()


def _roles_in(text: str) -> tuple[Role, ...]:
    known = _roles_by_word()
    names = [name for name in _listed(text) if header_key(name) not in _EVERYONE]
    unknown = [name for name in names if header_key(name) not in known]
    if unknown:
        words = ", ".join(words[0] for words in _ROLE_WORDS.values())
        raise ValueError(f"нет ролей: {', '.join(unknown)}. Возможны: {words}")
    return tuple(dict.fromkeys(known[header_key(name)] for name in names))


@lru_cache(maxsize=1)
def _roles_by_word() -> dict[str, Role]:
    return {header_key(word): role for role, words in _ROLE_WORDS.items() for word in (role.value, *words)}


@lru_cache(maxsize=1)
def _positions_by_word() -> dict[str, str]:
    positions = content.positions().values()
    return {header_key(word): one.code for one in positions for word in (one.code, one.title)}


@lru_cache(maxsize=1)
def _subjects_by_word() -> dict[str, str]:
    subjects = content.subjects()
    return {header_key(word): code for code, title in subjects.items() for word in (code, title)}
