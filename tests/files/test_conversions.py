"""Open data sets turned into units."""

import pytest

from files.conversions import units_from_moscow_schools, units_from_oktmo

HEADER = "oktmo8,region_code2,region_name,kind_digit,name\n"
SCHOOLS = (
    "\ufeffROWNUM;name;adress;okrug;global_id;\n"
    '1;"Школа ""Гармония""";"ул. Лесная, 1";"ЗАО";"101";\n'
    '2;"Школа № 12";"ул. Лесная, 3";"ЗАО";"102";\n'
    '3;"Школа  № 12";"УЛ. Лесная, 3";"ЗАО";"103";\n'
    '4;"Школа № 12";"ул. Лесная, 5";"ЗАО";"104";\n'
)


def cells(table, *names):
    return [tuple(row.cells[name] for name in names) for row in table.rows]


def test_municipalities_hang_below_their_region_and_the_country():
    table = units_from_oktmo((HEADER + "05602000,05,Приморского края,6,Анучинский район\n").encode())
    assert cells(table, "code", "parent_code", "level", "timezone") == [
        ("RU", "", "country", "Europe/Moscow"),
        ("05", "RU", "region", "Asia/Vladivostok"),
        ("05602000", "05", "municipality", "Asia/Vladivostok"),
    ]
    assert [row.number for row in table.rows] == [1, 2, 2]


@pytest.mark.parametrize(
    ("genitive", "nominative"),
    [
        ("Приморского края", "Приморский край"),
        ("Амурской области", "Амурская область"),
        ("Еврейской автономной области", "Еврейская автономная область"),
        ("Чукотского автономного округа", "Чукотский автономный округ"),
        ("Республики Саха (Якутия)", "Республика Саха (Якутия)"),
        ("Республики Мордовии", "Республика Мордовия"),
        ("Республики Татарстан (Татарстана)", "Республика Татарстан"),
        ("Удмуртской Республики", "Удмуртская Республика"),
        ("города федерального значения Севастополя", "Севастополь"),
        ("города Москвы (столицы Российской Федерации)", "Москва"),
        ("Нового названия", "Нового названия"),
    ],
)
def test_regions_are_named_in_the_nominative(genitive, nominative):
    table = units_from_oktmo((HEADER + f"05602000,05,{genitive},6,Район\n").encode())
    assert table.rows[1].cells["name"] == nominative


@pytest.mark.parametrize(
    ("kind", "name", "shown"),
    [
        ("7", "Балтийский", "Балтийский (городской округ)"),
        ("7", "Великий Новгород", "Великий Новгород (городской округ)"),
        ("7", "город Кызыл", "город Кызыл"),
        ("6", "Ардонский", "Ардонский"),
    ],
)
def test_a_bare_adjective_of_an_urban_district_gets_its_kind(kind, name, shown):
    table = units_from_oktmo((HEADER + f"05702000,05,Амурской области,{kind},{name}\n").encode())
    assert table.rows[-1].cells["name"] == shown


def test_schools_get_the_code_of_their_record_and_repeats_are_explained_by_row():
    table, repeated = units_from_moscow_schools(SCHOOLS.encode(), "45")
    assert cells(table, "code", "parent_code", "level", "name", "address") == [
        ("101", "45", "school", 'Школа "Гармония"', "ул. Лесная, 1"),
        ("102", "45", "school", "Школа № 12", "ул. Лесная, 3"),
        ("104", "45", "school", "Школа № 12", "ул. Лесная, 5"),
    ]
    assert [str(problem) for problem in repeated] == [
        "Строка 4, столбец «name»: повторяет строку 3: то же название и тот же адрес. Строка пропущена"
    ]


def test_a_row_that_cannot_be_divided_stays_a_problem():
    table, _ = units_from_moscow_schools((SCHOOLS + '5;"Без конца;1;2;3;\n').encode(), "45")
    assert [problem.row for problem in table.problems] == [6]
    assert len(table.rows) == 3
    assert [row.number for row in table.broken] == [6]
