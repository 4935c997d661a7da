"""Writes evidence inside another use case's transaction; never commits."""

from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Evidence, Unit
from db.session import UnitOfWork
from domain.evidence import EvidenceKind
from services.viewer import Viewer


async def record(
    session: AsyncSession,
    work: UnitOfWork,
    who: Viewer,
    kind: EvidenceKind,
    happened_on: date,
    *,
    competencies: list[str] | None = None,
    mode: str | None = None,
    programme_id: int | None = None,
    cause_id: int | None = None,
    confirmed_by: str | None = None,
    details: dict[str, Any] | None = None,
) -> int:
    """Appends one fact about `who`, with the unit where they work now; returns its id."""
    row = Evidence(
        subject=who.subject,
        kind=kind,
        happened_on=happened_on,
        unit_path=who.unit.path if who.unit else "/",
        source="bot",
        mode=mode,
        competencies=competencies or [],
        details=details or {},
        programme_id=programme_id,
        cause_id=cause_id,
        young_until=who.young_until,
        confirmed_by=confirmed_by,
        recorded_at=work.now(),
    )
    session.add(row)
    await session.flush()
    return row.id


def team_subject(unit_id: int) -> str:
    """Whom evidence about the management team of a unit is about."""
    return f"team:{unit_id}"


async def record_team(
    session: AsyncSession,
    work: UnitOfWork,
    unit: Unit,
    happened_on: date,
    confirmed_by: str,
    details: dict[str, Any],
) -> None:
    """Appends that the management team of the unit is trained."""
    session.add(
        Evidence(
            subject=team_subject(unit.id),
            kind=EvidenceKind.TEAM_TRAINED,
            happened_on=happened_on,
            unit_path=unit.path,
            source="bot",
            details=details | {"unit_code": unit.code},
            confirmed_by=confirmed_by,
            recorded_at=work.now(),
        )
    )
