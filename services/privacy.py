"""What is kept about a person, and their rights: export, correction, withdrawal, deletion."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import CorrectionRequest, Erasure, Person
from db.repositories import access as access_rows
from db.repositories import delivery as delivery_rows
from db.repositories import diagnostics as diagnostic_rows
from db.repositories import evidence as evidence_rows
from db.repositories import items as item_rows
from db.repositories import materials as material_rows
from db.repositories import mentoring as mentor_rows
from db.repositories import news as news_rows
from db.repositories import norms as norm_rows
from db.repositories import pages as page_rows
from db.repositories import paper as paper_rows
from db.repositories import people as people_rows
from db.repositories import practice_reviews as review_rows
from db.repositories import practices as practice_rows
from db.repositories import programmes as programme_rows
from db.repositories import questions as question_rows
from db.repositories import relay as relay_rows
from db.repositories import routes as route_rows
from db.repositories import runs as run_rows
from db.repositories import teams as team_rows
from db.session import UnitOfWork
from domain.errors import NotFound, WrongInput
from services import practices
from services.viewer import Viewer

KEPT_AFTER_WITHDRAWAL = timedelta(days=30)
DRAFTS_KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Act:
    """The act of a deletion: its number, time, and how many records of each kind were removed."""

    number: int
    erased_at: datetime
    removed: dict[str, int]


NAMES = ("full_name", "birth_date")
RELAY_INSIDE = ("thread_id", "author_id", "said_in", "file", "reply_to_id", "outbox_id", "copy_to", "copy_in")


async def export(work: UnitOfWork, who: Viewer, *, with_names: bool) -> dict[str, list[dict[str, Any]]]:
    """Everything kept about the person, by kind: plain values ready for JSON and for a table.

    Without `with_names` the full name and the date of birth stay out: the file goes through the messenger.
    """
    async with work.reading() as session:
        person = await people_rows.get(session, who.id)
        if person is None:
            raise NotFound
        return {
            "person": [_columns(person, "id", "start_link", *(() if with_names else NAMES))],
            "consents": [
                _columns(row, "id", "person_id") for row in await people_rows.consents(session, who.id)
            ],
            "places_of_work": [
                {"unit": unit.name, **_columns(row, "id", "person_id", "unit_id", "decided_by")}
                for row, unit in await people_rows.memberships(session, who.id)
            ],
            "roles": [
                {"unit": unit.name, **_columns(row, "id", "person_id", "unit_id", "given_by")}
                for row, unit in await access_rows.grants_of(session, who.id)
            ],
            "diagnostics": await _attempts(session, who),
            "programmes": [
                {"programme": programme.title, **_columns(row, "person_id", "certificate_file", "decided_by")}
                for row, programme in await programme_rows.enrolments_of(session, who.id)
            ],
            "run_applications": [
                {"programme": programme.title, **_columns(row, "person_id", "decided_by")}
                for row, programme in await run_rows.of_person(session, who.id)
            ],
            "teams": [
                {"unit": unit.name, **_columns(row, "id", "person_id", "unit_id", "added_by")}
                for row, unit in await team_rows.of_person(session, who.id)
            ],
            "materials_read": [
                {"material": material.title, **_columns(use, "person_id", "material_id")}
                for use, material in await material_rows.uses_of(session, who.id)
            ],
            "materials_followed": [
                {"what": what} for what in await material_rows.follows_of(session, who.id)
            ],
            "material_drafts": await _material_draft(session, who),
            "acquaintances": [
                {"norm": norm.number, "version": norm.version, **_columns(row, "person_id", "norm_id")}
                for row, norm in await norm_rows.acquaintances_of(session, who.id)
            ],
            "practices": await _practices(session, who),
            "practices_read": [
                {"practice": practice.title, **_columns(use, "person_id", "practice_id")}
                for use, practice in await practice_rows.uses_of(session, who.id)
            ],
            "reviews": [_columns(row, "expert_id") for row in await review_rows.of_expert(session, who.id)],
            "messages": [
                {"about": thread.kind, "number": thread.number, **_columns(row, *RELAY_INSIDE)}
                for row, thread in await relay_rows.of_author(session, who.id)
            ],
            "mentoring": await _mentoring(session, who),
            "routes": await _routes(session, who),
            "route_steps": await _route_steps(session, who),
            "ready_answers": [
                {"text": row.text} for row in await question_rows.ready_answers(session, who.id)
            ],
            "paper_forms": [
                _columns(row, "id", "person_id", "unit_id", "code_hash", "printed_by", "entered_by")
                for row in await paper_rows.of_person(session, who.id)
            ],
            "pages_with_names": [
                {"unit": unit.name, **_columns(row, "id", "secret_hash", "made_by", "unit_id")}
                for row, unit in await page_rows.of_subject(session, who.subject)
            ],
            "news_opened": [_columns(row, "person_id") for row in await news_rows.reads_of(session, who.id)],
            "news_written": [
                _columns(row, "author_id", "file") for row in await news_rows.written_by(session, who.id)
            ],
            "question_files": await _question_files(session, who),
            "evidence": [
                _columns(row, "confirmed_by") for row in await evidence_rows.of_subject(session, who.subject)
            ],
        }


async def _material_draft(session: AsyncSession, who: Viewer) -> list[dict[str, Any]]:
    draft = await material_rows.draft(session, who.id)
    return [_columns(draft, "person_id", "unit_id")] if draft else []


async def _question_files(session: AsyncSession, who: Viewer) -> list[dict[str, Any]]:
    """A file of questions that was sent and waits for its sender's word; it lies in the messenger."""
    found = await item_rows.upload_of(session, who.id)
    return [_columns(found, "id", "person_id", "reference")] if found else []


async def _mentoring(session: AsyncSession, who: Viewer) -> list[dict[str, Any]]:
    """The profile, requests, pairs and one's own feedback; who stood at the other end is not told here."""
    profile = await mentor_rows.profile(session, who.id)
    found = [{"what": "profile", **_columns(profile, "person_id")}] if profile else []
    for request in await mentor_rows.requests_of(session, who.id):
        found.append({"what": "request", **_columns(request, "person_id", "unit_path")})
    for pair in await mentor_rows.pairs_of(session, who.id):
        foreign = "mentee" if pair.mentor_id == who.id else "mentor"
        hidden = ("mentor_id", "mentee_id", "ordered_by", f"{foreign}_rating", f"{foreign}_words")
        found.append({"what": "pair", **_columns(pair, *hidden)})
        for meeting in await mentor_rows.meetings(session, pair.id):
            found.append({"what": "meeting", **_columns(meeting)})
    return found


async def _routes(session: AsyncSession, who: Viewer) -> list[dict[str, Any]]:
    """Plans with the words about them and what was approved."""
    found: list[dict[str, Any]] = []
    for route in await route_rows.of_person(session, who.id):
        notes = await route_rows.notes(session, route.id)
        versions = await route_rows.versions(session, route.id)
        found.append(
            _columns(route, "person_id", "tutor_id", "decided_by")
            | {"notes": [one.text for one in notes], "approved": [one.plan for one in versions]}
        )
    return found


async def _route_steps(session: AsyncSession, who: Viewer) -> list[dict[str, Any]]:
    """Steps with the words that show them; files lie in the messenger and are counted."""
    found: list[dict[str, Any]] = []
    for route in await route_rows.of_person(session, who.id):
        for step in await route_rows.steps(session, route.id):
            shown = await route_rows.proofs(session, step.id)
            files = sum(one.file is not None for one in shown)
            words = [one.words for one in shown if one.words]
            found.append(_columns(step) | {"proofs": words, "files": files})
    return found


async def _attempts(session: AsyncSession, who: Viewer) -> list[dict[str, Any]]:
    """Answers with the person's own choices; keys are not personal data and stay in the bank."""
    found = []
    for attempt in await diagnostic_rows.finished_attempts(session, who.id, limit=1000):
        shared = await diagnostic_rows.shared_result(session, attempt.id)
        items = await diagnostic_rows.attempt_items(session, attempt.id)
        found.append(
            _columns(attempt, "person_id", "seed")
            | {
                "shared_with_methodists": shared is not None,
                "answers": ", ".join(f"{one.position}: {_mark(one.right)}" for one in items),
                "typed": {one.position: one.response for one in items if isinstance(one.response, str)},
            }
        )
    return found


async def _practices(session: AsyncSession, who: Viewer) -> list[dict[str, Any]]:
    """What the person wrote, with its themes and the number of files: these lie in the messenger."""
    return [
        _columns(one, "person_id", "unit_id", "decided_by")
        | {"themes": ", ".join(await practice_rows.competencies_of(session, one.id))}
        | {"files": len(await practice_rows.files_of(session, one.id))}
        for one in await practice_rows.of_person(session, who.id)
    ]


def _mark(right: bool | None) -> str:
    return "пропущен" if right is None else "верно" if right else "неверно"


def _columns(row: Any, *without: str) -> dict[str, Any]:
    names = [column.key for column in row.__mapper__.column_attrs if column.key not in without]
    return {name: _value(getattr(row, name)) for name in names}


def _value(value: Any) -> Any:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value if value is None or isinstance(value, (int, float, str, list, dict)) else str(value)


async def ask_correction(work: UnitOfWork, who: Viewer, wish: str) -> None:
    """Records what is wrong in the data; the operator answers within the term of the law."""
    wish = wish.strip()
    if not 5 <= len(wish) <= 1000:
        raise WrongInput(why="Напишите, что исправить: от 5 до 1000 знаков.")
    async with work.writing() as session:
        session.add(CorrectionRequest(person_id=who.id, wish=wish, asked_at=work.now(), done=False))


async def withdraw_consent(work: UnitOfWork, who: Viewer) -> None:
    """From now on nothing is processed, no result is shown to methodists; after 30 days the data are deleted
    unless consent is given anew.
    """
    async with work.writing() as session:
        for consent in await people_rows.consents(session, who.id):
            if consent.withdrawn_at is None:
                consent.withdrawn_at = work.now()
        await diagnostic_rows.take_back_results(session, who.id)


async def erase(work: UnitOfWork, who: Viewer) -> Act:
    """Deletes the person at their own wish."""
    async with work.writing() as session:
        return await _erase(session, work, who.id)


async def erase_overdue(work: UnitOfWork) -> int:
    """Deletes people whose withdrawal, or whose unfinished registration, is 30 days old; returns how many."""
    async with work.reading() as session:
        ids = await people_rows.withdrawn_before(session, work.now() - KEPT_AFTER_WITHDRAWAL)
        ids += await people_rows.drafts_begun_before(session, work.now() - DRAFTS_KEPT)
    for person_id in set(ids):
        async with work.writing() as session:
            await _erase(session, work, person_id)
    return len(set(ids))


async def erase_record(session: AsyncSession, work: UnitOfWork, person_id: int) -> Act:
    """Deletes somebody without an account, inside the use case of whoever was asked to."""
    return await _erase(session, work, person_id)


async def _erase(session: AsyncSession, work: UnitOfWork, person_id: int) -> Act:
    """Cuts the link from subject to person and removes all free text. Evidence stays, nameless."""
    person = await people_rows.get(session, person_id, for_update=True)
    if person is None:
        raise NotFound
    removed = await _counted(session, person)
    account = await people_rows.account_of(session, person_id)
    if account is not None:
        await delivery_rows.forget_place(session, account.address)
        await delivery_rows.forget_album(session, account.address)
    removed["attempts_without_owner"] = await diagnostic_rows.forget_person(session, person_id, work.now())
    await mentor_rows.forget_person(session, person_id, work.now())
    await news_rows.forget_drafts(session, person_id)
    await route_rows.forget_person(session, person_id)
    removed["practices"] = await practices.forget_author(session, person_id)
    removed["reviews"] = await review_rows.forget_expert(session, person_id)
    subject = person.subject
    await people_rows.delete_person(session, person)
    act = Erasure(subject=subject, erased_at=work.now(), removed=removed)
    session.add(act)
    await session.flush()
    return Act(act.id, act.erased_at, removed)


async def _counted(session: AsyncSession, person: Person) -> dict[str, int]:
    return {
        "person": 1,
        "consents": len(await people_rows.consents(session, person.id)),
        "places_of_work": len(await people_rows.memberships(session, person.id)),
        "roles": len(await access_rows.grants_of(session, person.id)),
        "run_applications": len(await run_rows.of_person(session, person.id)),
        "materials": len(await material_rows.uses_of(session, person.id))
        + len(await material_rows.follows_of(session, person.id)),
        "acquaintances": len(await norm_rows.acquaintances_of(session, person.id)),
        "paper_forms": await paper_rows.forget_person(session, person.id),
        "routes": len(await route_rows.of_person(session, person.id)),
        "teams": len(await team_rows.of_person(session, person.id)),
        "messages": len(await relay_rows.of_author(session, person.id)),
        "mentoring": len(await mentor_rows.requests_of(session, person.id))
        + len(await mentor_rows.pairs_of(session, person.id)),
        "ready_answers": len(await question_rows.ready_answers(session, person.id)),
        "programmes": len(await programme_rows.enrolments_of(session, person.id)),
        "news_opened": len(await news_rows.reads_of(session, person.id)),
        "practices_read": len(await practice_rows.uses_of(session, person.id)),
    }
