"""Items of the banks, attempts and their answers, codes of the day."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)  # fmt: skip
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime


class Item(Base):
    """A version of an item. An item with answers is never edited: a change makes the next version.

    `options` is a list of {text, note, key}; `state`: live, draft (no competency yet) or retired.
    """

    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    bank: Mapped[str] = mapped_column(String(64), index=True)
    code: Mapped[str] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(Integer, default=1)
    competency: Mapped[str] = mapped_column(String(8), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    labour_function: Mapped[str] = mapped_column(String(32), default="")
    level: Mapped[str] = mapped_column(String(16), default="base")
    difficulty: Mapped[float | None] = mapped_column(Float)
    stem: Mapped[str] = mapped_column(Text)
    options: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    explanation: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(16), default="live")

    __table_args__ = (UniqueConstraint("bank", "code", "version"),)


class Attempt(Base):
    """One taking of a diagnostic. `revision` grows with every change; buttons carry it.

    `person_id` is emptied when the person is deleted: answers stay for the statistics of items, anonymous.
    `window` and the form make one attempt per window a constraint; so does «one open attempt a person».
    """

    __tablename__ = "attempts"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    form: Mapped[str] = mapped_column(String(64))
    window: Mapped[str] = mapped_column(String(32))
    mode: Mapped[str] = mapped_column(String(16))
    seed: Mapped[int] = mapped_column(Integer)
    length: Mapped[int] = mapped_column(SmallInteger)
    position: Mapped[int] = mapped_column(SmallInteger, default=1)
    revision: Mapped[int] = mapped_column(Integer, default=0)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    deadline_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    timed_out: Mapped[bool] = mapped_column(Boolean, default=False)

    __table_args__ = (
        UniqueConstraint("person_id", "form", "window"),
        Index(
            "uq_attempts_one_open",
            "person_id",
            unique=True,
            sqlite_where=text("finished_at IS NULL"),
            postgresql_where=text("finished_at IS NULL"),
        ),
    )


class AttemptItem(Base):
    """An item at its place in an attempt, with the order of its options and the answer once given.

    `choice` is the bank's index of the chosen option (not the letter seen); `right` follows from it.
    """

    __tablename__ = "attempt_items"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), index=True)
    competency: Mapped[str] = mapped_column(String(8))
    order: Mapped[list[int]] = mapped_column("option_order", JSON)
    choice: Mapped[int | None] = mapped_column(SmallInteger)
    right: Mapped[bool | None] = mapped_column("is_right", Boolean)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class DayCode(Base):
    """A code of the day: an organiser on the spot opens the independent mode of a branch with it."""

    __tablename__ = "day_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    day: Mapped[date] = mapped_column(Date)
    code: Mapped[str] = mapped_column(String(16))
    opened_by: Mapped[str] = mapped_column(String(32))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("unit_id", "day"), Index("ix_day_codes_day_code", "day", "code"))
