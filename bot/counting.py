"""`python -m bot indicators`: recounts, targets, and what a region lets count. Nothing is masked here."""

import json
import sys
from collections.abc import Sequence
from datetime import date

from bot.config import Settings
from bot.office import Refused
from bot.setup import opened
from db.session import UnitOfWork
from domain.errors import NotFound
from domain.evidence import Mode
from domain.indicators import Indicator, Target, Unit, Value
from services import indicators
from services.evidence_import import form_code
from services.invitations import OPERATOR
from services.viewer import DEFAULT_ZONE

EXPIRED = "срок истёк"


async def recount(settings: Settings, as_of: date | None, unit: str, *, as_json: bool) -> str:
    """Recounts the whole territory, keeps it, and tells the unit's branch."""
    async with opened(settings) as database:
        work = UnitOfWork(database)
        found = await indicators.recount(work, as_of or work.today(DEFAULT_ZONE))
    if unit and unit not in found.units:
        raise Refused(f"Организации или территории с кодом «{unit}» нет.")
    lines = found.of_branch(unit or None)
    return _as_json(lines) if as_json else _as_table(found, lines)


def _as_json(lines: Sequence[tuple[Value, Target | None]]) -> str:
    return json.dumps(
        [
            {
                "unit": value.unit,
                "indicator": value.indicator.value,
                "numerator": value.numerator,
                "denominator": value.denominator,
                "share": value.share,
                "target": target.share if target else None,
            }
            for value, target in lines
        ],
        ensure_ascii=False,
        indent=1,
    )


def _as_table(found: indicators.Count, lines: Sequence[tuple[Value, Target | None]]) -> str:
    head = f"Показатели на {found.as_of:%d.%m.%Y}, с 1 января. Методика {indicators.rules.METHODOLOGY}."
    title = f"{'код':<20} {'показатель':<10} {'числитель':>9} {'знаменатель':>11} {'доля':>8} цель"
    return "\n".join(
        [head, title, *(_line(found.units[value.unit], value, target) for value, target in lines)]
    )


def _line(unit: Unit, value: Value, target: Target | None) -> str:
    below = "нет данных" if value.denominator is None else str(value.denominator)
    share = "-" if value.share is None else f"{value.share * 100:.1f} %".replace(".", ",")
    wanted = f"{target.share * 100:g} % к {target.year}" if target else EXPIRED
    over = ", числитель больше знаменателя: проверьте численность" if _is_over(value) else ""
    numbers = f"{value.numerator:>9} {below:>11} {share:>8}"
    return f"{unit.code:<20} {value.indicator.value:<10} {numbers} {wanted}{over}"


def _is_over(value: Value) -> bool:
    return value.denominator is not None and value.numerator > value.denominator


async def set_target(settings: Settings, unit: str, indicator: str, percent: float, year: int) -> None:
    value = {"share": percent / 100, "year": year}
    await _decide(settings, unit, f"target:{Indicator(indicator).value}", value)


async def set_words(settings: Settings, unit: str, name: str, words: Sequence[str]) -> None:
    """`modes`: which diagnostics count for I1. `forms`: what counts as support of a young teacher."""
    if name == "forms":
        await _decide(settings, unit, indicators.FORMS, {"words": [form_code(word) for word in words]})
        return
    unknown = [word for word in words if word not in {mode.value for mode in Mode}]
    if unknown:
        raise Refused(f"Режимов {', '.join(unknown)} нет. Есть: {', '.join(mode.value for mode in Mode)}.")
    await _decide(settings, unit, indicators.MODES, {"words": list(words)})


async def _decide(settings: Settings, unit: str, name: str, value: dict[str, object]) -> None:
    async with opened(settings) as database:
        try:
            await indicators.decide(UnitOfWork(database), unit, name, value, OPERATOR)
        except NotFound:
            raise Refused(f"Организации или территории с кодом «{unit}» нет.") from None
    print("Записано. Покажется в следующем пересчёте.", file=sys.stderr)
