"""The library of methodical materials: what is published, its versions, readers' marks, who follows what."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, Integer, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime


class Material(Base):
    """A material as it stands now.

    `state`: published, withdrawn. `kind`: file (`source` refers to it in the messenger), link or text.
    `grade_from` and `grade_to` are empty when it is for any grade; 0 is before school. At `review_by`
    somebody of the unit's branch looks whether it is still true.
    """

    __tablename__ = "materials"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    version: Mapped[int] = mapped_column(SmallInteger, default=1)
    revision: Mapped[int] = mapped_column(Integer, default=0)
    title: Mapped[str] = mapped_column(String(120))
    summary: Mapped[str] = mapped_column(String(300))
    kind: Mapped[str] = mapped_column(String(8))
    source: Mapped[str] = mapped_column(Text)
    grade_from: Mapped[int | None] = mapped_column(SmallInteger)
    grade_to: Mapped[int | None] = mapped_column(SmallInteger)
    review_by: Mapped[date] = mapped_column(Date, index=True)
    change_note: Mapped[str] = mapped_column(String(300), default="")
    search: Mapped[str] = mapped_column(Text, default="")
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[str] = mapped_column(String(32))


class MaterialTag(Base):
    """What a material is tied to: «cKM2» a competency, «smath» a subject."""

    __tablename__ = "material_tags"

    material_id: Mapped[int] = mapped_column(ForeignKey("materials.id", ondelete="CASCADE"), primary_key=True)
    tag: Mapped[str] = mapped_column(String(20), primary_key=True)

    __table_args__ = (Index("ix_material_tags_tag", "tag", "material_id"),)


class MaterialVersion(Base):
    """What was published, as it was then."""

    __tablename__ = "material_versions"

    material_id: Mapped[int] = mapped_column(ForeignKey("materials.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    contents: Mapped[dict[str, Any]] = mapped_column(JSON)
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_by: Mapped[str] = mapped_column(String(32))


class MaterialUse(Base):
    """What a reader did with a material: found it useful, has studied it."""

    __tablename__ = "material_uses"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    material_id: Mapped[int] = mapped_column(
        ForeignKey("materials.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    useful: Mapped[bool] = mapped_column(Boolean, default=False)
    studied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class MaterialFollow(Base):
    """Somebody wants to hear of changes: `what` is a tag, or «m17» for one material."""

    __tablename__ = "material_follows"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    what: Mapped[str] = mapped_column(String(20), primary_key=True, index=True)


class MaterialDraft(Base):
    """A material being written, or a new version of one; one for each methodist, a step is a column."""

    __tablename__ = "material_drafts"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    material_id: Mapped[int | None] = mapped_column(ForeignKey("materials.id", ondelete="CASCADE"))
    seen_version: Mapped[int] = mapped_column(SmallInteger, default=0)
    title: Mapped[str] = mapped_column(String(120), default="")
    summary: Mapped[str] = mapped_column(String(300), default="")
    kind: Mapped[str] = mapped_column(String(8), default="")
    source: Mapped[str] = mapped_column(Text, default="")
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    grades: Mapped[str | None] = mapped_column(String(8))
    review_by: Mapped[date | None] = mapped_column(Date)
    change_note: Mapped[str] = mapped_column(String(300), default="")
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
