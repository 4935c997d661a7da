"""One-time links: a role, a personal code, a new phone. The secret is shown once and stored hashed."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Consent, Invitation, Membership, RoleGrant
from db.repositories import access as access_rows
from db.repositories import people as people_rows
from db.repositories import units as unit_rows
from db.session import UnitOfWork
from domain.access import Right, Role, roles_to_give
from domain.errors import NotAllowed, NotFound, Refusal
from services import content
from services.registration import new_secret
from services.viewer import UnitView, Viewer, unit_view

PREFIX = "inv_"
ACCOUNT_CODE_LIVES = timedelta(hours=24)
ROLE_LINK_LIVES = timedelta(days=7)
LONGEST_ROLE = timedelta(days=5 * 365)
PERSON_LINK_LIVES = timedelta(days=90)
OPERATOR = "operator"
"""Who acts on the command line."""


class InvitationIsOver(Refusal):
    """Unknown, used or expired: one answer for all, so that guessing learns nothing."""


class RoleEndsEarly(Refusal):
    """The last day of a role is over already, or too far away."""


class AccountIsTaken(Refusal):
    """This account belongs to another person already."""


@dataclass(frozen=True)
class Redeemed:
    """What a link gave: its kind, the role and the unit where there are any."""

    kind: str
    role: Role | None
    unit: UnitView | None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


async def invite_to_role(
    work: UnitOfWork, who: Viewer, role: Role, unit_id: int, until: date | None = None
) -> str:
    """A link payload that gives `role` for the unit, up to the day `until`, to whoever opens it first."""
    today = who.today(work.now())
    if until is not None and not today <= until <= today + LONGEST_ROLE:
        raise RoleEndsEarly
    details = {"until": until.isoformat()} if until else {}
    async with work.writing() as session:
        unit = await unit_rows.by_id(session, unit_id)
        if unit is None or role not in roles_to_give(who.grants, unit.path, today):
            raise NotAllowed
        return await _make(
            session, work, "role", who.subject, ROLE_LINK_LIVES,
            unit_id=unit.id, role=role.value, details=details,
        )  # fmt: skip


async def invite_by_operator(work: UnitOfWork, role: Role, unit_code: str, lives: timedelta) -> str:
    """The same from the command line, where the operator may give every role."""
    async with work.writing() as session:
        unit = await unit_rows.by_code(session, unit_code)
        if unit is None:
            raise NotFound
        return await _make(session, work, "role", OPERATOR, lives, unit_id=unit.id, role=role.value)


async def invite_people(session: AsyncSession, work: UnitOfWork, people: list[tuple[int, int]]) -> list[str]:
    """Personal codes for imported (person, unit), in order: opening one fills the whole registration."""
    secrets = [new_secret() for _ in people]
    rows = [
        _row(work, secret, "person", OPERATOR, PERSON_LINK_LIVES, unit_id=unit_id, person_id=person_id)
        for secret, (person_id, unit_id) in zip(secrets, people, strict=True)
    ]
    await access_rows.insert_invitations(session, rows)
    return [PREFIX + secret for secret in secrets]


async def new_phone(work: UnitOfWork, who: Viewer, person_id: int) -> str:
    """«Новый телефон или аккаунт»: a code for a person of the viewer's branch; older codes stop working."""
    scope = who.need(Right.MOVE_ACCOUNTS, work.now())
    async with work.writing() as session:
        if await people_rows.in_scope(session, scope, person_id) is None:
            raise NotFound
        await access_rows.forget_invitations_of(session, person_id, "account", work.now())
        return await _make(session, work, "account", who.subject, ACCOUNT_CODE_LIVES, person_id=person_id)


async def _make(
    session: AsyncSession, work: UnitOfWork, kind: str, made_by: str, lives: timedelta, **about: Any
) -> str:
    secret = new_secret()
    await access_rows.insert_invitations(session, [_row(work, secret, kind, made_by, lives, **about)])
    return PREFIX + secret


def _row(
    work: UnitOfWork, secret: str, kind: str, made_by: str, lives: timedelta, **about: Any
) -> dict[str, object]:
    """`about`: unit_id, role, person_id, details, as far as the kind has them."""
    return {
        "secret_hash": _hash(secret),
        "kind": kind,
        "unit_id": None,
        "role": None,
        "person_id": None,
        "details": {},
        **about,
        "made_at": work.now(),
        "made_by": made_by,
        "expires_at": work.now() + lives,
    }


async def peek(work: UnitOfWork, payload: str) -> str | None:
    """The kind of a link that would work now; nothing is used up."""
    async with work.reading() as session:
        found = await access_rows.invitation(session, _hash(payload.removeprefix(PREFIX)))
        return found.kind if found and _is_live(found, work.now()) else None


def _is_live(invitation: Invitation, now: datetime) -> bool:
    return invitation.used_at is None and now < invitation.expires_at


async def redeem(work: UnitOfWork, address: int, payload: str, *, consents: bool) -> Redeemed:
    """Uses a link up. `consents`: the person agreed on the screen just now (personal codes need it)."""
    async with work.writing() as session:
        found = await access_rows.invitation(session, _hash(payload.removeprefix(PREFIX)))
        if found is None or not _is_live(found, work.now()):
            raise InvitationIsOver
        if found.kind == "role":
            await _take_role(session, work, address, found)
        elif found.kind == "person":
            await _take_person(session, work, address, found, consents=consents)
        else:
            await _take_account(session, address, found)
        found.used_at = work.now()
        unit = await unit_rows.by_id(session, found.unit_id) if found.unit_id else None
        return Redeemed(
            found.kind, Role(found.role) if found.role else None, unit_view(unit) if unit else None
        )


async def _take_role(session: AsyncSession, work: UnitOfWork, address: int, found: Invitation) -> None:
    account = await people_rows.account_at(session, address)
    if account is None or found.role is None or found.unit_id is None:
        raise InvitationIsOver
    until = date.fromisoformat(found.details["until"]) if "until" in found.details else None
    await grant(session, work, account.person_id, Role(found.role), found.unit_id, found.made_by, until)


async def grant(
    session: AsyncSession,
    work: UnitOfWork,
    person_id: int,
    role: Role,
    unit_id: int,
    given_by: str,
    until: date | None = None,
) -> None:
    """Gives a role for a unit; given twice, it lasts as long as the longer one."""
    standing = await access_rows.standing_grant(session, person_id, role.value, unit_id)
    if standing is None:
        session.add(
            RoleGrant(
                person_id=person_id, role=role.value, unit_id=unit_id, until=until,
                given_at=work.now(), given_by=given_by,
            )
        )  # fmt: skip
    elif standing.until is not None:
        standing.until = max(standing.until, until) if until else None


async def _take_person(
    session: AsyncSession, work: UnitOfWork, address: int, found: Invitation, *, consents: bool
) -> None:
    """The imported person gets this account, a standing consent and a confirmed place of work."""
    await _free_account(session, address)
    if not consents or found.person_id is None:
        raise InvitationIsOver
    person = await people_rows.get(session, found.person_id, for_update=True)
    if person is None or person.unit_id is None:
        raise InvitationIsOver
    document = content.document("consent")
    session.add(Account(address=address, person_id=person.id))
    session.add(
        Consent(person_id=person.id, document=document.name, version=document.version, given_at=work.now())
    )
    if person.position is not None and person.birth_year is not None and person.work_start is not None:
        person.registered_at = work.now()
    if await people_rows.open_membership(session, person.id) is None:
        session.add(
            Membership(
                person_id=person.id,
                unit_id=person.unit_id,
                state="confirmed",
                since=work.now().date(),
                decided_at=work.now(),
                decided_by=found.made_by,
            )
        )


async def _free_account(session: AsyncSession, address: int) -> None:
    """Makes room for the person of a link: an unfinished registration goes, somebody registered stays."""
    account = await people_rows.account_at(session, address)
    if account is None:
        return
    person = await people_rows.get(session, account.person_id, for_update=True)
    if person is None or person.registered_at is not None:
        raise AccountIsTaken
    await people_rows.delete_person(session, person)
    session.expunge(account)


async def _take_account(session: AsyncSession, address: int, found: Invitation) -> None:
    """The person moves to this account; the old one is a stranger from now on."""
    if found.person_id is None:
        raise InvitationIsOver
    await _free_account(session, address)
    old = await people_rows.account_of(session, found.person_id)
    if old is not None:
        await session.delete(old)
        await session.flush()
    session.add(Account(address=address, person_id=found.person_id))


async def revoke(work: UnitOfWork, who: Viewer, grant_id: int) -> None:
    """Takes back a role the viewer could give."""
    async with work.writing() as session:
        row = await access_rows.grant_with_unit(session, grant_id)
        if row is None:
            raise NotFound
        held, unit = row
        if Role(held.role) not in roles_to_give(who.grants, unit.path, who.today(work.now())):
            raise NotFound
        held.revoked_at = work.now()
