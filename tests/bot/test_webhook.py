"""The web server of the process: the webhook with its secret, health, readiness, metrics."""

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.polling import Poller
from bot.web import pages
from db.session import Database
from tests.conftest import NOW
from tests.stage import Stage

SECRET = "s" * 40
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
async def stage(database: Database) -> AsyncIterator[Stage]:
    opened = await Stage(
        database, NOW, webhook_url="https://example.org/hook", webhook_secret=SECRET, web_port=8443
    ).open()
    yield opened
    await opened.close()


@pytest.fixture
async def web(stage: Stage) -> AsyncIterator[httpx.AsyncClient]:
    routes = pages(stage.app, Poller(stage.app.bot, stage.app.intake))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(routes), base_url="https://example.org"
    ) as client:
        yield client


def update(stage: Stage, person_id: int, number: int, text: str) -> dict:
    user = {"id": person_id, "is_bot": False, "first_name": "Анна"}
    chat = {"id": person_id, "type": "private", "first_name": "Анна"}
    message = {"message_id": number, "date": 1, "chat": chat, "from": user, "text": text}
    return {"update_id": number, "message": message}


@pytest.mark.parametrize("given", [{}, {HEADER: "wrong"}, {HEADER: ""}])
async def test_without_the_secret_nothing_is_read(web: httpx.AsyncClient, stage: Stage, given: dict) -> None:
    answer = await web.post("/hook", headers=given, content=b"not even json")
    assert answer.status_code == 401
    assert stage.app.intake.handled == 0


async def test_an_update_is_answered_when_its_effect_is_there(web: httpx.AsyncClient, stage: Stage) -> None:
    anna = stage.person("Анна")
    await anna.start()
    before = len(anna.chat)
    answer = await web.post("/hook", headers={HEADER: SECRET}, json=update(stage, anna.id, 900, "/help"))
    assert answer.status_code == 200
    assert "Помощь" in anna.screen.text
    assert len(anna.chat) == before + 1
    again = await web.post("/hook", headers={HEADER: SECRET}, json=update(stage, anna.id, 900, "/help"))
    assert again.status_code == 200
    assert len(anna.chat) == before + 1, "a known update is confirmed without a second screen"


async def test_nonsense_with_the_right_secret_is_refused(web: httpx.AsyncClient) -> None:
    assert (await web.post("/hook", headers={HEADER: SECRET}, content=b"{")).status_code == 400


async def test_health_readiness_and_metrics(web: httpx.AsyncClient, stage: Stage) -> None:
    await stage.person("Анна").start()
    assert (await web.get("/healthz")).json() == {"status": "ok"}
    assert (await web.get("/readyz")).status_code == 200
    metrics = (await web.get("/metrics")).text
    assert "opora_updates_handled_total 1.0" in metrics
    await stage.app.database.close()
