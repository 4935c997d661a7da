"""Who is asking: the person behind an address, read anew for every update, rights included."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Person, RoleGrant, Unit
from db.repositories import people as people_rows
from db.repositories.people import AccountRows
from db.session import UnitOfWork
from domain.access import Grant, Right, Role, Scope, scope_of
from domain.career import is_young, young_until
from domain.errors import NotAllowed
from domain.notice_time import Hours
from services import content

DEFAULT_ZONE = ZoneInfo("Europe/Moscow")


@dataclass(frozen=True)
class UnitView:
    """A unit as people see it."""

    id: int
    code: str
    name: str
    level: str
    path: str
    address: str = ""


@dataclass(frozen=True)
class Viewer:
    """A person; `registered` once every step of registration is done.

    `consented`: to the current version of the document; `agreed_before`: to this one or an older one.
    `membership`: waiting, confirmed, refused or None. `young_until` is the first day of being young no more.
    """

    id: int
    subject: str
    address: int
    chat_name: str
    registered: bool
    consented: bool
    unit: UnitView | None
    membership: str | None
    position: str | None
    subjects: tuple[str, ...]
    subjects_open: bool
    birth_year: int | None
    work_start: date | None
    young_until: date | None
    graduation_year: int | None
    grants: tuple[Grant, ...]
    language: str
    zone: ZoneInfo
    hours: Hours
    muted_topics: frozenset[str] = field(default_factory=frozenset)
    unlisted_organisation: str | None = None
    start_link: str | None = None
    unreachable_since: datetime | None = None
    agreed_before: bool = False

    def today(self, now: datetime) -> date:
        return now.astimezone(self.zone).date()

    def is_young(self, now: datetime) -> bool:
        return is_young(self.young_until, self.today(now))

    def scope(self, right: Right, now: datetime) -> Scope:
        """Where this person may do it; empty when nowhere."""
        return scope_of(self.grants, right, self.today(now))

    def need(self, right: Right, now: datetime) -> Scope:
        """The scope of the right, or NotAllowed."""
        scope = self.scope(right, now)
        if not scope:
            raise NotAllowed
        return scope

    def roles(self, now: datetime) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants if grant.holds(self.today(now)))

    @property
    def is_student(self) -> bool:
        """A student or a graduate of a university, who takes functional literacy and works nowhere yet."""
        position = content.positions().get(self.position or "")
        return position is not None and position.audience == "student"

    @property
    def is_head(self) -> bool:
        position = content.positions().get(self.position or "")
        return position is not None and position.audience == "head"


async def find(work: UnitOfWork, address: int) -> Viewer | None:
    """The person who writes from this address; None for a guest."""
    async with work.reading(brief=True) as session:
        rows = await people_rows.by_address(session, address)
    return _viewer(rows) if rows else None


async def by_person(work: UnitOfWork, person_id: int) -> Viewer | None:
    """A person named by a scheduled job: without account and grants, enough for evidence about them."""
    async with work.reading() as session:
        return await in_session(session, person_id)


async def in_session(session: AsyncSession, person_id: int) -> Viewer | None:
    """The same inside somebody else's transaction."""
    person = await people_rows.get(session, person_id)
    return of_person(person, await people_rows.unit_of(session, person)) if person else None


def _viewer(rows: AccountRows) -> Viewer:
    return replace(
        of_person(rows.person, rows.unit),
        address=rows.account.address,
        consented=rows.agreed_to == content.document("consent").version,
        agreed_before=rows.agreed_to is not None,
        membership=rows.membership_state,
        grants=tuple(_grant(grant, path) for grant, path in rows.grants),
        unreachable_since=rows.account.unreachable_since,
    )


def of_person(person: Person, unit: Unit | None) -> Viewer:
    """What the person's own row says; account, consent and grants are not known here."""
    return Viewer(
        id=person.id,
        subject=person.subject,
        address=0,
        chat_name=person.chat_name,
        registered=person.registered_at is not None,
        consented=False,
        unit=unit_view(unit) if unit else None,
        membership=None,
        position=person.position,
        subjects=tuple(person.subjects),
        subjects_open=person.subjects_open,
        birth_year=person.birth_year,
        work_start=person.work_start,
        young_until=young_until(person.birth_year, person.work_start, person.birth_date),
        graduation_year=person.graduation_year,
        grants=(),
        language=person.language,
        zone=zone_of(person, unit),
        hours=hours_of(person, unit),
        muted_topics=frozenset(person.muted_topics),
        unlisted_organisation=person.unlisted_organisation,
        start_link=person.start_link,
    )


def _grant(grant: RoleGrant, path: str) -> Grant:
    return Grant(Role(grant.role), path, grant.until)


def unit_view(unit: Unit) -> UnitView:
    return UnitView(unit.id, unit.code, unit.name, unit.level, unit.path, unit.address)


def zone_of(person: Person, unit: Unit | None) -> ZoneInfo:
    """The person's own zone, else their unit's, else Moscow."""
    name = person.timezone or (unit.timezone if unit else None)
    return ZoneInfo(name) if name else DEFAULT_ZONE


def hours_of(person: Person, unit: Unit | None) -> Hours:
    return Hours(
        zone_of(person, unit), person.quiet_from or time(20), person.quiet_to or time(8), person.leave_until
    )
