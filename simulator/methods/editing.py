"""Changing messages of the bot in place."""

from typing import TYPE_CHECKING

from simulator import messages
from simulator.chats import Message
from simulator.errors import bad_request
from simulator.keyboards import checked_markup
from simulator.methods.registry import Params, method
from simulator.methods.sending import media_content
from simulator.state import unreachable

if TYPE_CHECKING:
    from simulator.core import Simulator

TARGET = "chat_id message_id reply_markup "
CONTENT = (
    "text",
    "entities",
    "caption",
    "caption_entities",
    "link_preview_options",
    "show_caption_above_media",
)
MEDIA_CONTENT = (*CONTENT, *messages.MEDIA, "has_media_spoiler")
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


@method("editMessageText", TARGET + "text parse_mode entities link_preview_options disable_web_page_preview")
def edit_text(simulator: "Simulator", p: Params) -> dict:
    """New text."""
    if "text" not in p:
        raise bad_request("message text is empty")
    content = messages.text_content(simulator, p)
    message = _own_message(simulator, p)
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    return _replace(simulator, p, message, CONTENT, content)


@method("editMessageCaption", TARGET + "caption parse_mode caption_entities show_caption_above_media")
def edit_caption(simulator: "Simulator", p: Params) -> dict:
    """New caption, or none."""
    content = messages.caption_content(simulator, p)
    message = _own_message(simulator, p)
    if not messages.medium(message.body):
        raise bad_request("there is no caption in the message to edit")
    return _replace(simulator, p, message, CONTENT, content)


@method("editMessageMedia", TARGET + "media")
def edit_media(simulator: "Simulator", p: Params) -> dict:
    """Another file in place of the old one, or of a text."""
    message = _own_message(simulator, p)
    content = media_content(simulator, p["media"], p.files)
    if "voice" in message.body:
        raise bad_request("message media can't be edited")
    if "media_group_id" in message.body and p["media"]["type"] != messages.medium(message.body):
        raise bad_request("message can't be edited: other type of media in an album")
    return _replace(simulator, p, message, MEDIA_CONTENT, content)


@method("editMessageReplyMarkup", TARGET)
def edit_markup(simulator: "Simulator", p: Params) -> dict:
    """Other buttons, or none."""
    return _replace(simulator, p, _own_message(simulator, p), (), {})


def _own_message(simulator: "Simulator", p: Params) -> Message:
    if "chat_id" not in p:
        raise bad_request("chat_id is empty")
    if "message_id" not in p:
        raise bad_request("message identifier is not specified")
    message = messages.find(simulator, p, "message to edit not found")
    if refusal := unreachable(simulator.state.people[message.chat_id]):
        raise refusal
    if not message.outgoing or message.fixed or "forward_origin" in message.body:
        raise bad_request("message can't be edited")
    return message


def _replace(
    simulator: "Simulator", p: Params, message: Message, fields: tuple[str, ...], content: dict
) -> dict:
    """Puts new content and buttons into a message; 400 when nothing would change."""
    old = message.body
    markup = checked_markup(p.get("reply_markup"))
    kept = {
        key: value
        for key, value in old.items()
        if key not in fields and key not in ("reply_markup", "edit_date")
    }
    body = {**kept, **content}
    if markup:
        body["reply_markup"] = markup
    if body == {key: value for key, value in old.items() if key != "edit_date"}:
        raise bad_request(NOT_MODIFIED)
    message.body = {**body, "edit_date": int(simulator.clock.now())}
    simulator.state.save_message(message)
    simulator.events.publish("edit", message.chat_id, message_id=message.id)
    return message.body
