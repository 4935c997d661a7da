"""Deleting messages."""

from typing import TYPE_CHECKING

from simulator import messages
from simulator.chats import Message
from simulator.errors import bad_request
from simulator.methods.registry import Params, method

if TYPE_CHECKING:
    from simulator.core import Simulator

MAX_AGE = 48 * 3600
MAX_AT_ONCE = 100


@method("deleteMessage", "chat_id message_id")
def delete_message(simulator: "Simulator", p: Params) -> bool:
    """One message, younger than two days."""
    message = messages.find(simulator, p, "message to delete not found")
    if _too_old(simulator, message):
        raise bad_request("message can't be deleted for everyone")
    _delete(simulator, message)
    return True


@method("deleteMessages", "chat_id message_ids")
def delete_messages(simulator: "Simulator", p: Params) -> bool:
    """Up to a hundred; those that can't be found or deleted are passed over."""
    person = simulator.state.known(p["chat_id"])
    if not 1 <= len(p["message_ids"]) <= MAX_AT_ONCE:
        raise bad_request(
            "too many message identifiers specified"
            if p["message_ids"]
            else "message identifiers are not specified"
        )
    found = (simulator.state.chat(person.id).messages.get(number) for number in p["message_ids"])
    for message in [message for message in found if message]:
        if not _too_old(simulator, message):
            _delete(simulator, message)
    return True


def _too_old(simulator: "Simulator", message: Message) -> bool:
    return simulator.clock.now() - message.body["date"] > MAX_AGE


def _delete(simulator: "Simulator", message: Message) -> None:
    simulator.state.remove_message(message.chat_id, message.id)
    simulator.events.publish("delete", message.chat_id, message_id=message.id)
