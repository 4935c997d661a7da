"""A practice on a phone: its passport and its parts, page by page when longer than a screen."""

from collections.abc import Iterator

from conversation.talk import Talk
from services.practices import TEXTS, Description
from ui.format import shortened
from ui.text import Html, joined, safe

MOST, FIRST = 400, 230
"""Characters of the parts on a page; the first page has the passport above them."""
LINES = 8


def passport(talk: Talk, found: Description, author: str, numbers: Html | None = None) -> Html:
    """Title, author, subject, level and themes; under them the numbers, where there are any."""
    facts = [found.subject_title or talk.t.plain("practices-any-subject"), found.level_title]
    facts += [one.short for one in found.competencies]
    return talk.t(
        "practices-passport",
        title=shortened(found.title, 90),
        author=shortened(author, 80) or talk.t.plain("practices-no-author"),
        facts=shortened(", ".join(fact for fact in facts if fact), 110),
        numbers=numbers or Html(""),
    )


def parts(talk: Talk, found: Description) -> list[Html]:
    """The parts of a practice on pages: never cut inside a sentence that fits a page."""
    pages: list[list[Html]] = [[]]
    length = lines = 0
    for name in TEXTS:
        heading = talk.t(f"practices-part-{name}")
        for number, piece in enumerate(pieces(getattr(found, name), FIRST if len(pages) == 1 else MOST)):
            most = FIRST if len(pages) == 1 else MOST
            size, rows = len(piece) + len(heading), piece.count("\n") + 2
            if pages[-1] and (length + size > most or lines + rows > LINES):
                pages.append([])
                length = lines = 0
            again = number > 0 and not pages[-1]
            above = [heading] if number == 0 or again else []
            pages[-1] += [joined([*above, safe(piece)])]
            length, lines = length + size, lines + rows
    return [joined(page) for page in pages]


def pieces(text: str, most: int) -> Iterator[str]:
    """The text in pieces of whole lines or, in a long line, of whole sentences."""
    piece = ""
    for line in _short_lines(text, most):
        if piece and (len(piece) + len(line) >= most or piece.count("\n") + 3 > LINES):
            yield piece
            piece = ""
        piece = f"{piece}\n{line}" if piece else line
    if piece:
        yield piece


def _short_lines(text: str, most: int) -> Iterator[str]:
    for line in text.splitlines():
        rest = line
        while len(rest) > most:
            end = rest.rfind(". ", 0, most) + 1 or rest.rfind(" ", 0, most)
            end = end if end > 0 else most
            yield rest[:end].strip()
            rest = rest[end:].strip()
        if rest:
            yield rest


def shown(talk: Talk, found: Description, page: int, head: Html) -> tuple[Html, int, int]:
    """A page with its head (the passport on the first one), which page it is, and how many there are."""
    pages = parts(talk, found)
    page = min(max(1, page), len(pages))
    top = head if page == 1 else talk.t("practices-running-title", title=shortened(found.title, 60))
    below = [] if len(pages) == 1 else [talk.t("practices-page", page=page, pages=len(pages))]
    return joined([top, pages[page - 1], *below], "\n\n"), page, len(pages)
