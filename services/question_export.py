"""A bank's items as a file for methodists: GIFT and a table; what comes back by import is the same."""

from dataclasses import dataclass, replace
from decimal import Decimal

from db.models import Item
from db.repositories import diagnostics as diagnostic_rows
from db.repositories import items as rows
from db.session import UnitOfWork
from domain.items import Kind, Stimulus
from files.questions import to_gift
from files.questions.labels import RUSSIAN
from files.questions.model import Kind as FileKind
from files.questions.model import NumberAnswer, Option, Pair, Question, ShortAnswer
from services.bank import BankItem
from services.item_content import of_item, stimulus_of
from services.item_extras import PREFIX, pack
from services.question_import import usual_points

COLUMNS = (
    "код", "тип", "вопрос", "варианты", "ключ", "компетенция", "трудность", "пояснение", "название",
    "категория", "метки", "данные",
)  # fmt: skip
"""Headers that `files/questions/sheet.py` reads; «данные» holds what has no column."""


@dataclass(frozen=True)
class BankFiles:
    """How many items there are, and the bank as GIFT and as rows of a table under `COLUMNS`."""

    count: int
    gift: bytes
    table: list[list[str]]


async def export(work: UnitOfWork, bank: str) -> BankFiles:
    """Live items and drafts of the bank, the newest version of each."""
    items = await items_of(work, bank)
    questions = [question_of(one) for one in items]
    return BankFiles(count=len(items), gift=to_gift(questions).encode(), table=[_row(one) for one in items])


async def items_of(work: UnitOfWork, bank: str) -> list[BankItem]:
    async with work.reading() as session:
        found = await rows.of_bank(session, bank, ("live", "draft"))
        stimuli = {}
        for key in {one.stimulus for one in found if one.stimulus}:
            stored = await diagnostic_rows.stimulus(session, key)
            if stored is not None:
                stimuli[key] = stimulus_of(stored.title, stored.parts)
    return [bank_item(one, stimuli.get(one.stimulus or "")) for one in found]


def bank_item(item: Item, stimulus: Stimulus | None) -> BankItem:
    """A stored item as its author wrote it."""
    mine = {"pairs", "extra", "order", "value", "tolerance", "unit", "accept", "rubric"}
    return BankItem(
        code=item.code,
        competency=item.competency,
        stem=item.stem,
        content=of_item(item),
        points=item.points,
        process=item.process,
        labour_function=item.labour_function,
        level=item.level,
        difficulty=item.difficulty,
        explanation=item.explanation,
        source=item.source,
        unit=item.unit,
        stimulus=stimulus,
        beside={name: value for name, value in item.body.items() if name not in mine},
    )


def question_of(item: BankItem) -> Question:
    """The item as files know questions; the rest of it is a tag."""
    content = item.content
    said = item.beside
    extras = _extras(item, with_notes=False)
    keys = max(1, len(content.keys))
    right = 1.0 if content.kind is Kind.SINGLE else 1 / keys
    wrong = 0.0 if content.kind is Kind.SINGLE else -1 / keys
    return Question(
        kind=FileKind(content.kind.value),
        stem=item.stem,
        title=str(said.get("title", "")),
        options=tuple(Option(one.text, right if one.key else wrong, one.note) for one in content.options),
        numbers=(NumberAnswer(content.value, content.tolerance),) if content.value is not None else (),
        shorts=tuple(ShortAnswer(text) for text in content.accept),
        pairs=(*(Pair(*pair) for pair in content.pairs), *(Pair("", text) for text in content.extra)),
        sequence=content.order,
        explanation=item.explanation,
        category=str(said.get("category", "")),
        tags=(*said.get("tags", ()), *extras),
        id=item.code,
        competency=item.competency,
        difficulty="" if item.difficulty is None else repr(item.difficulty),
    )


def _extras(item: BankItem, *, with_notes: bool) -> list[str]:
    """What the file has no field for."""
    beside = {name: value for name, value in item.beside.items() if name not in ("title", "category", "tags")}
    return pack(
        replace(item, beside=beside), default_points=usual_points(item.content), with_notes=with_notes
    )


def _row(item: BankItem) -> list[str]:
    question = question_of(item)
    options, key = _cells(question)
    return [
        item.code,
        item.content.kind.value,
        item.stem,
        "\n".join(options),
        key,
        item.competency,
        question.difficulty,
        item.explanation,
        question.title,
        question.category,
        "; ".join(tag for tag in question.tags if not tag.startswith(PREFIX)),
        " ".join(_extras(item, with_notes=True)),
    ]


def _cells(question: Question) -> tuple[list[str], str]:
    """Options and key of a row."""
    match question.kind:
        case FileKind.MATCHING:
            return [f"{pair.left} -> {pair.right}".strip() for pair in question.pairs], ""
        case FileKind.ORDERING:
            return list(question.sequence), ""
        case FileKind.NUMBER:
            one = question.numbers[0]
            spread = f":{one.tolerance:f}" if one.tolerance else ""
            return [], f"{one.value or Decimal(0):f}{spread}"
        case FileKind.SHORT:
            return [], "\n".join(one.text for one in question.shorts)
        case FileKind.OPEN:
            return [], ""
        case _:
            right = [RUSSIAN[at] for at, one in enumerate(question.options) if one.fraction > 0]
            return [one.text for one in question.options], ", ".join(right)
