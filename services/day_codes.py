"""Codes of the day: an organiser on the spot opens the independent mode for a branch."""

import secrets
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import DayCode
from db.repositories import diagnostics as rows
from db.repositories import units as unit_rows
from db.session import UnitOfWork
from domain.access import Right
from domain.errors import NotFound, Refusal
from services.units import typed_code
from services.viewer import UnitView, Viewer, unit_view

ALPHABET = "АВЕКМНРСТУХ23456789"
LENGTH = 6


class DayCodeIsWrong(Refusal):
    """No such code today for the person's organisation."""


@dataclass(frozen=True)
class OpenCode:
    code: str
    unit: UnitView
    day: date


async def open_for(work: UnitOfWork, who: Viewer, unit_id: int) -> OpenCode:
    """Today's code of a unit in the viewer's scope; the same code when it was opened before."""
    scope = who.need(Right.OPEN_DAY_CODES, work.now())
    today = who.today(work.now())
    async with work.writing() as session:
        unit = await unit_rows.by_id(session, unit_id)
        if unit is None or not scope.covers(unit.path):
            raise NotFound
        code = await rows.day_code(session, unit_id, today)
        if code is None:
            code = DayCode(
                unit_id=unit_id, day=today, code=_new_code(), opened_by=who.subject, opened_at=work.now()
            )
            session.add(code)
        return OpenCode(code.code, unit_view(unit), today)


async def opened_today(work: UnitOfWork, who: Viewer) -> list[OpenCode]:
    scope = who.need(Right.OPEN_DAY_CODES, work.now())
    today = who.today(work.now())
    async with work.reading() as session:
        found = await rows.day_codes(session, scope, today)
    return [OpenCode(code.code, unit_view(unit), today) for code, unit in found]


async def check_in(session: AsyncSession, who: Viewer, today: date, typed: str) -> None:
    """Lets somebody into the independent mode; raises DayCodeIsWrong."""
    found = await rows.day_code_for(session, who.unit.path if who.unit else "/", today, typed_code(typed))
    if found is None:
        raise DayCodeIsWrong


async def check(work: UnitOfWork, who: Viewer, typed: str) -> str:
    """The code as stored, or DayCodeIsWrong."""
    async with work.reading() as session:
        await check_in(session, who, who.today(work.now()), typed)
    return typed_code(typed)


def _new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
