"""Writes evidence inside another use case's transaction; never commits."""

from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Evidence, Unit
from db.repositories import evidence as rows
from db.repositories import people as people_rows
from db.session import UnitOfWork
from domain.errors import NotFound
from domain.evidence import EvidenceKind
from services.viewer import Viewer

NOWHERE = "/"
"""The path of a fact that belongs to no organisation: kept, and counted nowhere."""


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
    value: float | None = None,
    form: str | None = None,
    source: str = "bot",
    details: dict[str, Any] | None = None,
) -> int:
    """Appends one fact about `who`, with the unit where they work now; returns its id.

    `value`: the per cent of a whole attempt at functional literacy. `form`: of a support, one of SupportForm.
    While nobody has confirmed where `who` works, the fact is kept and waits for `vouch`.
    """
    state = await people_rows.membership_state(session, who.id)
    row = Evidence(
        subject=who.subject,
        kind=kind,
        happened_on=happened_on,
        unit_path=who.unit.path if who.unit else NOWHERE,
        source=source,
        mode=mode,
        competencies=competencies or [],
        details=details or {},
        programme_id=programme_id,
        cause_id=cause_id,
        value=value,
        form=form,
        young_until=who.young_until,
        graduation_year=who.graduation_year,
        provisional=state != "confirmed",
        confirmed_by=confirmed_by,
        recorded_at=work.now(),
    )
    session.add(row)
    await session.flush()
    return row.id


async def vouch(session: AsyncSession, work: UnitOfWork, subject: str, path: str, confirmed_by: str) -> None:
    """Somebody confirmed that this subject works there: facts that waited for it count from now on."""
    if await rows.waits_for_vouching(session, subject, path):
        session.add(
            Evidence(
                subject=subject,
                kind=EvidenceKind.MEMBER,
                happened_on=work.now().date(),
                unit_path=path,
                source="bot",
                competencies=[],
                details={},
                confirmed_by=confirmed_by,
                provisional=False,
                recorded_at=work.now(),
            )
        )


def team_subject(unit_id: int) -> str:
    """The subject of facts about the management team of an organisation."""
    return f"team:{unit_id}"


async def record_team(
    session: AsyncSession,
    work: UnitOfWork,
    unit: Unit,
    happened_on: date,
    *,
    confirmed_by: str,
    details: dict[str, Any] | None = None,
) -> int:
    """Appends «команда обучена»; `happened_on` is the day of the certificate that made the rule true."""
    row = Evidence(
        subject=team_subject(unit.id),
        kind=EvidenceKind.TEAM_TRAINED,
        happened_on=happened_on,
        unit_path=unit.path,
        source="bot",
        competencies=[],
        details=details or {},
        confirmed_by=confirmed_by,
        provisional=False,
        recorded_at=work.now(),
    )
    session.add(row)
    await session.flush()
    return row.id


async def correct(
    session: AsyncSession, work: UnitOfWork, evidence_id: int, *, confirmed_by: str, reason: str
) -> None:
    """Takes a wrong fact out of all counts. Nothing is changed: a row of kind `correction` names it."""
    wrong = await session.get(Evidence, evidence_id)
    if wrong is None:
        raise NotFound
    session.add(
        Evidence(
            subject=wrong.subject,
            kind=EvidenceKind.CORRECTION,
            happened_on=wrong.happened_on,
            unit_path=wrong.unit_path,
            source="bot",
            competencies=[],
            details={"reason": reason},
            cause_id=wrong.id,
            confirmed_by=confirmed_by,
            provisional=False,
            recorded_at=work.now(),
        )
    )
