"""The menu: what waits for the person, the commonest things, and a door for each further role."""

from conversation.book import Chapter, Standing
from conversation.screen import Button, Go, Screen, button, go
from conversation.talk import Talk
from domain.access import RIGHTS, Right, Role
from domain.errors import NotAllowed
from handlers.entrance import link_in
from handlers.organisation import shown
from services import diagnostics, enrolments, newcomers
from ui.text import Html, joined

pages = Chapter("menu")

WORK = {
    Right.CONFIRM_NEWCOMERS: ("menu-newcomers", "newcomers.listing"),
    Right.SEE_ROSTER: ("menu-roster", "school.roster"),
    Right.CONFIRM_CERTIFICATES: ("menu-certificates", "certificates.listing"),
    Right.PRINT_POSTERS: ("menu-poster", "school.poster_for"),
    Right.OPEN_DAY_CODES: ("menu-day-codes", "codes.listing"),
    Right.GIVE_ROLES: ("menu-roles", "people.listing"),
    Right.IMPORT: ("menu-admin", "admin.home"),
}
"""What each right opens, in the order of a role's menu."""


@pages.screen(command="menu")
async def root(talk: Talk) -> Screen:
    t, who = talk.t, talk.person
    rows = [
        [
            button(t.plain("menu-diagnostics"), "diagnostics.home"),
            button(t.plain("menu-courses"), "courses.home"),
        ],
        [button(t.plain("menu-applications"), "enrolments.listing")],
    ]
    rows += [[_door(talk, role)] for role in sorted(who.roles(talk.now)) if RIGHTS[role]]
    rows.append(
        [button(t.plain("menu-settings"), "settings.home"), button(t.plain("menu-help"), "help.home")]
    )
    text = t("menu-root", name=who.chat_name, unit=shown(talk), waiting=joined(await _waiting(talk)))
    return Screen(text, rows)


def _door(talk: Talk, role: Role) -> Button:
    return button(talk.t.plain(f"menu-as-{role.value}"), by_role, role.value)


async def _waiting(talk: Talk) -> list[Html]:
    """«Что ждёт меня»: at most a handful of lines, each a fact with its number."""
    t, who = talk.t, talk.person
    lines = []
    offer = await diagnostics.offer(talk.work, who)
    if offer.open:
        lines.append(t("waiting-diagnostic", answered=offer.open.answered, length=offer.open.length))
    mine = await enrolments.mine(talk.work, who)
    refused = sum(one.state == "refused" for one in mine)
    applied = sum(one.state == "applied" for one in mine)
    if refused:
        lines.append(t("waiting-refused", count=refused))
    if applied:
        lines.append(t("waiting-certificate", count=applied))
    if who.scope(Right.CONFIRM_NEWCOMERS, talk.now):
        lines += await _queue(talk)
    if who.membership in ("waiting", "refused"):
        lines.append(t(f"waiting-membership-{who.membership}"))
    return lines or [t("waiting-nothing")]


async def _queue(talk: Talk) -> list[Html]:
    _, new = await newcomers.waiting(talk.work, talk.person)
    certificates = (await enrolments.waiting(talk.work, talk.person)).total
    lines = [talk.t("waiting-newcomers", count=new)] if new else []
    return lines + ([talk.t("waiting-to-confirm", count=certificates)] if certificates else [])


@pages.screen()
async def by_role(talk: Talk, role: str) -> Screen:
    """The work of one role: a button for each right it gives."""
    t = talk.t
    if role not in {one.value for one in talk.person.roles(talk.now)}:
        raise NotAllowed
    rights = RIGHTS[Role(role)]
    rows = [[button(t.plain(words), target)] for right, (words, target) in WORK.items() if right in rights]
    if Right.CONFIRM_NEWCOMERS in rights:
        text = joined(await _queue(talk) or [t("waiting-nothing")])
    else:
        text = t("waiting-nothing")
    return Screen(
        t("menu-role", role=t.plain(f"role-{role}"), waiting=text),
        [*rows, [button(t.plain("menu"), root)]],
    )


async def _first_with(talk: Talk, *rights: Right) -> Go:
    """The menu of the person's first role that has one of these rights."""
    for role in sorted(talk.person.roles(talk.now)):
        if RIGHTS[role] & set(rights):
            return go(by_role, role.value)
    raise NotAllowed


@pages.action(command="school", right=Right.SEE_ROSTER)
async def school(talk: Talk) -> Go:
    return await _first_with(talk, Right.SEE_ROSTER)


@pages.action(command="moderation", right=Right.CONFIRM_CERTIFICATES)
async def moderation(talk: Talk) -> Go:
    return go("certificates.listing")


@pages.screen(standing=Standing.GUEST)
async def puzzled(talk: Talk) -> Screen:
    """An answer to what nobody asked: short, with the ways on."""
    t = talk.t
    if talk.who is None or not talk.who.consented:
        return Screen(t("menu-puzzled-guest"), [[button(t.plain("menu-begin"), "entrance.welcome")]])
    if not talk.who.registered:
        return Screen(t("menu-puzzled"), [[button(t.plain("menu-go-on"), "reg.next_question")]])
    return Screen(
        t("menu-puzzled"),
        [[button(t.plain("menu"), root)], [button(t.plain("menu-courses"), "courses.home")],
         [button(t.plain("menu-help"), "help.home")]],
    )  # fmt: skip


@pages.action(command="cancel", standing=Standing.GUEST)
async def cancel(talk: Talk) -> Go:
    """/cancel works at every step and says what was kept."""
    if talk.who is None or not talk.who.consented:
        return go("entrance.welcome", link_in(talk))
    if not talk.who.registered:
        return go("reg.next_question", note=talk.t("menu-cancelled-registration"))
    return go(root, note=talk.t("menu-cancelled"))
