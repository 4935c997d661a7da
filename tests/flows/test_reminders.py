"""Reminders by the clock: when they come, how quietly, and when they don't come at all."""

from datetime import datetime
from zoneinfo import ZoneInfo

from domain.access import Role
from simulator.client import Person
from tests.flows import crowd
from tests.stage import Stage

OMSK = ZoneInfo("Asia/Omsk")


async def unfinished(stage: Stage) -> Person:
    """Begun on Monday at 15:00 in Omsk, four answers given."""
    elena = await stage.teacher()
    await elena.send("/diagnostics")
    await elena.click("Начать")
    await elena.click("Начать: вопрос 1")
    for _ in range(4):
        await elena.click("А")
    return elena


async def till(stage: Stage, day: int, hour: int, minute: int = 0, month: int = 11, year: int = 2026) -> int:
    """Lets the clock go to a moment in Omsk, at last by hours; returns how much was sent."""
    end, count = datetime(year, month, day, hour, minute, tzinfo=OMSK), 0
    while stage.clock.now < end:
        left = (end - stage.clock.now).total_seconds()
        stage.clock.forward(seconds=86400 if left > 5 * 86400 else min(left, 3600))
        await stage.schedule.run_all()
        count += await stage.deliver_messages()
    return count


def reminders(person: Person) -> list[str]:
    return [one.text for one in person.screens if one.text.startswith(("Диагностика ждёт", "Вы подавали"))]


async def test_an_unfinished_diagnostic_is_reminded_of_after_two_days_silently(stage: Stage) -> None:
    elena = await unfinished(stage)
    await till(stage, 25, 14, 45)
    assert reminders(elena) == []
    await till(stage, 25, 15, 15)
    assert reminders(elena) == [
        "Диагностика ждёт: ответов 4 из 20. Ответы сохранены, продолжить можно с того же вопроса."
    ]
    assert elena.screen.silent
    await elena.click("Открыть диагностику")
    await elena.click("Продолжить")
    assert "Вопрос 5 из 20" in elena.screen.text
    await till(stage, 4, 19, month=12)
    assert len(reminders(elena)) == 1, "once is enough"


async def test_a_reminder_waits_for_the_afternoon_of_a_working_day(stage: Stage) -> None:
    stage.clock.forward(days=3, hours=5)
    elena = await unfinished(stage)
    await till(stage, 30, 14, 45)
    assert reminders(elena) == [], "begun on Thursday evening: due on Saturday"
    await till(stage, 30, 15, 15)
    assert len(reminders(elena)) == 1


async def test_a_reminder_tells_the_truth_of_its_hour(stage: Stage) -> None:
    stage.clock.forward(hours=5)
    elena = await unfinished(stage)
    await till(stage, 26, 9)
    await elena.send("/diagnostics")
    await elena.click("Продолжить")
    await elena.click("А")
    await till(stage, 26, 16)
    assert reminders(elena)[0].startswith("Диагностика ждёт: ответов 5 из 20")


async def test_a_diagnostic_finished_before_the_afternoon_is_not_reminded_of(stage: Stage) -> None:
    stage.clock.forward(hours=5)
    elena = await unfinished(stage)
    await till(stage, 26, 9)
    await elena.send("/diagnostics")
    await elena.click("Продолжить")
    for _ in range(16):
        await elena.click("А")
    await elena.click("Завершить")
    await till(stage, 27, 19)
    assert reminders(elena) == []


async def test_a_topic_switched_off_is_silent(stage: Stage) -> None:
    elena = await unfinished(stage)
    await elena.send("/settings")
    await elena.click("О чём писать")
    await elena.click("Напоминания")
    await elena.click("Диагностика: да")
    await till(stage, 27, 19)
    assert reminders(elena) == []


async def test_each_kind_has_a_switch_of_its_own(stage: Stage) -> None:
    elena = await unfinished(stage)
    await elena.send("/settings")
    await elena.click("О чём писать")
    await elena.click("Напоминания")
    await elena.click("Срок рецензии: да")
    assert {"Диагностика: да", "Срок рецензии: нет"} <= set(elena.screen.button_texts)
    await elena.forge("settings.switch_reminder:nothing:0")
    assert "устарела" in elena.last_alert
    await till(stage, 27, 19)
    assert len(reminders(elena)) == 1


async def test_a_leave_puts_reminders_off_and_loses_none(stage: Stage) -> None:
    elena = await unfinished(stage)
    await elena.send("/settings")
    await elena.click("Отпуск")
    await elena.send("29.11.2026")
    await till(stage, 30, 14)
    assert reminders(elena) == []
    await till(stage, 30, 16)
    assert len(reminders(elena)) == 1


async def test_the_hours_are_those_of_the_persons_zone(stage: Stage) -> None:
    elena = await unfinished(stage)
    await elena.send("/settings")
    await elena.click("Часовой пояс")
    await elena.click("Калининград")
    await till(stage, 25, 18, 45)
    assert reminders(elena) == [], "it is 14:45 in Kaliningrad"
    await till(stage, 25, 19, 30)
    assert len(reminders(elena)) == 1


async def test_quiet_hours_hold_back_what_is_not_routine_until_morning(stage: Stage) -> None:
    elena = await stage.teacher()
    await crowd.certificate(stage, await stage.viewer(elena))
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await till(stage, 23, 21)
    await olga.send("/moderation")
    await olga.click("Подтвердить все: 1")
    await till(stage, 24, 7, 45)
    assert "подтверждено" not in elena.screen.text
    await till(stage, 24, 8, 15)
    assert "подтверждено" in elena.screen.text
    assert not elena.screen.silent, "an answer about one's own affair may sound"


async def test_a_certificate_is_asked_for_after_thirty_days(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.start("p_1")
    await elena.click("Подать заявку")
    await till(stage, 22, 19, month=12)
    assert reminders(elena) == []
    await till(stage, 23, 15, 30, month=12)
    assert reminders(elena) == [
        "Вы подавали заявку на программу «Формирующее оценивание на уроке». "
        "Если закончили её, внесите удостоверение."
    ]
    await elena.click("Открыть")
    assert "Внести удостоверение" in elena.screen.button_texts


async def test_a_certificate_on_its_way_or_an_application_withdrawn_is_not_asked_for(stage: Stage) -> None:
    elena, vera = await stage.teacher("Елена"), await stage.teacher("Вера")
    await crowd.certificate(stage, await stage.viewer(elena))
    await vera.start("p_1")
    await vera.click("Подать заявку")
    await vera.click("Отозвать заявку")
    await vera.click("Да, отозвать")
    await till(stage, 25, 19, month=12)
    assert reminders(elena) == []
    assert reminders(vera) == []


async def test_july_and_august_are_left_alone(stage: Stage) -> None:
    stage.clock.forward(days=219)
    elena = await stage.teacher()
    await elena.send("/diagnostics")
    await elena.click("Начать")
    await elena.click("Начать: вопрос 1")
    stage.clock.forward(days=13)
    await stage.schedule.run_all()
    await stage.deliver_messages()
    assert reminders(elena) == []


async def test_somebody_who_blocked_the_bot_is_left_alone_until_they_write(stage: Stage) -> None:
    elena = await unfinished(stage)
    await elena.block()
    await till(stage, 26, 16)
    assert reminders(elena) == []
    await elena.start()
    assert "Диагностика" in elena.screen.button_texts
    states = await crowd.rows(stage, "SELECT state FROM outbox")
    assert [row.state for row in states] == ["failed"]
