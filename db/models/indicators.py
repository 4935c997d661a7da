"""Headcounts, what a unit decides about its indicators, and the snapshots that every screen reads."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, Integer, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime


class Headcount(Base):
    """How many people of each kind a unit has in a year, from the yearly form; an empty number is not known.

    `state`: imported, confirmed («Верно»), corrected («Исправить»), draft (nothing told). `revision` grows
    with every change; buttons carry it. `draft` holds the numbers of a correction that is being typed.
    """

    __tablename__ = "headcounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    year: Mapped[int] = mapped_column(SmallInteger)
    teachers: Mapped[int | None] = mapped_column(Integer)
    graduates: Mapped[int | None] = mapped_column(Integer)
    young_teachers: Mapped[int | None] = mapped_column(Integer)
    management_teams: Mapped[int | None] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(16), default="imported")
    revision: Mapped[int] = mapped_column(Integer, default=0)
    draft: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[str] = mapped_column(String(32))

    __table_args__ = (
        UniqueConstraint("unit_id", "year"),
        Index("ix_headcounts_year_unit_id", "year", "unit_id"),
    )


class UnitSetting(Base):
    """What a unit decides for itself and all below it: a target, modes that count, forms of support."""

    __tablename__ = "unit_settings"

    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[dict[str, Any]] = mapped_column(JSON)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[str] = mapped_column(String(32))


class IndicatorSnapshot(Base):
    """The indicators of the whole tree as of a day, counted once. A recount is a new version.

    `kind`: month (the last day of a month; kept), day (kept until the next one).
    """

    __tablename__ = "indicator_snapshots"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    as_of: Mapped[date] = mapped_column(Date)
    version: Mapped[int] = mapped_column(SmallInteger)
    methodology: Mapped[str] = mapped_column(String(16))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("as_of", "version"),)


class IndicatorValue(Base):
    """One indicator of one unit in a snapshot. `hidden`: nobody is shown it outside the command line."""

    __tablename__ = "indicator_values"

    snapshot_id: Mapped[int] = mapped_column(
        ForeignKey("indicator_snapshots.id", ondelete="CASCADE"), primary_key=True
    )
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    indicator: Mapped[str] = mapped_column(String(4), primary_key=True)
    numerator: Mapped[int] = mapped_column(Integer)
    denominator: Mapped[int | None] = mapped_column(Integer)
    hidden: Mapped[bool] = mapped_column(Boolean, default=False)

    __table_args__ = (Index("ix_indicator_values_unit_id_snapshot_id", "unit_id", "snapshot_id"),)
