"""Import of questions into a bank: what can be asked goes live, the rest is counted and named."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from db.session import UnitOfWork
from domain.errors import WrongInput
from files import values
from files.errors import RowProblem
from files.questions.model import Kind, Question, QuestionFile
from files.text import shorten
from services import content
from services.bank import BankItem, plan_for
from services.competency_codes import code_in
from services.importing import ImportReport

MOST_TEXT = 3500
"""Characters of a stem with its options: they share one message of the chat with what stands around them."""

_LATER = {
    Kind.MULTIPLE: "с несколькими верными ответами",
    Kind.MATCHING: "на соответствие",
    Kind.ORDERING: "на порядок",
    Kind.NUMBER: "с числовым ответом",
    Kind.SHORT: "с кратким ответом",
    Kind.OPEN: "с развёрнутым ответом",
}
"""Kinds that can be read but not asked yet."""


async def import_questions(
    work: UnitOfWork, file: QuestionFile, bank: str, *, competency: str = "", dry_run: bool = False
) -> ImportReport:
    """Adds and updates questions of the bank by their codes, all or nothing.

    A question names its competency by a field, a tag or a category; `competency` is for those that name
    none. Questions the parser refused and kinds that can't be asked yet are in the notes and stop nothing.
    Questions of the bank that are not in the file stay. Raises WrongInput for the name of a shipped bank.
    """
    _check_bank(bank, competency)
    report = ImportReport("questions", rows=len(file.questions) + len(file.refused))
    asked = [one for one in file.questions if one.kind not in _LATER]
    items = _items(asked, competency, report)
    report.notes += [*_said_of_kinds(file.questions), *_said_of_refused(file), *file.notes]
    async with work.reading() if dry_run else work.writing() as session:
        if report.ok:
            plan = await plan_for(session, bank, items, retire_missing=False)
            plan.count(report)
            if not dry_run:
                await plan.write(session)
    return report


def _check_bank(bank: str, competency: str) -> None:
    if not 1 <= len(bank.strip()) <= 64:
        raise WrongInput(why="Назовите банк: от 1 до 64 знаков.")
    if bank in {path.stem for path in content.banks()}:
        raise WrongInput(why=f"Банк «{bank}» поставляется с программой. Назовите свой банк иначе.")
    if competency and competency not in content.competencies():
        raise WrongInput(why=f"Компетенции «{competency}» нет в рамке. Укажите код из неё, например KM2.")


def _items(questions: Sequence[Question], competency: str, report: ImportReport) -> list[BankItem]:
    """Items of the questions that can be asked; what is wrong goes to the report by line."""
    titles = Counter(one.title for one in questions)
    items: dict[str, BankItem] = {}
    lines: dict[str, int] = {}
    unclear: list[int] = []
    for question in questions:
        item = _item(question, _code(question, titles), competency, unclear)
        problem = _problem(item, lines)
        if problem:
            about = shorten(question.title or question.stem, 60)
            report.problems.append(RowProblem(question.line, None, f"вопрос «{about}»: {problem}"))
        items[item.code] = item
        lines.setdefault(item.code, question.line)
    if unclear:
        report.notes.append(
            f"Трудность не понята и не сохранена, строки: {_some(unclear)}. "
            "Пишите долю верных ответов, например 0,6."
        )
    return list(items.values())


def _item(question: Question, code: str, competency: str, unclear: list[int]) -> BankItem:
    difficulty = _difficulty(question.difficulty)
    if question.difficulty and difficulty is None:
        unclear.append(question.line)
    return BankItem(
        code=code,
        competency=_competency(question) or competency,
        stem=question.stem,
        options=[
            {"text": one.text, "note": one.note, "key": round(one.fraction, 6) == 1}
            for one in question.options
        ],
        difficulty=difficulty,
        explanation=question.explanation,
    )


def _code(question: Question, titles: Counter[str]) -> str:
    """The author's id, else a fingerprint of the title if it is the only one, else of title and stem."""
    if question.id and len(question.id) <= 64:
        return question.id
    own = question.title if titles[question.title] == 1 else f"{question.title}\n{question.stem}"
    return f"q-{hashlib.sha256((own or question.stem).encode()).hexdigest()[:16]}"


def _competency(question: Question) -> str:
    """Its field, then its tags, then its category from the innermost part out."""
    places = [question.competency, *question.tags, *reversed(question.category.split("/"))]
    return next(filter(None, map(code_in, places)), question.competency)


def _difficulty(text: str) -> float | None:
    """«0,6» or «60 %» is 0.6; None for what isn't a share between 0 and 1."""
    try:
        share = values.percent(text) / 100 if text.endswith("%") else values.decimal(text)
    except ValueError:
        return None
    return float(share) if Decimal(0) < share < 1 else None


def _problem(item: BankItem, lines: dict[str, int]) -> str | None:
    if not item.competency:
        return (
            "не указана компетенция. Добавьте столбец, тег competency:KM2 или категорию KM2 "
            "либо назовите одну компетенцию для всего файла"
        )
    if len(item.stem) + sum(len(option["text"]) for option in item.options) > MOST_TEXT:
        return f"текст с вариантами длиннее {MOST_TEXT} знаков и не поместится в сообщение. Сократите его"
    if item.code in lines:
        return f"повторяет вопрос со строки {lines[item.code]}. Оставьте один или дайте им разные id"
    return item.problem()


def _said_of_kinds(questions: Sequence[Question]) -> Iterator[str]:
    lines: dict[Kind, list[int]] = defaultdict(list)
    for question in questions:
        if question.kind in _LATER:
            lines[question.kind].append(question.line)
    for kind, title in _LATER.items():
        if kind in lines:
            yield (
                f"Пока не задаются и не загружены вопросы {title} ({kind.value}): {len(lines[kind])}, "
                f"строки: {_some(lines[kind])}."
            )
    partial = [one.line for one in questions if any(0 < option.fraction < 1 for option in one.options)]
    partial = [line for line in partial if line not in lines[Kind.MULTIPLE]]
    if partial:
        yield f"Частичные баллы за варианты не учитываются, строки: {_some(partial)}."


def _said_of_refused(file: QuestionFile) -> Iterator[str]:
    if file.refused:
        yield f"Не загружены, потому что их нельзя прочитать как вопрос: {len(file.refused)}."
    for refusal in file.refused:
        yield f"{refusal} [{refusal.construct}]"


def _some(lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, lines[:10]))
    return f"{shown} и ещё {len(lines) - 10}" if len(lines) > 10 else shown
