"""The running process: start in order, work, end within ten seconds of SIGTERM."""

import asyncio
import signal
import sys
from dataclasses import dataclass

import structlog
from aiogram.exceptions import TelegramAPIError, TelegramUnauthorizedError

from bot import app as wiring
from bot import commands
from bot.app import App, Clock
from bot.config import Settings, SettingsProblem
from bot.polling import AnotherPoller, Poller
from bot.sending import sender_of
from bot.setup import opened
from bot.web import WebServer
from db.session import Database, UnitOfWork, utc_now
from scheduler.schedule import Schedule
from scheduler.sender import Sender
from services import identity
from ui.text import texts

log = structlog.get_logger()

DRAIN_SECONDS = 7.0


@dataclass
class Running:
    """A started bot and what has to be stopped in turn."""

    app: App
    poller: Poller
    schedule: Schedule
    web: WebServer | None

    async def stop(self) -> None:
        """Takes nothing new, finishes what is in hand, confirms it, closes."""
        self.schedule.stop()
        for task in self.app.intake_tasks:
            task.cancel()
        await asyncio.gather(*self.app.intake_tasks, return_exceptions=True)
        await self.app.intake.drain(DRAIN_SECONDS)
        if not self.app.settings.webhook_url:
            try:
                await asyncio.wait_for(self.poller.confirm(), 1.5)
            except (TelegramAPIError, TimeoutError, OSError):
                log.info("last_confirmation_missed")
        if self.web is not None:
            await self.web.stop()
        await self.app.close()


async def run_forever(settings: Settings, migrate: bool | None) -> int:
    """The `run` command; returns the exit code."""
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with opened(settings, migrate=migrate) as database:
        try:
            running = await start(settings, database)
        except TelegramUnauthorizedError:
            raise SettingsProblem("BOT_TOKEN не подходит: Telegram его не узнал") from None
        try:
            return await until(running, stop)
        finally:
            await running.stop()


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
    poller = Poller(app.bot, app.intake)
    schedule = Schedule(app.work)
    web = await WebServer.start(app, poller) if settings.web_port is not None else None
    await app.intake.restore()
    await commands.set_default(app.bot, texts("ru"))
    app.tasks.start(app.intake.watch(), "inbox watch", vital=True)
    app.tasks.start(Sender(app.work, sender_of(app.bot)).run(), "sender", vital=True)
    schedule.start()
    app.tasks.start(schedule.run_all(), "first ticks")
    await _listen(app, poller)
    wiring.tune_collector()
    log.info("bot_started", username=me, mode="webhook" if settings.webhook_url else "polling")
    return Running(app, poller, schedule, web)


async def _listen(app: App, poller: Poller) -> None:
    settings = app.settings
    if settings.webhook_url:
        await app.bot.set_webhook(
            settings.webhook_url, secret_token=settings.webhook_secret, allowed_updates=Poller.kinds
        )
        return
    await app.bot.delete_webhook()
    app.intake_tasks.append(app.tasks.start(_poll(app, poller), "polling", vital=True))


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
    """Asks Telegram who we are; waits for the network as long as it takes."""
    bot = wiring.make_bot(settings)
    pause = 1.0
    try:
        while True:
            try:
                return (await bot.get_me()).username or ""
            except TelegramUnauthorizedError:
                raise
            except (TelegramAPIError, OSError, TimeoutError) as error:
                log.warning("telegram_unreachable", reason=str(error), pause=pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 30)
    finally:
        await bot.session.close()
