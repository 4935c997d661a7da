"""Item banks as authors write them: YAML of content/banks to items, every mistake named by its place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from domain.items import CHOICE, Content, Kind, Option, Stimulus, problem_of_stimulus
from services import content
from services.bank import BankItem
from services.item_content import part_of

_BANK = {"bank", "title", "short", "edition", "component", "units", "items"}
_UNIT = {"code", "title", "stimulus", "items"}
_STIMULUS = {"text", "table", "chart", "parts"}
_ITEM = {
    "code", "competency", "kind", "function", "level", "difficulty", "process", "stem", "points",
    "partial", "explanation", "source", "notes", "options", "pairs", "extra", "order", "answer", "accept",
    "rubric",
}  # fmt: skip
_OF_KIND = {
    Kind.SINGLE: {"options"},
    Kind.MULTIPLE: {"options"},
    Kind.MATCHING: {"pairs", "extra"},
    Kind.ORDERING: {"order"},
    Kind.NUMBER: {"answer"},
    Kind.SHORT: {"accept"},
    Kind.OPEN: {"rubric"},
}
_ANSWERS = set().union(*_OF_KIND.values())


class Wrong(Exception):
    """An entry that can't be read; says why, in Russian."""


@dataclass
class BankFile:
    """A bank's name and items; `problems` are (number of the item in the file, words)."""

    name: str
    title: str = ""
    items: dict[str, BankItem] = field(default_factory=dict)
    problems: list[tuple[int, str]] = field(default_factory=list)


def read_bank(path: Path) -> BankFile:
    """Every item of the file, those of units with their stimulus."""
    described = content.read_yaml(path)
    bank = BankFile(str(described.get("bank", "")), str(described.get("title", "")))
    _note(bank, 0, path, _unknown(described, _BANK))
    for number, (entry, unit) in enumerate(_entries(described), start=1):
        item = None
        try:
            item = _item(entry, unit, str(described.get("component", "")))
            problem = _problem(item, bank) or _unknown(entry, _ITEM)
        except (Wrong, InvalidOperation, KeyError, TypeError, ValueError, AttributeError) as wrong:
            problem = str(wrong) if isinstance(wrong, Wrong) else "запись не разобрать, сверьте с образцом"
        _note(bank, number, path, problem, str(entry.get("code", "")))
        if item is not None:
            bank.items[item.code] = item
    return bank


def _note(bank: BankFile, number: int, path: Path, problem: str | None, code: str = "") -> None:
    if problem:
        about = f", вопрос {code}" if code else ""
        bank.problems.append((number, f"{path.name}{about}: {problem}"))


def _unknown(entry: Mapping[str, Any], known: set[str]) -> str | None:
    unknown = sorted(entry.keys() - known)
    return f"неизвестное поле {', '.join(unknown)}" if unknown else None


def _entries(described: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Items with the unit they stand in."""
    yield from ((entry, None) for entry in described.get("items") or ())
    for unit in described.get("units") or ():
        yield from ((entry, unit) for entry in unit["items"])


def _problem(item: BankItem, bank: BankFile) -> str | None:
    return (
        item.problem()
        or ("нет компетенции" if not item.competency else None)
        or ("такой код уже был выше" if item.code in bank.items else None)
    )


def _item(entry: dict[str, Any], unit: dict[str, Any] | None, component: str) -> BankItem:
    kind = str(entry.get("kind", "single"))
    if kind not in set(Kind):
        raise Wrong(f"вид вопроса «{kind}» не поддерживается: {', '.join(Kind)}")
    alien = sorted(entry.keys() & (_ANSWERS - _OF_KIND[Kind(kind)]))
    if alien:
        raise Wrong(f"у вида {kind} не бывает поля {', '.join(alien)}")
    return BankItem(
        code=str(entry.get("code", "")),
        competency=str(entry.get("competency", component)),
        stem=text_of(entry.get("stem")),
        content=_content(Kind(kind), entry),
        points=int(entry.get("points", 1)),
        process=text_of(entry.get("process")),
        labour_function=entry.get("function", ""),
        level=entry.get("level", "base"),
        difficulty=entry.get("difficulty"),
        explanation=text_of(entry.get("explanation")),
        source=text_of(entry.get("source")),
        unit=str(unit["code"]) if unit else "",
        stimulus=_stimulus(unit) if unit else None,
        beside=_beside(entry),
    )


def _beside(entry: dict[str, Any]) -> dict[str, Any]:
    """What explains the key, and in which words the author says how part of the points is earned."""
    notes = {str(key): text_of(note) for key, note in (entry.get("notes") or {}).items()}
    beside = {"notes": notes, "partial": text_of(entry.get("partial"))}
    return {name: value for name, value in beside.items() if value}


def _content(kind: Kind, entry: dict[str, Any]) -> Content:
    if kind in CHOICE:
        return Content(kind, options=tuple(_option(one) for one in entry.get("options") or ()))
    if kind is Kind.MATCHING:
        pairs = tuple((text_of(one["left"]), text_of(one["right"])) for one in entry.get("pairs") or ())
        return Content(kind, pairs=pairs, extra=_texts(entry.get("extra")))
    if kind is Kind.ORDERING:
        return Content(kind, order=_texts(entry.get("order")))
    if kind is Kind.NUMBER:
        answer = entry.get("answer") or {}
        value = answer.get("value")
        return Content(
            kind,
            value=None if value is None else Decimal(str(value)),
            tolerance=Decimal(str(answer.get("tolerance", 0))),
            unit=text_of(answer.get("unit")),
        )
    if kind is Kind.SHORT:
        return Content(kind, accept=_texts(entry.get("accept")))
    return Content(kind, rubric=_texts(entry.get("rubric")))


def _option(entry: dict[str, Any]) -> Option:
    return Option(text_of(entry.get("text")), bool(entry.get("key")), text_of(entry.get("note")))


def _texts(values: Iterable[object] | None) -> tuple[str, ...]:
    return tuple(text_of(one) for one in values or ())


def text_of(value: object) -> str:
    return "" if value is None else str(value).strip()


def _stimulus(unit: dict[str, Any]) -> Stimulus:
    """A mapping is one part, a list several; `parts` may stand inside the mapping. Several texts are
    several parts, a table and a chart go with the last of them.
    """
    unknown = _unknown(unit, _UNIT)
    written = unit.get("stimulus") or {}
    parts = written if isinstance(written, list) else [written, *written.get("parts", ())]
    unknown = unknown or next(filter(None, (_unknown(one, _STIMULUS) for one in parts)), None)
    if unknown:
        raise Wrong(f"блок {unit.get('code')}: {unknown}")
    made = Stimulus(
        text_of(unit.get("title")), tuple(part_of(one) for part in parts for one in _texts_of(part))
    )
    problem = problem_of_stimulus(made)
    if problem:
        raise Wrong(f"блок {unit.get('code')}: {problem}")
    return made


def _texts_of(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    shown = {name: value for name, value in part.items() if name in ("table", "chart")}
    texts = part.get("text") or []
    texts = texts if isinstance(texts, list) else [texts]
    yield from ({"text": text} for text in texts[:-1])
    if texts or shown:
        yield {"text": texts[-1] if texts else "", **shown}
