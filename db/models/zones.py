"""Growth zones of every unit without names: counted once over the whole tree, read by every screen."""

from datetime import date

from sqlalchemy import Date, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class ZoneCount(Base):
    """How many of those who took a competency have it as a growth zone; only what may be shown is kept.

    The row without a competency tells how many took part: a fact of participation, never hidden.
    """

    __tablename__ = "zone_counts"

    as_of: Mapped[date] = mapped_column(Date, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    competency: Mapped[str] = mapped_column(String(8), primary_key=True)
    took: Mapped[int] = mapped_column(Integer)
    zones: Mapped[int] = mapped_column(Integer)
