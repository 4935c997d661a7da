"""Queries about evidence. There is no update and no delete: the table is append-only."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import exists, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Evidence
from db.repositories.chunks import chunks


async def latest(session: AsyncSession, subject: str, kind: str) -> Evidence | None:
    return await session.scalar(
        select(Evidence)
        .where(Evidence.subject == subject, Evidence.kind == kind)
        .order_by(Evidence.happened_on.desc(), Evidence.id.desc())
        .limit(1)
    )


async def of_subject(session: AsyncSession, subject: str) -> list[Evidence]:
    rows = await session.scalars(select(Evidence).where(Evidence.subject == subject).order_by(Evidence.id))
    return list(rows)


async def caused_by(session: AsyncSession, cause_id: int, kind: str) -> Evidence | None:
    """The newest evidence of this kind that names `cause_id` as its cause."""
    return await session.scalar(
        select(Evidence)
        .where(Evidence.cause_id == cause_id, Evidence.kind == kind)
        .order_by(Evidence.id.desc())
        .limit(1)
    )


async def waits_for_vouching(session: AsyncSession, subject: str, path: str) -> bool:
    """Whether facts stand on this place of work that nobody has confirmed yet."""
    of_place = (Evidence.subject == subject, Evidence.unit_path == path)
    vouched = exists().where(*of_place, Evidence.kind == "member")
    query = select(Evidence.id).where(*of_place, Evidence.provisional.is_(True), ~vouched)
    return await session.scalar(query.limit(1)) is not None


IMPORTED_KEY = ("subject", "kind", "happened_on", "value", "programme_id", "mode", "form")


def key_of(columns: Mapping[str, Any]) -> tuple[object, ...]:
    """What makes two imported facts the same one."""
    found = [columns[name] for name in IMPORTED_KEY]
    return (*found, tuple(columns["competencies"]), columns["details"].get("unit_code"))


async def imported(session: AsyncSession, subjects: Sequence[str]) -> set[tuple[object, ...]]:
    """Keys of the facts about these subjects that came by import."""
    columns = [getattr(Evidence, name) for name in (*IMPORTED_KEY, "competencies", "details")]
    found: set[tuple[object, ...]] = set()
    for some in chunks(subjects):
        rows = await session.execute(
            select(*columns).where(Evidence.subject.in_(some), Evidence.source == "import")
        )
        found.update(key_of(row) for row in rows.mappings())  # type: ignore[arg-type]
    return found


async def insert_many(session: AsyncSession, rows: list[dict[str, Any]]) -> None:
    for some in chunks(rows):
        await session.execute(insert(Evidence), list(some))
