"""Rights: who may do what, and where.

A right comes from a grant (role, branch of the unit tree, until). The scope of an action is the union
of the branches of the grants that allow it: two roles in two districts never multiply.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """A granted role. Teacher and young teacher are not here: everyone is one, by the data."""

    MENTOR = "mentor"
    HEAD = "head"
    DEPUTY = "deputy"
    EXPERT = "expert"
    METHODIST = "methodist"
    COORDINATOR = "coordinator"
    ADMIN = "admin"


class Right(StrEnum):
    """One thing somebody may do for a branch."""

    SEE_ROSTER = "see_roster"
    REMIND_ROSTER = "remind_roster"
    CONFIRM_NEWCOMERS = "confirm_newcomers"
    CONFIRM_CERTIFICATES = "confirm_certificates"
    MOVE_ACCOUNTS = "move_accounts"
    PRINT_POSTERS = "print_posters"
    COMPOSE_TEAM = "compose_team"
    MANAGE_NORMS = "manage_norms"
    MANAGE_MATERIALS = "manage_materials"
    MANAGE_RUNS = "manage_runs"
    ENTER_PAPER = "enter_paper"
    OPEN_DAY_CODES = "open_day_codes"
    MODERATE_PRACTICES = "moderate_practices"
    REVIEW_PRACTICES = "review_practices"
    GIVE_ROLES = "give_roles"
    SEND_NEWS = "send_news"
    ANSWER_QUESTIONS = "answer_questions"
    NAME_SUBSTITUTE = "name_substitute"
    BE_MENTOR = "be_mentor"
    MATCH_MENTORS = "match_mentors"
    ORDER_MENTORING = "order_mentoring"
    CONFIRM_SUPPORT = "confirm_support"
    RATE_ANSWERS = "rate_answers"
    ADD_ITEMS = "add_items"
    APPROVE_ITEMS = "approve_items"
    SEE_SHARED_RESULTS = "see_shared_results"
    BE_TUTOR = "be_tutor"
    GUIDE_ROUTES = "guide_routes"
    SEE_INDICATORS = "see_indicators"
    CONFIRM_HEADCOUNTS = "confirm_headcounts"
    SET_TARGETS = "set_targets"
    IMPORT = "import"


_SCHOOL = {
    Right.SEE_ROSTER,
    Right.REMIND_ROSTER,
    Right.CONFIRM_NEWCOMERS,
    Right.CONFIRM_CERTIFICATES,
    Right.MOVE_ACCOUNTS,
    Right.PRINT_POSTERS,
    Right.ORDER_MENTORING,
    Right.CONFIRM_SUPPORT,
    Right.NAME_SUBSTITUTE,
    Right.BE_TUTOR,
}

_METHODIST = _SCHOOL | {
    Right.MANAGE_NORMS,
    Right.MANAGE_MATERIALS,
    Right.MANAGE_RUNS,
    Right.OPEN_DAY_CODES,
    Right.GIVE_ROLES,
    Right.ANSWER_QUESTIONS,
    Right.MATCH_MENTORS,
    Right.RATE_ANSWERS,
    Right.ADD_ITEMS,
    Right.APPROVE_ITEMS,
    Right.SEE_SHARED_RESULTS,
    Right.GUIDE_ROUTES,
    Right.MODERATE_PRACTICES,
    Right.SEND_NEWS,
}
_FIGURES = {Right.SEE_INDICATORS, Right.SET_TARGETS}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.MENTOR: frozenset({Right.BE_MENTOR, Right.BE_TUTOR}),
    Role.EXPERT: frozenset({Right.RATE_ANSWERS, Right.APPROVE_ITEMS, Right.REVIEW_PRACTICES}),
    Role.HEAD: frozenset(
        {
            Right.SEE_ROSTER,
            Right.REMIND_ROSTER,
            Right.PRINT_POSTERS,
            Right.GIVE_ROLES,
            Right.COMPOSE_TEAM,
            Right.SEND_NEWS,
            Right.SEE_INDICATORS,
            Right.CONFIRM_HEADCOUNTS,
        }
    ),
    Role.DEPUTY: frozenset(_SCHOOL | {Right.COMPOSE_TEAM, Right.ENTER_PAPER, Right.CONFIRM_HEADCOUNTS}),
    Role.METHODIST: frozenset(_METHODIST | _FIGURES),
    Role.COORDINATOR: frozenset(_METHODIST | _FIGURES | {Right.IMPORT}),
    Role.ADMIN: frozenset(Right),
}

MAY_GIVE: dict[Role, frozenset[Role]] = {
    Role.HEAD: frozenset({Role.DEPUTY}),
    Role.METHODIST: frozenset({Role.DEPUTY, Role.HEAD, Role.MENTOR, Role.EXPERT}),
    Role.COORDINATOR: frozenset({Role.METHODIST, Role.DEPUTY, Role.HEAD, Role.MENTOR, Role.EXPERT}),
    Role.ADMIN: frozenset(Role),
}


@dataclass(frozen=True)
class Grant:
    """A role held for the unit with this path ('/RU/Z/') and for all below it, up to `until` (inclusive)."""

    role: Role
    path: str
    until: date | None = None

    def holds(self, today: date) -> bool:
        return self.until is None or today <= self.until


@dataclass(frozen=True)
class Scope:
    """Branches of the unit tree; a path like '/RU/Z/' covers itself and everything that starts with it."""

    prefixes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.prefixes)

    def covers(self, path: str) -> bool:
        return any(path.startswith(prefix) for prefix in self.prefixes)


EVERYWHERE = Scope(("/",))
"""The operator's own scope: the command line and scheduled jobs, never a person in the chat."""


def scope_of(grants: Iterable[Grant], right: Right, today: date) -> Scope:
    """Where these grants allow `right` today; nested branches are folded into the widest one."""
    return _folded(grant.path for grant in grants if grant.holds(today) and right in RIGHTS[grant.role])


def roles_to_give(grants: Iterable[Grant], path: str, today: date) -> frozenset[Role]:
    """Roles that the holder of `grants` may give for the unit at `path`."""
    held = [grant.role for grant in grants if grant.holds(today) and path.startswith(grant.path)]
    return frozenset(given for role in held for given in MAY_GIVE.get(role, ()))


def _folded(paths: Iterable[str]) -> Scope:
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not any(path.startswith(wider) for wider in kept):
            kept.append(path)
    return Scope(tuple(kept))
