"""Functional literacy: six components, each an attempt of its own; together one result."""

from dataclasses import dataclass
from datetime import date

from db.models import Attempt
from db.repositories import diagnostics as rows
from db.session import UnitOfWork
from domain.change import Change
from domain.errors import NotFound
from domain.evidence import Mode
from domain.literacy import COMPONENTS, ComponentScore, Profile, moved
from domain.windows import Period, window_name
from services import content
from services.closing import LITERACY_FORM, literacy_profile
from services.viewer import Viewer


@dataclass(frozen=True)
class Step:
    """A component in a set: `attempt_id` once begun, `score` once finished."""

    competency: content.Competency
    attempt_id: int | None
    score: ComponentScore | None


@dataclass(frozen=True)
class Set:
    """The components of one window and mode. `finished_on`: the day of the last one, when all are done.

    `is_shared`: the methodists of the branch may see it (services/sharing.py).
    """

    mode: Mode
    window: str
    steps: tuple[Step, ...]
    finished_on: date | None
    is_current: bool
    is_shared: bool

    @property
    def last(self) -> int:
        """The attempt that stands for the whole set where one number is needed."""
        return max(step.attempt_id for step in self.steps if step.attempt_id)

    @property
    def done(self) -> int:
        return sum(step.score is not None for step in self.steps)

    @property
    def is_whole(self) -> bool:
        return self.done == len(COMPONENTS)

    @property
    def profile(self) -> Profile:
        return Profile(tuple(step.score for step in self.steps if step.score))


async def standing(work: UnitOfWork, who: Viewer, mode: Mode | None = None) -> Set:
    """The set of the present window: of `mode`, or of the mode that has come further."""
    today = who.today(work.now())
    modes = (mode,) if mode else (Mode.SELF, Mode.INDEPENDENT)
    found = [await of_window(work, who, window_name(one, period(), today)) for one in modes]
    return max(found, key=lambda one: one.done)


def period() -> Period:
    """How long a set stays open."""
    found = next((one for one in content.blueprints().values() if one.kind == "literacy"), None)
    return found.window if found else Period.HALF_YEAR


async def of_window(work: UnitOfWork, who: Viewer, window: str) -> Set:
    """A set by its window, as far as it has come."""
    async with work.reading() as session:
        attempts = await rows.literacy_attempts(session, who.id, window)
        profile = await literacy_profile(session, [one for one in attempts if one.finished_at])
        shared = await rows.shared_among(session, [one.id for one in attempts])
    scores = {one.component: one for one in profile.scores}
    by_component = {one.form.removeprefix(LITERACY_FORM): one for one in attempts}
    mode = Mode(window.partition(":")[0])
    return Set(
        mode=mode,
        window=window,
        steps=tuple(_step(code, by_component.get(code), scores) for code in COMPONENTS),
        finished_on=_finished_on(who, attempts),
        is_current=window == window_name(mode, period(), who.today(work.now())),
        is_shared=shared,
    )


def _step(code: str, attempt: Attempt | None, scores: dict[str, ComponentScore]) -> Step:
    return Step(content.competencies()[code], attempt.id if attempt else None, scores.get(code))


def _finished_on(who: Viewer, attempts: list[Attempt]) -> date | None:
    ends = [one.finished_at for one in attempts if one.finished_at]
    return who.today(max(ends)) if len(ends) == len(COMPONENTS) else None


async def of_attempt(work: UnitOfWork, who: Viewer, attempt_id: int) -> tuple[Set, Step]:
    """One's own finished component and the set it belongs to."""
    async with work.reading() as session:
        attempt = await rows.attempt(session, who.id, attempt_id)
    if attempt is None or attempt.finished_at is None or not attempt.form.startswith(LITERACY_FORM):
        raise NotFound
    found = await of_window(work, who, attempt.window)
    return found, next(step for step in found.steps if step.attempt_id == attempt_id)


async def compare(work: UnitOfWork, who: Viewer, current: Set) -> tuple[Set, list[Change]] | None:
    """The last whole set before this one with the change of each component and, at the end, of all points."""
    before = await previous(work, who, current)
    if before is None:
        return None
    then, now = before.profile, current.profile
    pairs = zip((*then.scores, then.total), (*now.scores, now.total), strict=True)
    return before, [moved(*pair) for pair in pairs]


async def previous(work: UnitOfWork, who: Viewer, current: Set) -> Set | None:
    """The last whole set before this one, in any mode."""
    async with work.reading() as session:
        windows = await rows.literacy_windows(session, who.id)
    for window in windows:
        if window == current.window:
            continue
        found = await of_window(work, who, window)
        if found.finished_on and current.finished_on and found.finished_on <= current.finished_on:
            return found
    return None
