"""Questions to methodists, their ready answers, and who stands in for whom."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import BYTEWISE, Base, UtcDateTime


class Question(Base):
    """A question with its number; what is said about it is in its thread.

    `state`: waiting, answered, closed, cancelled. `at_path` is the unit whose methodists are to answer,
    `escalate_at` when it goes to the unit above, `due_on` what the asker was told. `rating`: 1 to 3.
    """

    __tablename__ = "questions"

    id: Mapped[int] = mapped_column(primary_key=True)
    asker_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("relay_threads.id", ondelete="SET NULL"))
    state: Mapped[str] = mapped_column(String(16))
    at_path: Mapped[str] = mapped_column(BYTEWISE)
    due_on: Mapped[date] = mapped_column(Date)
    escalate_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    escalated: Mapped[int] = mapped_column(SmallInteger, default=0)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    waiting_since: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by: Mapped[str | None] = mapped_column(String(32))
    rating: Mapped[int | None] = mapped_column(SmallInteger)
    support_evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))
    revision: Mapped[int] = mapped_column(Integer, default=0)

    __table_args__ = (
        Index("ix_questions_state_at_path", "state", "at_path"),
        Index("ix_questions_state_escalate_at", "state", "escalate_at"),
    )


class ReadyAnswer(Base):
    """An answer that a methodist gives often."""

    __tablename__ = "ready_answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    used: Mapped[int] = mapped_column(Integer, default=0)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Substitute(Base):
    """«На время отпуска»: queues of `person_id` go to `substitute_id` too, up to `until` (inclusive)."""

    __tablename__ = "substitutes"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    substitute_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    until: Mapped[date] = mapped_column(Date)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
