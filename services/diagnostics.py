"""Choosing a diagnostic and beginning it: own topics, a blueprint, a component of functional literacy.

What happens then is in services/taking.py, what comes out of it in services/results.py.
"""

import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Attempt
from db.repositories import diagnostics as rows
from db.repositories import evidence as evidence_rows
from db.session import UnitOfWork
from domain.errors import NotFound, Refusal
from domain.evidence import EvidenceKind, Mode
from domain.forms import COMPETENCIES_PER_FORM, ITEMS_PER_COMPETENCY, BankItem, Part, assemble
from domain.items import Kind
from domain.windows import Period, next_window, window_name
from services import closing, content, day_codes, outbox, reminders
from services.item_content import of_item
from services.viewer import Viewer

SELF_DAYS = 14
INDEPENDENT_MINUTES = 60
REMIND_AFTER_DAYS = 2
WARN_BEFORE = timedelta(minutes=10)


class WindowIsUsed(Refusal):
    """This diagnostic was taken in this window already; `until` says when the next begins."""


class AttemptIsOpen(Refusal):
    """Another diagnostic is not finished: it is offered instead of a second one."""


class ChooseFour(Refusal):
    """A form has four different competencies that the bank covers."""


@dataclass(frozen=True)
class OpenAttempt:
    """An attempt that can be continued."""

    id: int
    answered: int
    length: int
    deadline_at: datetime


@dataclass(frozen=True)
class Offer:
    """What may be started: competencies with enough items, by group, those suggested by the position, and
    blueprints that suit it.
    """

    groups: tuple[content.Group, ...]
    suggested: tuple[content.Competency, ...]
    bank_fits_position: bool
    blueprints: tuple[content.Blueprint, ...]
    literacy: bool
    open: OpenAttempt | None
    finished: int


@dataclass(frozen=True)
class Form:
    """What an attempt is made of. Its name and the window are unique for a person."""

    name: str
    parts: tuple[Part, ...]
    window: Period = Period.MONTH
    independent_window: Period = Period.DAY
    minutes: int = INDEPENDENT_MINUTES
    days: int = SELF_DAYS
    modes: frozenset[Mode] = frozenset({Mode.SELF, Mode.INDEPENDENT})
    positions: tuple[str, ...] = ()

    @property
    def is_literacy(self) -> bool:
        return self.name.startswith(closing.LITERACY_FORM)


async def offer(work: UnitOfWork, who: Viewer) -> Offer:
    """What the person may take now."""
    async with work.reading() as session:
        counts = await rows.live_counts(session)
        attempt = await rows.open_attempt(session, who.id)
        opened = await _open_attempt(session, attempt) if attempt else None
        finished = len(await rows.finished_attempts(session, who.id))
    ready = {code for code, count in counts.items() if count >= ITEMS_PER_COMPETENCY}
    suggested, fits = _suggested(who, ready)
    return Offer(
        groups=_covered_groups(ready),
        suggested=suggested,
        bank_fits_position=fits,
        blueprints=tuple(
            one
            for one in content.blueprints().values()
            if one.kind == "methodical" and one.suits(who.position or "") and _covers(counts, one.parts)
        ),
        literacy=any(_covers(counts, one.parts) for one in _literacy_blueprints()),
        open=opened,
        finished=finished,
    )


def _literacy_blueprints() -> list[content.Blueprint]:
    return [one for one in content.blueprints().values() if one.kind == "literacy"]


def _covers(counts: dict[str, int], parts: Sequence[Part]) -> bool:
    return all(counts.get(part.competency, 0) >= part.items for part in parts)


async def _open_attempt(session: AsyncSession, attempt: Attempt) -> OpenAttempt:
    items = await rows.attempt_items(session, attempt.id)
    answered = sum(item.answered_at is not None for item in items)
    return OpenAttempt(attempt.id, answered, attempt.length, attempt.deadline_at)


def _covered_groups(ready: set[str]) -> tuple[content.Group, ...]:
    """Functional literacy is taken by its own blueprint, not topic by topic."""
    covered = []
    for group in content.groups():
        competencies = tuple(one for one in group.competencies if one.code in ready)
        if competencies and group.code != content.LITERACY:
            covered.append(content.Group(group.code, group.title, group.audience, competencies))
    return tuple(covered)


def _suggested(who: Viewer, ready: set[str]) -> tuple[tuple[content.Competency, ...], bool]:
    """The position's own choice where the bank covers it; else the first competencies it does cover."""
    position = content.positions().get(who.position or "")
    wanted = position.suggests if position else ()
    known = content.competencies()
    chosen = [code for code in wanted if code in ready]
    fits = len(chosen) == COMPETENCIES_PER_FORM
    others = [code for code, one in known.items() if one.group != content.LITERACY]
    chosen += [code for code in others if code in ready and code not in chosen]
    return tuple(known[code] for code in chosen[:COMPETENCIES_PER_FORM]), fits


async def start(
    work: UnitOfWork, who: Viewer, codes: list[str], mode: Mode = Mode.SELF, day_code: str = ""
) -> None:
    """Begins a form of four competencies, five items each; with a code of the day in the independent mode."""
    await begin(work, who, own_form(codes), mode, day_code)


def own_form(codes: list[str]) -> Form:
    """Four topics of one's own choice."""
    if len(set(codes)) != COMPETENCIES_PER_FORM or any(c not in content.competencies() for c in codes):
        raise ChooseFour
    return Form("-".join(sorted(codes)), tuple(Part(code) for code in codes))


def form_named(wanted: str | list[str]) -> Form | None:
    """The form of a blueprint by its code; of topics: one component of literacy, or four of one's own."""
    if isinstance(wanted, str):
        found = content.blueprints().get(wanted)
        return form_of(found) if found and found.kind != "literacy" else None
    if len(wanted) != 1:
        return own_form(wanted)
    blueprint = next((one for one in content.blueprints().values() if one.kind == "literacy"), None)
    return form_of(blueprint, wanted[0]) if blueprint else None


def form_of(blueprint: content.Blueprint, component: str = "") -> Form:
    """Literacy is one window in both modes: its six components make one result."""
    limits = {"minutes": blueprint.minutes, "days": blueprint.days, "modes": blueprint.modes}
    if blueprint.kind != "literacy":
        return Form(
            blueprint.code, blueprint.parts, blueprint.window, positions=blueprint.positions, **limits
        )
    parts = tuple(part for part in blueprint.parts if part.competency == component)
    if not parts:
        raise NotFound
    return Form(literacy_form(component), parts, blueprint.window, blueprint.window, **limits)


def literacy_form(component: str) -> str:
    """The name of a component's form: «literacy:KF1»."""
    return closing.LITERACY_FORM + component


async def begin(
    work: UnitOfWork, who: Viewer, form: Form, mode: Mode = Mode.SELF, day_code: str = ""
) -> None:
    """Begins an attempt: one at a time, one in a window."""
    if mode not in form.modes or (form.positions and who.position not in form.positions):
        raise NotFound
    today = who.today(work.now())
    period = form.independent_window if mode is Mode.INDEPENDENT else form.window
    window = window_name(mode, period, today)
    async with work.writing() as session:
        if await rows.open_attempt(session, who.id):
            raise AttemptIsOpen
        if mode is Mode.INDEPENDENT:
            await day_codes.check_in(session, who, today, day_code)
        if await rows.attempt_in_window(session, who.id, form.name, window):
            raise WindowIsUsed(until=next_window(period, today), mode=mode.value)
        attempt = _new_attempt(work, who, form, window, mode)
        session.add(attempt)
        await session.flush()
        attempt.length = await _place_items(session, who, attempt, form)
        due = reminders.in_days(work.now(), REMIND_AFTER_DAYS)
        await reminders.set_for(session, who.id, closing.UNFINISHED, attempt.id, due)
        if mode is Mode.INDEPENDENT:
            await _warn_before_the_end(session, work, attempt)


def _new_attempt(work: UnitOfWork, who: Viewer, form: Form, window: str, mode: Mode) -> Attempt:
    lasts = timedelta(minutes=form.minutes) if mode is Mode.INDEPENDENT else timedelta(days=form.days)
    return Attempt(
        person_id=who.id,
        form=form.name,
        window=window,
        mode=mode,
        seed=secrets.randbelow(2**31),
        length=0,
        position=1,
        revision=0,
        started_at=work.now(),
        deadline_at=work.now() + lasts,
        timed_out=False,
    )


async def _place_items(session: AsyncSession, who: Viewer, attempt: Attempt, form: Form) -> int:
    bank: dict[str, list[BankItem]] = defaultdict(list)
    seen = await rows.last_seen(session, who.id)
    for item in await rows.live_items(session, [part.competency for part in form.parts]):
        kind = Kind(item.kind)
        bank[item.competency].append(
            BankItem(
                id=item.id,
                competency=item.competency,
                parts=len(item.options) if kind in (Kind.SINGLE, Kind.MULTIPLE) else len(of_item(item).parts),
                unit=f"{item.bank}/{item.unit}" if item.unit else "",
                ordered=kind is Kind.ORDERING,
                points=item.points,
                last_seen=seen.get((item.bank, item.code), 0),
            )
        )
    placed = assemble(bank, form.parts, attempt.seed)
    await rows.add_items(
        session,
        [
            {
                "attempt_id": attempt.id,
                "position": position,
                "item_id": one.item_id,
                "competency": one.competency,
                "order": list(one.order),
                "most": one.points,
            }
            for position, one in enumerate(placed, start=1)
        ],
    )
    return len(placed)


async def _warn_before_the_end(session: AsyncSession, work: UnitOfWork, attempt: Attempt) -> None:
    """Told ten minutes before the server stops taking answers; nobody is warned of what is finished."""
    if attempt.person_id is None:
        return
    await outbox.tell(
        session,
        work,
        attempt.person_id,
        closing.TIME_IS_SHORT,
        closing.warning_of(attempt),
        due_at=attempt.deadline_at - WARN_BEFORE,
        expires_at=attempt.deadline_at,
    )


async def latest_zones(session: AsyncSession, who: Viewer) -> tuple[list[str], int | None]:
    """Growth zones of the latest diagnostic that declared any, and the evidence that says so."""
    found = await evidence_rows.of_subject(session, who.subject)
    declared = [row for row in found if row.kind == EvidenceKind.DIAGNOSTIC and row.competencies]
    if not declared:
        return [], None
    return list(declared[-1].competencies), declared[-1].id
