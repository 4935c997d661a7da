"""Rules of the house that a reader should be able to trust."""

import re
from pathlib import Path

import pytest

from conversation.screen import DATA_LIMIT
from handlers import book

ROOT = Path(__file__).parent.parent
SOURCES = [
    path
    for room in ("handlers", "ui", "bot", "conversation", "services")
    for path in (ROOT / room).rglob("*.py")
]
CHAPTERS = "|".join({name.split(".")[0] for name in book().pages})
PAGE_NAME = re.compile(rf'"((?:{CHAPTERS})\.[a-z_]+)"')


def test_every_page_named_in_the_source_exists() -> None:
    pages = book().pages
    talking = [path for path in SOURCES if path.parent.name == "handlers" or path.name == "app.py"]
    named = {name for path in talking for name in PAGE_NAME.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 20, "the pattern finds too little: the test is blind"
    assert named <= pages.keys()


def test_page_names_leave_room_for_arguments() -> None:
    assert max(len(name) for name in book().pages) <= DATA_LIMIT // 2


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_the_lock_names_no_host_and_hashes_everything(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert "--index-url" not in text
    pinned = re.findall(r"^[a-z0-9.-]+(?:\[.+\])?==", text, re.M)
    assert len(pinned) > 40
    assert text.count("--hash=sha256:") >= len(pinned)


def test_every_text_the_source_asks_for_is_in_the_locales() -> None:
    known = set(re.findall(r"^([a-z][\w-]*) =", _all_locales(), re.M))
    asked = set()
    for path in SOURCES:
        asked |= set(re.findall(r'\bt(?:\.plain)?\(\s*"([a-z0-9-]+)"', path.read_text(encoding="utf-8")))
    assert len(asked) > 100, "the pattern finds too little: the test is blind"
    assert asked <= known


def test_no_text_is_defined_twice() -> None:
    ids = re.findall(r"^([a-z][\w-]*) =", _all_locales(), re.M)
    assert sorted(ids) == sorted(set(ids))


def _all_locales() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "locales" / "ru").glob("*.ftl"))
