"""The management team of an organisation: its members, who is trained, when the team counts as trained."""

from conversation.book import Chapter
from conversation.screen import Go, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from handlers import branch
from services import teams as service
from services.name_lists import position_title
from services.teams import MemberLine, Team
from ui.format import day, lower_first, shortened
from ui.text import Html, joined

pages = Chapter("team")

RIGHT = Right.COMPOSE_TEAM
PAGE = 6


@pages.action(right=RIGHT)
async def start(talk: Talk) -> Go:
    return await branch.enter(talk, "team")


@pages.screen(right=RIGHT)
async def home(talk: Talk, unit_id: int, page: int = 1) -> Screen:
    t = talk.t
    team = await service.view(talk.work, talk.person, unit_id)
    count = max(1, -(-len(team.members) // PAGE))
    page = min(max(1, page), count)
    shown = team.members[(page - 1) * PAGE : page * PAGE]
    numbers = [button(str(i), member, one.id) for i, one in enumerate(shown, 1)]
    text = t(
        "team-home",
        unit=shortened(team.unit.name, 100),
        list=joined([_line(talk, i, one) for i, one in enumerate(shown, 1)] or [t("team-empty")]),
        state=_state(talk, team),
    )
    turns = page_buttons(home, page, count, unit_id, words=(t.plain("previous-page"), t.plain("next-page")))
    last = [button(t.plain("team-add"), choose, unit_id), button(t.plain("menu"), "menu.root")]
    return Screen(text, [numbers[:3], numbers[3:], turns, last])


def _line(talk: Talk, index: int, one: MemberLine) -> Html:
    return talk.t(
        "team-line",
        index=index,
        name=shortened(one.chat_name, 20),
        position=lower_first(position_title(one.position)) or "none",
        head="yes" if one.is_head else "no",
        trained=day(one.trained_on, today=talk.today) if one.trained_on else "none",
    )


def _state(talk: Talk, team: Team) -> Html:
    """What is reached this year, or what is still missing."""
    t = talk.t
    if team.trained_on is not None:
        return t("team-trained", day=day(team.trained_on, today=talk.today), year=str(talk.today.year))
    if not team.members:
        return t("team-rule")
    head = "yes" if team.has_head else "no"
    return t("team-not-trained", trained=team.trained, members=len(team.members), head=head)


@pages.screen(right=RIGHT)
async def choose(talk: Talk, unit_id: int, page: int = 1, words: str = "") -> Screen:
    """People of the organisation who are not in the team; typed words narrow the list."""
    t = talk.t
    found, total = await service.candidates(talk.work, talk.person, unit_id, page, words)
    count = max(1, -(-total // PAGE))
    lines = [
        t(
            "team-candidate",
            index=i,
            name=shortened(one.chat_name, 25),
            position=lower_first(position_title(one.position)) or "none",
        )
        for i, one in enumerate(found, 1)
    ]
    numbers = [button(str(i), add, unit_id, one.person_id) for i, one in enumerate(found, 1)]
    text = t(
        "team-choose", list=joined(lines or [t("team-nobody")]), page=t("page-of", page=page, pages=count)
    )
    turns = page_buttons(turn, page, count, words=(t.plain("previous-page"), t.plain("next-page")))
    return Screen(text, [numbers[:3], numbers[3:], turns, [button(t.plain("back"), home, unit_id)]])


@pages.on_text(choose)
async def search(talk: Talk, text: str, unit_id: int, page: int = 1, words: str = "") -> Go:
    return go(choose, unit_id, 1, " ".join(text.split())[:40])


@pages.action(right=RIGHT)
async def turn(talk: Talk, page: int) -> Go:
    """Turning pages keeps the typed words, which are too long for a button."""
    unit_id, _, words = [*talk.here, *[""] * 3][:3]
    return go(choose, unit_id, page, words)


@pages.action(right=RIGHT)
async def add(talk: Talk, unit_id: int, person_id: int) -> Go:
    await service.add(talk.work, talk.person, unit_id, person_id)
    return go(home, unit_id, note=talk.t("team-added"))


@pages.screen(right=RIGHT)
async def member(talk: Talk, member_id: int) -> Screen:
    t = talk.t
    one = await service.member(talk.work, talk.person, member_id)
    rows = [[button(t.plain("team-remove"), ask_removal, member_id)]]
    if not one.is_head:
        rows.insert(0, [button(t.plain("team-make-head"), make_head, member_id)])
    text = t(
        "team-member",
        name=one.chat_name,
        position=lower_first(position_title(one.position)) or "none",
        head="yes" if one.is_head else "no",
        since=day(one.since, today=talk.today),
        trained=day(one.trained_on, today=talk.today) if one.trained_on else "none",
    )
    return Screen(text, [*rows, [button(t.plain("back"), home, one.unit_id)]])


@pages.action(right=RIGHT)
async def make_head(talk: Talk, member_id: int) -> Go:
    one = await service.member(talk.work, talk.person, member_id)
    await service.make_head(talk.work, talk.person, member_id)
    return go(home, one.unit_id)


@pages.screen(right=RIGHT)
async def ask_removal(talk: Talk, member_id: int) -> Screen:
    t = talk.t
    one = await service.member(talk.work, talk.person, member_id)
    return Screen(
        t("team-ask-removal", name=one.chat_name),
        [
            [button(t.plain("team-remove-yes"), remove, member_id)],
            [button(t.plain("back"), member, member_id)],
        ],
    )


@pages.action(right=RIGHT)
async def remove(talk: Talk, member_id: int) -> Go:
    one = await service.member(talk.work, talk.person, member_id)
    await service.remove(talk.work, talk.person, member_id)
    return go(home, one.unit_id, note=talk.t("team-removed"))
