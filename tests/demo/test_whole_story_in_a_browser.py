"""The whole story once, in real Chromium, on the real `python -m bot demo` process.

OPORA_SHOTS names a folder for screenshots of the screens a reader wants to see.
"""

import asyncio
import json
import os
import re
import signal
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from tests.simulator.test_page import CHROMIUM, FLAGS, messages, write

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
ELENA = 102
DEPUTY = 105
STARTS_WITHIN = 90

expect.set_options(timeout=15_000)


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[str]:
    """The demo's address; its data are in a folder of its own, and Ctrl-C stops it clean."""
    if not CHROMIUM.exists():
        reason = f"no browser at {CHROMIUM}: apt install chromium, or name it in CHROMIUM"
        pytest.fail(reason) if os.environ.get("OPORA_CHECK") == "1" else pytest.skip(reason)
    port = _free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--port", str(port), "--people", "20",
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), STARTS_WITHIN)
    assert f"http://127.0.0.1:{port}" in line.decode()
    yield f"http://127.0.0.1:{port}"
    process.send_signal(signal.SIGINT)
    assert await asyncio.wait_for(process.wait(), 10) == 0, "Ctrl-C must stop the demo clean"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
async def page(demo: str) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        opened = await browser.new_page(viewport={"width": 1360, "height": 860}, locale="ru-RU")
        await opened.goto(f"{demo}/#{ELENA},{DEPUTY}")
        yield opened
        await browser.close()


class Phone:
    """One chat of the page: what its person presses, writes and sees."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.chat: Locator = page.get_by_role("region", name=f"Чат: {name}")

    async def sees(self, words: str | re.Pattern[str]) -> None:
        """The words are in some message: a notice of the demo's life may have come below the screen."""
        await expect(messages(self.chat).filter(has_text=words).last).to_be_visible()

    async def press(self, words: str | re.Pattern[str]) -> None:
        exactly = isinstance(words, str)
        button = self.page.get_by_role("button", name=words, exact=exactly)
        message = messages(self.chat).filter(has=button).last
        await message.get_by_role("button", name=words, exact=exactly).click()

    async def write(self, text: str) -> None:
        await write(self.chat, text)

    async def shot(self, name: str) -> None:
        folder = os.environ.get("OPORA_SHOTS")
        if folder:
            await self.page.wait_for_timeout(400)
            await self.page.screenshot(path=Path(folder) / f"{name}.png")


def wrong_letters(database: Path) -> list[str]:
    """A wrong letter for each question of the open attempt, so that the story has growth zones."""
    with sqlite3.connect(database) as connection:
        rows = connection.execute(
            "SELECT a.option_order, i.options FROM attempt_items a JOIN items i ON i.id = a.item_id "
            "WHERE a.attempt_id = (SELECT max(id) FROM attempts WHERE finished_at IS NULL) "
            "ORDER BY a.position"
        ).fetchall()
    letters = []
    for order, options in rows:
        keys = [bool(json.loads(options)[index].get("key")) for index in json.loads(order)]
        letters.append("АБВГ"[keys.index(False)])
    return letters


async def until_the_notice_may_come(page: Page, phone: Phone) -> None:
    """Notices wait for the end of the quiet hours: the page's clock brings the morning."""
    for _ in range(13):
        await page.wait_for_timeout(1500)
        if await messages(phone.chat).filter(has_text="подтверждено").count():
            return
        await page.get_by_role("button", name="+1 час").first.click()


async def test_a_teacher_and_a_deputy_play_the_whole_story(page: Page, tmp_path: Path) -> None:
    elena, olga = Phone(page, "Елена Савушкина"), Phone(page, "Ольга Тихая")
    await elena.sees("Елена С.")
    await elena.shot("01-menu")

    await elena.press("Диагностика")
    await elena.sees("Методическая диагностика")
    await elena.press("Начать")
    await elena.sees("Результат видите только Вы")
    await elena.shot("02-before")
    await elena.press("Начать: вопрос 1")
    await elena.sees("Вопрос 1 из 20")
    await elena.shot("03-question")
    for number, letter in enumerate(wrong_letters(tmp_path / "data" / "demo" / "opora.db"), start=1):
        await elena.sees(f"Вопрос {number} из 20")
        await elena.press(letter)
    await elena.sees("Вопросы закончились")
    await elena.press("Завершить")
    await elena.sees("Ваша зона роста")
    await elena.shot("04-result")

    await elena.press("Разобрать ответы")
    await elena.sees("Ваш ответ неверный")
    await elena.shot("05-review")
    await elena.press("К результату")
    await elena.press("Подобрать курсы")
    await elena.sees("Подошло программ")
    await elena.shot("06-courses")
    await elena.press("1")
    await elena.sees("Почему подходит Вам")
    await elena.shot("07-card")
    await elena.press("Подать заявку")
    await elena.sees("Заявка записана у методиста")

    await elena.press("Внести удостоверение")
    await elena.write("0123-45")
    await elena.sees("Дата удостоверения")
    await elena.press("Сегодня")
    await elena.sees("Сколько часов")
    await elena.press(re.compile(r"^\d+ ч$"))
    await elena.press("Отправить на проверку")
    await elena.sees("Отправлено на проверку")

    await olga.write("/moderation")
    await olga.sees("Елена С.")
    await olga.shot("08-certificates")
    await olga.press(re.compile("Подтвердить все"))
    await olga.sees("Подтверждено: 2")
    await until_the_notice_may_come(page, elena)
    await elena.sees("подтверждено")
    await elena.shot("09-confirmed")

    await page.set_viewport_size({"width": 390, "height": 844})
    await elena.shot("10-phone")
