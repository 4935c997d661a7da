"""A management team: composed, changed, trained by the rule; what the indicator counts is written once."""

from datetime import date

import pytest

from domain.access import Role
from services import enrolments, viewer
from services.viewer import Viewer
from simulator.client import Person
from tests.flows import crowd
from tests.stage import Stage


async def house(stage: Stage) -> tuple[Person, Person]:
    """A school with a head, a deputy and three more, all confirmed."""
    head = await stage.with_role(Role.HEAD, "Z1-S12", "Виктор")
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12", "Ольга")
    for name in ("Анна К.", "Борис Л.", "Вера М."):
        await crowd.somebody(stage, name)
    await crowd.somebody(stage, "Дальняя З.", "Z2-S12")
    await crowd.add_demo_programmes(stage)
    await crowd.confirm_everybody(stage, await crowd.boss(stage, Role.ADMIN, "RU"))
    return head, deputy


async def at_the_team(person: Person) -> Person:
    await person.send("/school")
    if "Управленческая команда" not in person.screen.button_texts:
        await person.click("Люди и организации")
    await person.click("Управленческая команда")
    return person


async def take(person: Person, *names: str) -> None:
    for name in names:
        await person.click("Добавить")
        await person.send(name)
        await person.click("1")


async def trained(
    stage: Stage, name: str, day: date, *, confirmed: bool = True, management: bool = True
) -> Viewer:
    """A certificate of a management programme, confirmed behind the scene."""
    found = await crowd.rows(stage, "SELECT id FROM people WHERE chat_name = :name", name=name)
    who = await viewer.by_person(stage.work(), found[0].id)
    assert who is not None
    like = "KU%" if management else "KM2"
    programme = await crowd.rows(
        stage,
        "SELECT p.id FROM programmes p JOIN programme_competencies c ON c.programme_id = p.id "
        "WHERE c.competency LIKE :like AND p.gone_at IS NULL AND p.id NOT IN "
        "(SELECT programme_id FROM enrolments WHERE person_id = :person) ORDER BY p.id",
        like=like, person=who.id,
    )  # fmt: skip
    for one in programme:
        try:
            enrolment = await enrolments.apply(stage.work(), who, one.id)
            break
        except enrolments.ProgrammeIsClosed:
            continue
    await enrolments.set_number(stage.work(), who, enrolment, "УП-1")
    await enrolments.set_date(stage.work(), who, enrolment, day)
    await enrolments.set_hours(stage.work(), who, enrolment, "36")
    await enrolments.submit(stage.work(), who, enrolment)
    if confirmed:
        boss = await crowd.boss(stage)
        waiting = (await enrolments.waiting(stage.work(), boss)).items
        await enrolments.confirm(stage.work(), boss, waiting[0].id, waiting[0].revision)
    return who


async def evidence(stage: Stage) -> list:
    return await crowd.rows(
        stage,
        "SELECT subject, unit_path, happened_on, confirmed_by FROM evidence "
        "WHERE kind = 'team_trained' ORDER BY id",
    )


async def test_the_head_comes_into_the_team_by_itself(stage: Stage) -> None:
    _, deputy = await house(stage)
    await at_the_team(deputy)
    assert "В команде пока никого нет" in deputy.screen.text
    await deputy.click("Добавить")
    assert "Дальняя" not in deputy.screen.text, "another school"
    await deputy.send("Никто")
    assert "Таких среди подтверждённых" in deputy.screen.text
    await deputy.send("Анна")
    await deputy.click("1")
    assert "1. Виктор В., учитель, руководит командой" in deputy.screen.text
    assert "2. Анна К., учитель начальных классов" in deputy.screen.text
    assert "Обучено 0 из 2" in deputy.screen.text
    await stage.deliver_messages()


async def test_the_certificate_that_makes_the_rule_true_is_counted_once(stage: Stage) -> None:
    head, _ = await house(stage)
    await at_the_team(head)
    await take(head, "Ольга", "Анна")
    await trained(stage, "Ольга В.", date(2026, 3, 10))
    await trained(stage, "Анна К.", date(2026, 10, 1))
    assert await evidence(stage) == [], "the head is not trained yet"
    await trained(stage, "Виктор В.", date(2026, 6, 5), management=False)
    assert await evidence(stage) == [], "a programme for teachers is no management programme"
    await trained(stage, "Виктор В.", date(2026, 9, 20))
    found = await evidence(stage)
    assert [str(row.happened_on) for row in found] == ["2026-09-20"], "two of three, the head among them"
    assert found[0].unit_path == "/RU/Z/Z1/Z1-S12/"
    assert found[0].confirmed_by
    await trained(stage, "Ольга В.", date(2026, 11, 1))
    assert len(await evidence(stage)) == 1, "never twice in a year"
    await at_the_team(head)
    assert "Команда обучена 20 сентября: это учтено за 2026 год" in head.screen.text


async def test_a_change_of_the_team_may_make_the_rule_true(stage: Stage) -> None:
    head, _ = await house(stage)
    await at_the_team(head)
    await take(head, "Ольга", "Анна", "Борис", "Вера")
    await trained(stage, "Ольга В.", date(2026, 3, 10))
    await trained(stage, "Виктор В.", date(2026, 4, 1))
    assert await evidence(stage) == [], "two of five are less than half"
    await at_the_team(head)
    assert "Обучено 2 из 5" in head.screen.text
    await head.click("2")
    assert "Анна К." in head.screen.text
    await head.click("Вывести из команды")
    await head.click("Да, вывести")
    assert [str(row.happened_on) for row in await evidence(stage)] == ["2026-04-01"]
    left = await crowd.rows(stage, "SELECT until FROM team_members WHERE until IS NOT NULL")
    assert [str(row.until) for row in left] == ["2026-11-23"], "the days before stay"


async def test_the_team_gets_another_head(stage: Stage) -> None:
    head, _ = await house(stage)
    await at_the_team(head)
    await take(head, "Ольга", "Анна")
    await trained(stage, "Ольга В.", date(2026, 3, 10))
    await trained(stage, "Анна К.", date(2026, 10, 1))
    await at_the_team(head)
    await head.click(number_of(head, "Ольга"))
    await head.click("Руководит командой")
    assert "Ольга В., учитель, руководит командой" in head.screen.text
    assert "Виктор В., учитель, руководит" not in head.screen.text
    assert [str(row.happened_on) for row in await evidence(stage)] == ["2026-10-01"]


def number_of(person: Person, name: str) -> str:
    line = next(one for one in person.screen.text.splitlines() if name in one)
    return line.partition(".")[0]


async def test_last_years_certificate_counts_for_last_year_with_its_team(stage: Stage) -> None:
    head, _ = await house(stage)
    await at_the_team(head)
    await take(head, "Ольга")
    await trained(stage, "Виктор В.", date(2026, 11, 1))
    stage.clock.forward(days=60)
    await trained(stage, "Ольга В.", date(2026, 12, 15))
    assert [str(row.happened_on) for row in await evidence(stage)] == ["2026-12-15"]
    stage.clock.forward(days=60)
    await trained(stage, "Виктор В.", date(2027, 2, 1))
    await trained(stage, "Ольга В.", date(2027, 2, 2))
    assert [str(row.happened_on) for row in await evidence(stage)] == ["2026-12-15", "2027-02-02"]


async def test_who_moved_away_counts_no_more(stage: Stage) -> None:
    head, _ = await house(stage)
    await at_the_team(head)
    await take(head, "Ольга", "Анна")
    await trained(stage, "Виктор В.", date(2026, 4, 1))
    await crowd.change(
        stage,
        "UPDATE people SET unit_id = (SELECT id FROM units WHERE code = 'Z2-S12') "
        "WHERE chat_name = 'Анна К.'",
    )
    await trained(stage, "Ольга В.", date(2026, 5, 1))
    await at_the_team(head)
    assert "Анна" not in head.screen.text
    assert [str(row.happened_on) for row in await evidence(stage)] == ["2026-05-01"]


async def test_a_button_of_somebody_already_gone_is_refused(stage: Stage) -> None:
    head, deputy = await house(stage)
    await at_the_team(head)
    await take(head, "Анна")
    await at_the_team(deputy)
    await deputy.click("2")
    await deputy.click("Вывести из команды")
    await head.click("2")
    await head.click("Вывести из команды")
    await head.click("Да, вывести")
    await deputy.click("Да, вывести")
    assert "Этого здесь нет" in deputy.screen.text
    assert len(await crowd.rows(stage, "SELECT id FROM team_members WHERE until IS NOT NULL")) == 1


async def test_a_teacher_composes_no_team(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.forge("team.home:4")
    assert elena.last_alert
    methodist = await stage.with_role(Role.METHODIST, "Z1")
    await methodist.send("/school")
    assert "Управленческая команда" not in methodist.screen.button_texts


@pytest.mark.parametrize("twice", [1, 2])
async def test_members_are_told_and_their_data_go_with_them(stage: Stage, twice: int) -> None:
    head, deputy = await house(stage)
    await at_the_team(head)
    for _ in range(twice):
        await take(head, "Ольга")
        if twice == 2:
            await head.click(number_of(head, "Ольга"))
            await head.click("Вывести из команды")
            await head.click("Да, вывести")
    await stage.deliver_messages()
    told = [one for one in deputy.screens if "Вас включили в управленческую команду" in one.text]
    assert len(told) == twice
    await deputy.send("/privacy")
    await deputy.click("Удалить мои данные")
    await deputy.click("Да, удалить всё")
    left = await crowd.rows(stage, "SELECT person_id FROM team_members")
    assert len(left) == 1, "the head is left"
