"""Paper forms of a diagnostic: printed with a number, entered letter by letter, claimed with a code."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime


class PaperForm(Base):
    """One printed form. `state`: printed, entered, void. Its questions are those of its attempt, which has no
    owner until the letters are in.

    `person_id` is a record without an account, chosen or described (`birth_year`, `work_start`) before the
    letters. The code on the slip is kept as SHA-256; five wrong tries (`tries`) close it.
    """

    __tablename__ = "paper_forms"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str | None] = mapped_column(String(16), unique=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    position: Mapped[str] = mapped_column(String(32))
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"), index=True)
    state: Mapped[str] = mapped_column(String(16), default="printed")
    code_hash: Mapped[str] = mapped_column(String(64))
    tries: Mapped[int] = mapped_column(SmallInteger, default=0)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    birth_year: Mapped[int | None] = mapped_column(SmallInteger)
    work_start: Mapped[date | None] = mapped_column(Date)
    letters: Mapped[str] = mapped_column(String(64), default="")
    printed_by: Mapped[str] = mapped_column(String(32))
    printed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str | None] = mapped_column(String(32))
    entered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
