"""News to many: a draft, its audience with those left out and why, sending, progress, what was uncertain."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from html import unescape
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Broadcast
from db.repositories import delivery
from db.repositories import news as rows
from db.repositories import units as unit_rows
from db.repositories.news import Audience
from db.session import UnitOfWork
from domain.access import Right, Role, Scope
from domain.errors import NotFound, Refusal, WrongInput
from domain.notice_time import Hours, next_allowed
from services import content, outbox
from services.russian import searchable
from services.viewer import DEFAULT_ZONE, Viewer

RIGHT = Right.SEND_NEWS
TOPICS = ("courses", "events", "contests", "practices", "documents", "service")
"""What news are about; each is switched off for itself, «news» switches off all of them."""

ROLES = (Role.HEAD, Role.DEPUTY, Role.MENTOR, Role.EXPERT, Role.METHODIST)
PAGE = 6
WATCHED = "broadcast.progress"
"""The screen that is redrawn while a broadcast goes."""
MOST_WITH_FILE, MOST = 900, 3500
"""Characters; Telegram takes 1024 under a file and 4096 without, our own line comes below."""
MOST_LINK_WORDS = 26
DIGEST_DAY = 4
"""Friday."""
FARTHEST = timedelta(days=60)


class TextIsTooLong(Refusal):
    """Telegram does not take so much in one message; `most` says how much it takes."""


class BroadcastIsEmpty(Refusal):
    """There is no text yet: nothing to send."""


class BroadcastHasChanged(Refusal):
    """It was changed or sent meanwhile: what was shown is no longer so."""


class NobodyToWriteTo(Refusal):
    """The audience holds nobody who can be written to."""


@dataclass(frozen=True)
class Draft:
    """A broadcast as its author sees it. `title`: its first line, without marks."""

    id: int
    revision: int
    state: str
    topic: str
    text: str
    title: str
    file: str | None
    link_words: str | None
    link_url: str | None
    path: str
    unit_name: str
    role: str
    subject: str
    young: bool
    local_at: datetime | None
    made_at: datetime


@dataclass(frozen=True)
class Reach:
    """How many will be written to; how many will not, by reason. `limit`: they get it with the digest."""

    ok: int
    unsubscribed: int = 0
    unreachable: int = 0
    no_consent: int = 0
    absent: int = 0
    limit: int = 0


@dataclass(frozen=True)
class Progress:
    """What became of a broadcast so far."""

    draft: Draft
    total: int
    sent: int
    failed: int
    uncertain: int
    accepted: int
    cancelled: int
    digest: int
    left: int
    reads: int
    starts_at: datetime | None
    left_out: Reach

    @property
    def is_over(self) -> bool:
        return self.left == 0

    @property
    def done(self) -> int:
        return self.total - self.left


@dataclass(frozen=True)
class Page:
    items: tuple[Draft, ...]
    page: int
    pages: int


def plain(text: str) -> str:
    """The words of a text, without its marks."""
    return unescape(re.sub(r"<[^>]+>", "", text))


async def listing(work: UnitOfWork, who: Viewer, page: int = 1) -> Page:
    """Drafts of one's own and the broadcasts of one's branch, the newest first."""
    scope = who.need(RIGHT, work.now())
    async with work.reading() as session:
        found = await rows.listing(session, scope, who.id, limit=PAGE, offset=(page - 1) * PAGE)
        pages = max(1, -(-await rows.count(session, scope, who.id) // PAGE))
        items = tuple([await _draft(session, one) for one in found])
    return Page(items, min(page, pages), pages)


async def create(work: UnitOfWork, who: Viewer) -> int:
    """A new draft for the widest branch of the viewer; returns its id."""
    scope = who.need(RIGHT, work.now())
    async with work.writing() as session:
        row = Broadcast(
            author_id=who.id, path=scope.prefixes[0], topic=TOPICS[0], state="draft", made_at=work.now()
        )
        session.add(row)
        await session.flush()
        return row.id


async def get(work: UnitOfWork, who: Viewer, broadcast_id: int) -> Draft:
    async with work.reading() as session:
        return await _draft(session, await _seen(session, who, work.now(), broadcast_id))


async def _seen(
    session: AsyncSession, who: Viewer, now: datetime, broadcast_id: int, *, for_update: bool = False
) -> Broadcast:
    """A broadcast of one's own, or one that was sent in one's branch; any other is unknown."""
    scope = who.need(RIGHT, now)
    row = await rows.get(session, broadcast_id, for_update=for_update)
    if row is None or not (row.author_id == who.id or (row.state != "draft" and scope.covers(row.path))):
        raise NotFound
    return row


async def _draft(session: AsyncSession, row: Broadcast) -> Draft:
    unit = await unit_rows.by_path(session, row.path)
    words = plain(row.text).strip()
    return Draft(
        id=row.id,
        revision=row.revision,
        state=row.state,
        topic=row.topic,
        text=row.text,
        title=words.partition("\n")[0],
        file=row.file,
        link_words=row.link_words,
        link_url=row.link_url,
        path=row.path,
        unit_name=unit.name if unit else "",
        role=row.audience.get("role", ""),
        subject=row.audience.get("subject", ""),
        young=bool(row.audience.get("young")),
        local_at=row.local_at,
        made_at=row.made_at,
    )


async def _change(session: AsyncSession, work: UnitOfWork, who: Viewer, broadcast_id: int) -> Broadcast:
    """One's own draft, about to be changed."""
    row = await _seen(session, who, work.now(), broadcast_id, for_update=True)
    if row.state != "draft":
        raise BroadcastHasChanged
    row.revision += 1
    return row


async def set_text(work: UnitOfWork, who: Viewer, broadcast_id: int, text: str) -> None:
    """`text` is HTML made of the messenger's marks."""
    async with work.writing() as session:
        row = await _change(session, work, who, broadcast_id)
        _check_length(text, row.file)
        row.text = text.strip()


def _check_length(text: str, file: str | None) -> None:
    most = MOST_WITH_FILE if file else MOST
    if len(plain(text)) > most or len(text) > 4 * MOST:
        raise TextIsTooLong(most=most)
    if not plain(text).strip():
        raise BroadcastIsEmpty


async def set_file(work: UnitOfWork, who: Viewer, broadcast_id: int, reference: str | None) -> None:
    """A photo or a document by its reference; None takes it away."""
    if reference and reference.partition(":")[0] not in ("photo", "document"):
        raise WrongInput(why="Подойдёт фотография или документ.")
    async with work.writing() as session:
        row = await _change(session, work, who, broadcast_id)
        if reference and row.text:
            _check_length(row.text, reference)
        row.file = reference


async def set_link(work: UnitOfWork, who: Viewer, broadcast_id: int, typed: str) -> None:
    """«https://example.org Подробнее»; an empty line takes the button away."""
    url, _, words = " ".join(typed.split()).partition(" ")
    if url and not re.fullmatch(r"https?://[^\s/.]+\.[^\s]{2,}", url):
        raise WrongInput(why="Начните с адреса, например: https://example.org Подробнее")
    if len(words) > MOST_LINK_WORDS or len(url) > 500:
        raise WrongInput(why=f"Название кнопки: до {MOST_LINK_WORDS} знаков.")
    async with work.writing() as session:
        row = await _change(session, work, who, broadcast_id)
        row.link_url, row.link_words = (url, words or "Подробнее") if url else (None, None)


async def set_topic(work: UnitOfWork, who: Viewer, broadcast_id: int, topic: str) -> None:
    if topic not in TOPICS:
        raise NotFound
    async with work.writing() as session:
        (await _change(session, work, who, broadcast_id)).topic = topic


async def set_unit(work: UnitOfWork, who: Viewer, broadcast_id: int, unit_id: int) -> None:
    """The branch it is for: inside one's own."""
    scope = who.need(RIGHT, work.now())
    async with work.writing() as session:
        row = await _change(session, work, who, broadcast_id)
        unit = await unit_rows.by_id(session, unit_id)
        if unit is None or not scope.covers(unit.path):
            raise NotFound
        row.path = unit.path


async def narrow(work: UnitOfWork, who: Viewer, broadcast_id: int, by: str, value: str) -> None:
    """Narrows the audience `by` role, subject or young; an empty value takes the condition away."""
    known = {"role": [role.value for role in ROLES], "subject": list(content.subjects()), "young": ["yes"]}
    if by not in known or (value and value not in known[by]):
        raise NotFound
    async with work.writing() as session:
        row = await _change(session, work, who, broadcast_id)
        row.audience = {name: one for name, one in {**row.audience, by: value}.items() if one}


def subject_called(typed: str) -> str:
    """The code of the subject whose title begins with what was typed."""
    words = searchable(typed)
    found = [code for code, title in content.subjects().items() if searchable(title).startswith(words)]
    if not words or not found:
        raise WrongInput(why="Такого предмета нет в списке. Напишите иначе или выберите кнопкой.")
    return found[0]


async def set_moment(work: UnitOfWork, who: Viewer, broadcast_id: int, typed: str) -> None:
    """«25.11.2026 16:30» by each one's own clock."""
    found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})[ ,]+(\d{1,2})[:.](\d{2})", " ".join(typed.split()))
    try:
        day, month, year, hour, minute = [int(one) for one in found.groups()] if found else [0] * 5
        moment = datetime(year, month, day, hour, minute)  # noqa: DTZ001 - the zone is each recipient's
    except ValueError:
        raise WrongInput(why="Напишите день и время, например: 25.11.2026 16:30") from None
    here = moment.replace(tzinfo=who.zone)
    if not work.now() < here < work.now() + FARTHEST:
        raise WrongInput(why="Время должно быть впереди и не дальше двух месяцев.")
    async with work.writing() as session:
        (await _change(session, work, who, broadcast_id)).local_at = moment


async def delete(work: UnitOfWork, who: Viewer, broadcast_id: int) -> None:
    async with work.writing() as session:
        await session.delete(await _change(session, work, who, broadcast_id))


async def reach(work: UnitOfWork, who: Viewer, broadcast_id: int) -> Reach:
    """The audience as it stands now: how many, who is left out and why."""
    async with work.reading() as session:
        row = await _seen(session, who, work.now(), broadcast_id)
        return _reach(await rows.count_audience(session, _audience(work, who, row)))


def _reach(counts: dict[str, int]) -> Reach:
    return Reach(**{"ok": 0, **counts})


def _audience(work: UnitOfWork, who: Viewer, row: Broadcast) -> Audience:
    day = row.local_at.replace(tzinfo=who.zone) if row.local_at else work.now().astimezone(who.zone)
    return Audience(
        scope=Scope((row.path,)),
        topics=("news", f"news.{row.topic}"),
        day=datetime.combine(day.date(), time(0), who.zone),
        today=who.today(work.now()),
        role=row.audience.get("role", ""),
        subject=row.audience.get("subject", ""),
        young=bool(row.audience.get("young")),
    )


async def preview(work: UnitOfWork, who: Viewer, broadcast_id: int) -> None:
    """The very message, sent to its author."""
    async with work.writing() as session:
        row = await _seen(session, who, work.now(), broadcast_id, for_update=True)
        if not row.text:
            raise BroadcastIsEmpty
        row.previews += 1
        await outbox.tell(
            session,
            work,
            who.id,
            "news_preview",
            f"preview:{row.id}:{row.previews}",
            parameters={"broadcast": row.id},
        )


async def send(work: UnitOfWork, who: Viewer, broadcast_id: int, revision: int, when: str) -> None:
    """Freezes the audience and lets the messages go: `when` is now, afternoon or moment.

    «now» waits only for the end of each one's quiet hours, «afternoon» is 15:00-19:00 of a working day.
    """
    scope = who.need(RIGHT, work.now())
    async with work.writing() as session:
        row = await _change(session, work, who, broadcast_id)
        if row.revision != revision + 1 or (when == "moment" and row.local_at is None):
            raise BroadcastHasChanged
        if not row.text:
            raise BroadcastIsEmpty
        if not scope.covers(row.path):
            raise NotFound
        if when != "moment":
            row.local_at = None
        audience = _audience(work, who, row)
        counts = await rows.count_audience(session, audience)
        if not counts.get("ok") and not counts.get("limit"):
            raise NobodyToWriteTo
        due = {zone: _due(work.now(), zone, when, row) for zone in await rows.zones(session, audience)}
        row.left_out, row.state, row.confirmed_at = counts, "sending", work.now()
        await rows.freeze(
            session,
            audience,
            row.id,
            due,
            priority=int(outbox.Priority.NEWS),
            routine=when == "afternoon",
            digest_at=next_digest(work.now()),
            now=work.now(),
        )


def _due(now: datetime, zone_name: str, when: str, row: Broadcast) -> datetime:
    zone = ZoneInfo(zone_name) if zone_name else DEFAULT_ZONE
    if when == "moment" and row.local_at is not None:
        return max(now, row.local_at.replace(tzinfo=zone))
    if when == "afternoon":
        return next_allowed(now, Hours(zone), routine=True)
    return now


def next_digest(now: datetime) -> datetime:
    """When the coming Friday begins in the farthest east; the afternoon is then waited for by each."""
    days = (DIGEST_DAY - now.weekday() - 1) % 7 + 1
    return datetime.combine(now.astimezone(UTC).date() + timedelta(days=days), time(0), UTC)


async def progress(work: UnitOfWork, who: Viewer, broadcast_id: int) -> Progress:
    async with work.reading() as session:
        row = await _seen(session, who, work.now(), broadcast_id)
        states = await rows.states(session, row.id)
        left = sum(states.get(state, 0) for state in ("pending", "leased", "started", "paused"))
        digest = states.get("digest", 0) + states.get("in_digest", 0)
        return Progress(
            draft=await _draft(session, row),
            total=sum(states.values()) - digest,
            sent=states.get("sent", 0),
            failed=states.get("failed", 0),
            uncertain=states.get("uncertain", 0),
            accepted=states.get("accepted", 0),
            cancelled=states.get("cancelled", 0) + states.get("expired", 0),
            digest=digest,
            left=left,
            reads=await rows.reads(session, row.id),
            starts_at=await rows.next_due(session, row.id) if left else None,
            left_out=_reach(row.left_out),
        )


async def under_way(work: UnitOfWork) -> list[int]:
    """Broadcasts with something that is due now or under way."""
    async with work.reading() as session:
        return await rows.under_way(session, work.now())


async def watchers(work: UnitOfWork, ids: set[int]) -> list[int]:
    """Chats that look at the progress of one of these broadcasts."""
    async with work.reading() as session:
        found = await delivery.places_at(session, WATCHED)
    return [place.address for place in found if place.arguments and place.arguments[0] in map(str, ids)]


async def pause(work: UnitOfWork, who: Viewer, broadcast_id: int) -> None:
    """What has not begun waits; a few calls that are under way still arrive."""
    held = {"state": "paused", "lease_owner": None, "lease_until": None}
    await _steer(work, who, broadcast_id, "sending", "paused", ("pending", "leased"), held)


async def resume(work: UnitOfWork, who: Viewer, broadcast_id: int) -> None:
    await _steer(work, who, broadcast_id, "paused", "sending", ("paused",), {"state": "pending"})


async def stop(work: UnitOfWork, who: Viewer, broadcast_id: int) -> None:
    """What has not begun never goes out; neither do the copies kept for the digest."""
    over = {"state": "cancelled", "error": "stopped", "lease_owner": None, "lease_until": None}
    over["settled_at"] = work.now()
    before = ("pending", "leased", "paused", "digest")
    await _steer(work, who, broadcast_id, "", "stopped", before, over)


async def _steer(
    work: UnitOfWork,
    who: Viewer,
    broadcast_id: int,
    only_in: str,
    state: str,
    before: tuple[str, ...],
    values: dict,
) -> None:
    async with work.writing() as session:
        row = await _seen(session, who, work.now(), broadcast_id, for_update=True)
        if row.state in ("draft", "stopped") or (only_in and row.state != only_in):
            raise BroadcastHasChanged
        row.state = state
        row.revision += 1
        await rows.move(session, row.id, before, values)


async def repeat_uncertain(work: UnitOfWork, who: Viewer, broadcast_id: int) -> None:
    """Sends once more what may have arrived: somebody may get it twice, and the author decided so."""
    again = {"state": "pending", "in_doubt": True, "settled_at": None, "due_at": work.now()}
    await _decide(work, who, broadcast_id, again)


async def accept_uncertain(work: UnitOfWork, who: Viewer, broadcast_id: int) -> None:
    """Leaves it at that: better nothing than twice."""
    await _decide(work, who, broadcast_id, {"state": "accepted"})


async def _decide(work: UnitOfWork, who: Viewer, broadcast_id: int, values: dict) -> None:
    async with work.writing() as session:
        row = await _seen(session, who, work.now(), broadcast_id, for_update=True)
        if row.state == "draft":
            raise BroadcastHasChanged
        await rows.move(session, row.id, ("uncertain",), values)


async def failures(work: UnitOfWork, who: Viewer, broadcast_id: int) -> dict[str, int]:
    """Why messages did not arrive: «unreachable», «other», with counts. Never who."""
    async with work.reading() as session:
        row = await _seen(session, who, work.now(), broadcast_id)
        found = await rows.failures(session, row.id)
    counts = {"unreachable": 0, "other": 0}
    for error, number in found.items():
        gone = error == "unreachable" or "Forbidden" in error or "chat not found" in error
        counts["unreachable" if gone else "other"] += number
    return {reason: number for reason, number in counts.items() if number}
