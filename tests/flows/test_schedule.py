"""The administrator sees what ran, when and how long; what fails or is overdue; and holds sending back."""

from datetime import timedelta

import pytest

from domain.access import Role
from scheduler import schedule
from scheduler.schedule import Line
from services import outbox, reminders
from tests.flows import crowd
from tests.stage import Stage


async def test_what_ran_is_on_the_screen_and_what_is_late_is_named(stage: Stage) -> None:
    admin = await stage.with_role(Role.ADMIN, "RU")
    await admin.send("/admin")
    await admin.click("Расписание")
    assert "ещё не запускались" in admin.screen.text
    await stage.schedule.run_all()
    await admin.click("Обновить")
    assert "Напоминания: 23.11 15:00, 0," in admin.screen.text
    assert "опаздывает" not in admin.screen.text
    stage.clock.forward(hours=2)
    await admin.click("Обновить")
    often = sum(line.every < timedelta(hours=1) for line in schedule.TIMETABLE)
    assert admin.screen.text.count("опаздывает") == often, "not those of six hours"


async def test_a_tick_that_fails_is_named_and_stops_no_other(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_: object) -> None:
        raise RuntimeError

    lines = (Line("attempts", fail, timedelta(minutes=1)), *schedule.TIMETABLE[1:])
    monkeypatch.setattr(schedule, "TIMETABLE", lines)
    admin = await stage.with_role(Role.ADMIN, "RU")
    await stage.schedule.run_all()
    await admin.send("/admin")
    await admin.click("Расписание")
    assert "Сроки диагностик: 23.11 15:00, 0,0 с, ошибка" in admin.screen.text
    assert admin.screen.text.count("ошибка") == 1


async def test_sending_is_held_back_from_the_screen_and_what_waits_is_counted(stage: Stage) -> None:
    admin = await stage.with_role(Role.ADMIN, "RU")
    elena = await stage.teacher()
    await admin.send("/admin")
    await admin.click("Придержать отправку")
    assert "выключена, сообщения ждут" in admin.screen.text
    work, who = stage.work(), await stage.viewer(elena)
    async with work.writing() as session:
        await outbox.tell(session, work, who.id, "newcomer_confirmed", "once")
        await reminders.set_for(session, who.id, reminders.KINDS["no_certificate"], 1, work.now())
    stage.clock.forward(hours=2)
    assert await stage.deliver_messages() == 0
    await admin.click("Расписание")
    assert "Ждут отправки дольше часа: 1" in admin.screen.text
    assert "Напоминаний просрочено: 1" in admin.screen.text
    await admin.click("Назад")
    await admin.click("Включить отправку")
    assert await stage.deliver_messages() == 1


async def test_the_screen_is_the_administrators_alone(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/menu")
    await olga.forge("admin.switch_sending:0")
    assert await crowd.rows(stage, "SELECT 1 FROM settings WHERE name = 'sending'") == []
