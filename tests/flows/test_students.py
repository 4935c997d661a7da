"""Students and graduates: a lighter way in, functional literacy, a fact with their year of graduation."""

from pathlib import Path

import pytest

from simulator.client import Person
from tests import banks
from tests.flows import crowd
from tests.flows.test_every_screen import faults_of
from tests.flows.test_literacy import SHORT, finished
from tests.stage import Stage

UNIVERSITY = "Z-U1;Z;university;Педагогический университет (учебный пример);пр. Солнечный, 1;\n"


@pytest.fixture
async def student(stage: Stage) -> Person:
    await crowd.add_units(stage, UNIVERSITY)
    anna = stage.person("Анна")
    await anna.start()
    await anna.click("Даю согласие")
    await anna.click("Я студент или выпускник")
    assert faults_of(anna.screen, "org.universities") == []
    await anna.send("нет такого")
    assert "Вузов в списке нет" in anna.screen.text
    await anna.send("педагогический")
    await anna.click(next(one for one in anna.screen.button_texts if one.startswith("1. ")))
    assert "Шаг 3 из 5" in anna.screen.text
    while "Студент" not in anna.screen.button_texts:
        await anna.click("Дальше")
    await anna.click("Студент")
    return anna


async def test_a_student_is_asked_for_the_year_of_graduation_alone(stage: Stage, student: Person) -> None:
    assert "Шаг 4 из 5. Год выпуска" in student.screen.text
    assert faults_of(student.screen, "reg.graduation") == []
    for wrong in ("27", "1990", "2040"):
        await student.send(wrong)
        assert "Проверьте год выпуска" in student.screen.text
    await student.send("2027")
    assert "Студент, год выпуска 2027" in student.screen.text
    assert "Работаю с" not in student.screen.text
    await student.click("Исправить")
    assert "Год рождения" not in student.screen.button_texts
    await student.click("Год выпуска")
    await student.send("2026")
    await student.click("Всё верно")
    assert "Вуз подтвердит" in student.screen.text
    who = await stage.viewer(student)
    assert (who.registered, who.graduation_year, who.birth_year, who.work_start) == (True, 2026, None, None)
    assert not who.is_young(stage.clock.now)


async def test_a_student_takes_functional_literacy_and_it_counts(
    stage: Stage, student: Person, tmp_path: Path
) -> None:
    await banks.load_literacy(stage.work, tmp_path)
    await student.send("2026")
    await student.click("Всё верно")
    await student.click("Начать диагностику")
    assert "Для студентов и выпускников" in student.screen.text
    assert "Начать" not in student.screen.button_texts
    for part in SHORT:
        await finished(student, part)
    await student.click("Общий результат")
    facts = await crowd.rows(
        stage,
        "SELECT kind, value, graduation_year, unit_path, mode FROM evidence WHERE kind = 'fl_diagnostic'",
    )
    assert [tuple(one) for one in facts] == [("fl_diagnostic", 100, 2026, "/RU/Z/Z-U1/", "self")]
