"""News on the reader's side: what goes out to whom in the end, the weekly digest, the list of news."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Broadcast
from db.repositories import news as rows
from db.session import UnitOfWork
from domain.errors import NotFound
from services import outbox
from services.news import next_digest, plain
from services.outbox import Carrier, Letter, Recipient
from services.viewer import Viewer, zone_of

PAGE = 6
A_WEEK = timedelta(days=7)
DIGEST = "news_digest"
IN_DIGEST = 6
"""Titles that a digest names; the rest are in the list."""


@dataclass(frozen=True)
class NewsLine:
    id: int
    title: str
    topic: str
    came_at: datetime
    is_new: bool


@dataclass(frozen=True)
class NewsPage:
    """One page of a person's news; `new` are not opened yet."""

    lines: tuple[NewsLine, ...]
    total: int
    new: int
    page: int
    pages: int


@dataclass(frozen=True)
class NewsItem:
    """A piece of news with everything it came with."""

    id: int
    text: str
    topic: str
    file: str | None
    link_words: str | None
    link_url: str | None
    came_at: datetime


async def listing(work: UnitOfWork, who: Viewer, page: int = 1) -> NewsPage:
    async with work.reading() as session:
        total, new = await rows.count_given(session, who.id)
        pages = max(1, -(-total // PAGE))
        page = min(max(1, page), pages)
        found = await rows.given_to(session, who.id, limit=PAGE, offset=(page - 1) * PAGE)
    lines = tuple(
        NewsLine(one.id, _title(one), one.topic, one.confirmed_at or one.made_at, read is None)
        for one, read in found
    )
    return NewsPage(lines, total, new, page, pages)


def _title(one: Broadcast) -> str:
    return plain(one.text).strip().partition("\n")[0]


async def get(work: UnitOfWork, who: Viewer, broadcast_id: int) -> NewsItem:
    """Somebody else's news are as unknown as those that never were."""
    async with work.reading() as session:
        found = await rows.one_given(session, who.id, broadcast_id)
    if found is None:
        raise NotFound
    one, _ = found
    came_at = one.confirmed_at or one.made_at
    return NewsItem(one.id, one.text, one.topic, one.file, one.link_words, one.link_url, came_at)


async def topic_of(work: UnitOfWork, who: Viewer, broadcast_id: int) -> str:
    return (await get(work, who, broadcast_id)).topic


async def note_read(work: UnitOfWork, who: Viewer, broadcast_id: int) -> None:
    async with work.writing() as session:
        if await rows.one_given(session, who.id, broadcast_id) is None:
            raise NotFound
        await rows.note_read(session, who.id, broadcast_id, work.now())


async def tell_digests(work: UnitOfWork) -> None:
    """What was too much for the week comes together on Friday."""
    async with work.writing() as session:
        event = f"digest:{work.now():%Y-%m-%d}"
        await rows.write_digests(session, DIGEST, event, int(outbox.Priority.NEWS), work.now())


async def _sift(session: AsyncSession, now: datetime, going: list[Recipient]) -> set[int]:
    """One that was paused or stopped meanwhile stays; one too many waits for Friday."""
    found = await rows.by_ids(session, [row.parameters["broadcast"] for row, *_ in going])
    enough = await _who_had_enough(session, now, going)
    held: set[int] = set()
    for row, person, *_ in going:
        one = found.get(row.parameters["broadcast"])
        if one is None or one.state == "stopped":
            row.state, row.settled_at = "cancelled", now
        elif one.state == "paused":
            row.state = "paused"
        elif person.id in enough and not row.in_doubt:
            row.state, row.due_at = "digest", next_digest(now)
        else:
            enough.add(person.id)
            continue
        row.lease_owner = row.lease_until = None
        held.add(row.id)
    return held


async def _who_had_enough(session: AsyncSession, now: datetime, going: list[Recipient]) -> set[int]:
    """People who got one today, by their own calendar, or three in the last seven days."""
    zones = {person.id: zone_of(person, unit) for _, person, _, unit in going}
    week: Counter[int] = Counter()
    today: set[int] = set()
    for person_id, at in await rows.came_lately(session, list(zones), now - A_WEEK):
        zone = zones[person_id]
        week[person_id] += 1
        if at.astimezone(zone).date() == now.astimezone(zone).date():
            today.add(person_id)
    return today | {person_id for person_id, count in week.items() if count >= rows.A_WEEK}


async def _fill(session: AsyncSession, letter: Letter) -> Letter | None:
    one = await rows.get(session, letter.parameters["broadcast"])
    return replace(letter, parameters=_contents(one)) if one else None


async def _fill_digest(session: AsyncSession, letter: Letter) -> Letter | None:
    ids = await rows.in_digest(session, letter.parameters["event"], letter.person_id)
    found = await rows.by_ids(session, ids)
    titles = [_title(found[one]) for one in ids[:IN_DIGEST] if one in found]
    return replace(letter, parameters={"titles": titles, "count": len(ids)}) if ids else None


def _contents(one: Broadcast) -> dict[str, Any]:
    """What the notice is made of."""
    return {
        "broadcast": one.id,
        "topic": one.topic,
        "text": one.text,
        "file": one.file or "",
        "link_words": one.link_words or "",
        "link_url": one.link_url or "",
    }


outbox.CARRIERS["news"] = Carrier(sift=_sift, fill=_fill)
outbox.CARRIERS["news_preview"] = Carrier(fill=_fill, any_hour=True)
outbox.CARRIERS[DIGEST] = Carrier(fill=_fill_digest)
