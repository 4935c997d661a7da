"""Which function carries out which method, and which of its fields are modelled."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simulator.files import Upload


class Params(dict):
    """The checked parameters of a call, with the files that came along."""

    def __init__(self, values: dict, files: dict[str, Upload]) -> None:
        super().__init__(values)
        self.files = files


@dataclass(frozen=True, slots=True)
class Handler:
    """A method's function; `waits` when it has to be awaited."""

    run: Callable[..., Any]
    fields: frozenset[str]
    waits: bool


HANDLERS: dict[str, Handler] = {}


def method(name: str, fields: str = "") -> Callable[[Callable], Callable]:
    """Registers a function; a field it does not list is answered with 501, never ignored."""

    def register(function: Callable) -> Callable:
        HANDLERS[name] = Handler(function, frozenset(fields.split()), inspect.iscoroutinefunction(function))
        return function

    return register
