"""Two clocks: the one people see, which the demo may move, and the one that never jumps."""

import re
import time
from collections.abc import Callable

from simulator.errors import PersonError

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


class Clock:
    """`now()` dates messages and can be moved; `steady()` measures limits, time-outs and lifetimes."""

    def __init__(self, source: Callable[[], float] = time.time, offset: float = 0.0) -> None:
        self.source = source
        self.offset = offset

    def now(self) -> float:
        """Unix time as everybody in the simulation sees it."""
        return self.source() + self.offset

    def steady(self) -> float:
        """Unix time untouched by `advance`."""
        return self.source()

    def advance(self, step: float | str) -> float:
        """Moves the visible time by seconds or by "30m", "1h", "1d" (a minus goes back)."""
        self.offset += step_seconds(step)
        return self.offset


class ManualClock(Clock):
    """A clock for tests: stands still until told to tick."""

    def __init__(self, start: float = 1_790_000_000.0) -> None:
        self._time = start
        super().__init__(source=lambda: self._time)

    def tick(self, seconds: float) -> None:
        """Lets real time pass: both `now()` and `steady()` move."""
        self._time += seconds


def step_seconds(step: float | str) -> float:
    """Seconds of a step such as 90, "90", "30m", "-1h" or "1d"."""
    if isinstance(step, int | float) and not isinstance(step, bool):
        return float(step)
    match = re.fullmatch(r"([+-]?\d+(?:\.\d+)?)([smhdw]?)", str(step).strip())
    if not match:
        raise PersonError(f"wrong step of time {step!r}: seconds, or a number with s, m, h, d or w")
    return float(match[1]) * _UNITS[match[2] or "s"]
