"""How a test reaches the simulator: in the same process, or over HTTP."""

from typing import Any, Protocol

import aiohttp

from simulator.core import Simulator
from simulator.errors import PersonError
from simulator.files import Upload
from simulator.verbs import perform
from simulator.views import chat_view


class Transport(Protocol):
    """What a person needs of the simulator."""

    async def join(self, profile: dict) -> int:
        """Makes the person; returns the id."""
        ...

    async def perform(self, person_id: int, verb: str, body: dict) -> dict:
        """Carries out a verb of the control API."""
        ...

    async def upload(
        self, person_id: int, uploads: list[Upload], kind: str, caption: str | None
    ) -> list[int]:
        """Sends files; returns the ids of the messages."""
        ...

    async def refresh(self, person_id: int) -> None:
        """Brings what `view` returns up to date."""
        ...

    def view(self, person_id: int) -> dict:
        """The chat as the person sees it."""
        ...

    async def file(self, file_id: str) -> bytes:
        """The bytes of a file."""
        ...

    async def close(self) -> None:
        """Ends the connection."""
        ...


class LocalTransport:
    """Straight into a simulator of this process: always up to date."""

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator

    async def join(self, profile: dict) -> int:
        """Makes the person; returns the id."""
        return self.simulator.actions.join(**profile).id

    async def perform(self, person_id: int, verb: str, body: dict) -> dict:
        """Carries out a verb; with `Simulator.deliver` set, returns when the bot has handled it."""
        return await perform(self.simulator, person_id, verb, body)

    async def upload(
        self, person_id: int, uploads: list[Upload], kind: str, caption: str | None
    ) -> list[int]:
        """Sends files; returns the ids of the messages."""
        return await self.simulator.actions.upload(person_id, uploads, kind, caption)

    async def refresh(self, person_id: int) -> None:
        """Nothing to do."""

    def view(self, person_id: int) -> dict:
        """The chat as it is now."""
        return chat_view(self.simulator, self.simulator.actions.person(person_id))

    async def file(self, file_id: str) -> bytes:
        """The bytes of a file."""
        return self.simulator.files.read(self.simulator.files.get(file_id))

    async def close(self) -> None:
        """Nothing is open."""


class HttpTransport:
    """Through the control API of a simulator that listens."""

    def __init__(self, url: str) -> None:
        self._url = f"{url.rstrip('/')}/_control"
        self._session = aiohttp.ClientSession()
        self._views: dict[int, dict] = {}

    async def join(self, profile: dict) -> int:
        """Makes the person; returns the id."""
        return (await self._ask("POST", "/people", json=profile))["id"]

    async def perform(self, person_id: int, verb: str, body: dict) -> dict:
        """Carries out a verb; the bot handles it later."""
        return await self._ask("POST", f"/people/{person_id}/{verb}", json=body)

    async def upload(
        self, person_id: int, uploads: list[Upload], kind: str, caption: str | None
    ) -> list[int]:
        """Sends files; returns the ids of the messages."""
        form = aiohttp.FormData(
            {"kind": kind, **({"caption": caption} if caption else {})}, quote_fields=False
        )
        for upload in uploads:
            form.add_field("file", upload.data, filename=upload.name, content_type=upload.mime)
        return (await self._ask("POST", f"/people/{person_id}/upload", data=form))["message_ids"]

    async def refresh(self, person_id: int) -> None:
        """Fetches the chat."""
        self._views[person_id] = await self._ask("GET", f"/people/{person_id}/chat")

    def view(self, person_id: int) -> dict:
        """The chat as it was last fetched."""
        return self._views[person_id]

    async def file(self, file_id: str) -> bytes:
        """The bytes of a file."""
        async with self._session.get(f"{self._url}/files/{file_id}") as answer:
            answer.raise_for_status()
            return await answer.read()

    async def close(self) -> None:
        """Ends the connection."""
        await self._session.close()

    async def _ask(self, method: str, path: str, **request: Any) -> dict:
        async with self._session.request(method, self._url + path, **request) as answer:
            body = await answer.json()
        if answer.status == 400:
            raise PersonError(body["error"])
        answer.raise_for_status()
        return body
