"""The shortest set of programmes that closes all growth zones, with the person's own limits."""

from dataclasses import dataclass
from datetime import timedelta

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go
from conversation.talk import Talk
from domain.errors import ScreenIsStale
from domain.shortest_set import Limits
from handlers.courses import SHORTEST
from services import programmes
from services.programmes import ProgrammeLine, ProgrammeSet
from ui.format import lower_first, shortened
from ui.text import Html, joined

pages = Chapter("set")

TITLE = 60


@dataclass(frozen=True)
class Choice:
    """Which limits are on; they travel in a button as letters: «hrn»."""

    short: bool = False
    remote: bool = False
    free: bool = False
    soon: bool = False

    @classmethod
    def read(cls, letters: str) -> "Choice":
        if not set(letters) <= set("hrfs"):
            raise ScreenIsStale
        return cls("h" in letters, "r" in letters, "f" in letters, "s" in letters)

    def limits(self, talk: Talk) -> Limits:
        return Limits(
            most_hours=MOST_HOURS if self.short else None,
            most_price=0 if self.free else None,
            forms=frozenset({REMOTE}) if self.remote else None,
            starts_from=talk.today,
            starts_until=talk.today + SOON if self.soon else None,
        )


MOST_HOURS = 72
REMOTE = "дистанционно"
SOON = timedelta(days=92)
SWITCHES = (("r", "set-remote"), ("f", "set-free"), ("h", "set-short"), ("s", "set-soon"))


@pages.screen()
async def view(talk: Talk, letters: str = "") -> Screen:
    t = talk.t
    found = await programmes.shortest(talk.work, talk.person, Choice.read(letters).limits(talk))
    numbers = [button(str(i), open_card, one.id) for i, one in enumerate(found.lines, 1)]
    switches = [_switch(talk, letters, letter, t.plain(words)) for letter, words in SWITCHES]
    return Screen(
        _text(talk, found),
        [
            *[numbers[i : i + 4] for i in range(0, len(numbers), 4)],
            switches[:2],
            switches[2:],
            [button(t.plain("back"), "courses.fitting", 1), button(t.plain("menu"), "menu.root")],
        ],
    )


def _text(talk: Talk, found: ProgrammeSet) -> Html:
    t = talk.t
    missing = ", ".join(f"«{one.short}»" for one in found.missing)
    if not found.lines:
        return t("set-nothing", missing=missing)
    lines = [_line(talk, number, one, found) for number, one in enumerate(found.lines, 1)]
    if missing:
        lines.append(t("set-missing", missing=missing))
    return t("set-text", count=len(found.lines), hours=found.hours, list=joined(lines))


def _line(talk: Talk, number: int, one: ProgrammeLine, found: ProgrammeSet) -> Html:
    zones = ", ".join(lower_first(zone.short) for zone in found.closes[one.id])
    return talk.t(
        "set-line",
        number=number,
        title=shortened(one.title, TITLE),
        hours=one.hours,
        form=one.form,
        zones=zones,
    )


def _switch(talk: Talk, letters: str, letter: str, words: str) -> Button:
    on = letter in letters
    return button(("✓ " if on else "") + words, view, letters.replace(letter, "") if on else letters + letter)


@pages.action()
async def open_card(talk: Talk, programme_id: int) -> Go:
    return go("courses.card", programme_id, SHORTEST, 1, *talk.here[:1])
