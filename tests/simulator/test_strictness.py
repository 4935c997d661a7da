"""What Telegram refuses, in its words."""

import pytest

from simulator import schema
from simulator.client import Person
from simulator.files import Upload
from simulator.methods import HANDLERS

NOT_MODIFIED = (
    "400 Bad Request: message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)
TOO_OLD = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.mark.parametrize("name", ["banChatMember", "sendPoll", "logOut", "close", "sendSticker"])
async def test_method_that_is_not_modelled_says_so(api, name):
    assert await api.refusal(name) == f"501 Not Implemented: the simulator does not model the method {name}"


async def test_field_that_is_not_modelled_says_so(api, anna):
    words = await api.refusal("sendMessage", chat_id=anna.id, text="а", message_thread_id=5)
    assert words == "501 Not Implemented: the simulator does not model message_thread_id of sendMessage"


def test_fields_of_handlers_exist_in_the_schema():
    for name, handler in HANDLERS.items():
        assert handler.fields <= schema.call(name).checks.keys(), name


# To whom the bot may write.


@pytest.mark.parametrize("chat_id", [999, -100123, "@channel", 0])
async def test_unknown_chat_is_not_found(api, anna, chat_id):
    assert await api.refusal("sendMessage", chat_id=chat_id, text="а") == "400 Bad Request: chat not found"


async def test_bot_can_not_write_first(api, simulator):
    boris = Person.inside(simulator, id=102, first_name="Борис")
    words = await api.refusal("sendMessage", chat_id=boris.id, text="а")
    assert words == "403 Forbidden: bot can't initiate conversation with a user"


async def test_bot_can_not_write_to_who_blocked_it(api, anna):
    await anna.block()
    assert (
        await api.refusal("sendMessage", chat_id=anna.id, text="а")
        == "403 Forbidden: bot was blocked by the user"
    )
    assert await api.refusal("sendChatAction", chat_id=anna.id, action="typing") == (
        "403 Forbidden: bot was blocked by the user"
    )
    await anna.unblock()
    assert await api("sendMessage", chat_id=anna.id, text="а")


async def test_bot_can_not_write_to_a_deleted_account(api, anna):
    await anna.deactivate()
    assert await api.refusal("sendMessage", chat_id=anna.id, text="а") == "403 Forbidden: user is deactivated"


# Texts.


@pytest.mark.parametrize("text", ["", "  \n ", "\u202e", "<b> </b>"])
async def test_empty_text_is_refused(api, anna, text):
    words = await api.refusal("sendMessage", chat_id=anna.id, text=text, parse_mode="HTML")
    assert words == "400 Bad Request: message text is empty"


async def test_text_may_have_4096_characters_without_its_tags(api, anna):
    text = "я" * 4096
    sent = await api("sendMessage", chat_id=anna.id, text=f"<b>{text}</b>", parse_mode="HTML")
    assert sent["text"] == text
    assert (
        await api.refusal("sendMessage", chat_id=anna.id, text=text + "я")
        == "400 Bad Request: message is too long"
    )


async def test_caption_may_have_1024_characters(api, anna, png):
    files = {"photo": Upload("a.png", png)}
    assert await api("sendPhoto", files, chat_id=anna.id, caption="я" * 1024)
    words = await api.refusal("sendPhoto", files, chat_id=anna.id, caption="я" * 1025)
    assert words == "400 Bad Request: message caption is too long"


async def test_broken_html_is_refused(api, anna):
    words = await api.refusal("sendMessage", chat_id=anna.id, text="2 < 3", parse_mode="HTML")
    assert words == '400 Bad Request: can\'t parse entities: Unsupported start tag "" at byte offset 2'


# Keyboards.


async def test_callback_data_may_have_64_bytes(api, anna, keyboard):
    fits = keyboard(text="Да", callback_data="я" * 32)
    assert await api("sendMessage", chat_id=anna.id, text="а", reply_markup=fits)
    over = keyboard(text="Да", callback_data="я" * 32 + "a")
    words = await api.refusal("sendMessage", chat_id=anna.id, text="а", reply_markup=over)
    assert words == "400 Bad Request: BUTTON_DATA_INVALID"


@pytest.mark.parametrize("action", [{"style": "danger"}, {"callback_data": ""}])
async def test_button_without_an_action_is_refused(api, anna, keyboard, action):
    words = await api.refusal(
        "sendMessage", chat_id=anna.id, text="а", reply_markup=keyboard(text="Да", **action)
    )
    assert words == (
        "400 Bad Request: can't parse inline keyboard button: "
        "Text buttons are unallowed in the inline keyboard"
    )


async def test_button_with_two_actions_is_refused(api, anna, keyboard):
    markup = keyboard(text="Да", callback_data="y", url="https://a.ru")
    words = await api.refusal("sendMessage", chat_id=anna.id, text="а", reply_markup=markup)
    assert "exactly one action" in words


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://localhost:8080", "Wrong HTTP URL"),
        ("просто текст", "Wrong HTTP URL"),
        ("ftp://a.ru", "Unsupported URL protocol"),
    ],
)
async def test_wrong_address_of_a_button_is_refused(api, anna, keyboard, address, reason):
    markup = keyboard(text="Да", url=address)
    words = await api.refusal("sendMessage", chat_id=anna.id, text="а", reply_markup=markup)
    assert words == f"400 Bad Request: inline keyboard button URL '{address}' is invalid: {reason}"


@pytest.mark.parametrize(
    "address", ["https://a.ru", "https://t.me/x?start=1", "http://127.0.0.1:8080/x", "tg://resolve"]
)
async def test_right_address_of_a_button_passes(api, anna, keyboard, address):
    assert await api("sendMessage", chat_id=anna.id, text="а", reply_markup=keyboard(text="Да", url=address))


async def test_web_app_needs_https(api, anna, keyboard):
    markup = keyboard(text="Да", web_app={"url": "http://a.ru"})
    words = await api.refusal("sendMessage", chat_id=anna.id, text="а", reply_markup=markup)
    assert words.endswith("is invalid: Only HTTPS links are allowed")


async def test_keyboard_has_at_most_a_hundred_buttons_and_eight_in_a_row(api, anna, keyboard):
    one = {"text": "а", "callback_data": "б"}
    for rows in ([[one]] * 101, [[one] * 9]):
        words = await api.refusal("sendMessage", chat_id=anna.id, text="а", reply_markup=keyboard(rows))
        assert words == "400 Bad Request: REPLY_MARKUP_TOO_LONG"
    assert await api("sendMessage", chat_id=anna.id, text="а", reply_markup=keyboard([[one]] * 100))


async def test_empty_keyboard_is_none(api, anna, keyboard):
    assert "reply_markup" not in await api(
        "sendMessage", chat_id=anna.id, text="а", reply_markup=keyboard([])
    )


# Edits.


async def test_edit_that_changes_nothing_is_refused(api, anna, keyboard):
    sent = await api(
        "sendMessage", chat_id=anna.id, text="<b>а</b>", parse_mode="HTML", reply_markup=keyboard()
    )
    same = {"chat_id": anna.id, "message_id": sent["message_id"], "reply_markup": keyboard()}
    assert await api.refusal("editMessageText", text="<b>а</b>", parse_mode="HTML", **same) == NOT_MODIFIED
    assert await api.refusal("editMessageReplyMarkup", **same) == NOT_MODIFIED
    assert await api("editMessageText", text="а", **same)


async def test_edit_without_a_keyboard_removes_it(api, anna, keyboard):
    sent = await api("sendMessage", chat_id=anna.id, text="а", reply_markup=keyboard())
    edited = await api("editMessageText", chat_id=anna.id, message_id=sent["message_id"], text="а")
    assert "reply_markup" not in edited
    assert edited["edit_date"]


async def test_edit_of_an_unknown_message_is_refused(api, anna):
    words = await api.refusal("editMessageText", chat_id=anna.id, message_id=1, text="а")
    assert words == "400 Bad Request: message to edit not found"


async def test_edit_of_a_persons_message_is_refused(api, anna):
    theirs = await anna.send("моё")
    words = await api.refusal("editMessageText", chat_id=anna.id, message_id=theirs, text="а")
    assert words == "400 Bad Request: message can't be edited"


async def test_message_with_a_reply_keyboard_can_not_be_edited(api, anna):
    markup = {"keyboard": [[{"text": "Да"}]]}
    sent = await api("sendMessage", chat_id=anna.id, text="а", reply_markup=markup)
    words = await api.refusal("editMessageText", chat_id=anna.id, message_id=sent["message_id"], text="б")
    assert words == "400 Bad Request: message can't be edited"


async def test_text_and_caption_are_edited_each_by_its_method(api, anna, png):
    text = await api("sendMessage", chat_id=anna.id, text="а")
    photo = await api("sendPhoto", {"photo": Upload("a.png", png)}, chat_id=anna.id)
    words = await api.refusal(
        "editMessageCaption", chat_id=anna.id, message_id=text["message_id"], caption="б"
    )
    assert words == "400 Bad Request: there is no caption in the message to edit"
    words = await api.refusal("editMessageText", chat_id=anna.id, message_id=photo["message_id"], text="б")
    assert words == "400 Bad Request: there is no text in the message to edit"
    edited = await api("editMessageCaption", chat_id=anna.id, message_id=photo["message_id"], caption="б")
    assert edited["caption"] == "б"


# Deletions.


async def test_message_older_than_two_days_can_not_be_deleted(api, anna, simulator):
    sent = await api("sendMessage", chat_id=anna.id, text="а")
    simulator.advance("48h")
    fresh = await api("sendMessage", chat_id=anna.id, text="а")
    simulator.advance(1)
    words = await api.refusal("deleteMessage", chat_id=anna.id, message_id=sent["message_id"])
    assert words == "400 Bad Request: message can't be deleted for everyone"
    assert await api("deleteMessage", chat_id=anna.id, message_id=fresh["message_id"])


async def test_deleted_message_is_gone(api, anna):
    sent = await api("sendMessage", chat_id=anna.id, text="а")
    target = {"chat_id": anna.id, "message_id": sent["message_id"]}
    assert await api("deleteMessage", **target)
    assert await api.refusal("deleteMessage", **target) == "400 Bad Request: message to delete not found"
    assert (
        await api.refusal("editMessageText", **target, text="б")
        == "400 Bad Request: message to edit not found"
    )


async def test_deleting_many_passes_over_the_unknown(api, anna):
    sent = await api("sendMessage", chat_id=anna.id, text="а")
    assert await api("deleteMessages", chat_id=anna.id, message_ids=[1, sent["message_id"]])
    assert anna.screens == []
    assert "400" in await api.refusal("deleteMessages", chat_id=anna.id, message_ids=list(range(101)))


# Callback queries.


async def pressed(api, anna, keyboard) -> str:
    await api("sendMessage", chat_id=anna.id, text="а", reply_markup=keyboard())
    return (await anna.click("Да"))["callback_query_id"]


async def test_query_is_answered_once(api, anna, keyboard):
    query = await pressed(api, anna, keyboard)
    assert await api("answerCallbackQuery", callback_query_id=query, text="готово")
    assert anna.last_alert == "готово"
    assert await api.refusal("answerCallbackQuery", callback_query_id=query) == TOO_OLD


async def test_query_lives_fifteen_seconds(api, anna, keyboard, clock):
    first, second = await pressed(api, anna, keyboard), await pressed(api, anna, keyboard)
    clock.tick(15)
    assert await api("answerCallbackQuery", callback_query_id=first)
    clock.tick(0.1)
    assert await api.refusal("answerCallbackQuery", callback_query_id=second) == TOO_OLD


async def test_jump_of_the_clock_does_not_expire_a_query(api, anna, keyboard, simulator):
    query = await pressed(api, anna, keyboard)
    simulator.advance("1d")
    assert await api("answerCallbackQuery", callback_query_id=query)


async def test_invented_query_is_refused(api):
    assert await api.refusal("answerCallbackQuery", callback_query_id="1") == TOO_OLD


async def test_notice_may_have_200_characters(api, anna, keyboard):
    query = await pressed(api, anna, keyboard)
    words = await api.refusal("answerCallbackQuery", callback_query_id=query, text="я" * 201)
    assert words == "400 Bad Request: MESSAGE_TOO_LONG"
    assert await api("answerCallbackQuery", callback_query_id=query, text="я" * 200)


# Commands, profile, replies, reactions.


async def test_command_list_is_checked(api):
    command = {"command": "help", "description": "Помощь"}
    wrong = [
        ([command] * 101, "BOT_COMMANDS_TOO_MUCH"),
        ([{**command, "command": "Помощь"}], "BOT_COMMAND_INVALID"),
        ([{**command, "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{**command, "description": "я" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
    ]
    for commands, words in wrong:
        assert await api.refusal("setMyCommands", commands=commands) == f"400 Bad Request: {words}"


@pytest.mark.parametrize(
    ("method", "field", "limit"),
    [
        ("setMyName", "name", 64),
        ("setMyDescription", "description", 512),
        ("setMyShortDescription", "short_description", 120),
    ],
)
async def test_texts_of_the_profile_are_limited(api, method, field, limit):
    assert await api(method, **{field: "я" * limit})
    assert (await api(method.replace("set", "get"))) == {field: "я" * limit}
    assert "is too long" in await api.refusal(method, **{field: "я" * (limit + 1)})


async def test_reply_to_an_unknown_message_is_refused_unless_allowed(api, anna):
    target = {"chat_id": anna.id, "text": "а"}
    words = await api.refusal("sendMessage", **target, reply_parameters={"message_id": 1})
    assert words == "400 Bad Request: message to be replied not found"
    allowed = {"message_id": 1, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await api("sendMessage", **target, reply_parameters=allowed)


async def test_reaction_is_one_of_the_known_emoji(api, anna):
    theirs = {"chat_id": anna.id, "message_id": await anna.send("а")}
    thumb = {"type": "emoji", "emoji": "👍"}
    assert await api("setMessageReaction", **theirs, reaction=[thumb])
    words = await api.refusal("setMessageReaction", **theirs, reaction=[{"type": "emoji", "emoji": "🧮"}])
    assert words == "400 Bad Request: REACTION_INVALID"
    assert "400" in await api.refusal("setMessageReaction", **theirs, reaction=[thumb, thumb])


async def test_wrong_chat_action_is_refused(api, anna):
    words = await api.refusal("sendChatAction", chat_id=anna.id, action="dancing")
    assert words == "400 Bad Request: wrong parameter action in request"


async def test_message_of_another_chat_is_not_found(api, anna, simulator):
    boris = Person.inside(simulator, id=102, first_name="Борис")
    await boris.start()
    theirs = await api("sendMessage", chat_id=boris.id, text="а")
    words = await api.refusal("editMessageText", chat_id=anna.id, message_id=theirs["message_id"], text="б")
    assert words == "400 Bad Request: message to edit not found"
