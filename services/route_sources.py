"""Where steps of a route come from: each source offers candidates for the growth zones of a person.

A capability adds its own to SOURCES.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from db.repositories import routes as rows
from db.session import UnitOfWork
from domain.route import Activity, Candidate, weeks_of
from domain.shortest_set import Limits
from services import content, materials, practices, programmes
from services.content import Competency
from services.viewer import Viewer

PRACTICES_FOR_ZONE = MATERIALS_FOR_ZONE = 2
LONGEST = 300

Source = Callable[[UnitOfWork, Viewer, list[Competency]], Awaitable[list[Candidate]]]


def candidate(
    activity: Activity, zones: list[Competency], *, title: str = "", hours: int = 0, ref: int | None = None
) -> Candidate:
    """A step in the words of `content/route.yaml`; `title`: of the programme, practice or material."""
    words = content.route_activities()[activity]
    first = zones[0] if zones else None
    said = {
        "zone": ", ".join(one.short for one in zones),
        "title": title,
        "hours": hours,
        "sign": _lower_first(first.signs[0]) if first else "",
    }
    return Candidate(
        activity=activity,
        zones=tuple(one.code for one in zones),
        title=words.title.format(**said)[:LONGEST],
        form=words.form,
        weeks=words.weeks,
        result=words.result.format(**said)[:LONGEST],
        proof=words.proof.format(**said)[:LONGEST],
        ref=ref,
    )


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


async def _courses(work: UnitOfWork, who: Viewer, zones: list[Competency]) -> list[Candidate]:
    """The shortest set of programmes that closes all zones."""
    found = await programmes.shortest(work, who, Limits())
    closed = {one.id: [zone for zone in zones if zone in found.closes[one.id]] for one in found.lines}
    return [_of_programme(one, closed[one.id]) for one in found.lines if closed[one.id]]


def _of_programme(one: programmes.ProgrammeLine, zones: list[Competency]) -> Candidate:
    made = candidate(Activity.COURSE, zones, title=one.title, hours=one.hours, ref=one.id)
    return replace(made, weeks=weeks_of(one.hours), starts_on=one.starts_on)


async def _practices(work: UnitOfWork, who: Viewer, zones: list[Competency]) -> list[Candidate]:
    found = []
    for zone in zones:
        lines = await practices.for_competencies(work, [zone.code], PRACTICES_FOR_ZONE)
        found += [candidate(Activity.PRACTICE, [zone], title=one.title, ref=one.id) for one in lines]
    return found


async def _materials(work: UnitOfWork, who: Viewer, zones: list[Competency]) -> list[Candidate]:
    found = []
    for zone in zones:
        lines = await materials.for_competencies(work, [zone.code], MATERIALS_FOR_ZONE)
        found += [candidate(Activity.MATERIAL, [zone], title=one.title, ref=one.id) for one in lines]
    return found


PEOPLE = (
    Activity.MENTOR,
    Activity.VISIT,
    Activity.CONSULT,
    Activity.ASSOCIATION,
    Activity.EVENT,
    Activity.INTERNSHIP,
    Activity.OWN,
)
"""Kinds that need nothing but colleagues and one's own lessons."""


async def _people(work: UnitOfWork, who: Viewer, zones: list[Competency]) -> list[Candidate]:
    return [candidate(activity, [zone]) for zone in zones for activity in PEOPLE]


async def _template(work: UnitOfWork, who: Viewer, zones: list[Competency]) -> list[Candidate]:
    """Steps of the template of the person's municipality or region."""
    if who.unit is None:
        return []
    async with work.reading() as session:
        template = await rows.nearest_template(session, who.unit.path)
        steps = await rows.template_steps(session, template.unit_id) if template else []
    known = {zone.code: zone for zone in zones}
    found = []
    for one in steps:
        if one.zone and one.zone not in known:
            continue
        words = content.route_activities()[Activity(one.activity)]
        found.append(
            Candidate(
                activity=Activity(one.activity),
                zones=(one.zone,) if one.zone else (),
                title=one.title,
                form=words.form,
                weeks=words.weeks,
                result=one.result,
                proof=one.proof,
            )
        )
    return found


SOURCES: list[Source] = [_template, _courses, _practices, _materials, _people]
"""Where two offer the same kind for a zone the first one wins: what the municipality wants."""


async def collect(work: UnitOfWork, who: Viewer, zones: list[Competency]) -> list[Candidate]:
    return [one for source in SOURCES for one in await source(work, who, zones)]


async def goal(work: UnitOfWork, who: Viewer) -> str:
    """The goal that the municipality's template names, else ours."""
    if who.unit is not None:
        async with work.reading() as session:
            template = await rows.nearest_template(session, who.unit.path)
        if template is not None and template.goal:
            return template.goal
    return content.route_goal()
