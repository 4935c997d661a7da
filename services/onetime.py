"""One-time pages: lists and files with names, opened once on the operator's own page, never in the chat.

A capability declares its kind beside its use case:
`ROSTER = onetime.kind("roster", Right.SEE_ROSTER, _load)`; `bot/pages.py` says what it looks like.
"""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import OneTimePage, Unit
from db.repositories import pages as rows
from db.repositories import people as people_rows
from db.repositories import units as unit_rows
from db.session import UnitOfWork
from domain.access import Right
from domain.errors import NotFound
from services.registration import new_secret
from services.viewer import Viewer

LIVES = timedelta(minutes=15)
PAGE = 6

Load = Callable[[AsyncSession, UnitOfWork, Viewer, Unit, int], Awaitable[object]]
"""(session, work, who asked, the unit, the object's id): what the page shows, read when it is opened."""


@dataclass(frozen=True)
class Kind:
    """What a page holds, and the right it takes over the unit: asked for when the link is made and again
    when it is opened. Without a right it is about the person alone, and `load` sees to that.
    """

    name: str
    right: Right | None
    load: Load

    def is_for(self, who: Viewer, path: str, now: datetime) -> bool:
        """Whether `who` may open it about the unit at `path`."""
        if self.right is None:
            return who.unit is not None and who.unit.path == path
        return who.scope(self.right, now).covers(path)


KINDS: dict[str, Kind] = {}


def kind(name: str, right: Right | None, load: Load) -> Kind:
    if name in KINDS:
        raise ValueError(f"declared twice: {name}")
    KINDS[name] = Kind(name, right, load)
    return KINDS[name]


@dataclass(frozen=True)
class Opened:
    """What a link gave: the kind and its data."""

    kind: str
    data: object


@dataclass(frozen=True)
class LogLine:
    """Who asked for what and when; `chat_name` is None when the person is deleted."""

    kind: str
    chat_name: str | None
    unit_name: str
    made_at: datetime
    opened_at: datetime | None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


async def make(work: UnitOfWork, who: Viewer, kind: Kind, unit_id: int, object_id: int = 0) -> str:
    """The secret of a new page, shown once; raises NotFound for a unit outside the viewer's branch."""
    if kind.right is not None:
        who.need(kind.right, work.now())
    secret = new_secret()
    async with work.writing() as session:
        unit = await unit_rows.by_id(session, unit_id)
        if unit is None or not kind.is_for(who, unit.path, work.now()):
            raise NotFound
        session.add(
            OneTimePage(
                secret_hash=_hash(secret),
                kind=kind.name,
                unit_id=unit.id,
                object_id=object_id,
                made_by=who.subject,
                made_at=work.now(),
                expires_at=work.now() + LIVES,
            )
        )
    return secret


async def asked_by(work: UnitOfWork, secret: str) -> int:
    """The address of whoever asked for a page that would open now; nothing is used up.

    Unknown, used, expired, asked for by somebody who is gone: all raise NotFound.
    """
    async with work.reading() as session:
        found = await rows.by_secret(session, _hash(secret))
        if found is None or not _is_live(found[0], work.now()):
            raise NotFound
        address = await people_rows.address_of_subject(session, found[0].made_by)
    if address is None:
        raise NotFound
    return address


def _is_live(page: OneTimePage, now: datetime) -> bool:
    return page.opened_at is None and now < page.expires_at


async def open_once(work: UnitOfWork, who: Viewer, secret: str) -> Opened:
    """Uses the link up and reads what it shows, with the rights of this very moment; else NotFound."""
    async with work.writing() as session:
        found = await rows.by_secret(session, _hash(secret), for_update=True)
        if found is None or not _is_live(found[0], work.now()) or found[0].made_by != who.subject:
            raise NotFound
        page, unit = found
        kind = KINDS[page.kind]
        if not who.consented or not kind.is_for(who, unit.path, work.now()):
            raise NotFound
        page.opened_at = work.now()
        return Opened(kind.name, await kind.load(session, work, who, unit, page.object_id))


async def log(work: UnitOfWork, who: Viewer, page: int = 1) -> tuple[list[LogLine], int]:
    """A page of what was asked for in the viewer's branch, newest first, and how many there are."""
    scope = who.need(Right.IMPORT, work.now())
    async with work.reading() as session:
        found = await rows.log(session, scope, limit=PAGE, offset=(page - 1) * PAGE)
        total = await rows.count(session, scope)
    lines = [
        LogLine(one.kind, person.chat_name if person else None, unit.name, one.made_at, one.opened_at)
        for one, unit, person in found
    ]
    return lines, total
