"""The simulator over HTTP: the Bot API, the control API and the page on one port."""

import asyncio
import json
from pathlib import Path
from urllib.parse import parse_qsl

from aiohttp import web

from simulator.control import add_control_routes
from simulator.core import Simulator
from simulator.errors import ApiError, bad_request, not_found
from simulator.faults import ConnectionBroken, NeverAnswered
from simulator.files import MAX_UPLOAD, Upload

PAGE = Path(__file__).parent / "page"
LARGEST_BODY = MAX_UPLOAD + 2 * 1024 * 1024
SHUTDOWN_SECONDS = 1.0
LONGEST_SILENCE = 600.0
DISCONNECT_CHECK = 0.05


async def start_server(simulator: Simulator, host: str = "127.0.0.1", port: int = 8081) -> web.AppRunner:
    """Listens in the running loop. The caller ends it by `runner.cleanup()`, then `simulator.close()`."""
    runner = web.AppRunner(
        make_app(simulator), access_log=None, handle_signals=False, shutdown_timeout=SHUTDOWN_SECONDS
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        raise
    simulator.webhooks.resume()
    return runner


def server_url(runner: web.AppRunner) -> str:
    """The address a server listens on, with the real port when 0 was asked for."""
    host, port = runner.addresses[0][:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def make_app(simulator: Simulator) -> web.Application:
    """All routes."""
    app = web.Application(client_max_size=LARGEST_BODY)
    bot_api = BotApi(simulator)
    app.router.add_route("*", "/bot{token:[^/]+}/{method}", bot_api.call)
    app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", bot_api.download)
    add_control_routes(app, simulator)
    app.router.add_get("/", _index)
    if PAGE.is_dir():
        app.router.add_static("/", PAGE)

    async def stop_waiting(_: web.Application) -> None:
        simulator.events.close()
        simulator.updates.stop_waiting("terminated by the end of the simulator")

    app.on_shutdown.append(stop_waiting)
    app.on_response_prepare.append(_ask_again)
    return app


async def _ask_again(request: web.Request, response: web.StreamResponse) -> None:
    """A browser must not keep the page's old modules after an update."""
    if not request.path.startswith(("/bot", "/file", "/_control")):
        response.headers["Cache-Control"] = "no-cache"


class BotApi:
    """Requests of the bot."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One method, with parameters in the query, as JSON, as a form or in parts."""
        try:
            self._simulator.check_token(request.match_info["token"])
            params, files = await _parameters(request)
            status, body = await self._simulator.call(request.match_info["method"], params, files)
        except ApiError as refusal:
            status, body = refusal.status, refusal.body()
        except ConnectionBroken:
            return _broken(request)
        except NeverAnswered:
            await _wait_for_disconnect(request)
            return _broken(request)
        if isinstance(body, str):
            return web.Response(status=status, text=body, content_type="text/html")
        return _json(body, status)

    async def download(self, request: web.Request) -> web.Response:
        """The bytes behind a path that getFile gave."""
        try:
            self._simulator.check_token(request.match_info["token"])
            file = self._simulator.files.by_path(request.match_info["path"])
            if file is None:
                raise not_found()
        except ApiError as refusal:
            return _json(refusal.body(), refusal.status)
        return web.Response(body=self._simulator.files.read(file), content_type="application/octet-stream")


async def _parameters(request: web.Request) -> tuple[dict, dict[str, Upload]]:
    params: dict = dict(request.query) if request.query_string else {}
    if not request.can_read_body:
        return params, {}
    try:
        if request.content_type == "application/json":
            return params | _json_object(await request.read()), {}
        if request.content_type == "multipart/form-data":
            return await _parts(request, params)
        pairs = parse_qsl((await request.read()).decode(), keep_blank_values=True)
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, "Request Entity Too Large") from None
    return params | dict(pairs), {}


async def _parts(request: web.Request, params: dict) -> tuple[dict, dict[str, Upload]]:
    files = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = Upload(value.filename, value.file.read(), value.content_type)
        else:
            params[name] = value
    return params, files


def _json_object(raw: bytes) -> dict:
    try:
        value = json.loads(raw or b"{}")
    except ValueError:
        raise bad_request("can't parse request as JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("request must be a JSON object")
    return value


def _json(body: dict, status: int) -> web.Response:
    raw = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return web.Response(status=status, body=raw, content_type="application/json")


def _broken(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _wait_for_disconnect(request: web.Request) -> None:
    for _ in range(int(LONGEST_SILENCE / DISCONNECT_CHECK)):
        if request.transport is None or request.transport.is_closing():
            return
        await asyncio.sleep(DISCONNECT_CHECK)


async def _index(_: web.Request) -> web.StreamResponse:
    index = PAGE / "index.html"
    if index.exists():
        return web.FileResponse(index)
    return web.Response(text="The simulator listens; its page is not installed.")
