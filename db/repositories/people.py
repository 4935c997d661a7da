"""Queries about people, their accounts and places of work. Those that show people take a scope."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Consent, Erasure, Membership, Person, RoleGrant, Unit
from db.repositories.chunks import chunks
from db.repositories.scoping import within
from domain.access import Scope
from domain.career import Place, young_until


@dataclass(frozen=True)
class AccountRows:
    """A person as the messenger's address finds them, with what every update needs; `agreed_to` is the
    newest version of the consent that stands.
    """

    account: Account
    person: Person
    unit: Unit | None
    grants: list[tuple[RoleGrant, str]]
    membership_state: str | None
    agreed_to: str | None


_grant_unit = Unit.__table__.alias("grant_unit")
_BY_ADDRESS = (
    select(
        Account,
        Person,
        Unit,
        Membership.state,
        select(func.max(Consent.version))
        .where(Consent.person_id == Person.id, Consent.withdrawn_at.is_(None))
        .scalar_subquery(),
        RoleGrant,
        _grant_unit.c.path,
    )
    .join(Person, Person.id == Account.person_id)
    .outerjoin(Unit, Unit.id == Person.unit_id)
    .outerjoin(Membership, (Membership.person_id == Person.id) & Membership.until.is_(None))
    .outerjoin(RoleGrant, (RoleGrant.person_id == Person.id) & RoleGrant.revoked_at.is_(None))
    .outerjoin(_grant_unit, _grant_unit.c.id == RoleGrant.unit_id)
    .where(Account.address == bindparam("address"))
)
"""Every update asks this: building the statement costs three times as much as executing it."""


async def by_address(session: AsyncSession, address: int) -> AccountRows | None:
    """One query: account, person, unit, open membership, standing consent, grants that are not revoked."""
    rows = (await session.execute(_BY_ADDRESS, {"address": address})).all()
    if not rows:
        return None
    account, person, unit, state, agreed_to, _, _ = rows[0]
    grants = [(row[5], row[6]) for row in rows if row[5] is not None]
    return AccountRows(account, person, unit, grants, state, agreed_to)


async def get(session: AsyncSession, person_id: int, *, for_update: bool = False) -> Person | None:
    return await session.get(Person, person_id, with_for_update=for_update)


async def unit_of(session: AsyncSession, person: Person) -> Unit | None:
    return await session.get(Unit, person.unit_id) if person.unit_id else None


async def account_of(session: AsyncSession, person_id: int) -> Account | None:
    return await session.scalar(select(Account).where(Account.person_id == person_id))


async def account_at(session: AsyncSession, address: int) -> Account | None:
    return await session.get(Account, address)


async def address_of_subject(session: AsyncSession, subject: str) -> int | None:
    """Where the messenger reaches the person with this subject id."""
    query = select(Account.address).join(Person, Person.id == Account.person_id)
    return await session.scalar(query.where(Person.subject == subject))


async def by_person_codes(session: AsyncSession, codes: Sequence[str]) -> dict[str, Person]:
    found: dict[str, Person] = {}
    for some in chunks(codes):
        rows = await session.scalars(select(Person).where(Person.person_code.in_(some)))
        found |= {person.person_code: person for person in rows if person.person_code}
    return found


async def ids_by_person_code(session: AsyncSession) -> dict[str, int]:
    query = select(Person.person_code, Person.id).where(Person.person_code.is_not(None))
    return {row.person_code: row.id for row in await session.execute(query)}


async def memberships_of(session: AsyncSession, person_ids: Sequence[int]) -> dict[int, list[Membership]]:
    """Places of work of these people, the oldest first."""
    found: dict[int, list[Membership]] = {person_id: [] for person_id in person_ids}
    for some in chunks(person_ids):
        query = select(Membership).where(Membership.person_id.in_(some)).order_by(Membership.id)
        for membership in await session.scalars(query):
            found[membership.person_id].append(membership)
    return found


@dataclass(frozen=True)
class Career:
    """What evidence remembers of a person: the subject, the years, and the places of work."""

    subject: str
    young_until: date | None
    graduation_year: int | None
    places: list[Place]


async def careers(session: AsyncSession, codes: Sequence[str]) -> dict[str, Career]:
    """Of people by their codes; places of work that were refused are left out."""
    found: dict[str, Career] = {}
    columns = (
        *(Person.person_code, Person.subject, Person.birth_year, Person.work_start, Person.birth_date),
        *(Person.graduation_year, Unit.path, Membership.since, Membership.until),
    )
    for some in chunks(codes):
        rows = await session.execute(
            select(*columns)
            .outerjoin(Membership, (Membership.person_id == Person.id) & (Membership.state != "refused"))
            .outerjoin(Unit, Unit.id == Membership.unit_id)
            .where(Person.person_code.in_(some))
        )
        for code, subject, born, start, birthday, graduation, path, since, until in rows:
            if code not in found:
                found[code] = Career(subject, young_until(born, start, birthday), graduation, [])
            if path is not None:
                found[code].places.append(Place(path, since, until))
    return found


async def membership_state(session: AsyncSession, person_id: int) -> str | None:
    """Of the place where the person works now: waiting, confirmed or refused."""
    return await session.scalar(
        select(Membership.state).where(Membership.person_id == person_id, Membership.until.is_(None))
    )


async def with_accounts(session: AsyncSession, person_ids: Sequence[int]) -> set[int]:
    """Those of these people whom the messenger reaches."""
    found: set[int] = set()
    for some in chunks(person_ids):
        found.update(await session.scalars(select(Account.person_id).where(Account.person_id.in_(some))))
    return found


async def insert_people(session: AsyncSession, rows: list[dict[str, object]]) -> None:
    if rows:
        await session.execute(insert(Person), rows)


async def insert_memberships(session: AsyncSession, rows: list[dict[str, object]]) -> None:
    if rows:
        await session.execute(insert(Membership), rows)


async def in_scope(session: AsyncSession, scope: Scope, person_id: int) -> tuple[Person, Unit] | None:
    """The person if their unit lies in the scope."""
    row = (
        await session.execute(
            select(Person, Unit)
            .join(Unit, Unit.id == Person.unit_id)
            .where(Person.id == person_id, within(Unit.path, scope))
        )
    ).first()
    return (row[0], row[1]) if row else None


async def open_membership(session: AsyncSession, person_id: int) -> Membership | None:
    return await session.scalar(
        select(Membership)
        .where(Membership.person_id == person_id, Membership.until.is_(None))
        .with_for_update()
    )


def _newcomers(scope: Scope) -> Select[tuple[Membership, Person, Unit]]:
    return (
        select(Membership, Person, Unit)
        .join(Person, Person.id == Membership.person_id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(Membership.state == "waiting", Membership.until.is_(None), within(Unit.path, scope))
    )


async def newcomers(
    session: AsyncSession, scope: Scope, except_person: int, *, limit: int, offset: int
) -> list[tuple[Membership, Person, Unit]]:
    """People who wait to be confirmed in the scope, the longest waiting first."""
    query = _newcomers(scope).where(Person.id != except_person).order_by(Membership.id)
    rows = await session.execute(query.limit(limit).offset(offset))
    return [(row[0], row[1], row[2]) for row in rows]


async def newcomer(
    session: AsyncSession, scope: Scope, membership_id: int
) -> tuple[Membership, Person, Unit] | None:
    query = _newcomers(scope).where(Membership.id == membership_id).with_for_update(of=Membership)
    row = (await session.execute(query)).first()
    return (row[0], row[1], row[2]) if row else None


async def count_newcomers(session: AsyncSession, scope: Scope, except_person: int) -> int:
    query = _newcomers(scope).where(Person.id != except_person)
    return await session.scalar(select(func.count()).select_from(query.subquery())) or 0


async def roster(session: AsyncSession, scope: Scope) -> list[tuple[Person, Unit]]:
    """Confirmed people of the scope, by unit and chat name."""
    rows = await session.execute(
        select(Person, Unit)
        .join(Membership, (Membership.person_id == Person.id) & Membership.until.is_(None))
        .join(Unit, Unit.id == Membership.unit_id)
        .where(Membership.state == "confirmed", within(Unit.path, scope))
        .order_by(Unit.name, Person.chat_name, Person.id)
    )
    return [(row[0], row[1]) for row in rows]


async def holders(session: AsyncSession, scope: Scope) -> list[tuple[RoleGrant, Person, Unit]]:
    """Grants that stand in the scope, with their holders."""
    rows = await session.execute(
        select(RoleGrant, Person, Unit)
        .join(Person, Person.id == RoleGrant.person_id)
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(RoleGrant.revoked_at.is_(None), within(Unit.path, scope))
        .order_by(Unit.name, RoleGrant.role, Person.chat_name, RoleGrant.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


async def granted_above(session: AsyncSession, path: str, roles: Sequence[str], today: date) -> list[int]:
    """People who hold one of `roles` for the unit at `path` or for a unit above it."""
    codes = path.strip("/").split("/")
    rows = await session.scalars(
        select(RoleGrant.person_id)
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(
            RoleGrant.revoked_at.is_(None),
            or_(RoleGrant.until.is_(None), RoleGrant.until >= today),
            RoleGrant.role.in_(roles),
            Unit.code.in_(codes),
        )
        .order_by(func.length(Unit.path).desc(), RoleGrant.id)
    )
    return list(rows)


async def consents(session: AsyncSession, person_id: int) -> list[Consent]:
    rows = await session.scalars(select(Consent).where(Consent.person_id == person_id).order_by(Consent.id))
    return list(rows)


async def memberships(session: AsyncSession, person_id: int) -> list[tuple[Membership, Unit]]:
    rows = await session.execute(
        select(Membership, Unit)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(Membership.person_id == person_id)
        .order_by(Membership.id)
    )
    return [(row[0], row[1]) for row in rows]


async def with_consent(session: AsyncSession, person_ids: Sequence[int]) -> set[int]:
    """Those of these people whose consent stands."""
    found: set[int] = set()
    for some in chunks(person_ids):
        query = select(Consent.person_id).where(Consent.person_id.in_(some), Consent.withdrawn_at.is_(None))
        found.update(await session.scalars(query))
    return found


async def withdrawn_before(session: AsyncSession, moment: datetime) -> list[int]:
    """People without a standing consent whose last withdrawal is older than `moment`."""
    standing = select(Consent.person_id).where(Consent.withdrawn_at.is_(None))
    rows = await session.scalars(
        select(Consent.person_id)
        .where(Consent.person_id.not_in(standing))
        .group_by(Consent.person_id)
        .having(func.max(Consent.withdrawn_at) < moment)
    )
    return list(rows)


async def drafts_begun_before(session: AsyncSession, moment: datetime) -> list[int]:
    """People who began to register before `moment` and never finished; imported ones are not drafts."""
    rows = await session.scalars(
        select(Person.id).where(
            Person.registered_at.is_(None), Person.person_code.is_(None), Person.created_at < moment
        )
    )
    return list(rows)


async def mark_unreachable(session: AsyncSession, person_id: int, since: datetime | None) -> None:
    await session.execute(
        update(Account).where(Account.person_id == person_id).values(unreachable_since=since)
    )


async def delete_person(session: AsyncSession, person: Person) -> None:
    await session.execute(delete(Person).where(Person.id == person.id))


async def count_erasures(session: AsyncSession) -> int:
    return await session.scalar(select(func.count()).select_from(Erasure)) or 0
