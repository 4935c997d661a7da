"""Pinned messages."""

from typing import TYPE_CHECKING

from simulator import messages
from simulator.errors import bad_request
from simulator.methods.registry import Params, method

if TYPE_CHECKING:
    from simulator.core import Simulator


@method("pinChatMessage", "chat_id message_id disable_notification")
def pin_chat_message(simulator: "Simulator", p: Params) -> bool:
    """Pins a message on top of the others."""
    message = messages.find(simulator, p, "message to pin not found")
    chat = simulator.state.chat(message.chat_id)
    chat.pinned = [*(number for number in chat.pinned if number != message.id), message.id]
    simulator.state.save_chat(chat)
    return True


@method("unpinChatMessage", "chat_id message_id")
def unpin_chat_message(simulator: "Simulator", p: Params) -> bool:
    """Unpins the named message, or the one pinned last."""
    chat = simulator.state.chat(simulator.state.known(p["chat_id"]).id)
    message_id = p.get("message_id", chat.pinned[-1] if chat.pinned else None)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    simulator.state.save_chat(chat)
    return True


@method("unpinAllChatMessages", "chat_id")
def unpin_all_chat_messages(simulator: "Simulator", p: Params) -> bool:
    """Unpins everything."""
    chat = simulator.state.chat(simulator.state.known(p["chat_id"]).id)
    chat.pinned.clear()
    simulator.state.save_chat(chat)
    return True
