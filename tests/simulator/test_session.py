"""aiogram's own Bot against the simulator, without sockets and over HTTP."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    Message,
    ReactionTypeEmoji,
    Update,
)

from simulator.session import SimulatorSession

MARKUP = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Да", callback_data="yes")]])


@pytest.fixture(params=["inside", "http"])
async def bot(request, simulator) -> AsyncIterator[Bot]:
    if request.param == "inside":
        session = SimulatorSession(simulator)
    else:
        url = request.getfixturevalue("url")
        session = AiohttpSession(api=TelegramAPIServer.from_base(url), timeout=1)
    async with Bot("1:demo", session=session, default=DefaultBotProperties(parse_mode="HTML")) as bot:
        yield bot


@pytest.fixture(autouse=True)
def at_hand(url):
    """The server starts before the bot that may use it."""


async def test_methods_of_the_product_work(bot, anna, png):
    sent = await bot.send_message(anna.id, "<b>а</b>", reply_markup=MARKUP, disable_notification=True)
    assert sent.html_text == "<b>а</b>"
    edited = await sent.edit_text("б", reply_markup=MARKUP)
    assert (edited.text, edited.edit_date is not None) == ("б", True)
    assert await bot.edit_message_reply_markup(chat_id=anna.id, message_id=sent.message_id)
    photo = await bot.send_photo(anna.id, BufferedInputFile(png, "a.png"), caption="<i>в</i>")
    assert photo.caption_entities[0].type == "italic"
    assert (await photo.edit_caption(caption="г")).caption == "г"
    changed = await photo.edit_media(
        InputMediaDocument(media=BufferedInputFile(b"data", "x.txt"), caption="д")
    )
    assert (changed.document.file_name, changed.caption) == ("x.txt", "д")
    album = [InputMediaPhoto(media=BufferedInputFile(png, "a.png")) for _ in range(2)]
    assert len({message.media_group_id for message in await bot.send_media_group(anna.id, album)}) == 1
    assert (await bot.copy_message(anna.id, anna.id, sent.message_id)).message_id
    assert (await bot.forward_message(anna.id, anna.id, sent.message_id)).forward_origin
    assert await bot.set_message_reaction(anna.id, sent.message_id, [ReactionTypeEmoji(emoji="👍")])
    scope = BotCommandScopeChat(chat_id=anna.id)
    assert await bot.set_my_commands([BotCommand(command="help", description="Помощь")], scope=scope)
    assert (await bot.get_my_commands(scope=scope))[0].command == "help"
    assert (await bot.get_chat_menu_button()).type == "default"
    assert (await bot.get_chat(anna.id)).first_name == "Анна"
    assert (await bot.get_webhook_info()).url == ""
    assert await bot.send_chat_action(anna.id, "typing")
    assert await bot.delete_message(anna.id, sent.message_id)


async def test_files_come_down(bot, anna):
    await anna.upload("привет".encode(), "письмо.txt")
    downloaded = await bot.download(anna.chat[-1].file["file_id"])
    assert downloaded.read() == "привет".encode()


async def test_missing_path_fails_alike(bot):
    with pytest.raises(aiohttp.ClientResponseError) as caught:
        await bot.download_file("documents/none")
    assert caught.value.status == 404


async def test_refusals_are_aiograms_exceptions(bot, anna, simulator):
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(999, "а")
    with pytest.raises(TelegramEntityTooLarge):
        await bot.send_document(anna.id, BufferedInputFile(bytes(50 * 1024 * 1024 + 1), "a.bin"))
    with pytest.raises(TelegramServerError, match="does not model"):
        await bot.send_dice(anna.id)
    simulator.faults.add("flood", times=1, retry_after=9)
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.send_message(anna.id, "а")
    assert caught.value.retry_after == 9
    await anna.block()
    with pytest.raises(TelegramForbiddenError, match="blocked"):
        await bot.send_message(anna.id, "а")


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("reset_before", TelegramNetworkError),
        ("reset_after", TelegramNetworkError),
        ("timeout_after", TelegramNetworkError),
        ("error", ClientDecodeError),
    ],
)
async def test_faults_are_aiograms_exceptions(bot, anna, simulator, kind, error):
    simulator.faults.add(kind, method="sendMessage")
    with pytest.raises(error):
        await bot.send_message(anna.id, "а")


async def test_wrong_token_is_unauthorized(bot, simulator):
    stranger = Bot("2:other", session=bot.session)
    with pytest.raises(TelegramUnauthorizedError):
        await stranger.get_me()


async def test_whole_flow_runs_in_the_process(simulator, anna):
    dispatcher = Dispatcher()
    bot = Bot("1:demo", session=SimulatorSession(simulator))

    @dispatcher.message(F.text)
    async def ask(message: Message) -> None:
        await message.answer("Продолжить?", reply_markup=MARKUP)

    @dispatcher.callback_query(F.data == "yes")
    async def go_on(query: CallbackQuery) -> None:
        await query.answer("Готово", show_alert=True)
        await query.message.edit_text("Дальше")

    async def deliver(update: dict) -> None:
        await dispatcher.feed_update(bot, Update.model_validate(update, context={"bot": bot}))

    simulator.deliver = deliver
    await anna.send("привет")
    assert (anna.screen.text, anna.screen.button_texts) == ("Продолжить?", ["Да"])
    await anna.click("Да")
    assert (anna.screen.text, anna.screen.edited, anna.screen.buttons) == ("Дальше", True, [])
    assert (anna.last_alert, anna.last_answer["show_alert"]) == ("Готово", True)
    assert len(anna.alerts) == 1
