"""News: what a methodist writes to many, and who has opened it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import BYTEWISE, Base, UtcDateTime


class Broadcast(Base):
    """A message to many. `state`: draft, sending, paused, stopped; what became of it is in the outbox.

    `path` is the branch it is for, `audience` narrows it: role, subject, young. `text` is HTML made of the
    messenger's own marks. `left_out`: how many were not written to, by reason, when it was confirmed.
    `local_at`: the moment on each one's own wall clock, where one was chosen; it has no zone on purpose.
    """

    __tablename__ = "broadcasts"

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    path: Mapped[str] = mapped_column(BYTEWISE, index=True)
    audience: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    topic: Mapped[str] = mapped_column(String(24))
    text: Mapped[str] = mapped_column(String(16_000), default="")
    file: Mapped[str | None] = mapped_column(String(255))
    link_words: Mapped[str | None] = mapped_column(String(64))
    link_url: Mapped[str | None] = mapped_column(String(500))
    state: Mapped[str] = mapped_column(String(16), default="draft")
    revision: Mapped[int] = mapped_column(Integer, default=0)
    previews: Mapped[int] = mapped_column(Integer, default=0)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    local_at: Mapped[datetime | None] = mapped_column(DateTime)
    left_out: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)


class NewsRead(Base):
    """A person opened a piece of news."""

    __tablename__ = "news_reads"

    broadcast_id: Mapped[int] = mapped_column(
        ForeignKey("broadcasts.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    read_at: Mapped[datetime] = mapped_column(UtcDateTime)
