"""Letters and numbers that stand for options: «А», «Б» or «A», «B» or «1», «2»."""

import re
from collections.abc import Sequence

RUSSIAN = "АБВГДЕЖЗИКЛМНО"
LATIN = "ABCDEFGHIJKLMN"
_LOOKALIKES = str.maketrans("АВСЕНКМ", "ABCEHKM")
_LABELLED = re.compile(r"([A-Za-zА-Яа-я]|\d{1,2})(?:\)\s*|\.\s+|\.\)\s*)(?=\S)")


def strip_labels(options: Sequence[str]) -> tuple[list[str], str | None]:
    """Options without labels that run in order («А) да», «Б) нет»), and the labels' alphabet, if letters."""
    matches = [match for option in options if (match := _LABELLED.match(option))]
    labels = [match[1].upper() for match in matches]
    if len(options) < 2 or len(labels) < len(options):
        return list(options), None
    bare = [option[match.end() :] for option, match in zip(options, matches, strict=True)]
    for alphabet in (RUSSIAN, LATIN):
        if labels == list(alphabet[: len(labels)]):
            return bare, alphabet
    numbered = labels == [str(number) for number in range(1, len(labels) + 1)]
    return (bare if numbered else list(options)), None


def position(label: str, count: int, alphabet: str | None = None) -> int | None:
    """Index of the option that a letter or number names, None if it names none.

    A letter belongs to the options' own alphabet, and among Latin ones a Cyrillic look-alike will do. Without
    one a Cyrillic letter counts in Russian order (В is the third), a Latin one in Latin (B is the second).
    """
    label = label.upper()
    if label.isdecimal():
        at = int(label) - 1
    elif len(label) != 1:
        at = -1
    elif alphabet == LATIN:
        at = LATIN.find(label.translate(_LOOKALIKES))
    else:
        at = max(RUSSIAN.find(label), LATIN.find(label) if alphabet is None else -1)
    return at if 0 <= at < count else None
