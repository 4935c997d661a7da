"""The running process: start in order, work, end within ten seconds of SIGTERM."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import structlog
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramNotFound,
    TelegramUnauthorizedError,
)  # fmt: skip

from bot import app as wiring
from bot import commands, logs
from bot.app import TELEGRAM_TROUBLE, App, Clock
from bot.config import Settings, SettingsProblem
from bot.polling import AnotherPoller, Poller
from bot.sending import sender_of
from bot.setup import need_ground_for_names, opened
from bot.web import WebServer
from db.session import Database, UnitOfWork, utc_now
from scheduler.schedule import Schedule
from scheduler.sender import Sender
from services import identity
from ui.text import texts

log = structlog.get_logger()

DRAIN_SECONDS = 6.0
LEAVE_SECONDS = 9.0

T = TypeVar("T")


@dataclass
class Running:
    """A started bot and what has to be stopped in turn."""

    app: App
    poller: Poller
    schedule: Schedule
    sender: Sender
    web: WebServer | None

    async def stop(self) -> None:
        """Takes nothing new, finishes what is in hand, confirms it, closes."""
        self.schedule.stop()
        for task in self.app.intake_tasks:
            task.cancel()
        await asyncio.gather(*self.app.intake_tasks, return_exceptions=True)
        await asyncio.gather(
            self._close_web(), self.app.intake.drain(DRAIN_SECONDS), self.sender.leave(DRAIN_SECONDS)
        )
        if not self.app.settings.webhook_url:
            try:
                await asyncio.wait_for(self.poller.confirm(), 1.5)
            except (TelegramAPIError, TimeoutError, OSError):
                log.info("last_confirmation_missed")
        await self.app.close()

    async def _close_web(self) -> None:
        if self.web is not None:
            await self.web.stop()


async def run_forever(settings: Settings, migrate: bool | None) -> int:
    """The `run` command; returns the exit code."""
    logs.report_errors_to(settings.sentry_dsn)
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with opened(settings, migrate=migrate) as database:
        await need_ground_for_names(settings, database)
        running = await _start_unless(stop, settings, database)
        if running is None:
            return 0
        try:
            return await until(running, stop)
        finally:
            leave_for_sure()
            await running.stop()


async def _start_unless(stop: asyncio.Event, settings: Settings, database: Database) -> Running | None:
    """A started bot; None when a signal came first (Telegram may be out of reach for hours)."""
    starting = asyncio.ensure_future(start(settings, database))
    stopping = asyncio.ensure_future(stop.wait())
    await asyncio.wait([starting, stopping], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if starting.done():
        return starting.result()
    leave_for_sure()
    starting.cancel()
    await asyncio.gather(starting, return_exceptions=True)
    return None


def leave_for_sure() -> None:
    """A thread that waits for a locked database can't be cancelled; what is not committed comes again."""
    last_resort = threading.Timer(LEAVE_SECONDS, os._exit, (0,))
    last_resort.daemon = True
    last_resort.start()


async def until(running: Running, stop: asyncio.Event) -> int:
    """Waits for a signal or for the death of something vital; the exit code."""
    failed = running.app.tasks.failed
    waits = [asyncio.ensure_future(event.wait()) for event in (stop, failed)]
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()
    return 1 if failed.is_set() else 0


async def start(settings: Settings, database: Database, clock: Clock = utc_now) -> Running:
    """Builds the bot and starts its parts: web first, then the backlog, then new updates."""
    me = await _meet(settings)
    await identity.remember(UnitOfWork(database), me)
    app = wiring.build(settings, database, username=me, clock=clock)
    try:
        return await _start_parts(app)
    except BaseException:
        await app.close()
        raise


async def _start_parts(app: App) -> Running:
    poller = Poller(app.bot, app.intake)
    schedule = Schedule(app.work)
    web = await WebServer.start(app, poller) if app.settings.web_port is not None else None
    await app.intake.restore()
    await app.albums.restore()
    await _patiently(lambda: commands.set_default(app.bot, texts("ru")))
    app.tasks.start(app.intake.watch(), "inbox watch", vital=True)
    sender = Sender(app.work, sender_of(app.bot), app.settings.sending_rate)
    app.tasks.start(sender.run(), "sender", vital=True)
    app.tasks.start(app.live.run(), "live screens", vital=True)
    schedule.start()
    app.tasks.start(schedule.run_all(), "first ticks")
    await _listen(app, poller)
    wiring.tune_collector()
    mode = "webhook" if app.settings.webhook_url else "polling"
    log.info("bot_started", username=app.house.bot_username, mode=mode)
    return Running(app, poller, schedule, sender, web)


async def _listen(app: App, poller: Poller) -> None:
    settings = app.settings
    if settings.webhook_url:
        try:
            await _patiently(lambda: _set_webhook(app))
        except TelegramBadRequest as error:
            raise SettingsProblem(f"WEBHOOK_URL: Telegram не принял адрес ({error.message})") from None
        return
    await _patiently(app.bot.delete_webhook)
    app.intake_tasks.append(app.tasks.start(_poll(app, poller), "polling", vital=True))


async def _set_webhook(app: App) -> bool:
    settings = app.settings
    return await app.bot.set_webhook(
        settings.webhook_url, secret_token=settings.webhook_secret, allowed_updates=Poller.kinds
    )


async def _poll(app: App, poller: Poller) -> None:
    try:
        await poller.run()
    except AnotherPoller:
        print(
            "С этим токеном уже работает другой экземпляр бота. Остановите его или возьмите другой токен.",
            file=sys.stderr,
        )
        app.tasks.failed.set()


async def _meet(settings: Settings) -> str:
    """Asks Telegram who we are."""
    bot = wiring.make_bot(settings)
    try:
        return (await _patiently(bot.get_me)).username or ""
    except (TelegramUnauthorizedError, TelegramNotFound):  # 404: it does not even look like a token
        raise SettingsProblem("BOT_TOKEN не подходит: Telegram его не узнал") from None
    finally:
        await bot.session.close()


async def _patiently(ask: Callable[[], Awaitable[T]]) -> T:
    """Asks Telegram again after longer and longer pauses: the network may come later than we do."""
    pause = 1.0
    while True:
        try:
            return await ask()
        except (*TELEGRAM_TROUBLE, OSError) as error:
            log.warning("telegram_unreachable", reason=str(error), pause=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 30)
