"""«Вопрос методисту»: from the first words to «вопрос закрыт»; what nobody answers goes to the unit above."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Person, Question, ReadyAnswer, RelayMessage, RelayThread, Unit
from db.repositories import people as people_rows
from db.repositories import questions as rows
from db.repositories import relay as relay_rows
from db.session import UnitOfWork
from domain.access import Right, Scope
from domain.career import is_young
from domain.errors import NotFound, Refusal, ScreenIsStale, WrongInput
from domain.evidence import EvidenceKind, SupportForm
from domain.working_days import after_working_days
from services import evidence, outbox, relay, substitutes, viewer
from services.relay import Said
from services.viewer import Viewer

PAGE = 6
DAYS = 2
"""Working days for an answer; then the unit above is asked."""
END_OF_DAY = time(18)
MOST_WAITING = 10
MOST_READY = 24
LONGEST_READY = 2000
RATINGS = (1, 2, 3)
BATCH = 100


class QuestionIsClosed(Refusal):
    """It was closed or cancelled meanwhile."""


class ColleagueAnswers(Refusal):
    """Another methodist has answered it already."""


class NobodyAbove(Refusal):
    """There is no unit above with a methodist."""


class TooManyQuestions(Refusal):
    """So many questions wait already that one more would not help."""


class NotASupport(Refusal):
    """Only a young teacher's consultation is a form of support, and only once."""


@dataclass(frozen=True)
class QuestionView:
    """A question with its words. `support`: whether it was, or may be, marked as a consultation."""

    id: int
    revision: int
    state: str
    asked_on: date
    due_on: date
    risen: bool
    text: str
    more: int
    answer: str
    files: tuple[str, ...]
    rating: int | None
    chat_name: str = ""
    unit_name: str = ""
    late: bool = False
    support: str = "no"


@dataclass(frozen=True)
class QuestionPage:
    items: tuple[QuestionView, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class Ready:
    id: int
    text: str


# The asker.


async def ask(work: UnitOfWork, who: Viewer, said: Said) -> int:
    """A new question; returns its number."""
    async with work.writing() as session:
        return await _ask(session, work, who, said)


async def ask_kept(work: UnitOfWork, who: Viewer) -> int:
    """Sends on the words that were typed before anybody asked for them."""
    async with work.writing() as session:
        return await _ask(session, work, who, await relay.take_kept(session, who))


async def _ask(session: AsyncSession, work: UnitOfWork, who: Viewer, said: Said) -> int:
    if await rows.count_open(session, who.id) >= MOST_WAITING:
        raise TooManyQuestions
    due_on, escalate_at = _term(who.zone, work.now())
    question = Question(
        asker_id=who.id, state="waiting", at_path=await _where(session, work, who), due_on=due_on,
        escalate_at=escalate_at, asked_at=work.now(), waiting_since=work.now(), escalated=0, revision=0,
    )  # fmt: skip
    session.add(question)
    await session.flush()
    thread = relay.open_thread(work, "question", question.id, who.id)
    session.add(thread)
    await session.flush()
    question.thread_id = thread.id
    await relay.say(session, work, thread, who.id, said)
    await _tell_queue(session, work, question, "question_new")
    return question.id


def _term(zone: ZoneInfo, now: datetime) -> tuple[date, datetime]:
    """The day the answer is promised for, and when the unit above is asked instead."""
    due_on = after_working_days(now.astimezone(zone).date(), DAYS)
    return due_on, datetime.combine(due_on, END_OF_DAY, zone)


async def _where(session: AsyncSession, work: UnitOfWork, who: Viewer) -> str:
    """The person's own unit or the nearest above with a methodist; where there is none, the unit above."""
    if who.unit is None:
        return "/"
    roles, today = substitutes.roles_with(Right.ANSWER_QUESTIONS), who.today(work.now())
    found = await rows.nearest_with(session, who.unit.path, roles, today, who.id)
    return found or _above(who.unit.path)


def _above(path: str) -> str:
    return path.rstrip("/").rpartition("/")[0] + "/"


async def _tell_queue(session: AsyncSession, work: UnitOfWork, question: Question, kind: str) -> None:
    """Those who are to answer hear of it, or who stands in for them; never the asker."""
    roles, today = substitutes.roles_with(Right.ANSWER_QUESTIONS), work.now().date()
    holders = await rows.holders_at(session, question.at_path, roles, today)
    for person_id in await substitutes.routed(session, holders, today):
        if person_id != question.asker_id:
            event = f"{kind}:{question.id}:{question.revision}"
            parameters = {"number": question.id, "queue": question.id, "due": question.due_on.isoformat()}
            await outbox.tell(session, work, person_id, kind, event, parameters=parameters)


async def add(work: UnitOfWork, who: Viewer, question_id: int, said: Said) -> None:
    """More words of the asker; after an answer they are a follow-up, which waits anew."""
    async with work.writing() as session:
        await _add(session, work, who, question_id, said)


async def _add(session: AsyncSession, work: UnitOfWork, who: Viewer, question_id: int, said: Said) -> None:
    question, thread = await _own(session, who, question_id)
    if question.state == "cancelled":
        raise QuestionIsClosed
    if question.state != "waiting":
        thread.closed_at = None
        question.due_on, question.escalate_at = _term(who.zone, work.now())
        question.waiting_since, question.state = work.now(), "waiting"
        question.revision += 1
    await relay.say(session, work, thread, who.id, said)


async def add_kept(work: UnitOfWork, who: Viewer, question_id: int) -> None:
    """The same with words that were kept."""
    async with work.writing() as session:
        await _add(session, work, who, question_id, await relay.take_kept(session, who))


async def rate(work: UnitOfWork, who: Viewer, question_id: int, revision: int, rating: int) -> None:
    """The asker says whether the answer helped; the question is closed."""
    if rating not in RATINGS:
        raise ScreenIsStale
    async with work.writing() as session:
        question, thread = await _own(session, who, question_id)
        if question.state != "answered" or question.revision != revision:
            raise ScreenIsStale
        question.rating = rating
        _close(work, question, thread, "closed")


async def cancel(work: UnitOfWork, who: Viewer, question_id: int, revision: int) -> None:
    """The asker needs no answer any more."""
    async with work.writing() as session:
        question, thread = await _own(session, who, question_id)
        if question.state != "waiting" or question.revision != revision:
            raise ScreenIsStale
        _close(work, question, thread, "closed" if question.answered_at else "cancelled")


def _close(work: UnitOfWork, question: Question, thread: RelayThread, state: str) -> None:
    question.state, question.escalate_at = state, None
    question.revision += 1
    thread.closed_at = work.now()


async def _own(session: AsyncSession, who: Viewer, question_id: int) -> tuple[Question, RelayThread]:
    question = await rows.question(session, question_id, for_update=True)
    if question is None or question.asker_id != who.id:
        raise NotFound
    return question, await _thread(session, question, for_update=True)


async def _thread(session: AsyncSession, question: Question, *, for_update: bool = False) -> RelayThread:
    thread = await relay_rows.by_number(session, "question", question.id, for_update=for_update)
    if thread is None:
        raise NotFound
    return thread


async def mine(work: UnitOfWork, who: Viewer, page: int = 1) -> QuestionPage:
    async with work.reading() as session:
        found = await rows.of_asker(session, who.id)
        shown = found[(page - 1) * PAGE : page * PAGE]
        said = await relay_rows.said_in_threads(session, [one.thread_id for one in shown if one.thread_id])
    items = tuple(_view(one, said.get(one.thread_id or 0, []), who.zone, work.now()) for one in shown)
    return QuestionPage(items, len(found), page, max(1, -(-len(found) // PAGE)))


async def waiting_for_me(work: UnitOfWork, who: Viewer) -> int:
    """Answers the person has not judged yet."""
    async with work.reading() as session:
        return sum(one.state == "answered" for one in await rows.of_asker(session, who.id))


async def get(work: UnitOfWork, who: Viewer, question_id: int) -> QuestionView:
    """One's own question."""
    async with work.reading() as session:
        question = await rows.question(session, question_id)
        if question is None or question.asker_id != who.id:
            raise NotFound
        said = await relay_rows.said(session, (await _thread(session, question)).id)
    return _view(question, said, who.zone, work.now())


def _view(question: Question, said: list[RelayMessage], zone: ZoneInfo, now: datetime) -> QuestionView:
    asked = [one for one in said if one.from_asker]
    answers = [one.text for one in said if not one.from_asker and one.text]
    words = [one.text for one in asked if one.text]
    shown = words[-1] if question.answered_at and question.state == "waiting" and words else ""
    return QuestionView(
        id=question.id,
        revision=question.revision,
        state=question.state,
        asked_on=question.asked_at.astimezone(zone).date(),
        due_on=question.due_on,
        risen=question.escalated > 0,
        text=shown or (words[0] if words else ""),
        more=max(0, len(words) - 1),
        answer=answers[-1] if answers else "",
        files=tuple(one.file for one in asked if one.file),
        rating=question.rating,
        late=question.state == "waiting" and question.due_on < now.astimezone(zone).date(),
    )


# The methodist.


async def queue(work: UnitOfWork, who: Viewer, page: int = 1) -> QuestionPage:
    """Questions that wait for the person or for somebody they stand in for, the oldest first."""
    who.need(Right.ANSWER_QUESTIONS, work.now())
    async with work.reading() as session:
        paths = await substitutes.queue_paths(session, work, who, Right.ANSWER_QUESTIONS)
        found = await rows.queue(session, paths, who.id, limit=PAGE, offset=(page - 1) * PAGE)
        total = await rows.count_queue(session, paths, who.id)
        threads = [one.thread_id for one, _, _ in found if one.thread_id]
        said = await relay_rows.said_in_threads(session, threads)
    items = tuple(
        replace(
            _view(one, said.get(one.thread_id or 0, []), who.zone, work.now()),
            chat_name=person.chat_name,
            unit_name=unit.name if unit else "",
        )
        for one, person, unit in found
    )
    return QuestionPage(items, total, page, max(1, -(-total // PAGE)))


async def one(work: UnitOfWork, who: Viewer, question_id: int) -> QuestionView:
    """A question as a methodist sees it."""
    scope = who.need(Right.ANSWER_QUESTIONS, work.now())
    async with work.reading() as session:
        question, person, unit = await _seen(session, work, who, scope, question_id)
        said = await relay_rows.said(session, (await _thread(session, question)).id)
    return replace(
        _view(question, said, who.zone, work.now()),
        chat_name=person.chat_name,
        unit_name=unit.name if unit else "",
        support=_support(question, person, unit, who),
    )


async def _seen(
    session: AsyncSession,
    work: UnitOfWork,
    who: Viewer,
    scope: Scope,
    question_id: int,
    *,
    for_update: bool = False,
) -> tuple[Question, Person, Unit | None]:
    paths = await substitutes.queue_paths(session, work, who, Right.ANSWER_QUESTIONS)
    found = await rows.seen_from(session, scope, paths, question_id, who.id, for_update=for_update)
    if found is None:
        raise NotFound
    return found


def _support(question: Question, person: Person, unit: Unit | None, who: Viewer) -> str:
    if question.support_evidence_id is not None:
        return "marked"
    if question.answered_at is None or question.answered_by != who.subject:
        return "no"
    asker = viewer.of_person(person, unit)
    return "may" if is_young(asker.young_until, asker.today(question.answered_at)) else "no"


async def answer(work: UnitOfWork, who: Viewer, question_id: int, said: Said) -> None:
    """The answer goes to the asker; whoever answers is from now on at the other end of the talk."""
    async with work.writing() as session:
        await _answer(session, work, who, question_id, said)


async def answer_kept(work: UnitOfWork, who: Viewer, question_id: int) -> None:
    async with work.writing() as session:
        await _answer(session, work, who, question_id, await relay.take_kept(session, who))


async def answer_ready(work: UnitOfWork, who: Viewer, question_id: int, ready_id: int) -> None:
    async with work.writing() as session:
        ready = await _ready(session, who, ready_id)
        ready.used += 1
        await _answer(session, work, who, question_id, Said(None, ready.text))


async def _answer(session: AsyncSession, work: UnitOfWork, who: Viewer, question_id: int, said: Said) -> None:
    scope = who.need(Right.ANSWER_QUESTIONS, work.now())
    question, _, _ = await _seen(session, work, who, scope, question_id, for_update=True)
    if question.state in ("closed", "cancelled"):
        raise QuestionIsClosed
    thread = await _thread(session, question, for_update=True)
    if question.state == "answered" and thread.answerer_id not in (None, who.id):
        raise ColleagueAnswers
    thread.answerer_id = who.id
    await relay.say(session, work, thread, who.id, said)
    question.state, question.escalate_at = "answered", None
    question.answered_at, question.answered_by = work.now(), who.subject
    question.revision += 1


async def forward(work: UnitOfWork, who: Viewer, question_id: int, revision: int) -> None:
    """Hands the question to the unit above."""
    scope = who.need(Right.ANSWER_QUESTIONS, work.now())
    async with work.writing() as session:
        question, _, _ = await _seen(session, work, who, scope, question_id, for_update=True)
        if question.state != "waiting" or question.revision != revision:
            raise ScreenIsStale
        if not await _rise(session, work, question):
            raise NobodyAbove


async def _rise(session: AsyncSession, work: UnitOfWork, question: Question) -> bool:
    """To the nearest unit above with a methodist, with a new term; False when there is none."""
    roles, today = substitutes.roles_with(Right.ANSWER_QUESTIONS), work.now().date()
    higher = _above(question.at_path)
    path = (
        await rows.nearest_with(session, higher, roles, today, question.asker_id) if higher != "/" else None
    )
    question.escalate_at = None
    if path is None:
        return False
    question.due_on, question.escalate_at = _term(await _zone(session, question), work.now())
    question.at_path = path
    question.escalated += 1
    question.revision += 1
    thread = await _thread(session, question, for_update=True)
    thread.answerer_id = None
    await _tell_queue(session, work, question, "question_risen")
    if question.asker_id is not None:
        parameters = {"number": question.id, "question": question.id, "due": question.due_on.isoformat()}
        event = f"question_moved:{question.id}:{question.revision}"
        await outbox.tell(session, work, question.asker_id, "question_moved", event, parameters=parameters)
    return True


async def _zone(session: AsyncSession, question: Question) -> ZoneInfo:
    person = await people_rows.get(session, question.asker_id) if question.asker_id else None
    if person is None:
        return viewer.DEFAULT_ZONE
    return viewer.zone_of(person, await people_rows.unit_of(session, person))


async def escalate_overdue(work: UnitOfWork) -> int:
    """A tick: questions nobody answered in time go to the unit above; returns how many were looked at."""
    async with work.writing() as session:
        due = await rows.to_escalate(session, work.now(), BATCH)
        for question in due:
            await _rise(session, work, question)
    return len(due)


async def mark_consultation(work: UnitOfWork, who: Viewer, question_id: int) -> None:
    """An answered question of a young teacher becomes «консультация методиста», a form of support."""
    scope = who.need(Right.ANSWER_QUESTIONS, work.now())
    async with work.writing() as session:
        question, person, unit = await _seen(session, work, who, scope, question_id, for_update=True)
        if question.answered_at is None or _support(question, person, unit, who) != "may":
            raise NotASupport
        asker = viewer.of_person(person, unit)
        question.support_evidence_id = await evidence.record(
            session,
            work,
            asker,
            EvidenceKind.SUPPORT,
            asker.today(question.answered_at),
            confirmed_by=who.subject,
            form=SupportForm.CONSULTATION,
            details={"question": question.id},
        )


# Ready answers.


async def ready_answers(work: UnitOfWork, who: Viewer) -> list[Ready]:
    async with work.reading() as session:
        return [Ready(one.id, one.text) for one in await rows.ready_answers(session, who.id)]


async def ready_answer(work: UnitOfWork, who: Viewer, ready_id: int) -> Ready:
    async with work.reading() as session:
        found = await _ready(session, who, ready_id)
    return Ready(found.id, found.text)


async def add_ready(work: UnitOfWork, who: Viewer, text: str) -> None:
    text = text.strip()
    if not 10 <= len(text) <= LONGEST_READY:
        raise WrongInput(why="Напишите ответ: от 10 до 2000 знаков.")
    async with work.writing() as session:
        if len(await rows.ready_answers(session, who.id)) >= MOST_READY:
            raise WrongInput(why="Готовых ответов уже 24. Удалите лишний, чтобы добавить новый.")
        session.add(ReadyAnswer(person_id=who.id, text=text, used=0, made_at=work.now()))


async def delete_ready(work: UnitOfWork, who: Viewer, ready_id: int) -> None:
    async with work.writing() as session:
        await session.delete(await _ready(session, who, ready_id))


async def _ready(session: AsyncSession, who: Viewer, ready_id: int) -> ReadyAnswer:
    found = await rows.ready_answer(session, who.id, ready_id)
    if found is None:
        raise NotFound
    return found
