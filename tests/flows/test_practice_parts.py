"""A practice in parts: nothing is lost, no page is longer than a phone's."""

from html import unescape
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from handlers import practice_parts
from services.practices import TEXTS, Description
from ui.text import texts

WORDS = st.text(alphabet="абв \n.,<&", max_size=1200)


def description(**parts: str) -> Description:
    empty: dict[str, Any] = dict.fromkeys(TEXTS, "")
    return Description(
        id=1, revision=0, version=1, state="draft", title="Название", subject="math", level="basic",
        competencies=(), files=(), **{**empty, **parts},
    )  # fmt: skip


@given(st.fixed_dictionaries(dict.fromkeys(TEXTS, WORDS)))
def test_nothing_is_lost_and_no_page_is_too_long(given_parts: dict[str, str]) -> None:
    talk: Any = SimpleNamespace(t=texts("ru", strict=True))
    pages = practice_parts.parts(talk, description(**given_parts))
    for page in pages:
        assert page.count("\n") < practice_parts.LINES + 2
        assert len(unescape(page)) < practice_parts.MOST + 80
    shown = "".join(pages)
    for name in TEXTS:
        shown = shown.replace(talk.t(f"practices-part-{name}"), "")
    assert squeezed(unescape(shown)) == squeezed("".join(given_parts[name] for name in TEXTS))


def squeezed(text: str) -> str:
    return "".join(text.split())
