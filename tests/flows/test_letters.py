"""How a message leaves: every shape a notice may have, and the order of those that follow each other."""

import asyncio
from typing import Any

from bot.sending import sender_of
from domain.access import Role
from services import outbox
from services.outbox import Letter, Priority
from simulator.client import Person
from tests.stage import Stage
from ui.notices import Notice
from ui.text import Html


def letter_to(person: Person, **more: Any) -> Letter:
    return Letter(1, "test", {}, Priority.NEWS, person.id, 1, "ru", "Asia/Omsk", False, **more)


async def reference(person: Person, kind: str = "photo") -> str:
    await person.upload(b"bytes", f"file.{kind}", kind)
    file = person.chat[-2].file
    assert file
    return f"{kind}:{file['file_id']}"


async def test_a_notice_may_have_a_file_a_link_and_no_sound(stage: Stage) -> None:
    elena = await stage.teacher()
    photo = await reference(elena)
    send = sender_of(stage.app.bot)
    buttons = (("Читать", "https://example.org"), ("Открыть", "n1:diagnostic"))
    await send(letter_to(elena), Notice(Html("<b>Новость</b>"), buttons, (photo,), silent=True))
    assert (elena.screen.kind, elena.screen.caption, elena.screen.silent) == ("photo", "Новость", True)
    assert elena.screen.keyboard[0][0]["url"] == "https://example.org"
    assert elena.screen.button_texts == ["Читать", "Открыть"]


async def test_several_files_are_an_album_with_the_words_under_the_first(stage: Stage) -> None:
    elena = await stage.teacher()
    files = tuple([await reference(elena) for _ in range(3)])
    await sender_of(stage.app.bot)(letter_to(elena), Notice(Html("Три снимка"), files=files))
    album = elena.screens[-3:]
    assert [one.caption for one in album] == ["Три снимка", "", ""]
    assert len({one.body["media_group_id"] for one in album}) == 1


async def test_an_answer_names_its_message_and_goes_without_it_when_it_is_gone(stage: Stage) -> None:
    elena = await stage.teacher()
    mine = await elena.send("Вопрос")
    send = sender_of(stage.app.bot)
    await send(letter_to(elena, reply_to=mine), Notice(Html("Ответ")))
    assert elena.screen.body["reply_to_message"]["message_id"] == mine
    await send(letter_to(elena, reply_to=999_999), Notice(Html("И ещё")))
    assert "reply_to_message" not in elena.screen.body


async def test_a_change_and_a_reaction_may_be_repeated_without_harm(stage: Stage) -> None:
    elena = await stage.teacher()
    mine = await elena.send("Вопрос")
    photo = await reference(elena)
    send = sender_of(stage.app.bot)
    first = await send(letter_to(elena), Notice(Html("Было")))
    picture = await send(letter_to(elena), Notice(Html("Подпись"), files=(photo,)))
    for _ in range(2):
        assert await send(letter_to(elena, changes=first), Notice(Html("Стало"))) == first
        await send(letter_to(elena, changes=picture), Notice(Html("Другая"), files=(photo,)))
        await send(letter_to(elena, changes=mine), Notice(Html(""), reaction="👍"))
    assert [(one.text or one.caption, one.edited) for one in elena.screens[-2:]] == [
        ("Стало", True),
        ("Другая", True),
    ]
    assert next(one for one in elena.chat if one.message_id == mine).body["_reactions"] == [
        {"by": "bot", "emoji": "👍"}
    ]


async def test_what_follows_a_message_waits_until_that_one_is_settled(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    who = await stage.viewer(olga)
    send = sender_of(stage.app.bot)
    seen: list[str] = []

    async def slowly(letter: Letter, notice: Notice) -> int:
        seen.append(letter.kind)
        return await send(letter, notice)

    stage.sender._send = slowly  # type: ignore[assignment]
    work = stage.work()
    async with work.writing() as session:
        await outbox.tell(session, work, who.id, "newcomer_confirmed", "first")
        first = (await outbox_ids(session))[-1]
        await outbox.tell(session, work, who.id, "newcomer_refused", "second", after=first)
    stage.simulator.faults.add("flood", method="sendMessage", times=1, retry_after=1)
    await stage.deliver_messages()
    assert seen == ["newcomer_confirmed"], "it was put off, and nothing overtakes it"
    await asyncio.sleep(1)  # the gate opens in real time
    stage.clock.forward(minutes=1)
    await stage.deliver_messages()
    assert seen == ["newcomer_confirmed"] * 2 + ["newcomer_refused"]


async def outbox_ids(session: Any) -> list[int]:
    from sqlalchemy import select

    from db.models import OutboxMessage

    return list(await session.scalars(select(OutboxMessage.id).order_by(OutboxMessage.id)))
