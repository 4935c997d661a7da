"""The result of a diagnostic as a page its owner may keep; it names nobody."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from ui.documents.typesetting import one_line, typeset


@dataclass(frozen=True)
class Line:
    """A topic: its share from 0 to 1, the score in words, what follows from it."""

    title: str
    share: float
    score: str
    verdict: str


def result_pdf(
    *,
    title: str,
    headline: str,
    lines: Sequence[Line],
    note: str,
    passport: Sequence[tuple[str, str]],
    footer: str,
    verdict: str = "Вывод",
) -> bytes:
    """One A4 page. `passport`: how and when it was measured and how sure it is, as pairs of words; `verdict`
    heads the last column.
    """
    rows = [
        {
            "title": one_line(line.title),
            "share": min(1.0, max(0.0, line.share)),
            "score": one_line(line.score),
            "verdict": one_line(line.verdict),
        }
        for line in lines
    ]
    values = {
        "title": one_line(title),
        "headline": one_line(headline),
        "note": one_line(note),
        "verdict": one_line(verdict),
        "footer": one_line(footer),
        "rows": json.dumps(rows, ensure_ascii=False),
        "passport": json.dumps([[one_line(a), one_line(b)] for a, b in passport], ensure_ascii=False),
    }
    return typeset("result", values)
