"""Telegram's MarkdownV2: every reserved character is markup or an error with its byte offset."""

from simulator.errors import ApiError, bad_request
from simulator.markup_html import link

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_ENTITY = {
    "Bold": "bold",
    "Italic": "italic",
    "Underline": "underline",
    "Strikethrough": "strikethrough",
    "Spoiler": "spoiler",
    "Code": "code",
    "Pre": "pre",
    "PreCode": "pre",
    "TextUrl": "text_link",
    "CustomEmoji": "custom_emoji",
    "BlockQuote": "blockquote",
}
_MARKS = {
    "Bold": "*",
    "Italic": "_",
    "Underline": "__",
    "Strikethrough": "~",
    "Spoiler": "||",
    "Code": "`",
    "Pre": "```",
    "PreCode": "```",
    "TextUrl": "]",
    "CustomEmoji": "]",
}
# Longer marks first: "__" is not two italics.
_OPENERS = (
    ("```", "Pre"),
    ("__", "Underline"),
    ("||", "Spoiler"),
    ("![", "CustomEmoji"),
    ("_", "Italic"),
    ("*", "Bold"),
    ("~", "Strikethrough"),
    ("[", "TextUrl"),
    ("`", "Code"),
)
_VERBATIM = ("Code", "Pre", "PreCode")


def parse(text: str) -> tuple[str, list[dict]]:
    """Text without marks, and its entities."""
    return _Parser(text).run()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.output: list[str] = []
        self.length = 0
        self.open: list[tuple[str, str, int, int]] = []
        self.entities: list[dict] = []

    def run(self) -> tuple[str, list[dict]]:
        while self.at < len(self.text):
            self.step()
        if self.open and self.open[-1][0] == "BlockQuote":
            self.close()
        if self.open:
            kind, _, _, begin = self.open[-1]
            raise _error(f"Can't find end of {kind} entity at byte offset {self.byte(begin)}")
        return "".join(self.output), self.entities

    def step(self) -> None:
        char = self.text[self.at]
        following = self.text[self.at + 1 : self.at + 2]
        inside = self.open[-1][0] if self.open else ""
        if char == "\\" and following and 0 < ord(following) <= 126:
            self.at += 1
            self.emit(following)
        elif inside in _VERBATIM and char != "`":
            self.emit(char)
        elif char == "\n" and inside == "BlockQuote" and following != ">":
            self.close()
            self.emit(char)
        elif char == ">" and self.starts_line():
            self.quote(inside)
        elif char not in _RESERVED:
            self.emit(char)
        elif inside and self.ends(inside):
            self.close()
        else:
            self.begin()

    def byte(self, position: int) -> int:
        return len(self.text[:position].encode())

    def emit(self, char: str) -> None:
        self.output.append(char)
        self.length += 1 + (char > "\uffff")
        self.at += 1

    def starts_line(self) -> bool:
        return self.at == 0 or self.text[self.at - 1] == "\n"

    def quote(self, inside: str) -> None:
        if inside != "BlockQuote":
            self.open.append(("BlockQuote", "", self.length, self.at))
        self.at += 1

    def ends(self, inside: str) -> bool:
        mark = _MARKS.get(inside)
        if not mark or not self.text.startswith(mark, self.at):
            return False
        return inside != "Italic" or not self.text.startswith("__", self.at)

    def begin(self) -> None:
        for mark, kind in _OPENERS:
            if self.text.startswith(mark, self.at):
                begin, argument = self.at, ""
                self.at += len(mark)
                if kind == "Pre":
                    kind, argument = self.language()
                self.open.append((kind, argument, self.length, begin))
                return
        char = self.text[self.at]
        raise _error(f"Character '{char}' is reserved and must be escaped with the preceding '\\'")

    def language(self) -> tuple[str, str]:
        """What follows ``` up to the end of the line names a language."""
        end = self.at
        while end < len(self.text) and not self.text[end].isspace() and self.text[end] != "`":
            end += 1
        language = ""
        if end < len(self.text) and self.text[end] != "`":
            language = self.text[self.at : end]
            self.at = end
        if self.text.startswith("\n", self.at):
            self.at += 1
        return ("PreCode", language) if language else ("Pre", "")

    def close(self) -> None:
        kind, argument, offset, _ = self.open.pop()
        self.at += len(_MARKS.get(kind, ""))
        covered = "".join(self.output).encode("utf-16-le")[offset * 2 :].decode("utf-16-le")
        if kind in ("TextUrl", "CustomEmoji"):
            argument = self.address() or covered
        entity = {"type": _ENTITY[kind], "offset": offset, "length": self.length - offset}
        if kind == "TextUrl":
            entity = link(entity, argument)
        elif kind == "CustomEmoji":
            entity["custom_emoji_id"] = argument.rpartition("id=")[2]
        elif argument:
            entity["language"] = argument
        if entity and entity["length"]:
            self.entities.append(entity)

    def address(self) -> str:
        """The part in parentheses after a link's text."""
        if not self.text.startswith("(", self.at):
            return ""
        start = self.at + 1
        self.at = start
        address = []
        while self.at < len(self.text) and self.text[self.at] != ")":
            if self.text[self.at] == "\\" and self.at + 1 < len(self.text):
                self.at += 1
            address.append(self.text[self.at])
            self.at += 1
        if self.at >= len(self.text):
            raise _error(f"Can't find end of a URL at byte offset {self.byte(start)}")
        self.at += 1
        return "".join(address)


def _error(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")
