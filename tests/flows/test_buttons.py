"""Old, foreign, forged and doubled taps; words nobody asked for; buttons of notices."""

import pytest
from sqlalchemy import select

from db.models import OutboxMessage
from domain.access import Role
from simulator.client import Person
from tests.flows import crowd
from tests.stage import Stage

STALE = "Эта кнопка устарела. Открываю свежий экран."
CLOSED = "Это действие Вам недоступно."


async def test_unknown_words_get_a_short_answer_with_three_ways_on(stage: Stage) -> None:
    elena = await stage.teacher()
    for words in ("Как дела?", "🙂", "а" * 4000, "<b>жирно</b>"):
        await elena.send(words)
        assert elena.screen.text.startswith("Не понял сообщение")
        assert len(elena.screen.button_texts) == 3
    await elena.send("/unknown")
    assert elena.screen.text.startswith("Не понял сообщение")
    await elena.send("/")
    assert elena.screen.text.startswith("Не понял сообщение")
    await elena.click("Меню")
    assert "Елена В." in elena.screen.text


async def test_a_file_nobody_asked_for_is_answered_too(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.upload(b"%PDF-1.4", "диплом.pdf")
    assert "Не понял" in elena.screen.text


async def test_commands_with_words_behind_them_are_only_commands(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    for command in (
        "/people -5",
        "/people 999",
        "/people абв",
        "/menu 7",
        "/courses x",
        "/help me",
        "/privacy x",
    ):
        await olga.send(command)
        assert "ошибка" not in olga.screen.text
        assert olga.screen.button_texts


async def test_an_old_screen_has_no_buttons_and_its_taps_are_refused(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/menu")
    old = elena.screen.message_id
    await elena.send("/settings")
    assert next(one for one in elena.screens if one.message_id == old).keyboard == []
    await elena.forge("diagnostics.home", old)
    assert elena.last_alert == STALE
    assert "Настройки" in elena.screen.text
    assert elena.screen.message_id > old
    await elena.click("Язык")
    assert elena.last_answer is not None, "the fresh screen works"


@pytest.mark.parametrize(
    "data",
    [
        "school.roster", "courses.open_card:999999", "diagnostics.answer:1:0:0", "menu.by_role:admin",
        "privacy.delete", "nothing.at_all", "menu.root:1:2:3", "people.revoke:1", "certificates.confirm:1:0",
        "courses.open_card:abc", "courses.open_card:99999999999999999999", ":", "org.move:1",
        "newcomers.yes:1.2.3", "admin.home", "enrolments.view:1", "diagnostics.result:1", "n1:",
        "n1:enrolment", "n1:enrolment:1:2", "n1:nothing:1", "ы" * 32,
    ],
)  # fmt: skip
async def test_a_forged_button_gets_an_alert_and_a_fresh_screen(stage: Stage, data: str) -> None:
    elena = await stage.teacher()
    await elena.send("/menu")
    people = await crowd.rows(stage, "SELECT * FROM people")
    alerts = len(elena.alerts)
    await elena.forge(data)
    assert len(elena.alerts) == alerts + 1
    assert elena.last_alert in (STALE, CLOSED)
    assert len(elena.last_alert) <= 200
    assert "Диагностика" in elena.screen.button_texts
    assert await crowd.rows(stage, "SELECT * FROM people") == people


async def test_a_button_of_another_persons_screen_does_nothing(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    elena = await stage.teacher()
    await crowd.certificate(stage, await stage.viewer(elena))
    await olga.send("/moderation")
    confirm = olga.screen.button("Подтвердить все: 1")["callback_data"]
    await elena.send("/menu")
    await elena.forge(confirm)
    assert elena.last_alert == STALE
    states = await crowd.rows(stage, "SELECT state FROM enrolments")
    assert [row.state for row in states] == ["submitted"]


async def test_ids_of_others_open_nothing_even_from_a_real_button(stage: Stage) -> None:
    """Only a mistake of ours could make such a button; it is refused all the same."""
    elena, vera = await stage.teacher("Елена"), await stage.teacher("Вера")
    foreign = await crowd.certificate(stage, await stage.viewer(vera))
    mine = await crowd.certificate(stage, await stage.viewer(elena))
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/moderation")
    await olga.click("Подтвердить все: 2")
    async with stage.work().writing() as session:
        for letter in await session.scalars(select(OutboxMessage)):
            letter.parameters = letter.parameters | {
                "enrolment": foreign + mine - letter.parameters["enrolment"]
            }
    await stage.deliver_messages()
    await elena.click("Открыть")
    assert "Этого здесь нет" in elena.screen.text
    assert "Диагностика" in elena.screen.button_texts


async def test_a_double_tap_is_one_action(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/courses")
    await elena.click("Все программы")
    await elena.click("1")
    where = elena.screen.message_id
    data = elena.screen.button("Подать заявку")["callback_data"]
    await elena.click("Подать заявку")
    await elena.forge(data, where)
    assert elena.last_alert == STALE
    assert "Заявка подана" in elena.screen.text
    assert len(await crowd.rows(stage, "SELECT id FROM enrolments")) == 1


async def test_a_repeated_update_is_one_action_and_shows_the_screen_again(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/courses")
    await elena.click("Все программы")
    await elena.click("1")
    stage.simulator.faults.add("duplicate")
    await elena.click("Подать заявку")
    assert "Заявка подана" in elena.screen.text
    evidence = await crowd.rows(stage, "SELECT kind FROM evidence")
    assert [row.kind for row in evidence] == ["enrolled"]


async def a_notice(stage: Stage, elena: Person) -> int:
    """A message that came by itself: the certificate is confirmed."""
    await crowd.certificate(stage, await stage.viewer(elena))
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/moderation")
    await olga.click("Подтвердить все: 1")
    await stage.deliver_messages()
    return elena.screen.message_id


async def test_a_notice_opens_its_screen_months_later_and_keeps_its_button(stage: Stage) -> None:
    elena = await stage.teacher()
    notice = await a_notice(stage, elena)
    stage.clock.forward(days=90)
    await elena.send("/settings")
    settings = elena.screen.message_id
    for _ in range(2):
        await elena.click("Открыть", notice)
        assert "Удостоверение подтверждено" in elena.screen.text
        assert elena.screen.message_id > settings
    shown = next(one for one in elena.screens if one.message_id == notice)
    assert shown.button_texts == ["Открыть"]
    await elena.forge("n1:enrolment:999", notice)
    assert elena.last_alert == STALE


async def test_a_notice_leads_a_stranger_to_the_entrance(stage: Stage) -> None:
    elena = await stage.teacher()
    notice = await a_notice(stage, elena)
    await elena.send("/privacy")
    await elena.click("Отозвать согласие")
    await elena.click("Да, отозвать согласие")
    await elena.click("Открыть", notice)
    assert elena.last_alert == CLOSED
    assert "Согласие отозвано" in elena.screen.text


async def test_after_a_message_the_screen_comes_below_it(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/settings")
    await elena.click("Имя в чате")
    asked = elena.screen.message_id
    sent = await elena.send("Елена Викторовна")
    assert elena.screen.message_id > sent > asked
    await elena.click("Язык")
    assert elena.screen.edited, "a tap edits in place"


async def test_every_tap_is_answered_once_and_first(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/menu")
    stage.simulator.calls.clear()
    for button in ("Диагностика", "Меню", "Курсы", "Меню", "Все разделы"):
        await elena.click(button)
    calls = [call["method"] for call in stage.simulator.calls.named()]
    assert calls == ["answerCallbackQuery", "editMessageText"] * 5
    assert all(call["status"] == 200 for call in stage.simulator.calls.named())
