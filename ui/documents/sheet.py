"""«PDF для подписи»: the sheet on which a staff signs that it has read a document."""

import json
from collections.abc import Sequence
from datetime import date

from ui.documents.typesetting import one_line, typeset
from ui.format import day


def sheet_pdf(
    *, document: str, unit: str, people: Sequence[tuple[str, str]], made_on: date, made_by: str
) -> bytes:
    """A4 pages with a line for each person: `people` are (full name, position) in the order of the sheet."""
    rows = [{"name": one_line(name), "position": one_line(position)} for name, position in people]
    values = {
        "document": one_line(document),
        "unit": one_line(unit),
        "people": json.dumps(rows, ensure_ascii=False),
        "made": f"{day(made_on)} г.",
        "by": one_line(made_by) or "не указан",
    }
    return typeset("sheet", values)
