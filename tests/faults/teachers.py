"""People who register and take a diagnostic by what they see, and remember what they did.

They know nothing of the bot: they press what is on the screen, wait until it changes, and press again when
nothing happens for a while, as people do.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random

from simulator.client import Person, Screen
from tests.faults.processes import PATIENCE

QUESTION = re.compile(r"^Вопрос (\d+) из (\d+)")
LETTERS = "АБВГДЕЖИКЛ"
BEFORE_REPEATING = 6.0
LOOK_EVERY = 0.02
EYE_NEEDS = 0.06


PAIR = re.compile(r" → ([А-Я])$", re.M)
ORDER = re.compile(r"Ваш порядок: ([А-Я](?: → [А-Я])*)")
TYPED = re.compile(r"Ваш ответ: (.+)")
PAUSES = 0.05
"""How often somebody puts a diagnostic off and opens it again."""

Given = int | tuple[int, ...] | str
"""A letter; letters marked, paired or put in order; or what was typed."""


@dataclass
class Tap:
    """An answer given on the screen of a question; the simulator took it."""

    position: int
    given: Given
    query_id: str


@dataclass
class Teacher:
    """One person with their own answers for every question of the bot."""

    person: Person
    random: Random
    poster: str
    taps: list[Tap] = field(default_factory=list)
    pauses: int = 0
    repeated: int = 0
    finished: bool = False
    wrong_places: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.birth_year = self.random.randint(1970, 1999)
        self.work_start = f"{self.random.randint(1, 12):02}.{self.birth_year + 24}"

    async def live(self) -> None:
        """From /start to the result of the diagnostic."""
        await self.person.start(self.poster)
        await self._until_something_changes(self._view())
        while not self.finished:
            before = self._view()
            await self._act(self.person.screen if self.person.screens else None)
            if not await self._until_something_changes(before):
                self.repeated += 1

    def _view(self) -> tuple:
        shown = tuple((one.message_id, one.text, str(one.keyboard)) for one in self.person.screens)
        return shown, len(self.person.alerts)

    async def _until_something_changes(self, before: tuple) -> bool:
        """Whether the chat changed; returns when it has come to rest: nobody presses what vanishes."""
        for _ in range(int(BEFORE_REPEATING / LOOK_EVERY)):
            await asyncio.sleep(LOOK_EVERY)
            if self.finished or (now := self._view()) != before:
                break
        else:
            return False
        while not self.finished:
            await asyncio.sleep(EYE_NEEDS)
            now, seen = self._view(), now
            if now == seen:
                break
        return True

    async def _act(self, screen: Screen | None) -> None:
        if screen is None:
            await self.person.start(self.poster)
        elif found := QUESTION.match(screen.text):
            await self._answer(screen, int(found[1]))
        elif "К вопросу" in screen.button_texts:
            await self.person.click("К вопросу", screen.message_id)
        elif "Верных ответов" in screen.text or "Прошлые результаты" in screen.button_texts:
            self.finished = True
        else:
            await self._go_on(screen)

    async def _answer(self, screen: Screen, position: int) -> None:
        """Presses a letter; somebody who presses again after a silence changes their mind."""
        last = self.taps[-1].position if self.taps else 0
        if position not in (last, last + 1):
            self.wrong_places.append(f"question {position} is shown after an answer to {last}")
        if self.random.random() < PAUSES:
            self.pauses += 1
            await self.person.click("Позже", screen.message_id)
        elif "Ответить" in screen.button_texts:
            answer = await self.person.click("Ответить", screen.message_id)
            self.taps.append(Tap(position, made(screen), answer["callback_query_id"]))
        elif "сообщением" in screen.text:
            await self.person.send(str(self.random.randint(1, 99)))
        else:
            await self._press(screen, position)

    async def _press(self, screen: Screen, position: int) -> None:
        """A letter: the answer itself, or a part of it where the screen says that more are needed."""
        open_ones = [one for one in screen.button_texts if one.removeprefix("✓ ") in LETTERS]
        pressed = {tap.given for tap in self.taps if tap.position == position}
        choices = [one for one in open_ones if LETTERS.index(one.removeprefix("✓ ")) not in pressed]
        button = self.random.choice(choices or open_ones)
        answer = await self.person.click(button, screen.message_id)
        if not any(hint in screen.text for hint in ("несколько", "Выберите букву", "порядк", "Что дальше")):
            letter = LETTERS.index(button.removeprefix("✓ "))
            self.taps.append(Tap(position, letter, answer["callback_query_id"]))

    async def _go_on(self, screen: Screen) -> None:
        """Whatever else is on the screen: type what is asked for, or press what leads on."""
        if (
            "Шаг 3" in screen.text
            and "Всё верно" not in screen.button_texts
            and "Учитель" not in screen.button_texts
        ):
            await self.person.send("Математика")
        elif "Шаг 4" in screen.text:
            asks_for_year = "рожд" in screen.text.lower()
            await self.person.send(str(self.birth_year) if asks_for_year else self.work_start)
        else:
            await self._press_on(screen)

    async def _press_on(self, screen: Screen) -> None:
        wanted = ["Даю согласие", "Учитель", "Всё верно", "Начать диагностику", "Продолжить", "Завершить"]
        wanted += ["Начать", "Начать: вопрос 1", "Диагностика"]
        if "незавершённая" in screen.text:
            wanted = ["Назад"]
        for button in wanted:
            if button in screen.button_texts:
                await self.person.click(button, screen.message_id)
                return
        await self.person.start()

    @property
    def chat_end(self) -> str:
        """Where somebody is stuck, for the message of a failed test."""
        return f"{self.person.id}: {len(self.taps)} taps, {self.repeated} repeated, {self.person.chat[-4:]}"

    @property
    def answers(self) -> dict[int, Given]:
        """What was given at each position: the first press that was not refused with a notice."""
        refused = {alert["callback_query_id"] for alert in self.person.alerts}
        given: dict[int, Given] = {}
        for tap in self.taps:
            if tap.query_id not in refused:
                given.setdefault(tap.position, tap.given)
        return given


def made(screen: Screen) -> Given:
    """The answer as the screen shows it when «Ответить» is pressed."""
    if found := TYPED.search(screen.text):
        return found[1].removesuffix(" км")
    if found := ORDER.search(screen.text):
        return tuple(LETTERS.index(one) for one in found[1].split(" → "))
    if pairs := PAIR.findall(screen.text):
        return tuple(LETTERS.index(one) for one in pairs)
    return tuple(sorted(LETTERS.index(one[2:]) for one in screen.button_texts if one.startswith("✓ ")))


async def crowd(make: Callable[[], Teacher], size: int, trouble: asyncio.Future) -> list[Teacher]:
    """Keeps `size` people busy while the trouble lasts, then lets the last ones finish."""
    everybody: list[Teacher] = []

    async def place() -> None:
        while True:
            everybody.append(make())
            await everybody[-1].live()
            if trouble.done():
                return

    busy = asyncio.gather(*(place() for _ in range(size)))
    await asyncio.wait({busy, trouble}, timeout=20 * PATIENCE, return_when=asyncio.FIRST_COMPLETED)
    if trouble.done() and trouble.exception():
        busy.cancel()
        trouble.result()
    try:
        await in_time(busy)
    except TimeoutError:
        raise AssertionError(
            f"still busy: {[one.chat_end for one in everybody if not one.finished]}"
        ) from None
    return everybody


async def in_time(work: Awaitable, seconds: float = PATIENCE) -> object:
    """The result of `work`, or a failed test instead of a test that hangs."""
    return await asyncio.wait_for(work, seconds)
