"""What the process must not forget: handled updates, the inbox, places, messages to send, things due."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, ForeignKey, Index, Integer, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime


class HandledUpdate(Base):
    """An update whose effect is committed; written in the transaction of the effect, kept 72 hours."""

    __tablename__ = "handled_updates"

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    handled_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class InboxUpdate(Base):
    """An update that was confirmed before its effect; worked off in its person's order, then removed."""

    __tablename__ = "inbox_updates"

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Place(Base):
    """Where a chat is looking: the screen shown, its message, and what typed text would mean there."""

    __tablename__ = "places"

    address: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    screen: Mapped[str] = mapped_column(String(64))
    arguments: Mapped[list[str]] = mapped_column(JSON)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class AlbumPart(Base):
    """A part of an album whose receipt was not sent yet; `refusal` says why it was not taken."""

    __tablename__ = "album_parts"

    address: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    refusal: Mapped[str] = mapped_column(String(500))


class OutboxMessage(Base):
    """A message to somebody else: kind and parameters, never finished text.

    pending -> leased -> started -> sent | failed | uncertain; or cancelled, when the person no longer wants
    it, or expired, when it could not go before `expires_at`. `routine`: waits for an afternoon of a working
    day and comes silently. `in_doubt`: a call for it was interrupted once. Leases run on real time. `event`
    is unique per recipient: the same event can't be told twice. `after_id` must be settled before this one
    may go.
    """

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    event: Mapped[str] = mapped_column(String(128))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(32))
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    priority: Mapped[int] = mapped_column(SmallInteger)
    state: Mapped[str] = mapped_column(String(16), default="pending")
    routine: Mapped[bool] = mapped_column(Boolean)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    in_doubt: Mapped[bool] = mapped_column(Boolean, default=False)
    lease_owner: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    error: Mapped[str | None] = mapped_column(String(200))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    after_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id", ondelete="SET NULL"))

    __table_args__ = (
        Index("uq_outbox_event_person_id", "event", "person_id", unique=True),
        Index("ix_outbox_person_id_kind", "person_id", "kind"),
        Index("ix_outbox_state_priority_due_at", "state", "priority", "due_at"),
    )


class Reminder(Base):
    """Something due: `kind` about `object_id` for a person; of no use after `expires_at`.

    `state`: waiting, told, dropped (no longer true), expired (could not be told in time).
    """

    __tablename__ = "reminders"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    object_id: Mapped[int] = mapped_column(Integer)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("uq_reminders_person_id_kind_object_id", "person_id", "kind", "object_id", unique=True),
        Index("ix_reminders_state_due_at", "state", "due_at"),
    )


class Tick(Base):
    """The last run of a line of the timetable."""

    __tablename__ = "ticks"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    every_seconds: Mapped[int] = mapped_column(Integer)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lasted_ms: Mapped[int] = mapped_column(Integer)
    error: Mapped[str | None] = mapped_column(String(64))


class Setting(Base):
    """What the operator switches at run time: sending on or off, the bot's username, grounds for names."""

    __tablename__ = "settings"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[dict[str, Any]] = mapped_column(JSON)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
