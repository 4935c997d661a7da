"""Import of the tree of units: paths, moves, and everything that is wrong told by row."""

import pytest

from db.repositories import units as unit_rows
from files.errors import FileProblem
from files.tables import read_table
from services import content
from services.unit_import import import_units

HEADER = "code;parent_code;level;name;address;timezone\n"
TREE = (
    "RU;;country;Россия;;Europe/Moscow\n"
    "Z;RU;region;Заозёрная область;;Asia/Omsk\n"
    "Z1;Z;municipality;Город Светлолучинск;;\n"
    "Z2;Z;municipality;Дальнебродский район;;\n"
    "Z1-12;Z1;school;Школа № 12;ул. Лесная, 3;\n"
)


def table(rows, header=HEADER):
    return read_table((header + rows).encode(), "units.csv")


async def stored(work):
    async with work.reading() as session:
        return await unit_rows.everything(session)


def told(report):
    return [(problem.row, problem.column) for problem in report.problems]


async def test_units_get_paths_of_codes_and_know_the_one_above(work):
    report = await import_units(work, table(TREE))
    assert (report.rows, report.new, report.problems) == (5, 5, [])
    units = await stored(work)
    assert units["Z1-12"].path == "/RU/Z/Z1/Z1-12/"
    assert (units["Z1-12"].address, units["Z"].timezone) == ("ул. Лесная, 3", "Asia/Omsk")
    async with work.reading() as session:
        school = await unit_rows.by_code(session, "Z1-12")
        assert school.parent_id == units["Z1"].id


async def test_rows_may_stand_in_any_order(work):
    report = await import_units(work, table("".join(reversed(TREE.splitlines(keepends=True)))))
    assert report.new == 5
    assert (await stored(work))["Z1-12"].path == "/RU/Z/Z1/Z1-12/"


async def test_the_demo_territory_imports_without_problems(work):
    data = (content.FOLDER / "demo" / "units.csv").read_bytes()
    report = await import_units(work, read_table(data, "units.csv"))
    assert report.ok
    assert report.new == report.rows


async def test_a_preview_counts_and_writes_nothing(work):
    report = await import_units(work, table(TREE), dry_run=True)
    assert report.new == 5
    assert await stored(work) == {}


async def test_a_second_import_tells_new_changed_and_same(work):
    await import_units(work, table(TREE))
    rows = TREE.replace("Школа № 12", "Лицей № 12") + "Z1-13;Z1;школа;Школа № 13;;\n"
    report = await import_units(work, table(rows))
    assert (report.new, report.changed, report.same) == (1, 1, 4)
    unit = (await stored(work))["Z1-12"]
    assert unit.name == "Лицей № 12"
    assert "лицей" in unit.search


async def test_a_moved_unit_takes_its_branch_along(work):
    await import_units(work, table(TREE + "Y;RU;region;Другая область;;\n"))
    report = await import_units(work, table("Z1;Y;municipality;Город Светлолучинск;;\n"))
    assert report.changed == 1
    assert report.notes == ["Вместе с вышестоящими переезжают и те, кого нет в файле: 1."]
    assert (await stored(work))["Z1-12"].path == "/RU/Y/Z1/Z1-12/"


async def test_columns_the_file_lacks_keep_what_was_stored(work):
    await import_units(work, table(TREE))
    report = await import_units(work, table("Z1-12;школа;Гимназия № 12\n", "Код;Уровень;Название\n"))
    assert report.changed == 1
    unit = (await stored(work))["Z1-12"]
    assert (unit.name, unit.address, unit.path) == ("Гимназия № 12", "ул. Лесная, 3", "/RU/Z/Z1/Z1-12/")


async def test_levels_are_understood_in_russian(work):
    rows = (
        "RU;;Страна;Россия;;\nZ;RU;Субъект;Область;;\nZ1;Z;муниципалитет;Район;;\n"
        "a;Z1;Детский сад;А;;\nb;Z1;доп. образование;Б;;\nc;RU;Вуз;В;;\nd;Z;Организатор ДПО;Г;;\n"
    )
    assert (await import_units(work, table(rows))).ok
    units = await stored(work)
    assert [units[code].level for code in "abcd"] == ["kindergarten", "extra", "university", "provider"]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (";Z1;school;Без кода;;", "code", "ячейка пустая"),
        ("a/b;Z1;school;Косая черта;;", "code", "только буквы, цифры"),
        ("Z1-12;Z1;school;Повтор;;", "code", "уже стоит в строке 6"),
        ("x;Z1;лицей;Лицей;;", "level", "неизвестный уровень «лицей»"),
        ("x;Z1;;Без уровня;;", "level", "уровень не указан"),
        ("x;Z1;school;;;", "name", "ячейка пустая"),
        ("x;Z1;school;Школа;;Омск", "timezone", "неизвестный часовой пояс «Омск»"),
        ("x;;school;Школа;;", "parent_code", "без него стоит только страна"),
        ("x;Q;school;Школа;;", "parent_code", "нет подразделения с кодом «Q»"),
        ("x;RU;school;Школа;;", "parent_code", "должен стоять муниципалитет или регион"),
        ("x;Z1-12;school;Филиал;;", "parent_code", "должен стоять муниципалитет или регион"),
        ("x;RU;municipality;Район;;", "parent_code", "должен стоять регион"),
        ("x;Z;region;Область;;", "parent_code", "должен стоять страна"),
        ("x;RU;country;Страна;;", "parent_code", "нет вышестоящего"),
    ],
)
async def test_a_wrong_row_is_told_with_its_column_and_nothing_is_written(work, row, column, words):
    report = await import_units(work, table(TREE + row + "\n"))
    assert told(report) == [(7, column)]
    assert words in report.problems[0].message
    assert await stored(work) == {}


async def test_every_problem_is_told_at_once_in_the_order_of_the_file(work):
    rows = TREE + 'p;Q;school;А;;\n"q;Z1;school\ns;Z1;school;;;\np;Z1;school;Б;;\n'
    report = await import_units(work, table(rows))
    assert [problem.row for problem in report.problems] == [7, 8, 9, 10]
    assert report.rows == 9


async def test_a_circle_is_shown_on_each_of_its_rows(work):
    rows = "RU;;country;Россия;;\nA;B;region;А;;\nB;A;region;Б;;\nM;A;municipality;Район;;\n"
    report = await import_units(work, table(rows))
    assert told(report) == [(3, "parent_code"), (4, "parent_code")]
    assert "по кругу: A → B → A" in report.problems[0].message


async def test_a_circle_through_units_stored_before_is_found(work):
    await import_units(work, table(TREE))
    report = await import_units(work, table("Z;Z1;region;Заозёрная область;;\n"))
    assert "по кругу" in report.problems[0].message
    assert (await stored(work))["Z"].path == "/RU/Z/"


async def test_a_wrong_row_does_not_accuse_the_rows_below_it(work):
    report = await import_units(
        work, table("RU;;country;Россия;;\nZ;RU;region;;;\nZ1;Z;municipality;Район;;\n")
    )
    assert told(report) == [(3, "name")]


async def test_a_new_level_may_not_strand_units_outside_the_file(work):
    await import_units(work, table(TREE))
    report = await import_units(work, table("Z1;Z;school;Школа-город;;\n"))
    assert told(report) == [(2, "level")]
    assert "«Z1-12»" in report.problems[0].message


async def test_a_deep_chain_of_schools_is_refused_quickly(work):
    rows = "".join(f"s{number};s{number - 1};school;Школа;;\n" for number in range(1, 20_000))
    report = await import_units(work, table(rows))
    assert len(report.problems) == 19_999


async def test_unknown_columns_are_noted_and_a_missing_one_refuses_the_file(work):
    report = await import_units(
        work, table("RU;;country;Россия;5\n", "code;parent_code;level;name;Телефон\n")
    )
    assert report.notes == ["Столбцы не узнаны и не загружаются: «Телефон»."]
    with pytest.raises(FileProblem, match="«уровень»"):
        await import_units(work, table("RU;Россия\n", "code;name\n"))


async def test_a_unit_without_a_time_zone_takes_the_one_above(work):
    await import_units(work, table(TREE + "Y;RU;region;Край;;\n"))
    zones = {code: unit.timezone for code, unit in (await stored(work)).items()}
    assert (zones["Z1"], zones["Z1-12"], zones["Y"]) == ("Asia/Omsk", "Asia/Omsk", "Europe/Moscow")


async def test_a_second_import_of_inherited_zones_changes_nothing(work):
    await import_units(work, table(TREE))
    again = await import_units(work, table(TREE))
    assert (again.new, again.changed, again.same) == (0, 0, 5)
