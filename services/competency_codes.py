"""Competencies as people type them: Cyrillic letters for Latin ones, lower case, titles instead of codes."""

import re
from functools import lru_cache

from files.tables import header_key
from services import content

_LOOKALIKES = str.maketrans("КМРСВкмрсв", "KMPCBKMPCB")


def code_in(text: str) -> str | None:
    """The framework's code that the text is, begins with («KM2 Формирующее оценивание») or titles."""
    first = re.fullmatch(r"(\w+)(?:[.:)]?\s.*)?", text.strip(), re.DOTALL)
    code = first[1].translate(_LOOKALIKES).upper() if first else ""
    return code if code in content.competencies() else _by_title().get(header_key(text))


@lru_cache(maxsize=1)
def _by_title() -> dict[str, str]:
    return {header_key(one.title): one.code for one in content.competencies().values()}
