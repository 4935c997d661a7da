"""How a notice leaves: one call to Telegram, and what its answer means for the outbox."""

import time
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)  # fmt: skip
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    MediaUnion,
    ReactionTypeEmoji,
    ReplyParameters,
)  # fmt: skip

from bot import gate
from scheduler.sender import NotDelivered, Send
from services.outbox import LEASE, Letter, Outcome
from ui.notices import Notice

LEAVES_WITHIN = 0.5 * LEASE.total_seconds()
ANSWERED_WITHIN = 20
"""Seconds until a call that has left is one of which nobody knows."""


def sender_of(bot: Bot) -> Send:
    """The send function the scheduler is given."""

    async def send(letter: Letter, notice: Notice) -> int:
        gate.priority.set(int(letter.priority))
        gate.leave_by.set(time.monotonic() + LEAVES_WITHIN)
        try:
            return await _call(bot, letter, notice)
        except TelegramAPIError as error:
            raise _meaning(error) from error

    return send


async def _call(bot: Bot, letter: Letter, notice: Notice) -> int:
    """The one call of a letter; returns the message that shows it."""
    if letter.changes is not None:
        return await _change(bot, letter, letter.changes, notice)
    manner: dict[str, Any] = {
        "disable_notification": letter.silent or notice.silent,
        "request_timeout": ANSWERED_WITHIN,
    }
    if letter.reply_to is not None:
        manner["reply_parameters"] = ReplyParameters(
            message_id=letter.reply_to, allow_sending_without_reply=True
        )
    if len(notice.files) > 1:
        album = await bot.send_media_group(letter.address or 0, _album(notice), **manner)
        return album[0].message_id
    manner["reply_markup"] = _keyboard(notice)
    if notice.files:
        kind, _, file_id = notice.files[0].partition(":")
        send = getattr(bot, f"send_{kind}")
        return (await send(letter.address or 0, file_id, caption=notice.text or None, **manner)).message_id
    return (await bot.send_message(letter.address or 0, notice.text, **manner)).message_id


async def _change(bot: Bot, letter: Letter, message_id: int, notice: Notice) -> int:
    """A reaction, or new words in a message that was sent before; both may be repeated without harm."""
    where: dict[str, Any] = {
        "chat_id": letter.address or 0,
        "message_id": message_id,
        "request_timeout": ANSWERED_WITHIN,
    }
    try:
        if notice.reaction:
            await bot.set_message_reaction(**where, reaction=[ReactionTypeEmoji(emoji=notice.reaction)])
        elif notice.files:
            caption = notice.text or None
            await bot.edit_message_caption(**where, caption=caption, reply_markup=_keyboard(notice))
        else:
            await bot.edit_message_text(notice.text, **where, reply_markup=_keyboard(notice))
    except TelegramBadRequest as error:
        if "not modified" not in error.message:
            raise
    return message_id


def _album(notice: Notice) -> list[MediaUnion]:
    """Files of one kind, or photos and videos together; the words stand under the first."""
    kinds = {"photo": InputMediaPhoto, "video": InputMediaVideo, "audio": InputMediaAudio}
    album: list[MediaUnion] = []
    for number, reference in enumerate(notice.files):
        kind, _, file_id = reference.partition(":")
        caption = notice.text or None if number == 0 else None
        album.append(kinds.get(kind, InputMediaDocument)(media=file_id, caption=caption))
    return album


def _keyboard(notice: Notice) -> InlineKeyboardMarkup | None:
    if not notice.buttons:
        return None
    return InlineKeyboardMarkup(inline_keyboard=[[_button(*one)] for one in notice.buttons])


def _button(words: str, target: str) -> InlineKeyboardButton:
    if target.startswith(("https://", "http://", "tg://")):
        return InlineKeyboardButton(text=words, url=target)
    return InlineKeyboardButton(text=words, callback_data=target)


def _meaning(error: TelegramAPIError) -> NotDelivered:
    """Refusals arrived nowhere; a broken connection after the body went out may have arrived."""
    if isinstance(error, TelegramRetryAfter):
        return NotDelivered(Outcome.NOT_SENT, "429", after=error.retry_after)
    if isinstance(error, TelegramForbiddenError):
        return NotDelivered(Outcome.UNREACHABLE, error.message)
    if isinstance(error, TelegramBadRequest):
        gone = "chat not found" in error.message
        return NotDelivered(Outcome.UNREACHABLE if gone else Outcome.REFUSED, error.message)
    if isinstance(error, TelegramNetworkError):
        never_left = "Cannot connect" in error.message
        return NotDelivered(Outcome.NOT_SENT if never_left else Outcome.UNKNOWN, error.message)
    if isinstance(error, TelegramServerError):
        return NotDelivered(Outcome.UNKNOWN, "5xx")
    return NotDelivered(Outcome.REFUSED, error.message)
