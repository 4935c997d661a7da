"""Wiring: from settings to a bot that handles updates. The command line and the tests build it here."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from secrets import token_hex
from typing import Any

import structlog
from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)  # fmt: skip
from aiogram.types import CallbackQuery, ChatMemberUpdated, LinkPreviewOptions, Message, Update
from aiohttp import ClientResponseError

from bot import commands
from bot.albums import Albums
from bot.config import Settings
from bot.gate import Gate
from bot.intake import Intake
from bot.live import Live
from bot.session import Session
from bot.tasks import Tasks
from conversation.road import Doors, Road, TryAgain
from conversation.talk import House, Talk
from db.session import AlreadyHandled, Database, Receipt, UnitOfWork, utc_now
from db.trouble import passes_by_itself
from domain.access import Grant, Role
from domain.errors import NotFound
from handlers import book
from services import albums as album_parts
from services import news, outbox, viewer
from services.places import Places
from services.viewer import Viewer
from ui.text import Html, Texts, joined, texts

log = structlog.get_logger()

Clock = Callable[[], datetime]

TELEGRAM_TROUBLE = (TelegramNetworkError, TelegramServerError, TelegramRetryAfter)
DOORS = Doors(
    entrance="entrance.welcome",
    menu="menu.root",
    puzzled="menu.puzzled",
    getting_in="reg.next_question",
    live=frozenset({news.WATCHED}),
    reply="relay.reply",
    edited="relay.edited",
    unasked="relay.unasked",
)


@dataclass
class App:
    """Everything a running bot is made of."""

    settings: Settings
    database: Database
    bot: Bot
    dispatcher: Dispatcher
    intake: Intake
    albums: Albums
    live: Live
    tasks: Tasks
    road: Road
    house: House
    clock: Clock
    intake_tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def work(self) -> UnitOfWork:
        return UnitOfWork(self.database, self.clock)

    async def viewer(self, address: int) -> Viewer | None:
        return await _viewer(self.work(), self.house, address)

    async def close(self) -> None:
        await self.tasks.stop()
        await self.bot.session.close()


def build(
    settings: Settings,
    database: Database,
    *,
    username: str,
    clock: Clock = utc_now,
    session: BaseSession | None = None,
    strict_texts: bool = False,
) -> App:
    """Builds the bot; nothing runs yet. `session` replaces the network (tests, demo)."""
    bot = make_bot(settings, session)
    tasks = Tasks()
    house = House(
        username,
        settings.operator_name,
        settings.names_in_chat,
        frozenset(settings.admin_ids),
        settings.pages_url,
    )
    road = Road(
        book(),
        Places(cached=not settings.redis_url),
        DOORS,
        background=tasks.start,
        known=AlreadyHandled,
        passes=passes_by_itself,
    )
    answering = Answering(database, clock, road, house, texts("ru", strict=strict_texts))
    albums = Albums(tasks, lambda: UnitOfWork(database, clock), partial(answering.receipt, bot))
    road.on_album = albums.expect
    dispatcher = _dispatcher(answering)

    async def process(update: Update) -> None:
        await handle(dispatcher, bot, update)

    intake = Intake(process, lambda: UnitOfWork(database, clock), bot.id, tasks)
    live = Live(lambda: UnitOfWork(database, clock), partial(answering.progress, bot))
    return App(settings, database, bot, dispatcher, intake, albums, live, tasks, road, house, clock)


async def _viewer(work: UnitOfWork, house: House, address: int) -> Viewer | None:
    """The person at the address; ADMIN_IDS are administrators of everything."""
    who = await viewer.find(work, address)
    if who is None or who.address not in house.admin_addresses:
        return who
    return replace(who, grants=(*who.grants, Grant(Role.ADMIN, "/")))


def make_bot(settings: Settings, session: BaseSession | None = None) -> Bot:
    session = session or Session(
        api=TelegramAPIServer.from_base(settings.bot_api_url), proxy=settings.bot_proxy or None
    )
    session.middleware(Gate(settings.sending_rate, settings.sending_rate_per_chat))
    properties = DefaultBotProperties(
        parse_mode=ParseMode.HTML.value, link_preview=LinkPreviewOptions(is_disabled=True)
    )
    return Bot(settings.bot_token, session=session, default=properties)


async def handle(dispatcher: Dispatcher, bot: Bot, update: Update) -> None:
    """One update through the dispatcher; trouble on the way to Telegram or to the disk means: again."""
    try:
        await dispatcher.feed_update(bot, update)
    except TELEGRAM_TROUBLE as error:
        raise TryAgain from error
    except TelegramForbiddenError:
        log.info("person_unreachable")
    except TelegramBadRequest as error:
        if not is_chat_gone(error):
            raise
        log.info("person_unreachable")
    except Exception as error:
        if passes_by_itself(error):
            raise TryAgain from error
        raise


def is_chat_gone(error: Exception) -> bool:
    return isinstance(error, TelegramBadRequest) and "chat not found" in error.message


class Answering:
    """The dispatcher's handlers: each makes a Talk and hands it to the road."""

    def __init__(self, database: Database, clock: Clock, road: Road, house: House, t: Texts) -> None:
        self._database = database
        self._clock = clock
        self._road = road
        self._house = house
        self._t = t

    async def message(self, message: Message, bot: Bot, event_update: Update) -> None:
        async with self._politely(bot, message.chat.id):
            talk = await self._talk(event_update, bot, message.from_user)
            await self._road.say(message, talk, bot)
            await self._after(talk, bot)

    async def tap(self, query: CallbackQuery, bot: Bot, event_update: Update) -> None:
        async with self._politely(bot, query.from_user.id, query):
            talk = await self._talk(event_update, bot, query.from_user)
            await self._road.tap(query, talk, bot)
            await self._after(talk, bot)

    async def edited(self, message: Message, bot: Bot, event_update: Update) -> None:
        talk = await self._talk(event_update, bot, message.from_user)
        await self._road.edited(message, talk)

    async def membership(self, change: ChatMemberUpdated, bot: Bot, event_update: Update) -> None:
        """The person blocked the bot or let it in again."""
        talk = await self._talk(event_update, bot, change.from_user)
        if talk.who is not None and change.new_chat_member.status == "kicked":
            await outbox.person_is_away(talk.work, talk.who.id)

    async def progress(self, bot: Bot, address: int) -> None:
        """What goes on by itself, for somebody who looks at it."""
        talk = await self._talk_with(UnitOfWork(self._database, self._clock), address)
        try:
            await self._road.redraw(talk, bot)
        except (TelegramForbiddenError, *TELEGRAM_TROUBLE) as error:
            log.info("progress_not_shown", reason=type(error).__name__)

    async def receipt(self, bot: Bot, address: int, given: album_parts.Receipt) -> None:
        """One line about an album, above the screen its parts led to."""
        work = UnitOfWork(self._database, self._clock)
        talk = await self._talk_with(work, address)
        try:
            await self._road.repeat(_album_note(given, self._t), talk, bot)
        except TelegramForbiddenError:
            log.info("person_unreachable")

    @asynccontextmanager
    async def _politely(
        self, bot: Bot, address: int, query: CallbackQuery | None = None
    ) -> AsyncIterator[None]:
        """What even the road can't catch (the menu itself fails) ends in a sentence, not in silence."""
        try:
            yield
        except (TryAgain, TelegramForbiddenError, *TELEGRAM_TROUBLE):
            raise
        except Exception as error:
            if is_chat_gone(error) or passes_by_itself(error):
                raise
            code = token_hex(2).upper()
            log.exception("update_failed", code=code)
            if query is not None:
                await self._road.answer(query)
            await bot.send_message(address, self._t("error-unexpected", code=code))

    async def _talk(self, update: Update, bot: Bot, user: Any) -> Talk:
        work = UnitOfWork(self._database, self._clock, Receipt(bot.id, update.update_id))
        who = await self._viewer(work, user.id)
        if who is not None and who.unreachable_since is not None:
            await outbox.person_is_back(work, who.id)
        name = " ".join(part for part in (user.first_name, user.last_name) if part)
        talk = self._talk_of(work, who, user.id, name, update.update_id)
        talk.fetch = partial(_fetched, bot)
        return talk

    async def _talk_with(self, work: UnitOfWork, address: int) -> Talk:
        """A talk that no update has begun."""
        return self._talk_of(work, await self._viewer(work, address), address)

    def _talk_of(
        self, work: UnitOfWork, who: Viewer | None, address: int, name: str = "", update_id: int = 0
    ) -> Talk:
        find = partial(self._viewer, work, address)
        return Talk(work, who, find, self._t, self._house, address, name, update_id=update_id)

    async def _viewer(self, work: UnitOfWork, address: int) -> Viewer | None:
        return await _viewer(work, self._house, address)

    async def _after(self, talk: Talk, bot: Bot) -> None:
        if talk.commands_changed:
            await commands.set_for(bot, talk.address, talk.who, talk.now, self._t)


async def _fetched(bot: Bot, reference: str) -> tuple[bytes, str]:
    """A file that somebody sent, and its name as far as the messenger tells."""
    try:
        file = await bot.get_file(reference.partition(":")[2])
        data = await bot.download_file(file.file_path or "")
    except (TelegramBadRequest, ClientResponseError) as error:
        raise NotFound from error
    return (data.read() if data else b""), (file.file_path or "").rpartition("/")[2]


def _album_note(given: album_parts.Receipt, t: Texts) -> Html:
    lines = [t("album-taken", count=given.taken)] if given.taken else []
    if given.refusals:
        lines.append(t("album-refused", count=len(given.refusals), why=given.refusals[0]))
    return joined(lines)


def _dispatcher(answering: Answering) -> Dispatcher:
    router = Router(name="road")
    private = F.chat.type == "private"
    router.message.register(answering.message, private)
    router.edited_message.register(answering.edited, private)
    router.callback_query.register(answering.tap)
    router.my_chat_member.register(answering.membership, private)
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.include_router(router)
    return dispatcher


def tune_collector() -> None:
    """Measured: half the CPU per update. What was imported is never garbage; full passes become rare."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
