"""The registry in the chat: filters, words in any form, pages, an expired card, apply, withdraw, again."""

from simulator.client import Person
from tests.flows import crowd
from tests.stage import Stage


async def at_the_list(stage: Stage) -> Person:
    elena = await stage.teacher()
    await elena.send("/courses")
    assert "Зона роста пока не определена" in elena.screen.text
    await elena.click("Все программы")
    return elena


async def test_conditions_narrow_the_list_and_words_stay(stage: Stage) -> None:
    elena = await at_the_list(stage)
    assert "Программ: 7" in elena.screen.text
    await elena.send("урок")
    assert "«урок»" in elena.screen.text
    await elena.click("Условия")
    await elena.click("до 36 ч")
    await elena.click("бесплатно")
    await elena.click("По теме")
    await elena.click("Методические")
    await elena.click("Оценивание")
    assert "Сейчас: «урок», Оценивание, бесплатно, до 36 ч" in elena.screen.text
    assert "✓ бесплатно" in elena.screen.button_texts
    await elena.click("Показать программы")
    assert "Программ: 1" in elena.screen.text
    assert "1. Формирующее оценивание на уроке" in elena.screen.text
    assert "36 ч, дистанционно, с 12 декабря" in elena.screen.text
    await elena.click("Условия")
    await elena.click("очно")
    await elena.click("Показать программы")
    assert "Ничего не нашлось" in elena.screen.text
    await elena.click("Условия")
    await elena.click("✓ очно")
    await elena.click("Сбросить")
    assert "Сейчас: «урок»" in elena.screen.text
    await elena.click("Показать программы")
    await elena.click("Убрать слово")
    assert "Программ: 7" in elena.screen.text


async def test_words_are_found_in_any_form(stage: Stage) -> None:
    elena = await at_the_list(stage)
    for words in ("родителями", "РОДИТЕЛИ", "разговоры с родителем", "конфликтов"):
        await elena.send(words)
        assert "Программ: 1" in elena.screen.text, words
        assert "Разговор с родителями без конфликта" in elena.screen.text
    for words in ("математика", "%", "_", "'; DROP TABLE programmes; --", "<b>"):
        await elena.send(words)
        assert "Ничего не нашлось" in elena.screen.text or "Программ: 7" in elena.screen.text
        assert f"«{words}»" in elena.screen.text
    assert len(await crowd.rows(stage, "SELECT id FROM programmes")) == 7


async def test_pages_are_turned_with_their_conditions_and_a_card_leads_back_to_its_page(stage: Stage) -> None:
    await crowd.add_demo_programmes(stage)
    elena = await at_the_list(stage)
    await elena.send("урок")
    assert "Страница 1 из " in elena.screen.text
    await elena.click("Дальше")
    assert "«урок»" in elena.screen.text
    assert "Страница 2 из " in elena.screen.text
    page = elena.screen.text
    await elena.click("1")
    assert "№ УП-" in elena.screen.text
    await elena.click("Назад")
    assert elena.screen.text == page
    await elena.click("Предыдущие")
    assert "Страница 1 из " in elena.screen.text
    assert "Предыдущие" not in elena.screen.button_texts


async def test_programmes_that_fit_are_ranked_and_say_why(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/diagnostics")
    await elena.click("Начать")
    await elena.click("Начать: вопрос 1")
    await stage.take_diagnostic(elena, weak={"KM2"})
    await elena.click("Подобрать курсы")
    assert "Подошло программ: 2" in elena.screen.text
    assert "1. Формирующее оценивание на уроке" in elena.screen.text
    await elena.click("2")
    assert "3 000 ₽" in elena.screen.text.replace("\u00a0", " ")
    why = "Почему подходит Вам: зона роста «Оценивание», скоро начало, дистанционно, короткая"
    assert why in elena.screen.text
    await elena.click("Назад")
    assert "Подошло программ: 2" in elena.screen.text
    await elena.click("Все программы")
    await elena.send("цифровых")
    await elena.click("1")
    assert "Ваших зон роста программа не закрывает" in elena.screen.text


async def test_the_card_of_an_expired_programme_opens_but_takes_no_application(stage: Stage) -> None:
    elena = await at_the_list(stage)
    await elena.click("1")
    apply = elena.screen.button("Подать заявку")["callback_data"]
    await crowd.change(stage, "UPDATE programmes SET apply_until = '2026-11-22'")
    await elena.click(apply)
    assert "Приём на эту программу закончился" in elena.screen.text
    assert "приём закончен" in elena.screen.text
    assert "Подать заявку" not in elena.screen.button_texts
    await elena.click("Назад")
    assert "Ничего не нашлось" in elena.screen.text
    await elena.start("p_1")
    assert "приём закончен" in elena.screen.text, "a link from outside still opens the card"


async def test_an_application_is_one_however_often_it_is_made(stage: Stage) -> None:
    elena = await at_the_list(stage)
    await elena.click("1")
    address = elena.screen.button("Сайт организатора")
    assert address["url"].startswith("https://example.org/")
    await elena.click("Подать заявку")
    assert "Заявка записана у методиста. На сайте организатора запишитесь сами." in elena.screen.text
    await elena.send("/courses")
    await elena.click("Все программы")
    await elena.click("1")
    assert "Подать заявку" not in elena.screen.button_texts
    await elena.click("Моя заявка")
    assert "Заявка подана 23 ноября" in elena.screen.text
    await elena.send("/menu")
    assert "Ждём удостоверение по 1 программе" in elena.screen.text


async def test_an_application_is_withdrawn_after_a_question_and_made_again(stage: Stage) -> None:
    elena = await at_the_list(stage)
    await elena.click("1")
    await elena.click("Подать заявку")
    await elena.click("Отозвать заявку")
    assert "Отозвать заявку?" in elena.screen.text
    assert "У организатора отмените заявку сами" in elena.screen.text
    await elena.click("Назад")
    await elena.click("Отозвать заявку")
    await elena.click("Да, отозвать")
    assert "Заявка отозвана" in elena.screen.text
    assert "Заявок пока нет" in elena.screen.text
    await elena.click("Курсы")
    await elena.click("Все программы")
    await elena.click("1")
    await elena.click("Подать заявку")
    assert "Заявка подана" in elena.screen.text
    found = await crowd.rows(stage, "SELECT state, revision FROM enrolments")
    assert [tuple(row) for row in found] == [("applied", 3)]
    kinds = await crowd.rows(stage, "SELECT kind FROM evidence")
    assert [row.kind for row in kinds] == ["enrolled", "enrolled"], "nothing is erased from what happened"


async def test_more_than_six_applications_are_turned_by_pages(stage: Stage) -> None:
    elena = await at_the_list(stage)
    await elena.send("/menu")
    for number in range(1, 8):
        await elena.start(f"p_{number}")
        await elena.click("Подать заявку")
    await elena.send("/menu")
    assert "Ждём удостоверения по 7 программам" in elena.screen.text
    await elena.click("Все разделы")
    await elena.click("Мои программы")
    assert "Страница 1 из 2" in elena.screen.text
    await elena.click("Дальше")
    await elena.click("1")
    assert "Внести удостоверение" in elena.screen.button_texts
