"""Chats and people as the page and the tests see them."""

from typing import TYPE_CHECKING

from simulator.chats import Message
from simulator.messages import medium
from simulator.methods.commands import commands_of, menu_button
from simulator.people import Person

if TYPE_CHECKING:
    from simulator.core import Simulator

_PERSON_FIELDS = ("id", "first_name", "last_name", "username", "language_code", "badge", "note", "blocked")


def message_view(message: Message) -> dict:
    """A Bot API message with the marks that only people see."""
    view = dict(message.body)
    if "edit_date" in view:
        view["_edited_at"] = view["edit_date"]
    if message.reactions:
        view["_reactions"] = [{"by": who, "emoji": emoji} for who, emoji in message.reactions.items()]
    if message.silent:
        view["_silent"] = True
    return view


def chat_view(simulator: "Simulator", person: Person) -> dict:
    """A chat as its person sees it."""
    chat = simulator.state.chat(person.id)
    return {
        "messages": [message_view(chat.messages[number]) for number in sorted(chat.messages)],
        "alerts": list(chat.alerts),
        "last_answer": chat.last_answer,
        "commands": commands_of(simulator, person),
        "menu_button": menu_button(simulator, person),
        "keyboard": chat.keyboard,
        "pinned": chat.pinned,
        "typing": chat.typing_until > simulator.clock.steady(),
        "blocked": person.blocked,
    }


def person_view(simulator: "Simulator", person: Person) -> dict:
    """A person of the list, with the newest message of their chat."""
    chat = simulator.state.chat(person.id)
    last = chat.messages[next(reversed(chat.messages))].body if chat.messages else None
    view = {name: getattr(person, name) for name in _PERSON_FIELDS}
    view["unread"] = chat.unread
    view["last"] = {"text": _summary(last), "date": last["date"]} if last else None
    return view


def _summary(body: dict) -> str:
    if text := body.get("text") or body.get("caption"):
        return text
    kind = medium(body)
    return body[kind].get("file_name", kind) if kind not in (None, "photo") else kind or ""
