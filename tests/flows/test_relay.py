"""The relay between two people: in order, with replies and edits, never to anybody else."""

import asyncio

from domain.access import Role
from simulator.client import Person
from tests.flows.test_questions import ASKED, asked, at_the_question, reactions
from tests.stage import Stage


async def talking(stage: Stage, name: str = "Ольга") -> tuple[Person, Person]:
    """An asker and a methodist in the middle of a talk."""
    olga = await stage.with_role(Role.METHODIST, "Z1", name)
    elena = await asked(stage)
    await stage.deliver_messages()
    await olga.click("Открыть вопрос")
    await olga.send("Первый ответ.")
    await stage.deliver_messages()
    return elena, olga


async def test_an_edit_changes_the_copy_and_nothing_else(stage: Stage) -> None:
    elena, olga = await talking(stage)
    mine = await elena.send("Спасиб", reply_to=elena.screen.message_id)
    await stage.deliver_messages()
    copy = olga.screen.message_id
    await elena.edit(mine, "Спасибо!")
    await stage.deliver_messages()
    assert (olga.screen.message_id, olga.screen.text) == (copy, "Елена В., вопрос № 1\nСпасибо!")
    assert olga.screen.button_texts == ["Ответить"]
    await elena.edit(mine, "Спасибо!")
    before = len(olga.chat)
    await stage.deliver_messages()
    assert len(olga.chat) == before


async def test_an_edit_before_the_delivery_brings_the_new_words_at_once(stage: Stage) -> None:
    elena, olga = await talking(stage)
    mine = await elena.send("Было", reply_to=elena.screen.message_id)
    await elena.edit(mine, "Стало")
    await stage.deliver_messages()
    copies = [one.text for one in olga.screens if one.text.startswith("Елена В.")]
    assert copies == ["Елена В., вопрос № 1\nСтало"]


async def test_the_words_under_a_file_are_edited_too(stage: Stage) -> None:
    elena, olga = await talking(stage)
    await elena.click("Ответить")
    mine = await elena.upload(b"photo", "p.jpg", "photo", caption="Доска")
    await stage.deliver_messages()
    await elena.edit(mine, "Доска в классе")
    await stage.deliver_messages()
    assert (olga.screen.kind, olga.screen.caption) == ("photo", "Елена В., вопрос № 1\nДоска в классе")


async def test_a_message_of_ones_own_that_is_answered_keeps_its_thread(stage: Stage) -> None:
    elena, olga = await talking(stage)
    await elena.click("Ответить")
    mine = await elena.send("Вот план")
    await stage.deliver_messages()
    copy = olga.screen.message_id
    await elena.send("Уточнение к плану", reply_to=mine)
    await stage.deliver_messages()
    assert olga.screen.body["reply_to_message"]["message_id"] == copy


async def test_words_keep_their_order_when_one_is_held_up(stage: Stage) -> None:
    elena, olga = await talking(stage)
    await elena.click("Ответить")
    for word in ("раз", "два", "три"):
        await elena.send(word)
    stage.simulator.faults.add("flood", method="sendMessage", times=1, retry_after=1)
    await stage.deliver_messages()
    await asyncio.sleep(1.1)  # the gate is closed in real time
    stage.clock.forward(minutes=1)
    await stage.deliver_messages()
    copies = [one.text.splitlines()[1] for one in olga.screens if one.text.startswith("Елена В.")]
    assert copies == ["раз", "два", "три"]


async def test_a_blocked_side_gets_everything_when_it_is_back(stage: Stage) -> None:
    elena, olga = await talking(stage)
    await olga.block()
    await elena.click("Ответить")
    mine = await elena.send("Вы здесь?")
    await stage.deliver_messages()
    await stage.deliver_messages()
    assert "Собеседник сейчас недоступен" in elena.screen.text
    assert elena.screen.body["reply_to_message"]["message_id"] == mine
    assert reactions(elena, mine) == []
    await olga.unblock()
    await olga.send("/menu")
    await stage.deliver_messages()
    assert olga.screen.text == "Елена В., вопрос № 1\nВы здесь?"
    assert reactions(elena, mine) == [{"by": "bot", "emoji": "👌"}]


async def test_a_message_in_doubt_is_brought_once_more_and_then_said_so(stage: Stage) -> None:
    elena, olga = await talking(stage)
    mine = await elena.send("Дошло?", reply_to=elena.screen.message_id)
    await stage.deliver_messages()
    assert reactions(elena, mine) == [{"by": "bot", "emoji": "👌"}]
    doubtful = await elena.send("А это?", reply_to=mine)
    stage.simulator.faults.add("reset_after", method="sendMessage", times=2)
    await stage.deliver_messages()
    copies = [one for one in olga.screens if one.text.endswith("А это?")]
    assert len(copies) == 2, "delivered twice, and nobody could know"
    await stage.deliver_messages()
    assert "неизвестно, дошло ли это сообщение" in elena.screen.text
    assert reactions(elena, doubtful) == []


async def test_words_are_not_sent_to_whoever_happens_to_be_open(stage: Stage) -> None:
    """Olga looks at one question; meanwhile somebody else's words arrive below, and she writes on."""
    elena, olga = await talking(stage)
    anna = await stage.teacher("Анна")
    await anna.send("/ask")
    await anna.send("Вопрос Анны")
    await stage.deliver_messages()
    await at_the_question(olga)
    assert "Вопрос № 2" in olga.screen.text
    await elena.send("Ещё одно", reply_to=elena.screen.message_id)
    await stage.deliver_messages()
    await olga.send("Это Елене или Анне?")
    assert "Кому передать: «Это Елене или Анне?»" in olga.screen.text
    assert await stage.deliver_messages() == 0
    await olga.click("Ответ на вопрос № 1")
    await stage.deliver_messages()
    assert elena.screen.text.endswith("Это Елене или Анне?")
    assert not any("Елене или Анне" in one.text for one in anna.screens)


async def test_a_foreign_or_forged_talk_is_like_an_unknown_one(stage: Stage) -> None:
    _, olga = await talking(stage)
    nina = await stage.with_role(Role.METHODIST, "Z2", "Нина")
    await nina.send("/menu")
    for thread in (1, 999):
        await nina.forge(f"n1:thread:{thread}")
        assert "устарела" in nina.last_alert
        await nina.forge(f"relay.send_kept:{thread}")
        assert "устарела" in nina.last_alert
    await nina.send("Мимо", reply_to=nina.screen.message_id)
    assert "«Мимо»" in nina.screen.text, "an answer to a screen is no answer to a person"
    before = len(olga.chat)
    await stage.deliver_messages()
    assert len(olga.chat) == before


async def test_somebody_who_is_gone_leaves_no_words_behind(stage: Stage) -> None:
    elena, olga = await talking(stage)
    await elena.send("Последнее", reply_to=elena.screen.message_id)
    await elena.send("/privacy")
    await elena.click("Удалить мои данные")
    await elena.click("Да, удалить всё")
    await stage.deliver_messages()
    assert not any("Последнее" in one.text for one in olga.screens), "it was still on its way"
    await olga.send("Кому?", reply_to=olga.screen.message_id)
    assert ASKED not in olga.screen.text
