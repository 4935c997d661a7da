"""What the poller does with the updates it fetches."""

import asyncio
from typing import Any

import pytest
from aiogram.types import Update

from bot.polling import Poller


class Reception:
    """Stands for the intake: remembers what it was given; an update is safe when the test says so."""

    def __init__(self) -> None:
        self.taken: list[Update] = []
        self.safe: dict[int, asyncio.Event] = {}

    def take(self, update: Update) -> Any:
        self.taken.append(update)
        event = self.safe[update.update_id] = asyncio.Event()
        return type("Ticket", (), {"update_id": update.update_id, "safe": event})()

    @property
    def ids(self) -> list[int]:
        return [update.update_id for update in self.taken]


class Telegram:
    """Stands for the bot: hands out every update that is not confirmed."""

    def __init__(self, *updates: dict[str, Any]) -> None:
        self.updates = list(updates)
        self.fetched = 0

    async def __call__(self, method: Any, request_timeout: float) -> list[dict[str, Any]]:
        self.fetched += 1
        await asyncio.sleep(0.001 if self._after(method.offset) else 3600)
        return self._after(method.offset)

    def _after(self, offset: int | None) -> list[dict[str, Any]]:
        return [one for one in self.updates if one["update_id"] >= (offset or 0)]

    async def polled_until(self, reception: Reception, fetches: int) -> None:
        task = asyncio.create_task(Poller(self, reception).run())  # type: ignore[arg-type]
        async with asyncio.timeout(10):
            while self.fetched < fetches:
                await asyncio.sleep(0.005)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def message(update_id: int, **more: Any) -> dict[str, Any]:
    chat = {"id": 7, "type": "private"}
    return {
        "update_id": update_id,
        "message": {"message_id": 1, "date": 1, "chat": chat, "text": "да", **more},
    }


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Ids of the updates that were parsed."""
    ids: list[int] = []
    parse = Update.model_validate

    def noting(body: Any, **more: Any) -> Update:
        ids.append(body["update_id"])
        return parse(body, **more)

    monkeypatch.setattr(Update, "model_validate", noting)
    return ids


async def test_an_update_in_flight_comes_again_and_is_parsed_once(parsed: list[int]) -> None:
    reception = Reception()
    await Telegram(message(1), message(2)).polled_until(reception, fetches=3)
    assert reception.ids == parsed == [1, 2]


async def test_an_update_that_is_not_understood_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    reception = Reception()
    await Telegram(message(1, date="не дата", text="Петрова"), message(2)).polled_until(reception, fetches=2)
    assert reception.ids == [1, 2]
    assert reception.taken[0].message is None
    assert reception.taken[1].message is not None
    assert "Петрова" not in caplog.text
    assert "не дата" not in caplog.text


async def test_updates_are_bound_to_the_bot() -> None:
    reception = Reception()
    telegram = Telegram(message(1))
    await telegram.polled_until(reception, fetches=2)
    assert reception.taken[0].bot is telegram
