"""When a figure about several people may be shown: never one from which a person could be known.

The same rule for everything that tells how people did: who reached 70 %, who has a growth zone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

LEAST = 5


def may_show(some: int, of: int) -> bool:
    """Whether «`some` of `of`» tells nobody's result: five on either side, so neither all nor none."""
    return some >= LEAST and of - some >= LEAST


@dataclass
class _Node:
    """A unit in the tree of results; `of` and `some` are of the whole branch."""

    code: str
    of: int
    some: int
    hidden: bool = False
    below: list["_Node"] = field(default_factory=list["_Node"])

    def hide(self) -> None:
        self.hidden = True
        for one in self.below:
            one.hide()


def hidden(above: Mapping[str, str | None], of: Mapping[str, int], some: Mapping[str, int]) -> set[str]:
    """Units whose result nobody is shown, told for the whole tree at once.

    `above` names each unit's parent, the one whose figures include it. What a visible unit has beyond its
    visible parts could be found by subtraction; where that would be a result too small to show, the smallest
    visible part is hidden too and, if that is not enough, all of them. With a part goes everything below it.
    """
    nodes = {code: _Node(code, of.get(code, 0), some.get(code, 0)) for code in above}
    tops: list[_Node] = []
    for code, node in nodes.items():
        parent = above[code]
        (nodes[parent].below if parent else tops).append(node)
    for top in tops:
        _hide_small(top)
        _hide_what_reveals(top)
    return {code for code, node in nodes.items() if node.hidden}


def _hide_small(node: _Node) -> None:
    node.hidden = not may_show(node.some, node.of)
    for one in node.below:
        _hide_small(one)


def _hide_what_reveals(node: _Node) -> None:
    if node.hidden:
        node.hide()
        return
    for count in (1, len(node.below)):
        shown = sorted((one for one in node.below if not one.hidden), key=lambda one: one.of)
        rest = node.of - sum(one.of for one in shown)
        if rest == 0 or may_show(node.some - sum(one.some for one in shown), rest):
            break
        for one in shown[:count]:
            one.hide()
    for one in node.below:
        _hide_what_reveals(one)
