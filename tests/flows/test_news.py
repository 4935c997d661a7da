"""News: from an empty draft to the report; what readers get, switch off and find on Friday."""

from datetime import datetime
from zoneinfo import ZoneInfo

from domain.access import Role
from simulator.client import Person, Screen
from tests.flows import crowd
from tests.stage import Stage

OMSK = ZoneInfo("Asia/Omsk")
BOLD = "<b>Курсы зимы.</b>"


async def composer(stage: Stage, role: Role = Role.METHODIST, unit: str = "Z1") -> Person:
    olga = await stage.with_role(role, unit)
    await olga.send("/broadcast")
    await olga.click("Новая рассылка")
    return olga


async def with_text(stage: Stage, text: str = "Курсы зимы. Запись до пятницы.") -> Person:
    olga = await composer(stage)
    await olga.click("Текст")
    await olga.send(text)
    return olga


async def send_now(person: Person) -> None:
    await person.click("Отправить")
    await person.click("Сразу")
    await person.click("Да, отправить")


def news(person: Person) -> list[str]:
    shown = [one.text or one.caption for one in person.screens]
    return [text for text in shown if "Новости: " in text]


async def test_a_methodist_writes_to_the_teachers_of_a_subject_and_sees_the_report(stage: Stage) -> None:
    elena, foreign = await stage.teacher("Елена"), await stage.teacher("Анна", "Z2-S12")
    other = await crowd.somebody(stage, "Вера")
    olga = await with_text(stage)
    assert "Получат: 3" in olga.screen.text, "Елена, Вера and the methodist, nobody of the other district"
    await olga.click("Кнопка")
    await olga.send("https://example.org/winter Записаться")
    assert "Кнопка: «Записаться»" in olga.screen.text
    await olga.click("Тема")
    await olga.click("Курсы и программы")
    await olga.click("Кому")
    await olga.click("Предмет")
    await olga.send("Колдовство")
    assert "Такого предмета нет" in olga.screen.text
    await olga.send("математика")
    assert "Приозёрный район, Математика" in olga.screen.text
    assert "Получат: 2" in olga.screen.text
    await olga.click("Назад")
    await olga.click("Отправить")
    await olga.click("Сразу")
    assert "Получат: 2" in olga.screen.text
    await olga.click("Да, отправить")
    assert "Рассылка идёт" in olga.screen.text
    assert "обработано 0 из 2" in olga.screen.text
    report = olga.screen.message_id
    await stage.deliver_messages()
    assert news(elena) == ["Курсы зимы. Запись до пятницы.\n\nНовости: Курсы и программы"]
    assert elena.screen.button_texts == ["Записаться", "Не присылать эту тему"]
    assert elena.screen.button("Записаться")["url"] == "https://example.org/winter"
    assert news(foreign) == []
    await olga.click("Обновить", report)
    assert "Рассылка закончена" in olga.chat[-2].text
    assert "Приняты Telegram: 2, ошибок: 0" in olga.chat[-2].text
    assert len(await crowd.rows(stage, "SELECT 1 FROM outbox WHERE person_id = :id", id=other.id)) == 0


async def test_progress_moves_by_itself_and_telegram_refuses_nothing(stage: Stage) -> None:
    for name in ("Елена", "Вера"):
        await stage.teacher(name)
    olga = await with_text(stage)
    await olga.click("Кому")
    await olga.click("Предмет")
    await olga.click("Любой предмет")
    await olga.click("Назад")
    await send_now(olga)
    report = olga.screen.message_id
    await stage.app.live.look()
    assert not screen_of(olga, report).edited or "обработано 0 из 3" in screen_of(olga, report).text
    await stage.deliver_messages()
    await stage.app.live.look()
    assert "Рассылка закончена" in screen_of(olga, report).text, "nobody has tapped"
    await stage.app.live.look()
    await olga.send("/menu")
    await stage.app.live.look()
    assert "Что ждёт" not in screen_of(olga, report).text
    assert [call for call in stage.simulator.calls.named() if call["status"] == 400] == []


def screen_of(person: Person, message_id: int) -> Screen:
    return next(one for one in person.screens if one.message_id == message_id)


async def test_the_authors_marks_and_file_arrive_and_the_preview_is_the_very_message(stage: Stage) -> None:
    elena, olga = await stage.teacher("Елена"), await composer(stage)
    await olga.click("Показать мне")
    assert "Сначала напишите текст" in olga.screen.text
    await olga.click("Текст")
    await formatted(stage, olga, "Курсы зимы. Запись <открыта> & ждёт.", bold=11)
    await olga.click("Вложение")
    await olga.upload(b"%PDF-1.4", "plan.pdf")
    assert "Приложен документ" in olga.screen.text
    await olga.click("Показать мне")
    await stage.deliver_messages()
    shown = olga.chat[-1]
    await send_now(olga)
    await stage.deliver_messages()
    arrived = elena.screen
    assert (
        arrived.caption
        == shown.caption
        == "Курсы зимы. Запись <открыта> & ждёт.\n\nНовости: Курсы и программы"
    )
    assert arrived.file_name == shown.file_name == "plan.pdf"
    assert arrived.button_texts == shown.button_texts
    for one in (arrived, shown):
        assert one.body["caption_entities"][0] == {"type": "bold", "offset": 0, "length": 11}


async def formatted(stage: Stage, person: Person, text: str, bold: int) -> None:
    """Types a text whose first characters are bold, as the messenger's own keyboard can."""
    receive = stage.simulator.receive

    async def marked(kind: str, chat_id: int, payload: dict) -> None:
        payload["entities"] = [{"type": "bold", "offset": 0, "length": bold}]
        await receive(kind, chat_id, payload)

    stage.simulator.receive = marked  # type: ignore[method-assign]
    await person.send(text)
    stage.simulator.receive = receive  # type: ignore[method-assign]


async def test_a_reader_is_spared_a_topic_with_one_tap_and_reads_the_rest(stage: Stage) -> None:
    elena, olga = await stage.teacher("Елена"), await with_text(stage)
    await send_now(olga)
    await stage.deliver_messages()
    await elena.click("Не присылать эту тему")
    assert "Тема «Курсы и программы» больше не приходит" in elena.screen.text
    assert "Курсы и программы: нет" in elena.screen.button_texts
    stage.clock.forward(days=2)
    await olga.send("/broadcast")
    await olga.click("Новая рассылка")
    await olga.click("Текст")
    await olga.send("Ещё курсы")
    assert "Получат: 1" in olga.screen.text
    await olga.click("Кому")
    assert "Отписались от темы: 1" in olga.screen.text
    await olga.click("Назад")
    await send_now(olga)
    await stage.deliver_messages()
    assert len(news(elena)) == 1
    await elena.send("/news")
    assert "Новых: 1" in elena.screen.text
    await elena.click("1")
    assert elena.screen.text.startswith("Курсы зимы. Запись до пятницы.")
    await elena.click("Назад")
    assert "Все прочитаны" in elena.screen.text
    await olga.send("/broadcast")
    await olga.click("2")
    assert "Открыли в новостях: 1" in olga.screen.text


async def test_switching_off_works_for_what_is_queued_already(stage: Stage) -> None:
    elena, olga = await stage.teacher("Елена"), await with_text(stage)
    await send_now(olga)
    await elena.send("/news")
    await elena.click("Темы")
    await elena.click("Все новости: да")
    await stage.deliver_messages()
    assert news(elena) == []
    await olga.click("Обновить", olga.screens[-2].message_id)
    assert "Отменено: 1" in olga.screens[-2].text


async def test_one_a_day_and_three_a_week_the_rest_on_friday(stage: Stage) -> None:
    elena, olga = await stage.teacher("Елена"), await with_text(stage, "Понедельник, первая")
    await send_now(olga)
    await stage.deliver_messages()
    await another(olga, "Понедельник, вторая")
    assert "Получат: 0, в пятничной сводке ещё 2" in olga.screen.text
    await olga.click("Да, отправить")
    assert "В сводке: 2" in olga.screen.text
    for day in ("Вторник", "Среда", "Четверг"):
        stage.clock.forward(days=1)
        await another(olga, day)
        await olga.click("Да, отправить")
        await stage.deliver_messages()
    assert [one.partition("\n")[0] for one in news(elena)] == ["Понедельник, первая", "Вторник", "Среда"]
    stage.clock.now = datetime(2026, 11, 27, 14, 30, tzinfo=OMSK)
    await stage.schedule.run_all()
    await stage.deliver_messages()
    assert "Новости недели" not in elena.screen.text
    stage.clock.forward(hours=1)
    await stage.deliver_messages()
    assert elena.screen.text == "Новости недели: 2\n• Понедельник, вторая\n• Четверг"
    assert elena.screen.silent
    await elena.click("Открыть новости")
    assert "Новых: 5" in elena.screen.text
    stage.clock.forward(days=7)
    await stage.schedule.run_all()
    assert await stage.deliver_messages() == 0, "each digest comes once"


async def another(olga: Person, text: str) -> None:
    await olga.send("/broadcast")
    await olga.click("Новая рассылка")
    await olga.click("Текст")
    await olga.send(text)
    await olga.click("Отправить")
    await olga.click("Сразу")


async def test_pause_resume_and_stop(stage: Stage) -> None:
    people = [await stage.teacher(name) for name in ("Елена", "Вера", "Анна")]
    olga = await with_text(stage)
    await send_now(olga)
    await olga.click("Пауза")
    assert "Рассылка на паузе" in olga.screen.text
    assert await stage.deliver_messages() == 0
    await olga.click("Продолжить")
    assert "Рассылка идёт" in olga.screen.text
    await olga.click("Остановить")
    assert "Не получат: 4" in olga.screen.text
    await olga.click("Да, остановить")
    assert "Рассылка остановлена" in olga.screen.text
    assert "Отменено: 4" in olga.screen.text
    await stage.deliver_messages()
    assert [news(one) for one in people] == [[], [], []]
    assert "Продолжить" not in olga.screen.button_texts


async def test_what_is_uncertain_is_the_authors_to_decide(stage: Stage) -> None:
    olga = await with_text(stage)
    elena = await stage.teacher("Елена")
    await elena.block()
    await crowd.change(stage, "UPDATE accounts SET unreachable_since = NULL")
    await send_now(olga)
    stage.simulator.faults.add("error", method="sendMessage", times=1)
    await stage.deliver_messages()
    await olga.click("Обновить")
    assert "ошибок: 1" in olga.screen.text
    assert "Неизвестно, дошло ли: 1" in olga.screen.text
    await olga.click("Список ошибок")
    assert "Остановили бота или удалили Telegram: 1" in olga.screen.text
    await olga.click("Назад")
    await olga.click("Повторить неопределённым")
    report = olga.screen.message_id
    await stage.deliver_messages()
    assert len(news(olga)) == 1
    await olga.click("Обновить", report)
    assert "Приняты Telegram: 1" in olga.screens[-2].text
    assert "Неизвестно" not in olga.screens[-2].text


async def test_uncertain_ones_may_be_left_at_that(stage: Stage) -> None:
    olga = await with_text(stage)
    await send_now(olga)
    stage.simulator.faults.add("error", method="sendMessage", times=1)
    await stage.deliver_messages()
    await olga.click("Обновить")
    await olga.click("Оставить")
    assert "Оставлено без ответа: 1" in olga.screen.text
    assert "Оставить" not in olga.screen.button_texts
    assert await stage.deliver_messages() == 0


async def test_by_each_ones_own_clock(stage: Stage) -> None:
    elena, vera = await stage.teacher("Елена"), await stage.teacher("Вера")
    await vera.send("/settings")
    await vera.click("Часовой пояс")
    await vera.click("Калининград")
    olga = await with_text(stage)
    await olga.click("Отправить")
    await olga.click("В своё время")
    for wrong, answer in (
        ("завтра", "Напишите день и время"),
        ("31.02.2027 10:00", "Напишите день и время"),
        ("22.11.2026 10:00", "Время должно быть впереди"),
    ):
        await olga.send(wrong)
        assert answer in olga.screen.text
    await olga.send("25.11.2026 16:30")
    assert "25 ноября, 16:30, по часам каждого" in olga.screen.text
    await olga.click("Да, отправить")
    assert "Ближайшая отправка: 25 ноября, 16:30 (Омск)" in olga.screen.text
    stage.clock.now = datetime(2026, 11, 25, 16, 29, tzinfo=OMSK)
    assert await stage.deliver_messages() == 0
    stage.clock.forward(minutes=1)
    await stage.deliver_messages()
    assert (len(news(elena)), len(news(vera))) == (1, 0)
    stage.clock.forward(hours=4)
    await stage.deliver_messages()
    assert len(news(vera)) == 1


async def test_in_the_afternoon_of_a_working_day_and_after_the_leave(stage: Stage) -> None:
    elena, vera = await stage.teacher("Елена"), await stage.teacher("Вера")
    await vera.send("/settings")
    await vera.click("Отпуск")
    await vera.send("24.11.2026")
    stage.clock.now = datetime(2026, 11, 23, 20, 30, tzinfo=OMSK)
    olga = await with_text(stage)
    await olga.click("Отправить")
    await olga.click("Днём, с 15:00 до 19:00")
    await olga.click("Да, отправить")
    await stage.deliver_messages()
    assert news(elena) == []
    stage.clock.now = datetime(2026, 11, 24, 15, 1, tzinfo=OMSK)
    await stage.deliver_messages()
    assert (len(news(elena)), len(news(vera))) == (1, 0)
    assert elena.screen.silent
    stage.clock.now = datetime(2026, 11, 25, 15, 1, tzinfo=OMSK)
    await stage.deliver_messages()
    assert len(news(vera)) == 1


async def test_a_head_writes_to_the_school_alone_and_knows_nothing_of_others(stage: Stage) -> None:
    elena, away = await stage.teacher("Елена"), await stage.teacher("Анна", "Z1-S7")
    olga = await with_text(stage, "Районное совещание")
    await send_now(olga)
    head = await composer(stage, Role.HEAD, "Z1-S12")
    assert "Школа № 12" in head.screen.text
    await head.forge("broadcast.set_unit:2:3")
    assert "устарела" in head.last_alert
    await head.forge("broadcast.progress:1")
    assert "устарела" in head.last_alert
    await head.click("Текст")
    await head.send("Педсовет")
    await send_now(head)
    await head.send("/broadcast")
    assert "Районное" not in head.screen.text
    await elena.forge("broadcast.home")
    await stage.deliver_messages()
    assert not any("Педсовет" in text for text in news(away))


async def test_a_draft_changed_meanwhile_is_not_sent(stage: Stage) -> None:
    olga = await with_text(stage)
    await olga.click("Отправить")
    await olga.click("Сразу")
    stale = olga.screen
    await crowd.change(stage, "UPDATE broadcasts SET text = 'Другое', revision = revision + 1")
    await olga.click("Да, отправить")
    assert "Рассылку уже изменили или отправили" in olga.screen.text
    await olga.click("Да, отправить")
    await olga.forge(stale.button("Да, отправить")["callback_data"], stale.message_id)
    rows = await crowd.rows(stage, "SELECT DISTINCT event FROM outbox")
    assert [row.event for row in rows] == ["news:1"]


async def test_what_can_not_be_sent_is_refused(stage: Stage) -> None:
    olga = await composer(stage)
    await olga.click("Текст")
    await olga.send("я" * 3501)
    assert "Слишком длинно: помещается 3" in olga.screen.text
    await olga.click("Назад")
    await olga.click("Кнопка")
    for wrong in ("example", "https://x", "https://example.org " + "я" * 27):
        await olga.send(wrong)
        assert "Кнопка под сообщением" in olga.screen.text
    await olga.click("Назад")
    await olga.click("Кому")
    await olga.click("Роль")
    await olga.click("Эксперты")
    assert "Получат: 0" in olga.screen.text
    await olga.click("Назад")
    await olga.click("Текст")
    await olga.send("Экспертам")
    await send_now(olga)
    assert "Писать некому" in olga.screen.text
    await olga.send("/broadcast")
    await olga.click("1")
    await olga.click("Удалить")
    await olga.click("Да, удалить")
    assert "Черновик удалён" in olga.screen.text


async def test_a_draft_survives_whatever_comes_between(stage: Stage) -> None:
    olga = await with_text(stage)
    await olga.send("/cancel")
    stage.clock.forward(days=5)
    await olga.send("/broadcast")
    assert "Курсы зимы. Запись до пятницы.: черновик, 23 ноября" in olga.screen.text
    await olga.click("1")
    assert "Текст: Курсы зимы" in olga.screen.text


async def test_a_person_who_leaves_takes_drafts_and_traces_along(stage: Stage) -> None:
    elena, olga = await stage.teacher("Елена"), await with_text(stage)
    await send_now(olga)
    await another(olga, "Черновик")
    await stage.deliver_messages()
    await elena.send("/news")
    await elena.click("1")
    for person in (elena, olga):
        await person.send("/privacy")
        await person.click("Удалить мои данные")
        await person.click("Да, удалить всё")
    assert await crowd.rows(stage, "SELECT 1 FROM news_reads") == []
    left = await crowd.rows(stage, "SELECT author_id, text FROM broadcasts")
    assert [tuple(row) for row in left] == [(None, "Курсы зимы. Запись до пятницы.")]
