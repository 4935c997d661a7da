"""A diagnostic on paper, with its answer sheet and the slip that lets the person see the result later."""

import json
from collections.abc import Sequence

from ui.documents.typesetting import one_line, typeset


def paper_pdf(
    *,
    number: str,
    code: str,
    unit: str,
    position: str,
    bot_username: str,
    questions: Sequence[tuple[str, Sequence[str]]],
) -> bytes:
    """A4 pages; `questions` are (stem, options in the order of their letters)."""
    asked = [
        {"stem": one_line(stem), "options": [one_line(one) for one in options]} for stem, options in questions
    ]
    values = {
        "number": one_line(number),
        "code": one_line(code),
        "unit": one_line(unit),
        "position": one_line(position),
        "bot": one_line(bot_username).removeprefix("@"),
        "questions": json.dumps(asked, ensure_ascii=False),
    }
    return typeset("paper", values)
