"""How requests leave: aiogram's session, cheaper in what every tap pays for.

A request without files is JSON: a percent-encoded form of Russian text is three times as long.
"""

import json
from functools import partial
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageReplyMarkup,
    GetUpdates,
    Response,
    SendDocument,
    SendMessage,
    TelegramMethod,
)  # fmt: skip
from aiogram.types import InputFile
from aiohttp import JsonPayload

from conversation.window import Redraw

RawUpdates = list[dict[str, Any]]


class FetchUpdates(GetUpdates):
    """getUpdates whose updates are not parsed: those in flight come again and again, and are known."""

    __returning__ = RawUpdates


RESPONSES = tuple(
    Response[method.__returning__]
    for method in (
        AnswerCallbackQuery,
        EditMessageReplyMarkup,
        FetchUpdates,
        Redraw,
        SendDocument,
        SendMessage,
    )
)
"""Kept: pydantic holds such classes weakly, and one that the collector takes is built anew for 20 ms."""

_dumps = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


class Session(AiohttpSession):
    """Sends JSON where no file goes along."""

    def build_form_data(self, bot: Bot, method: TelegramMethod[Any]) -> Any:
        files: dict[str, InputFile] = {}
        values: dict[str, Any] = {}
        for name, value in method.model_dump(warnings=False, exclude_none=True).items():
            prepared = self.prepare_value(value, bot=bot, files=files, _dumps_json=False)
            if prepared is not None and prepared != "":
                values[name] = prepared
        return super().build_form_data(bot, method) if files else JsonPayload(values, dumps=_dumps)
