"""Import of the registry of programmes: checks by row, and a second file as a diff."""

from datetime import date

import pytest

from db.repositories import programmes as rows
from files.tables import read_table
from services import content
from services.programme_import import COLUMNS, import_programmes
from tests.conftest import NOW

GOOD = {
    "registry_no": "УП-1",
    "title": "Оценивание без отметок",
    "provider": "Институт",
    "kind": "ПК",
    "hours": "36",
    "form": "дистанционно",
    "competencies": "KM2 KM3",
    "annotation": "Учимся давать обратную связь ученику.",
    "included_on": "01.02.2026",
    "valid_until": "31.12.2027",
    "apply_until": "10.12.2026",
    "starts_on": "15.12.2026",
    "price": "4500",
    "url": "https://example.org/1",
}


def table(*changes):
    columns = [field.name for field in COLUMNS]
    lines = [";".join(columns)]
    lines += [";".join((GOOD | change).get(name, "") for name in columns) for change in changes]
    return read_table("\n".join(lines).encode(), "programmes.csv")


async def stored(work):
    async with work.reading() as session:
        return await rows.all_by_number(session)


async def test_a_programme_is_stored_with_what_it_develops(work):
    report = await import_programmes(work, table({}))
    assert (report.new, report.problems, report.notes) == (1, [], [])
    programme = (await stored(work))["УП-1"]
    assert (programme.kind, programme.hours, programme.price) == ("ПК", 36, 4500)
    assert programme.starts_on == date(2026, 12, 15)
    assert "обратную связь ученику" in programme.search
    async with work.reading() as session:
        assert await rows.competencies_of(session, [programme.id]) == {programme.id: {"KM2", "KM3"}}


async def test_the_demo_registry_imports_without_problems(work):
    data = (content.FOLDER / "demo" / "programmes.csv").read_bytes()
    report = await import_programmes(work, read_table(data, "programmes.csv"))
    assert report.ok
    assert report.new == report.rows >= 150


async def test_words_people_use_for_kind_form_and_price_are_understood(work):
    changes = [
        {"kind": "Повышение квалификации", "form": "Заочная"},
        {"registry_no": "2", "kind": "КПК", "form": "очная", "price": "бесплатно"},
        {
            "registry_no": "3",
            "kind": "профессиональная переподготовка",
            "hours": "250",
            "form": "Очно-заочная",
        },
        {"registry_no": "4", "price": "", "url": "example.org/page", "competencies": "км2, KD1"},
    ]
    assert (await import_programmes(work, table(*changes))).ok
    found = (await stored(work)).values()
    assert [one.kind for one in found] == ["ПК", "ПК", "переподготовка", "ПК"]
    assert [one.form for one in found] == ["заочно", "очно", "очно-заочно", "дистанционно"]
    assert [one.price for one in found] == [4500, 0, 4500, None]
    assert [one.url for one in found][3] == "https://example.org/page"


async def test_russian_headers_are_understood(work):
    header = "Номер в реестре;Название программы;Организация;Вид;Объём, ч;Форма обучения"
    data = f"{header}\n7;Урок;Институт;ПК;16;очно\n".encode("cp1251")
    report = await import_programmes(work, read_table(data, "registry.csv"))
    assert report.new == 1
    assert report.notes == ["Без компетенций: 1. Эти программы видны в поиске, но не в подборе."]


@pytest.mark.parametrize(
    ("change", "column", "words"),
    [
        ({"registry_no": ""}, "registry_no", "ячейка пустая"),
        ({"title": ""}, "title", "ячейка пустая"),
        ({"kind": "семинар"}, "kind", "Напишите одно из: ПК, переподготовка"),
        ({"kind": ""}, "kind", "ячейка пустая"),
        ({"hours": "15"}, "hours", "не меньше 16 часов, а указано 15"),
        ({"kind": "переподготовка", "hours": "249"}, "hours", "не меньше 250 часов"),
        ({"hours": "40000"}, "hours", "больше 5000"),
        ({"hours": "много"}, "hours", "ожидалось число"),
        ({"hours": ""}, "hours", "объём не указан"),
        ({"form": "на выезде"}, "form", "непонятно «на выезде»"),
        ({"competencies": "KM2 XX1"}, "competencies", "нет в рамке компетенций: XX1"),
        ({"valid_until": "01.01.2026", "apply_until": ""}, "valid_until", "раньше включения"),
        ({"included_on": "31.02.2026"}, "included_on", "такой даты нет"),
        ({"price": "4500,50"}, "price", "целое число рублей"),
        ({"price": "-1"}, "price", "отрицательной"),
        ({"price": "99000000000"}, "price", "Проверьте число"),
        ({"url": "ftp://example.org"}, "url", "ожидался адрес"),
        ({"url": "javascript:alert(1)"}, "url", "ожидался адрес"),
        ({"region": "я" * 201}, "region", "длиннее 200 знаков"),
    ],
)
async def test_a_wrong_cell_is_told_and_nothing_is_written(work, change, column, words):
    report = await import_programmes(work, table({"registry_no": "0"}, change))
    assert [(problem.row, problem.column) for problem in report.problems] == [(3, column)]
    assert words in report.problems[0].message
    assert await stored(work) == {}


async def test_a_number_stands_once_in_a_file(work):
    report = await import_programmes(work, table({}, {"title": "Другая"}))
    assert [str(problem) for problem in report.problems] == [
        "Строка 3, столбец «registry_no»: «УП-1» уже стоит в строке 2. Оставьте одну из этих строк"
    ]


async def test_a_second_file_is_a_diff_and_gone_programmes_stay(work):
    await import_programmes(work, table({}, {"registry_no": "2"}, {"registry_no": "3"}))
    second = table({"hours": "72"}, {"registry_no": "2"}, {"registry_no": "4"})
    preview = await import_programmes(work, second, dry_run=True)
    assert (await stored(work))["УП-1"].hours == 36
    report = await import_programmes(work, second)
    assert (report.new, report.changed, report.same, report.gone) == (1, 1, 1, 1)
    assert preview == report
    found = await stored(work)
    assert found["УП-1"].hours == 72
    assert found["3"].gone_at == NOW
    assert (await import_programmes(work, second)).gone == 0


async def test_a_gone_programme_comes_back_with_its_file(work):
    both = table({}, {"registry_no": "2"})
    await import_programmes(work, both)
    await import_programmes(work, table({}))
    report = await import_programmes(work, both)
    assert (report.changed, report.same) == (1, 1)
    assert (await stored(work))["2"].gone_at is None


async def test_a_change_of_competencies_alone_is_a_change(work):
    await import_programmes(work, table({}))
    assert (await import_programmes(work, table({"competencies": "KM2"}))).changed == 1
    async with work.reading() as session:
        assert list((await rows.all_competencies(session)).values()) == [{"KM2"}]


async def test_columns_the_file_lacks_keep_what_was_stored(work):
    await import_programmes(work, table({}))
    text = "registry_no;title;provider;kind;hours;form\nУП-1;Новое имя;Институт;ПК;36;очно\n"
    assert (await import_programmes(work, read_table(text.encode(), "x.csv"))).changed == 1
    programme = (await stored(work))["УП-1"]
    assert (programme.title, programme.price, programme.url) == ("Новое имя", 4500, "https://example.org/1")
    async with work.reading() as session:
        assert await rows.all_competencies(session) == {programme.id: {"KM2", "KM3"}}
