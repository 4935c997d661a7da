"""The individual route (ИОМ): the plan, steps with what proves them, notes, approved versions, templates."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, Integer, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime


class Route(Base):
    """A person's route. `state`: draft, asked (waits for approval), returned, approved, finished.

    A draft works at once. `basis_id`: the diagnostic in evidence that it was built on; `zones` as of then.
    `tutor_id`: whom the person chose, `tutor_pair` when it was the mentor of that pair, whose name is closed;
    with `to_methodist` the methodists of the branch are asked instead.
    `sent_at`: since when those who accompany see it at all. `version` counts approvals, `revision` every
    change of the plan: an approval names the revision that was seen. `risen_at`: nobody answered in time.
    """

    __tablename__ = "routes"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    version: Mapped[int] = mapped_column(SmallInteger, default=1)
    revision: Mapped[int] = mapped_column(Integer, default=0)
    basis_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))
    zones: Mapped[list[str]] = mapped_column(JSON, default=list)
    goal: Mapped[str] = mapped_column(Text, default="")
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    tutor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    tutor_pair: Mapped[int | None] = mapped_column(Integer)
    to_methodist: Mapped[bool] = mapped_column(Boolean, default=False)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    risen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(32))
    reflection: Mapped[str] = mapped_column(Text, default="")
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RouteStep(Base):
    """A line of the table. `ref`: the programme, practice or material it is about.

    `closed_by`: self, or fact (a certificate, a meeting, an applied practice). `moved_at`: the last movement,
    from which a step that stands still is known; `nudged_at`: when its owner was last asked about it,
    `told_of`: the term that the owner was reminded of.
    """

    __tablename__ = "route_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey("routes.id", ondelete="CASCADE"), index=True)
    activity: Mapped[str] = mapped_column(String(16))
    ref: Mapped[int | None] = mapped_column(Integer)
    zones: Mapped[list[str]] = mapped_column(JSON, default=list)
    title: Mapped[str] = mapped_column(String(300))
    form: Mapped[str] = mapped_column(String(16))
    result: Mapped[str] = mapped_column(String(300), default="")
    proof: Mapped[str] = mapped_column(String(300), default="")
    starts_on: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[str] = mapped_column(String(8), default="")
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    nudged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told_of: Mapped[date | None] = mapped_column(Date)
    revision: Mapped[int] = mapped_column(Integer, default=0)

    __table_args__ = (
        Index("ix_route_steps_done_at_moved_at", "done_at", "moved_at"),
        Index("ix_route_steps_done_at_due_on", "done_at", "due_on"),
    )


class RouteProof(Base):
    """What shows that a step was made: words, or a reference to a file in the messenger."""

    __tablename__ = "route_proofs"

    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("route_steps.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(Text, default="")
    file: Mapped[str | None] = mapped_column(String(255))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RouteNote(Base):
    """Words about a route. `kind`: note, return (why it was not approved). `author_id` may be gone."""

    __tablename__ = "route_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey("routes.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RouteVersion(Base):
    """What was approved, as it was then."""

    __tablename__ = "route_versions"

    id: Mapped[int] = mapped_column(primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey("routes.id", ondelete="CASCADE"))
    version: Mapped[int] = mapped_column(SmallInteger)
    plan: Mapped[dict[str, Any]] = mapped_column(JSON)
    approved_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("uq_route_versions_route_id_version", "route_id", "version", unique=True),)


class RouteTemplate(Base):
    """What a municipality or region puts into the drafts of its people: the goal."""

    __tablename__ = "route_templates"

    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True, autoincrement=False)
    goal: Mapped[str] = mapped_column(Text, default="")
    revision: Mapped[int] = mapped_column(Integer, default=0)


class RouteTemplateStep(Base):
    """A step of a template: for everybody, or with a `zone` for those who have it."""

    __tablename__ = "route_template_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    activity: Mapped[str] = mapped_column(String(16))
    zone: Mapped[str] = mapped_column(String(8), default="")
    title: Mapped[str] = mapped_column(String(300))
    result: Mapped[str] = mapped_column(String(300), default="")
    proof: Mapped[str] = mapped_column(String(300), default="")
