"""Telegram's HTML: a small closed set of tags, every other one is an error with its byte offset."""

import re

from simulator.errors import ApiError, bad_request

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#(\d+)|(lt|gt|amp|quot));?")
_TOKEN = re.compile(r"[<&]")
_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>/\"']*")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_SPACE = re.compile(r"\s*")


def parse(text: str) -> tuple[str, list[dict]]:
    """Text without tags, and its entities."""
    if "<" not in text and "&" not in text:
        return text, []
    return _Parser(text).run()


def unescape(text: str) -> str:
    """Replaces the references that Telegram knows; others stay as they are."""
    return _REFERENCE.sub(_decode, text)


def _decode(match: re.Match) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else match[0]


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.output: list[str] = []
        self.length = 0
        self.open: list[tuple[str, str, int, int]] = []
        self.entities: list[dict] = []

    def run(self) -> tuple[str, list[dict]]:
        while match := _TOKEN.search(self.text, self.at):
            self.emit(self.text[self.at : match.start()])
            self.at = match.start()
            if match[0] == "&":
                self.reference()
            elif self.text.startswith("</", self.at):
                self.end_tag()
            else:
                self.start_tag()
        self.emit(self.text[self.at :])
        if self.open:
            raise _error(f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"')
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return "".join(self.output), self.entities

    def emit(self, piece: str) -> None:
        self.output.append(piece)
        self.length += len(piece.encode("utf-16-le")) // 2

    def reference(self) -> None:
        match = _REFERENCE.match(self.text, self.at)
        self.emit(_decode(match) if match else "&")
        self.at = match.end() if match else self.at + 1

    def take(self, pattern: re.Pattern) -> str:
        match = pattern.match(self.text, self.at)
        self.at = match.end()
        return match[0]

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def where(self, position: int) -> str:
        return f"at byte offset {len(self.text[:position].encode())}"

    def start_tag(self) -> None:
        begin = self.at
        self.at += 1
        name = self.take(_NAME).lower()
        if not self.peek():
            raise _error(f"Unclosed start tag {self.where(begin)}")
        if name not in _TYPES:
            raise _error(f'Unsupported start tag "{name}" {self.where(begin)}')
        argument = ""
        while True:
            self.take(_SPACE)
            if self.peek() == ">":
                break
            argument = self.attribute(name, begin) or argument
        self.at += 1
        if name == "span" and argument != "spoiler":
            raise _error(f'Tag "span" must have class "tg-spoiler" {self.where(begin)}')
        self.open.append((name, argument, self.length, begin))

    def attribute(self, tag: str, begin: int) -> str:
        """Reads one attribute; returns what it means for the entity."""
        attribute = self.take(_ATTRIBUTE_NAME)
        if not attribute:
            if not self.peek():
                raise _error(f"Unclosed start tag {self.where(begin)}")
            raise _error(f'Empty attribute name in the tag "{tag}" {self.where(begin)}')
        self.take(_SPACE)
        value = ""
        if self.peek() == "=":
            self.at += 1
            self.take(_SPACE)
            value = self.attribute_value()
        if not self.peek():
            raise _error(f"Unclosed start tag {self.where(begin)}")
        return _argument(tag, attribute, value)

    def attribute_value(self) -> str:
        quote = self.peek()
        if quote in ("'", '"') and quote:
            end = self.text.find(quote, self.at + 1)
            end = len(self.text) if end < 0 else end
            value = unescape(self.text[self.at + 1 : end])
            self.at = end + 1
            return value
        begin = self.at
        value = self.take(_NAME_TOKEN).lower()
        if self.peek() and not self.peek().isspace() and self.peek() != ">":
            raise _error(f"Unexpected end of name token {self.where(begin)}")
        return value

    def end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise _error(f"Unexpected end tag {self.where(begin)}")
        self.at += 2
        found = self.take(_NAME).lower()
        self.take(_SPACE)
        if self.peek() != ">":
            raise _error(f"Unclosed end tag {self.where(begin)}")
        self.at += 1
        name, argument, offset, _ = self.open.pop()
        if found and found != name:
            raise _error(f'Unmatched end tag {self.where(begin)}, expected "</{name}>", found "</{found}>"')
        if self.length > offset:
            self.close(name, argument, offset)

    def close(self, name: str, argument: str, offset: int) -> None:
        entity: dict = {"type": _TYPES[name], "offset": offset, "length": self.length - offset}
        if name == "a":
            covered = "".join(self.output).encode("utf-16-le")[offset * 2 :].decode("utf-16-le")
            entity = link(entity, argument or covered)
        elif name == "tg-emoji":
            entity["custom_emoji_id"] = argument
        elif name == "blockquote" and argument:
            entity["type"] = "expandable_blockquote"
        elif name == "code" and argument:
            entity["language"] = argument
        if entity:
            self.add(entity)

    def add(self, entity: dict) -> None:
        """<pre><code class="language-x"> is one entity: the inner code gives only its language."""
        if entity["type"] == "pre" and self.entities:
            inner = self.entities[-1]
            if {**inner, **entity, "type": "code"} == inner:
                entity = {**self.entities.pop(), "type": "pre"}
        self.entities.append(entity)


def _argument(tag: str, attribute: str, value: str) -> str:
    if tag == "a" and attribute == "href":
        return value
    if tag == "code" and attribute == "class" and value.startswith("language-"):
        return value.removeprefix("language-")
    if tag == "span" and attribute == "class" and value.startswith("tg-"):
        return value.removeprefix("tg-")
    if tag == "tg-emoji" and attribute == "emoji-id":
        return value
    return "1" if tag == "blockquote" and attribute == "expandable" else ""


def link(entity: dict, url: str) -> dict:
    """The entity of a link; nothing when the address is none, as Telegram drops such links."""
    if re.fullmatch(r"tg:(//)?user\?id=\d+", url):
        return {**entity, "type": "text_mention", "user_id": int(url.partition("=")[2])}
    if re.match(r"(?i)(https?|tg|ton|tonsite)://\S", url):
        return {**entity, "url": url}
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", url):
        return {**entity, "url": f"http://{url}"}
    return {}


def _error(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")
