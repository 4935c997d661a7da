"""The methods of the Bot API that the simulator carries out; the rest answers 501."""

from simulator.methods import (
    callbacks,
    chat_info,
    commands,
    copying,
    deleting,
    editing,
    file_access,
    pinning,
    profile,
    receiving,
    sending,
)
from simulator.methods.registry import HANDLERS, Params

__all__ = [
    "HANDLERS",
    "Params",
    "callbacks",
    "chat_info",
    "commands",
    "copying",
    "deleting",
    "editing",
    "file_access",
    "pinning",
    "profile",
    "receiving",
    "sending",
]
