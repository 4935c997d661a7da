"""Support of young teachers outside the bot: a form of the region's list, a date, who confirmed it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Person, Unit
from db.repositories import evidence as evidence_rows
from db.repositories import headcounts as setting_rows
from db.repositories import mentoring as rows
from db.session import UnitOfWork
from domain.access import Right
from domain.career import FIRST_YEARS, YOUNG_AGE, is_young, years_after
from domain.errors import NotFound, ScreenIsStale, WrongInput
from domain.evidence import EvidenceKind
from services import evidence, indicators, viewer
from services.evidence_import import FORM_TITLES
from services.viewer import Viewer

PAGE = 6


@dataclass(frozen=True)
class Young:
    """A young teacher of the branch with this year's support: forms and their days."""

    person_id: int
    chat_name: str
    unit_name: str
    until: date
    forms: tuple[tuple[str, date], ...]


@dataclass(frozen=True)
class YoungPage:
    items: tuple[Young, ...]
    total: int
    page: int
    pages: int


async def listing(work: UnitOfWork, who: Viewer, page: int = 1) -> YoungPage:
    """Young teachers of the branch, those without support this year first."""
    async with work.reading() as session:
        found = [await _young(session, work, *row) for row in await _people(session, work, who)]
    found.sort(key=lambda one: bool(one.forms))
    shown = tuple(found[(page - 1) * PAGE : page * PAGE])
    return YoungPage(shown, len(found), page, max(1, -(-len(found) // PAGE)))


async def get(work: UnitOfWork, who: Viewer, person_id: int) -> Young:
    async with work.reading() as session:
        return await _young(session, work, *await _person(session, work, who, person_id))


async def _people(session: AsyncSession, work: UnitOfWork, who: Viewer) -> list[tuple[Person, Unit]]:
    scope = who.need(Right.CONFIRM_SUPPORT, work.now())
    today = who.today(work.now())
    found = await rows.possibly_young(
        session, scope, who.id, today.year - YOUNG_AGE - 1, years_after(today, -FIRST_YEARS)
    )
    return [
        (person, unit)
        for person, unit in found
        if is_young(viewer.of_person(person, unit).young_until, today)
    ]


async def _person(
    session: AsyncSession, work: UnitOfWork, who: Viewer, person_id: int
) -> tuple[Person, Unit]:
    for person, unit in await _people(session, work, who):
        if person.id == person_id:
            return person, unit
    raise NotFound


async def _young(session: AsyncSession, work: UnitOfWork, person: Person, unit: Unit) -> Young:
    young = viewer.of_person(person, unit)
    facts = await evidence_rows.of_subject(session, person.subject)
    this_year = young.today(work.now()).year
    forms = tuple(
        (title(fact.form), fact.happened_on)
        for fact in facts
        if fact.kind == EvidenceKind.SUPPORT and fact.happened_on.year == this_year
    )
    return Young(person.id, person.chat_name, unit.name, young.young_until or date.max, forms)


def title(form: str | None) -> str:
    """«наставничество»; a form of the region's own is its own title."""
    titles = {str(code.value): words for code, words in FORM_TITLES.items()}
    return titles.get(form or "", form or "не указана")


async def forms(work: UnitOfWork, who: Viewer, person_id: int) -> list[str]:
    """The closed list of the person's unit or the nearest above that has decided one."""
    async with work.reading() as session:
        _, unit = await _person(session, work, who, person_id)
        return await _forms(session, unit.path)


async def _forms(session: AsyncSession, path: str) -> list[str]:
    settings = await setting_rows.settings(session)
    codes = path.strip("/").split("/")
    for depth in range(len(codes), 0, -1):
        own = settings.get((f"/{'/'.join(codes[:depth])}/", indicators.FORMS))
        if own is not None:
            return list(own["words"])
    return list(indicators.DEFAULT_WORDS[indicators.FORMS])


async def confirm(work: UnitOfWork, who: Viewer, person_id: int, index: int, on: date) -> None:
    """Puts one support in evidence; the form by its place in the list."""
    async with work.writing() as session:
        person, unit = await _person(session, work, who, person_id)
        known = await _forms(session, unit.path)
        if not 0 <= index < len(known):
            raise ScreenIsStale
        young = viewer.of_person(person, unit)
        today = young.today(work.now())
        if not date(today.year - 1, 1, 1) <= on <= today:
            raise WrongInput(why="Дата поддержки: не позже сегодняшнего дня и не раньше прошлого года.")
        facts = await evidence_rows.of_subject(session, person.subject)
        if any(
            fact.kind == EvidenceKind.SUPPORT and fact.form == known[index] and fact.happened_on == on
            for fact in facts
        ):
            return
        await evidence.record(
            session, work, young, EvidenceKind.SUPPORT, on, confirmed_by=who.subject, form=known[index]
        )
