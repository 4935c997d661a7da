"""What methodists see of items: how they work, by the answers of everybody, and which need a look.

Figures stand on at least thirty answers, so that nobody's own answer can be told from them.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.models import CalibratedItem, Item
from db.repositories import item_figures as rows
from db.session import UnitOfWork
from domain.errors import NotFound
from services import content, item_analysis
from services.item_analysis import NoAnswers
from services.item_uploads import bank_of
from services.viewer import Viewer

if TYPE_CHECKING:
    from domain.item_statistics import ItemStatistics, TestStatistics

PAGE = 6
OWN = "Свой банк"
SHOWN_FROM = 30


@dataclass(frozen=True)
class Bank:
    name: str
    title: str
    short: str
    items: int


@dataclass(frozen=True)
class Figures:
    """An item with its figures: `p` and `r` are None while there are too few answers; flags are named."""

    item_id: int
    stem: str
    answers: int
    p: float | None
    r: float | None
    flags: tuple[str, ...]


@dataclass(frozen=True)
class FiguresPage:
    """Items of a bank, those with flags first."""

    bank: Bank
    attempts: int
    flagged: int
    lines: tuple[Figures, ...]
    page: int
    pages: int


@dataclass(frozen=True)
class Option:
    """How often an option is taken: by all, by the weakest and by the strongest 27 %."""

    letter: str
    is_key: bool
    share: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Card:
    """One item in full; `difficulty` with its error comes from the last calibration, if it has any."""

    figures: Figures
    competency: content.Competency
    options: tuple[Option, ...]
    expected: float | None
    difficulty: tuple[float, float | None] | None
    moved: bool


async def banks(work: UnitOfWork, who: Viewer) -> list[Bank]:
    """Shipped banks and the one of the viewer's branch."""
    own = bank_of(who, work)
    async with work.reading() as session:
        found = await rows.banks(session, own)
    titles, shorts = content.bank_titles(), content.bank_shorts()
    return [Bank(name, titles.get(name, name), shorts.get(name, OWN), count) for name, count in found]


async def listing(work: UnitOfWork, who: Viewer, bank: str, page: int) -> FiguresPage:
    """A page of a bank's items. Raises NotFound for a bank of another branch."""
    one = next((one for one in await banks(work, who) if one.name == bank), None)
    if one is None:
        raise NotFound
    async with work.reading() as session:
        items = await rows.live(session, bank)
    found = await _statistics(work, bank)
    known = {item.item: item for item in found.items} if found else {}
    lines = sorted((_figures(item, known.get(item.code)) for item in items), key=lambda line: not line.flags)
    pages = max(1, -(-len(lines) // PAGE))
    return FiguresPage(
        bank=one,
        attempts=found.n if found else 0,
        flagged=sum(bool(line.flags) for line in lines),
        lines=tuple(lines[(page - 1) * PAGE : page * PAGE]),
        page=page,
        pages=pages,
    )


async def _statistics(work: UnitOfWork, bank: str) -> "TestStatistics | None":
    try:
        return await item_analysis.statistics_of_bank(work, bank)
    except NoAnswers:
        return None


def _figures(item: Item, found: "ItemStatistics | None") -> Figures:
    if found is None or found.n < SHOWN_FROM:
        return Figures(item.id, item.stem, found.n if found else 0, None, None, ())
    return Figures(
        item.id, item.stem, found.n, found.p, found.r_rest, tuple(flag.value for flag in found.flags)
    )


async def card(work: UnitOfWork, who: Viewer, item_id: int) -> Card:
    """One live item of a bank the viewer may see."""
    async with work.reading() as session:
        item = await rows.item(session, item_id)
        known = (await rows.parameters(session, [item_id])).get(item_id)
    if item is None or item.bank not in {one.name for one in await banks(work, who)}:
        raise NotFound
    found = await _statistics(work, item.bank)
    statistics = next((one for one in found.items if one.item == item.code), None) if found else None
    figures = _figures(item, statistics)
    shown = statistics.choices if statistics and figures.p is not None else ()
    return Card(
        figures=figures,
        competency=content.competencies()[item.competency],
        options=tuple(Option(one.choice, one.is_key, one.share, one.lower, one.upper) for one in shown),
        expected=item.difficulty,
        difficulty=(known.b, known.se_b) if _stands(known) and known else None,
        moved=known is not None and known.moved,
    )


def _stands(known: CalibratedItem | None) -> bool:
    """A calibration on a handful of answers is not shown."""
    return known is not None and known.answers >= SHOWN_FROM
