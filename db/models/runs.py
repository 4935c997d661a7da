"""Runs of a programme: a start with a number of places, and who applied for one."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime


class ProgrammeRun(Base):
    """A run for the people of a unit's branch.

    `state`: draft (one for each methodist, a step is a column), open, closed (nobody applies any more),
    started (whoever had no place by then has heard so).
    """

    __tablename__ = "programme_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    state: Mapped[str] = mapped_column(String(8), index=True)
    starts_on: Mapped[date | None] = mapped_column(Date)
    apply_until: Mapped[date | None] = mapped_column(Date)
    places: Mapped[int] = mapped_column(SmallInteger, default=0)
    revision: Mapped[int] = mapped_column(Integer, default=0)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str] = mapped_column(String(32), index=True)


class RunApplication(Base):
    """Somebody's way into a run.

    `state`: asked, accepted, waiting (no place is free), refused, withdrawn, missed (it began without them).
    """

    __tablename__ = "run_applications"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("programme_runs.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(16))
    revision: Mapped[int] = mapped_column(Integer, default=0)
    applied_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(32))
    refusal: Mapped[str] = mapped_column(String(300), default="")

    __table_args__ = (
        UniqueConstraint("run_id", "person_id"),
        Index("ix_run_applications_state_applied_at", "state", "applied_at"),
    )
