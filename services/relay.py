"""Talks of two people through the bot: each word is kept, its copy is an outbox row, nobody learns who it is.

A copy goes only to the other end of its own talk, in the order it was said; the author sees by a reaction
that it has arrived. What is said about a thing (a question, a pair) is decided by that capability: here
are only the two ends.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import OutboxMessage, RelayMessage, RelayThread
from db.repositories import people as people_rows
from db.repositories import relay as rows
from db.session import UnitOfWork
from domain.errors import NotFound, Refusal
from services import outbox
from services.outbox import NOTHING_TO_SAY, Carrier, Letter
from services.viewer import Viewer

LONGEST_CAPTION = 900
"""Of our 1024 characters under a file; the rest is for the line above. Longer words go by themselves."""
KEPT = timedelta(days=30)
MOST_OPEN = 2


class CannotBePassedOn(Refusal):
    """A sticker, a contact, a place: neither words nor a file."""


class TalkIsOver(Refusal):
    """The talk was closed; nothing is passed on any more."""


@dataclass(frozen=True)
class Said:
    """A message as far as it can be passed on; `message_id` is its own in the author's chat."""

    message_id: int | None
    text: str = ""
    file: str = ""
    reply_to: int | None = None


@dataclass(frozen=True)
class Talk:
    """An end of a talk, as its owner sees it. `opens`: I agreed to show myself; `open`: both did."""

    id: int
    kind: str
    number: int
    asks: bool
    opens: bool
    open: bool
    closed: bool


@dataclass(frozen=True)
class Line:
    """Something that was said; `mine` by the viewer."""

    text: str
    file: str
    from_asker: bool


@dataclass(frozen=True)
class Contact:
    """Who stands at the other end, once both agreed."""

    chat_name: str
    unit_name: str
    address: int | None


def open_thread(
    work: UnitOfWork, kind: str, number: int, asker_id: int, answerer_id: int | None = None
) -> RelayThread:
    """A new talk, to be added to the caller's transaction."""
    return RelayThread(
        kind=kind,
        number=number,
        asker_id=asker_id,
        answerer_id=answerer_id,
        asker_opens=False,
        answerer_opens=False,
        opened_at=work.now(),
    )


async def say(
    session: AsyncSession, work: UnitOfWork, thread: RelayThread, author_id: int, said: Said
) -> None:
    """Keeps what the author said and sends it to the other end, if somebody stands there."""
    if author_id not in (thread.asker_id, thread.answerer_id):
        raise NotFound
    if thread.closed_at is not None:
        raise TalkIsOver
    if not (said.text.strip() or said.file):
        raise CannotBePassedOn
    answers = await rows.in_chat(session, author_id, said.reply_to) if said.reply_to else None
    for part in _parts(said):
        message = RelayMessage(
            thread_id=thread.id,
            author_id=author_id,
            from_asker=author_id == thread.asker_id,
            said_in=part.message_id,
            text=part.text,
            file=part.file,
            reply_to_id=answers.id if answers and answers.thread_id == thread.id else None,
            revision=0,
            said_at=work.now(),
        )
        session.add(message)
        await session.flush()
        await _send_copy(session, work, thread, message)


def _parts(said: Said) -> list[Said]:
    """Words too long for a caption follow their file."""
    if not said.file or len(said.text) <= LONGEST_CAPTION:
        return [said]
    return [replace(said, text=""), replace(said, file="")]


async def _send_copy(
    session: AsyncSession, work: UnitOfWork, thread: RelayThread, message: RelayMessage
) -> None:
    to = thread.answerer_id if message.from_asker else thread.asker_id
    if to is None:
        return
    before = await rows.last_copy(session, thread.id, message.from_asker)
    event = f"relay:{message.id}:{to}"
    await outbox.tell(session, work, to, "relay", event, parameters={"relay": message.id}, after=before)
    message.outbox_id = await rows.outbox_id(session, event, to)


async def edit(work: UnitOfWork, who: Viewer, said: Said) -> bool:
    """The author changed a message; its copy is changed too. Says whether it was one that was passed on."""
    if said.message_id is None:
        return False
    async with work.writing() as session:
        parts = await rows.own(session, who.id, said.message_id, for_update=True)
        if not parts:
            return False
        worded = next((part for part in parts if part.text), parts[0])
        if worded.text == said.text:
            return True
        worded.text = said.text
        worded.revision += 1
        thread = await rows.thread(session, worded.thread_id)
        to = (thread.answerer_id if worded.from_asker else thread.asker_id) if thread else None
        if worded.outbox_id is not None and to is not None:
            event = f"relay:{worded.id}:{to}:{worded.revision}"
            parameters = {"relay": worded.id}
            await outbox.tell(
                session, work, to, "relay_edit", event, parameters=parameters, after=worded.outbox_id
            )
    return True


async def thread_of_reply(work: UnitOfWork, who: Viewer, message_id: int) -> Talk | None:
    """The talk to which a message of the person's own chat belongs."""
    async with work.reading() as session:
        found = await rows.in_chat(session, who.id, message_id)
        thread = await rows.thread(session, found.thread_id) if found else None
    return talk_of(thread, who) if thread and who.id in (thread.asker_id, thread.answerer_id) else None


async def get(work: UnitOfWork, who: Viewer, thread_id: int) -> Talk:
    """A talk by its id, for one who stands at an end of it."""
    async with work.reading() as session:
        return talk_of(await _mine(session, who, thread_id), who)


async def newest_elsewhere(work: UnitOfWork, who: Viewer, kind: str, number: int, below: int) -> Talk | None:
    """Another talk that has spoken to the person after the message `below`: words could be meant for it."""
    async with work.reading() as session:
        copy = await rows.newest_copy(session, who.id)
        if copy is None or copy.copy_in is None or copy.copy_in <= below:
            return None
        thread = await rows.thread(session, copy.thread_id)
    if thread is None or (thread.kind, thread.number) == (kind, number) or thread.closed_at is not None:
        return None
    return talk_of(thread, who)


async def open_talks(work: UnitOfWork, who: Viewer) -> list[Talk]:
    async with work.reading() as session:
        return [talk_of(one, who) for one in await rows.open_threads(session, who.id, MOST_OPEN)]


def talk_of(thread: RelayThread, who: Viewer) -> Talk:
    asks = thread.asker_id == who.id
    return Talk(
        id=thread.id,
        kind=thread.kind,
        number=thread.number,
        asks=asks,
        opens=thread.asker_opens if asks else thread.answerer_opens,
        open=thread.asker_opens and thread.answerer_opens,
        closed=thread.closed_at is not None,
    )


async def agree_to_open(work: UnitOfWork, who: Viewer, thread_id: int) -> bool:
    """I agree to show who I am; says whether both have agreed now. The other end is told."""
    async with work.writing() as session:
        thread = await _mine(session, who, thread_id, for_update=True)
        if thread.closed_at is not None:
            raise TalkIsOver
        if thread.asker_id == who.id:
            thread.asker_opens = True
        else:
            thread.answerer_opens = True
        both = thread.asker_opens and thread.answerer_opens
        other = thread.answerer_id if thread.asker_id == who.id else thread.asker_id
        if other is not None:
            await outbox.tell(
                session, work, other, "contacts_open" if both else "contacts_asked",
                f"contacts:{thread.id}:{both:d}", parameters={"thread": thread.id},
            )  # fmt: skip
        return both


async def contact(work: UnitOfWork, who: Viewer, thread_id: int) -> Contact:
    """Who is at the other end; only after both agreed."""
    async with work.reading() as session:
        thread = await _mine(session, who, thread_id)
        other = thread.answerer_id if thread.asker_id == who.id else thread.asker_id
        person = await people_rows.get(session, other) if other else None
        if person is None or not (thread.asker_opens and thread.answerer_opens):
            raise NotFound
        unit = await people_rows.unit_of(session, person)
        account = await people_rows.account_of(session, person.id)
    return Contact(person.chat_name, unit.name if unit else "", account.address if account else None)


async def _mine(
    session: AsyncSession, who: Viewer, thread_id: int, *, for_update: bool = False
) -> RelayThread:
    thread = await rows.thread(session, thread_id, for_update=for_update)
    if thread is None or who.id not in (thread.asker_id, thread.answerer_id):
        raise NotFound
    return thread


async def keep(work: UnitOfWork, who: Viewer, said: Said) -> None:
    """Keeps words that nobody asked for until the person says whom they are for."""
    if said.message_id is None or not (said.text.strip() or said.file):
        return
    async with work.writing() as session:
        values = {"said_in": said.message_id, "text": said.text, "file": said.file}
        await rows.keep(session, values | {"person_id": who.id, "kept_at": work.now()})


async def kept(work: UnitOfWork, who: Viewer) -> Said | None:
    async with work.reading() as session:
        return await _kept(session, who)


async def take_kept(session: AsyncSession, who: Viewer) -> Said:
    """The kept words, for the use case that sends them on; they are kept no more."""
    said = await _kept(session, who)
    if said is None:
        raise NotFound
    await rows.forget_kept(session, who.id)
    return said


async def _kept(session: AsyncSession, who: Viewer) -> Said | None:
    row = await rows.kept(session, who.id)
    return Said(row.said_in, row.text, row.file) if row else None


async def forget_kept(work: UnitOfWork) -> None:
    """A tick: words that nobody sent on for a month."""
    async with work.writing() as session:
        await rows.forget_kept_before(session, work.now() - KEPT)


# What the delivery asks about a copy.


async def _fill(session: AsyncSession, letter: Letter) -> Letter | None:
    """The words as they are now. Whoever is no longer at the other end of the talk gets nothing."""
    found = await rows.message(session, letter.parameters["relay"])
    if found is None:
        return None
    message, thread = found
    other = thread.answerer_id if message.from_asker else thread.asker_id
    if other != letter.person_id or message.author_id == letter.person_id:
        return None
    said = {
        "thread": thread.id,
        "side": f"{thread.kind}-{'asker' if message.from_asker else 'answerer'}",
        "number": thread.number,
        "name": await _name(session, thread, message),
        "text": message.text,
        "file": message.file,
    }
    reply_to = await _in_chat_of(session, message.reply_to_id, letter.person_id)
    return replace(letter, parameters=said, reply_to=reply_to)


async def _fill_edit(session: AsyncSession, letter: Letter) -> Letter | None:
    """A copy that never arrived needs no change: it will say the new words. One in doubt is said anew."""
    filled = await _fill(session, letter)
    message = await rows.get(session, letter.parameters["relay"])
    if filled is None or message is None:
        return None
    if message.copy_in is not None:
        return replace(filled, changes=message.copy_in)
    return filled if await rows.outbox_state(session, message.outbox_id) == "uncertain" else None


async def _in_chat_of(session: AsyncSession, message_id: int | None, person_id: int) -> int | None:
    """Where a message of the talk stands in this person's chat."""
    message = await rows.get(session, message_id) if message_id else None
    if message is None:
        return None
    if message.author_id == person_id:
        return message.said_in
    return message.copy_in if message.copy_to == person_id else None


async def _name(session: AsyncSession, thread: RelayThread, message: RelayMessage) -> str:
    """Askers of questions are known to the methodists; everybody else only once both have agreed."""
    known = thread.kind == "question" and message.from_asker
    if not known and not (thread.asker_opens and thread.answerer_opens):
        return ""
    person = await people_rows.get(session, message.author_id)
    return person.chat_name if person else ""


async def _settled(session: AsyncSession, work: UnitOfWork, row: OutboxMessage) -> None:
    """The author sees what became of it: a reaction when it arrived, a line when it did not."""
    message = await rows.get(session, row.parameters["relay"])
    if message is None or row.error == NOTHING_TO_SAY:
        return
    if row.state == "sent":
        message.copy_to, message.copy_in = row.person_id, row.message_id
    if message.said_in is None:
        return
    event = f"relay:{message.id}:{row.state}"
    if row.state == "sent":
        parameters = {"changes": message.said_in}
        await outbox.tell(session, work, message.author_id, "relay_seen", event, parameters=parameters)
    else:
        parameters = {"reply_to": message.said_in, "state": _why_not(row)}
        await outbox.tell(session, work, message.author_id, "relay_failed", event, parameters=parameters)


def _why_not(row: OutboxMessage) -> str:
    return "away" if row.error == outbox.UNREACHABLE else "doubt" if row.state == "uncertain" else "refused"


outbox.CARRIERS["relay"] = Carrier(fill=_fill, settled=_settled)
outbox.CARRIERS["relay_edit"] = Carrier(fill=_fill_edit)
outbox.CARRIERS["relay_seen"] = Carrier(any_hour=True)
