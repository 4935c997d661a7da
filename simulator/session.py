"""aiogram's session without sockets: every request goes straight to the simulator."""

import json
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import ClientResponseError, RequestInfo
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from simulator.core import Simulator
from simulator.errors import ApiError
from simulator.faults import ConnectionBroken, NeverAnswered
from simulator.files import Upload

if TYPE_CHECKING:
    from aiogram.client.bot import Bot


class SimulatorSession(BaseSession):
    """Answers, exceptions and files are those of a session over HTTP."""

    def __init__(self, simulator: Simulator, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.simulator = simulator

    async def make_request(
        self, bot: "Bot", method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        """Calls the simulator as a form would, and reads its answer as JSON."""
        params, files = await self._form(bot, method)
        try:
            status, body = await self._call(bot.token, method.__api_method__, params, files)
        except NeverAnswered as lost:
            raise TelegramNetworkError(method=method, message="Request timeout error") from lost
        except ConnectionBroken as broken:
            message = "ServerDisconnectedError: Server disconnected"
            raise TelegramNetworkError(method=method, message=message) from broken
        content = body if isinstance(body, str) else json.dumps(body)
        response = self.check_response(bot=bot, method=method, status_code=status, content=content)
        return cast(TelegramType, response.result)

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        """The bytes behind a path that getFile gave."""
        path = urlsplit(url).path.partition(f"/file/bot{self.simulator.token}/")[2]
        file = self.simulator.files.by_path(path)
        if file is None:
            raise _download_refused(url)
        data = self.simulator.files.read(file)
        for start in range(0, len(data), chunk_size):
            yield data[start : start + chunk_size]

    async def close(self) -> None:
        """Nothing is open."""

    async def _call(self, token: str, method: str, params: dict, files: dict) -> tuple[int, dict | str]:
        try:
            self.simulator.check_token(token)
        except ApiError as refusal:
            return refusal.status, refusal.body()
        return await self.simulator.call(method, params, files)

    async def _form(self, bot: "Bot", method: TelegramMethod) -> tuple[dict[str, str], dict[str, Upload]]:
        """The fields of the form that aiogram would post, and the files beside them."""
        inputs: dict[str, Any] = {}
        params = {}
        for key, value in method.model_dump(warnings=False).items():
            if prepared := self.prepare_value(value, bot=bot, files=inputs):
                params[key] = prepared
        files = {}
        for key, file in inputs.items():
            data = b"".join([chunk async for chunk in file.read(bot)])
            files[key] = Upload(file.filename or key, data)
        return params, files


def _download_refused(url: str) -> ClientResponseError:
    request = RequestInfo(URL(url), "GET", CIMultiDictProxy(CIMultiDict()), URL(url))
    return ClientResponseError(request, (), status=404, message="Not Found")
