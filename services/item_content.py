"""An item's answers between its row, its author's file and the rules of the domain.

A choice keeps its options in `Item.options` as {text, note, key}. Other kinds keep theirs in `Item.body`:
pairs and extra; order; value, tolerance and unit; accept; rubric. `notes` explain, `title`, `category` and
`tags` are what an imported file said beside.
"""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from db.models import Item
from domain.items import Chart, Content, Kind, Option, Stimulus, StimulusPart

Options = list[dict[str, Any]]
Body = dict[str, Any]


def of_item(item: Item) -> Content:
    """The answers of a stored item."""
    return content_of(item.kind, item.options, item.body)


def content_of(kind: str, options: Options, body: Mapping[str, Any]) -> Content:
    value = body.get("value")
    return Content(
        kind=Kind(kind),
        options=tuple(Option(one["text"], bool(one.get("key")), one.get("note", "")) for one in options),
        pairs=tuple((left, right) for left, right in body.get("pairs", ())),
        extra=tuple(body.get("extra", ())),
        order=tuple(body.get("order", ())),
        value=None if value is None else Decimal(value),
        tolerance=Decimal(body.get("tolerance", 0)),
        unit=body.get("unit", ""),
        accept=tuple(body.get("accept", ())),
        rubric=tuple(body.get("rubric", ())),
    )


def columns_of(content: Content) -> tuple[Options, Body]:
    """What `options` and `body` hold; numbers travel as text, so that 12.50 stays 12.50."""
    options = [{"text": one.text, "note": one.note, "key": one.key} for one in content.options]
    body: Body = {}
    match content.kind:
        case Kind.MATCHING:
            body["pairs"] = [list(pair) for pair in content.pairs]
            if content.extra:
                body["extra"] = list(content.extra)
        case Kind.ORDERING:
            body["order"] = list(content.order)
        case Kind.NUMBER:
            body["value"] = str(content.value)
            if content.tolerance:
                body["tolerance"] = str(content.tolerance)
            if content.unit:
                body["unit"] = content.unit
        case Kind.SHORT:
            body["accept"] = list(content.accept)
        case Kind.OPEN:
            body["rubric"] = list(content.rubric)
    return options, body


def parts_of(stimulus: Stimulus) -> list[dict[str, Any]]:
    """The parts as they are stored and exported."""
    return [_part(one) for one in stimulus.parts]


def _part(part: StimulusPart) -> dict[str, Any]:
    stored: dict[str, Any] = {}
    if part.text:
        stored["text"] = part.text
    if part.table:
        stored["table"] = [list(row) for row in part.table]
    if part.chart:
        chart = part.chart
        series = [{"name": name, "values": list(values)} for name, values in chart.series]
        stored["chart"] = {"kind": chart.kind, "title": chart.title, "x": list(chart.x), "series": series}
        if chart.unit:
            stored["chart"]["unit"] = chart.unit
    return stored


def stimulus_of(title: str, parts: list[dict[str, Any]]) -> Stimulus:
    """A stimulus from what is stored; the author's file is read by services/bank_files.py."""
    return Stimulus(title, tuple(part_of(one) for one in parts))


def part_of(stored: Mapping[str, Any]) -> StimulusPart:
    chart = stored.get("chart")
    return StimulusPart(
        text=str(stored.get("text") or "").strip(),
        table=tuple(tuple(str(cell) for cell in row) for row in stored.get("table") or ()),
        chart=_chart(chart) if chart else None,
    )


def _chart(stored: Mapping[str, Any]) -> Chart:
    return Chart(
        kind=str(stored.get("kind", "bar")),
        title=str(stored.get("title", "")),
        x=tuple(str(one) for one in stored["x"]),
        series=tuple(
            (str(one.get("name", "")), tuple(float(value) for value in one["values"]))
            for one in stored["series"]
        ),
        unit=str(stored.get("unit", "")),
    )


def fingerprint(stimulus: Stimulus) -> str:
    """The same content has the same fingerprint; another content is another stimulus."""
    whole = json.dumps([stimulus.title, parts_of(stimulus)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:32]
