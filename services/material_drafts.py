"""A methodist adds a material or its next version, step by step; renews and withdraws what is published."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Material, MaterialDraft, MaterialVersion, Unit
from db.repositories import materials as rows
from db.repositories import units as unit_rows
from db.session import UnitOfWork
from domain import grades
from domain.access import Right
from domain.errors import NotFound, Refusal, WrongInput
from domain.grades import Grades
from services import content, materials
from services.materials import MaterialCard, MaterialPage
from services.russian import every_stem
from services.viewer import Viewer

RIGHT = Right.MANAGE_MATERIALS
KEPT = timedelta(days=30)
LIVES = timedelta(days=365)
FARTHEST = timedelta(days=3 * 365)
MOST_TAGS = 8
LENGTHS = {"title": (5, 120), "summary": (20, 200), "change_note": (10, 300)}
TEXT_LENGTH = (40, 3000)
FILES = ("document", "photo")


class MaterialIsIncomplete(Refusal):
    """Title, summary, contents, a theme or a subject, grades and the date of review are all needed."""


class MaterialHasChanged(Refusal):
    """Somebody published, renewed or withdrew it meanwhile."""


class TooManyTags(Refusal):
    """A material that is about everything is found by nobody."""


@dataclass(frozen=True)
class Draft:
    """What is written so far; `material_id`: whose new version it is. `grades`: None is not chosen yet."""

    material_id: int | None
    unit_name: str
    title: str
    summary: str
    kind: str
    source: str
    tags: tuple[str, ...]
    competencies: tuple[content.Competency, ...]
    subjects: tuple[str, ...]
    grades: str | None
    review_by: date | None
    change_note: str

    @property
    def missing(self) -> str | None:
        """The first step that has no answer yet."""
        written = {
            "title": self.title,
            "summary": self.summary,
            "source": self.source,
            "themes": self.tags,
            "grades": self.grades,
            "review": self.review_by,
            "change": self.change_note or self.material_id is None,
        }
        return next((step for step, value in written.items() if not value), None)


# What is published.


async def of_branch(work: UnitOfWork, who: Viewer, page: int, *, due: bool) -> MaterialPage:
    """Materials of the branch; with `due` those whose day of review has come."""
    scope = who.need(RIGHT, work.now())
    by = who.today(work.now()) if due else None
    size = materials.PAGE
    async with work.reading() as session:
        found, total = await rows.of_scope(session, scope, due_by=by, limit=size, offset=(page - 1) * size)
    return MaterialPage(tuple(map(materials.line, found)), total, page, max(1, -(-total // size)))


async def one_of_branch(work: UnitOfWork, who: Viewer, material_id: int) -> MaterialCard:
    async with work.reading() as session:
        return await materials.view(session, work, *await _in_branch(session, work, who, material_id))


async def _in_branch(
    session: AsyncSession, work: UnitOfWork, who: Viewer, material_id: int, *, for_update: bool = False
) -> tuple[Material, Unit]:
    scope = who.need(RIGHT, work.now())
    found = await rows.in_scope(session, scope, material_id, for_update=for_update)
    if found is None:
        raise NotFound
    return found


async def _as_shown(
    session: AsyncSession, work: UnitOfWork, who: Viewer, material_id: int, revision: int
) -> Material:
    material, _ = await _in_branch(session, work, who, material_id, for_update=True)
    if material.revision != revision:
        raise MaterialHasChanged
    material.revision += 1
    return material


async def renew(work: UnitOfWork, who: Viewer, material_id: int, revision: int) -> None:
    """Looked at and still true: for another year."""
    async with work.writing() as session:
        material = await _as_shown(session, work, who, material_id, revision)
        material.review_by = who.today(work.now()) + LIVES


async def withdraw(work: UnitOfWork, who: Viewer, material_id: int, revision: int) -> None:
    """Shown to nobody any more; its versions stay in the base."""
    async with work.writing() as session:
        material = await _as_shown(session, work, who, material_id, revision)
        material.state, material.changed_at, material.changed_by = "withdrawn", work.now(), who.subject


# The draft.


async def begin(work: UnitOfWork, who: Viewer, unit_id: int) -> None:
    """A new draft for a unit of the branch, in place of an older draft."""
    scope = who.need(RIGHT, work.now())
    async with work.writing() as session:
        unit = await unit_rows.by_id(session, unit_id)
        if unit is None or not scope.covers(unit.path):
            raise NotFound
        await _begin(session, work, who, unit.id)


async def begin_version(work: UnitOfWork, who: Viewer, material_id: int) -> None:
    """A draft of the next version: everything is there to be changed, the day of review is asked anew."""
    async with work.writing() as session:
        one, unit = await _in_branch(session, work, who, material_id)
        draft = await _begin(session, work, who, unit.id)
        draft.material_id, draft.seen_version = one.id, one.version
        draft.title, draft.summary, draft.kind, draft.source = one.title, one.summary, one.kind, one.source
        draft.tags = await rows.tags_of(session, one.id)
        draft.grades = grades.written(materials.grades_of(one))


async def _begin(session: AsyncSession, work: UnitOfWork, who: Viewer, unit_id: int) -> MaterialDraft:
    await rows.drop_draft(session, who.id)
    draft = MaterialDraft(person_id=who.id, unit_id=unit_id, tags=[], begun_at=work.now())
    session.add(draft)
    await session.flush()
    return draft


async def current(work: UnitOfWork, who: Viewer) -> Draft | None:
    """The draft that waits to be finished."""
    async with work.reading() as session:
        draft = await rows.draft(session, who.id)
        unit = await unit_rows.by_id(session, draft.unit_id) if draft else None
    if draft is None:
        return None
    return Draft(
        material_id=draft.material_id,
        unit_name=unit.name if unit else "",
        title=draft.title,
        summary=draft.summary,
        kind=draft.kind,
        source=draft.source,
        tags=tuple(draft.tags),
        competencies=materials.competencies_in(draft.tags),
        subjects=materials.subjects_in(draft.tags),
        grades=draft.grades,
        review_by=draft.review_by,
        change_note=draft.change_note,
    )


async def drop(work: UnitOfWork, who: Viewer) -> None:
    async with work.writing() as session:
        await rows.drop_draft(session, who.id)


async def forget_old(work: UnitOfWork) -> None:
    """Drafts are kept 30 days."""
    async with work.writing() as session:
        await rows.drop_drafts_before(session, work.now() - KEPT)


async def _draft(session: AsyncSession, who: Viewer) -> MaterialDraft:
    draft = await rows.draft(session, who.id, for_update=True)
    if draft is None:
        raise NotFound
    return draft


async def set_text(work: UnitOfWork, who: Viewer, name: str, typed: str) -> None:
    """One of title, summary, change_note."""
    text = " ".join(typed.split())
    _check_length(text, *LENGTHS[name])
    async with work.writing() as session:
        setattr(await _draft(session, who), name, text)


def _check_length(text: str, least: int, most: int) -> None:
    if not least <= len(text) <= most:
        raise WrongInput(why=f"Нужно от {least} до {most} знаков, сейчас {len(text)}.")


async def set_source(work: UnitOfWork, who: Viewer, typed: str) -> None:
    """A link, or the text itself."""
    text = "\n".join(line for line in (" ".join(one.split()) for one in typed.splitlines()) if line)
    kind = "link" if _is_link(text) else "text"
    if kind == "text":
        _check_length(text, *TEXT_LENGTH)
    async with work.writing() as session:
        draft = await _draft(session, who)
        draft.kind, draft.source = kind, text


def _is_link(text: str) -> bool:
    if not text.startswith(("https://", "http://")) or " " in text or "\n" in text or len(text) > 500:
        return False
    try:
        return "." in (urlsplit(text).hostname or "")
    except ValueError:
        return False


async def set_file(work: UnitOfWork, who: Viewer, reference: str) -> None:
    """A document or a photo by its reference in the messenger."""
    if reference.partition(":")[0] not in FILES:
        raise WrongInput(why="Подойдёт документ или фотография.")
    async with work.writing() as session:
        draft = await _draft(session, who)
        draft.kind, draft.source = "file", reference[:255]


async def switch_tag(work: UnitOfWork, who: Viewer, tag: str, *, on: bool) -> None:
    if tag[1:] not in {"c": content.competencies(), "s": content.subjects()}.get(tag[:1], {}):
        raise NotFound
    async with work.writing() as session:
        draft = await _draft(session, who)
        tags = [one for one in draft.tags if one != tag]
        if on and len(tags) >= MOST_TAGS:
            raise TooManyTags(most=MOST_TAGS)
        draft.tags = [*tags, tag] if on else tags


async def set_grades(work: UnitOfWork, who: Viewer, typed: str) -> None:
    try:
        written = grades.written(grades.read(typed))
    except ValueError:
        raise WrongInput(why="Напишите класс или классы, например: 7 или 5-9.") from None
    async with work.writing() as session:
        (await _draft(session, who)).grades = written


async def set_review(work: UnitOfWork, who: Viewer, on: date) -> None:
    today = who.today(work.now())
    if not today < on <= today + FARTHEST:
        raise WrongInput(why="День проверки должен быть впереди и не дальше трёх лет.")
    async with work.writing() as session:
        (await _draft(session, who)).review_by = on


async def publish(work: UnitOfWork, who: Viewer) -> int:
    """The material, or its next version, is in the library; who follows it hears what changed. Its id."""
    scope = who.need(RIGHT, work.now())
    async with work.writing() as session:
        draft = await _draft(session, who)
        unit = await unit_rows.by_id(session, draft.unit_id)
        if unit is None or not scope.covers(unit.path):
            raise NotFound
        if not _is_whole(draft) or draft.review_by is None or draft.grades is None:
            raise MaterialIsIncomplete
        material = await _target(session, work, who, draft)
        material.title, material.summary = draft.title, draft.summary
        material.kind, material.source = draft.kind, draft.source
        material.grade_from, material.grade_to = grades.read(draft.grades) or (None, None)
        material.review_by, material.change_note = draft.review_by, draft.change_note
        material.changed_at, material.changed_by = work.now(), who.subject
        material.search = _searched(draft)
        session.add(material)
        await session.flush()
        await rows.set_tags(session, material.id, draft.tags)
        session.add(_version(material, draft))
        await rows.drop_draft(session, who.id)
        await session.flush()
        await materials.tell_followers(session, work, material, who.id)
        return material.id


def _is_whole(draft: MaterialDraft) -> bool:
    said = draft.change_note or draft.material_id is None
    return bool(draft.title and draft.summary and draft.source and draft.tags and said)


async def _target(session: AsyncSession, work: UnitOfWork, who: Viewer, draft: MaterialDraft) -> Material:
    """A new material, or the one whose next version this is, if nobody was faster."""
    if draft.material_id is None:
        return Material(
            unit_id=draft.unit_id, state="published", version=1, revision=0, published_at=work.now()
        )
    found = await rows.in_scope(session, who.need(RIGHT, work.now()), draft.material_id, for_update=True)
    if found is None or found[0].version != draft.seen_version:
        raise MaterialHasChanged
    found[0].version += 1
    found[0].revision += 1
    return found[0]


def _version(material: Material, draft: MaterialDraft) -> MaterialVersion:
    kept = ("title", "summary", "kind", "source", "change_note")
    contents = {name: getattr(draft, name) for name in kept}
    contents |= {"tags": draft.tags, "grades": draft.grades, "review_by": material.review_by.isoformat()}
    return MaterialVersion(
        material_id=material.id,
        version=material.version,
        contents=contents,
        published_at=material.changed_at,
        published_by=material.changed_by,
    )


def _searched(draft: MaterialDraft) -> str:
    """Everything a material can be found by: stems, each after a space."""
    spoken = [draft.title, draft.summary, draft.source if draft.kind == "text" else ""]
    spoken += [one.title for one in materials.competencies_in(draft.tags)]
    spoken += materials.subjects_in(draft.tags)
    return f" {' '.join(every_stem(' '.join(spoken)))} "


def shown_grades(draft: Draft) -> Grades:
    return grades.read(draft.grades) if draft.grades else None
