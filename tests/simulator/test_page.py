"""The page in a real browser, with a small bot that answers over the Bot API."""

import asyncio
import os
import re
import struct
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import ClientError, ClientSession
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from simulator import Simulator
from simulator.server import server_url, start_server

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

CHROMIUM = Path(os.environ.get("CHROMIUM") or "/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TOKEN = "1:demo"
ANNA, BORIS, VERA = 101, 102, 103
WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
LINK = "https://t.me/opora_demo_bot?start="
SECONDS = 1_000

expect.set_options(timeout=10 * SECONDS)


class Refused(Exception):
    """The simulator has refused a call."""


class Bot:
    """Answers `/start` with a screen of buttons, files with a receipt and other words with an echo."""

    def __init__(self, url: str, session: ClientSession) -> None:
        self._url = url
        self._session = session
        self.slow_may_answer = asyncio.Event()
        self.seen: list[dict] = []

    async def call(self, method: str, **params: object) -> object:
        async with self._session.post(f"{self._url}/bot{TOKEN}/{method}", json=params) as response:
            body = await response.json()
        if not body["ok"]:
            raise Refused(body["description"])
        return body["result"]

    async def say(self, chat_id: int, text: str, **params: object) -> None:
        await self.call("sendMessage", chat_id=chat_id, text=text, **params)

    async def run(self) -> None:
        offset = 0
        async with asyncio.TaskGroup() as tasks:
            while True:
                try:
                    updates = await self.call("getUpdates", offset=offset, timeout=30)
                except (ClientError, Refused):
                    await asyncio.sleep(0.1)  # the server stops and comes back
                    continue
                for update in updates:
                    offset = update["update_id"] + 1
                    self.seen.append(update)
                    tasks.create_task(self._answer(update))

    async def _answer(self, update: dict) -> None:
        if query := update.get("callback_query"):
            await self._press(query)
        elif message := update.get("message"):
            await self._reply(message)

    async def _reply(self, message: dict) -> None:
        chat_id, text = message["chat"]["id"], message.get("text", "")
        if text.startswith("/start"):
            await self.say(chat_id, f"Здравствуйте! Код: {text[7:] or 'нет'}", reply_markup=_screen())
        elif text:
            await self.say(chat_id, f"Вы написали: {text}")
        else:
            kind = "photo" if "photo" in message else "document"
            await self.say(chat_id, f"Принято: {kind}")

    async def _press(self, query: dict) -> None:
        answer = {"callback_query_id": query["id"]}
        match query["data"]:
            case "alert":
                await self.call("answerCallbackQuery", **answer, text="Кнопка устарела", show_alert=True)
            case "toast":
                await self.call("answerCallbackQuery", **answer, text="Сохранено")
            case "slow":
                await self.slow_may_answer.wait()
                await self.call("answerCallbackQuery", **answer)
            case "next":
                await self.call("answerCallbackQuery", **answer)
                await self.call(
                    "editMessageText",
                    chat_id=query["from"]["id"],
                    message_id=query["message"]["message_id"],
                    text="Второй экран",
                    reply_markup=_screen(),
                )


def _screen() -> dict:
    buttons = [("Дальше", "next"), ("Тревога", "alert"), ("Подсказка", "toast"), ("Долго", "slow")]
    rows = [[{"text": text, "callback_data": data}] for text, data in buttons]
    rows.append([{"text": "Сайт", "url": "https://example.org/"}])
    rows.append([{"text": "Приглашение", "url": f"{LINK}inv_button"}])
    return {"inline_keyboard": rows}


class Server:
    """The simulator on a free port; started again, it is on the same one and remembers everything."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self.url = ""

    async def start(self) -> None:
        port = int(self.url.rpartition(":")[2]) if self.url else 0
        self.simulator = Simulator(TOKEN, store=self._store)
        self._runner = await start_server(self.simulator, port=port)
        self.url = server_url(self._runner)

    async def stop(self) -> None:
        await self._runner.cleanup()
        await self.simulator.close()


OpenPage = Callable[..., Awaitable[Page]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    if not CHROMIUM.exists():
        reason = f"нет браузера {CHROMIUM}: поставьте пакет chromium или укажите путь в CHROMIUM"
        if os.environ.get("OPORA_CHECK") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    server = Server(tmp_path / "store")
    await server.start()
    for person_id, name, badge in (
        (ANNA, "Анна", "учитель"),
        (BORIS, "Борис", "методист"),
        (VERA, "Вера", "директор"),
    ):
        server.simulator.actions.join(id=person_id, first_name=name, last_name="Тестова", badge=badge)
    yield server
    await server.stop()


@pytest_asyncio.fixture(loop_scope="module")
async def bot(server: Server) -> AsyncIterator[Bot]:
    async with ClientSession() as session:
        bot = Bot(server.url, session)
        await bot.call(
            "setMyCommands",
            commands=[
                {"command": "menu", "description": "Главное меню"},
                {"command": "help", "description": "Помощь"},
            ],
        )
        running = asyncio.create_task(bot.run())
        yield bot
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


@pytest_asyncio.fixture(loop_scope="module")
async def open_page(browser: Browser, server: Server, bot: Bot) -> AsyncIterator[OpenPage]:
    """Opens the page in a fresh profile; an error in its scripts fails the test."""
    contexts = []
    errors: list[str] = []

    async def open_page(path: str = "", viewport: dict | None = None, **options: object) -> Page:
        context = await browser.new_context(
            viewport=viewport or WIDE, locale="ru-RU", timezone_id="Asia/Omsk", **options
        )
        contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(f"{server.url}/{path}")
        return page

    yield open_page
    for context in contexts:
        await context.close()
    assert errors == []


def phone(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=f"Чат: {name} Тестова")


def messages(chat: Locator) -> Locator:
    return chat.get_by_role("article")


async def write(chat: Locator, text: str) -> None:
    field = chat.get_by_role("textbox")
    await field.fill(text)
    await field.press("Enter")


async def started(page: Page, name: str) -> Locator:
    chat = phone(page, name)
    await chat.get_by_role("button", name="Начать").click()
    await expect(messages(chat)).to_have_count(2)
    return chat


def picture(width: int = 300, height: int = 200) -> bytes:
    """A PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + bytes([40, 120, 100]) * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


async def test_two_people_side_by_side(open_page: OpenPage) -> None:
    page = await open_page(f"#{ANNA}")
    await expect(page.get_by_role("region", name="Чат:")).to_have_count(1)
    row = page.get_by_role("listitem").filter(has_text="Борис Тестова")
    await row.hover()
    await row.get_by_role("button", name="Рядом").click()
    anna, boris = await started(page, "Анна"), await started(page, "Борис")

    await write(anna, "Добрый день!")

    await expect(messages(anna).last).to_contain_text("Вы написали: Добрый день!")
    await expect(messages(boris)).to_have_count(2)
    await expect(page).to_have_url(re.compile(f"#{ANNA},{BORIS}$"))
    await page.reload()
    await expect(messages(phone(page, "Анна"))).to_have_count(4)
    await expect(messages(phone(page, "Борис"))).to_have_count(2)


async def test_what_comes_to_a_closed_chat_is_marked(open_page: OpenPage, server: Server, bot: Bot) -> None:
    page = await open_page(f"#{ANNA}")
    await server.simulator.actions.start(VERA)
    row = page.get_by_role("listitem").filter(has_text="Вера Тестова")
    await expect(row).to_contain_text("1 новое сообщение")

    await row.get_by_role("button", name="Вера").first.click()

    await expect(messages(phone(page, "Вера"))).to_have_count(2)
    await expect(row).not_to_contain_text("новое")
    await expect(page.get_by_role("region", name="Чат:")).to_have_count(1)


async def test_a_pressed_button_waits_and_the_screen_changes_in_place(open_page: OpenPage, bot: Bot) -> None:
    page = await open_page(f"#{ANNA}")
    anna = await started(page, "Анна")
    slow = anna.get_by_role("button", name="Долго")
    await slow.click()
    await expect(slow).to_have_attribute("aria-busy", "true")
    await expect(slow).to_have_attribute("aria-disabled", "true")
    bot.slow_may_answer.set()
    await expect(slow).not_to_have_attribute("aria-busy", "true")

    following = anna.get_by_role("button", name="Дальше")
    await following.focus()
    await page.keyboard.press("Enter")

    await expect(messages(anna).last).to_contain_text("Второй экран")
    await expect(messages(anna).last).to_contain_text("изменено")
    await expect(messages(anna)).to_have_count(2)
    await expect(following).to_be_focused()


async def test_answers_with_words(open_page: OpenPage) -> None:
    page = await open_page(f"#{ANNA}")
    anna = await started(page, "Анна")
    await anna.get_by_role("button", name="Подсказка").click()
    await expect(anna.get_by_role("status")).to_contain_text("Сохранено")

    await anna.get_by_role("button", name="Тревога").click()

    alert = page.get_by_role("alertdialog")
    await expect(alert).to_contain_text("Кнопка устарела")
    await alert.get_by_role("button", name="Понятно").click()
    await expect(alert).to_have_count(0)
    await page.reload()
    await expect(messages(anna)).to_have_count(2)
    await expect(page.get_by_role("alertdialog")).to_have_count(0)


async def test_pictures_and_albums(open_page: OpenPage, bot: Bot) -> None:
    page = await open_page(f"#{ANNA}")
    anna = await started(page, "Анна")
    one = {"name": "Доска.png", "mimeType": "image/png", "buffer": picture()}
    two = {"name": "Класс.png", "mimeType": "image/png", "buffer": picture(200, 300)}
    await anna.locator("input[type=file]").set_input_files([one])
    await expect(anna.get_by_role("radio", name="как фото")).to_be_checked()
    await write(anna, "Доска с урока")

    shown = messages(anna).locator("img")
    await expect(shown).to_have_js_property("naturalWidth", 300)
    await expect(messages(anna).last).to_contain_text("Принято: photo")
    await shown.click()
    await expect(page.get_by_role("dialog", name="Картинка")).to_be_visible()
    await page.keyboard.press("Escape")

    await anna.locator("input[type=file]").set_input_files([one, two])
    await anna.get_by_role("radio", name="как файл").check()
    await anna.get_by_role("button", name="Отправить").click()

    album = messages(anna).filter(has_text="Класс.png")
    await expect(album.get_by_role("link")).to_have_count(2)
    await expect(messages(anna).last).to_contain_text("Принято: document")
    received = [update["message"] for update in bot.seen if "document" in update.get("message", {})]
    assert [message["document"]["file_name"] for message in received] == ["Доска.png", "Класс.png"]
    assert len({message["media_group_id"] for message in received}) == 1
    async with page.expect_download() as download:
        await album.get_by_role("link").first.click()
    assert (await download.value).suggested_filename == "Доска.png"


async def test_bad_invitations_are_refused_in_words(open_page: OpenPage) -> None:
    page = await open_page(f"#{ANNA}")
    await phone(page, "Анна").get_by_role("button", name="У меня есть приглашение").click()
    form = page.get_by_role("dialog")
    for typed, refusal in [
        ("", "Вставьте ссылку или код"),
        ("a" * 65, "длиннее 64 знаков: в нём 65"),
        ("код приглашения", "только латинские буквы"),
        (f"{LINK}a%20b", "только латинские буквы"),
        ("https://t.me/other_bot?start=x", "другому боту: @other_bot"),
        ("https://t.me/opora_demo_bot", "нет кода"),
        ("https://example.org/?start=x", "не приглашение"),
    ]:
        await form.get_by_label("Ссылка или код приглашения").fill(typed)
        await form.get_by_role("button", name="Открыть").click()
        await expect(form.get_by_role("alert")).to_contain_text(refusal)
    await expect(messages(phone(page, "Анна"))).to_have_count(0)


async def test_invitations_start_the_bot_in_the_same_phone(open_page: OpenPage) -> None:
    page = await open_page(f"#{ANNA}")
    anna = phone(page, "Анна")
    await anna.get_by_role("button", name="У меня есть приглашение").click()
    await page.get_by_label("Ссылка или код приглашения").fill(f"{LINK}inv_typed")
    await page.get_by_role("button", name="Открыть").click()
    await expect(messages(anna).last).to_contain_text("Код: inv_typed")

    await anna.get_by_role("button", name="Приглашение", exact=True).click()

    await expect(messages(anna).last).to_contain_text("Код: inv_button")
    site = messages(anna).last.get_by_role("link", name="Сайт")
    await expect(site).to_have_attribute("href", "https://example.org/")
    await expect(site).to_have_attribute("target", "_blank")


async def test_text_is_formatted_and_never_markup(open_page: OpenPage, bot: Bot) -> None:
    page = await open_page(f"#{ANNA}")
    anna = await started(page, "Анна")
    await bot.say(
        ANNA,
        "😀 <b>жир <i>и курсив</i></b> &lt;img src=x onerror=alert(1)&gt; <tg-spoiler>тайна</tg-spoiler>\n"
        '<pre>код</pre>\n<a href="https://example.org/a">сайт</a> /help',
        parse_mode="HTML",
        disable_notification=True,
    )

    message = messages(anna).last
    await expect(message.locator("strong")).to_have_text("жир и курсив")
    await expect(message.locator("strong em")).to_have_text("и курсив")
    await expect(message.locator("pre")).to_have_text("код")
    await expect(message.get_by_role("link", name="сайт")).to_have_attribute("href", "https://example.org/a")
    await expect(message).to_contain_text("<img src=x onerror=alert(1)>")
    await expect(message.locator("img")).to_have_count(0)
    await expect(message).to_contain_text("без звука")
    await message.get_by_role("button", name="Скрытый текст").click()
    await expect(message.get_by_text("тайна")).to_be_visible()
    await message.get_by_role("button", name="/help").click()
    await expect(messages(anna).last).to_contain_text("Вы написали: /help")


async def test_answer_change_and_reaction(open_page: OpenPage) -> None:
    page = await open_page(f"#{ANNA}")
    anna = await started(page, "Анна")

    async def choose(message: Locator, item: str) -> None:
        await message.click(button="right", position={"x": 8, "y": 8})
        await page.get_by_role("menuitem", name=item).click()

    greeting = messages(anna).nth(1).locator(".bubble")
    await choose(greeting, "Реакция 👍")
    await expect(messages(anna).nth(1)).to_contain_text("Ваша реакция 👍")
    await choose(greeting, "Ответить")
    await write(anna, "Хорошо")
    answer = messages(anna).nth(2)
    await expect(answer.get_by_role("button", name="Здравствуйте!")).to_be_visible()

    await choose(answer.locator(".bubble"), "Изменить")
    await write(anna, "Отлично")

    await expect(answer).to_contain_text("Отлично")
    await expect(answer).to_contain_text("изменено")
    await expect(anna.get_by_role("textbox")).to_have_value("")


async def test_commands_are_listed_and_filtered(open_page: OpenPage) -> None:
    page = await open_page(f"#{ANNA}")
    anna = await started(page, "Анна")
    await anna.get_by_role("button", name="Меню").click()
    await expect(anna.get_by_role("option")).to_have_count(2)
    await page.keyboard.press("Escape")
    field = anna.get_by_role("textbox")
    await field.fill("первая")
    await field.press("Shift+Enter")
    await field.press_sequentially("вторая")
    await expect(field).to_have_value("первая\nвторая")
    await field.fill("/he")
    await expect(anna.get_by_role("option")).to_have_text(re.compile("/help.*Помощь"))
    await field.press("Enter")
    await expect(messages(anna).last).to_contain_text("Вы написали: /help")


async def test_reading_above_is_not_disturbed(open_page: OpenPage, bot: Bot) -> None:
    page = await open_page(f"#{ANNA}")
    anna = await started(page, "Анна")
    for number in range(20):
        await bot.say(ANNA, f"Строка {number}\nи ещё одна")
    await expect(anna.get_by_text("Строка 19")).to_be_in_viewport()
    reading = anna.get_by_text("Строка 3")
    await reading.scroll_into_view_if_needed()
    before = await reading.bounding_box()

    await bot.say(ANNA, "Новость")

    await anna.get_by_role("button", name="1 новое").wait_for()
    assert await reading.bounding_box() == before
    await anna.get_by_role("button", name="1 новое").click()
    await expect(anna.get_by_text("Новость")).to_be_in_viewport()


async def test_the_clock_moves(open_page: OpenPage) -> None:
    page = await open_page(f"#{ANNA}")
    anna = await started(page, "Анна")
    await expect(anna.get_by_text("Сегодня")).to_be_visible()
    clock = page.get_by_title("Учебное время")
    before = await clock.text_content()

    await page.get_by_role("button", name="+1 день").click()

    await expect(anna.get_by_text("Вчера")).to_be_visible()
    await expect(clock).not_to_have_text(before or "")


async def test_blocking_closes_the_place_to_write(open_page: OpenPage) -> None:
    page = await open_page(f"#{ANNA}")
    anna = await started(page, "Анна")
    await anna.get_by_role("button", name="Действия", exact=True).click()
    await page.get_by_role("menuitem", name="Заблокировать бота").click()
    await expect(anna.get_by_role("textbox")).to_have_count(0)

    await anna.get_by_role("button", name="Разблокировать").click()

    await expect(anna.get_by_role("textbox")).to_be_visible()


async def test_a_new_person(open_page: OpenPage) -> None:
    page = await open_page(f"#{ANNA}")
    await page.get_by_role("button", name="Новый человек").click()
    await page.get_by_label("Имя", exact=True).fill("Глеб")
    await page.get_by_label("Фамилия").fill("Тестова")

    await page.get_by_role("button", name="Добавить").click()

    gleb = await started(page, "Глеб")
    await expect(messages(gleb).last).to_contain_text("Здравствуйте!")
    await page.get_by_role("searchbox").fill("МЕТОДИСТ")
    await expect(page.get_by_role("listitem")).to_have_text(re.compile("Борис"))


async def test_a_lost_server_is_told_and_found_again(open_page: OpenPage, server: Server) -> None:
    page = await open_page(f"#{ANNA}")
    anna = await started(page, "Анна")
    await server.stop()
    await expect(page.get_by_role("alert").filter(has_text="не отвечает")).to_be_visible()
    await write(anna, "Есть кто?")
    await expect(page.locator("#toasts")).to_contain_text("нет связи с симулятором")

    await server.start()

    await expect(page.get_by_text("не отвечает")).to_be_hidden()
    await expect(anna.get_by_role("textbox")).to_have_value("Есть кто?")
    await anna.get_by_role("textbox").press("Enter")
    await expect(messages(anna).last).to_contain_text("Вы написали: Есть кто?")


async def test_phone_width_shows_one_pane(open_page: OpenPage) -> None:
    page = await open_page(viewport=PHONE, has_touch=True, is_mobile=True)
    people = page.get_by_role("navigation", name="Люди")
    await expect(people).to_be_visible()
    await expect(phone(page, "Анна")).to_have_count(0)
    await people.get_by_role("button", name="Анна").first.click()
    anna = await started(page, "Анна")
    await expect(people).to_be_hidden()
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    await anna.get_by_role("button", name="Назад").click()

    await expect(people).to_be_visible()
    await expect(anna).to_be_hidden()
    await people.get_by_role("button", name="Борис").first.click()
    await expect(phone(page, "Борис")).to_be_visible()
    await page.go_back()
    await expect(people).to_be_visible()
