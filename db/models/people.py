"""People: the least that the work needs, and where they work."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Date, ForeignKey, Index, SmallInteger, String, Time, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime


class Person(Base):
    """A person who gave consent. Evidence knows `subject` only; deleting this row cuts the link.

    `subjects_open` while subjects are being chosen; `registered_at` is set when the last step of registration
    is done. `full_name` and `birth_date` come by import alone and never leave through the messenger while
    NAMES_IN_CHAT is off.
    """

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(32), unique=True)
    chat_name: Mapped[str] = mapped_column(String(64), default="")
    person_code: Mapped[str | None] = mapped_column(String(64), unique=True)
    full_name: Mapped[str | None] = mapped_column(String(200))
    birth_date: Mapped[date | None] = mapped_column(Date)
    birth_year: Mapped[int | None] = mapped_column(SmallInteger)
    work_start: Mapped[date | None] = mapped_column(Date)
    graduation_year: Mapped[int | None] = mapped_column(SmallInteger)
    position: Mapped[str | None] = mapped_column(String(32))
    subjects: Mapped[list[str]] = mapped_column(JSON, default=list)
    subjects_open: Mapped[bool] = mapped_column(Boolean, default=False)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    unlisted_organisation: Mapped[str | None] = mapped_column(String(200))
    start_link: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    registered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    language: Mapped[str] = mapped_column(String(8), default="ru")
    timezone: Mapped[str | None] = mapped_column(String(64))
    quiet_from: Mapped[time] = mapped_column(Time, default=time(20))
    quiet_to: Mapped[time] = mapped_column(Time, default=time(8))
    leave_until: Mapped[date | None] = mapped_column(Date)
    muted_topics: Mapped[list[str]] = mapped_column(JSON, default=list)


class Account(Base):
    """Where the messenger reaches a person: its address there, and whether it answers."""

    __tablename__ = "accounts"

    address: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), unique=True)
    unreachable_since: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Membership(Base):
    """A place of work over time. `state`: waiting (a newcomer), confirmed, refused, ended."""

    __tablename__ = "memberships"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    state: Mapped[str] = mapped_column(String(16))
    since: Mapped[date] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(32))

    __table_args__ = (
        Index(
            "uq_memberships_one_open",
            "person_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )


class Consent(Base):
    """A consent given to one version of the document; a withdrawal is a time on it, not a deletion."""

    __tablename__ = "consents"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    document: Mapped[str] = mapped_column(String(32))
    version: Mapped[str] = mapped_column(String(32))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Erasure(Base):
    """The act of deletion: which subject is gone and when. Holds nothing that names the person."""

    __tablename__ = "erasures"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(32), unique=True)
    erased_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed: Mapped[dict[str, Any]] = mapped_column(JSON)


class CorrectionRequest(Base):
    """What a person asks to have corrected in the data about them."""

    __tablename__ = "correction_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    wish: Mapped[str] = mapped_column(String(1000))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done: Mapped[bool] = mapped_column(Boolean, default=False)
