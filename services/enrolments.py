"""From an application to a confirmed certificate; the evidence chain grows with each step."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Enrolment, Evidence, Person, Programme, Unit
from db.repositories import people as people_rows
from db.repositories import programmes as rows
from db.repositories import runs as run_rows
from db.session import UnitOfWork
from domain import training
from domain.access import Right
from domain.errors import NotFound, OwnAffair, Refusal, WrongInput
from domain.evidence import EvidenceKind
from domain.route import Activity
from services import evidence, outbox, programmes, reminders, route_facts, teams, viewer
from services.viewer import Viewer

PAGE = 6
REMIND_AFTER_DAYS = 30
OLDEST_CERTIFICATE = date(2015, 1, 1)


class ProgrammeIsClosed(Refusal):
    """The programme is out of the registry or its admission is over."""


class CertificateIsDecided(Refusal):
    """The certificate was confirmed already and can't be changed."""


class CertificateIsIncomplete(Refusal):
    """Number, date and hours are all needed."""


class FilesAreNotTaken(Refusal):
    """The operator's setting keeps documents out of the chat: a number, a date and hours are enough."""


class CertificateIsEarly(Refusal):
    """The date on the certificate is in the future or long past."""


class ListHasChanged(Refusal):
    """What was shown is no longer so: nothing is decided, the list is shown anew."""


@dataclass(frozen=True)
class EnrolmentView:
    """One's own way through a programme."""

    id: int
    revision: int
    programme_id: int
    title: str
    hours: int
    url: str
    state: str
    applied_on: date
    certificate_no: str | None
    certificate_date: date | None
    certificate_hours: int | None
    has_file: bool
    refusal: str | None


@dataclass(frozen=True)
class Submitted:
    """A certificate that waits, as a deputy or methodist sees it."""

    id: int
    revision: int
    chat_name: str
    unit_name: str
    title: str
    programme_hours: int
    number: str
    issued_on: date
    hours: int
    file: str | None


@dataclass(frozen=True)
class SubmittedPage:
    """`stamp` changes with what is shown, so that confirming a page confirms just what was seen."""

    items: tuple[Submitted, ...]
    total: int
    page: int
    pages: int
    stamp: str


async def apply(work: UnitOfWork, who: Viewer, programme_id: int) -> int:
    """Records an application; the same programme again is the same application. Returns its id."""
    async with work.writing() as session:
        programme = await rows.get(session, programme_id)
        if programme is None:
            raise NotFound
        before = await rows.enrolment_for(session, who.id, programme_id)
        if before is None or before.state == "withdrawn":
            check_open(programme, who.today(work.now()))
        return await enrol(session, work, who, programme)


async def enrol(session: AsyncSession, work: UnitOfWork, who: Viewer, programme: Programme) -> int:
    """The way through a programme begins, if it has not; belongs to the transaction of its cause."""
    before = await rows.enrolment_for(session, who.id, programme.id, for_update=True)
    if before is not None and before.state != "withdrawn":
        return before.id
    cause = await programmes.cause_of_enrolment(session, who, programme.id)
    enrolment = before or Enrolment(person_id=who.id, programme_id=programme.id, revision=0)
    enrolment.state, enrolment.applied_at = "applied", work.now()
    enrolment.revision += 1
    enrolment.enrolled_evidence_id = await evidence.record(
        session,
        work,
        who,
        EvidenceKind.ENROLLED,
        who.today(work.now()),
        competencies=list(cause.competencies) if cause else [],
        programme_id=programme.id,
        cause_id=cause.id if cause else None,
        details={"registry_no": programme.registry_no},
    )
    session.add(enrolment)
    await session.flush()
    await _remind(session, work, who.id, enrolment.id)
    await route_facts.moved(session, work, who.id, Activity.COURSE, programme.id)
    return enrolment.id


def check_open(programme: Programme, today: date) -> None:
    ends = [day for day in (programme.valid_until, programme.apply_until) if day is not None]
    if programme.gone_at is not None or any(day < today for day in ends):
        raise ProgrammeIsClosed


async def _remind(session: AsyncSession, work: UnitOfWork, person_id: int, enrolment_id: int) -> None:
    due = reminders.in_days(work.now(), REMIND_AFTER_DAYS)
    await reminders.set_for(session, person_id, NO_CERTIFICATE, enrolment_id, due)


async def _still_without(
    session: AsyncSession, person_id: int, enrolment_id: int
) -> dict[str, object] | None:
    """What the reminder about a missing certificate says; None once there is one."""
    enrolment = await rows.own_enrolment(session, person_id, enrolment_id)
    if enrolment is None or enrolment.state != "applied":
        return None
    programme = await rows.get(session, enrolment.programme_id)
    return {"enrolment": enrolment.id, "title": programme.title if programme else ""}


NO_CERTIFICATE = reminders.kind("no_certificate", _still_without)


async def _three_years_are_ending(
    session: AsyncSession, person_id: int, enrolment_id: int
) -> dict[str, object] | None:
    """What is said before three years after a training are over; None once there is a later one."""
    enrolment = await rows.own_enrolment(session, person_id, enrolment_id)
    trained_on = enrolment.certificate_date if enrolment else None
    if trained_on is None or await run_rows.last_training(session, person_id) != trained_on:
        return None
    return {"trained": trained_on.isoformat(), "due": training.due_by(trained_on).isoformat()}


TRAINING_DUE = reminders.kind("training_due", _three_years_are_ending)


async def withdraw(work: UnitOfWork, who: Viewer, enrolment_id: int) -> None:
    """Takes an application back; a confirmed certificate stays."""
    async with work.writing() as session:
        enrolment = await _own(session, who, enrolment_id)
        if enrolment.state == "confirmed":
            raise CertificateIsDecided
        enrolment.state = "withdrawn"
        enrolment.revision += 1
        await reminders.drop(session, work, who.id, NO_CERTIFICATE, enrolment.id)


async def mine(work: UnitOfWork, who: Viewer) -> list[EnrolmentView]:
    """One's applications and certificates, newest first."""
    async with work.reading() as session:
        found = await rows.enrolments_of(session, who.id)
    return [_view(who, enrolment, programme) for enrolment, programme in found]


async def get(work: UnitOfWork, who: Viewer, enrolment_id: int) -> EnrolmentView:
    async with work.reading() as session:
        enrolment = await rows.own_enrolment(session, who.id, enrolment_id)
        programme = await rows.get(session, enrolment.programme_id) if enrolment else None
    if enrolment is None or programme is None:
        raise NotFound
    return _view(who, enrolment, programme)


async def set_number(work: UnitOfWork, who: Viewer, enrolment_id: int, typed: str) -> None:
    number = " ".join(typed.split())
    if not 1 <= len(number) <= 60 or not any(c.isdigit() for c in number):
        raise WrongInput(why="Напишите номер, как в документе, например 0123-45.")
    async with work.writing() as session:
        (await _editable(session, who, enrolment_id)).certificate_no = number


async def set_date(work: UnitOfWork, who: Viewer, enrolment_id: int, issued_on: date) -> None:
    if not OLDEST_CERTIFICATE <= issued_on <= who.today(work.now()):
        raise CertificateIsEarly
    async with work.writing() as session:
        (await _editable(session, who, enrolment_id)).certificate_date = issued_on


async def set_hours(work: UnitOfWork, who: Viewer, enrolment_id: int, typed: str) -> None:
    hours = int(typed) if typed.strip().isdecimal() and len(typed.strip()) <= 4 else 0
    if not 1 <= hours <= 2000:
        raise WrongInput(why="Напишите число часов, например 36.")
    async with work.writing() as session:
        (await _editable(session, who, enrolment_id)).certificate_hours = hours


async def attach_file(
    work: UnitOfWork, who: Viewer, enrolment_id: int, file_reference: str, *, allowed: bool
) -> None:
    """Keeps an opaque reference to the file in the messenger, where the setting allows."""
    if not allowed:
        raise FilesAreNotTaken
    async with work.writing() as session:
        (await _editable(session, who, enrolment_id)).certificate_file = file_reference[:255]


async def submit(work: UnitOfWork, who: Viewer, enrolment_id: int) -> None:
    """Sends the certificate to those who confirm it."""
    async with work.writing() as session:
        enrolment = await _editable(session, who, enrolment_id)
        if not (enrolment.certificate_no and enrolment.certificate_date and enrolment.certificate_hours):
            raise CertificateIsIncomplete
        enrolment.state, enrolment.submitted_at, enrolment.refusal = "submitted", work.now(), None
        enrolment.revision += 1
        await reminders.drop(session, work, who.id, NO_CERTIFICATE, enrolment.id)
        await route_facts.moved(session, work, who.id, Activity.COURSE, enrolment.programme_id)


async def _own(session: AsyncSession, who: Viewer, enrolment_id: int) -> Enrolment:
    enrolment = await rows.own_enrolment(session, who.id, enrolment_id, for_update=True)
    if enrolment is None:
        raise NotFound
    return enrolment


async def _editable(session: AsyncSession, who: Viewer, enrolment_id: int) -> Enrolment:
    """An enrolment whose certificate may still be written; a submitted one is taken back by editing."""
    enrolment = await _own(session, who, enrolment_id)
    if enrolment.state == "confirmed":
        raise CertificateIsDecided
    if enrolment.state == "submitted":
        enrolment.state = "applied"
    enrolment.revision += 1
    return enrolment


def _view(who: Viewer, enrolment: Enrolment, programme: Programme) -> EnrolmentView:
    return EnrolmentView(
        id=enrolment.id,
        revision=enrolment.revision,
        programme_id=programme.id,
        title=programme.title,
        hours=programme.hours,
        url=programme.url,
        state=enrolment.state,
        applied_on=who.today(enrolment.applied_at),
        certificate_no=enrolment.certificate_no,
        certificate_date=enrolment.certificate_date,
        certificate_hours=enrolment.certificate_hours,
        has_file=enrolment.certificate_file is not None,
        refusal=enrolment.refusal,
    )


async def waiting(work: UnitOfWork, who: Viewer, page: int = 1) -> SubmittedPage:
    """Certificates of the viewer's branch that wait, nobody's own, the longest waiting first."""
    scope = who.need(Right.CONFIRM_CERTIFICATES, work.now())
    async with work.reading() as session:
        found = await rows.submitted(session, scope, who.id, limit=PAGE, offset=(page - 1) * PAGE)
        total = await rows.count_submitted(session, scope, who.id)
    items = tuple(_submitted(*row) for row in found)
    return SubmittedPage(items, total, page, max(1, -(-total // PAGE)), _stamp(items))


async def waiting_one(work: UnitOfWork, who: Viewer, enrolment_id: int) -> Submitted:
    scope = who.need(Right.CONFIRM_CERTIFICATES, work.now())
    async with work.reading() as session:
        found = await rows.submitted_by_ids(session, scope, who.id, [enrolment_id])
    if not found:
        raise NotFound
    return _submitted(*found[0])


def _submitted(enrolment: Enrolment, programme: Programme, person: Person, unit: Unit) -> Submitted:
    return Submitted(
        id=enrolment.id,
        revision=enrolment.revision,
        chat_name=person.chat_name,
        unit_name=unit.name,
        title=programme.title,
        programme_hours=programme.hours,
        number=enrolment.certificate_no or "",
        issued_on=enrolment.certificate_date or date.min,
        hours=enrolment.certificate_hours or 0,
        file=enrolment.certificate_file,
    )


def _stamp(items: tuple[Submitted, ...]) -> str:
    seen = ",".join(f"{item.id}.{item.revision}" for item in items)
    return hashlib.sha256(seen.encode()).hexdigest()[:10]


async def confirm(work: UnitOfWork, who: Viewer, enrolment_id: int, revision: int) -> None:
    """Confirms one certificate as it was shown; a changed one raises ListHasChanged."""
    await _confirm(work, who, [(enrolment_id, revision)])


async def confirm_page(work: UnitOfWork, who: Viewer, page: int, stamp: str) -> int:
    """Confirms every certificate of a page just as it was shown; returns how many."""
    shown = await waiting(work, who, page)
    if not shown.items or shown.stamp != stamp:
        raise ListHasChanged
    await _confirm(work, who, [(item.id, item.revision) for item in shown.items])
    return len(shown.items)


async def _confirm(work: UnitOfWork, who: Viewer, wanted: list[tuple[int, int]]) -> None:
    scope = who.need(Right.CONFIRM_CERTIFICATES, work.now())
    revisions = dict(wanted)
    async with work.writing() as session:
        found = await rows.submitted_by_ids(session, scope, who.id, list(revisions))
        if {row[0].id: row[0].revision for row in found} != revisions:
            raise ListHasChanged
        for enrolment, programme, person, _ in found:
            await _complete(session, work, who, enrolment, programme, person)


async def _complete(
    session: AsyncSession,
    work: UnitOfWork,
    confirmer: Viewer,
    enrolment: Enrolment,
    programme: Programme,
    person: Person,
) -> None:
    owner = viewer.of_person(person, await people_rows.unit_of(session, person))
    if owner.id == confirmer.id:
        raise OwnAffair
    _decide(enrolment, confirmer, work.now(), "confirmed")
    cause = await session.get(Evidence, enrolment.enrolled_evidence_id)
    await evidence.record(
        session,
        work,
        owner,
        EvidenceKind.COMPLETED,
        enrolment.certificate_date or owner.today(work.now()),
        competencies=list(cause.competencies) if cause else [],
        programme_id=programme.id,
        cause_id=enrolment.enrolled_evidence_id,
        confirmed_by=confirmer.subject,
        details={"registry_no": programme.registry_no, "hours": enrolment.certificate_hours},
    )
    issued_on = enrolment.certificate_date or owner.today(work.now())
    await teams.after_certificate(session, work, owner, issued_on, confirmer.subject)
    await route_facts.closed(session, work, owner.id, Activity.COURSE, programme.id)
    await _tell_decision(session, work, enrolment, programme)
    near = training.due_by(issued_on) - training.REMIND_BEFORE
    due_at = datetime.combine(max(near, owner.today(work.now())), reminders.AFTERNOON, owner.zone)
    await reminders.set_for(session, owner.id, TRAINING_DUE, enrolment.id, due_at)


async def refuse(work: UnitOfWork, who: Viewer, enrolment_id: int, revision: int, reason: str) -> None:
    """Returns a certificate with a reason; the person may correct and send it again."""
    reason = " ".join(reason.split())
    if not 5 <= len(reason) <= 300:
        raise WrongInput(why="Напишите причину: от 5 до 300 знаков.")
    scope = who.need(Right.CONFIRM_CERTIFICATES, work.now())
    async with work.writing() as session:
        found = await rows.submitted_by_ids(session, scope, who.id, [enrolment_id])
        if not found:
            raise ListHasChanged
        enrolment, programme, _, _ = found[0]
        if enrolment.revision != revision:
            raise ListHasChanged
        _decide(enrolment, who, work.now(), "refused")
        enrolment.refusal = reason
        await _tell_decision(session, work, enrolment, programme)


def _decide(enrolment: Enrolment, who: Viewer, now: datetime, state: str) -> None:
    enrolment.state, enrolment.decided_at, enrolment.decided_by = state, now, who.subject
    enrolment.revision += 1


async def _tell_decision(
    session: AsyncSession, work: UnitOfWork, enrolment: Enrolment, programme: Programme
) -> None:
    await outbox.tell(
        session,
        work,
        enrolment.person_id,
        f"certificate_{enrolment.state}",
        f"certificate:{enrolment.id}:{enrolment.revision}",
        parameters={"enrolment": enrolment.id, "title": programme.title, "reason": enrolment.refusal or ""},
    )
