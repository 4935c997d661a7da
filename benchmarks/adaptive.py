"""The adaptive mode against random selection and the fixed form, on simulated teachers.

    .venv/bin/python -m benchmarks.adaptive [--people 2000] [--seed 1]

A diagnostic has four competencies. The fixed form asks five items of each and declares by the flat prior
(domain/mastery.py); the adaptive mode and random selection stop by the posterior (domain/adaptive.py), random
selection draws any item of the pool. A declaration is wrong when it contradicts the true share over the pool.
A competency is «far» when theta is at least 1 SE of the fixed form (1 / sqrt of its information) from the
threshold; people are far when all four of their competencies are. Everybody answers from the same drawn
answers in all three modes. Exposure is counted anew after every hundred people, as the bot would.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from math import sqrt
from random import Random

import numpy as np
from rich.console import Console
from rich.table import Table

from domain.adaptive import (
    DOUBT,
    LEAST_OF_SCALE,
    MOST,
    TOGETHER,
    Estimate,
    PoolItem,
    information,
    next_item,
    next_of_scale,
    parameters_of,
    scale,
)
from domain.calibration import GRID
from domain.mastery import MASTERY_SHARE, CompetencyScore, Verdict
from services import content

COMPETENCIES = 4
FIXED = 5
"""Items of a competency in the fixed form."""

Answers = dict[int, bool]


@dataclass(frozen=True)
class World:
    """A pool as the bot knows it, the same items as they really are, how true thetas go together."""

    name: str
    known: Sequence[PoolItem]
    true: Mapping[int, PoolItem]
    together: float = TOGETHER

    @property
    def codes(self) -> list[str]:
        return list(dict.fromkeys(item.competency for item in self.known))

    def of(self, code: str) -> list[PoolItem]:
        return [item for item in self.known if item.competency == code]


@dataclass(frozen=True)
class Teacher:
    """True thetas, the threshold of each competency, an answer to every item, competencies far from it."""

    thetas: Mapping[str, float]
    cuts: Mapping[str, float]
    answers: Answers
    far: frozenset[str]

    def truth(self, code: str) -> Verdict:
        return Verdict.MASTERED if self.thetas[code] >= self.cuts[code] else Verdict.GROWTH_ZONE


@dataclass
class Tally:
    """What a mode came to over some competencies of some people."""

    count: int = 0
    questions: int = 0
    declared: int = 0
    wrong: int = 0

    def add(self, questions: int, verdict: Verdict, truth: Verdict) -> None:
        self.count += 1
        self.questions += questions
        self.declared += verdict is not Verdict.UNDECIDED
        self.wrong += verdict not in (Verdict.UNDECIDED, truth)

    @property
    def each(self) -> float:
        return self.questions / max(1, self.count)

    @property
    def cells(self) -> list[str]:
        wrong, declared = (100 * part / max(1, self.count) for part in (self.wrong, self.declared))
        return [f"{self.each:.2f}", f"{wrong:.1f} %", f"{declared:.0f} %"]


Taken = tuple[Sequence[int], dict[str, Verdict]]


@dataclass
class Mode:
    """A way of asking, and what came of it: far people, far competencies, everybody; items met."""

    name: str
    take: Callable[[World, Teacher, Random], Taken]
    far_people: Tally = field(default_factory=Tally)
    far: Tally = field(default_factory=Tally)
    everybody: Tally = field(default_factory=Tally)
    met: Counter[int] = field(default_factory=Counter)

    def ask(self, world: World, teacher: Teacher, random: Random, people: int) -> None:
        known = (
            [replace(item, exposure=self.met[item.id] / people) for item in world.known]
            if people
            else world.known
        )
        asked, verdicts = self.take(replace(world, known=known), teacher, random)
        self.met.update(asked)
        questions = Counter(world.true[id_].competency for id_ in asked)
        for code, verdict in verdicts.items():
            tallies = [self.everybody]
            if code in teacher.far:
                tallies.append(self.far)
            if len(teacher.far) == COMPETENCIES:
                tallies.append(self.far_people)
            for tally in tallies:
                tally.add(questions[code], verdict, teacher.truth(code))


def adaptive(world: World, teacher: Teacher, random: Random) -> Taken:
    given: Answers = {}
    while item := next_item(world.known, given, random):
        given[item.id] = teacher.answers[item.id]
    return list(given), _declared(world, given)


def at_random(world: World, teacher: Teacher, random: Random) -> Taken:
    """The same rule of stopping, any item of the competency that is its turn."""
    given: Answers = {}
    while chosen := next_item(world.known, given, random):
        left = [item for item in world.of(chosen.competency) if item.id not in given]
        item = random.choice(left)
        given[item.id] = teacher.answers[item.id]
    return list(given), _declared(world, given)


def fixed(world: World, teacher: Teacher, random: Random) -> Taken:
    asked: list[int] = []
    verdicts: dict[str, Verdict] = {}
    for code in world.codes:
        form = random.sample([item.id for item in world.of(code)], FIXED)
        asked += form
        verdicts[code] = CompetencyScore(code, sum(teacher.answers[id_] for id_ in form), FIXED).verdict
    return asked, verdicts


def _declared(world: World, given: Answers) -> dict[str, Verdict]:
    return {code: one.verdict for code, one in Estimate(world.known, given).standings().items()}


def shipped(random: np.random.Generator) -> World:
    """Four competencies of a shipped bank with the author's difficulty; the true one is off by our doubt."""
    bank = content.read_yaml(content.FOLDER / "banks" / "methodical.yaml")["items"]
    codes = list(dict.fromkeys(item["competency"] for item in bank))[:COMPETENCIES]
    shares = [(item["competency"], item["difficulty"]) for item in bank if item["competency"] in codes]
    known, true = [], {}
    for number, (code, share) in enumerate(shares):
        known.append(PoolItem(number, code, *parameters_of(share)))
        b = -np.log(share / (1 - share)) * sqrt(1 + 0.346)
        true[number] = PoolItem(number, code, 1.0, b + random.normal(0, DOUBT))
    return World("банк сегодня: по 6 заданий, трудность автора", known, true)


def grown(
    random: np.random.Generator, items: int, together: float, competencies: int = COMPETENCIES
) -> World:
    """A calibrated bank: slopes around 1.2, difficulties where the threshold is."""
    pool = [
        PoolItem(
            number,
            f"K{number % competencies}",
            float(random.lognormal(0.18, 0.25)),
            float(random.normal(-0.8, 0.8)),
        )
        for number in range(items * competencies)
    ]
    name = f"по {items} калиброванных, связь {together}".replace(".", ",")
    return World(name, pool, {item.id: item for item in pool}, together)


def teacher(world: World, random: np.random.Generator) -> Teacher:
    factor = random.normal()
    thetas = {
        code: sqrt(world.together) * factor + sqrt(1 - world.together) * random.normal()
        for code in world.codes
    }
    cuts: dict[str, float] = {}
    far: set[str] = set()
    for code, theta in thetas.items():
        items = [world.true[item.id] for item in world.of(code)]
        curve = np.mean([1 / (1 + np.exp(-item.a * (GRID - item.b))) for item in items], axis=0)
        cuts[code] = float(np.interp(MASTERY_SHARE, curve, GRID))
        se = 1 / sqrt(FIXED * np.mean([information(item, theta) for item in items]))
        if abs(theta - cuts[code]) >= se:
            far.add(code)
    answers = {
        item.id: bool(random.random() < 1 / (1 + np.exp(-item.a * (thetas[item.competency] - item.b))))
        for item in world.true.values()
    }
    return Teacher(thetas, cuts, answers, frozenset(far))


def run(world: World, people: int, seed: int) -> list[Mode]:
    modes = [
        Mode("фиксированная форма", fixed),
        Mode("случайный выбор", at_random),
        Mode("адаптивный", adaptive),
    ]
    random = np.random.default_rng(seed)
    for number in range(people):
        one = teacher(world, random)
        for mode in modes:
            mode.ask(world, one, Random(f"{seed}:{number}"), number // 100 * 100)
    return modes


def run_scale(people: int, seed: int) -> list[tuple[str, float, float]]:
    """Questions until a standard error of 0.4 on a group's scale, and the true error made."""
    random = np.random.default_rng(seed)
    world = grown(random, LEAST_OF_SCALE // 5 * 2, TOGETHER, competencies=5)
    found = []
    for name, pick in (("случайный выбор", None), ("адаптивный", next_of_scale)):
        asked, errors = 0, []
        for number in range(people):
            theta, source = random.normal(), Random(f"{seed}:{number}")
            given: Answers = {}
            while item := next_of_scale(world.known, given, source):
                if pick is None:
                    item = source.choice([one for one in world.known if one.id not in given])
                given[item.id] = bool(random.random() < 1 / (1 + np.exp(-item.a * (theta - item.b))))
            asked += len(given)
            errors.append(scale(world.known, given)[0] - theta)
        found.append((name, asked / people, float(np.sqrt(np.mean(np.square(errors))))))
    return found


def show(console: Console, world: World, modes: Sequence[Mode]) -> None:
    plain, best = modes[0], modes[-1]
    table = Table(title=world.name, title_justify="left", box=None)
    table.add_column("\nрежим", no_wrap=True)
    for block in ("далёкие люди", "далёкие комп.", "все"):
        for head in (f"{block}\nвопросов", "\nошибок", "\nобъявлено"):
            table.add_column(head, justify="right", no_wrap=True)
    table.add_column("\nпоказ до", justify="right", no_wrap=True)
    for mode in modes:
        shown = max(mode.met.values()) / mode.everybody.count * COMPETENCIES
        table.add_row(
            mode.name, *mode.far_people.cells, *mode.far.cells, *mode.everybody.cells, f"{shown:.2f}"
        )
    console.print(table)
    people, codes = (100 * one.count / plain.everybody.count for one in (plain.far_people, plain.far))
    console.print(
        f"далёких людей {people:.0f} %, им {best.far_people.each / plain.far_people.each:.2f} от формы; "
        f"далёких компетенций {codes:.0f} %, о них {best.far.each / plain.far.each:.2f}\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    order = parser.parse_args()
    console = Console(width=130, highlight=False)
    console.print(f"Людей {order.people}, компетенций {COMPETENCIES}, о каждой не больше {MOST} вопросов.")
    console.print("Вопросы — в среднем о компетенции; ошибки и объявленное — доля компетенций.\n")
    makers = [shipped, *(partial(grown, items=20, together=one) for one in (TOGETHER, 0.4, 0.9))]
    for maker in makers:
        world = maker(np.random.default_rng(order.seed))
        show(console, world, run(world, order.people, order.seed))
    for name, asked, error in run_scale(order.people // 4, order.seed):
        console.print(f"шкала группы до SE 0,4, {name}: вопросов {asked:.1f}, настоящая ошибка {error:.2f}")


if __name__ == "__main__":
    main()
