"""A practice as its author shows it: one A4 page. The name is for the author to write by hand."""

import json
from collections.abc import Mapping

from ui.documents.typesetting import one_line, typeset

HEADINGS = {
    "problem": "Какую задачу решает",
    "essence": "Суть",
    "steps": "Шаги",
    "resources": "Что понадобится",
    "results": "Результаты и доказательства",
    "risks": "Риски",
    "conditions": "Условия тиражирования",
}


def practice_pdf(practice: Mapping[str, str], link: str = "") -> bytes:
    """`practice` holds title, facts, themes and the texts of HEADINGS; parts left empty are left out."""
    return typeset("practice", practice_values(practice, link))


def practice_values(practice: Mapping[str, str], link: str) -> dict[str, str]:
    """What practice.typ reads; the author's text is data there, whatever it holds."""
    parts = [
        {"heading": heading, "text": _lines(practice[name])}
        for name, heading in HEADINGS.items()
        if practice.get(name)
    ]
    return {
        "title": one_line(practice["title"]),
        "facts": one_line(practice["facts"]),
        "themes": one_line(practice["themes"]),
        "link": one_line(link),
        "parts": json.dumps(parts, ensure_ascii=False),
    }


def _lines(text: str) -> str:
    return "\n".join(one_line(line) for line in text.splitlines())
