"""What Moodle's two XML forms have in common: both are first brought to these parts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from files.questions.consistency import check
from files.questions.gift_answers import parse_number
from files.questions.markup import Format, to_text
from files.questions.model import (
    FALSE_TEXT,
    TRUE_TEXT,
    Kind,
    NumberAnswer,
    Option,
    Pair,
    Question,
    QuestionFile,
    Refused,
    ShortAnswer,
    Source,
)
from files.questions.moodle_types import refuse_type
from files.questions.tags import with_tags
from files.text import one_line

COMBINED_FEEDBACK = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
TYPED_ANSWERS = ("shortanswer", "numerical")
"""Types whose answers are compared with what a person types: they have no markup."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as stored: plain texts, `fraction` of the mark, `tolerance` of a number as written."""

    text: str
    fraction: float
    note: str = ""
    tolerance: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """A question of any supported type taken apart; what its type doesn't use is left at the default."""

    type: str
    title: str
    stem: str
    explanation: str
    answers: Sequence[Answer] = ()
    pairs: Sequence[Pair] = ()
    single: bool = True
    case: bool = False
    has_units: bool = False
    first_is_true: bool = True
    tags: Sequence[str] = ()
    id: str = ""
    category: str = ""


def assemble(parts: Parts, line: int, source: Source) -> Question:
    """The question. Raises Refused for a type that isn't supported and for an inconsistent question."""
    question = replace(
        _bare(parts),
        stem=parts.stem,
        title=one_line(parts.title),
        explanation=parts.explanation,
        category=parts.category,
        id=one_line(parts.id),
        line=line,
        source=source,
    )
    return check(with_tags(question, parts.tags))


def _bare(parts: Parts) -> Question:
    answers = parts.answers
    match parts.type:
        case "multichoice":
            options = tuple(Option(answer.text, answer.fraction, answer.note) for answer in answers)
            return Question(Kind.SINGLE if parts.single else Kind.MULTIPLE, "", options=options)
        case "truefalse":
            return Question(Kind.TRUEFALSE, "", options=_true_and_false(parts))
        case "shortanswer":
            shorts = (
                ShortAnswer(one_line(answer.text), answer.fraction, parts.case, answer.note)
                for answer in answers
            )
            return Question(Kind.SHORT, "", shorts=tuple(shorts))
        case "numerical":
            if parts.has_units:
                raise Refused(
                    "units", "Числовой ответ с единицами измерения не поддерживается (numerical, units)."
                )
            return Question(Kind.NUMBER, "", numbers=tuple(map(_number, answers)))
        case "matching" | "match":
            pairs = (replace(pair, right=one_line(pair.right)) for pair in parts.pairs)
            return Question(Kind.MATCHING, "", pairs=tuple(pairs))
        case "ordering":
            return Question(Kind.ORDERING, "", sequence=tuple(one_line(answer.text) for answer in answers))
        case "essay":
            return Question(Kind.OPEN, "")
        case other:
            raise refuse_type(other)


def _true_and_false(parts: Parts) -> tuple[Option, ...]:
    if len(parts.answers) != 2:
        raise Refused("truefalse", "В вопросе «верно — неверно» должно быть ровно два ответа.")
    first, second = parts.answers if parts.first_is_true else reversed(parts.answers)
    return (
        Option(TRUE_TEXT, float(first.fraction > 0), first.note),
        Option(FALSE_TEXT, float(second.fraction > 0), second.note),
    )


def _number(answer: Answer) -> NumberAnswer:
    value, tolerance = parse_number(answer.text)
    if answer.tolerance.strip() and value is not None:
        tolerance = parse_number(answer.tolerance)[0] or tolerance
    return NumberAnswer(value, tolerance, answer.fraction, answer.note)


def fraction(text: str, *, of: int) -> float:
    """A share from «33.33333» (`of` 100) or «0.3333333» (`of` 1); an empty one is 0. Raises Refused."""
    try:
        return float(text.strip() or 0) / of
    except ValueError:
        raise Refused("weights", f"Вес ответа «{one_line(text)}» не число.") from None


def form_of(name: str) -> Format:
    """The format by Moodle's name or number; anything else is HTML, as Moodle takes it."""
    return {
        "moodle_auto_format": Format.MOODLE,
        "0": Format.MOODLE,
        "plain_text": Format.PLAIN,
        "2": Format.PLAIN,
        "markdown": Format.MARKDOWN,
        "4": Format.MARKDOWN,
    }.get(name.strip(), Format.HTML)


def plain(text: str, form: str) -> str:
    """Plain text of the source in the named format. Raises Refused as `to_text` does."""
    return to_text(text, form_of(form))


def note_hints(found: QuestionFile, count: int) -> None:
    """Remarks that hints and combined feedback of so many questions have no place here."""
    if count:
        found.notes.append(
            f"Не перенесены подсказки и общие отзывы «верно», «частично», «неверно»: вопросов с ними {count}."
        )
