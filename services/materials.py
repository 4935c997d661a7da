"""The library of methodical materials for its readers: search, cards, marks, what somebody follows."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Material, MaterialUse, Unit
from db.repositories import materials as rows
from db.repositories import routes as route_rows
from db.repositories.materials import MaterialFilter
from db.session import UnitOfWork
from domain.errors import NotFound
from domain.grades import Grades
from domain.route import Activity
from services import content, diagnostics, outbox, route_facts
from services.outbox import Carrier, Letter
from services.russian import folded, stems
from services.viewer import DEFAULT_ZONE, Viewer

PAGE = 6
TOPIC = "materials"
"""The switch of the settings for everything about changes of materials."""
CHANGED = "material_changed"


@dataclass(frozen=True)
class MaterialLine:
    """A material in a list."""

    id: int
    title: str
    kind: str
    grades: Grades
    changed_on: date
    review_by: date


@dataclass(frozen=True)
class MaterialPage:
    lines: tuple[MaterialLine, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class MaterialCard:
    """A material as a reader sees it; marks are those of the person who looks.

    `step_id`: the step of their route that is about it; `has_route`: it may become one.
    """

    id: int
    revision: int
    version: int
    title: str
    summary: str
    kind: str
    source: str
    grades: Grades
    competencies: tuple[content.Competency, ...]
    subjects: tuple[str, ...]
    tags: tuple[str, ...]
    unit_name: str
    changed_on: date
    review_by: date
    is_due: bool
    change_note: str
    useful: int
    found_useful: bool
    studied: bool
    follows: bool
    has_route: bool
    step_id: int | None


@dataclass(frozen=True)
class VersionLine:
    version: int
    on: date
    note: str


async def find(work: UnitOfWork, wanted: dict[str, str], page: int) -> MaterialPage:
    """A page of the library. `wanted`: words, competency, subject, grade."""
    tags = [f"c{wanted['competency']}"] if wanted.get("competency") else []
    tags += [f"s{wanted['subject']}"] if wanted.get("subject") else []
    narrowed = MaterialFilter(
        words=tuple(folded(one) for one in stems(wanted.get("words", ""))),
        tags=tuple(tags),
        grade=int(wanted["grade"]) if wanted.get("grade") else None,
    )
    async with work.reading() as session:
        found, total = await rows.page(session, narrowed, limit=PAGE, offset=(page - 1) * PAGE)
    return MaterialPage(tuple(map(line, found)), total, page, max(1, -(-total // PAGE)))


def line(one: Material) -> MaterialLine:
    changed_on = one.changed_at.astimezone(DEFAULT_ZONE).date()
    return MaterialLine(one.id, one.title, one.kind, grades_of(one), changed_on, one.review_by)


def grades_of(one: Material) -> Grades:
    if one.grade_from is None or one.grade_to is None:
        return None
    return one.grade_from, one.grade_to


async def for_competencies(work: UnitOfWork, codes: list[str], limit: int = 3) -> list[MaterialLine]:
    """The latest materials for growth zones, the surest zone first: other screens may offer them."""
    found: dict[int, Material] = {}
    async with work.reading() as session:
        for code in codes:
            tagged = MaterialFilter(tags=(f"c{code}",))
            some, _ = await rows.page(session, tagged, limit=limit, offset=0)
            found |= {one.id: one for one in some}
    return [line(one) for one in found.values()][:limit]


async def zones(work: UnitOfWork, who: Viewer) -> list[str]:
    """Growth zones of the latest diagnostic: what materials to begin with."""
    async with work.reading() as session:
        found, _ = await diagnostics.latest_zones(session, who)
    return found


async def card(work: UnitOfWork, who: Viewer | None, material_id: int) -> MaterialCard:
    """For anybody; `who` is None for a guest."""
    async with work.reading() as session:
        found = await rows.published(session, material_id)
        if found is None:
            raise NotFound
        shown = await view(session, work, *found)
        if who is None:
            return shown
        mine = await rows.use(session, who.id, material_id)
        route = await route_rows.current(session, who.id)
        steps = await route_rows.steps(session, route.id) if route else []
        about = (one.id for one in steps if one.activity == Activity.MATERIAL and one.ref == material_id)
        return replace(
            shown,
            found_useful=mine is not None and mine.useful,
            studied=mine is not None and mine.studied_at is not None,
            follows=f"m{material_id}" in await rows.follows_of(session, who.id),
            has_route=route is not None,
            step_id=next(about, None),
        )


async def view(session: AsyncSession, work: UnitOfWork, one: Material, unit: Unit) -> MaterialCard:
    """What everybody sees of it."""
    tags = await rows.tags_of(session, one.id)
    changed = line(one)
    return MaterialCard(
        id=one.id,
        revision=one.revision,
        version=one.version,
        title=one.title,
        summary=one.summary,
        kind=one.kind,
        source=one.source,
        grades=changed.grades,
        competencies=competencies_in(tags),
        subjects=subjects_in(tags),
        tags=tuple(tags),
        unit_name=unit.name,
        changed_on=changed.changed_on,
        review_by=one.review_by,
        is_due=one.review_by <= work.now().astimezone(DEFAULT_ZONE).date(),
        change_note=one.change_note,
        useful=await rows.count_useful(session, one.id),
        found_useful=False,
        studied=False,
        follows=False,
        has_route=False,
        step_id=None,
    )


def competencies_in(tags: list[str]) -> tuple[content.Competency, ...]:
    known = content.competencies()
    return tuple(known[tag[1:]] for tag in tags if tag.startswith("c") and tag[1:] in known)


def subjects_in(tags: list[str]) -> tuple[str, ...]:
    """Titles of the subjects among the tags."""
    known = content.subjects()
    return tuple(known[tag[1:]] for tag in tags if tag.startswith("s") and tag[1:] in known)


async def versions(work: UnitOfWork, material_id: int) -> list[VersionLine]:
    """What changed and when, the latest first."""
    async with work.reading() as session:
        if await rows.published(session, material_id) is None:
            raise NotFound
        found = await rows.versions(session, material_id)
    return [
        VersionLine(
            one.version, one.published_at.astimezone(DEFAULT_ZONE).date(), str(one.contents["change_note"])
        )
        for one in found
    ]


async def mark_useful(work: UnitOfWork, who: Viewer, material_id: int, *, on: bool) -> None:
    async with work.writing() as session:
        (await _use(session, who, material_id)).useful = on


async def study(work: UnitOfWork, who: Viewer, material_id: int) -> None:
    """«Изучил(а)»: a step of the route that is about it moves on; what came out is shown there."""
    async with work.writing() as session:
        mine = await _use(session, who, material_id)
        mine.studied_at = mine.studied_at or work.now()
        await route_facts.moved(session, work, who.id, Activity.MATERIAL, material_id)


async def _use(session: AsyncSession, who: Viewer, material_id: int) -> MaterialUse:
    if await rows.published(session, material_id) is None:
        raise NotFound
    mine = await rows.use(session, who.id, material_id, for_update=True)
    if mine is None:
        mine = MaterialUse(person_id=who.id, material_id=material_id, useful=False)
        session.add(mine)
    return mine


# Following: one material («m17»), a competency («cKM2») or a subject («smath»).


async def follows(work: UnitOfWork, who: Viewer) -> list[tuple[str, str]]:
    """What the person follows, with its words; a material that was withdrawn is left out."""
    found: list[tuple[str, str]] = []
    async with work.reading() as session:
        for what in await rows.follows_of(session, who.id):
            if words := await _title_of(session, what):
                found.append((what, words))
    return found


async def _title_of(session: AsyncSession, what: str) -> str:
    kind, code = what[:1], what[1:]
    if kind == "m" and code.isascii() and code.isdigit() and len(code) < 10:
        found = await rows.published(session, int(code))
        return found[0].title if found else ""
    if kind == "c" and code in content.competencies():
        return content.competencies()[code].short
    return content.subjects().get(code, "") if kind == "s" else ""


async def follow(work: UnitOfWork, who: Viewer, what: str, *, on: bool) -> None:
    async with work.writing() as session:
        if not on:
            await rows.unfollow(session, who.id, [what])
        elif await _title_of(session, what):
            await rows.follow(session, who.id, what)
        else:
            raise NotFound


async def unfollow_all_of(work: UnitOfWork, who: Viewer, material_id: int) -> None:
    """One tap under a message: everything that made this material's changes come to the person ends."""
    async with work.writing() as session:
        await rows.unfollow(session, who.id, await _ways_to(session, material_id))


async def _ways_to(session: AsyncSession, material_id: int) -> list[str]:
    return [f"m{material_id}", *await rows.tags_of(session, material_id)]


async def tell_followers(session: AsyncSession, work: UnitOfWork, material: Material, author_id: int) -> None:
    """«Что изменилось», in the transaction that publishes; nobody is told of their own change."""
    for person_id in await rows.followers(session, await _ways_to(session, material.id)):
        if person_id != author_id:
            await outbox.tell(
                session,
                work,
                person_id,
                CHANGED,
                f"material:{material.id}:{material.version}",
                parameters={"material": material.id, "version": material.version},
                priority=outbox.Priority.REMINDER,
            )


async def _fill(session: AsyncSession, letter: Letter) -> Letter | None:
    """Says nothing of a withdrawn material, and nothing to who follows it no more."""
    number, version = letter.parameters["material"], letter.parameters["version"]
    found = await rows.published(session, number)
    followed = await rows.follows_of(session, letter.person_id)
    if found is None or not set(followed) & set(await _ways_to(session, number)):
        return None
    note = next((one.contents["change_note"] for one in await rows.versions(session, number)
                 if one.version == version), "")  # fmt: skip
    return replace(
        letter, parameters={"material": number, "title": found[0].title, "note": note, "version": version}
    )


outbox.TOPIC_OF[CHANGED] = TOPIC
outbox.CARRIERS[CHANGED] = Carrier(fill=_fill)
