"""The table of the indicators as XLSX: the figures of a branch, and the passport that says how they count."""

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from domain.indicators import METHODOLOGY, Indicator
from services.boards import Line, Table
from services.viewer import UnitView
from ui.documents.tables import Cell, Sheet, workbook
from ui.text import Texts

COLUMNS = (
    *("code", "unit", "number", "indicator"),
    *("numerator", "denominator", "share", "target", "year", "as-of"),
)


def indicators_xlsx(t: Texts, tables: Sequence[Table], zone: ZoneInfo) -> bytes:
    """The first rows are the figures of the screen, then those of every unit below."""
    figures = [row for table in tables for unit, lines in table.rows for row in _rows(t, unit, lines)]
    passport = [row for table in tables for row in _passport(t, table)]
    titles = [t.plain(f"ind-column-{name}") for name in COLUMNS]
    about = [t.plain("ind-passport-what"), t.plain("ind-passport-value")]
    sheets = [
        Sheet(t.plain("ind-sheet-figures"), titles, figures),
        Sheet(t.plain("ind-sheet-passport"), about, passport, (34, 90)),
    ]
    return workbook(sheets, zone=zone)


def _rows(t: Texts, unit: UnitView, lines: Iterable[Line]) -> Iterable[list[Cell]]:
    for line in lines:
        name = line.indicator.value
        numerator: Cell = t.plain("ind-hidden") if line.numerator is None else line.numerator
        yield [
            unit.code,
            unit.name,
            t.plain(f"ind-number-{name}"),
            t.plain(f"ind-name-{name}"),
            numerator,
            line.denominator,
            None if line.share is None else round(line.share * 100, 2),
            round(line.target.share * 100, 2) if line.target else t.plain("ind-no-target"),
            line.target.year if line.target else None,
            line.as_of,
        ]


def _passport(t: Texts, table: Table) -> Iterable[list[Cell]]:
    board = table.board
    facts: list[tuple[str, Cell]] = [
        ("territory", board.unit.name),
        ("period", t.plain("ind-period", since=f"01.01.{board.as_of.year}", until=f"{board.as_of:%d.%m.%Y}")),
        ("made", board.made_at),
        ("version", board.version),
        ("methodology", METHODOLOGY),
        ("told", t.plain("ind-told-of", told=str(board.told), expected=str(board.expected))),
        ("modes", ", ".join(t.plain(f"ind-mode-{mode}") for mode in table.modes)),
        ("forms", ", ".join(_form(t, form) for form in table.forms)),
    ]
    facts += [(f"formula-{one.value}", t.plain(f"ind-formula-{one.value}")) for one in Indicator]
    facts += [(name, t.plain(f"ind-rule-{name}")) for name in ("owner", "hiding", "targets")]
    facts.append(("responsible", t.plain("ind-responsible")))
    for name, value in facts:
        yield [t.plain(f"ind-passport-{name}"), value]


def _form(t: Texts, form: str) -> str:
    """A form of the common list by its title; one that the region added, as it is written."""
    return t.plain(f"support-{form}") if t.has(f"support-{form}") else form
