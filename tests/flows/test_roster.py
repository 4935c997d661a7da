"""«Не начали / Начали / Прошли»: participation, never a result; a reminder at most once a week."""

import re

from domain.access import Role
from simulator.client import Person
from tests.flows import crowd
from tests.stage import Stage

RESULTS = re.compile(r"зона роста|уверенно|\d из 5\b|■ \d|верн|Оценивание|Мотивация", re.IGNORECASE)


async def school(stage: Stage) -> tuple[Person, Person, Person]:
    """One who has passed, one who has begun, and the deputy; a third has not begun."""
    finished, started = await stage.teacher("Анна"), await stage.teacher("Борис")
    await stage.teacher("Вера")
    for one in (finished, started):
        await one.send("/diagnostics")
        await one.click("Начать")
        await one.click("Начать: вопрос 1")
    await stage.take_diagnostic(finished, weak={"KM2"})
    await crowd.confirm_everybody(stage, await crowd.boss(stage))
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    await stage.deliver_messages()
    await deputy.send("/school")
    await crowd.enter(deputy, "Кто прошёл")
    return finished, started, deputy


async def test_counts_and_lists_show_participation_alone(stage: Stage) -> None:
    _, _, deputy = await school(stage)
    shown = [deputy.screen.text]
    assert "Прошли: ■■■□□□□□□□ 1 из 3" in deputy.screen.text
    assert {"Не начали: 1", "Начали: 1", "Прошли: 1", "Все: 3"} <= set(deputy.screen.button_texts)
    for button, name in (("Прошли: 1", "Анна В."), ("Начали: 1", "Борис В."), ("Не начали: 1", "Вера В.")):
        await deputy.click(button)
        assert f"1. {name}, учитель. Школа № 12" in deputy.screen.text
        shown.append(deputy.screen.text)
        await deputy.click("1")
        shown.append(deputy.screen.text)
        await deputy.click("Назад")
        await deputy.click("Назад")
    for text in shown:
        assert not RESULTS.search(text.replace("■■■□□□□□□□ 1 из 3", "")), text


async def test_a_head_sees_the_same_and_gives_no_phone_links(stage: Stage) -> None:
    await school(stage)
    head = await stage.with_role(Role.HEAD, "Z1-S12", "Виктор")
    await head.send("/school")
    await crowd.enter(head, "Кто прошёл")
    await head.click("Прошли: 1")
    await head.click("1")
    assert "Диагностика: пройдена" in head.screen.text
    assert head.screen.button_texts == ["Назад"]


async def test_other_schools_are_out_of_sight(stage: Stage) -> None:
    await school(stage)
    stranger = await stage.with_role(Role.DEPUTY, "Z1-S7", "Галина")
    await stranger.send("/school")
    await crowd.enter(stranger, "Кто прошёл")
    assert "0 из 0" in stranger.screen.text
    assert "Напомнить" not in "".join(stranger.screen.button_texts)
    await stranger.click("Все: 0")
    assert "Никого" in stranger.screen.text


async def test_a_reminder_goes_to_those_who_have_not_finished_at_most_once_a_week(stage: Stage) -> None:
    finished, started, deputy = await school(stage)
    await deputy.click("Напомнить: 2")
    assert "Напоминание получат: 2" in deputy.screen.text
    await deputy.click("Напомнить: 2")
    assert "Чаще раза в неделю не пишем" in deputy.screen.text
    before = len(finished.chat)
    stage.clock.forward(hours=2)
    await stage.deliver_messages()
    assert "просит пройти диагностику" in started.screen.text
    assert started.screen.silent
    assert len(finished.chat) == before
    stage.clock.forward(days=6)
    await deputy.click("Напомнить: 2")
    assert "Чаще раза в неделю не пишем" in deputy.screen.text
    stage.clock.forward(days=1)
    await deputy.click("Напомнить: 2")
    assert "Напоминание получат: 2" in deputy.screen.text
    await started.click("Открыть диагностику")
    assert "Диагностика не закончена" in started.screen.text


async def test_a_reminder_respects_a_topic_switched_off_and_a_diagnostic_finished_meanwhile(
    stage: Stage,
) -> None:
    _, started, deputy = await school(stage)
    await started.send("/settings")
    await started.click("О чём писать")
    await started.click("Просьбы организации: да")
    await deputy.send("/school")
    await crowd.enter(deputy, "Кто прошёл")
    assert "Напомнить: 1" in deputy.screen.button_texts
    await started.click("Просьбы организации: нет")
    await deputy.send("/school")
    await crowd.enter(deputy, "Кто прошёл")
    await deputy.click("Напомнить: 2")
    await started.send("/diagnostics")
    await started.click("Продолжить")
    await stage.take_diagnostic(started, weak=set())
    before = len(started.chat)
    stage.clock.forward(hours=2)
    await stage.deliver_messages()
    assert len(started.chat) == before, "who has finished meanwhile is not asked"


async def test_a_topic_switched_off_stops_what_is_queued(stage: Stage) -> None:
    _, started, deputy = await school(stage)
    await deputy.click("Напомнить: 2")
    await started.send("/settings")
    await started.click("О чём писать")
    await started.click("Просьбы организации: да")
    before = len(started.chat)
    stage.clock.forward(hours=2)
    await stage.deliver_messages()
    assert len(started.chat) == before


async def test_a_long_roster_is_searched_by_words(stage: Stage) -> None:
    for _ in range(24):
        await crowd.somebody(stage, "Анна К.")
    await crowd.somebody(stage, "Яна Особенная", "Z1-S7")
    await crowd.confirm_everybody(stage, await crowd.boss(stage))
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/school")
    await crowd.enter(olga, "Кто прошёл")
    await olga.click("Все: 25")
    assert "Чтобы найти педагога, напишите имя или организацию" in olga.screen.text
    assert "Страница 1 из 5" in olga.screen.text
    await olga.send("никто такой")
    assert "Никого" in olga.screen.text
    await olga.send("особенная 7")
    assert "1. Яна Особенная" in olga.screen.text
    await olga.click("1")
    await olga.click("Назад")
    assert "Имя или организация: «особенная 7»" in olga.screen.text
    await olga.click("Назад")
    assert "Страница 1 из 5" in olga.screen.text


async def test_a_poster_is_printed_at_once_by_a_deputy_and_chosen_by_a_methodist(stage: Stage) -> None:
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    await deputy.send("/school")
    await crowd.enter(deputy, "Плакат для учительской")
    poster = next(one for one in deputy.screens if one.file_name)
    assert (await deputy.download(poster)).startswith(b"%PDF")
    code = await crowd.join_code(stage, "Z1-S12")
    assert f"Школа № 12. Код {code}" in poster.caption
    assert "Диагностика" in deputy.screen.button_texts, "the screen stands below the file"
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/school")
    await crowd.enter(olga, "Плакат для учительской")
    await olga.send("Степной")
    assert "ничего нет" in olga.screen.text
    await olga.send("радуга")
    await olga.click("1. Детский сад № 5…")
    assert (
        next(one for one in olga.screens if one.file_name).file_name == "Плакат Детский сад № 5 «Радуга».pdf"
    )
