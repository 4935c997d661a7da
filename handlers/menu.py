"""The menu: what waits for the person, the commonest things, and a door for each further role."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from conversation.book import Chapter, Standing
from conversation.screen import Button, Go, Screen, button, go, packed
from conversation.talk import Talk
from domain.access import RIGHTS, Right, Role
from domain.errors import NotAllowed
from handlers.ask import waiting_answers
from handlers.drafts import waiting_drafts
from handlers.entrance import link_in
from handlers.matching import waiting_requests
from handlers.material_desk import waiting_materials
from handlers.mentor import waiting_offers
from handlers.mentoring import waiting_pairs
from handlers.my_practices import waiting_practices
from handlers.orders import waiting_orders
from handlers.organisation import shown
from handlers.practice_desk import waiting_decisions
from handlers.questions import waiting_questions
from handlers.rating import waiting_ratings
from handlers.relay import ways_on
from handlers.reviews import waiting_reviews
from handlers.route import waiting_route
from handlers.route_desk import waiting_as_methodist, waiting_as_tutor
from handlers.run_desk import waiting_applications
from services import diagnostics, enrolments, headcounts, newcomers, news_reading, norm_drafts, norms
from ui.text import Html, joined

pages = Chapter("menu")

MOST_BUTTONS = 8
"""Of the menu: four commonest things, two roles, everything else, help."""


@dataclass(frozen=True)
class Door:
    """A button of a menu: its words, the page it opens, for work the right it takes and its group."""

    words: str
    page: str
    right: Right | None = None
    group: str = ""


COMMONEST = (
    Door("menu-diagnostics", "diagnostics.home"),
    Door("menu-courses", "courses.home"),
    Door("menu-route", "route.home"),
    Door("menu-mentor", "mentoring.home"),
)
"""At most four: what most people come for."""

SECTIONS = (
    Door("menu-applications", "enrolments.listing"),
    Door("menu-norms", "norms.listing"),
    Door("menu-paper-claim", "slip.claim"),
    Door("menu-practices", "practices.home"),
    Door("menu-materials", "materials.home"),
    Door("menu-ask", "ask.home"),
    Door("menu-news", "news.listing"),
    Door("menu-settings", "settings.home"),
    Door("settings-data", "privacy.home"),
)
"""«Все разделы»: everything else that is everybody's."""

GROUPS = ("queue", "mentoring", "people", "papers", "figures", "system")
"""Of a role's work, in the order of its menu; a role with few doors has them all at once."""

WORK = (
    Door("menu-newcomers", "newcomers.listing", Right.CONFIRM_NEWCOMERS, "queue"),
    Door("menu-certificates", "certificates.listing", Right.CONFIRM_CERTIFICATES, "queue"),
    Door("menu-runs", "rundesk.queue", Right.MANAGE_RUNS, "papers"),
    Door("menu-practices-desk", "desk.listing", Right.MODERATE_PRACTICES, "queue"),
    Door("menu-reviews", "reviews.listing", Right.REVIEW_PRACTICES, "queue"),
    Door("menu-questions", "questions.queue", Right.ANSWER_QUESTIONS, "queue"),
    Door("menu-requests", "mentor.home", Right.BE_MENTOR, "mentoring"),
    Door("menu-matching", "matching.listing", Right.MATCH_MENTORS, "mentoring"),
    Door("menu-orders", "orders.listing", Right.ORDER_MENTORING, "mentoring"),
    Door("menu-support", "support.listing", Right.CONFIRM_SUPPORT, "mentoring"),
    Door("menu-rating", "rating.answer", Right.RATE_ANSWERS, "queue"),
    Door("menu-drafts", "drafts.listing", Right.APPROVE_ITEMS, "queue"),
    Door("menu-instead", "instead.home", Right.NAME_SUBSTITUTE, "people"),
    Door("menu-roster", "school.roster", Right.SEE_ROSTER, "people"),
    Door("menu-lists", "links.start", Right.SEE_ROSTER, "people"),
    Door("menu-roles", "people.listing", Right.GIVE_ROLES, "people"),
    Door("menu-acquaintance", "acq.start", Right.SEE_ROSTER, "papers"),
    Door("menu-norm-drafts", "nd.home", Right.MANAGE_NORMS, "papers"),
    Door("menu-materials-desk", "mdesk.listing", Right.MANAGE_MATERIALS, "papers"),
    Door("menu-team", "team.start", Right.COMPOSE_TEAM, "people"),
    Door("menu-poster", "school.poster_for", Right.PRINT_POSTERS, "people"),
    Door("menu-day-codes", "codes.listing", Right.OPEN_DAY_CODES, "people"),
    Door("menu-broadcast", "broadcast.home", Right.SEND_NEWS, "papers"),
    Door("menu-items", "items.home", Right.ADD_ITEMS, "papers"),
    Door("menu-shared", "sharing.listing", Right.SEE_SHARED_RESULTS, "figures"),
    Door("menu-guided", "rdesk.mine", Right.BE_TUTOR, "mentoring"),
    Door("menu-routes", "rdesk.branch", Right.GUIDE_ROUTES, "figures"),
    Door("menu-route-template", "rtpl.start", Right.GUIDE_ROUTES, "papers"),
    Door("menu-zones", "zones.home", Right.SEE_SHARED_RESULTS, "figures"),
    Door("menu-indicators", "indicators.start", Right.SEE_INDICATORS, "figures"),
    Door("menu-headcounts", "headcounts.start", Right.CONFIRM_HEADCOUNTS, "figures"),
    Door("menu-admin", "admin.home", Right.IMPORT, "system"),
    Door("menu-link-log", "links.journal", Right.IMPORT, "system"),
)
"""What each right opens."""


async def _waiting_diagnostic(talk: Talk) -> list[Html]:
    open_one = (await diagnostics.offer(talk.work, talk.person)).open
    if open_one is None:
        return []
    return [talk.t("waiting-diagnostic", answered=open_one.answered, length=open_one.length)]


async def _waiting_certificates(talk: Talk) -> list[Html]:
    states = [one.state for one in await enrolments.mine(talk.work, talk.person)]
    counts = {"refused": states.count("refused"), "certificate": states.count("applied")}
    return [talk.t(f"waiting-{what}", count=count) for what, count in counts.items() if count]


async def _waiting_news(talk: Talk) -> list[Html]:
    new = (await news_reading.listing(talk.work, talk.person)).new
    return [talk.t("waiting-news", count=new)] if new else []


async def _waiting_membership(talk: Talk) -> list[Html]:
    state = talk.person.membership
    return [talk.t(f"waiting-membership-{state}")] if state in ("waiting", "refused") else []


async def _waiting_norms(talk: Talk) -> list[Html]:
    count = await norms.count_unread(talk.work, talk.person)
    return [talk.t("waiting-norms", count=count)] if count else []


async def _draft_of_a_norm(talk: Talk) -> list[Html]:
    draft = await norm_drafts.current(talk.work, talk.person)
    return [talk.t("waiting-norm-draft")] if draft else []


async def _queue_of_newcomers(talk: Talk) -> list[Html]:
    _, new = await newcomers.waiting(talk.work, talk.person)
    return [talk.t("waiting-newcomers", count=new)] if new else []


async def _queue_of_certificates(talk: Talk) -> list[Html]:
    count = (await enrolments.waiting(talk.work, talk.person)).total
    return [talk.t("waiting-to-confirm", count=count)] if count else []


async def _queue_of_headcounts(talk: Talk) -> list[Html]:
    count = await headcounts.waiting(talk.work, talk.person)
    return [talk.t("waiting-headcounts", count=count)] if count else []


Lines = Callable[[Talk], Awaitable[list[Html]]]

WAITING: tuple[Lines, ...] = (
    _waiting_diagnostic,
    _waiting_certificates,
    waiting_practices,
    waiting_answers,
    waiting_pairs,
    _waiting_news,
    waiting_route,
    _waiting_norms,
    _waiting_membership,
)
"""«Что ждёт меня» of everybody: each gives no line when nothing waits."""

QUEUES: tuple[tuple[Right, Lines], ...] = (
    (Right.CONFIRM_NEWCOMERS, _queue_of_newcomers),
    (Right.CONFIRM_CERTIFICATES, _queue_of_certificates),
    (Right.MANAGE_NORMS, _draft_of_a_norm),
    (Right.MANAGE_MATERIALS, waiting_materials),
    (Right.MANAGE_RUNS, waiting_applications),
    (Right.MODERATE_PRACTICES, waiting_decisions),
    (Right.REVIEW_PRACTICES, waiting_reviews),
    (Right.ANSWER_QUESTIONS, waiting_questions),
    (Right.BE_MENTOR, waiting_offers),
    (Right.MATCH_MENTORS, waiting_requests),
    (Right.ORDER_MENTORING, waiting_orders),
    (Right.BE_TUTOR, waiting_as_tutor),
    (Right.GUIDE_ROUTES, waiting_as_methodist),
    (Right.RATE_ANSWERS, waiting_ratings),
    (Right.APPROVE_ITEMS, waiting_drafts),
    (Right.CONFIRM_HEADCOUNTS, _queue_of_headcounts),
)
"""«Что ждёт меня» of a role, by the right that makes the queue somebody's."""


@pages.screen(command="menu")
async def root(talk: Talk) -> Screen:
    t, who = talk.t, talk.person
    roles = [role for role in sorted(who.roles(talk.now)) if _doors(role)]
    rows = packed([_button(talk, door) for door in COMMONEST])
    if len(COMMONEST) + len(roles) + 2 <= MOST_BUTTONS:
        rows += [[_role_button(talk, role)] for role in roles]
    else:
        rows.append([button(t.plain("menu-my-roles"), my_roles)])
    rows.append([button(t.plain("menu-more"), more)])
    rows.append([button(t.plain("menu-call-for-help"), "help.home")])
    lines = await _lines(talk, WAITING)
    lines += await _lines(talk, tuple(ask for right, ask in QUEUES if who.scope(right, talk.now)))
    waiting = joined(lines or [t("waiting-nothing")])
    return Screen(t("menu-root", name=who.chat_name, unit=shown(talk), waiting=waiting), rows)


async def _lines(talk: Talk, asked: Iterable[Lines]) -> list[Html]:
    return [line for ask in asked for line in await ask(talk)]


def _button(talk: Talk, door: Door) -> Button:
    return button(talk.t.plain(door.words), door.page)


def _role_button(talk: Talk, role: Role) -> Button:
    return button(talk.t.plain(f"menu-as-{role.value}"), by_role, role.value)


def _doors(role: Role) -> list[Door]:
    return [door for door in WORK if door.right in RIGHTS[role]]


@pages.screen()
async def more(talk: Talk) -> Screen:
    """«Все разделы»."""
    rows = packed([_button(talk, door) for door in SECTIONS])
    return Screen(talk.t("menu-more-text"), [*rows, [button(talk.t.plain("menu"), root)]])


@pages.screen()
async def my_roles(talk: Talk) -> Screen:
    """For somebody with more roles than the menu has room for."""
    roles = [role for role in sorted(talk.person.roles(talk.now)) if _doors(role)]
    rows = [[_role_button(talk, role)] for role in roles]
    return Screen(talk.t("menu-my-roles-text"), [*rows, [button(talk.t.plain("menu"), root)]])


@pages.screen()
async def by_role(talk: Talk, role: str, group: str = "") -> Screen:
    """The work of one role: all its doors, or its groups when there are many, or the doors of one group."""
    t = talk.t
    if role not in {one.value for one in talk.person.roles(talk.now)}:
        raise NotAllowed
    doors = _doors(Role(role))
    shown_here = [door for door in doors if door.group == group] if group else doors
    if len(shown_here) < MOST_BUTTONS:
        rows = [[_button(talk, door)] for door in shown_here]
    else:
        rows = _group_rows(talk, role, doors)
    lines = await _lines(talk, [ask for right, ask in QUEUES if right in RIGHTS[Role(role)]])
    back = button(t.plain("back"), by_role, role) if group else button(t.plain("menu"), root)
    return Screen(
        t("menu-role", role=t.plain(f"role-{role}"), waiting=joined(lines or [t("waiting-nothing")])),
        [*rows, [back]],
    )


def _group_rows(talk: Talk, role: str, doors: list[Door]) -> list[list[Button]]:
    """A button for each group; a group of one door is that door."""
    rows = []
    for group in GROUPS:
        inside = [door for door in doors if door.group == group]
        if len(inside) == 1:
            rows.append([_button(talk, inside[0])])
        elif inside:
            rows.append([button(talk.t.plain(f"menu-group-{group}"), by_role, role, group)])
    return rows


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
    words, rows = await ways_on(talk)
    text = t("menu-puzzled-kept", words=words) if words else t("menu-puzzled")
    return Screen(text, [*rows, [button(t.plain("menu"), root)], [button(t.plain("menu-help"), "help.home")]])


@pages.action(command="cancel", standing=Standing.GUEST)
async def cancel(talk: Talk) -> Go:
    """/cancel works at every step and says what was kept."""
    if talk.who is None or not talk.who.consented:
        return go("entrance.welcome", link_in(talk))
    if not talk.who.registered:
        return go("reg.next_question", note=talk.t("menu-cancelled-registration"))
    return go(root, note=talk.t("menu-cancelled"))
