"""What Telegram refuses in the keyboards of messages."""

import re
from typing import Any

from simulator.errors import bad_request, not_modelled

MAX_BUTTONS = 100
MAX_ROW = 8
MAX_CALLBACK_BYTES = 64
MAX_COPIED_TEXT = 256

_LABELS = {"text", "icon_custom_emoji_id", "style"}
_STYLES = ("danger", "success", "primary")
_MODELLED = {"url", "callback_data", "web_app", "copy_text", "disabled"}
_HTTP_URL = re.compile(r"(?i)https?://(?:[^\s/?#.]+\.)+[^\s/?#.:]{2,}(?::\d+)?(?:[/?#]\S*)?")
_IP_URL = re.compile(r"(?i)https?://(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?(?:[/?#]\S*)?")
_TG_URL = re.compile(r"(?i)(?:tg|ton)://\S+")


def checked_markup(markup: dict | None) -> dict | None:
    """The markup as Telegram keeps it; None when it has no buttons."""
    if not markup:
        return None
    if "inline_keyboard" in markup:
        return _inline(markup)
    if "keyboard" in markup:
        return _reply(markup)
    return markup


def _inline(markup: dict) -> dict | None:
    rows = [row for row in markup["inline_keyboard"] if row]
    if sum(map(len, rows)) > MAX_BUTTONS or any(len(row) > MAX_ROW for row in rows):
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    for row in rows:
        for button in row:
            _check_button(button)
    return {**markup, "inline_keyboard": rows} if rows else None


def _check_button(button: dict) -> None:
    if not button["text"].strip():
        raise bad_request('can\'t parse inline keyboard button: field "text" must be non-empty')
    if button.get("style", "danger") not in _STYLES:
        raise bad_request("BUTTON_STYLE_INVALID")
    actions = button.keys() - _LABELS
    if not actions or button.get("callback_data") == "":
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: exactly one action must be used")
    action = actions.pop()
    if action not in _MODELLED:
        raise not_modelled(f"the button action {action}")
    _check_action(action, button[action])


def _check_action(action: str, value: Any) -> None:
    if action == "callback_data" and len(value.encode()) > MAX_CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url":
        _check_url(value)
    if action == "web_app" and not (
        value["url"].startswith("https://") and _HTTP_URL.fullmatch(value["url"])
    ):
        address = value["url"]
        reason = "Only HTTPS links are allowed"
        raise bad_request(f"inline keyboard button Web App URL '{address}' is invalid: {reason}")
    if action == "copy_text" and not 1 <= len(value["text"]) <= MAX_COPIED_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _check_url(url: str) -> None:
    if any(pattern.fullmatch(url) for pattern in (_HTTP_URL, _IP_URL, _TG_URL)):
        return
    scheme = re.match(r"(\w+)://", url)
    wrong_scheme = scheme and scheme[1].lower() not in ("http", "https", "tg", "ton")
    reason = "Unsupported URL protocol" if wrong_scheme else "Wrong HTTP URL"
    raise bad_request(f"inline keyboard button URL '{url}' is invalid: {reason}")


def _reply(markup: dict) -> dict:
    rows = [row for row in markup["keyboard"] if row]
    if not rows:
        raise bad_request("reply markup has no buttons")
    if any(not button["text"].strip() for row in rows for button in row):
        raise bad_request('can\'t parse keyboard button: field "text" must be non-empty')
    return {**markup, "keyboard": rows}
