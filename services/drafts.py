"""Items sent from the chat go live only after a second person has read them."""

import hashlib
import json
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Item
from db.repositories import items as rows
from db.session import UnitOfWork
from domain.access import Right
from domain.errors import NotFound, Refusal
from domain.items import Content
from services import content
from services.enrolments import ListHasChanged
from services.item_content import of_item
from services.viewer import Viewer

PAGE = 6


class DraftHasNoCompetency(Refusal):
    """Nobody could be asked such an item: its author names a competency and sends it again."""


@dataclass(frozen=True)
class Draft:
    """A draft as the second person reads it. `stamp` changes with its content."""

    id: int
    stamp: str
    code: str
    bank: str
    competency: str
    stem: str
    answers: Content
    points: int
    explanation: str


@dataclass(frozen=True)
class DraftPage:
    drafts: tuple[Draft, ...]
    total: int
    page: int
    pages: int


async def waiting(work: UnitOfWork, who: Viewer, page: int = 1) -> DraftPage:
    """Drafts of the viewer's branch that somebody else sent, the oldest first."""
    scope = who.need(Right.APPROVE_ITEMS, work.now())
    async with work.reading() as session:
        total = await rows.count_drafts(session, scope, who.subject)
        found = await rows.drafts(session, scope, who.subject, PAGE, (page - 1) * PAGE)
    return DraftPage(tuple(map(_draft, found)), total, page, max(1, -(-total // PAGE)))


async def get(work: UnitOfWork, who: Viewer, item_id: int) -> Draft:
    scope = who.need(Right.APPROVE_ITEMS, work.now())
    async with work.reading() as session:
        item = await rows.draft(session, scope, who.subject, item_id)
    if item is None:
        raise NotFound
    return _draft(item)


def _draft(item: Item) -> Draft:
    known = content.competencies().get(item.competency)
    return Draft(
        id=item.id,
        stamp=_stamp(item),
        code=item.code,
        bank=item.bank,
        competency=known.title if known else "",
        stem=item.stem,
        answers=of_item(item),
        points=item.points,
        explanation=item.explanation,
    )


def _stamp(item: Item) -> str:
    whole = json.dumps([item.stem, item.competency, item.options, item.body, item.points, item.explanation])
    return hashlib.sha256(whole.encode()).hexdigest()[:8]


async def approve(work: UnitOfWork, who: Viewer, item_id: int, stamp: str) -> None:
    """Puts the draft among the items that are asked; what it replaces is retired, with its answers."""
    async with work.writing() as session:
        item = await _as_shown(session, work, who, item_id, stamp)
        if not item.competency:
            raise DraftHasNoCompetency
        await rows.retire_others(session, item)
        item.state, item.decided_by = "live", who.subject


async def refuse(work: UnitOfWork, who: Viewer, item_id: int, stamp: str) -> None:
    """The draft is asked of nobody; its author may send another version."""
    async with work.writing() as session:
        item = await _as_shown(session, work, who, item_id, stamp)
        item.state, item.decided_by = "refused", who.subject


async def _as_shown(session: AsyncSession, work: UnitOfWork, who: Viewer, item_id: int, stamp: str) -> Item:
    scope = who.need(Right.APPROVE_ITEMS, work.now())
    item = await rows.draft(session, scope, who.subject, item_id)
    if item is None:
        raise NotFound
    if _stamp(item) != stamp:
        raise ListHasChanged
    return item
