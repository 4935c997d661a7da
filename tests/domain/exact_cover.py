"""Independent solutions of the same problem: an integer programme and plain enumeration."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from domain.recommendation import Candidate
from domain.shortest_set import Limits


def fewest_hours(offered: Sequence[Candidate], zones: Sequence[str], limits: Limits) -> int:
    """The optimum of the cover as a mixed-integer programme (HiGHS, through scipy); -1 when there is none."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    useful = [one for one in offered if one.competencies & set(zones)]
    hours = np.array([one.hours for one in useful])
    covers = np.array([[zone in one.competencies for one in useful] for zone in zones], dtype=float)
    constraints = [LinearConstraint(covers, lb=1)]
    if limits.most_price is not None:
        constraints.append(LinearConstraint(np.array([[one.price for one in useful]]), ub=limits.most_price))
    found = milp(hours, integrality=np.ones(len(useful)), bounds=Bounds(0, 1), constraints=constraints)  # type: ignore[arg-type]
    return round(found.fun) if found.success else -1


def most_zones(offered: Sequence[Candidate], zones: Sequence[str], limits: Limits) -> tuple[int, int]:
    """How many zones can be closed and in how few hours, by trying every set of up to a programme a zone."""
    best = (0, 0)
    for size in range(1, len(zones) + 1):
        for chosen in combinations(offered, size):
            hours, price = sum(one.hours for one in chosen), sum(one.price or 0 for one in chosen)
            if limits.most_hours is not None and hours > limits.most_hours:
                continue
            if limits.most_price is not None and price > limits.most_price:
                continue
            closed = len(frozenset().union(*(one.competencies for one in chosen)) & set(zones))
            best = max(best, (closed, -hours))
    return best[0], -best[1]
