"""Work that takes long says so: «печатает» after two seconds, a line with the time after five."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from aiogram.exceptions import TelegramAPIError

from conversation.window import Window
from ui.text import Texts

ACTION_AFTER = 2.0
LINE_AFTER = 5.0
LINE_EVERY = 3.0

Background = Callable[[Coroutine[Any, Any, None], str], object]


@contextmanager
def company(background: Background, window: Window, t: Texts) -> Iterator[None]:
    """Keeps the person company while the block works; quick work starts nothing but a timer."""
    done = asyncio.Event()
    timer = asyncio.get_running_loop().call_later(
        ACTION_AFTER, lambda: background(_wait_together(window, t, done), "busy")
    )
    try:
        yield
    finally:
        timer.cancel()
        done.set()


async def _wait_together(window: Window, t: Texts, done: asyncio.Event) -> None:
    with suppress(TelegramAPIError):
        await window.is_typing()
        if await _ended(done, LINE_AFTER - ACTION_AFTER):
            return
        seconds = LINE_AFTER
        line = await window.say(t("busy", seconds=round(seconds)))
        try:
            while not await _ended(done, LINE_EVERY):
                seconds += LINE_EVERY
                await window.say_again(line, t("busy", seconds=round(seconds)))
        finally:
            await window.remove(line)


async def _ended(done: asyncio.Event, seconds: float) -> bool:
    with suppress(TimeoutError):
        await asyncio.wait_for(done.wait(), seconds)
    return done.is_set()
