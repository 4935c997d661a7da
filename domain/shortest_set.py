"""The shortest set of programmes that closes all growth zones, within a person's limits.

A set cover with two costs. With the handful of zones a person has it is solved exactly: programmes that close
the same zones compete first, then the best set is built zone by zone, keeping of every partial set only those
that no other one beats in hours and price at once (dynamic programming over subsets of zones).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.recommendation import Candidate, can_be_joined

MOST_ZONES = 10
"""Zones solved at once; of more, the surest are taken, and the rest waits for the next set."""


@dataclass(frozen=True)
class Limits:
    """What the person can do. None means no limit.

    `most_hours` and `most_price` (roubles) are for the whole set; `forms` are the forms of training that fit;
    `starts_from` and `starts_until` bound the start of each programme (one without a date of start fits:
    it starts by request). A programme whose price is unknown doesn't fit a limit of price.
    """

    most_hours: int | None = None
    most_price: int | None = None
    forms: frozenset[str] | None = None
    starts_from: date | None = None
    starts_until: date | None = None


@dataclass(frozen=True)
class ShortestSet:
    """`programmes` (ids) close all zones but the `missing` ones in `hours` for `price` roubles."""

    programmes: tuple[int, ...]
    hours: int
    price: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class _Partial:
    """A set so far: what it costs, how many zones it gives up, and how it came about."""

    given_up: int
    hours: int
    price: int
    programme: int | None = None
    before: "_Partial | None" = None

    def beats(self, other: "_Partial") -> bool:
        return self.given_up <= other.given_up and self.hours <= other.hours and self.price <= other.price

    def programmes(self) -> Iterator[int]:
        node: _Partial | None = self
        while node is not None:
            if node.programme is not None:
                yield node.programme
            node = node.before


def shortest_set(
    programmes: Iterable[Candidate], zones: Sequence[str], limits: Limits, today: date
) -> ShortestSet:
    """Closes as many of `zones` as the limits allow, in the fewest hours.

    `zones`: the surest first. Of sets as short, the cheaper one, where the price is limited. Exact for up to
    MOST_ZONES zones.
    """
    solved = list(zones[:MOST_ZONES])
    offers = _offers(programmes, solved, limits, today)
    reachable = [zone for number, zone in enumerate(solved) if any(mask >> number & 1 for mask in offers)]
    if len(reachable) < len(solved):
        offers = _offers_for(offers, solved, reachable)
    found = _solve(offers, len(reachable), limits, give_up=False)
    found = found or _solve(offers, len(reachable), limits, give_up=True)
    assert found is not None, "giving everything up always fits"
    best, covered = found
    closed = {zone for number, zone in enumerate(reachable) if covered >> number & 1}
    missing = tuple(zone for zone in zones if zone not in closed)
    return ShortestSet(tuple(sorted(best.programmes())), best.hours, best.price, missing)


_Offers = dict[int, list[_Partial]]
"""By the zones closed (bit n is zone n): programmes that no other one beats, as one-programme sets."""


def _offers(programmes: Iterable[Candidate], zones: Sequence[str], limits: Limits, today: date) -> _Offers:
    bits = {zone: 1 << number for number, zone in enumerate(zones)}
    wanted = frozenset(zones)
    offers: _Offers = defaultdict(list)
    for one in programmes:
        closed = one.competencies & wanted
        if closed and _fits(one, limits, today):
            price = (one.price or 0) if limits.most_price is not None else 0
            offer = _Partial(0, one.hours, price, one.id)
            _keep(offers[sum(bits[zone] for zone in closed)], offer)
    return dict(offers)


def _fits(one: Candidate, limits: Limits, today: date) -> bool:
    if limits.most_hours is not None and one.hours > limits.most_hours:
        return False
    if limits.most_price is not None and (one.price is None or one.price > limits.most_price):
        return False
    if limits.forms is not None and one.form not in limits.forms:
        return False
    if one.starts_on is not None:
        early = limits.starts_from is not None and one.starts_on < limits.starts_from
        late = limits.starts_until is not None and one.starts_on > limits.starts_until
        if early or late:
            return False
    return can_be_joined(one, today)


def _offers_for(offers: _Offers, zones: Sequence[str], reachable: Sequence[str]) -> _Offers:
    """The same offers, with the bits of zones that nothing closes taken out."""
    moved: _Offers = {}
    places = {zones.index(zone): number for number, zone in enumerate(reachable)}
    for mask, sets in offers.items():
        moved[sum(1 << new for old, new in places.items() if mask >> old & 1)] = sets
    return moved


def _solve(offers: _Offers, zones: int, limits: Limits, *, give_up: bool) -> tuple[_Partial, int] | None:
    """The best set for all zones and the zones it closes; None when the limits allow none.

    Every step settles the first zone that is open: by a programme, or, with `give_up`, by doing without.
    """
    by_zone = [[(mask, one) for mask, sets in offers.items() if mask >> n & 1 for one in sets]
               for n in range(zones)]  # fmt: skip
    everything = (1 << zones) - 1
    fronts: dict[int, list[_Partial]] = defaultdict(list)
    fronts[0].append(_Partial(0, 0, 0))
    for settled in range(everything):
        first_open = (~settled & -~settled).bit_length() - 1
        for base in fronts.pop(settled, ()):
            for mask, offer in by_zone[first_open]:
                together = _Partial(
                    base.given_up, base.hours + offer.hours, base.price + offer.price, offer.programme, base
                )
                if _within(together, limits):
                    _keep(fronts[settled | mask], together)
            if give_up:
                without = _Partial(base.given_up + 1, base.hours, base.price, None, base)
                _keep(fronts[settled | 1 << first_open], without)
    if not fronts[everything]:
        return None
    best = min(fronts[everything], key=lambda one: (one.given_up, one.hours, one.price))
    masks = {one.programme: mask for mask, sets in offers.items() for one in sets}
    covered = 0
    for programme in best.programmes():
        covered |= masks[programme]
    return best, covered


def _within(one: _Partial, limits: Limits) -> bool:
    return (limits.most_hours is None or one.hours <= limits.most_hours) and (
        limits.most_price is None or one.price <= limits.most_price
    )


def _keep(front: list[_Partial], one: _Partial) -> None:
    """Adds a set unless another one beats it; those it beats leave."""
    if any(other.beats(one) for other in front):
        return
    front[:] = [other for other in front if not one.beats(other)]
    front.append(one)
