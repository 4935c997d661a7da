"""The process's own web server: health, metrics, one-time pages, and the webhook when there is one."""

import asyncio
import contextlib
import hmac
import socket
import time
from collections.abc import Iterator

import uvicorn
from aiogram.types import Update
from fastapi import FastAPI, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, generate_latest
from pydantic import ValidationError
from sqlalchemy import text

from bot.app import App
from bot.config import Settings, SettingsProblem
from bot.pages import add_one_time_pages
from bot.polling import Poller
from services import outbox
from ui.text import texts

SILENT_TOO_LONG = 120.0
SAFE_WITHIN = 30.0


class _Server(uvicorn.Server):
    """Leaves the signals to the process."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class WebServer:
    """A running server; `stop` lets requests in hand finish."""

    def __init__(self, server: _Server, task: asyncio.Task[None]) -> None:
        self._server = server
        self._task = task

    @classmethod
    async def start(cls, app: App, poller: Poller) -> "WebServer":
        """Listens before it returns; a taken port ends the process with a clear line."""
        settings = app.settings
        listening = _listen(settings)
        config = uvicorn.Config(
            pages(app, poller),
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=3,
        )
        server = _Server(config)
        task = app.tasks.start(server.serve([listening]), "web", vital=True)
        while not server.started and not task.done():
            await asyncio.sleep(0.01)
        return cls(server, task)

    async def stop(self) -> None:
        self._server.should_exit = True
        await asyncio.wait([self._task], timeout=4)


def _listen(settings: Settings) -> socket.socket:
    """uvicorn would end the process by itself, in its own words."""
    address = (settings.web_host, settings.web_port or 0)
    try:
        return socket.create_server(address, family=socket.AF_INET6 if ":" in address[0] else socket.AF_INET)
    except OSError as error:
        raise SettingsProblem(f"WEB_HOST, WEB_PORT: адрес не занять ({error.strerror})") from None


def pages(app: App, poller: Poller) -> FastAPI:
    """The routes; the webhook only exists when it has a secret."""
    web = FastAPI(title="Опора", docs_url=None, redoc_url=None, openapi_url=None)
    metrics = Metrics(app)

    @web.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @web.get("/readyz")
    async def readyz() -> Response:
        reason = await _not_ready(app, poller)
        return Response(reason or "ready", status_code=503 if reason else 200, media_type="text/plain")

    @web.get("/metrics")
    async def show_metrics() -> Response:
        return Response(await metrics.page(), media_type=CONTENT_TYPE_LATEST)

    add_one_time_pages(web, app, texts("ru"))
    if app.settings.webhook_url:
        _add_webhook(web, app)
    return web


def _add_webhook(web: FastAPI, app: App) -> None:
    path = "/" + app.settings.webhook_url.split("://", 1)[-1].partition("/")[2]

    @web.post(path)
    async def webhook(request: Request) -> Response:
        """200 only when the update's effect, or the update itself, is committed."""
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode(), app.settings.webhook_secret.encode()):
            return Response(status_code=401)
        try:
            update = Update.model_validate_json(await request.body())
        except ValidationError:
            return Response(status_code=400)
        ticket = app.intake.take(update)
        try:
            await asyncio.wait_for(ticket.safe.wait(), SAFE_WITHIN)
        except TimeoutError:
            return Response(status_code=503)
        return Response(status_code=200)


async def _not_ready(app: App, poller: Poller) -> str:
    """Why the process can't do its work now; empty when it can."""
    try:
        async with app.database.reading() as session:
            await session.execute(text("SELECT 1"))
    except Exception:
        return "database is unavailable"
    silent = time.monotonic() - poller.answered_at
    if not app.settings.webhook_url and silent > SILENT_TOO_LONG:
        return "telegram does not answer"
    return ""


class Metrics:
    """Figures for Prometheus, read when they are asked for."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._registry = CollectorRegistry()
        self._updates = Gauge("opora_updates_in_work", "Updates taken and not done", registry=self._registry)
        self._handled = Counter("opora_updates_handled", "Updates done", registry=self._registry)
        self._counted = 0
        self._outbox = Gauge("opora_outbox_messages", "Messages by state", ["state"], registry=self._registry)

    async def page(self) -> bytes:
        self._updates.set(self._app.intake.size)
        self._handled.inc(self._app.intake.handled - self._counted)
        self._counted = self._app.intake.handled
        self._outbox.clear()
        for state, count in (await outbox.counts(self._app.work())).items():
            self._outbox.labels(state=state).set(count)
        return generate_latest(self._registry)
