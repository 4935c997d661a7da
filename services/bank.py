"""Item banks: content/banks goes into the database, and a changed item never loses its answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Item
from db.repositories import diagnostics as rows
from db.session import UnitOfWork
from files.errors import RowProblem
from services import content
from services.importing import ImportReport


@dataclass(frozen=True)
class BankItem:
    """An item as its author wrote it. Fields are columns of Item; `options` are {text, note, key}.

    Without a competency it is a draft: kept, and asked of nobody.
    """

    code: str
    competency: str
    stem: str
    options: list[dict[str, Any]]
    kind: str = "single"
    labour_function: str = ""
    level: str = "base"
    difficulty: float | None = None
    explanation: str = ""
    source: str = ""

    def columns(self) -> dict[str, Any]:
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @property
    def state(self) -> str:
        return "live" if self.competency else "draft"

    def problem(self) -> str | None:
        """Why the item can't be asked; None when it can."""
        keys = sum(bool(option["key"]) for option in self.options)
        if not self.code or len(self.code) > 64:
            return "код вопроса должен быть от 1 до 64 знаков"
        if self.competency and self.competency not in content.competencies():
            return f"компетенции «{self.competency}» нет в рамке. Укажите код из неё, например KM2"
        if self.kind != "single":
            return f"вид вопроса «{self.kind}» пока не поддерживается, только single"
        if not self.stem or not all(option["text"] for option in self.options):
            return "текст вопроса и каждого варианта должен быть заполнен"
        if len(self.options) < 2 or keys != 1:
            return f"нужны хотя бы два варианта и один верный, а вариантов {len(self.options)}, верных {keys}"
        if self.difficulty is not None and not 0 < self.difficulty < 1:
            return "трудность — доля верных ответов, число между 0 и 1"
        return None


async def load_banks(work: UnitOfWork) -> ImportReport:
    """Brings the database to the state of content/banks, all or nothing; a second call changes nothing.

    Items gone from their file are retired. Banks imported by people are not touched.
    """
    report = ImportReport(kind="questions", rows=0)
    banks = [_read_bank(path, report) for path in content.banks()]
    async with work.writing() as session:
        if report.ok:
            for name, items in banks:
                plan = await plan_for(session, name, items, retire_missing=True)
                plan.count(report)
                await plan.write(session)
    return report


def _read_bank(path: Path, report: ImportReport) -> tuple[str, list[BankItem]]:
    """The bank's name and items. A problem names both; its row is the number in the file."""
    described = content.read_yaml(path)
    items: dict[str, BankItem] = {}
    for number, entry in enumerate(described["items"], start=1):
        item = _item(entry)
        problem = (
            item.problem()
            or ("нет компетенции" if not item.competency else None)
            or ("такой код уже был выше" if item.code in items else None)
        )
        if problem:
            report.problems.append(RowProblem(number, None, f"{path.name}, вопрос {item.code}: {problem}"))
        items[item.code] = item
        report.rows += 1
    return described["bank"], list(items.values())


def _item(entry: dict[str, Any]) -> BankItem:
    return BankItem(
        code=str(entry.get("code", "")),
        competency=str(entry.get("competency", "")),
        stem=_text(entry.get("stem")),
        options=[
            {"text": _text(one.get("text")), "note": _text(one.get("note")), "key": bool(one.get("key"))}
            for one in entry.get("options", [])
        ],
        kind=entry.get("kind", "single"),
        labour_function=entry.get("function", ""),
        level=entry.get("level", "base"),
        difficulty=entry.get("difficulty"),
        explanation=_text(entry.get("explanation")),
        source=_text(entry.get("source")),
    )


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


@dataclass
class BankPlan:
    """What has to happen to a bank: items to add, to edit in place, to retire; `changed` counts codes."""

    bank: str
    add: list[dict[str, Any]] = field(default_factory=list)
    edit: list[tuple[Item, BankItem]] = field(default_factory=list)
    retire: list[Item] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0

    def count(self, report: ImportReport) -> None:
        report.new += self.new
        report.changed += self.changed
        report.same += self.same
        report.gone += self.gone

    async def write(self, session: AsyncSession) -> None:
        """Retires and edits before it adds: a code has one live version at any time."""
        for item in self.retire:
            item.state = "retired"
        for item, wanted in self.edit:
            for name, value in wanted.columns().items():
                setattr(item, name, value)
            item.state = wanted.state
        await session.flush()
        await rows.insert_items(session, [{"bank": self.bank, **row} for row in self.add])


async def plan_for(
    session: AsyncSession, bank: str, wanted: Sequence[BankItem], *, retire_missing: bool
) -> BankPlan:
    """Compares the wanted items with the newest version of each code. Nothing is written.

    An item placed in somebody's attempt is never edited: the next version takes its place.
    """
    newest: dict[str, Item] = {}
    for item in await rows.items_of_bank(session, bank):
        if item.code not in newest or item.version > newest[item.code].version:
            newest[item.code] = item
    taken = await rows.items_with_answers(session, [item.id for item in newest.values()])
    plan = BankPlan(bank)
    for one in wanted:
        _plan_item(plan, one, newest.get(one.code), taken)
    if retire_missing:
        codes = {one.code for one in wanted}
        gone = [item for code, item in newest.items() if code not in codes and item.state == "live"]
        plan.retire += gone
        plan.gone = len(gone)
    return plan


def _plan_item(plan: BankPlan, wanted: BankItem, item: Item | None, taken: set[int]) -> None:
    if item is None:
        plan.new += 1
        plan.add.append({"version": 1, "state": wanted.state, **wanted.columns()})
        return
    is_same = all(getattr(item, name) == value for name, value in wanted.columns().items())
    if is_same and item.state == wanted.state:
        plan.same += 1
        return
    plan.changed += 1
    if is_same or item.id not in taken:
        plan.edit.append((item, wanted))
    else:
        plan.retire.append(item)
        plan.add.append({"version": item.version + 1, "state": wanted.state, **wanted.columns()})
