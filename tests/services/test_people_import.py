"""Import of people: confirmed members, personal links, second files that only add and correct."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.models import Invitation, RoleGrant
from db.repositories import people as people_rows
from db.session import UnitOfWork
from files.tables import read_table
from services import invitations, viewer
from services.people_import import NO_START, import_people
from services.people_rows import COLUMNS, chat_name
from services.unit_import import import_units
from tests.conftest import NOW

ELENA = {
    "person_code": "P1",
    "unit_code": "S12",
    "full_name": "Ветлугина Елена Викторовна",
    "position": "Учитель",
    "subjects": "Математика, Физика",
    "birth_year": "1995",
    "work_start": "09.2024",
}


@pytest.fixture(autouse=True)
async def schools(work):
    rows = "RU;;country;Россия\nZ;RU;region;Область\nS12;Z;school;Школа № 12\nS13;Z;school;Школа № 13\n"
    await import_units(work, read_table(("code;parent_code;level;name\n" + rows).encode(), "units.csv"))


def table(*people):
    columns = [field.name for field in COLUMNS]
    lines = [";".join(columns)]
    lines += [";".join((ELENA | one).get(name, "") for name in columns) for one in people]
    return read_table("\n".join(lines).encode(), "people.csv")


async def person(work, code="P1"):
    async with work.reading() as session:
        return (await people_rows.by_person_codes(session, [code])).get(code)


async def places(work, code="P1"):
    """(unit, state, since, until) of the person, the oldest first."""
    found = await person(work, code)
    async with work.reading() as session:
        rows = await people_rows.memberships(session, found.id)
    return [(unit.code, one.state, one.since, one.until) for one, unit in rows]


async def test_an_imported_person_is_a_confirmed_member_without_a_start(work):
    report, links = await import_people(work, table({}))
    assert (report.new, report.problems) == (1, [])
    assert [link.person_code for link in links] == ["P1"]
    stored = await person(work)
    assert (stored.full_name, stored.chat_name) == ("Ветлугина Елена Викторовна", "Елена В.")
    assert (stored.position, stored.subjects) == ("teacher", ["math", "phys"])
    assert (stored.birth_year, stored.work_start, stored.registered_at) == (1995, date(2024, 9, 1), None)
    assert await places(work) == [("S12", "confirmed", NO_START, None)]


async def test_the_link_opens_the_whole_registration(work):
    _, [link] = await import_people(work, table({"roles": "наставник"}))
    await invitations.redeem(work, 501, link.payload, consents=True)
    who = await viewer.find(work, 501)
    assert (who.registered, who.consented, who.membership, who.unit.code) == (True, True, "confirmed", "S12")
    assert [(grant.role.value, grant.path) for grant in who.grants] == [("mentor", "/RU/Z/S12/")]
    assert who.is_young(NOW)


@pytest.mark.parametrize(
    ("full_name", "shown"),
    [
        ("Ветлугина Елена Викторовна", "Елена В."),
        ("Елена Викторовна Ветлугина", "Елена В."),
        ("Абрамович Иван Петрович", "Иван А."),
        ("АХМЕТОВА ЗОЯ", "Зоя А."),
        ("Петрова-Водкина Анна-Мария Львовна", "Анна-Мария П."),
        ("Алиев Руслан Мамед оглы", "Руслан А."),
    ],
)
def test_the_chat_shows_a_first_name_and_one_letter(full_name, shown):
    assert chat_name(full_name) == shown


async def test_a_preview_counts_links_and_writes_nothing(work):
    report, links = await import_people(work, table({}), dry_run=True)
    assert (report.new, links) == (1, [])
    assert report.notes == ["Личных ссылок: 1."]
    assert await person(work) is None


async def test_a_second_import_updates_by_code_and_makes_no_second_link(work):
    await import_people(work, table({}, {"person_code": "P2", "full_name": "Зимин Олег"}))
    report, links = await import_people(work, table({"full_name": "Зуева Елена"}, {"person_code": "P3"}))
    assert (report.new, report.changed, report.same) == (1, 1, 0)
    assert [link.person_code for link in links] == ["P3"]
    stored = await person(work)
    assert (stored.full_name, stored.chat_name) == ("Зуева Елена", "Елена З.")
    assert (await import_people(work, table({"full_name": "Зуева Елена"})))[0].same == 1


async def test_a_name_chosen_for_the_chat_stays(work):
    await import_people(work, table({}))
    async with work.writing() as session:
        (await people_rows.by_person_codes(session, ["P1"]))["P1"].chat_name = "Лена"
    await import_people(work, table({"full_name": "Зуева Елена"}))
    assert (await person(work)).chat_name == "Лена"


async def test_somebody_with_an_account_gets_no_link_and_an_expired_link_is_made_anew(work, database):
    _, links = await import_people(work, table({}, {"person_code": "P2"}))
    await invitations.redeem(work, 501, links[0].payload, consents=True)
    later = UnitOfWork(database, clock=lambda: NOW + timedelta(days=91))
    _, again = await import_people(later, table({}, {"person_code": "P2"}))
    assert [link.person_code for link in again] == ["P2"]


async def test_an_empty_cell_wipes_nothing(work):
    await import_people(work, table({"birth_date": "05.03.1995"}))
    empty = dict.fromkeys(("position", "subjects", "birth_year", "work_start"), "")
    report, _ = await import_people(work, table(empty))
    assert report.same == 1
    stored = await person(work)
    assert (stored.position, stored.birth_date) == ("teacher", date(1995, 3, 5))


async def test_a_position_without_subjects_asks_for_none(work):
    await import_people(work, table({"position": "Воспитатель", "subjects": ""}))
    assert (await person(work)).subjects == []


async def test_roles_are_granted_for_the_unit_once_and_never_taken_away(work):
    await import_people(work, table({"roles": "заместитель, expert, педагог"}))
    assert (await import_people(work, table({"roles": "заместитель"})))[0].same == 1
    async with work.reading() as session:
        grants = await session.scalars(select(RoleGrant.role))
    assert sorted(grants) == ["deputy", "expert"]


async def test_a_waiting_newcomer_is_confirmed_by_the_import(work):
    await import_people(work, table({}))
    newcomer = await person(work)
    async with work.writing() as session:
        (await people_rows.open_membership(session, newcomer.id)).state = "waiting"
    assert (await import_people(work, table({})))[0].changed == 1
    assert (await places(work))[0][1] == "confirmed"


async def test_a_move_ends_the_place_before_and_keeps_it(work):
    await import_people(work, table({}))
    await import_people(work, table({"unit_code": "S13", "member_since": "01.10.2026"}))
    assert await places(work) == [
        ("S12", "ended", NO_START, date(2026, 10, 1)),
        ("S13", "confirmed", date(2026, 10, 1), None),
    ]
    again, _ = await import_people(work, table({"unit_code": "S13", "member_since": "01.10.2026"}))
    assert again.same == 1


async def test_several_rows_of_a_person_are_places_of_work_over_time(work):
    history = table(
        {"unit_code": "S13"},
        {"unit_code": "S12", "member_since": "01.09.2020", "member_until": "31.08.2024"},
    )
    report, links = await import_people(work, history)
    assert (report.rows, report.new, len(links)) == (2, 1, 1)
    expected = [
        ("S12", "ended", date(2020, 9, 1), date(2024, 8, 31)),
        ("S13", "confirmed", date(2024, 9, 1), None),
    ]
    assert await places(work) == expected
    assert (await import_people(work, history))[0].same == 1
    assert await places(work) == expected


async def test_somebody_who_left_is_kept_without_a_link(work):
    report, links = await import_people(work, table({"member_until": "31.08.2025", "roles": "наставник"}))
    assert (report.new, links) == (1, [])
    assert await places(work) == [("S12", "ended", NO_START, date(2025, 8, 31))]
    async with work.reading() as session:
        assert await session.scalar(select(Invitation)) is None


async def test_leaving_is_told_by_a_second_file(work):
    await import_people(work, table({}))
    report, _ = await import_people(work, table({"member_until": "31.08.2026"}))
    assert report.changed == 1
    assert await places(work) == [("S12", "ended", NO_START, date(2026, 8, 31))]


async def test_somebody_who_left_and_came_back_has_two_places(work):
    both = table({"member_since": "01.09.2025"}, {"member_until": "31.08.2024"})
    await import_people(work, table({}))
    await import_people(work, both)
    assert await places(work) == [
        ("S12", "ended", NO_START, date(2024, 8, 31)),
        ("S12", "confirmed", date(2025, 9, 1), None),
    ]
    assert (await import_people(work, both))[0].same == 1


async def test_a_year_of_graduation_is_kept_from_an_older_place_too(work):
    await import_people(
        work,
        table(
            {"graduation_year": ""},
            {"unit_code": "S13", "graduation_year": "2026", "member_until": "2026-06-30"},
        ),
    )
    assert (await person(work)).graduation_year == 2026
    await import_people(work, table({"graduation_year": "2027"}))
    assert (await person(work)).graduation_year == 2027


async def test_what_is_not_kept_yet_is_said(work):
    report, _ = await import_people(work, table({"member_until": "31.08.2027"}))
    assert report.notes == [
        "Дата увольнения в будущем у 1: она не хранится. Загрузите эти строки после неё.",
        "Личных ссылок: 1.",
    ]
    assert await places(work) == [("S12", "confirmed", NO_START, None)]


@pytest.mark.parametrize(
    ("change", "column", "words"),
    [
        ({"person_code": ""}, "person_code", "ячейка пустая"),
        ({"person_code": "P0"}, "person_code", "уже стоит в строке 2"),
        ({"unit_code": "S99"}, "unit_code", "нет организации с кодом «S99»"),
        ({"unit_code": ""}, "unit_code", "ячейка пустая"),
        ({"full_name": "Елена"}, "full_name", "фамилия и имя"),
        ({"position": "Космонавт"}, "position", "нет должности «Космонавт»"),
        ({"subjects": "Алхимия"}, "subjects", "нет предметов: Алхимия"),
        ({"birth_year": "2015"}, "birth_year", "от 16 до 90 лет"),
        ({"birth_year": "1930"}, "birth_year", "от 16 до 90 лет"),
        ({"birth_date": "01.02.2015", "birth_year": ""}, "birth_date", "от 16 до 90 лет"),
        ({"birth_date": "01.02.1990"}, "birth_year", "не совпадает с датой рождения"),
        ({"work_start": "2027"}, "work_start", "в будущем"),
        ({"work_start": "2005"}, "work_start", "раньше 16 лет"),
        ({"work_start": "давно"}, "work_start", "ожидалась дата"),
        ({"roles": "царь"}, "roles", "нет ролей: царь"),
        ({"member_since": "2025-09-01", "member_until": "2025-01-01"}, "member_until", "раньше даты приёма"),
    ],
)
async def test_a_wrong_row_is_told_and_nobody_is_added(work, change, column, words):
    report, links = await import_people(work, table({"person_code": "P0"}, change))
    assert [(problem.row, problem.column) for problem in report.problems] == [(3, column)]
    assert words in report.problems[0].message
    assert links == []
    assert await person(work, "P0") is None
