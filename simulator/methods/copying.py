"""Copies and forwards."""

from itertools import pairwise
from typing import TYPE_CHECKING

from simulator import messages
from simulator.chats import Message
from simulator.errors import bad_request
from simulator.methods.registry import Params, method
from simulator.methods.sending import SEND

if TYPE_CHECKING:
    from simulator.core import Simulator

MAX_AT_ONCE = 100
CAPTION = ("caption", "caption_entities", "show_caption_above_media")
CONTENT = ("text", "entities", "link_preview_options", *CAPTION, *messages.MEDIA, "has_media_spoiler")


@method(
    "copyMessage",
    SEND + "from_chat_id message_id caption parse_mode caption_entities show_caption_above_media",
)
def copy_message(simulator: "Simulator", p: Params) -> dict:
    """The same content as a message of the bot, with another caption if given."""
    source = _source(simulator, p, p["message_id"], "message to copy not found")
    content = _content(source)
    if "caption" in p and messages.medium(content):
        content = {key: value for key, value in content.items() if key not in CAPTION}
        content |= messages.caption_content(simulator, p)
    return {"message_id": messages.post(simulator, p, content)["message_id"]}


@method(
    "copyMessages", "chat_id from_chat_id message_ids disable_notification protect_content remove_caption"
)
def copy_messages(simulator: "Simulator", p: Params) -> list[dict]:
    """Several at once, in order; those that can't be found are passed over, albums stay albums."""
    numbers = p["message_ids"]
    if not 1 <= len(numbers) <= MAX_AT_ONCE:
        raise bad_request(
            "too many message identifiers specified" if numbers else "message identifiers are not specified"
        )
    if any(a >= b for a, b in pairwise(numbers)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    known = simulator.state.chat(simulator.state.known(p["from_chat_id"]).id).messages
    copied = []
    groups: dict[str, str] = {}
    for source in [known[number] for number in numbers if number in known]:
        content = _content(source)
        if p.get("remove_caption"):
            content = {key: value for key, value in content.items() if key not in CAPTION}
        if group := source.body.get("media_group_id"):
            if group not in groups:
                groups[group] = str(simulator.state.next("file") << 20)
            content["media_group_id"] = groups[group]
        copied.append({"message_id": messages.post(simulator, p, content)["message_id"]})
    if not copied:
        raise bad_request("there are no messages to copy")
    return copied


@method(
    "forwardMessage", "chat_id from_chat_id message_id disable_notification protect_content message_effect_id"
)
def forward_message(simulator: "Simulator", p: Params) -> dict:
    """The message with its author's name above."""
    source = _source(simulator, p, p["message_id"], "message to forward not found")
    origin = source.body.get("forward_origin") or {
        "type": "user",
        "sender_user": source.body["from"],
        "date": source.body["date"],
    }
    return messages.post(simulator, p, {"forward_origin": origin, **_content(source)})


def _source(simulator: "Simulator", p: Params, message_id: int, missing: str) -> Message:
    where = {"chat_id": p["from_chat_id"], "message_id": message_id}
    source = messages.find(simulator, where, missing)
    if source.body.get("has_protected_content"):
        raise bad_request(f"message can't be {'forwarded' if 'forward' in missing else 'copied'}")
    return source


def _content(source: Message) -> dict:
    return {key: source.body[key] for key in CONTENT if key in source.body}
