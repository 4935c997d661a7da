"""Reads back what the documents print: just enough of PDF for the flat files typst writes."""

import re
import zlib

BORDER = 4
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_INNER = rb"\\.|[^\\()]"
_STRING = rb"\((?:%b|\((?:%b)*\))*\)|<[0-9A-Fa-f]*>" % (_INNER, _INNER)
_SHOWN = re.compile(rb"/(f\d+) [\d.]+ Tf|\[((?:%b|[-\d.\s])*)\]TJ|(%b)Tj" % (_STRING, _STRING), re.S)


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type/Page\b", pdf))


def printed(pdf: bytes) -> str:
    """All text of the pages without spaces, which line breaks swallow."""
    fonts = _fonts(pdf)
    text = "".join(_text_of(content, fonts) for content in _streams(pdf).values() if b" Tf " in content)
    return squeezed(text)


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


def qr_modules(pdf: bytes) -> set[tuple[int, int]]:
    """Dark modules (row, column) of the drawn QR code, its quiet zone included in the count."""
    drawing = next(c for c in _streams(pdf).values() if b" l " in c and b".5 m " in c)
    lines = re.findall(rb"(\d+) (\d+)\.5 m (\d+) \2\.5 l", drawing)
    return {(int(y), x) for left, y, right in lines for x in range(int(left), int(right))}


def quiet_and_dark(matrix: tuple[bytearray, ...]) -> set[tuple[int, int]]:
    """The same of a code as segno computes it."""
    dark = ((y, x) for y, row in enumerate(matrix) for x, module in enumerate(row) if module)
    return {(y + BORDER, x + BORDER) for y, x in dark}


def _streams(pdf: bytes) -> dict[bytes, bytes]:
    found = re.finditer(rb"(\d+) 0 obj\n<<[^\n]*/FlateDecode[^\n]*>>\nstream\n", pdf)
    return {one[1]: zlib.decompressobj().decompress(pdf[one.end() :]) for one in found}


def _fonts(pdf: bytes) -> dict[bytes, dict[int, str]]:
    """Letters of each font by glyph number."""
    streams = _streams(pdf)
    names = dict(re.findall(rb"/(f\d+) (\d+) 0 R", pdf))
    maps = dict(re.findall(rb"(\d+) 0 obj\n<<[^\n]*/ToUnicode (\d+) 0 R", pdf))
    return {name: _letters(streams[maps[number]]) for name, number in names.items()}


def _letters(cmap: bytes) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", cmap.split(b"endcodespacerange")[1])
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}


def _text_of(content: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    shown, letters = [], {}
    for name, several, one in _SHOWN.findall(content):
        if name:
            letters = fonts[name]
        for string in re.findall(_STRING, several + one, re.S):
            glyphs = _bytes_of(string)
            numbers = (int.from_bytes(glyphs[at : at + 2]) for at in range(0, len(glyphs), 2))
            shown.append("".join(letters.get(number, "?") for number in numbers))
    return "".join(shown)


def _bytes_of(string: bytes) -> bytes:
    if string.startswith(b"<"):
        return bytes.fromhex(string[1:-1].decode())
    return _ESCAPE.sub(_unescaped, string[1:-1])


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    return bytes([int(code, 8)]) if code.isdigit() else _ESCAPED.get(code, code)
