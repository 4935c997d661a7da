"""Where a finished attempt stands on the scales of the banks it was made of, if these are calibrated."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import CalibratedItem
from db.repositories import diagnostics as rows
from db.repositories import item_figures
from db.session import UnitOfWork
from domain.errors import NotFound
from services import content
from services.viewer import Viewer

LEAST_ANSWERS = 5
"""Fewer calibrated answers of a bank place nobody on its scale."""


@dataclass(frozen=True)
class Ability:
    """Theta on a bank's scale with its standard error: 0 is the average of those who were calibrated."""

    bank: str
    short: str
    theta: float
    se: float
    answers: int


async def usable_parameters(session: AsyncSession, item_ids: Sequence[int]) -> dict[int, CalibratedItem]:
    """Of the items that were calibrated on answers enough for decisions."""
    known = await item_figures.parameters(session, item_ids)
    if not known:
        return {}
    from domain.calibration import Model

    models = await item_figures.models(session, {one.calibration_id for one in known.values()})
    least = {number: Model(name).least_answers for number, name in models.items()}
    return {item_id: one for item_id, one in known.items() if one.answers >= least[one.calibration_id]}


async def abilities(work: UnitOfWork, who: Viewer, attempt_id: int) -> list[Ability]:
    """Of one's own finished attempt, bank by bank: each is calibrated by itself and has its own scale."""
    async with work.reading() as session:
        attempt = await rows.attempt(session, who.id, attempt_id)
        if attempt is None or attempt.finished_at is None:
            raise NotFound
        marks = await rows.marks(session, attempt.id)
        known = await usable_parameters(session, list(marks))
        banks = await item_figures.banks_of(session, list(known))
    if not known:
        return []
    from domain.calibration import ItemParameters, ability

    answered: dict[str, list[tuple[ItemParameters, bool]]] = defaultdict(list)
    for item_id, right in marks.items():
        if right is not None and item_id in known:
            one = known[item_id]
            answered[banks[item_id]].append((ItemParameters(one.a, one.b), right))
    titles, shorts = content.bank_titles(), content.bank_shorts()
    found: list[Ability] = []
    for bank, answers in sorted(answered.items()):
        if len(answers) >= LEAST_ANSWERS:
            at = ability(answers)
            name = titles.get(bank, bank)
            found.append(Ability(name, shorts.get(bank, name), at.theta, at.se, len(answers)))
    return found
