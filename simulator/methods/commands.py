"""Command lists by scope and language, and the menu button."""

import re
from typing import TYPE_CHECKING

from simulator.errors import bad_request, not_modelled
from simulator.keyboards import checked_markup
from simulator.methods.registry import Params, method
from simulator.people import Person

if TYPE_CHECKING:
    from simulator.core import Simulator

MAX_COMMANDS = 100
MAX_DESCRIPTION = 256
DEFAULT_SCOPE = {"type": "default"}
DEFAULT_BUTTON = {"type": "default"}
_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")
_GROUPS = ("all_group_chats", "all_chat_administrators", "chat_administrators", "chat_member")


def check_language(p: Params) -> str:
    """The language code of a call, empty for all languages."""
    code = p.get("language_code", "")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


@method("setMyCommands", "commands scope language_code")
def set_my_commands(simulator: "Simulator", p: Params) -> bool:
    """A command list for a scope and a language."""
    if len(p["commands"]) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    _store(simulator, _key(simulator, p), [_checked(command) for command in p["commands"]])
    return True


@method("deleteMyCommands", "scope language_code")
def delete_my_commands(simulator: "Simulator", p: Params) -> bool:
    """No list of its own for a scope and a language."""
    _store(simulator, _key(simulator, p), [])
    return True


@method("getMyCommands", "scope language_code")
def get_my_commands(simulator: "Simulator", p: Params) -> list[dict]:
    """The list set for exactly this scope and language."""
    return simulator.state.settings.get("commands", {}).get(_key(simulator, p), [])


@method("setChatMenuButton", "chat_id menu_button")
def set_chat_menu_button(simulator: "Simulator", p: Params) -> bool:
    """The button beside the input line, of one chat or of all."""
    button = p.get("menu_button", DEFAULT_BUTTON)
    if button["type"] == "web_app":
        checked_markup({"inline_keyboard": [[{"text": button["text"], "web_app": button["web_app"]}]]})
    if "chat_id" not in p:
        simulator.state.set("menu_button", button)
        return True
    chat = simulator.state.chat(simulator.state.known(p["chat_id"]).id)
    chat.menu_button = button
    simulator.state.save_chat(chat)
    return True


@method("getChatMenuButton", "chat_id")
def get_chat_menu_button(simulator: "Simulator", p: Params) -> dict:
    """The button of a chat, or the one of all chats."""
    if "chat_id" not in p:
        return simulator.state.settings.get("menu_button", DEFAULT_BUTTON)
    return menu_button(simulator, simulator.state.known(p["chat_id"]))


def menu_button(simulator: "Simulator", person: Person) -> dict:
    """The button a person sees."""
    own = simulator.state.chat(person.id).menu_button
    if own and own["type"] != "default":
        return own
    return simulator.state.settings.get("menu_button", DEFAULT_BUTTON)


def commands_of(simulator: "Simulator", person: Person) -> list[dict]:
    """The list a person sees: the narrowest scope wins, in it the person's language."""
    lists = simulator.state.settings.get("commands", {})
    for scope in (f"chat {person.id}", "all_private_chats", "default"):
        for language in (person.language_code or "", ""):
            if found := lists.get(f"{scope}|{language}"):
                return found
    return []


def _store(simulator: "Simulator", key: str, commands: list[dict]) -> None:
    lists = {**simulator.state.settings.get("commands", {}), key: commands}
    simulator.state.set("commands", {name: found for name, found in lists.items() if found})


def _key(simulator: "Simulator", p: Params) -> str:
    scope = p.get("scope", DEFAULT_SCOPE)
    kind = scope["type"]
    if kind in _GROUPS:
        raise not_modelled(f"the command scope {kind}")
    if kind == "chat":
        kind = f"chat {simulator.state.known(scope['chat_id']).id}"
    return f"{kind}|{check_language(p)}"


def _checked(command: dict) -> dict:
    if not _COMMAND.fullmatch(command["command"]):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(command["description"]) <= MAX_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {**command, "command": command["command"].removeprefix("/")}
