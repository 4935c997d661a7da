"""What the methods do when nothing is wrong, and what people then see."""

import pytest
from aiogram.types import Chat, ChatFullInfo, Message, User

from simulator.client import Person
from simulator.files import Upload


def parsed(body: dict, model: type = Message):
    """The answer as aiogram reads it."""
    return model.model_validate(body)


async def test_bot_introduces_itself(api):
    me = parsed(await api("getMe"), User)
    assert (me.id, me.is_bot, me.username) == (1, True, "opora_demo_bot")


async def test_sent_message_has_the_shape_of_telegrams(api, anna, keyboard):
    sent = parsed(
        await api(
            "sendMessage",
            chat_id=anna.id,
            text="<b>Здравствуйте</b>",
            parse_mode="HTML",
            reply_markup=keyboard(),
            protect_content=True,
        )
    )
    assert (sent.chat.id, sent.from_user.is_bot, sent.html_text) == (anna.id, True, "<b>Здравствуйте</b>")
    assert sent.has_protected_content
    assert anna.screen.buttons == [["Да"]]


async def test_silent_message_is_marked_for_the_page_only(api, anna):
    sent = await api("sendMessage", chat_id=anna.id, text="а", disable_notification=True)
    assert anna.screen.silent
    assert "_silent" not in sent


async def test_reply_shows_what_it_answers(api, anna):
    first = await anna.send("вопрос")
    sent = await api("sendMessage", chat_id=anna.id, text="а", reply_parameters={"message_id": first})
    assert sent["reply_to_message"]["text"] == "вопрос"
    again = await api("sendMessage", chat_id=anna.id, text="б", reply_to_message_id=sent["message_id"])
    assert "reply_to_message" not in again["reply_to_message"]


async def test_message_ids_grow_over_all_private_chats(api, anna, simulator):
    boris = Person.inside(simulator, id=102, first_name="Борис")
    await boris.start()
    ids = [
        (await api("sendMessage", chat_id=who, text="а"))["message_id"]
        for who in (anna.id, boris.id, anna.id)
    ]
    assert ids == [ids[0], ids[0] + 1, ids[0] + 2]


async def test_mention_by_id_names_a_known_person(api, anna):
    text = f'<a href="tg://user?id={anna.id}">Вы</a> и <a href="tg://user?id=5">кто-то</a>'
    sent = await api("sendMessage", chat_id=anna.id, text=text, parse_mode="HTML")
    assert [entity["user"]["id"] for entity in sent["entities"]] == [anna.id]


async def test_photo_comes_in_sizes_the_largest_last(api, anna, png):
    sent = parsed(await api("sendPhoto", {"photo": Upload("a.png", png)}, chat_id=anna.id, has_spoiler=True))
    assert [(size.width, size.height) for size in sent.photo] == [(90, 67), (640, 480)]
    assert sent.has_media_spoiler


@pytest.mark.parametrize("kind", ["document", "voice", "video", "audio"])
async def test_files_of_every_kind_go_to_the_person(api, anna, kind):
    upload = {kind: Upload("запись.bin", b"data")}
    sent = parsed(await api(f"send{kind.capitalize()}", upload, chat_id=anna.id, caption="вот"))
    assert getattr(sent, kind).file_size == 4
    assert (anna.screen.kind, anna.screen.caption) == (kind, "вот")
    assert await anna.download() == b"data"


async def test_album_shares_a_group_and_goes_in_order(api, anna, png):
    media = [{"type": "photo", "media": f"attach://{n}", "caption": str(n)} for n in range(3)]
    sent = await api(
        "sendMediaGroup", {str(n): Upload("a.png", png) for n in range(3)}, chat_id=anna.id, media=media
    )
    assert [message["caption"] for message in sent] == ["0", "1", "2"]
    assert len({message["media_group_id"] for message in sent}) == 1


async def test_media_of_a_message_is_replaced(api, anna, png):
    sent = await api("sendMessage", chat_id=anna.id, text="а")
    edited = await api(
        "editMessageMedia",
        {"x": Upload("a.png", png)},
        chat_id=anna.id,
        message_id=sent["message_id"],
        media={"type": "photo", "media": "attach://x", "caption": "б"},
    )
    assert "text" not in edited
    assert (edited["caption"], edited["photo"][-1]["width"]) == ("б", 640)


async def test_copy_has_new_buttons_and_caption_but_no_author(api, anna, keyboard):
    await anna.upload(b"data", "a.txt", caption="старая")
    copied = await api(
        "copyMessage",
        chat_id=anna.id,
        from_chat_id=anna.id,
        message_id=anna.chat[-1].message_id,
        caption="новая",
        reply_markup=keyboard(),
    )
    assert copied == {"message_id": anna.screen.message_id}
    assert (anna.screen.caption, anna.screen.file_name, anna.screen.buttons) == ("новая", "a.txt", [["Да"]])
    assert "forward_origin" not in anna.screen.body


async def test_copies_of_many_stay_an_album_and_pass_over_the_unknown(api, anna):
    numbers = await anna.album([("a.txt", b"a"), ("b.txt", b"b")], caption="вместе")
    copied = await api("copyMessages", chat_id=anna.id, from_chat_id=anna.id, message_ids=[1, *numbers])
    assert [message["message_id"] for message in copied] == [screen.message_id for screen in anna.screens]
    groups = {screen.body["media_group_id"] for screen in anna.screens}
    assert len(groups) == 1
    assert groups != {anna.chat[1].body["media_group_id"]}
    words = await api.refusal(
        "copyMessages", chat_id=anna.id, from_chat_id=anna.id, message_ids=numbers[::-1]
    )
    assert "strictly increasing" in words


async def test_forward_names_the_author_and_the_date(api, anna, clock):
    theirs = await anna.send("слова")
    sent_at = int(clock.now())
    clock.tick(60)
    forwarded = await api("forwardMessage", chat_id=anna.id, from_chat_id=anna.id, message_id=theirs)
    origin = parsed(forwarded).forward_origin
    assert (origin.sender_user.id, int(origin.date.timestamp())) == (anna.id, sent_at)


async def test_protected_message_is_neither_copied_nor_forwarded(api, anna):
    sent = await api("sendMessage", chat_id=anna.id, text="а", protect_content=True)
    source = {"chat_id": anna.id, "from_chat_id": anna.id, "message_id": sent["message_id"]}
    assert await api.refusal("copyMessage", **source) == "400 Bad Request: message can't be copied"
    assert await api.refusal("forwardMessage", **source) == "400 Bad Request: message can't be forwarded"


async def test_pins_stack_and_getchat_shows_the_newest(api, anna):
    numbers = [(await api("sendMessage", chat_id=anna.id, text=text))["message_id"] for text in "абв"]
    for number in numbers:
        assert await api("pinChatMessage", chat_id=anna.id, message_id=number)
    await api("unpinChatMessage", chat_id=anna.id)
    info = parsed(await api("getChat", chat_id=anna.id), ChatFullInfo)
    assert (info.first_name, info.pinned_message.text) == ("Анна", "б")
    await api("deleteMessage", chat_id=anna.id, message_id=numbers[1])
    await api("unpinAllChatMessages", chat_id=anna.id)
    words = await api.refusal("unpinChatMessage", chat_id=anna.id)
    assert words == "400 Bad Request: message to unpin not found"
    assert "pinned_message" not in await api("getChat", chat_id=anna.id)


async def test_typing_lasts_five_seconds_or_until_a_message(api, anna, clock):
    await api("sendChatAction", chat_id=anna.id, action="typing")
    assert anna.typing
    clock.tick(5)
    assert not anna.typing
    await api("sendChatAction", chat_id=anna.id, action="typing")
    await api("sendMessage", chat_id=anna.id, text="а")
    assert not anna.typing


async def test_reactions_of_both_sides_are_shown_beside_each_other(api, anna):
    theirs = await anna.send("а")
    thumb = [{"type": "emoji", "emoji": "👍"}]
    await api("setMessageReaction", chat_id=anna.id, message_id=theirs, reaction=thumb)
    await anna.react(theirs, "🔥")
    assert anna.chat[-1].body["_reactions"] == [{"by": "bot", "emoji": "👍"}, {"by": "person", "emoji": "🔥"}]
    await api("setMessageReaction", chat_id=anna.id, message_id=theirs)
    await anna.react(theirs, None)
    assert "_reactions" not in anna.chat[-1].body


def commands(*names: str) -> list[dict]:
    return [{"command": name, "description": name} for name in names]


async def test_narrowest_scope_and_own_language_win(api, anna):
    chat = {"type": "chat", "chat_id": anna.id}
    private = {"type": "all_private_chats"}
    expected = []
    for name, place in [
        ("default", {}),
        ("default_ru", {"language_code": "ru"}),
        ("private", {"scope": private}),
        ("private_ru", {"scope": private, "language_code": "ru"}),
        ("private_en", {"scope": private, "language_code": "en"}),
        ("own", {"scope": chat}),
        ("own_ru", {"scope": chat, "language_code": "ru"}),
    ]:
        await api("setMyCommands", commands=commands(name), **place)
        expected.append(anna.commands)
        assert await api("getMyCommands", **place) == commands(name)
    assert [names[0] for names in expected] == [
        "default",
        "default_ru",
        "private",
        "private_ru",
        "private_ru",
        "own",
        "own_ru",
    ]
    await api("deleteMyCommands", scope=chat, language_code="ru")
    assert anna.commands == ["own"]


async def test_menu_button_of_a_chat_wins_over_the_common_one(api, anna, simulator):
    boris = Person.inside(simulator, id=102, first_name="Борис")
    await boris.start()
    web_app = {"type": "web_app", "text": "Открыть", "web_app": {"url": "https://a.ru"}}
    await api("setChatMenuButton", menu_button={"type": "commands"})
    await api("setChatMenuButton", chat_id=anna.id, menu_button=web_app)
    assert await api("getChatMenuButton", chat_id=anna.id) == web_app
    assert await api("getChatMenuButton", chat_id=boris.id) == {"type": "commands"}
    await api("setChatMenuButton", chat_id=anna.id)
    assert await api("getChatMenuButton", chat_id=anna.id) == {"type": "commands"}


async def test_profile_speaks_the_asked_language(api):
    await api("setMyDescription", description="О боте")
    await api("setMyDescription", description="About", language_code="en")
    assert await api("getMyDescription", language_code="en") == {"description": "About"}
    assert await api("getMyDescription", language_code="de") == {"description": "О боте"}
    assert await api("getMyName") == {"name": "Опора"}


async def test_answer_may_open_only_the_bots_own_link(api, anna, keyboard):
    await api("sendMessage", chat_id=anna.id, text="а", reply_markup=keyboard())
    query = (await anna.click("Да"))["callback_query_id"]
    words = await api.refusal("answerCallbackQuery", callback_query_id=query, url="https://a.ru")
    assert words == "400 Bad Request: URL_INVALID"
    assert await api(
        "answerCallbackQuery", callback_query_id=query, url="https://t.me/opora_demo_bot?start=x"
    )


async def test_oldest_messages_are_forgotten_over_the_limit(clock):
    from simulator import Simulator

    simulator = Simulator(clock=clock, history=3)
    anna = Person.inside(simulator, first_name="Анна")
    for number in range(5):
        await anna.send(str(number))
    assert [screen.text for screen in anna.chat] == ["2", "3", "4"]
    assert parsed(simulator.state.people[anna.id].chat, Chat).first_name == "Анна"
