"""The tree of units: country > region > municipality > organisation."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import BYTEWISE, Base


class Unit(Base):
    """A node of the tree; `path` ('/RU/Z/Z1/') is made of codes and ends with its own, so scope is a prefix.

    `search` is the lower-case text that search looks in; `join_code` is the short code of the poster.
    """

    __tablename__ = "units"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(64), unique=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    level: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(255))
    address: Mapped[str] = mapped_column(String(500), default="")
    timezone: Mapped[str | None] = mapped_column(String(64))
    path: Mapped[str] = mapped_column(BYTEWISE, unique=True)
    search: Mapped[str] = mapped_column(String(800), default="")
    join_code: Mapped[str | None] = mapped_column(String(16), unique=True)

    __table_args__ = (Index("ix_units_level_path", "level", "path"),)
