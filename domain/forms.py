"""Assembling a form: which items, in which order, with which order of options.

Everything follows from the seed stored with the attempt, so a form can be rebuilt and audited.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from domain.errors import Refusal

ITEMS_PER_COMPETENCY = 5
COMPETENCIES_PER_FORM = 4


class BankIsTooSmall(Refusal):
    """The bank has fewer items of a competency than the blueprint asks for."""


@dataclass(frozen=True)
class BankItem:
    """What assembling needs to know of an item: its key in the database, competency, number of options."""

    id: int
    competency: str
    options: int


@dataclass(frozen=True)
class Placed:
    """An item at its place in the form; `order[i]` is the bank's index of the option shown as letter i."""

    item_id: int
    competency: str
    order: tuple[int, ...]


def assemble(
    bank: Mapping[str, Sequence[BankItem]],
    competencies: Sequence[str],
    seed: int,
    seen: frozenset[int] = frozenset(),
) -> list[Placed]:
    """A form of five items for each competency, mixed; items not `seen` before come first.

    Raises BankIsTooSmall when a competency has fewer than five items.
    """
    random = Random(seed)
    chosen: list[BankItem] = []
    for competency in competencies:
        items = list(bank.get(competency, ()))
        if len(items) < ITEMS_PER_COMPETENCY:
            raise BankIsTooSmall(competency=competency)
        random.shuffle(items)
        items.sort(key=lambda item: item.id in seen)
        chosen += items[:ITEMS_PER_COMPETENCY]
    random.shuffle(chosen)
    return [Placed(item.id, item.competency, _shuffled(item.options, random)) for item in chosen]


def _shuffled(count: int, random: Random) -> tuple[int, ...]:
    order = list(range(count))
    random.shuffle(order)
    return tuple(order)
