"""The baseline: a bare aiogram bot with aiogram's own settings that makes the same calls and stores nothing.

`python -m benchmarks.stock_bot SCREENS`: a JSON list of the screens the whole bot has sent, [text, keyboard].
"""

import asyncio
import json
import os
import sys
from itertools import cycle
from pathlib import Path

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
)  # fmt: skip

dispatcher = Dispatcher()
screens = cycle(json.loads(Path(sys.argv[1]).read_text()))


def keyboard(rows: list[list[list[str]]]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=text, callback_data=data) for text, data in row] for row in rows
        ]
    )


@dispatcher.message()
async def greet(message: Message) -> None:
    text, rows = next(screens)
    await message.answer(text, reply_markup=keyboard(rows))


@dispatcher.callback_query()
async def turn(query: CallbackQuery) -> None:
    text, rows = next(screens)
    await query.answer()
    if isinstance(query.message, Message):
        await query.message.edit_text(text, reply_markup=keyboard(rows))


async def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["BOT_API_URL"]))
    properties = DefaultBotProperties(parse_mode="HTML", link_preview=LinkPreviewOptions(is_disabled=True))
    await dispatcher.start_polling(Bot(os.environ["BOT_TOKEN"], session=session, default=properties))


if __name__ == "__main__":
    asyncio.run(main())
