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

from db.models.base import BYTEWISE, Base, UtcDateTime


class Stimulus(Base):
    """What the questions of a unit are about, under the fingerprint of its content: never edited."""

    __tablename__ = "stimuli"

    fingerprint: Mapped[str] = mapped_column(String(32), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class Item(Base):
    """A version of an item. An item with answers is never edited: a change makes the next version.

    `options` is a list of {text, note, key}, `body` what other kinds need, see services/item_content.py;
    `unit`: the code of the unit whose stimulus it is about. `state`: live, draft (waits for a competency or
    for the second person), refused or retired. `imported_by` and `imported_path` say whose draft it is.
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
    body: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    points: Mapped[int] = mapped_column(SmallInteger, default=1)
    process: Mapped[str] = mapped_column(String(32), default="")
    unit: Mapped[str] = mapped_column(String(64), default="")
    stimulus: Mapped[str | None] = mapped_column(ForeignKey("stimuli.fingerprint"))
    explanation: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(16), default="live")
    imported_by: Mapped[str | None] = mapped_column(String(32))
    imported_path: Mapped[str | None] = mapped_column(BYTEWISE)
    decided_by: Mapped[str | None] = mapped_column(String(32))

    __table_args__ = (UniqueConstraint("bank", "code", "version"),)


class Attempt(Base):
    """One taking of a diagnostic. `revision` grows with every change; buttons carry it.

    `person_id` is emptied when the person is deleted: answers stay for the statistics of items, anonymous.
    `window` and the form make one attempt per window a constraint; so does «one open attempt a person».
    `counted_at`: its evidence is recorded, at the end or once the last open answer is rated.
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
    counted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

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

    `choice` is the bank's index of the chosen option (not the letter seen); other kinds have a `response`.
    `draft` is a response being put together. Answered when `answered_at` is set; `points` of the `most`
    possible and `right` (all of them) follow from the response, for an open answer from its rating.
    """

    __tablename__ = "attempt_items"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), index=True)
    competency: Mapped[str] = mapped_column(String(8))
    order: Mapped[list[int]] = mapped_column("option_order", JSON)
    choice: Mapped[int | None] = mapped_column(SmallInteger)
    response: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    draft: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    points: Mapped[int | None] = mapped_column(SmallInteger)
    most: Mapped[int] = mapped_column(SmallInteger, default=1)
    right: Mapped[bool | None] = mapped_column("is_right", Boolean)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class OpenAnswer(Base):
    """An open answer in the queue of the experts of a branch: rated once, by a rubric, without a name."""

    __tablename__ = "open_answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(SmallInteger)
    unit_path: Mapped[str] = mapped_column(BYTEWISE)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    points: Mapped[int | None] = mapped_column(SmallInteger)
    rated_by: Mapped[str | None] = mapped_column(String(32))
    rated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("attempt_id", "position"),
        Index("ix_open_answers_rated_at_unit_path", "rated_at", "unit_path"),
    )


class SharedResult(Base):
    """A result that its owner lets the methodists of their branch see; taking it back deletes the row."""

    __tablename__ = "shared_results"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    shared_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ItemUpload(Base):
    """A file of questions that waits for its sender's word: previewed, not imported yet."""

    __tablename__ = "item_uploads"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), unique=True)
    reference: Mapped[str] = mapped_column(String(255))
    name: Mapped[str] = mapped_column(String(255))
    bank: Mapped[str] = mapped_column(String(64))
    competency: Mapped[str] = mapped_column(String(8), default="")
    report: Mapped[dict[str, Any]] = mapped_column(JSON)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)


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
