"""Practices that teachers share: the description, its files, what colleagues did with it, blind reviews."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime


class Practice(Base):
    """A practice and its way to the bank.

    `state`: draft, submitted, review, returned, published, rejected. `version` counts submissions, `revision`
    every change. `person_id` is empty once the author's data are deleted, or when an import brought it; then
    `author_line` is all that is known. `signed`: the author let the chat name and organisation be shown.
    `kept_nameless`: the author agreed that it stays in the bank when their own data are deleted.
    """

    __tablename__ = "practices"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str | None] = mapped_column(String(64), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    author_line: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[str] = mapped_column(String(16), index=True)
    version: Mapped[int] = mapped_column(SmallInteger, default=0)
    revision: Mapped[int] = mapped_column(Integer, default=0)
    title: Mapped[str] = mapped_column(String(120), default="")
    subject: Mapped[str | None] = mapped_column(String(16))
    level: Mapped[str | None] = mapped_column(String(16))
    problem: Mapped[str] = mapped_column(Text, default="")
    essence: Mapped[str] = mapped_column(Text, default="")
    steps: Mapped[str] = mapped_column(Text, default="")
    resources: Mapped[str] = mapped_column(Text, default="")
    results: Mapped[str] = mapped_column(Text, default="")
    risks: Mapped[str] = mapped_column(Text, default="")
    conditions: Mapped[str] = mapped_column(Text, default="")
    signed: Mapped[bool] = mapped_column(Boolean, default=False)
    kept_nameless: Mapped[bool] = mapped_column(Boolean, default=False)
    consent_version: Mapped[str | None] = mapped_column(String(32))
    consent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    touched_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(32))
    decision: Mapped[str] = mapped_column(String(1000), default="")
    review_by: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PracticeCompetency(Base):
    """A competency that a practice develops."""

    __tablename__ = "practice_competencies"

    practice_id: Mapped[int] = mapped_column(ForeignKey("practices.id", ondelete="CASCADE"), primary_key=True)
    competency: Mapped[str] = mapped_column(String(8), primary_key=True)

    __table_args__ = (Index("ix_practice_competencies_competency", "competency", "practice_id"),)


class PracticeFile(Base):
    """A photo or a document beside a practice: a reference to it in the messenger, never the file itself."""

    __tablename__ = "practice_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practices.id", ondelete="CASCADE"), index=True)
    reference: Mapped[str] = mapped_column(String(255))


class PracticeUse(Base):
    """What a reader did with a practice: found it useful, saved it, meant to apply it, applied it."""

    __tablename__ = "practice_uses"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practices.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    useful: Mapped[bool] = mapped_column(Boolean, default=False)
    saved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    meant_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    applied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    result: Mapped[str] = mapped_column(String(300), default="")


class PracticeReview(Base):
    """One expert's blind review of one version of a practice.

    `state`: assigned, declined, missed (the term ran out and somebody else has it), done, dropped (the author
    took the practice back). `marks` are kept tap by tap: criterion -> 0..3. `expert_id` is empty once the
    expert's data are deleted; the marks stay, the words don't.
    """

    __tablename__ = "practice_reviews"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practices.id", ondelete="CASCADE"), index=True)
    version: Mapped[int] = mapped_column(SmallInteger)
    expert_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    state: Mapped[str] = mapped_column(String(16))
    marks: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    comment: Mapped[str] = mapped_column(String(1000), default="")
    reason: Mapped[str] = mapped_column(String(300), default="")
    revision: Mapped[int] = mapped_column(Integer, default=0)
    assigned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_practice_reviews_state_due_at", "state", "due_at"),)
