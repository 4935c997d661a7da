"""Taps of a diagnostic: the whole bot, database writes included, against a bare aiogram bot.

`python -m benchmarks.throughput [--quick]`. Both make the same calls to the same simulator, in turn.
"""

import argparse
import asyncio
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Awaitable
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import aiohttp

from benchmarks import people
from benchmarks.driver import PATIENCE, Crowd, tap_at_a_pace, tap_without_pause
from benchmarks.processes import Child, free_port

TOKEN = "42:benchmark"
FIRST_ADDRESS = 1001
QUESTIONS = 20
AT_ONCE = 20
RATE = 50.0
SETTLES = 0.3
"""Seconds after the last edit until the processor time is read: what follows an edit counts too."""


@dataclass(frozen=True)
class Plan:
    """How much is tapped: `crowd` people answer all questions, `paced` people `laps` each."""

    pairs: int
    crowd: int
    paced: int
    laps: int

    @property
    def everybody(self) -> range:
        return range(FIRST_ADDRESS, FIRST_ADDRESS + AT_ONCE + self.crowd + self.paced)


FULL = Plan(pairs=7, crowd=100, paced=50, laps=12)
QUICK = Plan(pairs=2, crowd=40, paced=25, laps=6)


@dataclass(frozen=True)
class Figures:
    """What one bot showed under one load."""

    cpu: float
    rate: float
    p50: float
    p95: float
    p99: float


HEADINGS = ("CPU ms/update", "updates/s", "tap p50 ms", "p95 ms", "p99 ms")
LOADS = (f"{AT_ONCE} people without a pause", f"{RATE:.0f} taps a second")
Run = tuple[Figures, Figures]


class Bench:
    """One simulator, and the two bots started by turns."""

    def __init__(self, folder: Path, crowd: Crowd, url: str, plan: Plan) -> None:
        self._folder = folder
        self._crowd = crowd
        self._api = {"BOT_TOKEN": TOKEN, "BOT_API_URL": url}
        self._plan = plan
        self._template = folder / "template.db"
        self._screens = folder / "screens.json"

    async def prepare(self) -> None:
        await people.prepare(self._template, self._plan.everybody)
        await self._crowd.join(self._plan.everybody)

    async def whole(self) -> Run:
        """The product by its own command, with a fresh copy of the database; each answer must be stored."""
        path = self._folder / "opora.db"
        shutil.copy(self._template, path)
        bot = Child(
            self._folder, "bot", "run", DATABASE_URL=people.url_of(path), SENDING_RATE="1000", **self._api
        )
        run = await self._measured(bot)
        stored, tapped = people.answers_in(path), self._taps()
        assert stored == tapped, f"{stored} answers are stored of {tapped}"
        for file in self._folder.glob("opora.db*"):
            file.unlink()
        return run

    async def stock(self) -> Run:
        return await self._measured(
            Child(self._folder, "benchmarks.stock_bot", str(self._screens), **self._api)
        )

    def _taps(self) -> int:
        plan = self._plan
        return (AT_ONCE + plan.crowd) * QUESTIONS + plan.paced * plan.laps

    async def _measured(self, bot: Child) -> Run:
        everybody = list(self._plan.everybody)
        warm, rest = everybody[:AT_ONCE], everybody[AT_ONCE:]
        crowd, paced = rest[: self._plan.crowd], rest[self._plan.crowd :]
        try:
            await self._opened(bot, everybody)
            await tap_without_pause(self._crowd, warm, QUESTIONS, AT_ONCE)
            return (
                await self._figures(bot, tap_without_pause(self._crowd, crowd, QUESTIONS, AT_ONCE)),
                await self._figures(bot, tap_at_a_pace(self._crowd, paced, self._plan.laps, RATE)),
            )
        except TimeoutError:
            bot.check()
            raise
        finally:
            bot.stop()

    async def _opened(self, bot: Child, everybody: list[int]) -> None:
        """Everybody opens the diagnostic and goes on to the first question."""
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*(self._crowd.write(one, "/diagnostics") for one in everybody))
            await asyncio.gather(*(self._crowd.tap(one) for one in everybody))
        bot.check()

    async def _figures(self, bot: Child, load: Awaitable[list[float]]) -> Figures:
        await self._crowd.forget_calls()
        cpu, began = bot.cpu(), time.perf_counter()
        async with asyncio.timeout(PATIENCE):
            delays = await load
        lasted = time.perf_counter() - began
        await asyncio.sleep(SETTLES)
        cpu = bot.cpu() - cpu
        await self._check_calls(len(delays))
        cuts = [1000 * cut for cut in quantiles(delays, n=100)]
        return Figures(1000 * cpu / len(delays), len(delays) / lasted, cuts[49], cuts[94], cuts[98])

    async def _check_calls(self, taps: int) -> None:
        """Both bots make the same two calls a tap; the whole bot's edits become the other's screens."""
        for method in ("answerCallbackQuery", "editMessageText"):
            calls = await self._crowd.calls(method)
            taken = [call for call in calls if call["status"] == 200]
            assert len(taken) == len(calls) == taps, f"{len(taken)} of {len(calls)} {method} for {taps} taps"
        if not self._screens.exists():
            self._screens.write_text(json.dumps([_screen(call["params"]) for call in calls]))


def _screen(params: dict[str, Any]) -> tuple[str, list[list[list[str]]]]:
    rows = params["reply_markup"]["inline_keyboard"]
    return params["text"], [[[one["text"], one["callback_data"]] for one in row] for row in rows]


async def measure(plan: Plan) -> list[tuple[Run, Run]]:
    """Pairs of runs, the whole bot first."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        port = str(free_port())
        url = f"http://127.0.0.1:{port}"
        simulator = Child(folder, "simulator", "--port", port, "--token", TOKEN, "--limits", "off")
        try:
            async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None)) as session:
                crowd = Crowd(session, url)
                await crowd.wait_for_server()
                async with crowd.watching():
                    bench = Bench(folder, crowd, url, plan)
                    await bench.prepare()
                    return [(await bench.whole(), await bench.stock()) for _ in range(plan.pairs)]
        finally:
            simulator.stop()


def show(pairs: list[tuple[Run, Run]]) -> None:
    """Medians over the runs; a ratio is the median of the pairs' ratios."""
    print(f"Python {sys.version.split()[0]}, {len(pairs)} pairs of runs, medians")
    print(f"{'':28}{'':8}" + "".join(f"{heading:>15}" for heading in HEADINGS))
    for number, load in enumerate(LOADS):
        whole = [_values(pair[0][number]) for pair in pairs]
        stock = [_values(pair[1][number]) for pair in pairs]
        ratios = [[a / b for a, b in zip(*pair, strict=True)] for pair in zip(whole, stock, strict=True)]
        for title, bot, runs in ((load, "whole", whole), ("", "stock", stock), ("", "ratio", ratios)):
            medians = [median(column) for column in zip(*runs, strict=True)]
            print(f"{title:28}{bot:8}" + "".join(f"{value:15.2f}" for value in medians))


def _values(figures: Figures) -> list[float]:
    return [getattr(figures, field.name) for field in fields(figures)]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.throughput", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two short pairs of runs, under a minute")
    options = parser.parse_args()
    show(asyncio.run(measure(QUICK if options.quick else FULL)))


if __name__ == "__main__":
    main()
