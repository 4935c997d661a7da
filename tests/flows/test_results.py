"""What a result says: a verdict only when the answers are sure enough, and to nobody but the person."""

import pytest

from db.models import CalibratedItem, Calibration
from db.repositories import diagnostics as rows
from db.repositories import item_figures
from domain.items import LETTERS
from simulator.client import Person
from tests.flows import crowd
from tests.stage import Stage

VERDICTS = {
    0: "зона роста",
    1: "зона роста",
    2: "зона роста",
    3: "данных пока мало",
    4: "данных пока мало",
    5: "уверенно",
}


async def answered(stage: Stage, right: int, skipped: int = 0) -> Person:
    """A finished diagnostic: of «Оценивание» so many right and so many skipped, all else right."""
    elena = await stage.teacher()
    await elena.send("/diagnostics")
    await elena.click("Начать")
    await elena.click("Начать: вопрос 1")
    who, seen = await stage.viewer(elena), 0
    for position in range(1, 21):
        async with stage.work().reading() as session:
            attempt = await rows.open_attempt(session, who.id)
            assert attempt is not None
            found = await rows.attempt_item(session, attempt.id, position)
        assert found is not None
        shown, item = found
        wanted = True
        if item.competency == "KM2":
            seen += 1
            if seen <= skipped:
                await elena.click("Пропустить")
                continue
            wanted = seen - skipped <= right
        await elena.click(LETTERS[[bool(item.options[at].get("key")) for at in shown.order].index(wanted)])
    await elena.click("Завершить")
    return elena


def line_of(person: Person, topic: str) -> str:
    """The line of the result about a topic."""
    found = [one for one in person.screen.text.splitlines() if f": {topic}" in one and " из " in one]
    assert found, person.screen.text
    return found[0]


@pytest.mark.parametrize("right", range(6))
async def test_a_verdict_follows_the_posterior_and_never_the_share_alone(stage: Stage, right: int) -> None:
    elena = await answered(stage, right)
    line = line_of(elena, "Оценивание")
    assert line.endswith(f" {right} из 5: Оценивание, {VERDICTS[right]}")
    assert line.count("■") + line.count("□") == 10
    if right <= 2:
        assert elena.screen.text.startswith("Ваша зона роста: Формирующее оценивание\n")
        assert "Подобрать курсы" in elena.screen.button_texts
    elif right < 5:
        assert elena.screen.text.startswith("Явной зоны роста не видно")
        assert "Посмотреть программы" in elena.screen.button_texts
    else:
        assert elena.screen.text.startswith("Все четыре темы Вы знаете уверенно")


@pytest.mark.parametrize(("right", "skipped"), [(0, 1), (4, 1), (0, 5), (2, 3)])
async def test_skipped_questions_leave_too_little_to_say(stage: Stage, right: int, skipped: int) -> None:
    elena = await answered(stage, right, skipped)
    line = line_of(elena, "Оценивание")
    assert line.endswith(f" {right} из {5 - skipped}: Оценивание, данных пока мало")
    assert f"Отвечено {20 - skipped} из 20" in elena.screen.text
    assert elena.screen.text.startswith("Явной зоны роста не видно")


async def test_several_zones_are_counted_in_good_russian_and_nobody_is_blamed(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/diagnostics")
    await elena.click("Начать")
    await elena.click("Начать: вопрос 1")
    await stage.take_diagnostic(elena, weak={"KM2", "KS1", "KD1"})
    first = elena.screen.text.splitlines()[0]
    assert first.startswith("Ваша зона роста: ")
    assert first.endswith("и ещё 2 темы")
    for word in ("плохо", "не справились", "ошиб", "низк"):
        assert word not in first.lower()


async def test_a_result_is_opened_by_its_owner_alone(stage: Stage) -> None:
    await answered(stage, 0)
    vera = await stage.teacher("Вера")
    await vera.send("/diagnostics")
    assert "Прошлые результаты" not in vera.screen.button_texts
    await vera.forge("results.result:1")
    await vera.forge("results.review:1:1")
    assert all("из 5: " not in one.text and "Верных ответов" not in one.text for one in vera.screens)


async def calibrated(stage: Stage, bank: str, model: str, answers: int) -> None:
    """A calibration of every live item of a bank: slopes of 1, difficulties of 0."""
    async with stage.work().writing() as session:
        made = Calibration(
            bank=bank, version=1, model=model, people=answers, loglik=-1.0, made_at=stage.clock.now
        )
        session.add(made)
        await session.flush()
        for item in await item_figures.live(session, bank):
            session.add(
                CalibratedItem(
                    calibration_id=made.id,
                    item_id=item.id,
                    answers=answers,
                    a=1.0,
                    b=0.0,
                    infit=1.0,
                    outfit=1.0,
                )
            )


async def test_how_sure_each_verdict_is_can_be_read(stage: Stage) -> None:
    elena = await answered(stage, 2, skipped=0)
    await elena.click("Точность вывода")
    text = elena.screen.text
    assert "• Оценивание: 7 %, зона роста" in text
    assert "• Мотивация: 88 %, уверенно" in text
    assert "Трудность заданий пока указали авторы" in text
    await elena.click("К результату")
    assert "зона роста" in elena.screen.text
    vera = await stage.teacher("Вера")
    await vera.send("/menu")
    await vera.forge("results.precision:1")
    assert "Мотивация" not in vera.screen.text


async def test_a_place_on_the_scale_is_told_once_the_bank_is_calibrated_on_enough_answers(
    stage: Stage,
) -> None:
    elena = await answered(stage, 5)
    await calibrated(stage, "methodical", "rasch", 99)
    await calibrated(stage, "digital", "rasch", 100)
    await elena.click("Точность вывода")
    assert "Методика" not in elena.screen.text, "99 answers are too few"
    digital = next(line for line in elena.screen.text.splitlines() if "±" in line)
    assert digital == "• Цифровые: 1,24 ± 0,74", "the mean of the posterior, by quadrature"
    await elena.click("К результату")
    await elena.click("PDF")
    assert (await elena.download(elena.screens[-2])).startswith(b"%PDF")


async def test_finishing_twice_is_finishing_once(stage: Stage) -> None:
    elena = await answered(stage, 0)
    where = elena.screen.message_id
    await elena.forge("taking.finish:1", where)
    kinds = await crowd.rows(stage, "SELECT kind, mode FROM evidence")
    assert [tuple(row) for row in kinds] == [("diagnostic", "self")]
