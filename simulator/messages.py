"""How messages are made: content, replies, keyboards, and the record in the chat."""

from typing import TYPE_CHECKING

from simulator import entities
from simulator.chats import Message
from simulator.errors import bad_request
from simulator.keyboards import checked_markup

if TYPE_CHECKING:
    from simulator.core import Simulator

MAX_TEXT = 4096
MAX_CAPTION = 1024

MEDIA = ("photo", "document", "voice", "video", "audio")


def text_content(simulator: "Simulator", p: dict) -> dict:
    """`text` and its entities, checked."""
    text, marks = entities.formatted(p["text"], p.get("parse_mode"), p.get("entities"))
    if not text:
        raise bad_request("message text is empty")
    if len(text) > MAX_TEXT:
        raise bad_request("message is too long")
    content: dict = {"text": text}
    if marks := resolved(simulator, marks):
        content["entities"] = marks
    preview = p.get("link_preview_options")
    if preview or p.get("disable_web_page_preview"):
        content["link_preview_options"] = preview or {"is_disabled": True}
    return content


def caption_content(simulator: "Simulator", p: dict) -> dict:
    """`caption` and its entities, checked; nothing without a caption."""
    text, marks = entities.formatted(p.get("caption") or "", p.get("parse_mode"), p.get("caption_entities"))
    if len(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    content: dict = {"caption": text} if text else {}
    if marks := resolved(simulator, marks):
        content["caption_entities"] = marks
    if text and p.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content


def resolved(simulator: "Simulator", marks: list[dict]) -> list[dict]:
    """Mentions by id become mentions of the person, or nothing when the person is unknown."""
    result = []
    for mark in marks:
        if "user_id" in mark:
            person = simulator.state.people.get(mark["user_id"])
            mark = {**mark, "user": person.user} if person else {}
            mark.pop("user_id", None)
        if mark:
            result.append(mark)
    return result


def reply_target(simulator: "Simulator", chat_id: int, p: dict) -> dict | None:
    """The message a new one replies to, without what that one replied to."""
    asked = p.get("reply_parameters") or {
        "message_id": p.get("reply_to_message_id"),
        "allow_sending_without_reply": p.get("allow_sending_without_reply"),
    }
    message_id = asked.get("message_id")
    if message_id is None:
        return None
    source = simulator.state.known(asked.get("chat_id") or chat_id).id
    message = simulator.state.chat(source).messages.get(message_id)
    if message is not None:
        return {key: value for key, value in message.body.items() if key != "reply_to_message"}
    if asked.get("allow_sending_without_reply") and source == chat_id:
        return None
    raise bad_request("message to be replied not found")


def post(simulator: "Simulator", p: dict, content: dict) -> dict:
    """Sends a message of the bot and returns it as the Bot API does."""
    markup = checked_markup(p.get("reply_markup"))
    person = simulator.state.reachable(p["chat_id"])
    reply = reply_target(simulator, person.id, p)
    chat = simulator.state.chat(person.id)
    body = new_body(simulator, simulator.bot, person.chat, content)
    if reply:
        body["reply_to_message"] = reply
    if p.get("protect_content"):
        body["has_protected_content"] = True
    if p.get("message_effect_id"):
        body["effect_id"] = p["message_effect_id"]
    message = Message(body, outgoing=True, silent=bool(p.get("disable_notification")))
    if markup and "inline_keyboard" in markup:
        body["reply_markup"] = markup
    elif markup:
        message.fixed = True
        chat.keyboard = None if markup.get("remove_keyboard") else markup
        simulator.state.save_chat(chat)
    chat.typing_until = 0.0
    chat.unread += 1
    simulator.state.add_message(message)
    simulator.events.publish("message", person.id, message_id=message.id)
    return body


def new_body(simulator: "Simulator", sender: dict, chat: dict, content: dict) -> dict:
    """The fields that every message has, with its number and date."""
    return {
        "message_id": simulator.state.next("message"),
        "from": sender,
        "chat": chat,
        "date": int(simulator.clock.now()),
        **content,
    }


def find(simulator: "Simulator", p: dict, missing: str) -> Message:
    """The message that a call names; 400 with the given words when there is none."""
    person = simulator.state.known(p["chat_id"])
    message = simulator.state.chat(person.id).messages.get(p["message_id"])
    if message is None:
        raise bad_request(missing)
    return message


def medium(body: dict) -> str | None:
    """The kind of file in a message."""
    return next((kind for kind in MEDIA if kind in body), None)
