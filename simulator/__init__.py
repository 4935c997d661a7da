"""A local Bot API server as strict as Telegram, for demos and tests."""

from simulator.core import Simulator
from simulator.errors import PersonError

__all__ = ["PersonError", "Simulator"]
