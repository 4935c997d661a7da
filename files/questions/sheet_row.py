"""One row of a table of questions to a question."""

import re
from collections.abc import Sequence
from dataclasses import replace

from files.questions.consistency import check
from files.questions.gift_answers import parse_number
from files.questions.labels import position, strip_labels
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
    Source,
)
from files.tables import Row, header_key
from files.text import one_line, shorten, tidy

_KINDS = {
    Kind.SINGLE: ("single", "один", "одиночный", "один ответ", "один из списка", "одиночный выбор"),
    Kind.MULTIPLE: ("multiple", "несколько", "множественный", "несколько ответов", "множественный выбор"),
    Kind.TRUEFALSE: ("truefalse", "верно неверно", "да нет"),
    Kind.MATCHING: ("matching", "соответствие", "на соответствие"),
    Kind.ORDERING: ("ordering", "порядок", "последовательность", "по порядку"),
    Kind.NUMBER: ("number", "число", "числовой", "числовой ответ"),
    Kind.SHORT: ("short", "краткий", "краткий ответ", "короткий ответ"),
    Kind.OPEN: ("open", "открытый", "эссе", "открытый ответ", "развёрнутый", "развёрнутый ответ"),
}
_KIND_OF = {header_key(name): kind for kind, names in _KINDS.items() for name in names}
_TRUE = {"верно", "да", "истина", "true", "t", "правда"}
_FALSE = {"неверно", "нет", "ложь", "false", "f"}
_ARROW = re.compile(r"\s*(?:->|=>|→|⇒)\s*")
_NUMBER = re.compile(r"[+\-−]?\d+(?:[.,]\d+)?(?:\s*(?:±|:|\.\.)\s*[+\-−]?\d+(?:[.,]\d+)?)?")


def question_of(row: Row, listed: Sequence[str]) -> Question:
    """The question of the row; `listed` are its options that stand in columns of their own.

    `row.cells` has the fields of the schema. Raises Refused for a row that isn't a question.
    """
    cells = {name: tidy(cell) for name, cell in row.cells.items()}
    options = [*_split(cells.get("options", ""), "|;"), *filter(None, map(tidy, listed))]
    key = cells.get("key", "")
    kind = _kind(cells.get("kind", ""), options, key)
    _refuse_unused(kind, options, key)
    plain = _facts(cells, row.number)
    match kind:
        case Kind.MATCHING:
            made = replace(plain, pairs=_pairs(options or _split(key, "|;")))
        case Kind.ORDERING:
            made = replace(plain, sequence=_sequence(options, key))
        case Kind.TRUEFALSE:
            made = replace(plain, options=_truth(key))
        case Kind.NUMBER:
            made = replace(plain, numbers=_numbers(key))
        case Kind.SHORT:
            made = replace(plain, shorts=tuple(ShortAnswer(one_line(text)) for text in _split(key, "|;")))
        case Kind.OPEN:
            sample = f"Образец ответа: {key}" if key else ""
            made = replace(plain, explanation="\n".join(filter(None, (plain.explanation, sample))))
        case _:
            right = _positions(key, options)
            kind = kind or (Kind.MULTIPLE if len(right) > 1 else Kind.SINGLE)
            made = replace(plain, options=_choice(kind, options, right))
    return check(replace(made, kind=kind))


def _facts(cells: dict[str, str], line: int) -> Question:
    """The question without its answers."""
    return Question(
        Kind.OPEN,
        cells["stem"],
        title=one_line(cells.get("title", "")),
        explanation=cells.get("explanation", ""),
        category=one_line(cells.get("category", "")),
        tags=_tags(cells),
        id=one_line(cells.get("id", "")),
        competency=one_line(cells.get("competency", "")),
        difficulty=one_line(cells.get("difficulty", "")),
        line=line,
        source=Source.TABLE,
    )


def _tags(cells: dict[str, str]) -> tuple[str, ...]:
    """Tags, and beside them what an exported table keeps of an item without a column of its own."""
    found = [*_split(cells.get("tags", ""), ",;|"), *cells.get("extra", "").split()]
    return tuple(dict.fromkeys(map(one_line, filter(None, found))))


def _kind(named: str, options: Sequence[str], key: str) -> Kind | None:
    """The kind as named, else as the cells imply; None is a choice whose keys decide."""
    if named:
        kind = _KIND_OF.get(header_key(named))
        if kind is None:
            raise Refused("kind", f"Неизвестный тип вопроса «{one_line(named)}».")
        return kind
    if options:
        return None
    if not key:
        raise Refused(
            "no answers", "Нет ни вариантов, ни ключа. Для развёрнутого ответа укажите тип «открытый»."
        )
    if key.casefold() in _TRUE | _FALSE:
        return Kind.TRUEFALSE
    return Kind.NUMBER if _NUMBER.fullmatch(key) else Kind.SHORT


def _refuse_unused(kind: Kind | None, options: Sequence[str], key: str) -> None:
    """Cells that the named kind has no use for would be lost in silence."""
    if options and kind in (Kind.NUMBER, Kind.SHORT, Kind.OPEN):
        raise Refused("options", "У вопроса такого типа не бывает вариантов. Уберите их или исправьте тип.")
    if options and key and kind is Kind.MATCHING:
        raise Refused("key", "Пары для соответствия уже заданы в вариантах. Уберите ключ.")


def _choice(kind: Kind, options: Sequence[str], right: Sequence[int]) -> tuple[Option, ...]:
    if kind is Kind.SINGLE and len(right) > 1:
        raise Refused("several keys", "Ключей несколько, а тип вопроса — один верный ответ.")
    share = 1 / len(right) if kind is Kind.MULTIPLE else 1.0
    texts, _ = strip_labels(options)
    return tuple(Option(text, share if at in right else 0.0) for at, text in enumerate(texts))


def _positions(key: str, options: Sequence[str]) -> list[int]:
    """Options the key names, by letters and numbers or by their own text. Raises Refused when in doubt."""
    if not key:
        raise Refused("no right answer", "Нет ключа: укажите букву, номер или текст верного варианта.")
    _, alphabet = strip_labels(options)
    by_text, by_label = _by_texts(key, options), _by_labels(key, len(options), alphabet)
    if by_text and by_label and set(by_text) != set(by_label):
        raise Refused(
            "ambiguous key",
            f"Ключ «{shorten(key, 60)}» — и текст одного варианта, и номер другого. Укажите букву.",
        )
    found = by_text or by_label
    if not found:
        raise Refused("no right answer", f"Ключ «{shorten(key, 60)}» не совпадает ни с одним вариантом.")
    return sorted(set(found))


def _by_texts(key: str, options: Sequence[str]) -> list[int] | None:
    bare, _ = strip_labels(options)
    known = {one_line(text).casefold(): at for at, text in [*enumerate(options), *enumerate(bare)]}
    whole = known.get(one_line(key).casefold())
    if whole is not None:
        return [whole]
    found = [known.get(one_line(part).casefold()) for part in _split(key, "|;")]
    return _all(found)


def _by_labels(key: str, count: int, alphabet: str | None) -> list[int] | None:
    labels = [label for label in re.split(r"[\s,;|.)]+", key) if label]
    if len(labels) == 1 and labels[0].isalpha() and labels[0].isupper():
        labels = list(labels[0])
    found = [position(label, count, alphabet) for label in labels]
    return _all(found)


def _all(found: Sequence[int | None]) -> list[int] | None:
    """The positions if every one is known and there is at least one."""
    known = [at for at in found if at is not None]
    return known if known and len(known) == len(found) else None


def _pairs(lines: Sequence[str]) -> tuple[Pair, ...]:
    pairs = []
    for line in lines:
        left, *right = _ARROW.split(line, maxsplit=1)
        if not right:
            raise Refused("matching", f"В паре «{shorten(line, 60)}» нет стрелки ->.")
        pairs.append(Pair(left, one_line(right[0])))
    return tuple(pairs)


def _sequence(options: Sequence[str], key: str) -> tuple[str, ...]:
    """Options in the order of the key; without a key they are in the right order already."""
    texts, alphabet = strip_labels(options)
    if not key:
        return tuple(map(one_line, texts))
    order = _by_labels(key, len(texts), alphabet)
    if order is None or sorted(order) != list(range(len(texts))):
        raise Refused(
            "ordering", f"Ключ «{shorten(key, 60)}» должен перечислить все варианты в верном порядке."
        )
    return tuple(one_line(texts[at]) for at in order)


def _truth(key: str) -> tuple[Option, ...]:
    if key.casefold() not in _TRUE | _FALSE:
        raise Refused("no right answer", f"Ключ «{shorten(key, 60)}» должен быть «верно» или «неверно».")
    is_true = key.casefold() in _TRUE
    return Option(TRUE_TEXT, float(is_true)), Option(FALSE_TEXT, float(not is_true))


def _numbers(key: str) -> tuple[NumberAnswer, ...]:
    parts = [parse_number(part.replace("±", ":").replace("−", "-")) for part in _split(key, "|;")]
    return tuple(NumberAnswer(value, tolerance) for value, tolerance in parts)


def _split(cell: str, separators: str) -> list[str]:
    """Parts of a cell: its lines if it has several, else by the first separator that occurs in it."""
    separator = next((sign for sign in ("\n", *separators) if sign in cell), None)
    parts = cell.split(separator) if separator else [cell]
    return [part.strip() for part in parts if part.strip()]
