"""Mentors, requests for one, offers, pairs with their meetings and feedback."""

from datetime import date, datetime

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import BYTEWISE, Base, UtcDateTime


class MentorProfile(Base):
    """What a mentor offers. No offers while `consented_at` is empty or it is paused.

    `paused_until` (inclusive) ends by itself; `date.max` stands for a pause without an end.
    """

    __tablename__ = "mentor_profiles"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    topics: Mapped[list[str]] = mapped_column(JSON, default=list)
    subjects: Mapped[list[str]] = mapped_column(JSON, default=list)
    capacity: Mapped[int] = mapped_column(SmallInteger, default=2)
    paused_until: Mapped[date | None] = mapped_column(Date)
    consent_version: Mapped[str | None] = mapped_column(String(32))
    consented_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class MentorRequest(Base):
    """Somebody asks for a mentor. `state`: draft, looking, nobody, matched, cancelled."""

    __tablename__ = "mentor_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    topic: Mapped[str] = mapped_column(String(16))
    difficulty: Mapped[str] = mapped_column(Text, default="")
    form: Mapped[str] = mapped_column(String(16), default="")
    state: Mapped[str] = mapped_column(String(16))
    unit_path: Mapped[str] = mapped_column(BYTEWISE)
    due_on: Mapped[date | None] = mapped_column(Date)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revision: Mapped[int] = mapped_column(SmallInteger, default=0)

    __table_args__ = (Index("ix_mentor_requests_state_unit_path", "state", "unit_path"),)


class MentorOffer(Base):
    """A request shown to one mentor. `state`: open, accepted, declined, expired, withdrawn."""

    __tablename__ = "mentor_offers"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("mentor_requests.id", ondelete="CASCADE"))
    mentor_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(16))
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    refusal: Mapped[str] = mapped_column(String(300), default="")
    offered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_on: Mapped[date] = mapped_column(Date)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("uq_mentor_offers_request_id_mentor_id", "request_id", "mentor_id", unique=True),
        Index("ix_mentor_offers_state_expires_at", "state", "expires_at"),
    )


class MentorPair(Base):
    """A mentor and who they help. A consultation until the order has a number and a date.

    `supported_years`: years for which a support was put in evidence.
    """

    __tablename__ = "mentor_pairs"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("mentor_requests.id", ondelete="SET NULL"))
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    mentee_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    topic: Mapped[str] = mapped_column(String(16))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    order_no: Mapped[str | None] = mapped_column(String(60))
    order_date: Mapped[date | None] = mapped_column(Date)
    ordered_by: Mapped[str | None] = mapped_column(String(32))
    supported_years: Mapped[list[int]] = mapped_column(JSON, default=list)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mentor_rating: Mapped[int | None] = mapped_column(SmallInteger)
    mentor_words: Mapped[str | None] = mapped_column(Text)
    mentee_rating: Mapped[int | None] = mapped_column(SmallInteger)
    mentee_words: Mapped[str | None] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(SmallInteger, default=0)


class MentorMeeting(Base):
    """A meeting of a pair. `state`: proposed, agreed, said (one side says it took place), held, cancelled.

    `by_mentor`: who proposed it, and in the state `said` who said so; the other side answers.
    """

    __tablename__ = "mentor_meetings"

    id: Mapped[int] = mapped_column(primary_key=True)
    pair_id: Mapped[int] = mapped_column(ForeignKey("mentor_pairs.id", ondelete="CASCADE"), index=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    note: Mapped[str] = mapped_column(Text, default="")
    by_mentor: Mapped[bool] = mapped_column(Boolean)
    state: Mapped[str] = mapped_column(String(16))
    held_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revision: Mapped[int] = mapped_column(SmallInteger, default=0)
