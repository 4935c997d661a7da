"""Norms: documents a staff is acquainted with, their versions, and who has read which."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime


class Norm(Base):
    """One version of a document. `unit_id` is where it is in force with all below; None: everywhere.

    A newer version, or another document, takes its place by `replaced_by_id`; then it is offered no more.
    """

    __tablename__ = "norms"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(Integer, default=1)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    number: Mapped[str] = mapped_column(String(64))
    dated: Mapped[date] = mapped_column(Date)
    summary: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(String(2000), default="")
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("norms.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_by: Mapped[str] = mapped_column(String(32))

    __table_args__ = (UniqueConstraint("code", "version"),)


class Acquaintance(Base):
    """«Ознакомлен(а)» with one version of a document. It replaces no signature."""

    __tablename__ = "acquaintances"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    norm_id: Mapped[int] = mapped_column(ForeignKey("norms.id"), primary_key=True, index=True)
    acquainted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class NormDraft(Base):
    """A document being added in the chat, one for each person who does so; a step is a column."""

    __tablename__ = "norm_drafts"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("norms.id"))
    title: Mapped[str] = mapped_column(String(300), default="")
    number: Mapped[str] = mapped_column(String(64), default="")
    dated: Mapped[date | None] = mapped_column(Date)
    summary: Mapped[str] = mapped_column(Text, default="")
    url: Mapped[str] = mapped_column(String(2000), default="")
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
