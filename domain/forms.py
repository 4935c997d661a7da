"""Assembling a form: which items, in which order, with which order of options.

Everything follows from the seed stored with the attempt, so a form can be rebuilt and audited.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from random import Random

from domain.errors import Refusal

ITEMS_PER_COMPETENCY = 5
COMPETENCIES_PER_FORM = 4


class BankIsTooSmall(Refusal):
    """The bank has fewer items of a competency than the blueprint asks for."""


@dataclass(frozen=True)
class BankItem:
    """What assembling needs to know of an item: its key in the database, competency, how many parts are
    shuffled, the unit it belongs to, whether its parts stand in the right order (and must not), its points,
    and the last attempt in which the person met it (0: never).
    """

    id: int
    competency: str
    parts: int
    unit: str = ""
    ordered: bool = False
    points: int = 1
    last_seen: int = 0


@dataclass(frozen=True)
class Part:
    """A line of a blueprint: so many items of a competency; units are taken whole until there are enough."""

    competency: str
    items: int = ITEMS_PER_COMPETENCY


@dataclass(frozen=True)
class Placed:
    """An item at its place in the form; `order[i]` is the bank's index of the part shown as letter i."""

    item_id: int
    competency: str
    order: tuple[int, ...]
    points: int = 1


def assemble(bank: Mapping[str, Sequence[BankItem]], parts: Iterable[Part], seed: int) -> list[Placed]:
    """A form with as many items of each competency as its part asks for, mixed; units stay whole, their
    questions in the author's order. What was never met comes first, then what was met longest ago: a second
    form is parallel to the last one as long as the bank allows.

    Raises BankIsTooSmall when a competency has fewer items.
    """
    random = Random(seed)
    chosen: list[list[BankItem]] = []
    for part in parts:
        blocks = _blocks(bank.get(part.competency, ()))
        random.shuffle(blocks)
        blocks.sort(key=lambda block: max(item.last_seen for item in block))
        chosen += _enough(blocks, part)
    random.shuffle(chosen)
    return [
        Placed(item.id, item.competency, _shuffled(item, random), item.points)
        for block in chosen
        for item in block
    ]


def _blocks(items: Iterable[BankItem]) -> list[list[BankItem]]:
    """Units with their questions; an item without one is a block of its own."""
    blocks = groupby(items, key=lambda item: item.unit or item.id)
    return [list(block) for _, block in blocks]


def _enough(blocks: list[list[BankItem]], part: Part) -> list[list[BankItem]]:
    taken: list[list[BankItem]] = []
    for block in blocks:
        if sum(map(len, taken)) >= part.items:
            return taken
        taken.append(block)
    if sum(map(len, taken)) < part.items:
        raise BankIsTooSmall(competency=part.competency)
    return taken


def _shuffled(item: BankItem, random: Random) -> tuple[int, ...]:
    """A random order; elements to be put in order never begin in the right one."""
    order = list(range(item.parts))
    random.shuffle(order)
    if item.ordered and item.parts > 1 and order == sorted(order):
        order[0], order[1] = order[1], order[0]
    return tuple(order)
