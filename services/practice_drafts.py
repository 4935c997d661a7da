"""Writing a practice: seven steps, each stored at once; then preview, consent, and the way to experts."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Practice, PracticeFile
from db.repositories import practice_reviews as review_rows
from db.repositories import practice_search
from db.repositories import practices as rows
from db.session import UnitOfWork
from domain.errors import NotFound, Refusal, WrongInput
from services import content, outbox, practices, reminders
from services.practices import Description
from services.russian import looks_like_surname
from services.viewer import Viewer

EDITABLE = ("draft", "returned")
DRAFTS_KEPT = timedelta(days=30)
REMIND_AFTER_DAYS = 3
MOST_FILES = 10
MOST_COMPETENCIES = 3

STEPS = ("title", "about", "problem", "essence", "steps", "results", "conditions")
"""What the wizard asks, in its order. «about» is subject, level and themes; resources stand beside the steps,
risks beside the conditions."""

LENGTHS = {
    "title": (10, 120),
    "problem": (40, 600),
    "essence": (40, 900),
    "steps": (40, 1200),
    "resources": (3, 400),
    "results": (40, 900),
    "risks": (10, 500),
    "conditions": (10, 500),
}
"""Least and most characters of each text."""

_LABELS = {
    "steps": (("resources", "ресурсы"),),
    "conditions": (("risks", "риски"), ("conditions", "условия")),
}
"""Answers that hold two fields: the second one begins with its label."""


class PracticeIsIncomplete(Refusal):
    """A step is still empty."""


class PracticeIsWithExperts(Refusal):
    """It was sent: to change it, the author takes it back first."""


class PracticeHasChanged(Refusal):
    """The button belongs to an earlier state of the practice."""


class TooManyFiles(Refusal):
    """Ten files are enough."""


class TooManyThemes(Refusal):
    """Three themes are enough."""


@dataclass(frozen=True)
class Draft:
    """One's own practice in any state; `step` is the first one still empty, None when all are there."""

    description: Description
    step: str | None
    signed: bool
    kept_nameless: bool
    decision: str
    comments: tuple[str, ...]
    totals: tuple[int, ...]
    sent_on: date | None
    published_on: date | None
    review_by: date | None
    is_due: bool
    begun_on: date
    surnames: tuple[str, ...]

    @property
    def is_editable(self) -> bool:
        return self.description.state in EDITABLE


@dataclass(frozen=True)
class OwnLine:
    """One's own practice in a list."""

    id: int
    title: str
    state: str


async def begin(work: UnitOfWork, who: Viewer) -> int:
    """The draft that is open, else a new one; its id."""
    async with work.writing() as session:
        before = await rows.open_draft(session, who.id)
        if before is not None:
            return before.id
        if who.unit is None:
            raise NotFound
        practice = Practice(
            person_id=who.id,
            unit_id=who.unit.id,
            state="draft",
            subject=None,
            version=0,
            revision=0,
            begun_at=work.now(),
            touched_at=work.now(),
        )
        session.add(practice)
        await session.flush()
        await _remind(session, work, practice)
        return practice.id


async def open_one(work: UnitOfWork, who: Viewer) -> Draft | None:
    """The draft the menu offers to go on with."""
    async with work.reading() as session:
        practice = await rows.open_draft(session, who.id)
        return await _draft(session, work, who, practice) if practice else None


async def mine(work: UnitOfWork, who: Viewer) -> list[OwnLine]:
    async with work.reading() as session:
        return [OwnLine(one.id, one.title, one.state) for one in await rows.of_person(session, who.id)]


async def get(work: UnitOfWork, who: Viewer, practice_id: int) -> Draft:
    async with work.reading() as session:
        practice = await rows.own(session, who.id, practice_id)
        if practice is None:
            raise NotFound
        return await _draft(session, work, who, practice)


async def _draft(session: AsyncSession, work: UnitOfWork, who: Viewer, practice: Practice) -> Draft:
    description = await practices.describe(session, practice)
    done = await review_rows.done(session, practice.id, practice.version)
    told = practice.state in ("returned", "rejected", "published")
    return Draft(
        description=description,
        step=first_empty(description),
        signed=practice.signed,
        kept_nameless=practice.kept_nameless,
        decision=practice.decision,
        comments=tuple(one.comment for one in done if told and one.comment),
        totals=tuple(sum(one.marks.values()) for one in done if told),
        sent_on=_day(who, practice.submitted_at),
        published_on=_day(who, practice.decided_at) if practice.state == "published" else None,
        review_by=_day(who, practice.review_by),
        is_due=practice.review_by is not None and practice.review_by <= work.now(),
        begun_on=who.today(practice.begun_at),
        surnames=surnames_in(description),
    )


def _day(who: Viewer, moment: datetime | None) -> date | None:
    return who.today(moment) if moment is not None else None


def first_empty(found: Description) -> str | None:
    """The first step of the wizard that has no answer yet."""
    filled = {
        "title": found.title,
        "about": found.subject is not None and found.level and found.competencies,
        **{name: getattr(found, name) for name in practices.TEXTS},
    }
    return next((step for step in STEPS if not filled[step]), None)


def surnames_in(found: Description) -> tuple[str, ...]:
    """Words in the middle of a sentence that look like surnames: the author is asked to look once more."""
    text = " ".join(getattr(found, name) for name in practices.TEXTS)
    words = re.findall(r"(?<=[а-яё,] )[А-ЯЁ][а-яё]{3,}", text)
    return tuple(dict.fromkeys(word for word in words if looks_like_surname(word)))[:3]


async def write(work: UnitOfWork, who: Viewer, practice_id: int, step: str, text: str) -> None:
    """Stores a typed answer; one that holds two fields is split at its label («Ресурсы: ...»)."""
    given = split(step, tidy(text))
    for name, value in given.items():
        least, most = LENGTHS[name]
        if not least <= len(value) <= most:
            raise WrongInput(why=_length_is_wrong(name, len(value)))
    async with work.writing() as session:
        practice = await _editable(session, work, who, practice_id)
        for name, value in given.items():
            setattr(practice, name, value)


def tidy(text: str) -> str:
    """Single spaces, no empty lines; the author's own lines stay."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return "\n".join(line for line in lines if line)


def split(step: str, text: str) -> dict[str, str]:
    """The fields of an answer: {"steps": ..., "resources": ...}; what has no label belongs to the step."""
    found: dict[str, list[str]] = {step: []}
    here = step
    for line in text.splitlines() if step in _LABELS else [text]:
        label, _, rest = line.partition(":")
        named = next((name for name, word in _LABELS.get(step, ()) if label.strip().lower() == word), None)
        if named is not None:
            here, line = named, rest.strip()
        found.setdefault(here, []).append(line)
    parts = {name: "\n".join(line for line in lines if line) for name, lines in found.items()}
    if step == "title":
        parts["title"] = " ".join(parts["title"].split())
    return parts


def _length_is_wrong(name: str, length: int) -> str:
    least, most = LENGTHS[name]
    part = {"resources": "Ресурсы. ", "risks": "Риски. ", "conditions": "Условия. "}.get(name, "")
    if length < least:
        return f"{part}Напишите подробнее: хотя бы {least} знаков, сейчас {length}."
    return f"{part}Сократите: не больше {most} знаков, сейчас {length}. Остальное можно приложить файлом."


async def choose_subject(work: UnitOfWork, who: Viewer, practice_id: int, code: str) -> None:
    """A subject by its code; '' when the practice belongs to none."""
    if code and code not in content.subjects():
        raise NotFound
    async with work.writing() as session:
        (await _editable(session, work, who, practice_id)).subject = code


async def choose_level(work: UnitOfWork, who: Viewer, practice_id: int, code: str) -> None:
    if code not in content.levels():
        raise NotFound
    async with work.writing() as session:
        (await _editable(session, work, who, practice_id)).level = code


async def choose_theme(work: UnitOfWork, who: Viewer, practice_id: int, code: str, *, on: bool) -> None:
    if code not in content.competencies():
        raise NotFound
    async with work.writing() as session:
        await _editable(session, work, who, practice_id)
        codes = [one for one in await rows.competencies_of(session, practice_id) if one != code]
        if on and len(codes) >= MOST_COMPETENCIES:
            raise TooManyThemes
        await rows.set_competencies(session, {practice_id: [*codes, code] if on else codes})


async def attach(work: UnitOfWork, who: Viewer, practice_id: int, reference: str) -> int:
    """Keeps a reference to a file; returns how many there are now. The parts of an album come one by one."""
    async with work.writing() as session:
        await _editable(session, work, who, practice_id)
        before = await rows.files_of(session, practice_id)
        if len(before) >= MOST_FILES:
            raise TooManyFiles
        session.add(PracticeFile(practice_id=practice_id, reference=reference[:255]))
        return len(before) + 1


async def drop_files(work: UnitOfWork, who: Viewer, practice_id: int) -> None:
    async with work.writing() as session:
        await _editable(session, work, who, practice_id)
        await rows.drop_files(session, practice_id)


async def sign(work: UnitOfWork, who: Viewer, practice_id: int, *, on: bool) -> None:
    """Whether the chat name and the organisation are shown beside the practice."""
    async with work.writing() as session:
        (await _editable(session, work, who, practice_id)).signed = on


async def keep_nameless(work: UnitOfWork, who: Viewer, practice_id: int, *, on: bool) -> None:
    """What becomes of the practice when the author's data are deleted."""
    async with work.writing() as session:
        (await _editable(session, work, who, practice_id)).kept_nameless = on


async def submit(work: UnitOfWork, who: Viewer, practice_id: int, revision: int) -> None:
    """Consent to publication with its version and time, and off to the methodist: a new version."""
    async with work.writing() as session:
        practice = await _own(session, who, practice_id)
        if practice.state not in EDITABLE:
            raise PracticeIsWithExperts
        if practice.revision != revision:
            raise PracticeHasChanged
        if first_empty(await practices.describe(session, practice)) is not None:
            raise PracticeIsIncomplete
        practice.state, practice.submitted_at = "submitted", work.now()
        practice.consent_version, practice.consent_at = content.document("publication").version, work.now()
        practice.version += 1
        practice.revision += 1
        practice.touched_at = work.now()
        if who.unit is not None:
            practice.unit_id = who.unit.id
        await reminders.drop(session, work, who.id, UNFINISHED_PRACTICE, practice_id)


async def take_back(work: UnitOfWork, who: Viewer, practice_id: int, revision: int) -> None:
    """The author withdraws a practice from the experts or from the bank; the text stays theirs."""
    async with work.writing() as session:
        practice = await _own(session, who, practice_id)
        if practice.state in EDITABLE:
            return
        if practice.revision != revision:
            raise PracticeHasChanged
        if practice.state == "published":
            await practice_search.remove(session, [practice_id])
        for review in await review_rows.open_of(session, practice_id):
            review.state, review.settled_at = "dropped", work.now()
            review.revision += 1
            if review.expert_id is not None:
                await outbox.tell(
                    session, work, review.expert_id, "review_dropped", f"review_dropped:{review.id}",
                    parameters={"title": practice.title},
                )  # fmt: skip
        practice.state, practice.review_by = "draft", None
        practice.revision += 1
        practice.touched_at = work.now()


async def delete(work: UnitOfWork, who: Viewer, practice_id: int, revision: int) -> None:
    """Deletes a practice that is nobody's business yet: a draft or a returned one."""
    async with work.writing() as session:
        practice = await _own(session, who, practice_id)
        if practice.state not in (*EDITABLE, "rejected"):
            raise PracticeIsWithExperts
        if practice.revision != revision:
            raise PracticeHasChanged
        await rows.delete_practice(session, practice_id)


async def renew(work: UnitOfWork, who: Viewer, practice_id: int, revision: int) -> None:
    """The author looked at a practice whose term is over and found it still true: it lives on."""
    async with work.writing() as session:
        practice = await _own(session, who, practice_id)
        if practice.state != "published" or practice.revision != revision:
            raise PracticeHasChanged
        if practice.review_by is not None and practice.review_by <= work.now():
            practice.review_by = lives_until(work.now())
            practice.revision += 1


def lives_until(now: datetime) -> datetime:
    return now + timedelta(days=365 * content.expertise().lives_years)


async def ask_to_renew(work: UnitOfWork) -> int:
    """Asks authors whose practices are due whether they are still true; each term once."""
    asked = 0
    async with work.writing() as session:
        for practice in await rows.due_for_renewal(session, work.now()):
            assert practice.person_id is not None
            assert practice.review_by is not None
            asked += await outbox.tell(
                session,
                work,
                practice.person_id,
                "practice_due",
                f"practice_due:{practice.id}:{practice.review_by:%Y%m%d}",
                parameters={"my_practice": practice.id, "title": practice.title},
                priority=outbox.Priority.REMINDER,
            )
    return asked


async def forget_old(work: UnitOfWork) -> int:
    """Deletes drafts that nobody touched for 30 days; returns how many."""
    async with work.writing() as session:
        ids = await rows.forgotten_drafts(session, work.now() - DRAFTS_KEPT)
        for practice_id in ids:
            await rows.delete_practice(session, practice_id)
    return len(ids)


async def _own(session: AsyncSession, who: Viewer, practice_id: int) -> Practice:
    practice = await rows.own(session, who.id, practice_id, for_update=True)
    if practice is None:
        raise NotFound
    return practice


async def _editable(session: AsyncSession, work: UnitOfWork, who: Viewer, practice_id: int) -> Practice:
    practice = await _own(session, who, practice_id)
    if practice.state not in EDITABLE:
        raise PracticeIsWithExperts
    practice.revision += 1
    practice.touched_at = work.now()
    if practice.version == 0:
        await _remind(session, work, practice)
    return practice


async def _remind(session: AsyncSession, work: UnitOfWork, practice: Practice) -> None:
    assert practice.person_id is not None
    due = reminders.in_days(work.now(), REMIND_AFTER_DAYS)
    await reminders.set_for(session, practice.person_id, UNFINISHED_PRACTICE, practice.id, due)


async def _still_unfinished(
    session: AsyncSession, person_id: int, practice_id: int
) -> dict[str, object] | None:
    practice = await rows.own(session, person_id, practice_id)
    if practice is None or practice.state != "draft" or practice.version > 0:
        return None
    return {"practice_draft": practice_id, "title": practice.title or "без названия"}


UNFINISHED_PRACTICE = reminders.kind("unfinished_practice", _still_unfinished)
