"""People of the simulator, over its control API: they write, tap and see when the screen has changed."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

PATIENCE = 60
"""Seconds until a screen that doesn't change fails the benchmark."""


class Crowd:
    """All people of one simulator; `tap` says how long the edit of the screen took."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._control = f"{url}/_control"
        self._events: dict[int, asyncio.Queue[dict[str, Any]]] = {}
        self._screens: dict[int, int] = {}

    async def wait_for_server(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    await self._ask("GET", "/clock")
                    return
                except aiohttp.ClientConnectionError:
                    await asyncio.sleep(0.1)

    async def join(self, people: Iterable[int]) -> None:
        for person in people:
            self._events[person] = asyncio.Queue()
            await self._ask("POST", "/people", {"id": person, "first_name": "Елена"})

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Follows the simulator's events as long as it is entered."""
        async with self._session.get(f"{self._control}/events") as stream:
            task = asyncio.create_task(self._follow(stream))
            try:
                yield
            finally:
                task.cancel()

    async def _follow(self, stream: aiohttp.ClientResponse) -> None:
        async for line in stream.content:
            if line.startswith(b"data: "):
                event = json.loads(line[6:])
                if event["kind"] in ("message", "edit"):
                    event["seen"] = time.perf_counter()
                    self._events[event["chat_id"]].put_nowait(event)

    async def write(self, person: int, text: str) -> None:
        """Writes to the bot and waits for its screen below."""
        sent = await self._ask("POST", f"/people/{person}/send", {"text": text})
        while True:
            event = await self._next(person)
            if event["kind"] == "message" and event["message_id"] > sent["message_id"]:
                self._screens[person] = event["message_id"]
                return

    async def tap(self, person: int) -> float:
        """Presses the first button; seconds until the edit of its screen has reached the simulator."""
        screen = self._screens[person]
        began = time.perf_counter()
        press = {"message_id": screen, "row": 0, "column": 0}
        await self._ask("POST", f"/people/{person}/click", press)
        while True:
            event = await self._next(person)
            if event["kind"] == "edit" and event["message_id"] == screen:
                return event["seen"] - began

    async def _next(self, person: int) -> dict[str, Any]:
        return await self._events[person].get()

    async def forget_calls(self) -> None:
        await self._ask("DELETE", "/calls")

    async def calls(self, method: str) -> list[dict[str, Any]]:
        """What the bot asked by this method since `forget_calls`."""
        return (await self._ask("GET", f"/calls?method={method}"))["calls"]

    async def _ask(self, verb: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        async with self._session.request(verb, self._control + path, json=body) as answer:
            answer.raise_for_status()
            return await answer.json()


async def tap_without_pause(crowd: Crowd, people: list[int], taps: int, at_once: int) -> list[float]:
    """So many people at once, each tapping as soon as the screen has changed; then the next take over."""
    waiting = iter(people)
    delays: list[float] = []

    async def one_after_another() -> None:
        for person in waiting:
            for _ in range(taps):
                delays.append(await crowd.tap(person))

    await asyncio.gather(*(one_after_another() for _ in range(at_once)))
    return delays


async def tap_at_a_pace(crowd: Crowd, people: list[int], taps: int, rate: float) -> list[float]:
    """So many taps a second, evenly: each person taps in turn."""
    began = time.perf_counter()

    async def in_turn(place: int, person: int) -> list[float]:
        delays = []
        for lap in range(taps):
            due = began + (lap * len(people) + place) / rate
            await asyncio.sleep(max(0, due - time.perf_counter()))
            delays.append(await crowd.tap(person))
        return delays

    found = await asyncio.gather(*(in_turn(place, person) for place, person in enumerate(people)))
    return [delay for delays in found for delay in delays]
