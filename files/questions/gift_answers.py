"""The part of a GIFT question between the braces."""

import re
from decimal import Decimal, InvalidOperation

from files.questions.gift_escape import show_escaped
from files.questions.markup import Format, to_text
from files.questions.model import (
    FALSE_TEXT,
    TRUE_TEXT,
    Kind,
    NumberAnswer,
    Option,
    Pair,
    Question,
    Refused,
    ShortAnswer,
)
from files.text import one_line, shorten

MAX_ANSWERS = 500
_FORMAT = re.compile(rf"\[({'|'.join(Format)})\]")
_WEIGHT = re.compile(r"%(-?\d+(?:[.,]\d*)?)%")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d{1,3})?")
_ORDERING = re.compile(r">\s*\d*(?:\s+[A-Za-z0-9_]+)*\s*\n\s*(?=\S)")
_TRUE, _FALSE = ("T", "TRUE"), ("F", "FALSE")


def parse_answers(source: str, form: Format) -> Question:
    """A question with the answers alone; its kind follows from their form, in Moodle's order of checks.

    `source` has escapes hidden and no general feedback; `form` is the format of the stem.
    Raises Refused for answers that make no sense.
    """
    if not source:
        return Question(Kind.OPEN, "")
    if _ORDERING.match(source):
        return _ordering(source)
    if source.startswith("#"):
        return _numerical(source[1:], form)
    if "~" in source:
        return _choice(source, form)
    if "=" in source and "->" in source:
        return _matching(source, form)
    if source.partition("#")[0].strip() in (*_TRUE, *_FALSE):
        return _truefalse(source, form)
    return _short(source, form)


def split_format(source: str, default: Format) -> tuple[str, Format]:
    """The source without its leading «[html]» and the format that names, else the default."""
    match = _FORMAT.match(source)
    return (source[match.end() :], Format(match[1])) if match else (source, default)


def formatted(source: str, default: Format) -> str:
    """Plain text of a part that may begin with a format's name."""
    body, form = split_format(source.strip(), default)
    return to_text(show_escaped(body), form)


def _choice(source: str, form: Format) -> Question:
    kind = Kind.SINGLE if "=" in source else Kind.MULTIPLE
    options = [_option(part, form) for part in _parts(source.replace("=", "~="), "~")]
    return Question(kind, "", options=tuple(options))


def _option(part: str, form: Format) -> Option:
    right = part.startswith("=")
    part = part.removeprefix("=")
    weight, rest = _weight(part)
    if right and weight not in (None, 1):
        raise Refused(
            "weight after =", "В вопросе с выбором вес пишут после ~ («~%50%текст»), знак = значит 100 %."
        )
    text, note = _with_note(rest, form)
    return Option(text, 1.0 if right else weight or 0.0, note)


def _matching(source: str, form: Format) -> Question:
    pairs = []
    for part in _parts(source, "="):
        left, arrow, right = part.partition("->")
        if not arrow:
            raise Refused("matching", f"В паре «{_shown(part)}» нет стрелки ->.")
        pairs.append(Pair(formatted(left, form), one_line(to_text(show_escaped(right), Format.MOODLE))))
    return Question(Kind.MATCHING, "", pairs=tuple(pairs))


def _truefalse(source: str, form: Format) -> Question:
    answer, wrong, right = (*source.split("#", 2), "", "")[:3]
    is_true = answer.strip() in _TRUE
    wrong, right = formatted(wrong, form), formatted(right, form)
    options = (
        Option(TRUE_TEXT, float(is_true), right if is_true else wrong),
        Option(FALSE_TEXT, float(not is_true), wrong if is_true else right),
    )
    return Question(Kind.TRUEFALSE, "", options=options)


def _short(source: str, form: Format) -> Question:
    answers = []
    for part in _parts(source, "="):
        weight, rest = _weight(part)
        text, _, note = rest.partition("#")
        body, _ = split_format(text.strip(), form)
        fraction = 1.0 if weight is None else weight
        answers.append(ShortAnswer(one_line(show_escaped(body)), fraction, note=formatted(note, form)))
    return Question(Kind.SHORT, "", shorts=tuple(answers))


def _numerical(source: str, form: Format) -> Question:
    source, tilde, otherwise = source.partition("~")
    answers = [_number(part, form) for part in _parts(source, "=")]
    if tilde:
        answers.append(NumberAnswer(None, fraction=0.0, note=_with_note(otherwise, form)[1]))
    return Question(Kind.NUMBER, "", numbers=tuple(answers))


def _number(part: str, form: Format) -> NumberAnswer:
    weight, rest = _weight(part)
    source, _, note = rest.partition("#")
    value, tolerance = parse_number(show_escaped(source))
    return NumberAnswer(value, tolerance, 1.0 if weight is None else weight, formatted(note, form))


def parse_number(source: str) -> tuple[Decimal | None, Decimal]:
    """Value and tolerance of «12», «12:0.5», «11.5..12.5» or «*» (any other). Raises Refused otherwise."""
    source = source.strip()
    if source == "*":
        return None, Decimal(0)
    low, dots, high = source.partition("..")
    if dots:
        top, bottom = _decimal(high, source), _decimal(low, source)
        middle = (top + bottom) / 2
        return middle, top - middle
    value, colon, tolerance = source.partition(":")
    return _decimal(value, source), _decimal(tolerance, source) if colon else Decimal(0)


def _decimal(text: str, source: str) -> Decimal:
    text = text.strip()
    try:
        if _NUMBER.fullmatch(text):
            return Decimal(text.replace(",", "."))
    except InvalidOperation:
        pass
    raise Refused("number", f"Числовой ответ «{_shown(source)}» не число, не «число:допуск» и не «от..до».")


def _ordering(source: str) -> Question:
    """Items a line each, in the right order, below a line of settings, as qtype_ordering writes them."""
    items = source.split("\n")[1:]
    sequence = (one_line(to_text(show_escaped(item), Format.MOODLE)) for item in items if item.strip())
    return Question(Kind.ORDERING, "", sequence=tuple(sequence))


def _parts(source: str, sign: str) -> list[str]:
    """Answers that begin with the sign; the first may lack it."""
    if source.count(sign) > MAX_ANSWERS:
        raise Refused("too many answers", f"Ответов больше {MAX_ANSWERS}. Проверьте знаки {sign} в тексте.")
    first, *rest = (part.strip() for part in source.split(sign))
    return [first, *rest] if first else rest


def _weight(part: str) -> tuple[float | None, str]:
    match = _WEIGHT.match(part)
    if not match:
        return None, part
    return float(Decimal(match[1].replace(",", ".")) / 100), part[match.end() :]


def _with_note(part: str, form: Format) -> tuple[str, str]:
    text, _, note = part.partition("#")
    return formatted(text, form), formatted(note, form)


def _shown(part: str) -> str:
    return shorten(show_escaped(part), 40)
