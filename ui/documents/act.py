"""The act of deletion: proves that a person's data are gone and names nobody."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from ui.documents.typesetting import one_line, typeset
from ui.format import city, day

REASON = "требование субъекта персональных данных, направленное через бот"


def erasure_act_pdf(
    *,
    number: str,
    erased_at: datetime,
    zone: str,
    removed: Mapping[str, int],
    operator: str,
    reason: str = REASON,
) -> bytes:
    """«Акт об уничтожении персональных данных», one A4 page with a line for the signature.

    The particulars are those that order 179 of Roskomnadzor of 28.10.2022 asks for. `removed` counts records
    by kind, Russian labels as keys; `operator` is the operator's name and, as the order asks, address.
    The time is shown in `zone`. The same arguments give the same bytes. A naive `erased_at` is a ValueError.
    """
    if erased_at.tzinfo is None:
        raise ValueError("erased_at needs a time zone")
    values = act_values(number, erased_at, zone, removed, operator, reason)
    return typeset("act", values, stamped=erased_at.astimezone(UTC))


def act_values(
    number: str, erased_at: datetime, zone: str, removed: Mapping[str, int], operator: str, reason: str
) -> dict[str, str]:
    """What act.typ reads; the counts travel as JSON."""
    local = erased_at.astimezone(ZoneInfo(zone))
    rows = [{"kind": one_line(kind), "count": _spaced(count)} for kind, count in removed.items()]
    return {
        "number": one_line(number),
        "when": f"{day(local.date())} г., {local:%H:%M} ({city(zone)})",
        "operator": one_line(operator),
        "reason": one_line(reason),
        "removed": json.dumps(rows, ensure_ascii=False),
        "total": _spaced(sum(removed.values())),
    }


def _spaced(count: int) -> str:
    """«1 143» with a space that doesn't break."""
    return f"{count:,}".replace(",", "\u00a0")
