"""A stimulus on a phone: texts, tables in columns or in lines, charts in words; a page is one screen."""

from collections.abc import Iterator

from domain.items import Chart, Stimulus
from ui.format import bar
from ui.text import Html, joined, safe

PAGE = 1000
"""Characters of a page: parts share it as long as they fit."""
COLUMNS = 34
"""Characters of a line of equal width that a narrow phone shows whole."""


def pages(stimulus: Stimulus) -> list[Html]:
    """Parts in their order, as many on a page as fit."""
    found: list[list[Html]] = []
    for piece in _pieces(stimulus):
        if found and sum(map(len, found[-1])) + len(piece) <= PAGE:
            found[-1].append(piece)
        else:
            found.append([piece])
    return [joined(page, "\n\n") for page in found] or [Html("")]


def charts(stimulus: Stimulus) -> list[Chart]:
    return [part.chart for part in stimulus.parts if part.chart]


def has_chart(stimulus: Stimulus) -> bool:
    return bool(charts(stimulus))


def _pieces(stimulus: Stimulus) -> Iterator[Html]:
    for part in stimulus.parts:
        if part.text:
            yield safe(part.text)
        if part.table:
            yield table(part.table)
        if part.chart:
            yield chart(part.chart)


def table(rows: tuple[tuple[str, ...], ...]) -> Html:
    """Columns where they fit a phone; else a line for each cell under the name of its row."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    if sum(widths) + 2 * (len(widths) - 1) <= COLUMNS:
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
        ]
        return Html(f"<pre>{safe(chr(10).join(line.rstrip() for line in lines))}</pre>")
    head, *others = rows
    return joined([_row(head, row) for row in others])


def _row(head: tuple[str, ...], row: tuple[str, ...]) -> Html:
    """«Автобус. Отправление: 8:40. Цена: 50 ₽»."""
    cells = [f"{name}: {cell}" if name else cell for name, cell in zip(head[1:], row[1:], strict=True)]
    return Html(f"<b>{safe(row[0])}.</b> {safe('; '.join(cells))}")


def chart(drawn: Chart) -> Html:
    """The numbers of a chart, with bars where there is one series that has none below zero."""
    unit = f", {drawn.unit}" if drawn.unit else ""
    title = Html(f"<b>{safe(drawn.title + unit)}</b>")
    if len(drawn.series) == 1 and min(drawn.series[0][1], default=0) >= 0:
        values = drawn.series[0][1]
        most = max(values, default=0) or 1
        lines = [
            safe(f"{bar(round(100 * value / most), 100)} {number(value)}: {x}")
            for x, value in zip(drawn.x, values, strict=True)
        ]
    else:
        lines = [safe(f"{x}: {_all_series(drawn, at)}") for at, x in enumerate(drawn.x)]
    return joined([title, *lines])


def _all_series(drawn: Chart, at: int) -> str:
    return "; ".join(f"{name} {number(values[at])}" for name, values in drawn.series)


def number(value: float) -> str:
    """«12», «3,5», «1 250»."""
    text = f"{value:,.10g}" if value != int(value) else f"{int(value):,}"
    return text.replace(",", "\u00a0").replace(".", ",")
