"""Talks between two people through the bot, and words that are kept until their addressee is chosen."""

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime


class RelayThread(Base):
    """A talk of an asker and an answerer. `kind` and `number` say what it is about: a question, a pair.

    `asker_opens` and `answerer_opens`: who agreed to show themselves; identities are closed until both did.
    """

    __tablename__ = "relay_threads"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    number: Mapped[int] = mapped_column(Integer)
    asker_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    answerer_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    asker_opens: Mapped[bool] = mapped_column(Boolean, default=False)
    answerer_opens: Mapped[bool] = mapped_column(Boolean, default=False)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index("uq_relay_threads_kind_number", "kind", "number", unique=True),)


class RelayMessage(Base):
    """What one side said: `said_in` is its message in the author's chat, `copy_in` in the other's.

    `outbox_id` is the copy on its way; there is none while nobody answers yet.
    """

    __tablename__ = "relay_messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("relay_threads.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    from_asker: Mapped[bool] = mapped_column(Boolean)
    said_in: Mapped[int | None] = mapped_column(BigInteger)
    text: Mapped[str] = mapped_column(Text)
    file: Mapped[str] = mapped_column(String(255), default="")
    reply_to_id: Mapped[int | None] = mapped_column(ForeignKey("relay_messages.id", ondelete="SET NULL"))
    outbox_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id", ondelete="SET NULL"))
    copy_to: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    copy_in: Mapped[int | None] = mapped_column(BigInteger)
    revision: Mapped[int] = mapped_column(Integer, default=0)
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("ix_relay_messages_author_id_said_in", "author_id", "said_in"),
        Index("ix_relay_messages_copy_to_copy_in", "copy_to", "copy_in"),
    )


class KeptWords(Base):
    """The last message of a person that nobody had asked for, kept until they say whom it is for."""

    __tablename__ = "kept_words"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    said_in: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str] = mapped_column(Text)
    file: Mapped[str] = mapped_column(String(255), default="")
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
