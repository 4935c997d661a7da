"""Delivery of updates to an address: in order within a chat, side by side between chats."""

import asyncio
import json
from collections import deque
from typing import TYPE_CHECKING

import aiohttp

from simulator.updates import KEPT_SECONDS, Pending

if TYPE_CHECKING:
    from simulator.core import Simulator

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
FIRST_PAUSE = 2.0
LONGEST_PAUSE = 60.0
ANSWER_TIMEOUT = 60.0


class Webhooks:
    """The address in force and the chats with something to deliver."""

    def __init__(self, simulator: "Simulator") -> None:
        self._simulator = simulator
        self._queues: dict[int, deque[Pending]] = {}
        self._tasks: set[asyncio.Task] = set()
        self._session: aiohttp.ClientSession | None = None
        self._slots = asyncio.Semaphore(0)
        self._last_error: dict = {}
        self.sleep = asyncio.sleep

    @property
    def _settings(self) -> dict:
        return self._simulator.state.settings.get("webhook", {})

    @property
    def url(self) -> str:
        """The address, empty when the bot fetches updates itself."""
        return self._settings.get("url", "")

    def info(self) -> dict:
        """The part of getWebhookInfo that is known here."""
        info = {"url": self.url, "has_custom_certificate": False}
        if self.url:
            info["max_connections"] = self._settings["connections"]
        return info | self._last_error

    async def set(self, url: str, secret: str, connections: int) -> None:
        """Changes the address and starts over with what is not delivered yet."""
        await self.stop()
        settings = {"url": url, "secret": secret, "connections": connections} if url else None
        self._simulator.state.set("webhook", settings)
        self._last_error = {}
        self.resume()

    def resume(self) -> None:
        """Queues everything that waits; also after a restart with a saved address."""
        if self.url:
            self._slots = asyncio.Semaphore(self._settings["connections"])
            for pending in list(self._simulator.updates.pending.values()):
                self.enqueue(pending)

    async def stop(self) -> None:
        """Ends all deliveries; what was not accepted stays unconfirmed."""
        self._queues.clear()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self) -> None:
        """Ends all deliveries and the connections."""
        await self.stop()
        if self._session:
            await self._session.close()
            self._session = None

    def enqueue(self, pending: Pending) -> None:
        """Delivers an update after the others of its chat."""
        if not self.url:
            return
        queue = self._queues.get(pending.chat_id)
        if queue is not None:
            queue.append(pending)
            return
        self._queues[pending.chat_id] = deque([pending])
        task = asyncio.get_running_loop().create_task(self._deliver_chat(pending.chat_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver_chat(self, chat_id: int) -> None:
        queue = self._queues[chat_id]
        while queue:
            if self._simulator.faults.active:
                mixed = self._simulator.faults.shuffled(list(queue))
                queue.clear()
                queue.extend(mixed)
            pending = queue.popleft()
            for _ in range(self._simulator.faults.copies()):
                await self._deliver(pending)
            self._simulator.updates.remove(pending.update["update_id"])
            self._simulator.journal.commit()
        if self._queues.get(chat_id) is queue:
            del self._queues[chat_id]

    async def _deliver(self, pending: Pending) -> None:
        """Tries until it is accepted or a day has passed: at once, then after 2, 4, 8... seconds."""
        pause = 0.0
        while self._simulator.clock.steady() - pending.born < KEPT_SECONDS:
            async with self._slots:
                accepted, asked_pause = await self._post(pending.update)
            if accepted:
                return
            await self.sleep(max(pause, asked_pause))
            pause = min(max(pause * 2, FIRST_PAUSE), LONGEST_PAUSE)

    async def _post(self, update: dict) -> tuple[bool, float]:
        """Whether the bot accepted an update, else how long it asked to wait."""
        headers = {"Content-Type": "application/json"}
        if secret := self._settings.get("secret"):
            headers[SECRET_HEADER] = secret
        body = json.dumps(update, ensure_ascii=False).encode()
        try:
            async with self._connection().post(self.url, data=body, headers=headers) as answer:
                if 200 <= answer.status < 300:
                    await self._carry_out_reply(answer)
                    return True, 0.0
                self._note_error(f"Wrong response from the webhook: {answer.status} {answer.reason}")
                return False, _seconds(answer.headers.get("Retry-After"))
        except (aiohttp.ClientError, TimeoutError) as broken:
            self._note_error(str(broken) or "Read timeout expired")
            return False, 0.0

    async def _carry_out_reply(self, answer: aiohttp.ClientResponse) -> None:
        """A bot may call one method in its answer; it never learns the result."""
        if answer.content_type != "application/json":
            return
        try:
            reply = json.loads(await answer.read() or b"{}")
        except ValueError:
            return
        if isinstance(reply, dict) and "method" in reply:
            await self._simulator.call(str(reply.pop("method")), reply)

    def _connection(self) -> aiohttp.ClientSession:
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=ANSWER_TIMEOUT)
            self._session = aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0))
        return self._session

    def _note_error(self, message: str) -> None:
        self._last_error = {
            "last_error_date": int(self._simulator.clock.now()),
            "last_error_message": message,
        }


def _seconds(text: str | None) -> float:
    return float(text) if text and text.isdecimal() else 0.0
