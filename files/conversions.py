"""Two open data sets turned into tables of units; docs/import.md tells how to get and load them."""

import re
from collections.abc import Iterable

from files.errors import RowProblem
from files.tables import Field, Row, Table, match_columns, read_table

UNIT_COLUMNS = ("code", "parent_code", "level", "name", "address", "timezone")
COUNTRY = "RU"

_OKTMO = (
    Field("oktmo8", required=True),
    Field("region_code2", required=True),
    Field("region_name", required=True),
    Field("kind_digit", required=True),
    Field("name", required=True),
)
_SCHOOLS = (
    Field("name", required=True),
    Field("adress", ("address",), required=True),
    Field("global_id", required=True),
)
_URBAN = "7"
_HAS_TYPE = re.compile(r"\b(город|городской|округ|район|поселение|пос[её]лок|село|ЗАТО)\b")

_NOMINATIVE = (
    (r"(.+)ого края", r"\1ий край"),
    (r"(.+)ого автономного округа", r"\1ий автономный округ"),
    (r"(.+)ой автономной области", r"\1ая автономная область"),
    (r"(.+)ой области", r"\1ая область"),
    (r"(.+)ой Республики", r"\1ая Республика"),
    (r"Республики Татарстан.*", "Республика Татарстан"),
    (r"Республики Адыгеи.*", "Республика Адыгея"),
    (r"Республики Тывы", "Республика Тыва"),
    (r"Чувашской Республики.*", "Чувашская Республика — Чувашия"),
    (r"Республики (.+)ии", r"Республика \1ия"),
    (r"Республики (.+)", r"Республика \1"),
    (r"[Гг]орода (федерального значения )?(Севастопол)я", r"\2ь"),
    (r"[Гг]орода Москвы.*", "Москва"),
    (r"[Гг]орода Санкт-Петербурга.*", "Санкт-Петербург"),
)
"""The classifier names regions in the genitive: «Приморского края»."""

_ZONES = {
    "Europe/Kaliningrad": "27",
    "Europe/Samara": "36 94",
    "Europe/Astrakhan": "12",
    "Europe/Saratov": "63",
    "Europe/Ulyanovsk": "73",
    "Asia/Yekaterinburg": "37 53 57 65 71 75 80",
    "Asia/Omsk": "52",
    "Asia/Novosibirsk": "50",
    "Asia/Tomsk": "69",
    "Asia/Barnaul": "01 84",
    "Asia/Novokuznetsk": "32",
    "Asia/Krasnoyarsk": "04 93 95",
    "Asia/Irkutsk": "25 81",
    "Asia/Chita": "76",
    "Asia/Yakutsk": "10 98",
    "Asia/Vladivostok": "05 08 99",
    "Asia/Magadan": "44",
    "Asia/Sakhalin": "64",
    "Asia/Kamchatka": "30",
    "Asia/Anadyr": "77",
}
_ZONE_OF = {code: zone for zone, codes in _ZONES.items() for code in codes.split()}
"""Zones by the region's OKTMO code, where it isn't Moscow's; a region of several zones has its capital's."""


def units_from_oktmo(data: bytes) -> Table:
    """Country, regions and municipalities from columns oktmo8, region_code2, region_name, kind_digit, name.

    Codes are those of the classifier: RU, «05», «05602000». A row keeps its number in the file; a region has
    the number of the row that names it first. Raises FileProblem when a column is missing.
    """
    source = read_table(data, "oktmo.csv")
    rows = [_unit(1, COUNTRY, "", "country", "Россия", zone="Europe/Moscow")]
    regions: set[str] = set()
    for row in match_columns(source, _OKTMO).rows(source):
        region = row.cells["region_code2"]
        zone = _ZONE_OF.get(region, "Europe/Moscow")
        if region not in regions:
            regions.add(region)
            name = _nominative(row.cells["region_name"])
            rows.append(_unit(row.number, region, COUNTRY, "region", name, zone=zone))
        name = _municipality(row.cells["name"], row.cells["kind_digit"])
        rows.append(_unit(row.number, row.cells["oktmo8"], region, "municipality", name, zone=zone))
    return _table(rows, source)


def units_from_moscow_schools(data: bytes, municipality_code: str) -> tuple[Table, list[RowProblem]]:
    """Schools of the Moscow open data set, all below one unit; the code of a school is its global_id.

    Rows that repeat the name and address of an earlier one are left out; each is explained in the list,
    which is no reason to refuse the rest. Raises FileProblem when a column is missing.
    """
    source = read_table(data, "schools.csv")
    rows: list[Row] = []
    repeated: list[RowProblem] = []
    first: dict[tuple[str, str], int] = {}
    for row in match_columns(source, _SCHOOLS).rows(source):
        name, address = _one_line(row.cells["name"]), _one_line(row.cells["adress"])
        number = first.setdefault((name.casefold(), address.casefold()), row.number)
        if number == row.number:
            rows.append(
                _unit(row.number, row.cells["global_id"], municipality_code, "school", name, address=address)
            )
        else:
            message = f"повторяет строку {number}: то же название и тот же адрес. Строка пропущена"
            repeated.append(RowProblem(row.number, "name", message))
    return _table(rows, source), repeated


def _unit(
    number: int, code: str, parent: str, level: str, name: str, *, address: str = "", zone: str = ""
) -> Row:
    cells = (code, parent, level, name, address, zone)
    return Row(number, dict(zip(UNIT_COLUMNS, cells, strict=True)))


def _table(rows: Iterable[Row], source: Table) -> Table:
    broken = tuple(
        Row(row.number, dict.fromkeys(UNIT_COLUMNS, "") | {"code": next(iter(row.cells.values()))})
        for row in source.broken
    )
    return Table(UNIT_COLUMNS, tuple(rows), broken, source.problems)


def _nominative(name: str) -> str:
    """«Приморского края» is «Приморский край»; what no rule knows stays as it is."""
    for genitive, nominative in _NOMINATIVE:
        match = re.fullmatch(genitive, name)
        if match:
            return match.expand(nominative)
    return name


def _municipality(name: str, kind: str) -> str:
    """An urban district is often a bare adjective, «Балтийский»: its kind is added."""
    return f"{name} (городской округ)" if kind == _URBAN and not _HAS_TYPE.search(name) else name


def _one_line(text: str) -> str:
    return " ".join(text.split())
