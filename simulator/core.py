"""The simulator itself: one bot, its people and chats, and the calls the bot makes."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random

from simulator import methods, schema
from simulator.actions import Actions
from simulator.clock import Clock
from simulator.errors import ApiError, not_modelled, unauthorized
from simulator.events import Calls, Events
from simulator.faults import Faults, HtmlError
from simulator.files import Files, Upload
from simulator.journal import Journal
from simulator.limits import Limits
from simulator.queries import Queries
from simulator.state import State
from simulator.updates import Updates
from simulator.webhooks import Webhooks

HISTORY = 200_000

Answer = tuple[int, dict | str]
"""Status and body; a text body is a page of HTML from a server in between."""


class Simulator:
    """A Bot API server without sockets: `call` is the bot's side, `actions` the people's."""

    def __init__(
        self,
        token: str = "1:demo",
        *,
        username: str = "opora_demo_bot",
        first_name: str = "Опора",
        limits: str = "off",
        seed: int = 0,
        clock: Clock | None = None,
        store: Path | None = None,
        history: int = HISTORY,
    ) -> None:
        random = Random(seed)
        self.token = token
        self.bot = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": first_name,
            "username": username,
        }
        self.clock = clock or Clock()
        self.journal = Journal(store)
        self.state = State(self.journal, random, history)
        self.clock.offset = self.state.settings.get("clock_offset", self.clock.offset)
        self.faults = Faults(random)
        self.limits = Limits(limits, self.clock.steady)
        self.files = Files(self.journal, store, lambda: self.state.next("file"), self.clock.steady)
        self.queries = Queries(self.state, self.clock)
        self.updates = Updates(self.state, self.clock, self.faults)
        self.webhooks = Webhooks(self)
        self.events = Events()
        self.calls = Calls()
        self.actions = Actions(self)
        self.deliver: Callable[[dict], Awaitable[object]] | None = None
        """When set, every update goes here instead of into the queue."""

    async def call(self, method: str, params: dict, files: dict[str, Upload] | None = None) -> Answer:
        """A call of the bot. Faults may raise ConnectionBroken or NeverAnswered instead of an answer."""
        try:
            await self.faults.before(method)
            status, body = 200, {"ok": True, "result": await self._carry_out(method, params, files or {})}
        except ApiError as refusal:
            status, body = refusal.status, refusal.body()
        except HtmlError as error:
            status, body = error.status, error.page
        self.journal.commit()
        self.calls.note(self.clock.now(), method, params, status, body)
        self.faults.after(method)
        return status, body

    async def _carry_out(self, method: str, params: dict, files: dict[str, Upload]) -> object:
        call = schema.call(method)
        handler = methods.HANDLERS.get(method)
        if handler is None:
            raise not_modelled(f"the method {method}")
        checked = methods.Params(call.parse(params, files), files)
        if extra := checked.keys() - handler.fields:
            raise not_modelled(f"{', '.join(sorted(extra))} of {method}")
        if "chat_id" in checked:
            self.limits.check(method, checked["chat_id"])
        result = handler.run(self, checked)
        return await result if handler.waits else result

    def check_token(self, token: str) -> None:
        """401 for a token that is not this bot's."""
        if token != self.token:
            raise unauthorized()

    async def receive(self, kind: str, chat_id: int, payload: dict) -> None:
        """Something happened that the bot should hear of."""
        update = self.updates.make(kind, payload)
        if update is not None and self.deliver is None:
            self.webhooks.enqueue(self.updates.add(update, chat_id))
        self.journal.commit()
        if update is not None and self.deliver is not None:
            for _ in range(self.faults.copies()):
                await self.deliver(update)

    def advance(self, step: float | str) -> float:
        """Moves the visible clock; answers being waited for are not affected."""
        offset = self.clock.advance(step)
        self.state.set("clock_offset", offset)
        self.journal.commit()
        self.events.publish("clock", offset=offset)
        return offset

    async def close(self) -> None:
        """Stops deliveries and closes the saved state."""
        await self.webhooks.close()
        self.updates.stop_waiting("terminated by the end of the simulator")
        self.journal.close()
