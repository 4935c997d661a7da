"""Who holds which role in a branch."""

from dataclasses import dataclass
from datetime import date

from db.repositories import people as people_rows
from db.repositories import units as unit_rows
from db.session import UnitOfWork
from domain.access import Right, Role, roles_to_give
from domain.errors import NotFound
from services.viewer import UnitView, Viewer, unit_view


@dataclass(frozen=True)
class Holder:
    """A standing grant; `can_revoke`: the viewer may take it back."""

    grant_id: int
    role: Role
    chat_name: str
    unit_name: str
    until: date | None
    can_revoke: bool


async def holders(work: UnitOfWork, who: Viewer) -> list[Holder]:
    """Grants in the viewer's branch, by unit and role; the viewer's own are left out."""
    scope = who.need(Right.GIVE_ROLES, work.now())
    today = who.today(work.now())
    async with work.reading() as session:
        found = await people_rows.holders(session, scope)
    return [
        Holder(
            grant.id,
            Role(grant.role),
            person.chat_name,
            unit.name,
            grant.until,
            Role(grant.role) in roles_to_give(who.grants, unit.path, today),
        )
        for grant, person, unit in found
        if person.id != who.id
    ]


async def roles_for(work: UnitOfWork, who: Viewer, unit_id: int) -> tuple[UnitView, list[Role]]:
    """Roles the viewer may give for a unit of their branch."""
    scope = who.need(Right.GIVE_ROLES, work.now())
    async with work.reading() as session:
        unit = await unit_rows.by_id(session, unit_id)
    if unit is None or not scope.covers(unit.path):
        raise NotFound
    return unit_view(unit), sorted(roles_to_give(who.grants, unit.path, who.today(work.now())))
