"""Russian word forms for search: stems of the words of a text."""

import re
from functools import lru_cache
from unicodedata import normalize

import snowballstemmer


@lru_cache(maxsize=1)
def _stemmer():  # type: ignore[no-untyped-def]
    return snowballstemmer.stemmer("russian")


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return _stemmer().stemWord(word)


def stems(text: str) -> list[str]:
    """Stems of the words of a query, short words left out, ё as е."""
    return every_stem(text)[:8]


def every_stem(text: str) -> list[str]:
    """The same of a whole text, each once, in the order of the text."""
    words = re.findall(r"[^\W_]{2,}", normalize("NFC", text).lower().replace("ё", "е"))
    return list(dict.fromkeys(map(_stem, words)))


_PATRONYMICS = ("вич", "вна", "ична", "инична", "оглы", "кызы")
_SURNAMES = ("ова", "ева", "ёва", "ов", "ев", "ёв", "ская", "цкая", "ский", "цкий", "енко", "чук", "швили")
_FIRST_NAMES = ("ева", "лев", "яков", "иаков")


def is_patronymic(word: str) -> bool:
    return word.lower().endswith(_PATRONYMICS)


def looks_like_surname(word: str) -> bool:
    """By its end; names such as «Марина» and «Константин» end like surnames too, and are let be."""
    return word.lower().endswith(_SURNAMES) and word.lower() not in _FIRST_NAMES


def searchable(*parts: str) -> str:
    """What is stored to be searched: every word of the parts, lower case, ё as е."""
    return " ".join(re.findall(r"\w+", " ".join(parts).lower().replace("ё", "е")))
