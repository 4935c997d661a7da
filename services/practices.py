"""The bank of practices: search, cards, what readers do with them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Practice, PracticeUse
from db.repositories import people as people_rows
from db.repositories import practice_search
from db.repositories import practices as rows
from db.repositories.practice_search import Words
from db.session import UnitOfWork
from domain.errors import NotFound, OwnAffair, WrongInput
from domain.route import Activity
from services import content, diagnostics, outbox, reminders, route_facts
from services.russian import every_stem, folded, stems
from services.viewer import Viewer

PAGE = 6
APPLIED_AFTER_DAYS = 14
SHOWN_RESULTS = 2

TEXTS = ("problem", "essence", "steps", "resources", "results", "risks", "conditions")
"""What a practice is described by, in the order of its card."""


@dataclass(frozen=True)
class PracticeLine:
    """A practice in a list."""

    id: int
    title: str
    subject: str
    level: str
    useful: int
    applied: int


@dataclass(frozen=True)
class BankPage:
    """`loosely`: nothing had all the words, these have some of them. `more`: there are more than `total`."""

    lines: tuple[PracticeLine, ...]
    total: int
    page: int
    pages: int
    loosely: bool = False
    more: bool = False


@dataclass(frozen=True)
class Description:
    """What the author wrote; `files` are references to show again. Says nothing about the author."""

    id: int
    revision: int
    version: int
    state: str
    title: str
    subject: str | None
    level: str | None
    competencies: tuple[content.Competency, ...]
    problem: str
    essence: str
    steps: str
    resources: str
    results: str
    risks: str
    conditions: str
    files: tuple[str, ...]

    @property
    def subject_title(self) -> str:
        return content.subjects().get(self.subject or "", "")

    @property
    def level_title(self) -> str:
        found = content.levels().get(self.level or "")
        return found.title if found else ""


@dataclass(frozen=True)
class PracticeCard:
    """A published practice for somebody who reads it; `author` is empty when it is not shown."""

    description: Description
    author: str
    is_own: bool
    published_on: date
    is_due: bool
    useful: int
    applied: int
    colleagues: tuple[str, ...]
    found_useful: bool
    saved: bool
    meant: bool
    has_applied: bool


async def find(work: UnitOfWork, wanted: dict[str, str], page: int) -> BankPage:
    """A page of the bank. `wanted`: words, subject, level, competency. Words in the title come first."""
    marks = [_mark(kind, wanted[kind]) for kind in ("subject", "level", "competency") if wanted.get(kind)]
    words = Words(tuple(folded(one) for one in stems(wanted.get("words", ""))), tuple(marks))
    at = {"limit": PAGE, "offset": (page - 1) * PAGE}
    loosely = False
    async with work.reading() as session:
        ids, total = await practice_search.find(session, words, **at)
        if total == 0 and len(words.stems) > 1:
            loosely = True
            ids, total = await practice_search.find(session, Words(words.stems, words.marks, loosely), **at)
        lines = await _lines(session, ids)
    shown = min(total, practice_search.MOST)
    return BankPage(
        lines, shown, page, max(1, -(-shown // PAGE)), loosely and total > 0, total > practice_search.MOST
    )


async def saved(work: UnitOfWork, who: Viewer, page: int) -> BankPage:
    async with work.reading() as session:
        ids = await rows.saved(session, who.id, limit=PAGE, offset=(page - 1) * PAGE)
        total = await rows.count_saved(session, who.id)
        lines = await _lines(session, ids)
    return BankPage(lines, total, page, max(1, -(-total // PAGE)))


async def for_competencies(work: UnitOfWork, codes: list[str], limit: int = 3) -> list[PracticeLine]:
    """The newest practices for growth zones, the surest zone first: other screens may offer them."""
    found: list[int] = []
    async with work.reading() as session:
        for code in codes:
            mark = (_mark("competency", code),)
            ids, _ = await practice_search.find(session, Words(marks=mark), limit=limit, offset=0)
            found += [one for one in ids if one not in found]
        return list(await _lines(session, found[:limit]))


async def zones(work: UnitOfWork, who: Viewer) -> list[str]:
    """Growth zones of the latest diagnostic: what practices to begin with."""
    async with work.reading() as session:
        found, _ = await diagnostics.latest_zones(session, who)
    return found


async def _lines(session: AsyncSession, ids: list[int]) -> tuple[PracticeLine, ...]:
    counts = await rows.counts(session, ids)
    return tuple(
        PracticeLine(
            one.id,
            one.title,
            content.subjects().get(one.subject or "", ""),
            content.levels()[one.level].title if one.level in content.levels() else "",
            counts.get(one.id, rows.Counts()).useful,
            counts.get(one.id, rows.Counts()).applied,
        )
        for one in await rows.by_ids(session, ids)
    )


async def card(work: UnitOfWork, who: Viewer, practice_id: int) -> PracticeCard:
    async with work.reading() as session:
        practice = await _published(session, practice_id)
        mine = await rows.use(session, who.id, practice_id)
        counts = (await rows.counts(session, [practice_id])).get(practice_id, rows.Counts())
        return PracticeCard(
            description=await describe(session, practice),
            author=await author_shown(session, practice),
            is_own=practice.person_id == who.id,
            published_on=who.today(practice.decided_at or practice.begun_at),
            is_due=practice.review_by is not None and practice.review_by <= work.now(),
            useful=counts.useful,
            applied=counts.applied,
            colleagues=tuple(await rows.latest_results(session, practice_id, SHOWN_RESULTS)),
            found_useful=mine is not None and mine.useful,
            saved=mine is not None and mine.saved_at is not None,
            meant=mine is not None and mine.meant_at is not None,
            has_applied=mine is not None and mine.applied_at is not None,
        )


async def _published(session: AsyncSession, practice_id: int) -> Practice:
    practice = await rows.published(session, practice_id)
    if practice is None:
        raise NotFound
    return practice


async def describe(session: AsyncSession, practice: Practice) -> Description:
    known = content.competencies()
    codes = await rows.competencies_of(session, practice.id)
    return Description(
        id=practice.id,
        revision=practice.revision,
        version=practice.version,
        state=practice.state,
        title=practice.title,
        subject=practice.subject,
        level=practice.level,
        competencies=tuple(known[code] for code in codes if code in known),
        files=tuple(one.reference for one in await rows.files_of(session, practice.id)),
        **{name: getattr(practice, name) for name in TEXTS},
    )


async def author_shown(session: AsyncSession, practice: Practice) -> str:
    """«Елена В., школа № 12» when the author let it be shown and their consent stands; else ''."""
    person, unit = await rows.author_and_unit(session, practice)
    if person is None:
        return practice.author_line
    if not practice.signed or person.id not in await people_rows.with_consent(session, [person.id]):
        return ""
    return f"{person.chat_name}, {person.unlisted_organisation or unit.name}"


async def mark_useful(work: UnitOfWork, who: Viewer, practice_id: int, *, on: bool) -> None:
    async with work.writing() as session:
        practice = await _published(session, practice_id)
        if practice.person_id == who.id:
            raise OwnAffair
        (await _use(session, who, practice_id)).useful = on


async def save(work: UnitOfWork, who: Viewer, practice_id: int, *, on: bool) -> None:
    async with work.writing() as session:
        await _published(session, practice_id)
        (await _use(session, who, practice_id)).saved_at = work.now() if on else None


async def mean_to_apply(work: UnitOfWork, who: Viewer, practice_id: int) -> None:
    """«Применю»: saved too, and in two weeks the bot asks how it went."""
    async with work.writing() as session:
        await _published(session, practice_id)
        mine = await _use(session, who, practice_id)
        if mine.applied_at is not None:
            return
        mine.meant_at = work.now()
        mine.saved_at = mine.saved_at or work.now()
        due = reminders.in_days(work.now(), APPLIED_AFTER_DAYS)
        await reminders.set_for(session, who.id, PRACTICE_MEANT, practice_id, due)


async def tell_result(work: UnitOfWork, who: Viewer, practice_id: int, result: str) -> None:
    """«Применил(а) у себя»: a sentence for colleagues; the author hears of it once."""
    result = " ".join(result.split())
    if not 10 <= len(result) <= 300:
        raise WrongInput(why="Напишите результат одним-двумя предложениями: от 10 до 300 знаков.")
    async with work.writing() as session:
        practice = await _published(session, practice_id)
        if practice.person_id == who.id:
            raise OwnAffair
        mine = await _use(session, who, practice_id)
        mine.result, mine.applied_at = result, work.now()
        await reminders.drop(session, work, who.id, PRACTICE_MEANT, practice_id)
        await route_facts.closed(session, work, who.id, Activity.PRACTICE, practice_id)
        if practice.person_id is not None:
            await outbox.tell(
                session,
                work,
                practice.person_id,
                "practice_applied",
                f"practice_applied:{practice_id}:{who.id}",
                parameters={"practice": practice_id, "title": practice.title, "result": result},
            )


async def _use(session: AsyncSession, who: Viewer, practice_id: int) -> PracticeUse:
    mine = await rows.use(session, who.id, practice_id, for_update=True)
    if mine is None:
        mine = PracticeUse(person_id=who.id, practice_id=practice_id, useful=False, result="")
        session.add(mine)
    return mine


async def _still_meant(session: AsyncSession, person_id: int, practice_id: int) -> dict[str, object] | None:
    practice, mine = (
        await rows.published(session, practice_id),
        await rows.use(session, person_id, practice_id),
    )
    if practice is None or mine is None or mine.meant_at is None or mine.applied_at is not None:
        return None
    return {"practice_meant": practice_id, "title": practice.title}


PRACTICE_MEANT = reminders.kind("practice_meant", _still_meant)


async def put_into_bank(session: AsyncSession, practice: Practice) -> None:
    """Makes a published practice findable; belongs to the transaction that publishes it."""
    await practice_search.put(session, {practice.id: words_of(practice, await _codes(session, practice))})


async def _codes(session: AsyncSession, practice: Practice) -> list[str]:
    return await rows.competencies_of(session, practice.id)


def words_of(practice: Practice, codes: list[str]) -> set[str]:
    """Everything a practice can be found by: stems, stems of the title apart, marks of the filters."""
    known = content.competencies()
    spoken = [practice.title, *(getattr(practice, name) for name in TEXTS)]
    spoken += [known[code].title for code in codes if code in known]
    spoken += [content.subjects().get(practice.subject or "", "")]
    marks = {_mark("competency", code) for code in codes}
    marks |= {_mark("subject", practice.subject or "none"), _mark("level", practice.level or "none")}
    titled = map(practice_search.in_title, every_stem(practice.title))
    return {*every_stem(" ".join(spoken)), *titled, *marks}


def _mark(kind: str, value: str) -> str:
    return f"x{kind[0]}{value.lower()}"


async def forget_author(session: AsyncSession, person_id: int) -> int:
    """Before the author's data are deleted: a published practice stays nameless if they agreed to that, known
    by its municipality alone; everything else goes. Returns how many practices went.
    """
    gone = 0
    for practice in await rows.of_person(session, person_id):
        if practice.state == "published" and practice.kept_nameless:
            _, unit = await rows.author_and_unit(session, practice)
            practice.person_id, practice.signed = None, False
            practice.unit_id = unit.parent_id or unit.id
        else:
            await rows.delete_practice(session, practice.id)
            gone += 1
    await session.flush()
    return gone
