"""Rights are asked anew at every tap; names of people never pass the messenger while the setting says so."""

import json

import pytest

from domain.access import Role
from files.tables import read_table
from handlers import menu
from services.people_import import import_people
from simulator.client import Person
from tests.flows import crowd
from tests.stage import Stage
from ui.text import texts

CLOSED = "Это действие Вам недоступно."
GROUPS = {texts("ru").plain(f"menu-group-{one}") for one in menu.GROUPS}


async def test_a_revoked_role_is_refused_politely_at_the_next_tap(stage: Stage) -> None:
    coordinator = await stage.with_role(Role.COORDINATOR, "Z", "Ирина")
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await crowd.certificate(stage, await crowd.somebody(stage, "Вера К."))
    await olga.send("/moderation")
    await coordinator.send("/people")
    assert "1. Методист: Ольга В., Приозёрный район" in coordinator.screen.text
    await coordinator.click("1")
    await coordinator.click("Забрать роль")
    assert "Забрать роль «Методист»?" in coordinator.screen.text
    await coordinator.click("Назад")
    await coordinator.click("Забрать роль")
    await coordinator.click("Да, забрать")
    assert "Роль снята" in coordinator.screen.text
    assert "Ролей пока никому не дали" in coordinator.screen.text

    await olga.click("Подтвердить все: 1")
    assert olga.last_alert == CLOSED
    assert "Как методист" not in olga.screen.button_texts
    assert "Диагностика" in olga.screen.button_texts
    for command in ("/moderation", "/school", "/people", "/admin"):
        await olga.send(command)
        assert CLOSED in olga.screen.text
    states = await crowd.rows(stage, "SELECT state FROM enrolments")
    assert [row.state for row in states] == ["submitted"]


async def test_a_role_ends_on_its_day(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await crowd.change(stage, "UPDATE role_grants SET until = '2026-11-23'")
    await olga.send("/moderation")
    assert "Ничего не ждёт" in olga.screen.text
    stage.clock.forward(days=1)
    await olga.send("/moderation")
    assert CLOSED in olga.screen.text


async def test_nobody_takes_away_a_role_they_could_not_give(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await stage.with_role(Role.METHODIST, "Z1", "Вера")
    await olga.send("/people")
    assert "Методист: Вера В." in olga.screen.text
    await olga.click("1")
    assert "Забрать роль" not in olga.screen.button_texts
    assert "тот, кто отвечает за большую территорию" in olga.screen.text


SCHOOL = {
    "Новые у нас",
    "Кто прошёл",
    "Удостоверения",
    "Плакат для учительской",
    "Списки с именами",
    "Ознакомление с нормами",
    "Приказы о наставничестве",
    "Молодые педагоги",
    "На время отпуска",
    "Маршруты подопечных",
}
BRANCH = SCHOOL | {
    "Коды дня",
    "Документы территории",
    "Материалы: публикация",
    "Заявки в группы",
    "Роли и приглашения",
    "Вопросы педагогов",
    "Подбор наставников",
    "Практики на решение",
    "Черновики заданий",
    "Ответы на оценку",
    "Задания из файла",
    "Зоны роста территории",
    "Показанные результаты",
    "Маршруты педагогов",
    "Шаблон маршрута",
    "Рассылки",
    "Показатели",
}


@pytest.mark.parametrize(
    ("role", "expected", "commands"),
    [
        (
            Role.HEAD,
            {
                "Кто прошёл",
                "Плакат для учительской",
                "Роли и приглашения",
                "Списки с именами",
                "Управленческая команда",
                "Ознакомление с нормами",
                "Рассылки",
                "Показатели",
                "Численность",
            },
            {"school", "people"},
        ),
        (Role.DEPUTY, SCHOOL | {"Управленческая команда", "Численность"}, {"school", "moderation"}),
        (Role.EXPERT, {"Рецензии", "Черновики заданий", "Ответы на оценку"}, {"review"}),
        (Role.METHODIST, BRANCH, {"school", "moderation", "people"}),
        (
            Role.ADMIN,
            BRANCH
            | {
                "Сведения о системе",
                "Журнал списков",
                "Управленческая команда",
                "Рецензии",
                "Запросы и подопечные",
                "Численность",
            },
            {"school", "moderation", "people", "admin", "review"},
        ),
    ],
)
async def test_each_role_has_its_menu_and_commands(
    stage: Stage, role: Role, expected: set[str], commands: set[str]
) -> None:
    somebody = await stage.with_role(role, "Z1")
    await somebody.click(next(one for one in somebody.screen.button_texts if one.startswith("Как ")))
    assert await doors(somebody) == expected
    assert set(somebody.commands) & {"school", "moderation", "people", "admin", "review"} == commands


async def doors(somebody: Person) -> set[str]:
    """Every door of a role's menu, those inside its groups too."""
    found = set()
    for words in somebody.screen.button_texts:
        if words in GROUPS:
            await somebody.click(words)
            found |= set(somebody.screen.button_texts)
            await somebody.click("Назад")
        else:
            found.add(words)
    return found - {"Меню", "Назад"}


PEOPLE = """person_code;unit_code;full_name;position;subjects;birth_date;work_start;roles
УП-1;Z1-S12;Ветлугина Елена Викторовна;Учитель;Математика;14.03.1985;01.09.2008;
УП-2;Z1-S12;Жаворонкова Инна Олеговна;Заместитель директора;;02.05.1979;01.09.2001;заместитель
УП-3;Z1-S12;Горелов Пётр Ильич;Учитель;Физика;29.02.1996;01.09.2024;
"""
SECRET = ("Ветлугина", "Викторовна", "Жаворонкова", "Олеговна", "Горелов", "Ильич")
BIRTHS = ("14.03.1985", "1985-03-14", "14 марта", "1979", "02.05", "29.02.1996", "1996-02-29", "29 февраля")


async def test_no_name_and_no_birthday_leaves_through_the_messenger(stage: Stage) -> None:
    report, links = await import_people(stage.work(), read_table(PEOPLE.encode(), "people.csv"))
    assert report.ok, report.problems
    elena, inna, petr = (stage.person(name) for name in ("Лена", "Инна", "Пётр"))
    for person, link in zip((elena, inna, petr), links, strict=True):
        await person.start(link.payload)
        await person.click("Даю согласие")
    stage.simulator.calls.clear()
    await live(stage, elena, inna)
    sent = stage.simulator.calls.named()
    assert len(sent) > 60
    for call in sent:
        said = json.dumps(call["params"], ensure_ascii=False, default=repr)
        assert not [word for word in (*SECRET, *BIRTHS) if word in said], said[:500]
    for person in (elena, inna):
        for one in person.screens:
            if one.file_name and one.file_name.endswith(".json"):
                text = (await person.download(one)).decode()
                assert not [word for word in (*SECRET, *BIRTHS) if word in text]


async def live(stage: Stage, elena: Person, inna: Person) -> None:
    """A teacher and a deputy open whatever shows people: to themselves, to each other, by notices."""
    await elena.send("/diagnostics")
    await elena.click("Начать")
    await elena.click("Начать: вопрос 1")
    await stage.take_diagnostic(elena, weak={"KM2"})
    await crowd.certificate(stage, await stage.viewer(elena))
    await inna.send("/menu")
    await crowd.work(inna, "Как заместитель", "Удостоверения")
    assert "Елена В." in inna.screen.text
    await inna.click("1")
    await inna.click("Подтвердить")
    await inna.send("/menu")
    await crowd.work(inna, "Как заместитель", "Кто прошёл")
    await inna.click("Напомнить: 1")
    await inna.click("Все: 3")
    assert "Инна Ж." in inna.screen.text
    await inna.click("1")
    await inna.click("Код для нового телефона")
    await inna.click("Создать ссылку")
    await inna.send("/school")
    await crowd.enter(inna, "Плакат для учительской")
    admin = await stage.with_role(Role.ADMIN, "RU")
    await admin.send("/people")
    assert "Заместитель: Инна Ж." in admin.screen.text
    await admin.click("1")
    await stage.deliver_messages()
    for command in ("/settings", "/privacy", "/menu"):
        await elena.send(command)
    await elena.send("/privacy")
    await elena.click("Получить мои данные")


async def test_many_roles_fit_into_one_menu(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    for role in (Role.HEAD, Role.DEPUTY, Role.COORDINATOR, Role.ADMIN):
        await stage.grant(olga, role, "Z1")
    await olga.send("/menu")
    assert "Как методист" not in olga.screen.button_texts
    assert len(olga.screen.button_texts) <= 8
    await olga.click("Мои роли")
    await crowd.work(olga, "Как заместитель", "Новые у нас")
    assert "Никто не ждёт подтверждения" in olga.screen.text
