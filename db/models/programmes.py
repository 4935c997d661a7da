"""The registry of programmes and people's way through them."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime


class Programme(Base):
    """A programme of additional professional education, as the registry describes it."""

    __tablename__ = "programmes"

    id: Mapped[int] = mapped_column(primary_key=True)
    registry_no: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str] = mapped_column(String(500))
    provider: Mapped[str] = mapped_column(String(300))
    kind: Mapped[str] = mapped_column(String(32))
    hours: Mapped[int] = mapped_column(SmallInteger)
    form: Mapped[str] = mapped_column(String(32))
    audience: Mapped[str] = mapped_column(String(300), default="")
    subject: Mapped[str] = mapped_column(String(100), default="")
    education_level: Mapped[str] = mapped_column(String(100), default="")
    region: Mapped[str] = mapped_column(String(200), default="")
    annotation: Mapped[str] = mapped_column(Text, default="")
    included_on: Mapped[date | None] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)
    apply_until: Mapped[date | None] = mapped_column(Date)
    starts_on: Mapped[date | None] = mapped_column(Date)
    price: Mapped[int | None] = mapped_column(Integer)
    url: Mapped[str] = mapped_column(String(1000), default="")
    search: Mapped[str] = mapped_column(Text, default="")
    gone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ProgrammeCompetency(Base):
    """A competency a programme develops."""

    __tablename__ = "programme_competencies"

    programme_id: Mapped[int] = mapped_column(
        ForeignKey("programmes.id", ondelete="CASCADE"), primary_key=True
    )
    competency: Mapped[str] = mapped_column(String(8), primary_key=True)

    __table_args__ = (Index("ix_programme_competencies_competency", "competency", "programme_id"),)


class Enrolment(Base):
    """A person's way through a programme.

    `state`: applied, submitted (the certificate waits), confirmed, refused, withdrawn. `revision` grows with
    every change; buttons carry it.

    `cause_id` is the evidence that led here: the recommendation, else the diagnostic, else nothing.
    """

    __tablename__ = "enrolments"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    revision: Mapped[int] = mapped_column(Integer, default=0)
    applied_at: Mapped[datetime] = mapped_column(UtcDateTime)
    enrolled_evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))
    certificate_no: Mapped[str | None] = mapped_column(String(100))
    certificate_date: Mapped[date | None] = mapped_column(Date)
    certificate_hours: Mapped[int | None] = mapped_column(SmallInteger)
    certificate_file: Mapped[str | None] = mapped_column(String(255))
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(32))
    refusal: Mapped[str | None] = mapped_column(String(500))

    __table_args__ = (UniqueConstraint("person_id", "programme_id"),)
