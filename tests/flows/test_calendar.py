"""A date by buttons: closed days stay closed, months turn, a typed date and a forged one."""

from datetime import date, timedelta

import pytest

from conversation.calendar import CLOSED, read_date
from domain.errors import ScreenIsStale, WrongInput
from handlers import book
from simulator.client import Person
from tests.flows import crowd
from tests.stage import Stage


async def at_the_date(stage: Stage) -> Person:
    elena = await stage.teacher()
    await elena.start("p_1")
    await elena.click("Подать заявку")
    await elena.click("Внести удостоверение")
    await elena.send("0123-45")
    return elena


def days(person: Person) -> list[str]:
    return [one for one in person.screen.button_texts if one.isdigit()]


async def test_a_certificate_has_no_day_to_come(stage: Stage) -> None:
    elena = await at_the_date(stage)
    assert "Ноябрь 2026" in elena.screen.text
    assert days(elena) == [str(day) for day in range(1, 24)], "today is the 23rd"
    assert elena.screen.buttons[0] == ["пн", "вт", "ср", "чт", "пт", "сб", "вс"]
    assert elena.screen.buttons[1] == [CLOSED] * 6 + ["1"], "the first is a Sunday"
    assert elena.screen.buttons[-2:] == [["Октябрь"], ["Сегодня", "Назад"]]
    await elena.click("Октябрь")
    assert "Октябрь 2026" in elena.screen.text
    assert len(days(elena)) == 31
    await elena.click("15")
    assert "Часы" in elena.screen.text
    held = await crowd.rows(stage, "SELECT certificate_date FROM enrolments")
    assert str(held[0].certificate_date) == "2026-10-15"


async def test_a_closed_day_changes_nothing_and_months_end_where_days_do(stage: Stage) -> None:
    elena = await at_the_date(stage)
    before = elena.screen.text
    await elena.click(CLOSED)
    assert elena.screen.text == before
    await elena.click("Октябрь")
    await elena.click("Ноябрь")
    assert elena.screen.text == before
    await elena.send("04.01.2015")
    await elena.click("Назад")
    assert "Сейчас указано: 4 января 2015" in elena.screen.text
    assert "Январь 2015" in elena.screen.text, "it opens where the date is"
    assert elena.screen.buttons[-2] == ["Февраль"]
    await elena.click("Оставить")
    assert "Часы" in elena.screen.text


async def test_a_typed_date_works_on_any_month(stage: Stage) -> None:
    elena = await at_the_date(stage)
    await elena.click("Октябрь")
    await elena.send("завтра")
    assert "Напишите дату так" in elena.screen.text
    assert "Октябрь 2026" in elena.screen.text
    await elena.send("2 сентября 2026 года")
    assert "Часы" in elena.screen.text


@pytest.mark.parametrize("data", ["enrolments.choose_date:1:2026-13-01", "enrolments.choose_date:1:сегодня"])
async def test_a_forged_day_is_refused(stage: Stage, data: str) -> None:
    elena = await at_the_date(stage)
    await elena.forge(data)
    assert "устарела" in elena.last_alert
    assert "Ноябрь 2026" in elena.screen.text
    with pytest.raises(ScreenIsStale):
        book().pages["enrolments.choose_date"].arguments(tuple(data.split(":")[1:]))


async def test_a_calendar_left_open_over_night_knows_the_new_day(stage: Stage) -> None:
    elena = await at_the_date(stage)
    stage.clock.forward(days=1)
    await elena.click("Октябрь")
    await elena.click("Ноябрь")
    assert days(elena)[-1] == "24"


async def test_past_days_are_closed_for_a_leave(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/settings")
    await elena.click("Отпуск")
    assert days(elena) == [str(day) for day in range(23, 31)]
    assert elena.screen.buttons[-2] == ["Декабрь"]
    for month in ("Декабрь", "Январь", "Февраль", "Март", "Апрель", "Май"):
        await elena.click(month)
    assert len(elena.screen.buttons) == 8
    assert elena.screen.buttons[0][-1] == "2", "six weeks of May 2027 leave no row for the weekdays"
    await elena.click("31")
    assert "В отпуске до 31 мая 2027" in elena.screen.text


def test_dates_as_people_type_them() -> None:
    for typed in (
        "15.11.2026",
        "15.11.2026 г.",
        "15/11/2026",
        "15-11-2026",
        "15 ноября 2026",
        "15 НОЯБРЯ 2026 г",
    ):
        assert read_date(typed) == date(2026, 11, 15)
    for wrong in ("31.11.2026", "15.11", "15 ноябрь 2026", "11.15.2026", "1" * 40, "", "15.11.0000"):
        with pytest.raises(WrongInput):
            read_date(wrong)
    assert read_date("01.01.0001") + timedelta(days=1) > date.min
