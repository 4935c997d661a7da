"""The append-only table that the indicators count from."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Date, Float, ForeignKey, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import BYTEWISE, Base, UtcDateTime


class Evidence(Base):
    """A fact about a subject on a day, with the unit of that day. A trigger refuses changes and deletions.

    `cause_id` links the chain diagnostic -> recommendation -> enrolment -> completion; a correction is a
    row of kind `correction` that names what it corrects. `young_until` is stored so that deleting a person
    changes no indicator; so is `graduation_year`.

    `value` is the per cent of an attempt at functional literacy, `form` the form of a support. `provisional`:
    written while nobody had confirmed where the person works; such a fact counts once a row of kind `member`
    says that this subject does work there.
    """

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(16))
    happened_on: Mapped[date] = mapped_column(Date)
    unit_path: Mapped[str] = mapped_column(BYTEWISE)
    source: Mapped[str] = mapped_column(String(16))
    mode: Mapped[str | None] = mapped_column(String(16))
    competencies: Mapped[list[str]] = mapped_column(JSON, default=list)
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programmes.id"))
    cause_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))
    value: Mapped[float | None] = mapped_column(Float)
    form: Mapped[str | None] = mapped_column(String(100))
    young_until: Mapped[date | None] = mapped_column(Date)
    graduation_year: Mapped[int | None] = mapped_column(SmallInteger)
    provisional: Mapped[bool] = mapped_column(Boolean, default=False)
    confirmed_by: Mapped[str | None] = mapped_column(String(32))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("ix_evidence_kind_happened_on_unit_path", "kind", "happened_on", "unit_path"),
        Index("ix_evidence_subject_kind", "subject", "kind"),
    )
