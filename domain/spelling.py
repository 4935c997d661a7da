"""Slips in Russian text that need no dictionary, and words that look like a slip of a known word."""

import re
from collections.abc import Collection, Iterator

_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_SLIPS = {
    re.compile(r"\b(\w+) \1\b", re.IGNORECASE): "слово повторено",
    re.compile(r"\w*(?:[а-яё][a-z]|[a-z][а-яё])\w*", re.IGNORECASE): "латинская буква в русском слове",
    re.compile(r"\w+ [,.;!?](?!\w)|[^\W\d]+ :"): "пробел перед знаком",
    re.compile(r"[А-Яа-яЁё][,;:!?][А-Яа-яЁё]\w*|[а-яё]\.[А-ЯЁ]\w*"): "нет пробела после знака",
    re.compile(r"\S+ - \S+"): "дефис вместо тире",
    re.compile(r"\S*\"\S*"): "прямые кавычки вместо «ёлочек»",
    re.compile(r"\S+ {2,}\S+"): "два пробела подряд",
    re.compile(r"\S+\.\.\.|\S+,,|\S+\.\.(?!\.)"): "точки или запятые подряд",
}
_FINE_TWICE = {"чуть", "едва", "только", "просто", "вот"}
_WORD = re.compile(r"[А-Яа-яЁё]{2,}")
SHORTEST = 5
"""Shorter words have too many neighbours."""


def slips(text: str) -> Iterator[str]:
    """What is wrong, with the place."""
    for pattern, what in _SLIPS.items():
        for found in pattern.finditer(text):
            if found.lastindex is None or found[1].lower() not in _FINE_TWICE:
                yield f"{what}: {found[0]}"
    text = re.sub(r"(?:^|(?<=[;:.,\n] )|(?<=\n))\w\)", "", text)  # «1)» and «а)» of a list
    for left, right in ("«»", "()", "[]"):
        if text.count(left) != text.count(right):
            yield f"непарные {left}{right}: {text[:40]}…"


def doubtful(text: str, known: Collection[str], stems: Collection[str], stem_of) -> Iterator[tuple[str, str]]:  # type: ignore[no-untyped-def]
    """Unknown words one letter away from a known one: (as written, the known one)."""
    for word in _WORD.findall(text):
        plain = folded(word)
        if len(plain) < SHORTEST or plain in known or stem_of(plain) in stems:
            continue
        near = next((one for one in _neighbours(plain) if one in known), None)
        if near:
            yield word, near


def folded(word: str) -> str:
    return word.lower().replace("ё", "е")


def _neighbours(word: str) -> Iterator[str]:
    """Every word one slip away: a letter lost, doubled, changed, or two swapped."""
    for at in range(len(word) + 1):
        left, right = word[:at], word[at:]
        if right:
            yield left + right[1:]
            yield from (left + letter + right[1:] for letter in _LETTERS)
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        yield from (left + letter + right for letter in _LETTERS)
