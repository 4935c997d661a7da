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


def searchable(*parts: str) -> str:
    """What is stored to be searched: every word of the parts, lower case, ё as е."""
    return " ".join(re.findall(r"\w+", " ".join(parts).lower().replace("ё", "е")))
