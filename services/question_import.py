"""Import of questions into a bank: what can be asked goes live, the rest is counted and named."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from db.session import UnitOfWork
from domain.errors import WrongInput
from domain.items import Content, Option
from domain.items import Kind as ItemKind
from files import values
from files.errors import RowProblem
from files.questions.model import Kind, Question, QuestionFile
from files.questions.model import Option as FileOption
from files.text import shorten
from services import content
from services.bank import Author, BankItem, plan_for
from services.competency_codes import code_in
from services.importing import ImportReport
from services.item_extras import completed, unpack, without

MOST_TEXT = 3500
"""Characters of a stem with its options: they share one message of the chat with what stands around them."""

_SEVERAL_KEYS = "с выбором одного из нескольких верных (several keys)"
_SEVERAL_NUMBERS = "с несколькими верными числами (several numbers)"
_ANY_NUMBER = "с любым числом в ответе (any number)"
RUBRIC = ("Ответа по существу нет", "Ответ верен отчасти или без обоснования", "Ответ полный и обоснованный")
"""What an open answer of a file without criteria is rated by."""


async def import_questions(
    work: UnitOfWork,
    file: QuestionFile,
    bank: str,
    *,
    competency: str = "",
    dry_run: bool = False,
    author: Author | None = None,
    then: Callable[[AsyncSession], Awaitable[None]] | None = None,
) -> ImportReport:
    """Adds and updates questions of the bank by their codes, all or nothing.

    A question names its competency by a field, a tag or a category; `competency` is for those that name
    none, and what has none after all is kept as a draft that nobody is asked. With an `author` everything is
    a draft until a second person approves it. Questions the parser refused and answers that can't be marked
    are in the notes and stop nothing. Questions of the bank that are not in the file stay. `then` belongs to
    the same transaction. Raises WrongInput for the name of a shipped bank.
    """
    _check_bank(bank, competency)
    report = ImportReport("questions", rows=len(file.questions) + len(file.refused))
    asked = [one for one in file.questions if _later(one) is None]
    report.notes += [*_said_of_later(file.questions), *_said_of_refused(file), *file.notes]
    items = _items(asked, competency, report)
    async with work.reading() if dry_run else work.writing() as session:
        if report.ok:
            plan = await plan_for(session, bank, items, retire_missing=False, author=author)
            plan.count(report)
            if not dry_run:
                await plan.write(session)
                if then is not None:
                    await then(session)
    return report


def _check_bank(bank: str, competency: str) -> None:
    if not 1 <= len(bank.strip()) <= 64:
        raise WrongInput(why="Назовите банк: от 1 до 64 знаков.")
    if bank in {path.stem for path in content.banks()}:
        raise WrongInput(why=f"Банк «{bank}» поставляется с программой. Назовите свой банк иначе.")
    if competency and competency not in content.competencies():
        raise WrongInput(why=f"Компетенции «{competency}» нет в рамке. Укажите код из неё, например KM2.")


def _later(question: Question) -> str | None:
    """Why the question is read but can't be asked, in words; None when it is asked."""
    if question.kind is Kind.SINGLE and sum(map(_is_key, question.options)) > 1:
        return _SEVERAL_KEYS
    if question.kind is Kind.NUMBER:
        right = [one.value for one in question.numbers if round(one.fraction, 6) == 1]
        if None in right:
            return _ANY_NUMBER
        return _SEVERAL_NUMBERS if len(right) > 1 else None
    return None


def _is_key(option: FileOption) -> bool:
    return round(option.fraction, 6) == 1


def _items(questions: Sequence[Question], competency: str, report: ImportReport) -> list[BankItem]:
    """Items of the questions; what is wrong goes to the report by line, what is lost to its notes."""
    names = Counter(map(_name, questions))
    items: dict[str, BankItem] = {}
    lines: dict[str, int] = {}
    repeated: list[int] = []
    for question in questions:
        code = _code(question, names)
        if code in lines and code != question.id:
            repeated.append(question.line)
            continue
        items[code] = _item(question, code, competency)
        problem = _problem(items[code], lines)
        if problem:
            about = shorten(_name(question), 60)
            report.problems.append(RowProblem(question.line, None, f"вопрос «{about}»: {problem}"))
        lines.setdefault(code, question.line)
    report.notes += [*_said_of_losses(questions, repeated), *_said_of_drafts(items, lines)]
    return list(items.values())


def _item(question: Question, code: str, competency: str) -> BankItem:
    answers = _content(question)
    beside = {"title": question.title, "category": question.category, "tags": list(without(question.tags))}
    item = BankItem(
        code=code,
        competency=_competency(question) or competency,
        stem=question.stem,
        content=answers,
        points=usual_points(answers),
        difficulty=_difficulty(question.difficulty),
        explanation=question.explanation,
        beside={name: value for name, value in beside.items() if value},
    )
    try:
        return completed(item, unpack(question.tags))
    except (KeyError, TypeError, ValueError):
        return item


def _content(question: Question) -> Content:
    match question.kind:
        case Kind.SINGLE | Kind.TRUEFALSE:
            options = (Option(one.text, _is_key(one), one.note) for one in question.options)
            return Content(ItemKind.SINGLE, options=tuple(options))
        case Kind.MULTIPLE:
            options = (Option(one.text, one.fraction > 0, one.note) for one in question.options)
            return Content(ItemKind.MULTIPLE, options=tuple(options))
        case Kind.MATCHING:
            pairs = tuple((one.left, one.right) for one in question.pairs if one.left)
            spare = tuple(one.right for one in question.pairs if not one.left)
            return Content(ItemKind.MATCHING, pairs=pairs, extra=spare)
        case Kind.ORDERING:
            return Content(ItemKind.ORDERING, order=question.sequence)
        case Kind.NUMBER:
            right = next(one for one in question.numbers if round(one.fraction, 6) == 1)
            return Content(ItemKind.NUMBER, value=right.value, tolerance=right.tolerance)
        case Kind.SHORT:
            accepted = (one.text for one in question.shorts if round(one.fraction, 6) == 1)
            return Content(ItemKind.SHORT, accept=tuple(accepted))
        case Kind.OPEN:
            return Content(ItemKind.OPEN, rubric=RUBRIC)


def usual_points(answers: Content) -> int:
    """A point for each right option or pair: part of the answer is then part of the mark."""
    if answers.kind is ItemKind.OPEN:
        return len(answers.rubric) - 1
    if answers.kind in (ItemKind.MULTIPLE, ItemKind.MATCHING):
        return min(10, len(answers.keys))
    return 1


def _name(question: Question) -> str:
    return question.title or question.stem


def _code(question: Question, names: Counter[str]) -> str:
    """The author's id, else a fingerprint of the name; of the whole question where several share the name."""
    if question.id and len(question.id) <= 64:
        return question.id
    own = [_name(question)]
    if names[own[0]] > 1:
        own += [question.stem, *(option.text for option in question.options)]
    return f"q-{hashlib.sha256('|'.join(own).encode()).hexdigest()[:16]}"


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
    answers = item.content
    if len(item.stem) + sum(map(len, (*answers.parts, *answers.lefts))) > MOST_TEXT:
        return f"текст с вариантами длиннее {MOST_TEXT} знаков и не поместится в сообщение. Сократите его"
    if item.code in lines:
        return f"id «{item.code}» уже у вопроса со строки {lines[item.code]}. Дайте им разные id"
    return item.problem()


def _said_of_later(questions: Sequence[Question]) -> Iterator[str]:
    lines: dict[str, list[int]] = defaultdict(list)
    for question in questions:
        reason = _later(question)
        if reason:
            lines[reason].append(question.line)
    for reason, found in lines.items():
        yield f"Не задаются и не загружены вопросы {reason}: {len(found)}, строки: {_some(found)}."


def _said_of_drafts(items: dict[str, BankItem], lines: dict[str, int]) -> Iterator[str]:
    found = [lines[code] for code, item in items.items() if not item.competency]
    if found:
        yield (
            f"Без компетенции, поэтому останутся черновиками: {len(found)}, строки: {_some(found)}. "
            "Добавьте столбец, тег competency:KM2 или категорию KM2 либо --competency для всего файла."
        )


def _said_of_losses(questions: Sequence[Question], repeated: list[int]) -> Iterator[str]:
    if repeated:
        yield f"Повторяют вопрос выше и пропущены: {len(repeated)}, строки: {_some(repeated)}."
    partial = [one.line for one in questions if _has_own_weights(one)]
    if partial:
        yield (
            "Веса ответов в файле не учитываются, баллы считаются по нашим правилам, "
            f"строки: {_some(partial)}."
        )
    case = [one.line for one in questions if any(answer.case for answer in one.shorts)]
    if case:
        yield f"Регистр букв в кратких ответах не учитывается, строки: {_some(case)}."
    criteria = [one.line for one in questions if one.kind is Kind.OPEN]
    if criteria:
        yield f"Развёрнутым ответам даны общие критерии на 0, 1 и 2 балла, строки: {_some(criteria)}."
    unclear = [one.line for one in questions if one.difficulty and _difficulty(one.difficulty) is None]
    if unclear:
        yield (
            f"Трудность не понята и не сохранена, строки: {_some(unclear)}. "
            "Пишите долю верных ответов, например 0,6."
        )


def _has_own_weights(question: Question) -> bool:
    """Whether the author's weights say something else than the rules of domain/scoring.py."""
    weights = {round(option.fraction, 6) for option in question.options if option.fraction > 0}
    penalties = {round(option.fraction, 6) for option in question.options if option.fraction < 0}
    answers = [one.fraction for one in (*question.numbers, *question.shorts)]
    if question.kind is Kind.MULTIPLE:
        return len(weights) > 1 or bool(penalties - {-one for one in weights})
    return bool(weights - {1.0}) or any(0 < fraction < 1 for fraction in answers)


def _said_of_refused(file: QuestionFile) -> Iterator[str]:
    if file.refused:
        yield f"Не загружены, потому что их нельзя прочитать как вопрос: {len(file.refused)}."
    for refusal in file.refused:
        yield f"{refusal} [{refusal.construct}]"


def _some(lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, lines[:10]))
    return f"{shown} и ещё {len(lines) - 10}" if len(lines) > 10 else shown
