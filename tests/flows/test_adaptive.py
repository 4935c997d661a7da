"""The short variant of a diagnostic: questions one at a time, an early end, what is asked of whom."""

from db.repositories import diagnostics as rows
from domain.items import LETTERS
from simulator.client import Person
from tests.stage import Stage


async def begun(stage: Stage) -> Person:
    elena = await stage.teacher()
    await elena.send("/diagnostics")
    await elena.click("Начать")
    await elena.click("Короткий вариант")
    assert "От 8 до 20 вопросов" in elena.screen.text
    assert "Трудность вопросов пока указали авторы" in elena.screen.text
    await elena.click("Начать: вопрос 1")
    return elena


async def answer(stage: Stage, person: Person, weak: set[str]) -> str:
    """Answers the question shown; says of what competency it was."""
    who = await stage.viewer(person)
    async with stage.work().reading() as session:
        attempt = await rows.open_attempt(session, who.id)
        assert attempt is not None
        row = await rows.attempt_item(session, attempt.id, attempt.position)
    assert row is not None
    shown, item = row
    right = item.competency not in weak
    await person.click(
        LETTERS[next(i for i, at in enumerate(shown.order) if bool(item.options[at].get("key")) == right)]
    )
    return item.competency


async def answered_to_the_end(stage: Stage, person: Person, weak: set[str]) -> list[str]:
    topics = []
    while "Завершить" not in person.screen.button_texts:
        topics.append(await answer(stage, person, weak))
    return topics


async def test_who_knows_is_asked_two_or_three_questions_of_a_topic(stage: Stage) -> None:
    elena = await begun(stage)
    assert "Вопрос 1, не больше 20" in elena.screen.text
    topics = await answered_to_the_end(stage, elena, weak=set())
    assert 8 <= len(topics) <= 12
    await elena.click("Завершить")
    assert "Все четыре темы Вы знаете уверенно" in elena.screen.text
    assert f"Отвечено {len(topics)} из {len(topics)}" in elena.screen.text


async def test_a_weak_topic_is_a_growth_zone_and_evidence(stage: Stage) -> None:
    elena = await begun(stage)
    topics = await answered_to_the_end(stage, elena, weak={"KM2"})
    assert topics.count("KM2") >= 2
    assert max(topics.count(one) for one in topics) <= 5
    await elena.click("Завершить")
    assert "Ваша зона роста: Формирующее оценивание" in elena.screen.text
    await elena.click("PDF")
    assert any((screen.file_name or "").endswith(".pdf") for screen in elena.screens)


async def test_no_question_comes_twice_and_a_pause_changes_nothing(stage: Stage) -> None:
    elena = await begun(stage)
    await answer(stage, elena, weak={"KM2"})
    before = elena.screen.text
    await elena.click("Позже")
    await elena.send("/diagnostics")
    assert "Ответов: 1 из 20" in elena.screen.text
    await elena.click("Продолжить")
    assert elena.screen.text == before
    await answered_to_the_end(stage, elena, weak={"KM2"})
    who = await stage.viewer(elena)
    async with stage.work().reading() as session:
        attempt = await rows.open_attempt(session, who.id)
        assert attempt is not None
        items = await rows.attempt_items(session, attempt.id)
    assert len({one.item_id for one in items}) == len(items) == attempt.length


async def test_a_skipped_question_is_followed_by_another_and_may_be_taken_up(stage: Stage) -> None:
    elena = await begun(stage)
    first = elena.screen.text
    await elena.click("Пропустить")
    assert "Вопрос 2, не больше 20" in elena.screen.text
    await elena.click("Назад")
    assert elena.screen.text == first
    await elena.click("Пропустить")
    await answered_to_the_end(stage, elena, weak=set())
    assert "Пропущен 1 вопрос" in elena.screen.text


async def test_a_stale_letter_answers_nothing(stage: Stage) -> None:
    elena = await begun(stage)
    first = elena.screen.button("А")["callback_data"]
    await answer(stage, elena, weak=set())
    assert "Вопрос 2" in elena.screen.text
    await elena.forge(first)
    assert "Вопрос 2" in elena.screen.text
    assert "устарела" in elena.last_alert


async def test_a_window_has_one_attempt_in_either_variant(stage: Stage) -> None:
    elena = await begun(stage)
    await answered_to_the_end(stage, elena, weak=set())
    await elena.click("Завершить")
    await elena.send("/diagnostics")
    await elena.click("Начать")
    await elena.click("Начать: вопрос 1")
    assert "1 декабря" in elena.screen.text


async def test_the_end_of_time_ends_the_short_variant_too(stage: Stage) -> None:
    elena = await begun(stage)
    await answer(stage, elena, weak=set())
    stage.clock.forward(days=15)
    await elena.click("А")
    assert "Время" in elena.screen.text or "время" in elena.screen.text
