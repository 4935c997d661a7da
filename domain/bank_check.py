"""What a reader who knows test-making would object to in a bank, by rules that a program can apply.

The rules are those of Haladyna, Downing and Rodriguez (2002) as the project settled them: docs/items.md.
Whether the key is the right answer only people can say.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from domain.item_fit import chi2_tail
from domain.spelling import slips

LONGEST_STEM, LONGEST_OPTION = 500, 120
EASIEST, HARDEST = 0.9, 0.3
LEVELS = ("base", "middle", "advanced")
SAME_WORDS = 0.6
"""Two items are taken for one when so much of their words is common (Jaccard, stems)."""
UNLIKELY = 0.05
VERY_UNLIKELY = 0.01
ENOUGH_STARTS = 10
"""A first word met in so many options is tested for giving the key away."""
MOST_NORMS = 1 / 3


class Rule(StrEnum):
    """Names are what the report shows."""

    KEY = "один обоснованный ключ"
    CATCH_ALL = "нет «все перечисленное», «ни один из», «всегда», «никогда»"
    SIZE = "вопрос до 500 знаков, вариант до 120, вариантов от трёх до шести"
    EXPLAINED = "объяснены ключ и каждый неверный вариант"
    SOURCE = "у вопроса о норме есть источник; о нормах не больше трети"
    DIFFICULTY = "трудность от 0,3 до 0,9, уровень указан"
    DUPLICATE = "нет повторов"
    SPELLING = "правописание"
    LENGTH = "длина варианта не выдаёт ключ"
    POSITION = "место ключа в файле уравновешено"
    TONE = "начало варианта не выдаёт ключ"
    UNIT = "у блока есть материал и от двух до четырёх вопросов"
    AMOUNT = "вопросов достаточно"


@dataclass(frozen=True)
class WrittenOption:
    text: str
    is_key: bool
    note: str


@dataclass(frozen=True)
class WrittenItem:
    """An item as its author wrote it. `answer`: whether a kind without options says what is right; `notes`:
    how many wrong answers such a kind explains.
    """

    code: str
    competency: str
    kind: str
    level: str
    difficulty: float | None
    stem: str
    options: tuple[WrittenOption, ...]
    explanation: str
    source: str
    answer: bool = True
    notes: int = 0

    @property
    def texts(self) -> tuple[str, ...]:
        said = [text for option in self.options for text in (option.text, option.note)]
        return tuple(filter(None, (self.stem, *said, self.explanation, self.source)))

    @property
    def keys(self) -> tuple[int, ...]:
        return tuple(at for at, option in enumerate(self.options) if option.is_key)


@dataclass(frozen=True)
class WrittenUnit:
    """A stimulus with the number of its items; `texts` are all words of it."""

    code: str
    texts: tuple[str, ...]
    items: int


@dataclass(frozen=True)
class WrittenBank:
    name: str
    title: str
    items: tuple[WrittenItem, ...]
    units: tuple[WrittenUnit, ...] = ()

    @property
    def single(self) -> list[WrittenItem]:
        """Items with one key among options: those where position, length and tone can give it away."""
        return [item for item in self.items if len(item.keys) == 1 and len(item.options) > 1]


@dataclass(frozen=True)
class Remark:
    rule: Rule
    place: str
    words: str


def check_item(item: WrittenItem) -> Iterator[Remark]:
    """Everything that one item shows by itself."""
    for rule, find in _OF_ITEM.items():
        for words in find(item):
            yield Remark(rule, item.code, words)


def _key(item: WrittenItem) -> Iterator[str]:
    if item.kind == "single" and len(item.keys) != 1:
        yield f"верных вариантов {len(item.keys)}"
    if item.kind == "multiple" and not 1 <= len(item.keys) < len(item.options):
        yield f"верных вариантов {len(item.keys)} из {len(item.options)}"
    if item.kind not in ("single", "multiple") and not item.answer:
        yield "не указано, какой ответ верный"
    texts = [" ".join(option.text.lower().replace("ё", "е").split()) for option in item.options]
    if len(set(texts)) < len(texts):
        yield "два варианта одинаковы"


_CATCH_ALL = re.compile(
    r"\bвс[её] (?:выше)?(?:перечисленн|названн|указанн)|\bни один из\b|\bничего из (?:пере|назв|указ)"
    r"|\b(?:все|оба) (?:ответы|варианты|ответа|варианта) (?:верн|правильн)"
    r"|\bнет (?:верн|правильн)\w* (?:ответ|вариант)",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(r"\b(?:всегда|никогда|ни при каких|абсолютно|исключительно)\b", re.IGNORECASE)


def _catch_all(item: WrittenItem) -> Iterator[str]:
    for option in item.options:
        found = _CATCH_ALL.search(option.text) or (_ABSOLUTE.search(option.text))
        if found:
            yield f"«{found[0]}» в варианте «{option.text}»"


def _size(item: WrittenItem) -> Iterator[str]:
    if not item.stem:
        yield "нет вопроса"
    if len(item.stem) > LONGEST_STEM:
        yield f"в вопросе {len(item.stem)} знаков"
    for option in item.options:
        if not 0 < len(option.text) <= LONGEST_OPTION:
            yield f"в варианте {len(option.text)} знаков: «{option.text[:40]}»"
    if item.options and not 3 <= len(item.options) <= 6:
        yield f"вариантов {len(item.options)}"


def _explained(item: WrittenItem) -> Iterator[str]:
    if not item.explanation:
        yield "нет объяснения"
    for option in item.options:
        if not option.note:
            yield f"нет пояснения к варианту «{option.text[:40]}»"
    if not item.options and item.kind not in ("open", "single", "multiple") and not item.notes:
        yield "не пояснён ни один неверный ответ"


_NORM = re.compile(
    r"\d-ФЗ\b|\bСанПиН|\bФГОС требует|\bпо закону\b|\bзакон[а-я]* «|\bстать[яеию] \d|\bприказ\w* №"
)


def _source(item: WrittenItem) -> Iterator[str]:
    found = next(filter(None, map(_NORM.search, item.texts)), None)
    if found and not item.source:
        yield f"назван документ («{found[0]}»), а источника нет"
    if item.source and not re.search(r"\d{4}", item.source):
        yield "в источнике нет года редакции"


def _difficulty(item: WrittenItem) -> Iterator[str]:
    if item.difficulty is None or not HARDEST <= item.difficulty <= EASIEST:
        yield f"трудность {item.difficulty}"
    if item.level not in LEVELS:
        yield f"уровень «{item.level}»"


def _spelling(item: WrittenItem) -> Iterator[str]:
    for text in item.texts:
        yield from slips(text)


_OF_ITEM: dict[Rule, Callable[[WrittenItem], Iterator[str]]] = {
    Rule.KEY: _key,
    Rule.CATCH_ALL: _catch_all,
    Rule.SIZE: _size,
    Rule.EXPLAINED: _explained,
    Rule.SOURCE: _source,
    Rule.DIFFICULTY: _difficulty,
    Rule.SPELLING: _spelling,
}


def check_bank(bank: WrittenBank) -> Iterator[Remark]:
    """What shows only over the whole bank."""
    yield from _length(bank)
    yield from _positions(bank)
    norms = sum(bool(item.source) for item in bank.items)
    if norms > MOST_NORMS * len(bank.items):
        yield Remark(Rule.SOURCE, bank.name, f"о нормах {norms} вопросов из {len(bank.items)}")
    for unit in bank.units:
        if not unit.texts:
            yield Remark(Rule.UNIT, unit.code, "нет материала")
        if not 2 <= unit.items <= 4:
            yield Remark(Rule.UNIT, unit.code, f"вопросов {unit.items}")
        for text in unit.texts:
            yield from (Remark(Rule.SPELLING, unit.code, words) for words in slips(text))
    for code, count in Counter(item.code for item in bank.items).items():
        if count > 1:
            yield Remark(Rule.DUPLICATE, code, "код стоит дважды")


def longest_keys(bank: WrittenBank) -> int:
    """Items whose key is longer than every other option."""
    return sum(_stands_out(item, max) for item in bank.single)


def shortest_keys(bank: WrittenBank) -> int:
    return sum(_stands_out(item, min) for item in bank.single)


def _stands_out(item: WrittenItem, end: Callable[[list[int]], int]) -> bool:
    lengths = [len(option.text) for option in item.options]
    return lengths[item.keys[0]] == end(lengths) and lengths.count(end(lengths)) == 1


def _length(bank: WrittenBank) -> Iterator[Remark]:
    chances = [1 / len(item.options) for item in bank.single]
    for word, count in (("длиннее", longest_keys(bank)), ("короче", shortest_keys(bank))):
        if at_least(count, chances) < UNLIKELY:
            words = (
                f"ключ {word} всех в {count} вопросах из {len(chances)}, случайно было бы {sum(chances):.0f}"
            )
            yield Remark(Rule.LENGTH, bank.name, words)


def key_positions(bank: WrittenBank) -> Counter[int]:
    return Counter(item.keys[0] for item in bank.single)


def _positions(bank: WrittenBank) -> Iterator[Remark]:
    expected: dict[int, float] = defaultdict(float)
    for item in bank.single:
        for at in range(len(item.options)):
            expected[at] += 1 / len(item.options)
    found = key_positions(bank)
    chi2 = sum((found[at] - want) ** 2 / want for at, want in expected.items())
    if expected and chi2_tail(chi2, max(1, len(expected) - 1)) < UNLIKELY:
        spread = ", ".join(str(found[at]) for at in sorted(expected))
        yield Remark(Rule.POSITION, bank.name, f"ключи по местам: {spread}")


def check_tone(
    items: Sequence[WrittenItem], families: Iterable[tuple[str, re.Pattern[str]]]
) -> Iterator[Remark]:
    """First words, and families of them, that stand at the key far more often or more rarely than chance."""
    starts: dict[str, list[tuple[bool, float]]] = defaultdict(list)
    for item in items:
        if len(item.keys) != 1 or len(item.options) < 2:
            continue
        for option in item.options:
            place = (option.is_key, 1 / len(item.options))
            word = _first(option.text)
            starts[f"«{word}»"].append(place)
            for name, pattern in families:
                if pattern.match(word):
                    starts[name].append(place)
    for start, places in sorted(starts.items()):
        count, chances = sum(is_key for is_key, _ in places), [chance for _, chance in places]
        misses = at_least(len(places) - count, [1 - chance for chance in chances])
        if len(places) >= ENOUGH_STARTS and min(at_least(count, chances), misses) < VERY_UNLIKELY:
            words = f"{start}: ключ {count} раз из {len(places)}, случайно было бы {sum(chances):.0f}"
            yield Remark(Rule.TONE, "все банки", words)


def _first(text: str) -> str:
    return next(iter(re.findall(r"\w+", text.lower())), "")


def check_duplicates(
    items: Sequence[WrittenItem], stems_of: Callable[[str], frozenset[str]]
) -> Iterator[Remark]:
    """Pairs of items that say nearly the same in nearly the same words."""
    words = [stems_of(" ".join([item.stem, *(option.text for option in item.options)])) for item in items]
    for (one, left), (other, right) in combinations(zip(items, words, strict=True), 2):
        if len(left & right) >= SAME_WORDS * len(left | right) and left:
            yield Remark(Rule.DUPLICATE, one.code, f"почти то же, что {other.code}")


def at_least(count: int, chances: Sequence[float]) -> float:
    """P(so many successes or more) in trials with their own chances."""
    ways = [1.0]
    for chance in chances:
        ways = [
            (ways[at] if at < len(ways) else 0) * (1 - chance) + (ways[at - 1] * chance if at else 0)
            for at in range(len(ways) + 1)
        ]
    return sum(ways[count:])
