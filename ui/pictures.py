"""Pictures drawn by us: grey, readable on a phone and on paper. Matplotlib without its global state, so that
several threads may draw at once.
"""

from io import BytesIO
from typing import TYPE_CHECKING

from domain.items import Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TONES = ("#333333", "#999999", "#cccccc", "#666666")
MARKERS = ("o", "s", "^", "D")


def chart_png(drawn: Chart) -> bytes:
    """A bar or line chart with its numbers on it."""
    figure, axes = _figure(6.4, 4.0)
    places = range(len(drawn.x))
    width = 0.8 / len(drawn.series)
    for at, (name, values) in enumerate(drawn.series):
        tone = TONES[at % len(TONES)]
        if drawn.kind == "line":
            axes.plot(places, values, color=tone, marker=MARKERS[at % len(MARKERS)], label=name)
        else:
            shift = (at - (len(drawn.series) - 1) / 2) * width
            bars = axes.bar([place + shift for place in places], values, width, color=tone, label=name)
            axes.bar_label(bars, fmt=lambda value: f"{value:g}".replace(".", ","), fontsize=9)
    axes.set_xticks(list(places), drawn.x, rotation=0 if max(map(len, drawn.x)) < 8 else 20)
    axes.set_title(drawn.title, fontsize=12)
    axes.set_ylabel(drawn.unit)
    if len(drawn.series) > 1:
        axes.legend(frameon=False)
    return _png(figure)


def bars_png(title: str, rows: list[tuple[str, float, str]], *, of: str, mark: float | None = None) -> bytes:
    """Shares from 0 to 100 across: (words, per cent, words at the bar's end), with a line at `mark`."""
    figure, axes = _figure(6.4, 1.2 + 0.55 * len(rows))
    places = range(len(rows))
    shares = [share for _, share, _ in rows]
    axes.barh(list(places), shares, color=TONES[1], height=0.6)
    for place, (_, share, words) in enumerate(rows):
        axes.text(min(share, 100) + 1.5, place, words, va="center", fontsize=10)
    axes.set_yticks(list(places), [words for words, _, _ in rows], fontsize=10)
    axes.invert_yaxis()
    axes.set_xlim(0, 125)
    axes.set_xticks([0, 25, 50, 75, 100])
    axes.set_xlabel(of)
    if mark is not None:
        axes.axvline(mark, color=TONES[0], linestyle="--", linewidth=1)
    axes.set_title(title, fontsize=12, loc="left")
    return _png(figure)


def _figure(width: float, height: float) -> "tuple[Figure, Axes]":
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots()
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return figure, axes


def _png(figure: "Figure") -> bytes:
    out = BytesIO()
    figure.savefig(out, format="png", dpi=150)
    return out.getvalue()
