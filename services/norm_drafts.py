"""A methodist adds a document of the branch, or one in place of another, step by step; the draft is kept."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Norm, NormDraft, Unit
from db.repositories import norms as rows
from db.repositories import units as unit_rows
from db.session import UnitOfWork
from domain.access import Right
from domain.errors import NotFound, Refusal, WrongInput
from services.norm_import import MOST_SUMMARY
from services.norms import NormView, view_of
from services.viewer import Viewer

OLDEST = date(1990, 1, 1)
KEPT = timedelta(days=30)


class DraftIsIncomplete(Refusal):
    """Title, number, date and summary are all needed."""


class NormDateIsWrong(Refusal):
    """The date of a document is not in the future and not before 1990."""


@dataclass(frozen=True)
class Draft:
    """What is written so far; `replaces` is the number of the document it takes the place of."""

    unit_id: int
    unit_name: str
    replaces: str
    title: str
    number: str
    dated: date | None
    summary: str
    url: str

    @property
    def is_whole(self) -> bool:
        return bool(self.title and self.number and self.dated and self.summary)


async def published(work: UnitOfWork, who: Viewer) -> list[NormView]:
    """Documents of the viewer's branch that may be replaced or withdrawn."""
    scope = who.need(Right.MANAGE_NORMS, work.now())
    async with work.reading() as session:
        return [view_of(norm, unit) for norm, unit in await rows.of_scope(session, scope)]


async def published_one(work: UnitOfWork, who: Viewer, norm_id: int) -> NormView:
    async with work.reading() as session:
        return view_of(*await _norm(session, work, who, norm_id))


async def _norm(
    session: AsyncSession, work: UnitOfWork, who: Viewer, norm_id: int, *, for_update: bool = False
) -> tuple[Norm, Unit]:
    scope = who.need(Right.MANAGE_NORMS, work.now())
    found = await rows.in_scope(session, scope, norm_id, for_update=for_update)
    if found is None:
        raise NotFound
    return found


async def begin(work: UnitOfWork, who: Viewer, unit_id: int) -> None:
    """A new draft for a unit of the branch, in place of an older draft."""
    scope = who.need(Right.MANAGE_NORMS, work.now())
    async with work.writing() as session:
        unit = await unit_rows.by_id(session, unit_id)
        if unit is None or not scope.covers(unit.path):
            raise NotFound
        await _begin(session, work, who, unit.id)


async def begin_replacement(work: UnitOfWork, who: Viewer, norm_id: int) -> None:
    """A draft of what takes the place of a document: its words are there to be changed."""
    async with work.writing() as session:
        norm, unit = await _norm(session, work, who, norm_id)
        draft = await _begin(session, work, who, unit.id)
        draft.replaces_id, draft.title, draft.number = norm.id, norm.title, norm.number
        draft.summary, draft.url = norm.summary, norm.url


async def _begin(session: AsyncSession, work: UnitOfWork, who: Viewer, unit_id: int) -> NormDraft:
    await rows.drop_draft(session, who.id)
    draft = NormDraft(person_id=who.id, unit_id=unit_id, begun_at=work.now())
    session.add(draft)
    await session.flush()
    return draft


async def current(work: UnitOfWork, who: Viewer) -> Draft | None:
    """The draft that waits to be finished."""
    async with work.reading() as session:
        draft = await rows.draft(session, who.id)
        if draft is None:
            return None
        unit = await unit_rows.by_id(session, draft.unit_id)
        old = await rows.get(session, draft.replaces_id) if draft.replaces_id else None
    return Draft(
        draft.unit_id, unit.name if unit else "", old.number if old else "",
        draft.title, draft.number, draft.dated, draft.summary, draft.url,
    )  # fmt: skip


async def drop(work: UnitOfWork, who: Viewer) -> None:
    async with work.writing() as session:
        await rows.drop_draft(session, who.id)


async def forget_old(work: UnitOfWork) -> None:
    """Drafts are kept 30 days."""
    async with work.writing() as session:
        await rows.drop_drafts_before(session, work.now() - KEPT)


async def set_text(work: UnitOfWork, who: Viewer, name: str, typed: str) -> None:
    """One of title, number, summary, url."""
    text = " ".join(typed.split())
    least, most = {"title": (5, 300), "number": (1, 64), "summary": (20, MOST_SUMMARY), "url": (8, 500)}[name]
    if not least <= len(text) <= most:
        raise WrongInput(why=f"Нужно от {least} до {most} знаков, сейчас {len(text)}.")
    if name == "url" and not (text.startswith(("https://", "http://")) and urlsplit(text).hostname):
        raise WrongInput(why="Ссылка начинается с https:// или http://.")
    async with work.writing() as session:
        setattr(await _draft(session, who), name, text)


async def set_date(work: UnitOfWork, who: Viewer, dated: date) -> None:
    if not OLDEST <= dated <= who.today(work.now()):
        raise NormDateIsWrong
    async with work.writing() as session:
        (await _draft(session, who)).dated = dated


async def drop_url(work: UnitOfWork, who: Viewer) -> None:
    async with work.writing() as session:
        (await _draft(session, who)).url = ""


async def _draft(session: AsyncSession, who: Viewer) -> NormDraft:
    draft = await rows.draft(session, who.id, for_update=True)
    if draft is None:
        raise NotFound
    return draft


async def publish(work: UnitOfWork, who: Viewer) -> int:
    """Puts the document in force; what it replaces is offered no more. Returns its id.

    The same number again is the next version of the same document.
    """
    scope = who.need(Right.MANAGE_NORMS, work.now())
    async with work.writing() as session:
        draft = await _draft(session, who)
        unit = await unit_rows.by_id(session, draft.unit_id)
        if unit is None or not scope.covers(unit.path):
            raise NotFound
        if not (draft.title and draft.number and draft.dated and draft.summary):
            raise DraftIsIncomplete
        old = None
        if draft.replaces_id is not None:
            old, _ = await _norm(session, work, who, draft.replaces_id, for_update=True)
        is_version = old is not None and old.number == draft.number
        norm = Norm(
            code=old.code if old and is_version else uuid4().hex[:12],
            version=old.version + 1 if old and is_version else 1,
            unit_id=unit.id,
            title=draft.title,
            number=draft.number,
            dated=draft.dated,
            summary=draft.summary,
            url=draft.url,
            published_at=work.now(),
            published_by=who.subject,
        )
        session.add(norm)
        await session.flush()
        if old is not None:
            old.replaced_by_id = norm.id
        await rows.drop_draft(session, who.id)
        return norm.id


async def withdraw(work: UnitOfWork, who: Viewer, norm_id: int) -> None:
    """A document published by mistake is shown to nobody any more."""
    async with work.writing() as session:
        norm, _ = await _norm(session, work, who, norm_id, for_update=True)
        norm.withdrawn_at = work.now()
