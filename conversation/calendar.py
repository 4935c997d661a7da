"""A date by buttons: a month of days, those that can't be chosen closed; a typed date works too.

    @pages.screen()
    async def due_on(talk: Talk, plan_id: int, month: str = "") -> Screen:
        text, back = ..., [button(talk.t.plain("back"), plan, plan_id)]
        return calendar(talk, text, due_on, choose_due, plan_id, month=month, earliest=talk.today, last=back)

    @pages.action()
    async def choose_due(talk: Talk, plan_id: int, on: date) -> Go: ...

    @pages.on_text(due_on)
    async def type_due(talk: Talk, text: str, plan_id: int, month: str = "") -> Go:
        return await choose_due(talk, plan_id, read_date(text))

The service checks the date again: a button may be forged, and days pass.
"""

import calendar as months
import re
from datetime import date, timedelta

from conversation.screen import Button, Handler, Screen, button
from conversation.talk import Talk
from domain.errors import ScreenIsStale, WrongInput
from ui.format import MONTHS_OF, month_name, month_title
from ui.text import Html, joined

CLOSED = "·"
"""A cell of the grid where there is nothing to choose."""
MOST_ROWS = 8
_WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
_TYPED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:г\.?)?")
_IN_WORDS = re.compile(r"(\d{1,2})([а-я]+)(\d{4})(?:г\.?|года?)?")


def calendar(
    talk: Talk,
    text: Html,
    here: Handler,
    choose: Handler,
    *arguments: object,
    month: str = "",
    earliest: date | None = None,
    latest: date | None = None,
    start: date | None = None,
    last: list[Button],
) -> Screen:
    """The screen `here` with a month to choose from; `choose` gets the arguments and the day.

    It opens at `start`, else today, moved into the open days. `last` is the lowest row of buttons.
    """
    earliest, latest = earliest or date.min, latest or date.max
    first = _first_day(month) if month else min(max(start or talk.today, earliest), latest).replace(day=1)
    same = [*arguments, f"{first:%Y-%m}"]
    weeks = [
        [
            button(str(one.day), choose, *arguments, one)
            if one.month == first.month and earliest <= one <= latest
            else button(CLOSED, here, *same)
            for one in week
        ]
        for week in months.Calendar().monthdatescalendar(first.year, first.month)
    ]
    rows = [week for week in weeks if any(one.text != CLOSED for one in week)]
    rows += [_turns(here, arguments, first, earliest, latest), last]
    if len(rows) < MOST_ROWS:
        rows.insert(0, [button(one, here, *same) for one in _WEEKDAYS])
    return Screen(joined([text, talk.t("calendar-month", month=month_title(first))], "\n\n"), rows)


def _first_day(month: str) -> date:
    """The month of a button; anything else is no month of ours."""
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        raise ScreenIsStale from None


def _turns(
    here: Handler, arguments: tuple[object, ...], first: date, earliest: date, latest: date
) -> list[Button]:
    """The month before and the month after, as far as days are open there."""
    before, after = first - timedelta(days=1), (first + timedelta(days=31)).replace(day=1)
    turns = [before] if before >= earliest else []
    turns += [after] if after <= latest else []
    return [button(month_name(one), here, *arguments, f"{one:%Y-%m}") for one in turns]


def read_date(text: str) -> date:
    """A typed date such as 15.11.2026 or 15 ноября 2026."""
    plain = "".join(text.lower().split())
    try:
        if found := _TYPED.fullmatch(plain):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if (found := _IN_WORDS.fullmatch(plain)) and found[2] in MONTHS_OF:
            return date(int(found[3]), MONTHS_OF.index(found[2]) + 1, int(found[1]))
    except ValueError:
        pass
    raise WrongInput(why="Напишите дату так: 15.11.2026.")
