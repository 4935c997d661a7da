"""What people do, by name and JSON body: the same for the control API and for tests in the process."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from simulator.errors import PersonError

if TYPE_CHECKING:
    from simulator.core import Simulator

_MISSING = object()


async def perform(simulator: "Simulator", person_id: int, verb: str, body: dict) -> dict:
    """Carries out a verb; PersonError for one that is unknown, incomplete or not possible."""
    if verb not in VERBS:
        raise PersonError(f"people can't {verb!r}: {', '.join(VERBS)}")
    simulator.actions.person(person_id)
    return await VERBS[verb](simulator, person_id, body)


async def _send(simulator: "Simulator", person_id: int, body: dict) -> dict:
    reply_to = _field(body, "reply_to_message_id", int, None)
    return {"message_id": await simulator.actions.send(person_id, _field(body, "text", str), reply_to)}


async def _start(simulator: "Simulator", person_id: int, body: dict) -> dict:
    return {"message_id": await simulator.actions.start(person_id, _field(body, "payload", str, "") or "")}


async def _click(simulator: "Simulator", person_id: int, body: dict) -> dict:
    actions = simulator.actions
    if "button" in body:
        message_id = _field(body, "message_id", int, None)
        message_id, button = actions.find_button(person_id, _field(body, "button", str), message_id)
        return await actions.click(person_id, message_id, button)
    message_id = _field(body, "message_id", int)
    if "data" in body:
        return await actions.tap(person_id, message_id, _field(body, "data", str))
    button = actions.button_at(person_id, message_id, _field(body, "row", int), _field(body, "column", int))
    return await actions.click(person_id, message_id, button)


async def _edit(simulator: "Simulator", person_id: int, body: dict) -> dict:
    await simulator.actions.edit(person_id, _field(body, "message_id", int), _field(body, "text", str))
    return {}


async def _react(simulator: "Simulator", person_id: int, body: dict) -> dict:
    await simulator.actions.react(
        person_id, _field(body, "message_id", int), _field(body, "emoji", str, None)
    )
    return {}


async def _block(simulator: "Simulator", person_id: int, body: dict) -> dict:
    await simulator.actions.block(person_id)
    return {}


async def _unblock(simulator: "Simulator", person_id: int, body: dict) -> dict:
    await simulator.actions.unblock(person_id)
    return {}


async def _deactivate(simulator: "Simulator", person_id: int, body: dict) -> dict:
    simulator.actions.deactivate(person_id)
    return {}


def _field(body: dict, name: str, kind: type, default: Any = _MISSING) -> Any:
    value = body.get(name, default)
    if value is _MISSING or (type(value) is not kind and value is not default):
        raise PersonError(f"{name} is required: {kind.__name__}")
    return value


VERBS: dict[str, Callable[["Simulator", int, dict], Awaitable[dict]]] = {
    "send": _send,
    "start": _start,
    "click": _click,
    "edit": _edit,
    "react": _react,
    "block": _block,
    "unblock": _unblock,
    "deactivate": _deactivate,
}
