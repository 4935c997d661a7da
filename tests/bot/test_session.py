"""How requests leave: JSON without files, a form with them; the same values either way."""

import gc
import json
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.methods import (
    AnswerCallbackQuery,
    GetUpdates,
    Response,
    SendDocument,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from aiohttp import FormData, JsonPayload

from bot.session import RESPONSES, FetchUpdates, Session

KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Дальше", callback_data="menu.root")]]
)


@pytest.fixture
def bot() -> Bot:
    properties = DefaultBotProperties(parse_mode="HTML", link_preview=LinkPreviewOptions(is_disabled=True))
    return Bot("42:test", session=Session(), default=properties)


def body(bot: Bot, method: TelegramMethod[Any]) -> dict[str, Any]:
    payload = bot.session.build_form_data(bot, method)  # type: ignore[attr-defined]
    assert isinstance(payload, JsonPayload)
    return json.loads(payload.decode())


def test_defaults_and_nested_objects_go_as_json(bot: Bot) -> None:
    assert body(bot, SendMessage(chat_id=7, text="<b>Да</b>", reply_markup=KEYBOARD)) == {
        "chat_id": 7,
        "text": "<b>Да</b>",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {"inline_keyboard": [[{"text": "Дальше", "callback_data": "menu.root"}]]},
    }


def test_false_and_zero_are_values(bot: Bot) -> None:
    assert body(bot, AnswerCallbackQuery(callback_query_id="1", show_alert=False)) == {
        "callback_query_id": "1",
        "show_alert": False,
    }
    asked = GetUpdates(offset=0, timeout=0, allowed_updates=["message"])
    assert body(bot, asked) == {"offset": 0, "timeout": 0, "allowed_updates": ["message"]}


def test_a_file_makes_a_form(bot: Bot) -> None:
    method = SendDocument(chat_id=7, document=BufferedInputFile(b"x", "a.txt"))
    assert isinstance(bot.session.build_form_data(bot, method), FormData)  # type: ignore[attr-defined]


def test_response_classes_outlive_the_collector() -> None:
    ids = {id(kept) for kept in RESPONSES}
    gc.collect()
    again = [Response[method.__returning__] for method in (AnswerCallbackQuery, FetchUpdates, SendMessage)]
    assert {id(one) for one in again} <= ids
