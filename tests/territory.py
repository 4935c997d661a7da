"""A small territory for tests: one region, two municipalities, a few schools, a dozen programmes."""

from files.tables import read_table
from services import bank
from services.programme_import import import_programmes
from services.unit_import import import_units

UNITS = """code;parent_code;level;name;address;timezone
RU;;country;Россия;;
Z;RU;region;Заречье (учебный пример);;Asia/Omsk
Z1;Z;municipality;Приозёрный район;;
Z2;Z;municipality;Полевой район;;
Z1-S12;Z1;school;Школа № 12;ул. Садовая, 3;
Z1-S7;Z1;school;Школа № 7;ул. Лесная, 10;
Z1-K5;Z1;kindergarten;Детский сад № 5 «Радуга»;ул. Мира, 1;
Z2-S12;Z2;school;Школа № 12;пер. Степной, 8;
"""

_HEADER = (
    "registry_no;title;provider;kind;hours;form;region;competencies;annotation;"
    "valid_until;apply_until;starts_on;price;url"
)


def _programme(number: int, competency: str, title: str, hours: int = 36, price: int = 0) -> str:
    return (
        f"УП-{number:03};{title};Академия роста (учебный пример);ПК;{hours};дистанционно;вся Россия;"
        f"{competency};"
        f"Что изучается: {title.lower()}.;2028-12-31;2026-12-10;2026-12-12;{price};https://example.org/{number}"
    )


PROGRAMMES = "\n".join(
    [
        _HEADER,
        _programme(1, "KM2", "Формирующее оценивание на уроке"),
        _programme(2, "KM2 KM3", "Критерии и обратная связь", 24, 3000),
        _programme(3, "KP2", "Типичные ошибки учеников и работа с ними"),
        _programme(4, "KS1", "Мотивация подростка к учению", 72),
        _programme(5, "KD1", "Отбор цифровых ресурсов к уроку"),
        _programme(6, "KM1", "Цель урока и планируемый результат"),
        _programme(7, "KC1", "Разговор с родителями без конфликта"),
    ]
)


async def load(work_for) -> None:  # type: ignore[no-untyped-def]
    """Units, banks and programmes of the test territory; `work_for()` makes a unit of work."""
    assert (await import_units(work_for(), read_table(UNITS.encode(), "units.csv"))).ok
    assert (await bank.load_banks(work_for())).ok
    report = await import_programmes(work_for(), read_table(PROGRAMMES.encode(), "programmes.csv"))
    assert report.ok, report.problems
