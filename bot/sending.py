"""How a notice leaves: one call to Telegram, and what its answer means for the outbox."""

import time

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)  # fmt: skip
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

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
            message = await bot.send_message(
                letter.address or 0,
                notice.text,
                reply_markup=_keyboard(notice),
                disable_notification=letter.silent,
                request_timeout=ANSWERED_WITHIN,
            )
        except TelegramAPIError as error:
            raise _meaning(error) from error
        return message.message_id

    return send


def _keyboard(notice: Notice) -> InlineKeyboardMarkup | None:
    if not notice.buttons:
        return None
    rows = [[InlineKeyboardButton(text=words, callback_data=data)] for words, data in notice.buttons]
    return InlineKeyboardMarkup(inline_keyboard=rows)


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
