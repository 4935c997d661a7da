"""What a question file is read into. Texts are plain: no HTML, no escapes, entities decoded."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUEFALSE = "truefalse"
    MATCHING = "matching"
    ORDERING = "ordering"
    NUMBER = "number"
    SHORT = "short"
    OPEN = "open"


class Source(StrEnum):
    """The format a file came in."""

    GIFT = "gift"
    MOODLE_XML = "moodle_xml"
    MOODLE_BACKUP = "moodle_backup"
    AIKEN = "aiken"
    TABLE = "table"


TRUE_TEXT, FALSE_TEXT = "Верно", "Неверно"
TITLE_LENGTH = 60
"""How much of a stem stands for the title of a refused question."""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice. `fraction` is its share of the mark: 1 is fully right, 0 wrong, below 0 a penalty (to -1)."""

    text: str
    fraction: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """A number accepted from value - tolerance to value + tolerance. `value` None is any other answer."""

    value: Decimal | None
    tolerance: Decimal = Decimal(0)
    fraction: float = 1.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """A text answer. `*` in it stands for any characters, `\\*` for the asterisk, as in Moodle."""

    text: str
    fraction: float = 1.0
    case: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair to match. An empty `left` makes `right` a spare answer that fits nothing."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question that can be asked as it is.

    options: single, multiple and truefalse (Верно, then Неверно); numbers, shorts, pairs: the kind of that
    name; sequence: ordering, in the right order; open has none of them.
    `line` is where it starts in the file: a line of text, a row of a table.
    """

    kind: Kind
    stem: str
    title: str = ""
    options: tuple[Option, ...] = ()
    numbers: tuple[NumberAnswer, ...] = ()
    shorts: tuple[ShortAnswer, ...] = ()
    pairs: tuple[Pair, ...] = ()
    sequence: tuple[str, ...] = ()
    explanation: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    id: str = ""
    competency: str = ""
    difficulty: str = ""
    line: int = 0
    source: Source = Source.GIFT


@dataclass(frozen=True, slots=True)
class Refusal:
    """A question that isn't taken. `construct` names in English what is in the way, `message` explains it."""

    line: int
    construct: str
    title: str
    message: str

    def __str__(self) -> str:
        title = f" «{self.title}»" if self.title else ""
        return f"Строка {self.line}{title}: {self.message}"


@dataclass(slots=True)
class QuestionFile:
    """All that a file holds: every question is either in `questions` or in `refused`.

    `notes` are Russian remarks on what a question lost without becoming another question.
    """

    source: Source
    questions: list[Question] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Refused(Exception):
    """Raised inside the parsers: this question can't be taken, because of the construct."""

    def __init__(self, construct: str, message: str) -> None:
        super().__init__(message)
        self.construct = construct
        self.message = message
