"""A file of questions sent in the chat: previewed first, imported on the sender's word, as drafts."""

import asyncio
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import ItemUpload
from db.repositories import items as rows
from db.session import UnitOfWork
from domain.access import Right
from domain.errors import NotFound, WrongInput
from files.errors import FileProblem
from files.questions import QuestionFile, parse_questions
from services import content
from services.bank import Author
from services.competency_codes import code_in
from services.importing import ImportReport
from services.question_import import import_questions
from services.viewer import Viewer

SHOWN = 4
"""Problems and notes on the screen of a preview."""


@dataclass(frozen=True)
class Preview:
    """What a file would do; `problems` are (line, words)."""

    name: str
    rows: int
    new: int
    changed: int
    same: int
    problems: tuple[tuple[int, str], ...]
    notes: tuple[str, ...]
    without_competency: int

    @property
    def ok(self) -> bool:
        return not self.problems


def bank_of(who: Viewer, work: UnitOfWork) -> str:
    """The bank of the sender's branch: one for all its methodists."""
    return f"own{who.need(Right.ADD_ITEMS, work.now()).prefixes[0].replace('/', '-').rstrip('-')}"[:64]


async def preview(work: UnitOfWork, who: Viewer, reference: str, data: bytes, name: str) -> None:
    """Reads the file off the loop and keeps what it would do; raises WrongInput for an unreadable one."""
    report = await _try(work, who, data, name, "")
    upload = ItemUpload(
        person_id=who.id,
        reference=reference,
        name=name[:255],
        bank=bank_of(who, work),
        competency="",
        report=_kept(report),
        sent_at=work.now(),
    )
    async with work.writing() as session:
        await rows.drop_upload(session, who.id)
        session.add(upload)


async def set_competency(work: UnitOfWork, who: Viewer, data: bytes, typed: str) -> None:
    """The competency of questions that name none."""
    code = code_in(typed) or typed.strip().upper()
    if code not in content.competencies():
        raise WrongInput(why="Такой компетенции в рамке нет. Напишите код, например KM2.")
    before = await waiting(work, who)
    report = await _try(work, who, data, before.name, code)
    async with work.writing() as session:
        upload = await rows.upload_of(session, who.id)
        if upload is None:
            raise NotFound
        upload.competency, upload.report = code, _kept(report)


async def _try(work: UnitOfWork, who: Viewer, data: bytes, name: str, competency: str) -> ImportReport:
    file = await _parsed(data, name)
    bank, author = bank_of(who, work), _author(who, work)
    return await import_questions(work, file, bank, competency=competency, dry_run=True, author=author)


async def _parsed(data: bytes, name: str) -> QuestionFile:
    try:
        return await asyncio.to_thread(parse_questions, data, name)
    except FileProblem as problem:
        raise WrongInput(why=f"Файл не прочитан. {problem}") from problem


def _author(who: Viewer, work: UnitOfWork) -> Author:
    return Author(who.subject, who.need(Right.ADD_ITEMS, work.now()).prefixes[0])


def _kept(report: ImportReport) -> dict[str, Any]:
    return {
        "rows": report.rows,
        "new": report.new,
        "changed": report.changed,
        "same": report.same,
        "problems": [[one.row, one.message] for one in report.problems[:50]],
        "notes": report.notes[:50],
        "drafts": sum("Без компетенции" in note for note in report.notes),
    }


async def waiting(work: UnitOfWork, who: Viewer) -> Preview:
    """The preview of one's own file."""
    async with work.reading() as session:
        upload = await rows.upload_of(session, who.id)
    if upload is None:
        raise NotFound
    kept = upload.report
    return Preview(
        name=upload.name,
        rows=kept["rows"],
        new=kept["new"],
        changed=kept["changed"],
        same=kept["same"],
        problems=tuple((row, words) for row, words in kept["problems"]),
        notes=tuple(kept["notes"]),
        without_competency=kept["drafts"],
    )


async def reference(work: UnitOfWork, who: Viewer) -> str:
    """Where the messenger keeps the file."""
    async with work.reading() as session:
        upload = await rows.upload_of(session, who.id)
    if upload is None:
        raise NotFound
    return upload.reference


async def load(work: UnitOfWork, who: Viewer, data: bytes) -> ImportReport:
    """Imports the file as drafts; the upload is gone in the same transaction."""
    async with work.reading() as session:
        upload = await rows.upload_of(session, who.id)
    if upload is None:
        raise NotFound
    file = await _parsed(data, upload.name)

    async def forget(session: AsyncSession) -> None:
        await rows.drop_upload(session, who.id)

    return await import_questions(
        work, file, upload.bank, competency=upload.competency, author=_author(who, work), then=forget
    )


async def discard(work: UnitOfWork, who: Viewer) -> None:
    async with work.writing() as session:
        await rows.drop_upload(session, who.id)


async def counts(work: UnitOfWork, who: Viewer) -> tuple[str, int, int]:
    """The bank of the branch, its live items and its drafts."""
    bank = bank_of(who, work)
    async with work.reading() as session:
        live = len(await rows.of_bank(session, bank, ("live",)))
        drafts = len(await rows.of_bank(session, bank, ("draft",)))
    return bank, live, drafts
