"""What an item has and a question file has no field for, as tags: nothing is lost on the way out and in.

JSON in which every sign that GIFT, Moodle or a table's cell would take for its own is escaped as in a web
address, cut into tags `opora:1:...`, `opora:2:...`, because a tag of GIFT has at most 255 characters.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from domain.items import Content, Kind
from services.bank import BankItem
from services.item_content import parts_of, stimulus_of

PREFIX = "opora:"
PIECE = 200
_UNSAFE = re.compile(r"[%<>`\\\[\]|;,\s]")


def pack(item: BankItem, *, default_points: int, with_notes: bool) -> list[str]:
    """The tags, none when the file's own fields say it all. `with_notes`: notes of options too."""
    extras: dict[str, Any] = {
        "points": item.points if item.points != default_points else None,
        "function": item.labour_function,
        "level": item.level if item.level != "base" else None,
        "process": item.process,
        "source": item.source,
        "unit": item.unit,
        "title": item.stimulus.title if item.stimulus else None,
        "material": parts_of(item.stimulus) if item.stimulus else None,
        "measure": item.content.unit,
        "rubric": list(item.content.rubric),
        "notes": [one.note for one in item.content.options] if with_notes else None,
        "beside": item.beside,
    }
    kept = {name: value for name, value in extras.items() if value}
    if with_notes and not any(kept.get("notes", ())):
        kept.pop("notes", None)
    whole = _escaped(json.dumps(kept, ensure_ascii=False)) if kept else ""
    pieces = [whole[at : at + PIECE] for at in range(0, len(whole), PIECE)]
    return [f"{PREFIX}{number}:{piece}" for number, piece in enumerate(pieces, 1)]


def _escaped(text: str) -> str:
    return _UNSAFE.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), text)


def unpack(tags: Sequence[str]) -> dict[str, Any]:
    """What `pack` put into the tags; nothing when somebody spoilt them."""
    pieces = [tag.removeprefix(PREFIX).partition(":") for tag in tags if tag.startswith(PREFIX)]
    try:
        whole = "".join(piece for _, _, piece in sorted(pieces, key=lambda one: int(one[0])))
        found = json.loads(unquote(whole)) if whole else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def without(tags: Sequence[str]) -> tuple[str, ...]:
    return tuple(tag for tag in tags if not tag.startswith(PREFIX))


def completed(item: BankItem, extras: dict[str, Any]) -> BankItem:
    """The item with what its tag says. Raises ValueError, KeyError or TypeError for other shapes."""
    content = item.content
    notes = extras.get("notes")
    if notes and len(notes) == len(content.options):
        options = (replace(one, note=note) for one, note in zip(content.options, notes, strict=True))
        content = replace(content, options=tuple(options))
    if content.kind is Kind.OPEN and extras.get("rubric"):
        content = replace(content, rubric=tuple(map(str, extras["rubric"])))
    if extras.get("measure"):
        content = replace(content, unit=str(extras["measure"]))
    material = extras.get("material")
    return replace(
        item,
        content=content,
        points=int(extras.get("points", _points_of(content, item.points))),
        labour_function=str(extras.get("function", item.labour_function)),
        level=str(extras.get("level", item.level)),
        process=str(extras.get("process", item.process)),
        source=str(extras.get("source", item.source)),
        unit=str(extras.get("unit", item.unit)),
        stimulus=stimulus_of(str(extras.get("title", "")), material) if material else None,
        beside=item.beside | dict(extras.get("beside", {})),
    )


def _points_of(content: Content, points: int) -> int:
    return len(content.rubric) - 1 if content.kind is Kind.OPEN else points
