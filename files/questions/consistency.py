"""Can the question be asked and marked as it stands? Moodle's own rules, checked at the door."""

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from files.questions.model import Kind, Question, Refused

WEIGHT_TOLERANCE = 0.011


def check(question: Question) -> Question:
    """The same question. Raises Refused with the construct that makes it inconsistent."""
    if not question.stem:
        raise Refused("empty stem", "У вопроса нет текста.")
    if question.kind is not Kind.OPEN:
        _CHECKS[question.kind](question)
    _check_range(part.fraction for part in chain(question.options, question.numbers, question.shorts))
    return question


def _check_choice(question: Question) -> None:
    texts = [option.text for option in question.options]
    if len(texts) < 2:
        raise Refused("too few options", "Вариантов ответа меньше двух.")
    if not all(texts):
        raise Refused("empty option", f"Вариант {texts.index('') + 1} пустой.")
    _check_distinct(texts, "duplicate options", "Вариант «{}» повторяется.")
    if question.kind is Kind.MULTIPLE:
        total = sum(max(option.fraction, 0) for option in question.options)
        if total == 0:
            raise Refused("no right answer", "Ни один вариант не отмечен верным.")
        if abs(total - 1) > WEIGHT_TOLERANCE:
            raise Refused(
                "weights", f"Веса верных вариантов дают в сумме {total * 100:.5g} %, а нужно 100 %."
            )
    else:
        _check_full_mark(option.fraction for option in question.options)


def _check_matching(question: Question) -> None:
    full = [pair for pair in question.pairs if pair.left]
    if len(full) < 2:
        raise Refused("too few pairs", "Пар для соответствия меньше двух.")
    if not all(pair.right for pair in question.pairs):
        raise Refused("empty pair", "В одной из пар нет правой части.")
    _check_distinct((pair.left for pair in full), "duplicate pairs", "Левая часть «{}» повторяется.")


def _check_ordering(question: Question) -> None:
    if len(question.sequence) < 2:
        raise Refused("too few items", "Для расстановки по порядку нужно не меньше двух элементов.")
    if not all(question.sequence):
        raise Refused("empty item", "Один из элементов последовательности пустой.")
    _check_distinct(question.sequence, "duplicate items", "Элемент «{}» повторяется.")


def _check_number(question: Question) -> None:
    if any(answer.tolerance < 0 for answer in question.numbers):
        raise Refused("number", "Допуск числового ответа отрицательный или границы переставлены.")
    if sum(answer.value is None for answer in question.numbers) > 1:
        raise Refused("duplicate answers", "Ответ «любое другое число» (*) повторяется.")
    _check_full_mark(answer.fraction for answer in question.numbers if answer.value is not None)


def _check_short(question: Question) -> None:
    if not all(answer.text for answer in question.shorts):
        raise Refused("empty answer", "Один из ответов пустой.")
    _check_distinct(
        (answer.text for answer in question.shorts), "duplicate answers", "Ответ «{}» повторяется."
    )
    _check_full_mark(answer.fraction for answer in question.shorts)


def _check_full_mark(fractions: Iterable[float]) -> None:
    best = max(fractions, default=0)
    if best <= 0:
        raise Refused("no right answer", "Ни один ответ не отмечен верным.")
    if round(best, 6) != 1:
        raise Refused("weights", f"Лучший ответ даёт {best * 100:.5g} %, а нужен хотя бы один на 100 %.")


def _check_range(fractions: Iterable[float]) -> None:
    wrong = next((fraction for fraction in fractions if not -1 <= fraction <= 1), None)
    if wrong is not None:
        raise Refused("weights", f"Вес {wrong * 100:.5g} % вне пределов от -100 до 100.")


def _check_distinct(texts: Iterable[str], construct: str, message: str) -> None:
    text, count = next(iter(Counter(texts).most_common(1)), ("", 0))
    if count > 1:
        raise Refused(construct, message.format(text))


_CHECKS = {
    Kind.SINGLE: _check_choice,
    Kind.MULTIPLE: _check_choice,
    Kind.TRUEFALSE: _check_choice,
    Kind.MATCHING: _check_matching,
    Kind.ORDERING: _check_ordering,
    Kind.NUMBER: _check_number,
    Kind.SHORT: _check_short,
}
