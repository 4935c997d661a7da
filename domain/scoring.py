"""Marking: what a response is worth. Rules are stated here and printed in docs/scoring.md.

A share of rightness between 0 and 1 comes first. An item of one point is all or nothing; an item of more
points gives the whole points that its share covers, rounded down, so that points stay countable categories.
A skipped item is no response and is not marked here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import combinations

from domain.items import CHOICE, Content, Kind

Response = Sequence[int | None] | str
"""Indexes of the bank: chosen options, a right side for each left one (None: left open), the order given;
or what was typed."""

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_UNIT = re.compile(r"(?<=\d)\s*[^\W\d_%][^\d]*$|(?<=\d)\s*[%₽°].*$")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_THOUSANDS = re.compile(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_DASHES = re.compile(r"[-\u2010-\u2015\u2212](?!\d)|(?<=\w)[-\u2010-\u2015\u2212]")
_MINUS = re.compile(r"[\u2010-\u2015\u2212](?=\d)")
_PUNCTUATION = re.compile(r"[^\w\s.%-]|(?<!\d)\.|\.(?!\d)|_")


@dataclass(frozen=True)
class Mark:
    """Points earned of the most possible; `right`: all of them."""

    points: int
    most: int

    @property
    def right(self) -> bool:
        return self.points == self.most


def mark(content: Content, response: Response, most: int = 1) -> Mark | None:
    """What the response is worth; None for an open answer, which an expert marks."""
    if content.kind is Kind.OPEN:
        return None
    return Mark(int(share(content, response) * most), most)


def share(content: Content, response: Response) -> Fraction:
    """How right a response is, from 0 to 1."""
    if isinstance(response, str):
        if content.kind is Kind.NUMBER:
            return Fraction(int(is_number_right(content, response)))
        return Fraction(int(is_accepted(content.accept, response)))
    if content.kind in CHOICE:
        return share_of_choice(frozenset(content.keys), frozenset(at for at in response if at is not None))
    if content.kind is Kind.MATCHING:
        return share_of_matching(content.keys, response)
    return share_of_ordering(len(content.order), [at for at in response if at is not None])


def share_of_choice(keys: frozenset[int], chosen: frozenset[int]) -> Fraction:
    """Right options chosen less wrong ones chosen, of all right ones, never below 0: choosing everything
    gains nothing.
    """
    right, wrong = len(chosen & keys), len(chosen - keys)
    return Fraction(max(0, right - wrong), len(keys))


def share_of_matching(keys: Sequence[int], given: Sequence[int | None]) -> Fraction:
    """Left sides with their right one, of all left sides."""
    return Fraction(sum(want == got for want, got in zip(keys, given, strict=False)), len(keys))


def share_of_ordering(length: int, given: Sequence[int]) -> Fraction:
    """Pairs of elements in the right order less pairs in the wrong one, of all pairs, never below 0
    (Kendall's tau). One neighbour swap costs little, a reversed order is worth nothing.
    """
    if sorted(given) != list(range(length)):
        return Fraction(0)
    pairs = list(combinations(given, 2))
    right = sum(before < after for before, after in pairs)
    return Fraction(max(0, 2 * right - len(pairs)), len(pairs))


def is_number_right(content: Content, typed: str) -> bool:
    """Within the tolerance, bounds included."""
    number = parse_number(typed)
    return (
        number is not None and content.value is not None and abs(number - content.value) <= content.tolerance
    )


def parse_number(typed: str) -> Decimal | None:
    """«12,5», «1 250», «−3», «12,5 км», «40 %»: the number; None for anything else."""
    text = _MINUS.sub("-", typed.strip())
    text = _UNIT.sub("", text)
    text = _THOUSANDS.sub("", text).replace(",", ".")
    try:
        return Decimal(text) if _NUMBER.fullmatch(text) and len(text) <= 20 else None
    except InvalidOperation:
        return None


def is_accepted(accept: Sequence[str], typed: str) -> bool:
    """One of the accepted answers, both normalised; `*` stands for any characters, `\\*` for itself."""
    given = normalised(typed)
    return bool(given) and any(_pattern(one).fullmatch(given) for one in accept)


def _pattern(accepted: str) -> re.Pattern[str]:
    parts = [normalised(part.replace("\\*", "*")) for part in re.split(r"(?<!\\)\*", accepted)]
    return re.compile(r"\s*.*\s*".join(map(re.escape, parts)), re.DOTALL)


def normalised(text: str) -> str:
    """Case, ё, spaces, punctuation, dashes and the decimal comma make no difference."""
    text = text.casefold().replace("ё", "е")
    text = _DECIMAL_COMMA.sub(".", _MINUS.sub("-", text))
    text = _PUNCTUATION.sub(" ", _DASHES.sub(" ", text))
    return _SPACES.sub(" ", text).strip()
