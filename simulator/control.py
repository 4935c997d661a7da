"""The control API: people, faults, the clock and what the bot asked, for the page and for tests."""

import json
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from aiohttp import web

from simulator.core import Simulator
from simulator.errors import PersonError
from simulator.files import Upload
from simulator.verbs import perform
from simulator.views import chat_view, person_view

HEARTBEAT_SECONDS = 15.0
_SHOWN_INLINE = ("image/png", "image/jpeg", "image/gif", "image/webp", "audio/", "video/")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def add_control_routes(app: web.Application, simulator: Simulator) -> None:
    """Everything under /_control/."""
    control = Control(simulator)
    routes: list[tuple[str, str, Handler]] = [
        ("POST", "/people", control.join),
        ("GET", "/people", control.people),
        ("GET", "/people/{id}/chat", control.chat),
        ("POST", "/people/{id}/upload", control.upload),
        ("POST", "/people/{id}/{verb}", control.perform),
        ("GET", "/events", control.events),
        ("GET", "/clock", control.clock),
        ("POST", "/clock", control.advance),
        ("GET", "/bot", control.bot),
        ("POST", "/faults", control.add_fault),
        ("GET", "/faults", control.faults),
        ("DELETE", "/faults", control.clear_faults),
        ("GET", "/calls", control.calls),
        ("DELETE", "/calls", control.clear_calls),
        ("GET", "/files/{file_id}", control.file),
    ]
    for method, path, handler in routes:
        app.router.add_route(method, f"/_control{path}", _explained(handler))


def _explained(handler: Handler) -> Handler:
    """What people can't do is answered with 400 and the reason."""

    async def explained(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except PersonError as refused:
            return web.json_response({"error": str(refused)}, status=400)

    return explained


class Control:
    """The handlers."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    async def join(self, request: web.Request) -> web.Response:
        """Makes a person, or changes one."""
        person = self._simulator.actions.join(**await _body(request))
        return web.json_response(person_view(self._simulator, person))

    async def people(self, _: web.Request) -> web.Response:
        """All people."""
        views = [person_view(self._simulator, person) for person in self._simulator.state.people.values()]
        return web.json_response({"people": views})

    async def chat(self, request: web.Request) -> web.Response:
        """A chat as its person sees it; reading it makes it read."""
        person = self._simulator.actions.person(_person_id(request))
        self._simulator.state.chat(person.id).unread = 0
        return web.json_response(chat_view(self._simulator, person))

    async def perform(self, request: web.Request) -> web.Response:
        """A person does something."""
        verb = request.match_info["verb"]
        body = await _body(request)
        return web.json_response(await perform(self._simulator, _person_id(request), verb, body))

    async def upload(self, request: web.Request) -> web.Response:
        """A person sends files."""
        form = await request.post()
        uploads = [
            Upload(part.filename, part.file.read(), part.content_type)
            for part in form.getall("file", [])
            if isinstance(part, web.FileField)
        ]
        kind, caption = str(form.get("kind", "document")), str(form.get("caption", ""))
        sent = await self._simulator.actions.upload(_person_id(request), uploads, kind, caption)
        return web.json_response({"message_ids": sent, "message_id": sent[0]})

    async def events(self, request: web.Request) -> web.StreamResponse:
        """A stream of what changes, as server-sent events."""
        events = self._simulator.events
        seen = _number(request.headers.get("Last-Event-ID") or request.query.get("since"), events.n)
        seen = seen if seen <= events.n else 0
        stream = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}
        )
        await stream.prepare(request)
        try:
            while not events.closed:
                for event in await events.after(seen, HEARTBEAT_SECONDS) or [None]:
                    await stream.write(_event_lines(event))
                seen = events.n
        except ConnectionResetError:
            pass
        return stream

    async def clock(self, _: web.Request) -> web.Response:
        """The time everybody sees."""
        clock = self._simulator.clock
        return web.json_response({"now": clock.now(), "offset": clock.offset})

    async def advance(self, request: web.Request) -> web.Response:
        """Moves the time everybody sees."""
        self._simulator.advance((await _body(request)).get("advance", ""))
        return await self.clock(request)

    async def bot(self, _: web.Request) -> web.Response:
        """The bot behind the chats."""
        settings = self._simulator.state.settings
        bot = {name: self._simulator.bot[name] for name in ("id", "username", "first_name")}
        if name := settings.get("name", {}).get(""):
            bot["first_name"] = name
        if description := settings.get("description", {}).get(""):
            bot["description"] = description
        return web.json_response(bot)

    async def add_fault(self, request: web.Request) -> web.Response:
        """Sets a fault."""
        self._simulator.faults.add(**{"kind": "", **await _body(request)})
        return await self.faults(request)

    async def faults(self, _: web.Request) -> web.Response:
        """The faults in force."""
        return web.json_response({"faults": self._simulator.faults.listed()})

    async def clear_faults(self, request: web.Request) -> web.Response:
        """Ends all faults."""
        self._simulator.faults.clear()
        return await self.faults(request)

    async def calls(self, request: web.Request) -> web.Response:
        """What the bot asked."""
        since = _number(request.query.get("since"), 0)
        return web.json_response({"calls": self._simulator.calls.named(request.query.get("method"), since)})

    async def clear_calls(self, _: web.Request) -> web.Response:
        """Forgets what the bot asked."""
        self._simulator.calls.clear()
        return web.json_response({"calls": []})

    async def file(self, request: web.Request) -> web.Response:
        """The bytes of a file, shown only when they can do no harm on the page."""
        file = self._simulator.files.known.get(request.match_info["file_id"])
        if file is None:
            raise web.HTTPNotFound
        place = "inline" if file.mime.startswith(_SHOWN_INLINE) else "attachment"
        headers = {
            "Content-Type": file.mime,
            "Content-Disposition": f"{place}; filename*=UTF-8''{quote(file.name)}",
            "Content-Security-Policy": "sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, max-age=86400, immutable",
        }
        return web.Response(body=self._simulator.files.read(file), headers=headers)


def _event_lines(event: dict | None) -> bytes:
    if event is None:
        return b": still here\n\n"
    return f"id: {event['n']}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n".encode()


def _person_id(request: web.Request) -> int:
    text = request.match_info["id"]
    if not text.isdecimal():
        raise PersonError(f"id of a person is a number, not {text!r}")
    return int(text)


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() else default


async def _body(request: web.Request) -> dict:
    try:
        body = json.loads(await request.read() or b"{}")
    except ValueError:
        raise PersonError("the body is no JSON") from None
    if not isinstance(body, dict):
        raise PersonError("the body is no JSON object")
    return body
