"""Checks item banks as content: the files of content/banks, or one file that somebody is writing."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from domain import bank_check as rules
from domain.bank_check import Remark, Rule, WrittenBank, WrittenItem, WrittenOption, WrittenUnit
from domain.spelling import doubtful, folded
from services import content
from services.russian import stem_of

LEAST_ITEMS, LEAST_COMPONENT_ITEMS = 6, 12
LEAST_TEACHERS, LEAST_HEADS = 180, 30
LEAST_UNITS, LEAST_UNIT_ITEMS = 30, 72
FAMILIES = (
    (
        "«сначала разберусь» (узнаю, сравню, обсужу и подобные)",
        re.compile(
            "узна|сравн|разбер|разоб|обсуд|обсуж|выясн|изуч|спрош|спрос|уточн|посмотр|провер|поговор|выслуш|найд|опреде"
        ),
    ),
)
_ANSWERS = ("pairs", "order", "answer", "accept", "rubric")


@dataclass(frozen=True)
class BankReport:
    """A bank with its remarks."""

    bank: WrittenBank
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class CheckReport:
    """Banks in the order of their files, and what shows only over all of them; `whole`: all shipped banks."""

    banks: tuple[BankReport, ...]
    over_all: tuple[Remark, ...]
    whole: bool

    @property
    def remarks(self) -> list[Remark]:
        return [*(remark for one in self.banks for remark in one.remarks), *self.over_all]


def paths(name: str) -> list[Path]:
    """All shipped banks, the one of that name, or a file; empty when there is none."""
    if not name:
        return shipped()
    return [path for path in shipped() if path.stem == name] or [Path(name)] * Path(name).is_file()


def shipped() -> list[Path]:
    """Every bank of content/banks, those of functional literacy too."""
    return sorted((content.FOLDER / "banks").glob("*.yaml"))


def check(files: Sequence[Path]) -> CheckReport:
    """Amounts are judged over all shipped banks. Raises ValueError for a file that is no bank."""
    banks = [_bank(content.read_yaml(path)) for path in files]
    items = [item for bank in banks for item in bank.items]
    over_all = [*rules.check_tone(items, FAMILIES), *rules.check_duplicates(items, _words)]
    whole = list(files) == shipped()
    if whole:
        over_all += _amounts(banks)
    reports = (BankReport(bank, tuple(_remarks(bank))) for bank in banks)
    return CheckReport(tuple(reports), tuple(over_all), whole)


def _remarks(bank: WrittenBank) -> Iterator[Remark]:
    for item in bank.items:
        yield from rules.check_item(item)
        if item.competency not in content.competencies():
            yield Remark(Rule.AMOUNT, item.code, f"компетенции «{item.competency}» нет в рамке")
        yield from _doubts(item.code, item.texts)
    for unit in bank.units:
        yield from _doubts(unit.code, unit.texts)
    yield from rules.check_bank(bank)


def _doubts(place: str, texts: Sequence[str]) -> Iterator[Remark]:
    known, stems = _dictionary()
    for text in texts:
        for word, near in doubtful(text, known, stems, stem_of):
            yield Remark(Rule.SPELLING, place, f"«{word}»: похоже на опечатку в слове «{near}»")


@lru_cache(maxsize=1)
def _dictionary() -> tuple[frozenset[str], frozenset[str]]:
    words = frozenset((content.FOLDER / "spelling.txt").read_text(encoding="utf-8").split())
    return words, frozenset(map(stem_of, words))


def _words(text: str) -> frozenset[str]:
    return frozenset(stem_of(folded(word)) for word in re.findall(r"\w{3,}", text))


def _amounts(banks: Sequence[WrittenBank]) -> Iterator[Remark]:
    counts = Counter(item.competency for bank in banks for item in bank.items)
    totals: Counter[str] = Counter()
    for group in content.groups():
        literacy = group.code == content.LITERACY
        least = LEAST_COMPONENT_ITEMS if literacy else LEAST_ITEMS
        totals["literacy" if literacy else group.audience] += sum(
            counts[one.code] for one in group.competencies
        )
        for one in group.competencies:
            if counts[one.code] < least:
                yield Remark(Rule.AMOUNT, one.code, f"вопросов {counts[one.code]}, нужно не меньше {least}")
    units = sum(len(bank.units) for bank in banks)
    needed = (
        ("для педагогов", totals["teacher"] + totals["everyone"], LEAST_TEACHERS),
        ("для руководителей", totals["head"], LEAST_HEADS),
        ("функциональной грамотности", totals["literacy"], LEAST_UNIT_ITEMS),
        ("блоков с материалом", units, LEAST_UNITS),
    )
    for what, count, least in needed:
        if count < least:
            yield Remark(Rule.AMOUNT, "все банки", f"{what}: {count}, нужно не меньше {least}")


def _bank(written: Any) -> WrittenBank:
    if not isinstance(written, dict) or not (written.get("items") or written.get("units")):
        raise ValueError("в файле нет ни items, ни units")
    component = str(written.get("component", ""))
    units = [unit for unit in written.get("units") or () if isinstance(unit, dict)]
    entries = [*(written.get("items") or ()), *(item for unit in units for item in unit.get("items") or ())]
    return WrittenBank(
        name=_text(written.get("bank")),
        title=_text(written.get("title")),
        items=tuple(_item(entry, component) for entry in entries),
        units=tuple(
            WrittenUnit(
                _text(unit.get("code")), tuple(_texts(unit.get("stimulus"))), len(unit.get("items") or ())
            )
            for unit in units
        ),
    )


def _item(entry: dict[str, Any], component: str) -> WrittenItem:
    difficulty = entry.get("difficulty")
    return WrittenItem(
        code=_text(entry.get("code")),
        competency=_text(entry.get("competency") or component),
        kind=_text(entry.get("kind") or "single"),
        level=_text(entry.get("level") or "base"),
        difficulty=float(difficulty) if isinstance(difficulty, int | float) else None,
        stem=_text(entry.get("stem")),
        options=tuple(
            WrittenOption(_text(one.get("text")), bool(one.get("key")), _text(one.get("note")))
            for one in entry.get("options") or ()
        ),
        explanation=_text(entry.get("explanation")),
        source=_text(entry.get("source")),
        answer=any(entry.get(name) for name in _ANSWERS),
        notes=len(entry.get("notes") or ()),
    )


def _texts(written: Any) -> Iterator[str]:
    """Every piece of text inside a stimulus; numbers are left out."""
    if isinstance(written, dict):
        written = [value for name, value in written.items() if name != "kind"]
    if isinstance(written, list):
        for one in written:
            yield from _texts(one)
    elif isinstance(written, str):
        yield written.strip()


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
