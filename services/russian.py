"""Russian word forms for search: stems of the words of a text."""

import re
from functools import lru_cache
from unicodedata import normalize

import snowballstemmer


@lru_cache(maxsize=1)
def _stemmer():  # type: ignore[no-untyped-def]
    return snowballstemmer.stemmer("russian")


_FUNCTION_WORDS = """
без бы во все вы да для до его если за из или их как ко ли мы на над не ни но об он она они от по под при про
со та так то тот ту ты уже что чтобы эта эти это
"""
_FLEETING = re.compile(r"(?<=[бвгджзйклмнпрстфхцчшщ])[ое]к$")


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    return frozenset(_FUNCTION_WORDS.split())


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return _stemmer().stemWord(word)


def stems(text: str) -> list[str]:
    """Stems of the words of a query, short words and those like «для» left out, ё as е."""
    words = _words(text)
    return [_stem(word) for word in words if word not in _function_words() or len(words) == 1][:8]


def folded(stem: str) -> str:
    """The stem without the vowel that comes and goes: «оценок» and «оценки» meet."""
    return _FLEETING.sub("к", stem) if len(stem) > 4 else stem


def every_stem(text: str) -> list[str]:
    """Folded stems of a whole text, each once: what an index of words keeps."""
    return list(dict.fromkeys(folded(_stem(word)) for word in _words(text)))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]{2,}", normalize("NFC", text).lower().replace("ё", "е"))


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
