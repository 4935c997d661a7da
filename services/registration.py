"""Getting in: consent, organisation, position and subjects, year of birth and start of work.

The draft is the person's own row: each step is stored at once, the next step follows from what is missing.
"""

import secrets
from datetime import date, datetime
from enum import StrEnum
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Consent, Membership, Person
from db.repositories import people as people_rows
from db.repositories import units as unit_rows
from db.session import UnitOfWork
from domain.errors import NotFound, Refusal, WrongInput
from services import content, viewer
from services.russian import is_patronymic, looks_like_surname
from services.viewer import Viewer

OLDEST, YOUNGEST = 85, 17
"""Ages that a year of birth may give."""
OLDEST_GRADUATION, LONGEST_STUDIES = 5, 7
"""Years since, or until, the end of the university."""


class Step(StrEnum):
    """What is asked next. Several screens may make one step of the five."""

    CONSENT = "consent"
    ORGANISATION = "organisation"
    POSITION = "position"
    SUBJECTS = "subjects"
    BIRTH_YEAR = "birth_year"
    WORK_START = "work_start"
    GRADUATION = "graduation"
    REVIEW = "review"
    DONE = "done"


NUMBER = {
    Step.CONSENT: 1,
    Step.ORGANISATION: 2,
    Step.POSITION: 3,
    Step.SUBJECTS: 3,
    Step.BIRTH_YEAR: 4,
    Step.WORK_START: 4,
    Step.GRADUATION: 4,
    Step.REVIEW: 5,
}


class ChatNameIsWrong(Refusal):
    """A name for the chat has 2 to 30 letters, no markup and no digits."""


def next_step(who: Viewer | None) -> Step:
    """The first step that is still missing."""
    if who is None or not who.consented:
        return Step.CONSENT
    if who.registered:
        return Step.DONE
    if who.unit is None:
        return Step.ORGANISATION
    if who.position is None:
        return Step.POSITION
    if who.subjects_open:
        return Step.SUBJECTS
    if who.is_student:
        return Step.REVIEW if who.graduation_year else Step.GRADUATION
    if who.birth_year is None:
        return Step.BIRTH_YEAR
    return Step.REVIEW if who.work_start else Step.WORK_START


async def consent(work: UnitOfWork, address: int, profile_name: str, start_link: str = "") -> Viewer:
    """Records consent to the current document; makes the person when there is none yet."""
    document = content.document("consent")
    async with work.writing() as session:
        rows = await people_rows.by_address(session, address)
        person = rows.person if rows else await _new_person(session, work, address, profile_name)
        if rows is None or rows.agreed_to != document.version:
            session.add(
                Consent(
                    person_id=person.id,
                    document=document.name,
                    version=document.version,
                    given_at=work.now(),
                )
            )
        if start_link and person.registered_at is None:
            await _open_link(session, person, start_link)
    who = await viewer.find(work, address)
    assert who is not None
    return who


async def _new_person(session: AsyncSession, work: UnitOfWork, address: int, profile_name: str) -> Person:
    person = Person(
        subject=uuid4().hex,
        chat_name=_chat_name_from(profile_name),
        created_at=work.now(),
        muted_topics=[],
        subjects=[],
    )
    session.add(person)
    await session.flush()
    session.add(Account(address=address, person_id=person.id))
    return person


def _chat_name_from(profile_name: str) -> str:
    """«Елена Викторовна» or «Власова Елена» from the messenger becomes «Елена В.»: never a whole surname."""
    words = ["".join(c for c in word if c.isalpha() or c == "-") for word in profile_name.split()]
    words = [word for word in words if word]
    if len(words) > 1 and looks_like_surname(words[0]) and not is_patronymic(words[1]):
        words = [words[1], words[0]]
    if not words or looks_like_surname(words[0]):
        return "Педагог"
    last = words[2] if len(words) > 2 and is_patronymic(words[1]) else words[-1]
    first = "-".join(part.capitalize() for part in words[0][:20].split("-"))
    return f"{first} {last[0].upper()}." if len(words) > 1 else first


async def _open_link(session: AsyncSession, person: Person, link: str) -> None:
    """A poster chooses the organisation; any other link is kept and opened when registration is done."""
    if link.startswith("u_"):
        unit = await unit_rows.by_join_code(session, join_code_from(link))
        if unit is not None:
            person.unit_id = unit.id
        return
    person.start_link = link[:64]


async def take_link(work: UnitOfWork, who: Viewer) -> None:
    """The link a newcomer came by is opened now and forgotten."""
    async with work.writing() as session:
        person = await people_rows.get(session, who.id)
        if person is not None:
            person.start_link = None


def join_link(join_code: str) -> str:
    """A start payload may hold only Latin letters and digits: the Cyrillic code travels as hex."""
    return "u_" + join_code.encode("utf-8").hex()


def join_code_from(link: str) -> str:
    try:
        return bytes.fromhex(link.removeprefix("u_")).decode("utf-8")
    except ValueError:
        return ""


async def choose_unit(work: UnitOfWork, who: Viewer, unit_id: int, unlisted: str = "") -> None:
    """Sets the organisation of a draft; `unlisted` names one the tree does not have, below the unit."""
    async with work.writing() as session:
        person = await _draft(session, who)
        unit = await unit_rows.by_id(session, unit_id)
        if unit is None:
            raise NotFound
        person.unit_id = unit.id
        person.unlisted_organisation = unlisted.strip()[:200] or None


async def choose_position(work: UnitOfWork, who: Viewer, code: str) -> None:
    position = content.positions().get(code)
    if position is None:
        raise NotFound
    async with work.writing() as session:
        person = await _draft(session, who)
        person.position = code
        person.subjects_open = position.has_subjects
        if not position.has_subjects:
            person.subjects = []


async def choose_subject(work: UnitOfWork, who: Viewer, code: str, *, on: bool) -> None:
    if code not in content.subjects():
        raise NotFound
    async with work.writing() as session:
        person = await _draft(session, who)
        others = [one for one in person.subjects if one != code]
        person.subjects = [*others, code] if on else others
        person.subjects_open = True


async def subjects_are_chosen(work: UnitOfWork, who: Viewer) -> None:
    if not who.subjects:
        raise WrongInput(why="Выберите хотя бы один предмет.")
    async with work.writing() as session:
        (await _draft(session, who)).subjects_open = False


async def set_birth_year(work: UnitOfWork, who: Viewer, typed: str) -> None:
    """`typed` is a year such as «1991»."""
    year = _year(typed)
    today = who.today(work.now())
    if year is None or not today.year - OLDEST <= year <= today.year - YOUNGEST:
        raise WrongInput(why="Проверьте год рождения. Напишите четыре цифры, например 1991.")
    async with work.writing() as session:
        (await _draft(session, who)).birth_year = year


async def set_graduation_year(work: UnitOfWork, who: Viewer, typed: str) -> None:
    """The year in which a student ends the university, or a graduate has ended it."""
    year = _year(typed)
    today = who.today(work.now())
    if year is None or not today.year - OLDEST_GRADUATION <= year <= today.year + LONGEST_STUDIES:
        raise WrongInput(why="Проверьте год выпуска. Напишите четыре цифры, например 2027.")
    async with work.writing() as session:
        (await _draft(session, who)).graduation_year = year


async def set_work_start(work: UnitOfWork, who: Viewer, typed: str) -> None:
    """`typed` is «09.2023», «2023» or «01.09.2023»: when the person began to work as a teacher."""
    start = parse_work_start(typed)
    today = who.today(work.now())
    earliest = date((who.birth_year or 1940) + YOUNGEST - 1, 1, 1)
    if start is None or start > today or start < earliest:
        raise WrongInput(
            why="Напишите месяц и год, например 09.2023. Дата в прошлом, не раньше Ваших 16 лет."
        )
    async with work.writing() as session:
        (await _draft(session, who)).work_start = start


def parse_work_start(typed: str) -> date | None:
    """A day, a month or a year; a year alone means 1 September, when teachers begin."""
    for form in ("%d.%m.%Y", "%m.%Y", "%Y"):
        try:
            parsed = datetime.strptime(typed.strip(), form)  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
        return date(parsed.year, 9, 1) if form == "%Y" else parsed.date()
    return None


def _year(typed: str) -> int | None:
    typed = typed.strip()
    return int(typed) if typed.isdecimal() and len(typed) == 4 else None


async def rename(work: UnitOfWork, who: Viewer, typed: str) -> None:
    """How colleagues see the person in the chat."""
    name = " ".join(typed.split())
    if not 2 <= len(name) <= 30 or not all(c.isalpha() or c in " .-" for c in name):
        raise ChatNameIsWrong
    async with work.writing() as session:
        person = await people_rows.get(session, who.id)
        if person is None:
            raise NotFound
        person.chat_name = name


async def finish(work: UnitOfWork, who: Viewer) -> None:
    """The last step: the person becomes a newcomer of the organisation; finishing twice is finishing once."""
    if who.registered:
        return  # the effect was stored before the process was killed; only its screen is missing
    if next_step(who) is not Step.REVIEW:
        raise WrongInput(why="Не все шаги пройдены.")
    async with work.writing() as session:
        person = await _draft(session, who)
        person.registered_at = work.now()
        if await people_rows.open_membership(session, who.id) is None:
            await add_membership(session, work, who, person.unit_id)


async def add_membership(session: AsyncSession, work: UnitOfWork, who: Viewer, unit_id: int | None) -> None:
    """A new place of work that waits for confirmation; the one before ends the same day."""
    if unit_id is None:
        raise NotFound
    today = who.today(work.now())
    before = await people_rows.open_membership(session, who.id)
    if before is not None:
        before.until = today
        before.state = "refused" if before.state == "refused" else "ended"
        await session.flush()
    session.add(Membership(person_id=who.id, unit_id=unit_id, state="waiting", since=today))


async def _draft(session: AsyncSession, who: Viewer) -> Person:
    person = await people_rows.get(session, who.id, for_update=True)
    if person is None or person.registered_at is not None:
        raise NotFound
    return person


def new_secret() -> str:
    """128 bits and more, in the alphabet of start links."""
    return secrets.token_urlsafe(24)


async def move_to(work: UnitOfWork, who: Viewer, unit_id: int, unlisted: str = "") -> None:
    """«Сменить место работы»: history stays as of its date; the new organisation confirms the newcomer."""
    async with work.writing() as session:
        person = await people_rows.get(session, who.id, for_update=True)
        unit = await unit_rows.by_id(session, unit_id)
        if person is None or unit is None:
            raise NotFound
        name = unlisted.strip()[:200] or None
        before = await people_rows.open_membership(session, who.id)
        same = before is not None and before.unit_id == unit.id and before.state != "refused"
        if not same or person.unlisted_organisation != name:
            person.unit_id = unit.id
            person.unlisted_organisation = name
            await add_membership(session, work, who, unit.id)
