"""The people's side: what they do becomes the updates a bot gets."""

import pytest
from aiogram.types import Update

from simulator import PersonError
from simulator.client import Person


async def newest(api) -> Update:
    return Update.model_validate((await api.updates())[-1])


async def test_first_words_open_the_chat(simulator, api):
    anna = Person.inside(simulator, id=7, first_name="Анна", last_name="К", username="anna")
    await anna.start("inv_1-x")
    message = (await newest(api)).message
    assert (message.text, message.chat.type, message.from_user.username) == (
        "/start inv_1-x",
        "private",
        "anna",
    )
    assert message.entities[0].type == "bot_command"


@pytest.mark.parametrize("payload", ["a" * 65, "привет", "a b", "a=b"])
async def test_broken_start_link_is_refused(anna, payload):
    with pytest.raises(PersonError, match="link is broken"):
        await anna.start(payload)


async def test_press_carries_the_whole_message_as_it_is_now(api, anna, keyboard):
    sent = await api("sendMessage", chat_id=anna.id, text="старое", reply_markup=keyboard())
    target = {"chat_id": anna.id, "message_id": sent["message_id"]}
    await api("editMessageText", **target, text="новое", reply_markup=keyboard())
    pressed = await anna.click("Да")
    query = (await newest(api)).callback_query
    assert (query.id, query.data, query.from_user.id) == (pressed["callback_query_id"], "yes", anna.id)
    assert (query.message.text, query.message.reply_markup.inline_keyboard[0][0].text) == ("новое", "Да")


async def test_message_in_an_update_does_not_change_with_later_edits(api, anna, keyboard):
    sent = await api("sendMessage", chat_id=anna.id, text="старое", reply_markup=keyboard())
    await anna.click("Да")
    await api("editMessageText", chat_id=anna.id, message_id=sent["message_id"], text="новое")
    assert (await newest(api)).callback_query.message.text == "старое"


async def test_newest_message_with_the_button_is_pressed(api, anna, keyboard):
    for text in ("первое", "второе"):
        await api("sendMessage", chat_id=anna.id, text=text, reply_markup=keyboard())
    await api("sendMessage", chat_id=anna.id, text="третье")
    await anna.click("yes")
    assert (await newest(api)).callback_query.message.text == "второе"


async def test_missing_button_names_the_visible_ones(api, anna, keyboard):
    await api("sendMessage", chat_id=anna.id, text="а", reply_markup=keyboard())
    with pytest.raises(AssertionError, match=r"no button 'Нет'; visible: \['Да'\]"):
        await anna.click("Нет")


async def test_forged_press_carries_any_data(api, anna):
    await api("sendMessage", chat_id=anna.id, text="без кнопок")
    await anna.forge("admin:1")
    assert (await newest(api)).callback_query.data == "admin:1"


async def test_message_of_somebody_else_can_not_be_pressed(api, anna, simulator, keyboard):
    boris = Person.inside(simulator, id=102, first_name="Борис")
    await boris.start()
    theirs = await api("sendMessage", chat_id=boris.id, text="а", reply_markup=keyboard())
    with pytest.raises(PersonError, match="there is no message"):
        await anna.forge("yes", message_id=theirs["message_id"])


async def test_link_of_a_button_is_returned_not_pressed(api, anna, keyboard):
    rows = [
        [{"text": "Сайт", "url": "https://a.ru/x"}],
        [{"text": "Позвать", "url": "https://t.me/opora_demo_bot?start=inv_1"}],
    ]
    await api("sendMessage", chat_id=anna.id, text="а", reply_markup=keyboard(rows))
    assert await anna.click("Сайт") == {"url": "https://a.ru/x"}
    assert await anna.click("Позвать") == {"start": "inv_1"}
    assert await api.updates() == []


async def test_album_is_one_group_with_one_caption(api, anna):
    await anna.album([("a.txt", b"a"), ("b.txt", b"b")], caption="вместе")
    messages = [update["message"] for update in await api.updates()]
    assert [message.get("caption") for message in messages] == ["вместе", None]
    assert messages[0]["media_group_id"] == messages[1]["media_group_id"]


async def test_photo_of_any_bytes_has_sizes(api, anna):
    await anna.upload(b"not a picture", "a.jpg", kind="photo")
    assert (await newest(api)).message.photo[-1].width == 800


async def test_edit_by_its_author_is_an_update(api, anna):
    number = await anna.send("было")
    await anna.edit(number, "стало")
    edited = (await newest(api)).edited_message
    assert (edited.message_id, edited.text) == (number, "стало")
    sent = await api("sendMessage", chat_id=anna.id, text="а")
    with pytest.raises(PersonError, match="of their own"):
        await anna.edit(sent["message_id"], "чужое")


async def test_block_and_unblock_are_updates(api, anna):
    await anna.block()
    await anna.block()
    with pytest.raises(PersonError, match="unblock"):
        await anna.send("а")
    await anna.start()
    changes = [Update.model_validate(update) for update in await api.updates()]
    statuses = [update.my_chat_member.new_chat_member.status for update in changes[:2]]
    assert statuses == ["kicked", "member"]
    assert changes[2].message.text == "/start"


async def test_reaction_is_an_update_only_when_asked_for(api, anna):
    number = await anna.send("а")
    await api.updates(allowed_updates=["message", "message_reaction"])
    await anna.react(number, "👍")
    await anna.react(number, "🔥")
    reaction = (await newest(api)).message_reaction
    assert (reaction.old_reaction[0].emoji, reaction.new_reaction[0].emoji) == ("👍", "🔥")
    await api.updates(allowed_updates=[])
    count = len(await api.updates())
    await anna.react(number, None)
    assert len(await api.updates()) == count
    with pytest.raises(PersonError, match="no reaction"):
        await anna.react(number, "🧮")


async def test_own_long_text_is_refused(anna):
    with pytest.raises(PersonError, match="longer than 4096"):
        await anna.send("я" * 4097)


async def test_profile_is_changed_by_joining_again(simulator, api, anna):
    Person.inside(simulator, id=anna.id, first_name="Мария", badge="методист")
    await anna.send("а")
    user = (await api.updates())[-1]["message"]["from"]
    assert user == {"id": anna.id, "is_bot": False, "first_name": "Мария", "language_code": "ru"}


@pytest.mark.parametrize(
    "profile",
    [{"first_name": ""}, {"first_name": "А", "age": 5}, {"first_name": 5}, {"first_name": "А", "id": -5}],
)
async def test_impossible_person_is_refused(simulator, profile):
    with pytest.raises(PersonError):
        simulator.actions.join(**profile)


async def test_delivery_hook_gets_updates_instead_of_the_queue(simulator, api, anna):
    handled = []

    async def deliver(update: dict) -> None:
        handled.append(update["message"]["text"])
        await api("sendMessage", chat_id=anna.id, text="ответ")

    simulator.deliver = deliver
    await anna.send("вопрос")
    assert handled == ["вопрос"]
    assert anna.screen.text == "ответ"
    assert await api.updates() == []


async def test_reply_keyboard_stays_until_it_is_removed(simulator, api, anna):
    keyboard = {"keyboard": [[{"text": "Да"}]], "resize_keyboard": True}
    sent = await api("sendMessage", chat_id=anna.id, text="а", reply_markup=keyboard)
    assert "reply_markup" not in sent
    assert simulator.state.chat(anna.id).keyboard == keyboard
    await api("sendMessage", chat_id=anna.id, text="б", reply_markup={"remove_keyboard": True})
    assert simulator.state.chat(anna.id).keyboard is None


async def test_late_presses_are_forgotten_over_time(simulator, anna, api, keyboard, clock):
    await api("sendMessage", chat_id=anna.id, text="а", reply_markup=keyboard())
    for _ in range(1_001):
        query = (await anna.click("Да"))["callback_query_id"]
    clock.tick(16)
    assert not simulator.queries.waiting(query)
    fresh = (await anna.click("Да"))["callback_query_id"]
    assert simulator.queries.waiting(fresh)
    assert len(simulator.queries) == 1
