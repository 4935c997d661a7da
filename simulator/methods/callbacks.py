"""Answering presses of buttons."""

import re
from typing import TYPE_CHECKING

from simulator.errors import bad_request
from simulator.methods.registry import Params, method

if TYPE_CHECKING:
    from simulator.core import Simulator

MAX_TEXT = 200


@method("answerCallbackQuery", "callback_query_id text show_alert url cache_time")
def answer_callback_query(simulator: "Simulator", p: Params) -> bool:
    """Ends the waiting of a pressed button, with a notice or without."""
    text = p.get("text", "")
    if len(text) > MAX_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    if "url" in p and not _own_link(simulator, p["url"]):
        raise bad_request("URL_INVALID")
    chat = simulator.state.chat(simulator.queries.answer(p["callback_query_id"]))
    answer = {
        "callback_query_id": p["callback_query_id"],
        "text": text,
        "show_alert": p.get("show_alert", False),
        "date": int(simulator.clock.now()),
    }
    chat.last_answer = answer
    if text:
        chat.alerts.append(answer)
    simulator.state.save_chat(chat)
    simulator.events.publish("callback_answer", chat.id, **answer)
    return True


def _own_link(simulator: "Simulator", url: str) -> bool:
    return bool(re.fullmatch(rf"https://t\.me/{simulator.bot['username']}\?start=[\w-]{{1,64}}", url))
