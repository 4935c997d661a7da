"""Recommendation over a registry of 10,000 programmes: the ranking and the shortest set.

`python -m benchmarks.recommendation [--cases N]`. Times are medians; the baseline of the shortest set is an
exact solver (HiGHS through scipy) on the same cases, which also gives the optimum.
"""

import argparse
import time
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from statistics import median

from domain.recommendation import Candidate, Wish, rank
from domain.shortest_set import Limits, shortest_set
from tests.domain.exact_cover import fewest_hours

TODAY = date(2026, 11, 23)
PROGRAMMES = 10_000
COMPETENCIES = tuple(f"K{number}" for number in range(41))
HOURS = (16, 18, 24, 36, 40, 72, 108, 144, 250)
FORMS = ("дистанционно", "очно", "очно-заочно")


def registry(random: Random) -> list[Candidate]:
    """Programmes of one to four competencies, a third of them paid, starting within a year."""
    return [
        Candidate(
            id=number,
            title=f"Программа {number}",
            competencies=frozenset(random.sample(COMPETENCIES, random.randint(1, 4))),
            hours=random.choice(HOURS),
            form=random.choice(FORMS),
            price=random.choice((0, 0, 3000, 9000, 15000)),
            region=random.choice(("Заозёрная область", "Приморье", "Поволжье")),
            starts_on=TODAY + timedelta(days=random.randint(-60, 300)),
        )
        for number in range(PROGRAMMES)
    ]


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recommendation", description=__doc__)
    parser.add_argument("--cases", type=int, default=200)
    options = parser.parse_args()
    random = Random(2026)
    offered = registry(random)
    ours, solver, ranking, excess = [], [], [], []
    for _ in range(options.cases):
        zones = tuple(random.sample(COMPETENCIES, random.randint(2, 8)))
        limits = Limits(
            most_price=random.choice((None, 0, 9000)),
            forms=random.choice((None, frozenset({"дистанционно"}), frozenset(FORMS[:2]))),
            starts_from=TODAY,
            starts_until=TODAY + timedelta(days=random.choice((90, 180, 300))),
        )
        within = [one for one in offered if _fits(one, limits)]
        ours.append(seconds(lambda z=zones, w=limits: shortest_set(offered, z, w, TODAY)))
        solver.append(seconds(lambda z=zones, p=within, w=limits: fewest_hours(p, z, w)))
        ranking.append(seconds(lambda z=zones: rank(offered, Wish(z), TODAY)))
        found, best = shortest_set(offered, zones, limits, TODAY), fewest_hours(within, zones, limits)
        if best > 0 and not found.missing:
            excess.append(found.hours / best - 1)
    print(f"{PROGRAMMES} programmes, {options.cases} cases of 2 to 8 zones, {len(excess)} with a full cover")
    print(f"ranking        median {1000 * median(ranking):6.1f} ms   worst {1000 * max(ranking):6.1f} ms")
    print(f"shortest set   median {1000 * median(ours):6.1f} ms   worst {1000 * max(ours):6.1f} ms")
    print(
        f"exact solver   median {1000 * median(solver):6.1f} ms   ratio {median(ours) / median(solver):.2f}"
    )
    mean, worst = 100 * sum(excess) / len(excess), 100 * max(excess)
    print(f"hours over the optimum: mean {mean:.2f} %, worst {worst:.2f} %")


def _fits(one: Candidate, limits: Limits) -> bool:
    """The person's limits of a single programme, said once more for the solver."""
    earliest, latest = limits.starts_from or date.min, limits.starts_until or date.max
    fits = limits.forms is None or one.form in limits.forms
    return fits and earliest <= (one.starts_on or earliest) <= latest


if __name__ == "__main__":
    main()
