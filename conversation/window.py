"""The window in a chat: one live message that is edited in place or sent anew below.

Telegram refuses no call of ours: an edit that changes nothing is never sent, and what the person made
impossible (a deleted message) becomes a new message.
"""

import re
from html import unescape
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import EditMessageText
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, Message

from conversation.screen import Attachment, Screen
from ui.text import Html

_TAGS = re.compile(r"<[^>]+>")


class Redraw(EditMessageText):
    """An edit whose answer, the whole message once more, is not parsed: nobody reads it."""

    __returning__ = Any


class Window:
    """Shows screens in one chat."""

    def __init__(self, bot: Bot, address: int) -> None:
        self.bot = bot
        self.address = address

    async def redraw(self, message: Message, screen: Screen) -> int:
        """Edits the live message; returns the id of the message that shows the screen now."""
        keyboard = markup(screen)
        if _same(message, screen, keyboard):
            return message.message_id
        try:
            await self.bot(
                Redraw(  # type: ignore[call-arg]
                    chat_id=self.address,
                    message_id=message.message_id,
                    text=screen.text,
                    reply_markup=keyboard,
                )
            )
        except TelegramBadRequest as error:
            if "not modified" in error.message:
                return message.message_id
            return await self.send(screen)
        return message.message_id

    async def change(self, message_id: int, screen: Screen) -> None:
        """Edits a screen that nobody has tapped; one that is gone needs nothing."""
        keyboard = markup(screen)
        call = Redraw(chat_id=self.address, message_id=message_id, text=screen.text, reply_markup=keyboard)  # type: ignore[call-arg]
        try:
            await self.bot(call)
        except TelegramBadRequest:
            return

    async def send(self, screen: Screen, *, old: int | None = None) -> int:
        """Sends the screen below; the message `old` loses its buttons."""
        sent = await self.bot.send_message(self.address, screen.text, reply_markup=markup(screen))
        if old is not None:
            await self.strip(old)
        return sent.message_id

    async def strip(self, message_id: int) -> None:
        """Takes the buttons away from an old screen; a message that is gone needs nothing."""
        try:
            await self.bot.edit_message_reply_markup(chat_id=self.address, message_id=message_id)
        except TelegramBadRequest:
            return

    async def is_typing(self) -> None:
        await self.bot.send_chat_action(self.address, "typing")

    async def say(self, text: Html) -> int:
        """A line that is no screen: the live message stays where it is."""
        return (await self.bot.send_message(self.address, text, disable_notification=True)).message_id

    async def say_again(self, message_id: int, text: Html) -> None:
        await self.bot.edit_message_text(text, chat_id=self.address, message_id=message_id)

    async def remove(self, message_id: int) -> None:
        await self.bot.delete_message(self.address, message_id)

    async def send_file(self, attachment: Attachment) -> None:
        if attachment.reference:
            kind, _, file_id = attachment.reference.partition(":")
            send = getattr(self.bot, f"send_{kind}")
            await send(self.address, file_id, caption=attachment.caption)
            return
        file = BufferedInputFile(attachment.data, attachment.name)
        if attachment.is_picture:
            await self.bot.send_photo(self.address, file, caption=attachment.caption)
        else:
            await self.bot.send_document(self.address, file, caption=attachment.caption)


def markup(screen: Screen) -> InlineKeyboardMarkup | None:
    if not screen.rows:
        return None
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(text=one.text, callback_data=one.data or None, url=one.url or None)
                for one in row
            ]
            for row in screen.rows
            if row
        ]
    )


def _same(message: Message, screen: Screen, keyboard: InlineKeyboardMarkup | None) -> bool:
    plain = unescape(_TAGS.sub("", screen.text)).strip()
    return message.text == plain and _buttons(message.reply_markup) == _buttons(keyboard)


def _buttons(keyboard: InlineKeyboardMarkup | None) -> list[list[tuple[str, str | None, str | None]]]:
    if keyboard is None:
        return []
    return [[(one.text, one.callback_data, one.url) for one in row] for row in keyboard.inline_keyboard]


def holds(message: Message, data: str) -> bool:
    """Whether the message has a button with this data: Telegram itself does not check that."""
    return any(found == data for row in _buttons(message.reply_markup) for _, found, _ in row)
