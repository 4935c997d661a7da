"""The months of a unit as lines: a PNG by matplotlib's Figure, which has no state of its own."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO

MARKS = ("o", "s", "^", "D", "v")
STYLES = ("-", "--", "-.", ":", (0, (5, 1)))


def trend_png(days: Sequence[date], series: Mapping[str, Sequence[float | None]]) -> bytes:
    """Shares in per cent at the ends of months; lines differ by mark and dash too, not by colour alone."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 5), dpi=120, layout="constrained")
    axes = figure.subplots()
    labels = [f"{day:%m.%y}" for day in days]
    for index, (name, shares) in enumerate(series.items()):
        heights = [float("nan") if share is None else share * 100 for share in shares]
        axes.plot(
            labels,
            heights,
            marker=MARKS[index % len(MARKS)],
            linestyle=STYLES[index % len(STYLES)],
            label=name,
        )
    axes.set_ylim(bottom=0)
    axes.set_ylabel("%")
    axes.grid(alpha=0.3)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.08), ncols=1, frameon=False)
    out = BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()
