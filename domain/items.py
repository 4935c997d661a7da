"""What an item is made of, whatever its kind, and what keeps it from being asked.

`Content` is the part that differs between kinds. Indexes in keys and responses are the bank's own, never
the letters somebody saw.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """How an item is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    MATCHING = "matching"
    ORDERING = "ordering"
    NUMBER = "number"
    SHORT = "short"
    OPEN = "open"


CHOICE = frozenset({Kind.SINGLE, Kind.MULTIPLE})
TYPED = frozenset({Kind.NUMBER, Kind.SHORT, Kind.OPEN})
LETTERS = "АБВГДЕЖИКЛ"
MOST_PARTS = len(LETTERS)
"""Options, right sides or elements: each has a letter on a button."""


@dataclass(frozen=True)
class Option:
    text: str
    key: bool = False
    note: str = ""


@dataclass(frozen=True)
class Content:
    """Answers of an item: `options` for a choice, `pairs` and `extra` right sides for matching, `order` (the
    right one) for ordering, `value`, `tolerance` and `unit` for a number, `accept` for a short text,
    `rubric` (what each mark from 0 up stands for) for an open answer.
    """

    kind: Kind
    options: tuple[Option, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    extra: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    value: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    unit: str = ""
    accept: tuple[str, ...] = ()
    rubric: tuple[str, ...] = ()

    @property
    def lefts(self) -> tuple[str, ...]:
        return tuple(left for left, _ in self.pairs)

    @property
    def rights(self) -> tuple[str, ...]:
        """Right sides to choose from, each once: two left sides may share one."""
        return tuple(dict.fromkeys([*(right for _, right in self.pairs), *self.extra]))

    @property
    def parts(self) -> tuple[str, ...]:
        """What is shuffled and gets letters."""
        if self.kind in CHOICE:
            return tuple(option.text for option in self.options)
        return self.rights if self.kind is Kind.MATCHING else self.order

    @property
    def keys(self) -> tuple[int, ...]:
        """The right response by the bank's indexes: options, the right side of each left one, the order."""
        if self.kind in CHOICE:
            return tuple(at for at, option in enumerate(self.options) if option.key)
        if self.kind is Kind.MATCHING:
            rights = self.rights
            return tuple(rights.index(right) for _, right in self.pairs)
        return tuple(range(len(self.order)))


@dataclass(frozen=True)
class Stimulus:
    """What a unit's questions are about. Parts are shown one after another: a text, a table (rows of cells,
    the head first) or a chart whose numbers also stand in words.
    """

    title: str
    parts: tuple["StimulusPart", ...] = field(default=())


@dataclass(frozen=True)
class Chart:
    kind: str
    title: str
    x: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]
    unit: str = ""


@dataclass(frozen=True)
class StimulusPart:
    text: str = ""
    table: tuple[tuple[str, ...], ...] = ()
    chart: Chart | None = None


def problem_of(content: Content, points: int) -> str | None:
    """Why such an item can't be asked, in Russian; None when it can."""
    if points < 1 or points > 10:
        return "баллов за вопрос может быть от 1 до 10"
    if len(content.parts) > MOST_PARTS:
        return f"вариантов больше {MOST_PARTS}: на кнопках не хватит букв"
    if any(not part.strip() for part in (*content.parts, *content.lefts)):
        return "текст вопроса и каждого варианта должен быть заполнен"
    if len(set(content.parts)) < len(content.parts):
        return "два варианта одинаковы"
    return _PROBLEMS[content.kind](content, points)


def _single(content: Content, points: int) -> str | None:
    options, keys = len(content.options), len(content.keys)
    if options < 2 or keys != 1:
        return f"нужны хотя бы два варианта и один верный, а вариантов {options}, верных {keys}"
    return None


def _multiple(content: Content, points: int) -> str | None:
    options, keys = len(content.options), len(content.keys)
    if options < 2 or not 1 <= keys <= options:
        return f"нужны хотя бы два варианта и хотя бы один верный, а вариантов {options}, верных {keys}"
    return None


def _matching(content: Content, points: int) -> str | None:
    if len(content.pairs) < 2 or len(content.rights) < 2:
        return "для соответствия нужны хотя бы две пары с разными правыми частями"
    if len(set(content.lefts)) < len(content.lefts):
        return "левые части пар повторяются"
    return None if len(content.pairs) <= 6 else "пар больше шести: не поместятся на экран"


def _ordering(content: Content, points: int) -> str | None:
    return None if len(content.order) >= 2 else "для расстановки нужны хотя бы два элемента"


def _number(content: Content, points: int) -> str | None:
    if content.value is None:
        return "нет верного числа"
    return None if content.tolerance >= 0 else "допуск не может быть отрицательным"


def _short(content: Content, points: int) -> str | None:
    if not content.accept or not all(text.strip() for text in content.accept):
        return "нет принимаемых ответов"
    return None


def _open(content: Content, points: int) -> str | None:
    if len(content.rubric) != points + 1:
        return f"критерии нужны для каждого балла от 0 до {points}, а их {len(content.rubric)}"
    return None


_PROBLEMS = {
    Kind.SINGLE: _single,
    Kind.MULTIPLE: _multiple,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.NUMBER: _number,
    Kind.SHORT: _short,
    Kind.OPEN: _open,
}


def problem_of_stimulus(stimulus: Stimulus) -> str | None:
    """Why a unit can't be shown, in Russian."""
    if not stimulus.parts:
        return "у блока нет материала"
    for part in stimulus.parts:
        if len(part.text) > MOST_TEXT:
            return f"часть материала длиннее {MOST_TEXT} знаков: разделите её"
        if part.table and len({len(row) for row in part.table}) > 1:
            return "в строках таблицы разное число ячеек"
        if part.chart and any(len(values) != len(part.chart.x) for _, values in part.chart.series):
            return "у ряда графика столько же значений, сколько подписей по оси x"
        if part.chart and part.chart.kind not in ("bar", "line"):
            return "вид графика bar или line"
    return None


MOST_TEXT = 900
"""Characters of one part of a stimulus: it is read from a phone."""
