"""Diagnostics on paper: a form is printed, a deputy enters its letters, the person claims the result.

The deputy sees neither key nor score. Somebody without Telegram is a record without account: position, year
of birth, start of work, and no name.
"""

import hashlib
import secrets
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Attempt, Membership, PaperForm, Person, Unit
from db.repositories import diagnostics as attempt_rows
from db.repositories import paper as rows
from db.repositories import people as people_rows
from db.repositories import units as unit_rows
from db.session import UnitOfWork
from domain.access import Right
from domain.errors import NotFound, Refusal, ScreenIsStale, WrongInput
from domain.evidence import Mode
from domain.forms import COMPETENCIES_PER_FORM, BankItem, Part, assemble
from domain.items import LETTERS, Kind
from domain.paper import SKIPPED, form_number, typed_letters, typed_number, wrong_place
from services import closing, content, evidence, privacy, viewer
from services.registration import parse_work_start
from services.units import JOIN_ALPHABET, typed_code
from services.viewer import UnitView, Viewer, unit_view

PAGE = 6
CODE_LENGTH = 10
MOST_TRIES = 5
KEPT = timedelta(days=365)
YOUNGEST, OLDEST = 16, 90


class PaperNumberIsWrong(Refusal):
    """No such form of this organisation: a digit is wrong, or it was printed elsewhere."""


class PaperIsUsed(Refusal):
    """The letters of this form are in already."""


class PaperIsVoid(Refusal):
    """The form was declared void."""


class PaperHasChanged(Refusal):
    """The letters shown at the second look are no longer those on record."""


class PaperCodeIsWrong(Refusal):
    """Number, code and year of birth don't fit together, or there were too many tries: one answer for all."""


@dataclass(frozen=True)
class Overview:
    unit: UnitView
    printed: int
    entered: int
    void: int


@dataclass(frozen=True)
class PaperQuestion:
    stem: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Printed:
    """What goes to the printer. The code is shown here and nowhere else."""

    number: str
    code: str
    unit: str
    position: str
    questions: tuple[PaperQuestion, ...]


@dataclass(frozen=True)
class Form:
    """A form as whoever enters it sees it: no key, no score."""

    id: int
    number: str
    unit_id: int
    position: str
    printed_at: datetime
    length: int
    person: str
    birth_year: int | None
    work_start: date | None
    letters: str


@dataclass(frozen=True)
class Record:
    """Somebody without an account, by what is known of them."""

    id: int
    chat_name: str
    position: str | None
    birth_year: int | None


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


async def _unit(session: AsyncSession, work: UnitOfWork, who: Viewer, unit_id: int) -> Unit:
    scope = who.need(Right.ENTER_PAPER, work.now())
    unit = await unit_rows.by_id(session, unit_id)
    if unit is None or not scope.covers(unit.path):
        raise NotFound
    return unit


async def overview(work: UnitOfWork, who: Viewer, unit_id: int) -> Overview:
    async with work.reading() as session:
        unit = await _unit(session, work, who, unit_id)
        counts = await rows.counts(session, unit.id)
    return Overview(unit_view(unit), *(counts.get(state, 0) for state in ("printed", "entered", "void")))


async def print_form(work: UnitOfWork, who: Viewer, unit_id: int, position_code: str) -> Printed:
    """Makes a form for a position: four topics, five questions each with one right option."""
    position = content.positions().get(position_code)
    if position is None:
        raise NotFound
    code = "".join(secrets.choice(JOIN_ALPHABET) for _ in range(CODE_LENGTH))
    async with work.writing() as session:
        unit = await _unit(session, work, who, unit_id)
        attempt = await _attempt(session, work, position.suggests)
        form = PaperForm(
            unit_id=unit.id,
            position=position.code,
            attempt_id=attempt.id,
            code_hash=_hash(code),
            printed_by=who.subject,
            printed_at=work.now(),
        )
        session.add(form)
        await session.flush()
        form.number = number = form_number(form.id)
        attempt.window = f"{closing.PAPER_WINDOW}{form.id}"
        placed = await rows.questions(session, attempt.id)
    questions = tuple(
        PaperQuestion(item.stem, tuple(item.options[at]["text"] for at in shown.order))
        for shown, item in placed
    )
    return Printed(number, code, unit.name, position.title, questions)


async def _attempt(session: AsyncSession, work: UnitOfWork, wanted: tuple[str, ...]) -> Attempt:
    """An attempt of nobody yet, with its questions in place."""
    bank: dict[str, list[BankItem]] = defaultdict(list)
    for item in await attempt_rows.live_items(session, list(content.competencies())):
        if item.kind == Kind.SINGLE and item.stimulus is None:
            bank[item.competency].append(BankItem(item.id, item.competency, len(item.options)))
    parts = [Part(code) for code in _topics(wanted, bank)]
    attempt = Attempt(
        form="-".join(sorted(part.competency for part in parts)),
        window=f"{closing.PAPER_WINDOW}{secrets.token_hex(8)}",
        mode=Mode.SELF,
        seed=secrets.randbelow(2**31),
        length=0,
        started_at=work.now(),
        deadline_at=work.now() + KEPT,
    )
    session.add(attempt)
    await session.flush()
    placed = assemble(bank, parts, attempt.seed)
    attempt.length = len(placed)
    await attempt_rows.add_items(
        session,
        [
            {
                "attempt_id": attempt.id,
                "position": position,
                "item_id": one.item_id,
                "competency": one.competency,
                "order": list(one.order),
                "most": one.points,
            }
            for position, one in enumerate(placed, start=1)
        ],
    )
    return attempt


def _topics(wanted: tuple[str, ...], bank: dict[str, list[BankItem]]) -> list[str]:
    """The position's own topics where the bank has enough questions, else the first that it does have."""
    known = content.competencies()
    fits = [code for code, one in known.items() if one.group != content.LITERACY]
    ready = [code for code in fits if len(bank[code]) >= Part(code).items]
    chosen = [code for code in wanted if code in ready]
    return (chosen + [code for code in ready if code not in chosen])[:COMPETENCIES_PER_FORM]


async def waiting(work: UnitOfWork, who: Viewer, unit_id: int, page: int = 1) -> list[Form]:
    """A page of forms whose letters are not in yet."""
    async with work.reading() as session:
        unit = await _unit(session, work, who, unit_id)
        found = await rows.printed(session, unit.id, limit=PAGE, offset=(page - 1) * PAGE)
        return [await _form(session, one) for one in found]


async def find(work: UnitOfWork, who: Viewer, unit_id: int, typed: str) -> int:
    """The form with this number, ready to be entered; a used or void one is refused."""
    number = typed_number(typed)
    async with work.reading() as session:
        unit = await _unit(session, work, who, unit_id)
        form = await rows.by_number(session, number) if number else None
        if form is None or form.unit_id != unit.id:
            raise PaperNumberIsWrong
        _check_open(form)
        return form.id


def _check_open(form: PaperForm) -> None:
    if form.state == "entered":
        raise PaperIsUsed
    if form.state == "void":
        raise PaperIsVoid


async def get(work: UnitOfWork, who: Viewer, form_id: int) -> Form:
    async with work.reading() as session:
        return await _form(session, await _own(session, work, who, form_id))


async def _own(
    session: AsyncSession, work: UnitOfWork, who: Viewer, form_id: int, *, for_update: bool = False
) -> PaperForm:
    """A form of the viewer's branch that may still be entered."""
    scope = who.need(Right.ENTER_PAPER, work.now())
    form = await rows.in_scope(session, scope, form_id, for_update=for_update)
    if form is None:
        raise NotFound
    _check_open(form)
    return form


async def _form(session: AsyncSession, form: PaperForm) -> Form:
    attempt = await session.get(Attempt, form.attempt_id)
    person = await people_rows.get(session, form.person_id) if form.person_id else None
    return Form(
        form.id, form.number or "", form.unit_id, form.position, form.printed_at,
        attempt.length if attempt else 0, person.chat_name if person else "",
        form.birth_year, form.work_start, form.letters,
    )  # fmt: skip


async def records(work: UnitOfWork, who: Viewer, unit_id: int) -> list[Record]:
    async with work.reading() as session:
        unit = await _unit(session, work, who, unit_id)
        found = await rows.records(session, unit.id)
    return [Record(one.id, one.chat_name, one.position, one.birth_year) for one in found]


async def choose_record(work: UnitOfWork, who: Viewer, form_id: int, person_id: int) -> None:
    async with work.writing() as session:
        form = await _own(session, work, who, form_id, for_update=True)
        if person_id not in {one.id for one in await rows.records(session, form.unit_id)}:
            raise NotFound
        form.person_id, form.birth_year, form.work_start = person_id, None, None


async def describe(work: UnitOfWork, who: Viewer, form_id: int, typed: str) -> None:
    """Year of birth and start of work of somebody new: «1975, 09.1998»."""
    year_text, _, start_text = typed.replace(";", ",").partition(",")
    year = int(year_text) if year_text.strip().isdecimal() else 0
    start = parse_work_start(start_text)
    today = who.today(work.now())
    if (
        start is None
        or not today.year - OLDEST <= year <= today.year - YOUNGEST
        or not date(year + YOUNGEST - 1, 1, 1) <= start <= today
    ):
        raise WrongInput(why="Напишите год рождения и начало работы через запятую: 1975, 09.1998.")
    async with work.writing() as session:
        form = await _own(session, work, who, form_id, for_update=True)
        form.person_id, form.birth_year, form.work_start = None, year, start


async def set_letters(work: UnitOfWork, who: Viewer, form_id: int, typed: str) -> None:
    """Keeps the line for a second look: its length and letters are checked, never whether they are right."""
    letters = typed_letters(typed)
    async with work.writing() as session:
        form = await _own(session, work, who, form_id, for_update=True)
        options = [len(shown.order) for shown, _ in await rows.questions(session, form.attempt_id)]
        if len(letters) != len(options):
            raise WrongInput(why=f"Нужно {len(options)} знаков, получилось {len(letters)}.")
        place = wrong_place(letters, options)
        if place is not None:
            raise WrongInput(why=f"Вопрос {place}: ответа «{letters[place - 1]}» в нём нет.")
        form.letters = letters


def stamp(form: Form) -> str:
    """Changes with what the second look shows."""
    seen = f"{form.person}|{form.birth_year}|{form.work_start}|{form.letters}"
    return hashlib.sha256(seen.encode()).hexdigest()[:8]


async def enter(work: UnitOfWork, who: Viewer, form_id: int, shown: str) -> str:
    """Records the letters just as they were shown; the result is nobody's to see here. Returns the number."""
    async with work.writing() as session:
        form = await _own(session, work, who, form_id, for_update=True)
        if not form.letters or not (form.person_id or form.birth_year):
            raise ScreenIsStale
        if stamp(await _form(session, form)) != shown:
            raise PaperHasChanged
        attempt = await session.get(Attempt, form.attempt_id, with_for_update=True)
        assert attempt is not None
        person = await _person(session, work, who, form)
        attempt.person_id, form.person_id = person.id, person.id
        await session.flush()
        await _answer(session, work, form)
        owner = viewer.of_person(person, await people_rows.unit_of(session, person))
        form.evidence_id = await closing.end_on_paper(session, work, owner, attempt)
        form.state, form.entered_by, form.entered_at = "entered", who.subject, work.now()
        return form.number or ""


async def _person(session: AsyncSession, work: UnitOfWork, who: Viewer, form: PaperForm) -> Person:
    """The record the form belongs to, made now for somebody new."""
    if form.person_id is not None:
        person = await people_rows.get(session, form.person_id, for_update=True)
        if person is None:
            raise ScreenIsStale
        return person
    person = Person(
        subject=uuid4().hex,
        chat_name=f"Бланк {form.number}",
        position=form.position,
        birth_year=form.birth_year,
        work_start=form.work_start,
        unit_id=form.unit_id,
        subjects=[],
        created_at=work.now(),
        registered_at=work.now(),
    )
    session.add(person)
    await session.flush()
    session.add(
        Membership(
            person_id=person.id,
            unit_id=form.unit_id,
            state="confirmed",
            since=who.today(work.now()),
            decided_at=work.now(),
            decided_by=who.subject,
        )
    )
    await session.flush()
    return person


async def _answer(session: AsyncSession, work: UnitOfWork, form: PaperForm) -> None:
    placed = await rows.questions(session, form.attempt_id)
    for letter, (shown, item) in zip(form.letters, placed, strict=True):
        if letter == SKIPPED:
            continue
        chosen = shown.order[LETTERS.index(letter)]
        shown.choice, shown.right = chosen, bool(item.options[chosen].get("key"))
        shown.points = item.points if shown.right else 0
        shown.answered_at = work.now()
    await session.flush()


async def void(work: UnitOfWork, who: Viewer, form_id: int) -> None:
    """A spoilt or lost form is entered by nobody."""
    async with work.writing() as session:
        form = await _own(session, work, who, form_id, for_update=True)
        form.state = "void"
        attempt = await session.get(Attempt, form.attempt_id)
        if attempt is not None:
            attempt.finished_at, attempt.timed_out = work.now(), True


async def record_of(work: UnitOfWork, who: Viewer, unit_id: int, typed: str) -> tuple[int, str]:
    """The record without an account that a form with this number made: its id and its name."""
    number = typed_number(typed)
    async with work.reading() as session:
        unit = await _unit(session, work, who, unit_id)
        form = await rows.by_number(session, number) if number else None
        known = {one.id: one for one in await rows.records(session, unit.id)}
    if form is None or form.person_id not in known:
        raise PaperNumberIsWrong
    return form.person_id, known[form.person_id].chat_name


async def forget(work: UnitOfWork, who: Viewer, unit_id: int, person_id: int) -> int:
    """Deletes a record without an account at the person's wish; returns the number of the act."""
    async with work.writing() as session:
        unit = await _unit(session, work, who, unit_id)
        if person_id not in {one.id for one in await rows.records(session, unit.id)}:
            raise NotFound
        return (await privacy.erase_record(session, work, person_id)).number


async def claim(work: UnitOfWork, who: Viewer, typed: str) -> int:
    """The result of a paper form becomes the person's own: number, code and year of birth fit together.

    Whoever printed or entered the form can't have it. Returns the attempt's id.
    """
    number_text, _, code = " ".join(typed.split()).partition(" ")
    number = typed_number(number_text)
    async with work.writing() as session:
        form = await rows.by_number(session, number, for_update=True) if number else None
        attempt_id = await _claim(session, work, who, form, typed_code(code)) if form else None
    if attempt_id is None:
        raise PaperCodeIsWrong
    return attempt_id


async def _claim(
    session: AsyncSession, work: UnitOfWork, who: Viewer, form: PaperForm, code: str
) -> int | None:
    """None for whatever does not fit; a wrong try is counted."""
    if form.state != "entered" or form.claimed_at is not None or form.tries >= MOST_TRIES:
        return None
    record = await people_rows.get(session, form.person_id, for_update=True) if form.person_id else None
    is_right = secrets.compare_digest(_hash(code), form.code_hash)
    same = record is not None and record.birth_year == who.birth_year
    if not (is_right and same) or who.subject in (form.printed_by, form.entered_by) or record is None:
        form.tries += 1
        return None
    attempt = await session.get(Attempt, form.attempt_id, with_for_update=True)
    if attempt is None:
        return None
    if form.evidence_id is not None:
        await evidence.correct(
            session, work, form.evidence_id, confirmed_by=who.subject, reason="результат с бумаги получен"
        )
    attempt.person_id, attempt.counted_at, form.claimed_at = who.id, None, work.now()
    await session.flush()
    form.evidence_id = await closing.count_paper(session, work, who, attempt)
    form.person_id = who.id
    await session.flush()
    if not await rows.of_person(session, record.id):
        await people_rows.delete_person(session, record)
    return attempt.id
