"""HTML to text: tags without meaning go, those with meaning become signs, the rest is refused."""

import html
import re

from files.questions.model import Refused


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCK = _names(
    "address article aside blockquote br caption center dd details div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary"
    " table tbody tfoot thead tr ul"
)
_INLINE = _names(
    "a abbr acronym b bdi bdo big cite code col colgroup data del dfn em font i ins kbd label legend"
    " mark nobr q rp rt ruby s samp script small span strike strong style sub sup td th time tt u var wbr"
)
_MEDIA = _names("audio canvas embed iframe img image map object picture svg video v:imagedata v:shape")
_FORMS = _names("button input math select textarea")
_KNOWN = _BLOCK | _INLINE | _MEDIA | _FORMS

_ATTRIBUTE = r"""\s+[a-zA-Z_:][\w:.-]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>=]++))"""
_BARE_ATTRIBUTE = r"\s+(?:allowfullscreen|checked|controls|disabled|noshade|nowrap)\b"
_TOKEN = re.compile(
    rf"<(?P<closing>/?)(?P<name>[a-zA-Z][\w:]*+)(?P<attributes>(?:{_ATTRIBUTE}|{_BARE_ATTRIBUTE})*+)\s*+/?>"
    r"|<[!?][^<>]*+>"
)
_CUT_TAG = re.compile(rf"<(?:{'|'.join(sorted(_KNOWN))})\s+[a-zA-Z-]+\s*$")
_HREF = re.compile(r"""\bhref\s*=\s*["']?(https?://[^\s"'>]+)""", re.IGNORECASE)
_UNSEEN = tuple(
    (re.compile(start, re.IGNORECASE), re.compile(end, re.IGNORECASE))
    for start, end in (("<!--", "-->"), (r"<script\b", "</script>"), (r"<style\b", "</style>"))
)

_SUPERSCRIPT = dict(zip("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ", strict=True))
_SUBSCRIPT = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
IMAGE = "В вопросе, варианте или пояснении есть изображение (файл, медиа). Опишите его словами."
KEPT_SPACE = "\ufdd0"
"""Stands in the source for a space that must not be collapsed."""


def html_to_text(source: str, *, keep_lines: bool) -> str:
    """Text of the HTML, one line a block. `keep_lines`: a line end in the source is a line break.

    Text that only looks like a tag («a<b и c>d», «List<String>») stays as it is.
    Raises Refused for media, form elements, MathML and a tag cut in two.
    """
    return _Reducer(keep_lines=keep_lines).reduce(source)


class _Reducer:
    def __init__(self, *, keep_lines: bool) -> None:
        self._keep_lines = keep_lines
        self._out: list[str] = []
        self._preformatted = 0
        self._lists: list[int | None] = []
        self._raised: list[tuple[str, int]] = []
        self._link = ""

    def reduce(self, source: str) -> str:
        for start, end in _UNSEEN:
            source = _without(source, start, end)
        if _CUT_TAG.search(source):
            raise Refused("markup", "Тег HTML разорван: внутри него знак = без обратной черты (нужно \\=).")
        position = 0
        for token in _TOKEN.finditer(source):
            name = (token["name"] or "").lower()
            if name and name not in _KNOWN and ":" not in name:
                continue
            self._text(source[position : token.start()])
            position = token.end()
            if name:
                self._tag(name, closing=bool(token["closing"]), attributes=token["attributes"])
        self._text(source[position:])
        return self._laid_out()

    def _text(self, piece: str) -> None:
        piece = html.unescape(piece)
        if self._preformatted:
            piece = piece.replace("\t", "    ").replace(" ", KEPT_SPACE)
        elif not self._keep_lines:
            piece = re.sub(r"\s+", " ", piece)
        self._out.append(piece)

    def _tag(self, name: str, *, closing: bool, attributes: str) -> None:
        if name in _MEDIA:
            raise Refused("image", IMAGE)
        if name in _FORMS:
            construct = "formula" if name == "math" else "form"
            raise Refused(construct, f"В тексте есть элемент <{name}>, его не передать текстом.")
        if name in ("sup", "sub"):
            self._raise(name, closing=closing)
        elif name == "a":
            self._anchor(attributes, closing=closing)
        elif name in ("td", "th") and not closing:
            self._cell()
        elif name in _BLOCK:
            self._out.append("\n")
            if name == "pre":
                self._preformatted = max(0, self._preformatted + (-1 if closing else 1))
            elif name in ("ul", "ol"):
                self._list(name, closing=closing)
            elif name == "li" and not closing:
                self._bullet()

    def _raise(self, name: str, *, closing: bool) -> None:
        if not closing:
            self._raised.append((name, len(self._out)))
            return
        if not self._raised or self._raised[-1][0] != name:
            return
        _, start = self._raised.pop()
        inner = "".join(self._out[start:]).strip()
        signs, mark = (_SUPERSCRIPT, "^") if name == "sup" else (_SUBSCRIPT, "_")
        if all(char in signs for char in inner):
            inner = "".join(signs[char] for char in inner)
        else:
            inner = f"{mark}{inner}" if len(inner) == 1 else f"{mark}({inner})"
        self._out[start:] = [inner]

    def _anchor(self, attributes: str, *, closing: bool) -> None:
        if not closing:
            found = _HREF.search(html.unescape(attributes))
            self._link = found[1] if found else ""
        elif self._link:
            if self._link not in "".join(self._out[-3:]):
                self._out.append(f" ({self._link})")
            self._link = ""

    def _cell(self) -> None:
        if self._out and not "".join(self._out[-2:]).endswith("\n"):
            self._out.append(" | ")

    def _list(self, name: str, *, closing: bool) -> None:
        if not closing:
            self._lists.append(0 if name == "ol" else None)
        elif self._lists:
            self._lists.pop()

    def _bullet(self) -> None:
        if self._lists and self._lists[-1] is not None:
            self._lists[-1] += 1
            self._out.append(f"{self._lists[-1]}. ")
        else:
            self._out.append("• ")

    def _laid_out(self) -> str:
        text = "".join(self._out).replace("\xa0", " ")
        text = re.sub(r"[^\S\n]+", " ", text)
        text = re.sub(r" ?\n ?", "\n", text)
        if not self._keep_lines:
            text = re.sub(r"\n{2,}", "\n", text)
        return text.replace(KEPT_SPACE, " ").strip("\n")


def _without(source: str, start: re.Pattern[str], end: re.Pattern[str]) -> str:
    """The source without the parts between the marks; an unclosed part stays."""
    kept, position = [], 0
    while (opened := start.search(source, position)) and (closed := end.search(source, opened.end())):
        kept.append(source[position : opened.start()])
        position = closed.end()
    return "".join([*kept, source[position:]])
