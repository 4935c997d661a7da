"""Roles of a branch: who holds them, a one-time link for a new one, taking one back."""

from datetime import date

from conversation.book import Chapter
from conversation.calendar import calendar, read_date
from conversation.screen import Go, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right, Role
from domain.errors import NotFound, ScreenIsStale
from services import invitations
from services import roles as service
from services.roles import Holder
from ui.format import day, shortened
from ui.text import joined

pages = Chapter("people")

RIGHT = Right.GIVE_ROLES
PAGE = 6


@pages.screen(command="people", right=RIGHT)
async def listing(talk: Talk, page: int = 1) -> Screen:
    t = talk.t
    held = await service.holders(talk.work, talk.person)
    count = max(1, -(-len(held) // PAGE))
    page = min(max(1, page), count)
    shown = held[(page - 1) * PAGE : page * PAGE]
    lines = [
        t(
            "people-line",
            index=i,
            name=shortened(one.chat_name, 20),
            role=t.plain(f"role-{one.role.value}"),
            unit=shortened(one.unit_name, 40),
            until=_until(one),
        )
        for i, one in enumerate(shown, 1)
    ]
    numbers = [button(str(i), holder, one.grant_id) for i, one in enumerate(shown, 1)]
    text = t(
        "people-list",
        list=joined(lines) if lines else t("people-nobody"),
        page=t("page-of", page=page, pages=count),
    )
    turns = page_buttons(listing, page, count, words=(t.plain("previous-page"), t.plain("next-page")))
    return Screen(
        text,
        [
            numbers[:3],
            numbers[3:],
            turns,
            [button(t.plain("people-invite"), "branch.choose", "role")],
            [button(t.plain("menu"), "menu.root")],
        ],
    )


def _until(one: Holder) -> str:
    return day(one.until) if one.until else "none"


@pages.screen(right=RIGHT)
async def roles_for(talk: Talk, unit_id: int) -> Screen:
    t = talk.t
    unit, roles = await service.roles_for(talk.work, talk.person, unit_id)
    rows = [[button(t.plain(f"role-{role.value}"), until, role.value, unit_id)] for role in roles]
    text = t("people-roles", unit=shortened(unit.name, 100))
    return Screen(text, [*rows, [button(t.plain("back"), listing)]])


def _role(code: str) -> Role:
    if code not in {one.value for one in Role}:
        raise ScreenIsStale
    return Role(code)


@pages.screen(right=RIGHT)
async def until(talk: Talk, role: str, unit_id: int, month: str = "") -> Screen:
    """The last day of the role; a substitute's ends with the leave, most roles have none."""
    t = talk.t
    text = t("people-until", role=t.plain(f"role-{_role(role).value}"))
    last = [button(t.plain("people-for-good"), invite, role, unit_id)]
    return calendar(
        talk, text, until, invite_until, role, unit_id, month=month,
        earliest=talk.today, latest=talk.today + invitations.LONGEST_ROLE,
        last=[*last, button(t.plain("back"), roles_for, unit_id)],
    )  # fmt: skip


@pages.action(right=RIGHT)
async def invite(talk: Talk, role: str, unit_id: int) -> Go:
    return await _invite(talk, role, unit_id, None)


@pages.action(right=RIGHT)
async def invite_until(talk: Talk, role: str, unit_id: int, on: date) -> Go:
    return await _invite(talk, role, unit_id, on)


@pages.on_text(until)
async def type_until(talk: Talk, text: str, role: str, unit_id: int, month: str = "") -> Go:
    return await _invite(talk, role, unit_id, read_date(text))


async def _invite(talk: Talk, role: str, unit_id: int, on: date | None) -> Go:
    """The link is shown once: whoever opens it first gets the role."""
    t = talk.t
    payload = await invitations.invite_to_role(talk.work, talk.person, _role(role), unit_id, on)
    words = {"role": t.plain(f"role-{role}"), "until": day(on) if on else "none"}
    return go(listing, note=t("people-link", link=talk.house.link(payload), **words))


@pages.screen(right=RIGHT)
async def holder(talk: Talk, grant_id: int) -> Screen:
    t = talk.t
    one = await _held(talk, grant_id)
    rows = [[button(t.plain("back"), listing)]]
    if one.can_revoke:
        rows.insert(0, [button(t.plain("people-revoke"), ask_revoke, grant_id)])
    text = t(
        "people-holder",
        name=one.chat_name,
        role=t.plain(f"role-{one.role.value}"),
        unit=shortened(one.unit_name, 80),
        until=_until(one),
        can="yes" if one.can_revoke else "no",
    )
    return Screen(text, rows)


async def _held(talk: Talk, grant_id: int) -> Holder:
    for one in await service.holders(talk.work, talk.person):
        if one.grant_id == grant_id:
            return one
    raise NotFound


@pages.screen(right=RIGHT)
async def ask_revoke(talk: Talk, grant_id: int) -> Screen:
    """Taking a role away is asked once more, with its name and its holder's."""
    t = talk.t
    one = await _held(talk, grant_id)
    text = t(
        "people-ask-revoke",
        name=one.chat_name,
        role=t.plain(f"role-{one.role.value}"),
        unit=shortened(one.unit_name, 80),
    )
    return Screen(
        text,
        [
            [button(t.plain("people-revoke-yes"), revoke, grant_id)],
            [button(t.plain("back"), holder, grant_id)],
        ],
    )


@pages.action(right=RIGHT)
async def revoke(talk: Talk, grant_id: int) -> Go:
    await invitations.revoke(talk.work, talk.person, grant_id)
    return go(listing, note=talk.t("people-revoked"))
