"""The four indicators: figures of a unit, who has not told data, parts, months, table, targets."""

import asyncio

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from domain.errors import ScreenIsStale
from domain.indicators import Indicator
from handlers import branch
from handlers.indicator_file import indicators_xlsx
from services import boards, indicators
from services.boards import Board, Line, Month
from ui.format import day, number, percent, shortened
from ui.text import Html, joined

pages = Chapter("indicators")

RIGHT = Right.SEE_INDICATORS
BELOW = {"country", "region", "municipality"}
MOST_MONTHS = 8


@pages.action(command="indicators", right=RIGHT)
async def start(talk: Talk) -> Go:
    """The whole branch at once; somebody with several branches chooses first."""
    top = await boards.top(talk.work, talk.person)
    return go(board, top) if top else await branch.enter(talk, "figures")


@pages.screen(right=RIGHT)
async def board(talk: Talk, unit_id: int) -> Screen:
    """Numerator, denominator, share, target; hidden results stay hidden, missing data are named."""
    t = talk.t
    found = await boards.board(talk.work, talk.person, unit_id)
    text = t(
        "ind-board",
        unit=shortened(found.unit.name, 50),
        year=str(found.as_of.year),
        date=f"{day(found.as_of)}",
        told=t("ind-told", told=number(found.told), expected=number(found.expected)),
        list=joined([_line(talk, line, found) for line in found.lines]),
        after=_remarks(talk, found),
    )
    return Screen(text, _board_rows(talk, found))


def _board_rows(talk: Talk, found: Board) -> list[list[Button]]:
    t, unit_id = talk.t, found.unit.id
    rows = []
    if found.told < found.expected:
        rows.append([button(t.plain("ind-missing"), missing, unit_id)])
    if found.parts and found.unit.level in BELOW:
        rows.append([button(t.plain(f"ind-parts-{found.unit.level}"), parts, unit_id, "I1")])
    rows.append(
        [button(t.plain("ind-months"), months, unit_id), button(t.plain("ind-table"), table, unit_id)]
    )
    if talk.person.scope(Right.SET_TARGETS, talk.now).covers(found.unit.path):
        rows.append([button(t.plain("ind-targets"), targets, unit_id)])
    return [*rows, [button(t.plain("menu"), "menu.root")]]


def _line(talk: Talk, line: Line, found: Board) -> Html:
    t = talk.t
    target = t("ind-target", share=percent(line.target.share)) if line.target else Html("")
    earlier = t("ind-as-of", date=f"{line.as_of:%d.%m}") if line.as_of != found.as_of else Html("")
    return t(
        "ind-line",
        number=_number(talk, line.indicator),
        name=t(f"ind-name-{line.indicator.value}"),
        figures=Html(_figures(talk, line) + earlier),
        target=target,
    )


def _number(talk: Talk, indicator: Indicator) -> str:
    return talk.t.plain(f"ind-number-{indicator.value}")


def _figures(talk: Talk, line: Line) -> Html:
    t = talk.t
    if line.numerator is None:
        return t("ind-figures-hidden")
    if line.denominator is None:
        return t("ind-figures-without", numerator=number(line.numerator))
    if line.share is None:
        return t("ind-figures-nobody", numerator=number(line.numerator))
    return t(
        "ind-figures",
        numerator=number(line.numerator),
        denominator=number(line.denominator),
        share=percent(line.share),
    )


def _remarks(talk: Talk, found: Board) -> Html:
    """Targets whose year is over, more people than the headcount has, last year's figures."""
    t = talk.t
    remarks = []
    if expired := [line for line in found.lines if line.target is None]:
        remarks.append(t("ind-expired", numbers=_numbers(talk, expired)))
    if over := [line for line in found.lines if line.is_over]:
        remarks.append(t("ind-over", numbers=_numbers(talk, over)))
    if found.last_year:
        shares = [
            t("ind-last-year-line", number=_number(talk, line.indicator), share=_share(line))
            for line in found.last_year
        ]
        year = str(found.as_of.year - 1)
        remarks.append(t("ind-last-year", year=year, list=joined(shares, "; ")))
    return Html("\n\n" + joined(remarks)) if remarks else Html("")


def _numbers(talk: Talk, lines: list[Line]) -> str:
    return ", ".join(_number(talk, line.indicator) for line in lines)


def _share(line: Line) -> str:
    return "—" if line.share is None else percent(line.share)


@pages.screen(right=RIGHT)
async def missing(talk: Talk, unit_id: int, page: int = 1) -> Screen | Go:
    t = talk.t
    found = await boards.missing(talk.work, talk.person, unit_id, page)
    if not found.names and page > 1:
        return go(missing, unit_id)
    names = [t("ind-missing-line", name=shortened(name, 60)) for name in found.names]
    text = t(
        "ind-missing-text",
        year=str(found.year),
        total=number(found.total),
        unit=shortened(found.unit.name, 60),
        list=joined(names or [t("ind-missing-nobody")]),
        page=t("page-of", page=found.page, pages=found.pages),
    )
    words = (t.plain("previous-page"), t.plain("next-page"))
    turn = page_buttons(missing, page, found.pages, unit_id, words=words)
    return Screen(text, [turn, [button(t.plain("back"), board, unit_id)]])


@pages.screen(right=RIGHT)
async def parts(talk: Talk, unit_id: int, which: str, page: int = 1) -> Screen | Go:
    """The units right below, by the alphabet: «это не рейтинг»."""
    t, indicator = talk.t, _indicator(which)
    found = await boards.parts(talk.work, talk.person, unit_id, indicator, page)
    if not found.parts and page > 1:
        return go(parts, unit_id, which)
    lines = [
        t("ind-part-line", index=i, name=shortened(one.unit.name, 28), figures=_figures(talk, one.line))
        for i, one in enumerate(found.parts, 1)
    ]
    numbers = [button(str(i), board, one.unit.id) for i, one in enumerate(found.parts, 1)]
    others = [
        button(t.plain("ind-other", number=_number(talk, other)), parts, unit_id, other.value)
        for other in Indicator
        if other is not indicator
    ]
    text = t(
        "ind-parts-text",
        number=_number(talk, indicator),
        name=t(f"ind-name-{which}"),
        unit=shortened(found.unit.name, 60),
        list=joined(lines),
        page=t("page-of", page=found.page, pages=found.pages),
    )
    words = (t.plain("previous-page"), t.plain("next-page"))
    turn = page_buttons(parts, page, found.pages, unit_id, which, words=words)
    back = [button(t.plain("back"), board, unit_id)]
    return Screen(text, [numbers[:3], numbers[3:], turn, others[:2], others[2:], back])


def _indicator(which: str) -> Indicator:
    if which not in set(Indicator):
        raise ScreenIsStale
    return Indicator(which)


@pages.screen(right=RIGHT)
async def months(talk: Talk, unit_id: int) -> Screen:
    """The shares at the ends of months, as text; the picture shows the same."""
    t = talk.t
    unit, found = await boards.months(talk.work, talk.person, unit_id)
    rows = [[button(t.plain("ind-picture"), picture, unit_id)]] if found else []
    name = shortened(unit.name, 60)
    text = t("ind-months-nothing", unit=name)
    if found:
        text = t("ind-months-text", unit=name, list=_month_lines(talk, found))
    return Screen(text, [*rows, [button(t.plain("back"), board, unit_id)]])


def _month_lines(talk: Talk, found: list[Month]) -> Html:
    return joined([
        talk.t(
            "ind-months-line",
            month=f"{month.as_of:%m.%Y}",
            shares=", ".join(_share(line) for line in month.lines),
        )
        for month in found[-MOST_MONTHS:]
    ])  # fmt: skip


@pages.action(right=RIGHT)
async def picture(talk: Talk, unit_id: int) -> Go:
    """The months as lines, drawn in a thread; their figures stand on the screen below."""
    from ui.documents.trend import trend_png

    t = talk.t
    unit, found = await boards.months(talk.work, talk.person, unit_id)
    if not found:
        return go(months, unit_id)
    series = {
        f"{_number(talk, one)}. {t.plain(f'ind-name-{one.value}')}": [month.lines[i].share for month in found]
        for i, one in enumerate(Indicator)
    }
    png = await asyncio.to_thread(trend_png, [month.as_of for month in found], series)
    talk.attach_picture(png, "months.png", t("ind-months-caption", unit=shortened(unit.name, 60)))
    return go(months, unit_id)


@pages.action(right=RIGHT)
async def table(talk: Talk, unit_id: int) -> Go:
    """All figures of the branch with the passport; the first row is what the screen shows."""
    t = talk.t
    found = await boards.table(talk.work, talk.person, unit_id)
    data = await asyncio.to_thread(indicators_xlsx, t, [found], talk.person.zone)
    unit, date = shortened(found.board.unit.name, 60), f"{found.board.as_of:%d.%m.%Y}"
    name = t.plain("ind-table-name", unit=unit, date=date).replace("/", " ")
    talk.attach(data, name, t("ind-table-caption", unit=unit, date=date))
    return go(board, unit_id)


@pages.screen(right=Right.SET_TARGETS)
async def targets(talk: Talk, unit_id: int) -> Screen:
    t = talk.t
    unit, found = await indicators.targets(talk.work, talk.person, unit_id)
    lines = [
        t(
            "ind-targets-line",
            number=_number(talk, one),
            name=t(f"ind-name-{one.value}"),
            share=percent(target.share),
            year=str(target.year),
            expired="no" if target.is_current(talk.today) else "yes",
        )
        for one, target in found.items()
    ]
    numbers = [button(_number(talk, one), target, unit_id, one.value) for one in found]
    text = t("ind-targets-text", unit=shortened(unit.name, 60), list=joined(lines))
    return Screen(text, [numbers[:3], numbers[3:], [button(t.plain("back"), board, unit_id)]])


@pages.screen(right=Right.SET_TARGETS)
async def target(talk: Talk, unit_id: int, which: str) -> Screen:
    t, indicator = talk.t, _indicator(which)
    unit, found = await indicators.targets(talk.work, talk.person, unit_id)
    text = t(
        "ind-target-ask",
        number=_number(talk, indicator),
        name=t(f"ind-name-{which}"),
        unit=shortened(unit.name, 60),
        share=percent(found[indicator].share),
        year=str(found[indicator].year),
        example=str(talk.today.year + 1),
    )
    return Screen(text, [[button(t.plain("back"), targets, unit_id)]])


@pages.on_text(target)
async def type_target(talk: Talk, text: str, unit_id: int, which: str) -> Go:
    await indicators.set_target(talk.work, talk.person, unit_id, _indicator(which), text)
    return go(targets, unit_id, note=talk.t("ind-target-set"))
