"""Work that takes long says so, and cleans up after itself."""

import asyncio

import pytest

from conversation import busy
from conversation.window import Window
from tests.stage import Stage
from ui.text import texts


async def test_quick_work_says_nothing(stage: Stage) -> None:
    elena = await stage.teacher()
    stage.simulator.calls.clear()
    await elena.send("/menu")
    assert not stage.simulator.calls.named("sendChatAction")


async def test_long_work_shows_typing_then_a_line_that_goes_away(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(busy, "ACTION_AFTER", 0.01)
    monkeypatch.setattr(busy, "LINE_AFTER", 0.05)
    monkeypatch.setattr(busy, "LINE_EVERY", 1)
    elena = await stage.teacher()
    screen = elena.screen.message_id
    stage.simulator.calls.clear()
    window = Window(stage.app.bot, elena.id)
    with busy.company(stage.app.tasks.start, window, texts()):
        await elena.wait_for("Работаю")
        await elena.wait_for("Прошло 2 с")
    async with asyncio.timeout(5):
        while not stage.simulator.calls.named("deleteMessage"):
            await asyncio.sleep(0.01)
    await elena.refresh()
    assert elena.screen.message_id == screen, "the line is gone"
    assert stage.simulator.calls.named("sendChatAction")
    assert stage.simulator.calls.named("editMessageText"), "the line counts the seconds"
