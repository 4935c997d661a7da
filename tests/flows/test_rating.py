"""Open answers: written, rated blindly by a rubric, once; only then is the result recorded."""

from datetime import timedelta
from pathlib import Path

import pytest

from domain.access import Role
from services import invitations
from simulator.client import Person
from tests import banks
from tests.flows import crowd
from tests.stage import Stage


@pytest.fixture
async def asked(stage: Stage, tmp_path: Path) -> Person:
    """A teacher who has answered a part of functional literacy with an open question in it, that one last."""
    await banks.load_literacy(stage.work, tmp_path)
    await crowd.change(stage, "UPDATE items SET state = 'retired' WHERE competency = 'KF1'")
    for number in range(6):
        path = banks.written(tmp_path, "KF1", units=False, items=True)
        text = path.read_text().replace("KF1-OPEN", f"KF1-O{number}").replace("tiny-KF1", f"open-{number}")
        path.write_text(text)
        await banks.load(stage.work(), path)
    elena = await stage.teacher()
    await elena.send("/diagnostics")
    await elena.click("Функц. грамотность")
    await elena.click("Чтение")
    await elena.click("Начать: вопрос 1")
    return elena


async def answered(stage: Stage, elena: Person, answers: int = 2) -> None:
    for number in range(6):
        if number < answers:
            await elena.send(f"В субботу теплее, ответ {number}.")
            assert "Его оценит эксперт" in elena.screen.text or "Ваш ответ" in elena.screen.text
            await elena.click("Ответить")
        else:
            await elena.click("Пропустить")
    await elena.click("Завершить")


async def to_queue(person: Person, role: str) -> None:
    await person.send("/menu")
    await person.click(role)
    if "Ждут решения" in person.screen.button_texts:
        await person.click("Ждут решения")
    await person.click("Ответы на оценку")


async def test_an_expert_rates_without_a_name_and_the_owner_is_told(stage: Stage, asked: Person) -> None:
    assert "Его оценит эксперт, не зная автора" in asked.screen.text
    await asked.send("я" * 1501)
    assert "длиннее 1500 знаков" in asked.screen.text
    await answered(stage, asked)
    vera = await stage.with_role(Role.EXPERT, "Z1", "Вера")
    await vera.send("/menu")
    assert "Развёрнутых ответов на оценку: 2" in vera.screen.text
    await to_queue(vera, "Как эксперт")
    assert "В субботу теплее, ответ 0." in vera.screen.text
    assert "2: Причина с опорой на прогноз" in vera.screen.text
    for name in ("Елена", "Власова", "Школа"):
        assert name not in vera.screen.text
    stale = vera.screen.button("2")["callback_data"]
    await vera.click("Отложить")
    assert "ответ 1." in vera.screen.text
    await vera.click("1")
    assert "Оценка записана" in vera.screen.text
    await vera.click("2")
    assert "ответов на оценку нет" in vera.screen.text
    await vera.forge(stale)
    rated = await crowd.rows(stage, "SELECT points FROM open_answers ORDER BY position")
    assert [one.points for one in rated] == [2, 1]
    await stage.deliver_messages()
    assert "Эксперт оценил Ваши развёрнутые ответы" in asked.screen.text
    await asked.click("Открыть результат")
    assert "3 из 12 баллов" in asked.screen.text
    await asked.click("Разобрать ответы")
    assert "Ваш ответ: В субботу теплее, ответ 0." in asked.screen.text
    assert "Ваш ответ верный" in asked.screen.text
    await asked.click("Дальше")
    assert "Ответ верен отчасти. Баллы: 1 из 2" in asked.screen.text


async def test_nobody_rates_their_own_or_another_branchs(stage: Stage, asked: Person) -> None:
    await answered(stage, asked, 1)
    stranger = await stage.with_role(Role.EXPERT, "Z2", "Пётр")
    await to_queue(stranger, "Как эксперт")
    assert "ответов на оценку нет" in stranger.screen.text
    await stranger.forge("rating.rate:1:2")
    link = await invitations.invite_by_operator(stage.work(), Role.EXPERT, "Z1", timedelta(days=1))
    await asked.start(link)
    await to_queue(asked, "Как эксперт")
    assert "ответов на оценку нет" in asked.screen.text
    await asked.forge("rating.rate:1:2")
    rated = await crowd.rows(stage, "SELECT rated_at FROM open_answers")
    assert [one.rated_at for one in rated] == [None]


async def test_two_weeks_later_the_result_is_recorded_without_the_rating(stage: Stage, asked: Person) -> None:
    await answered(stage, asked, 1)
    counted = "SELECT counted_at FROM attempts"
    assert (await crowd.rows(stage, counted))[0].counted_at is None
    await asked.send("/diagnostics")
    await asked.click("Прошлые результаты")
    await asked.click("1")
    await asked.click("Разобрать ответы")
    assert "Ответ ждёт оценки эксперта" in asked.screen.text
    stage.clock.forward(days=15)
    await stage.schedule.run_all()
    assert (await crowd.rows(stage, counted))[0].counted_at is not None


async def test_words_are_gone_with_their_author(stage: Stage, asked: Person) -> None:
    await answered(stage, asked, 1)
    await asked.send("/privacy")
    await asked.click("Удалить мои данные")
    await asked.click("Да, удалить всё")
    assert await crowd.rows(stage, "SELECT id FROM open_answers") == []
    kept = await crowd.rows(stage, "SELECT response, draft FROM attempt_items")
    assert {(one.response, one.draft) for one in kept} == {(None, None)}
