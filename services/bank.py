"""Item banks: content/banks goes into the database, and a changed item never loses its answers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Item
from db.repositories import diagnostics as rows
from db.session import UnitOfWork
from domain.items import Content, Stimulus, problem_of
from files.errors import RowProblem
from services import content
from services.importing import ImportReport
from services.item_content import columns_of, fingerprint, parts_of


@dataclass(frozen=True)
class BankItem:
    """An item as its author wrote it. `beside`: notes and what else its file said about it.

    Without a competency it is a draft: kept, and asked of nobody.
    """

    code: str
    competency: str
    stem: str
    content: Content
    points: int = 1
    process: str = ""
    labour_function: str = ""
    level: str = "base"
    difficulty: float | None = None
    explanation: str = ""
    source: str = ""
    unit: str = ""
    stimulus: Stimulus | None = None
    beside: dict[str, Any] = field(default_factory=dict)

    def columns(self) -> dict[str, Any]:
        """Its row, but for bank, version and state."""
        options, body = columns_of(self.content)
        return {
            "code": self.code,
            "competency": self.competency,
            "kind": self.content.kind.value,
            "labour_function": self.labour_function,
            "level": self.level,
            "difficulty": self.difficulty,
            "stem": self.stem,
            "options": options,
            "body": body | self.beside,
            "points": self.points,
            "process": self.process,
            "unit": self.unit,
            "stimulus": fingerprint(self.stimulus) if self.stimulus else None,
            "explanation": self.explanation,
            "source": self.source,
        }

    def problem(self) -> str | None:
        """Why the item can't be asked; None when it can."""
        if not self.code or len(self.code) > 64:
            return "код вопроса должен быть от 1 до 64 знаков"
        if self.competency and self.competency not in content.competencies():
            return f"компетенции «{self.competency}» нет в рамке. Укажите код из неё, например KM2"
        if not self.stem:
            return "текст вопроса и каждого варианта должен быть заполнен"
        if len(self.process) > 32 or len(self.unit) > 64:
            return "process до 32 знаков, код блока до 64"
        if self.difficulty is not None and not 0 < self.difficulty < 1:
            return "трудность — доля верных ответов, число между 0 и 1"
        return problem_of(self.content, self.points)


@dataclass(frozen=True)
class Author:
    """Who sends items that wait for a second person, and the branch they work in."""

    subject: str
    path: str


async def load_banks(work: UnitOfWork) -> ImportReport:
    """Brings the database to the state of content/banks, all or nothing; a second call changes nothing.

    Items gone from their file are retired. Banks imported by people are not touched.
    """
    from services.bank_files import read_bank

    report = ImportReport(kind="questions", rows=0)
    banks = [read_bank(path) for path in content.banks()]
    for one in banks:
        report.problems += [RowProblem(number, None, words) for number, words in one.problems]
        report.rows += len(one.items)
    async with work.writing() as session:
        if report.ok:
            for one in banks:
                plan = await plan_for(session, one.name, list(one.items.values()), retire_missing=True)
                plan.count(report)
                await plan.write(session)
    return report


@dataclass
class BankPlan:
    """What has to happen to a bank: items to add, to edit in place, to retire; `changed` counts codes.

    With an `author` nothing goes live: what is new or changed becomes a draft beside what is live.
    """

    bank: str
    author: Author | None = None
    stimuli: dict[str, Stimulus] = field(default_factory=dict)
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
        await rows.insert_stimuli(
            session,
            [
                {"fingerprint": key, "title": one.title, "parts": parts_of(one)}
                for key, one in self.stimuli.items()
            ],
        )
        for item, wanted in self.edit:
            for name, value in (wanted.columns() | self.standing(wanted)).items():
                setattr(item, name, value)
        await session.flush()
        await rows.insert_items(session, [{"bank": self.bank, **row} for row in self.add])

    def standing(self, wanted: BankItem) -> dict[str, Any]:
        """Whose it is, and whether it is asked at once."""
        author = self.author
        return {
            "state": "live" if wanted.competency and author is None else "draft",
            "imported_by": author.subject if author else None,
            "imported_path": author.path if author else None,
            "decided_by": None,
        }

    def place(self, wanted: BankItem, versions: Sequence[Item], taken: set[int]) -> None:
        """Plans one item against the versions of its code, the newest last."""
        if wanted.stimulus:
            self.stimuli[fingerprint(wanted.stimulus)] = wanted.stimulus
        if not versions:
            self.new += 1
            self._add(wanted, 1)
            return
        item = versions[-1]
        is_same = all(getattr(item, name) == value for name, value in wanted.columns().items())
        goes_live = self.standing(wanted)["state"] == "live"
        if is_same and (item.state == "live" or (item.state == "draft" and not goes_live)):
            self.same += 1
            return
        self.changed += 1
        in_place = is_same or (item.id not in taken and (goes_live or item.state == "draft"))
        if in_place:
            self.edit.append((item, wanted))
        else:
            self._add(wanted, item.version + 1)
        if goes_live:
            self.retire += [one for one in versions if one.state == "live" and not (in_place and one is item)]

    def _add(self, wanted: BankItem, version: int) -> None:
        self.add.append({"version": version, **wanted.columns(), **self.standing(wanted)})


async def plan_for(
    session: AsyncSession,
    bank: str,
    wanted: Sequence[BankItem],
    *,
    retire_missing: bool,
    author: Author | None = None,
) -> BankPlan:
    """Compares the wanted items with the newest version of each code. Nothing is written.

    An item placed in somebody's attempt is never edited: the next version takes its place.
    """
    versions: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(await rows.items_of_bank(session, bank), key=lambda item: item.version):
        versions[item.code].append(item)
    taken = await rows.items_with_answers(session, [found[-1].id for found in versions.values()])
    plan = BankPlan(bank, author)
    for one in wanted:
        plan.place(one, versions.get(one.code, ()), taken)
    if retire_missing:
        codes = {one.code for one in wanted}
        gone = [
            found[-1] for code, found in versions.items() if code not in codes and found[-1].state == "live"
        ]
        plan.retire += gone
        plan.gone = len(gone)
    return plan
