"""Sharing a practice and finding one: the wizard, the bank, the card, what a reader does with it."""

import pytest

from services import practice_drafts, practices
from simulator.client import Person
from tests.flows import crowd, practice_bank
from tests.flows.practice_bank import TEXTS
from tests.stage import Stage


async def walk_through(elena: Person) -> None:
    """The wizard from its door to the preview."""
    await elena.send("/practices")
    await elena.click("Поделиться опытом")
    assert "Шагов: 7" in elena.screen.text
    assert "Не пишите фамилии" in elena.screen.text
    await elena.click("Начать")
    await elena.send(TEXTS["title"])
    await choose_what_it_is_about(elena)
    for step in ("problem", "essence", "steps", "results", "conditions"):
        await elena.send(TEXTS[step])


async def choose_what_it_is_about(elena: Person) -> None:
    assert "Шаг 2 из 7" in elena.screen.text
    await elena.click("Предмет")
    await elena.click("Математика")
    await elena.click("Уровень")
    await elena.click("5–9 классы")
    await elena.click("Темы")
    await elena.click("Методические")
    await elena.click("Оценивание")
    assert "✓ Оценивание" in elena.screen.button_texts
    await elena.click("Готово")
    await elena.click("Дальше")


async def test_a_practice_is_written_in_seven_steps_and_sent_with_consent(stage: Stage) -> None:
    elena = await stage.teacher()
    await walk_through(elena)
    assert "Так увидят читатели" in elena.screen.text
    assert "Какую задачу решает" in elena.screen.text
    await elena.click("Файлы")
    await elena.upload(b"%PDF-1.4", "листок.pdf")
    assert "Принято файлов: 1" in elena.screen.text
    await elena.click("Назад")
    await elena.click("Подпись и отправка")
    await elena.click("Имя и организация")
    await elena.click("Дальше")
    assert "с Вашей подписью" in elena.screen.text
    await elena.click("Прочитать согласие")
    assert "СОГЛАСИЕ НА РАЗМЕЩЕНИЕ" in elena.screen.text
    await elena.click("Назад")
    assert "удалится вместе с файлами" in elena.screen.text
    await elena.click("Пусть остаётся без подписи")
    await elena.click("Согласен(на), отправить")
    assert "Отправили методисту" in elena.screen.text
    [row] = await crowd.rows(stage, "SELECT * FROM practices")
    assert (row.state, row.version, row.consent_version) == ("submitted", 1, "2026-11-01")
    assert (row.resources, row.risks) == ("листки, 3 минуты.", "отметки за листки отбивают охоту.")
    assert (bool(row.signed), bool(row.kept_nameless)) == (True, True)


async def test_the_draft_survives_and_is_offered_again(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/practices")
    await elena.click("Поделиться опытом")
    await elena.click("Начать")
    await elena.send("Коротко")
    assert "хотя бы 10 знаков, сейчас 7" in elena.screen.text
    await elena.send(TEXTS["title"])
    await choose_what_it_is_about(elena)
    await elena.send(TEXTS["problem"])
    stage.app.road.places.forget(elena.id)  # as a restart does
    await elena.send("/menu")
    assert "Черновик практики" in elena.screen.text
    assert "шаг 4 из 7" in elena.screen.text
    await elena.send("/practices")
    await elena.click("Продолжить черновик")
    assert "Шаг 4 из 7" in elena.screen.text
    await elena.send("/cancel")
    assert "сохранено" in elena.screen.text
    await elena.send("/practices")
    await elena.click("Продолжить черновик")
    await elena.click("Назад")
    assert "Уже записано: На уроке все кивают" in elena.screen.text
    await elena.click("Оставить как есть")
    assert "Шаг 4 из 7" in elena.screen.text


async def test_a_draft_is_reminded_of_after_three_days_and_kept_for_thirty(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/practices")
    await elena.click("Поделиться опытом")
    await elena.click("Начать")
    await elena.send(TEXTS["title"])
    stage.clock.forward(days=3, hours=1)
    await stage.schedule.run_all()
    await stage.deliver_messages()
    assert "Черновик практики" in elena.screen.text
    await elena.click("Продолжить")
    assert "Шаг 2 из 7" in elena.screen.text
    stage.clock.forward(days=28)
    await stage.schedule.run_all()
    assert await crowd.rows(stage, "SELECT id FROM practices") == []
    await elena.click("Предмет")
    assert "Этого здесь нет" in elena.screen.text


async def test_an_album_is_stored_part_by_part_and_ten_files_are_enough(stage: Stage) -> None:
    elena = await stage.teacher()
    await practice_bank.written(stage, await stage.viewer(elena))
    await elena.send("/practices")
    await elena.click("Продолжить черновик")
    await elena.click("Файлы")
    stage.app.albums.quiet = 1
    await elena.album([(f"лист-{number}.pdf", b"%PDF-1.4") for number in range(1, 9)])
    await elena.wait_for("Принято файлов: 8.")
    await elena.album([(f"ещё-{number}.pdf", b"%PDF-1.4") for number in range(1, 5)])
    await elena.wait_for("Не принято файлов: 2. Файлов уже десять")
    assert "10 из 10" in elena.screen.text
    await elena.click("Посмотреть")
    assert len([one for one in elena.screens if one.text == "" and "Файл" in one.caption]) == 10
    await elena.click("Убрать все")
    await elena.click("Да, убрать файлы")
    assert "0 из 10" in elena.screen.text


async def test_what_was_sent_is_changed_only_after_it_is_taken_back(stage: Stage) -> None:
    elena = await stage.teacher()
    number = await practice_bank.written(stage, await stage.viewer(elena))
    await elena.send("/practices")
    await elena.click("Продолжить черновик")
    await elena.click("Подпись и отправка")
    await elena.click("Дальше")
    sending = elena.screen.button("Согласен(на), отправить")["callback_data"]
    await elena.click("Согласен(на), отправить")
    await elena.forge(sending)
    assert "кнопка устарела" in elena.last_alert
    await elena.click("Отозвать")
    await elena.click("Да, забрать практику")
    assert "снова только у Вас" in elena.screen.text
    assert "Черновик" in elena.screen.text
    await elena.click("Удалить")
    await elena.click("Да, удалить практику")
    assert await crowd.rows(stage, "SELECT id FROM practices WHERE id = :n", n=number) == []


async def test_a_button_of_an_older_draft_sends_nothing(stage: Stage) -> None:
    elena = await stage.teacher()
    who = await stage.viewer(elena)
    number = await practice_bank.written(stage, who)
    await elena.send("/practices")
    await elena.click("Продолжить черновик")
    await elena.click("Подпись и отправка")
    await elena.click("Дальше")
    await practice_drafts.write(stage.work(), who, number, "title", "Другое название той же практики")
    await elena.click("Согласен(на), отправить")
    assert "практика изменилась" in elena.screen.text
    assert [row.state for row in await crowd.rows(stage, "SELECT state FROM practices")] == ["draft"]


async def test_a_foreign_practice_is_like_an_unknown_one(stage: Stage) -> None:
    vera = await stage.teacher("Вера")
    elena = await stage.teacher()
    number = await practice_bank.written(stage, await stage.viewer(vera))
    answers = []
    for wanted in (number, 999_999):
        await elena.send("/practices")
        for page in ("wizard.preview", "mypractice.one", "practices.card", "wizard.step"):
            data = f"{page}:{wanted}" + (":title" if page.endswith("step") else "")
            await elena.forge(data)
            answers.append((elena.last_alert, elena.screen.text))
        await elena.start(f"bp_{wanted}")
        answers.append((elena.last_alert, elena.screen.text))
    assert answers[:5] == answers[5:]
    assert "Этого здесь нет" in elena.screen.text


async def test_the_bank_finds_word_forms_and_prefers_titles(stage: Stage) -> None:
    author = await crowd.somebody(stage)
    await practice_bank.published(stage, author, title="Карточки взаимопроверки на уроке")
    await practice_bank.published(
        stage, author, essence=TEXTS["essence"] + " Помогает и карточка взаимопроверки.", theme="KM3"
    )
    elena = await stage.teacher()
    await elena.send("/practices")
    assert "Практик: 2" in elena.screen.text
    await elena.click("Найти практику")
    await elena.send("карточками для взаимопроверок")
    assert "Практик: 2" in elena.screen.text
    assert elena.screen.text.index("Карточки взаимопроверки") < elena.screen.text.index("Билет на выход")
    await elena.send("карточка синхрофазотрона")
    assert "где есть хоть одно" in elena.screen.text
    await elena.send("синхрофазотрон")
    assert "Ничего не нашлось" in elena.screen.text
    await elena.click("Убрать слово")
    await elena.click("Условия")
    await elena.click("Тема")
    await elena.click("Методические")
    await elena.click("Критерии")
    await elena.click("Показать практики")
    assert "Практик: 1" in elena.screen.text
    await elena.click("Условия")
    await elena.click("Предмет")
    await elena.send("хим")
    await elena.click("Показать практики")
    assert "Ничего не нашлось" in elena.screen.text
    await elena.click("Условия")
    await elena.click("Сбросить")
    await elena.click("Уровень")
    await elena.click("5–9 классы")
    await elena.click("Показать практики")
    assert "Практик: 2" in elena.screen.text
    await elena.click("2")
    assert "Карточки взаимопроверки" in elena.screen.text


async def test_a_card_is_read_saved_and_applied(stage: Stage) -> None:
    vera = await stage.teacher("Вера", "Z1-S7")
    author = await stage.viewer(vera)
    number = await practice_bank.published(stage, author, essence="Суть в одном предложении. " * 30)
    elena = await stage.teacher()
    await elena.start(f"bp_{number}")
    assert "Автор не указан" in elena.screen.text
    await elena.click("Читать дальше")
    assert "Страница 2 из" in elena.screen.text
    await elena.click("Раньше")
    await elena.click("Полезно")
    assert "Полезно: 1" in elena.screen.text
    await elena.click("Применю")
    assert "Через 14 дней" in elena.screen.text
    stage.clock.forward(days=14, hours=1)
    await stage.schedule.run_all()
    await stage.deliver_messages()
    assert "Две недели назад Вы собирались применить" in elena.screen.text
    await elena.click("Рассказать, что вышло")
    await elena.send("Хорошо")
    assert "от 10 до 300 знаков" in elena.screen.text
    await elena.send("6 класс, три недели: ошибок стало меньше, листки сверяют сами.")
    assert "применили: 1" in elena.screen.text
    await elena.click("Что пишут коллеги")
    assert "листки сверяют сами" in elena.screen.text
    await stage.deliver_messages()
    assert "Вашу практику" in vera.screen.text
    await elena.send("/practices")
    await elena.click("Сохранённые")
    assert "Сохранённые практики: 1" in elena.screen.text
    await elena.click("1")
    await elena.click("Не хранить")
    await elena.click("Назад")
    assert "пока нет" in elena.screen.text


async def test_the_question_is_not_asked_when_the_answer_is_there(stage: Stage) -> None:
    number = await practice_bank.published(stage, await crowd.somebody(stage))
    elena = await stage.teacher()
    await elena.start(f"bp_{number}")
    await elena.click("Применю")
    await elena.click("Применил(а) у себя")
    await elena.send("5 класс: попробовала дважды, дети просят ещё.")
    stage.clock.forward(days=15)
    await stage.schedule.run_all()
    await stage.deliver_messages()
    assert not [one for one in elena.screens if "Две недели назад" in one.text]


async def test_nobody_praises_or_applies_their_own(stage: Stage) -> None:
    elena = await stage.teacher()
    number = await practice_bank.published(stage, await stage.viewer(elena))
    await elena.start(f"bp_{number}")
    assert "Полезно" not in elena.screen.button_texts
    await elena.forge(f"practices.find_useful:{number}:1")
    assert "кнопка устарела" in elena.last_alert
    with pytest.raises(practices.OwnAffair):
        await practices.mark_useful(stage.work(), await stage.viewer(elena), number, on=True)


async def test_a_link_waits_for_consent_and_registration(stage: Stage) -> None:
    number = await practice_bank.published(stage, await crowd.somebody(stage))
    guest = stage.person("Анна")
    await guest.start(f"bp_{number}")
    assert "Здравствуйте" in guest.screen.text
    await guest.forge(f"practices.card:{number}")
    assert "Билет на выход" not in guest.screen.text


async def test_a_practice_leaves_the_bank_with_one_tap_of_its_author(stage: Stage) -> None:
    elena = await stage.teacher()
    number = await practice_bank.published(stage, await stage.viewer(elena))
    assert await practice_bank.titles(stage, words="билеты")
    await elena.send("/practices")
    await elena.click("Мои практики")
    await elena.click("1")
    assert "В банке с 23 ноября" in elena.screen.text
    assert f"start=bp_{number}" in elena.screen.text
    await elena.click("Снять с публикации")
    await elena.click("Да, забрать практику")
    assert await practice_bank.titles(stage, words="билеты") == []


async def test_after_two_years_the_author_is_asked_whether_it_is_still_true(stage: Stage) -> None:
    elena = await stage.teacher()
    number = await practice_bank.published(stage, await stage.viewer(elena))
    stage.clock.forward(days=731)
    await stage.schedule.run_all()
    await stage.deliver_messages()
    assert "два года" in elena.screen.text
    await elena.click("Открыть")
    await elena.click("Всё верно, продлить")
    assert "ещё на два года" in elena.screen.text
    await stage.schedule.run_all()
    assert await stage.deliver_messages() == 0
    card = await practices.card(stage.work(), await stage.viewer(elena), number)
    assert not card.is_due


async def test_the_author_gets_a_page_and_an_article(stage: Stage) -> None:
    elena = await stage.teacher()
    await practice_bank.written(stage, await stage.viewer(elena))
    await elena.send("/practices")
    await elena.click("Мои практики")
    await elena.click("1")
    await elena.click("Страница PDF")
    await elena.click("Статья DOCX")
    files = [one for one in elena.screens if one.file_name]
    assert [one.file_name.rpartition(".")[2] for one in files] == ["pdf", "docx"]
    assert (await elena.download(files[0])).startswith(b"%PDF")
    assert (await elena.download(files[1])).startswith(b"PK")


async def test_text_of_people_is_shown_as_it_is(stage: Stage) -> None:
    elena = await stage.teacher()
    nasty = "<b>жирно</b> & {скобки} \u202eзадом \u200bнаперёд"
    await practice_bank.written(stage, await stage.viewer(elena), title=nasty)
    await elena.send("/practices")
    await elena.click("Продолжить черновик")
    assert "<b>жирно</b> & {скобки} задом наперёд" in elena.screen.text
