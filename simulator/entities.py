"""Formatted text: entities with offsets in UTF-16 units, as Telegram counts them."""

import re
from bisect import bisect_left

from simulator import markup_html, markup_markdown
from simulator.errors import bad_request, not_modelled

MAX_ENTITIES = 100

# What Telegram strips from any text: control characters become spaces, direction marks vanish.
_CLEANED = {code: " " for code in range(32) if code != 10}
_CLEANED |= dict.fromkeys([13, *range(0x2028, 0x202F)], None)

_DETECTED = (
    ("url", re.compile(r"(?<![\w@./])(?:https?://|www\.)[^\s<>\"«»]*[^\s<>\"«».,:;!?)\]}']")),
    (
        "url",
        re.compile(
            r"(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|org|net|ru|me|io|рф)(?:/[^\s<>\"«»]*[^\s<>\"«».,:;!?)\]}'])?(?![\w.-])",
            re.I,
        ),
    ),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?!\w)")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@/.])@[A-Za-z]\w{3,31}(?!\w)", re.ASCII)),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)
# One of these must occur in a text for any pattern above to match.
_WORTH_LOOKING = re.compile(r"[/@#.]")


def utf16_length(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def utf16_slice(text: str, offset: int, length: int) -> str:
    """The part of a text that an entity covers."""
    return text.encode("utf-16-le")[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


def formatted(text: str, parse_mode: str | None, entities: list[dict] | None) -> tuple[str, list[dict]]:
    """The text as Telegram keeps it: parsed, cleaned, trimmed, with entities found by itself too."""
    text = text.translate(_CLEANED)
    found = _parse(text, parse_mode)
    if found is not None:
        text, marked = found
    else:
        marked = [dict(entity) for entity in entities or ()]
    text, marked = _trim(text, marked)
    return text, sorted_entities(marked + detected(text, marked))[:MAX_ENTITIES]


def _parse(text: str, parse_mode: str | None) -> tuple[str, list[dict]] | None:
    mode = (parse_mode or "none").lower()
    if mode == "none":
        return None
    if mode == "html":
        return markup_html.parse(text)
    if mode == "markdownv2":
        return markup_markdown.parse(text)
    if mode == "markdown":
        raise not_modelled("parse_mode Markdown; use MarkdownV2 or HTML")
    raise bad_request("unsupported parse_mode")


def _trim(text: str, entities: list[dict]) -> tuple[str, list[dict]]:
    """Strips white space at both ends and fits the entities to what is left."""
    stripped = text.strip(" \n\t")
    if not entities:
        return stripped, []
    shift = utf16_length(text[: len(text) - len(text.lstrip(" \n\t"))])
    end = utf16_length(stripped)
    fitted = []
    for entity in entities:
        start = max(entity["offset"] - shift, 0)
        length = min(entity["offset"] + entity["length"] - shift, end) - start
        if length > 0 and entity["offset"] >= 0:
            fitted.append({**entity, "offset": start, "length": length})
    return stripped, fitted


def sorted_entities(entities: list[dict]) -> list[dict]:
    """Outer before inner, left before right."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def detected(text: str, taken: list[dict]) -> list[dict]:
    """Links, commands, mentions and hashtags that Telegram marks by itself outside code and links."""
    if not _WORTH_LOOKING.search(text) and "www" not in text:
        return []
    closed = [e for e in taken if e["type"] in ("pre", "code", "text_link", "text_mention")]
    spans = [(e["offset"], e["offset"] + e["length"]) for e in closed]
    position = _Utf16Positions(text)
    found = []
    for kind, pattern in _DETECTED:
        for match in pattern.finditer(text):
            start, end = position(match.start()), position(match.end())
            if not any(start < b and a < end for a, b in spans):
                spans.append((start, end))
                found.append({"type": kind, "offset": start, "length": end - start})
    return found


class _Utf16Positions:
    """Turns positions in a Python string into UTF-16 ones."""

    def __init__(self, text: str) -> None:
        self._wide = [index for index, char in enumerate(text) if char > "\uffff"]

    def __call__(self, position: int) -> int:
        return position + bisect_left(self._wide, position)
