"""What the bot says about itself."""

from typing import TYPE_CHECKING

from simulator.errors import bad_request
from simulator.methods.commands import check_language
from simulator.methods.registry import Params, method

if TYPE_CHECKING:
    from simulator.core import Simulator

LIMITS = {"name": 64, "description": 512, "short_description": 120}


@method("getMe")
def get_me(simulator: "Simulator", p: Params) -> dict:
    """The bot as a user."""
    return {
        **simulator.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _set(simulator: "Simulator", p: Params, field: str) -> bool:
    text = p.get(field, "")
    if len(text) > LIMITS[field]:
        raise bad_request(f"{field.replace('_', ' ')} is too long")
    language = check_language(p)
    texts = {**simulator.state.settings.get(field, {}), language: text}
    simulator.state.set(field, {key: value for key, value in texts.items() if value} or None)
    return True


def _get(simulator: "Simulator", p: Params, field: str, default: str = "") -> dict:
    texts = simulator.state.settings.get(field, {})
    return {field: texts.get(check_language(p)) or texts.get("") or default}


@method("setMyName", "name language_code")
def set_my_name(simulator: "Simulator", p: Params) -> bool:
    """The name above the chat."""
    return _set(simulator, p, "name")


@method("getMyName", "language_code")
def get_my_name(simulator: "Simulator", p: Params) -> dict:
    """The name above the chat."""
    return _get(simulator, p, "name", simulator.bot["first_name"])


@method("setMyDescription", "description language_code")
def set_my_description(simulator: "Simulator", p: Params) -> bool:
    """The text of the empty chat."""
    return _set(simulator, p, "description")


@method("getMyDescription", "language_code")
def get_my_description(simulator: "Simulator", p: Params) -> dict:
    """The text of the empty chat."""
    return _get(simulator, p, "description")


@method("setMyShortDescription", "short_description language_code")
def set_my_short_description(simulator: "Simulator", p: Params) -> bool:
    """The text of the profile."""
    return _set(simulator, p, "short_description")


@method("getMyShortDescription", "language_code")
def get_my_short_description(simulator: "Simulator", p: Params) -> dict:
    """The text of the profile."""
    return _get(simulator, p, "short_description")
