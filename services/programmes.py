"""The registry of programmes: list, card with reasons, recommendation, import."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Evidence, Programme
from db.repositories import evidence as evidence_rows
from db.repositories import programmes as rows
from db.repositories import units as unit_rows
from db.repositories.programmes import ProgrammeFilter
from db.session import UnitOfWork
from domain import recommendation
from domain.errors import NotFound
from domain.evidence import EvidenceKind
from domain.recommendation import Candidate, Reason, Wish
from domain.shortest_set import Limits, shortest_set
from services import content, diagnostics, evidence
from services.russian import stems
from services.viewer import Viewer

PAGE = 6
RECOMMENDED = 30
"""How many programmes a recommendation keeps as evidence."""


@dataclass(frozen=True)
class ProgrammeLine:
    """A programme in a list."""

    id: int
    title: str
    hours: int
    form: str
    starts_on: date | None
    price: int | None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class ProgrammePage:
    lines: tuple[ProgrammeLine, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class ProgrammeCard:
    """Everything a card shows; `reasons` and `zones` say why it suits the person who looks;
    `has_wish`: this person has declared growth zones at all.
    """

    id: int
    registry_no: str
    title: str
    provider: str
    kind: str
    hours: int
    form: str
    audience: str
    region: str
    annotation: str
    competencies: tuple[content.Competency, ...]
    starts_on: date | None
    apply_until: date | None
    valid_until: date | None
    price: int | None
    url: str
    reasons: tuple[Reason, ...]
    zones: tuple[content.Competency, ...]
    has_wish: bool
    can_be_joined: bool
    enrolment_id: int | None
    enrolment_state: str | None


@dataclass(frozen=True)
class ProgrammeSet:
    """The shortest set: `closes` says which zones each programme closes, `missing` which none does."""

    lines: tuple[ProgrammeLine, ...]
    closes: Mapping[int, tuple[content.Competency, ...]]
    hours: int
    missing: tuple[content.Competency, ...]


async def find(work: UnitOfWork, today: date, wanted: dict[str, str], page: int) -> ProgrammePage:
    """A page of programmes that can be joined. `wanted`: words, competency, form, free, hours."""
    narrowed = ProgrammeFilter(
        words=tuple(stems(wanted.get("words", ""))),
        competency=wanted.get("competency", ""),
        form=wanted.get("form", ""),
        free=wanted.get("free") == "1",
        most_hours=int(wanted.get("hours") or 0),
    )
    async with work.reading() as session:
        found, total = await rows.page(session, narrowed, today, limit=PAGE, offset=(page - 1) * PAGE)
    return _page([_line(programme) for programme in found], total, page)


async def recommended(work: UnitOfWork, who: Viewer, page: int) -> tuple[ProgrammePage, list[str]]:
    """A page of programmes for the latest declared growth zones, and the zones; no zones, no programmes."""
    async with work.reading() as session:
        zones, _ = await diagnostics.latest_zones(session, who)
        ranked = await _rank(session, work, who, zones)
        shown = ranked[(page - 1) * PAGE : page * PAGE]
        found = await rows.by_ids(session, [one.programme_id for one in shown])
    lines = [_line(found[one.programme_id], one.reasons) for one in shown]
    return _page(lines, len(ranked), page), zones


async def shortest(work: UnitOfWork, who: Viewer, limits: Limits) -> ProgrammeSet:
    """The programmes that close all growth zones in the fewest hours, within the person's limits."""
    async with work.reading() as session:
        zones, _ = await diagnostics.latest_zones(session, who)
        candidates = await _candidates(session, work, who, zones)
        wish = await _wish(session, who, zones)
        offered = [
            one for one in candidates if one.id not in wish.done and recommendation.fits_subject(one, wish)
        ]
        found = shortest_set(offered, zones, limits, who.today(work.now()))
        chosen = await rows.by_ids(session, found.programmes)
    closes = {one.id: [zone for zone in zones if zone in one.competencies] for one in offered}
    return ProgrammeSet(
        lines=tuple(_line(chosen[number]) for number in found.programmes),
        closes={number: _competencies(closes[number]) for number in found.programmes},
        hours=found.hours,
        missing=_competencies(list(found.missing)),
    )


async def note_recommendation(work: UnitOfWork, who: Viewer) -> None:
    """Keeps as evidence what is recommended for the latest diagnostic; once for each diagnostic and list."""
    async with work.writing() as session:
        zones, cause = await diagnostics.latest_zones(session, who)
        if cause is None:
            return
        ranked = (await _rank(session, work, who, zones))[:RECOMMENDED]
        offered = [{"programme": one.programme_id, "reasons": list(one.reasons)} for one in ranked]
        before = await evidence_rows.caused_by(session, cause, EvidenceKind.RECOMMENDED)
        if before is not None and before.details.get("programmes") == offered:
            return
        await evidence.record(
            session,
            work,
            who,
            EvidenceKind.RECOMMENDED,
            who.today(work.now()),
            competencies=zones,
            cause_id=cause,
            details={"programmes": offered},
        )


async def cause_of_enrolment(session: AsyncSession, who: Viewer, programme_id: int) -> Evidence | None:
    """The link of the chain an enrolment hangs on: the recommendation that named the programme, else the
    diagnostic whose zone it develops, however it was found; else nothing.
    """
    zones, cause = await diagnostics.latest_zones(session, who)
    if cause is None:
        return None
    told = await evidence_rows.caused_by(session, cause, EvidenceKind.RECOMMENDED)
    if told and any(one["programme"] == programme_id for one in told.details.get("programmes", [])):
        return told
    developed = (await rows.competencies_of(session, [programme_id]))[programme_id]
    return await session.get(Evidence, cause) if developed & set(zones) else None


async def card(work: UnitOfWork, who: Viewer | None, programme_id: int) -> ProgrammeCard:
    """A programme for `who`; a guest sees it without reasons."""
    async with work.reading() as session:
        programme = await rows.get(session, programme_id)
        if programme is None:
            raise NotFound
        codes = (await rows.competencies_of(session, [programme_id]))[programme_id]
        wish, enrolment = Wish(()), None
        if who is not None:
            zones, _ = await diagnostics.latest_zones(session, who)
            wish = await _wish(session, who, zones)
            enrolment = await rows.enrolment_for(session, who.id, programme_id)
    today = who.today(work.now()) if who else work.now().date()
    candidate = _candidate(programme, codes)
    reasons = recommendation.reasons(candidate, wish, today) if who else ()
    return ProgrammeCard(
        **_facts(programme),
        competencies=_competencies(sorted(codes)),
        reasons=reasons,
        zones=_competencies([code for code in wish.zones if code in codes]),
        has_wish=bool(wish.zones),
        can_be_joined=programme.gone_at is None and recommendation.can_be_joined(candidate, today),
        enrolment_id=enrolment.id if enrolment else None,
        enrolment_state=enrolment.state if enrolment else None,
    )


def _facts(programme: Programme) -> dict[str, Any]:
    names = (
        "id registry_no title provider kind hours form audience region annotation "
        "starts_on apply_until valid_until price url"
    )
    return {name: getattr(programme, name) for name in names.split()}


def _competencies(codes: list[str]) -> tuple[content.Competency, ...]:
    known = content.competencies()
    return tuple(known[code] for code in codes if code in known)


async def _rank(
    session: AsyncSession, work: UnitOfWork, who: Viewer, zones: list[str]
) -> list[recommendation.Recommendation]:
    if not zones:
        return []
    candidates = await _candidates(session, work, who, zones)
    return recommendation.rank(candidates, await _wish(session, who, zones), who.today(work.now()))


async def _candidates(
    session: AsyncSession, work: UnitOfWork, who: Viewer, zones: list[str]
) -> list[Candidate]:
    """Programmes of the registry that develop one of the zones."""
    found = await rows.developing(session, zones, who.today(work.now()))
    codes = await rows.competencies_of(session, [programme.id for programme in found])
    return [_candidate(programme, codes[programme.id]) for programme in found]


async def _wish(session: AsyncSession, who: Viewer, zones: list[str]) -> Wish:
    titles = content.subjects()
    return Wish(
        zones=tuple(zones),
        region=await _region(session, who),
        subjects=frozenset(titles[code] for code in who.subjects if code in titles),
        done=await rows.completed_programmes(session, who.id),
    )


async def _region(session: AsyncSession, who: Viewer) -> str:
    if who.unit is None:
        return ""
    unit = await unit_rows.by_id(session, who.unit.id)
    chain = await unit_rows.ancestors(session, unit) if unit else []
    return next((one.name for one in chain if one.level == "region"), "")


def _candidate(programme: Programme, codes: frozenset[str]) -> Candidate:
    return Candidate(
        id=programme.id,
        title=programme.title,
        competencies=codes,
        hours=programme.hours,
        form=programme.form,
        price=programme.price,
        region=programme.region,
        subject=programme.subject,
        starts_on=programme.starts_on,
        apply_until=programme.apply_until,
        valid_until=programme.valid_until,
    )


def _line(programme: Programme, reasons: tuple[Reason, ...] = ()) -> ProgrammeLine:
    return ProgrammeLine(
        programme.id,
        programme.title,
        programme.hours,
        programme.form,
        programme.starts_on,
        programme.price,
        reasons,
    )


def _page(lines: list[ProgrammeLine], total: int, page: int) -> ProgrammePage:
    return ProgrammePage(tuple(lines), total, page, max(1, -(-total // PAGE)))
