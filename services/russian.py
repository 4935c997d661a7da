"""Russian word forms for search: stems of the words of a text."""

import re
from functools import lru_cache

import snowballstemmer


@lru_cache(maxsize=1)
def _stemmer():  # type: ignore[no-untyped-def]
    return snowballstemmer.stemmer("russian")


def stems(text: str) -> list[str]:
    """Stems of the words of a query, short words left out, ё as е."""
    words = re.findall(r"\w{2,}", text.lower().replace("ё", "е"))
    return _stemmer().stemWords(words)[:8]


def stem_of(word: str) -> str:
    """The stem of one word, lower case, ё as е."""
    return _stemmer().stemWord(word)


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
