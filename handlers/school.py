"""The deputy's and the head's house: who has taken part, a reminder, a new phone, the poster."""

from conversation.book import Chapter
from conversation.screen import Go, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from domain.errors import NotFound, ScreenIsStale
from services import content, invitations, registration, units
from services import roster as service
from services.roster import Participation, RosterLine
from ui.format import bar, lower_first, shortened
from ui.text import Html, joined

pages = Chapter("school")

KINDS = {"n": Participation.NOT_STARTED, "s": Participation.STARTED, "f": Participation.FINISHED, "a": None}
SEARCH_ABOVE = 24
"""Longer lists are searched by typing."""


@pages.screen(right=Right.SEE_ROSTER)
async def roster(talk: Talk) -> Screen:
    """Counts of the branch: facts of participation, never results."""
    t = talk.t
    found = await service.view(talk.work, talk.person)
    total = sum(found.counts.values())
    rows = [
        [button(_title(talk, kind, found.counts[kind] if kind else total), people, key, 1)]
        for key, kind in KINDS.items()
    ]
    if found.to_remind and talk.person.scope(Right.REMIND_ROSTER, talk.now):
        rows.append([button(t.plain("roster-remind", count=found.to_remind), remind)])
    if talk.person.scope(Right.ENTER_PAPER, talk.now):
        rows.append([button(t.plain("menu-paper"), "paper.start")])
    text = t(
        "roster-text",
        year=str(talk.today.year),
        bar=bar(found.counts[Participation.FINISHED], total),
        finished=found.counts[Participation.FINISHED],
        total=total,
    )
    return Screen(text, [*rows, [button(t.plain("menu"), "menu.root")]])


def _title(talk: Talk, kind: Participation | None, count: int) -> str:
    return talk.t.plain(f"roster-{kind.value if kind else 'all'}", count=count)


@pages.screen(right=Right.SEE_ROSTER)
async def people(talk: Talk, kind: str, page: int, words: str = "") -> Screen:
    t = talk.t
    if kind not in KINDS:
        raise ScreenIsStale
    found = await service.view(talk.work, talk.person, KINDS[kind], page, words)
    numbers = [button(str(i), open_person, one.person_id) for i, one in enumerate(found.lines, 1)]
    lines = joined([_line(talk, i, one) for i, one in enumerate(found.lines, 1)] or [t("roster-nobody")])
    text = t(
        "roster-people",
        title=_title(talk, KINDS[kind], found.total),
        list=lines,
        page=t("page-of", page=page, pages=found.pages),
        words=words,
        search="words" if words else "yes" if found.total > SEARCH_ABOVE else "no",
    )
    turns = page_buttons(turn, page, found.pages, words=(t.plain("previous-page"), t.plain("next-page")))
    back = [button(t.plain("back"), people, kind, 1) if words else button(t.plain("back"), roster)]
    return Screen(text, [numbers[:3], numbers[3:], turns, back])


@pages.on_text(people)
async def search(talk: Talk, text: str, kind: str, page: int, words: str = "") -> Go:
    return go(people, kind, 1, " ".join(text.split())[:40])


def _way(talk: Talk) -> tuple[str, str, str]:
    """Kind, page and words of the list that is open or was left for a person's card."""
    kind, page, words = [*talk.here[-3:], *[""] * 3][:3]
    return (kind, page, words) if kind in KINDS else ("a", "1", "")


@pages.action(right=Right.SEE_ROSTER)
async def turn(talk: Talk, page: int) -> Go:
    kind, _, words = _way(talk)
    return go(people, kind, page, words)


@pages.action(right=Right.SEE_ROSTER)
async def open_person(talk: Talk, person_id: int) -> Go:
    return go(person, person_id, *_way(talk))


@pages.action(right=Right.SEE_ROSTER)
async def back_to_people(talk: Talk) -> Go:
    return go(people, *_way(talk))


def _line(talk: Talk, index: int, one: RosterLine) -> Html:
    return talk.t(
        "roster-line",
        index=index,
        name=shortened(one.chat_name, 20),
        position=_position(talk, one),
        unit=shortened(one.unit_name, 30),
    )


def _position(talk: Talk, one: RosterLine) -> str:
    position = content.positions().get(one.position or "")
    return lower_first(position.title) if position else talk.t.plain("nothing")


@pages.screen(right=Right.SEE_ROSTER)
async def person(talk: Talk, person_id: int, kind: str = "a", page: int = 1, words: str = "") -> Screen:
    t = talk.t
    one = await service.person(talk.work, talk.person, person_id)
    rows = [[button(t.plain("back"), back_to_people)]]
    if talk.person.scope(Right.MOVE_ACCOUNTS, talk.now):
        rows.insert(0, [button(t.plain("roster-new-phone"), ask_new_phone, person_id)])
    text = t(
        "roster-person",
        name=one.chat_name,
        position=_position(talk, one),
        unit=shortened(one.unit_name, 100),
        state=one.participation.value,
    )
    return Screen(text, rows)


@pages.screen(right=Right.MOVE_ACCOUNTS)
async def ask_new_phone(talk: Talk, person_id: int) -> Screen:
    t = talk.t
    one = await service.person(talk.work, talk.person, person_id)
    return Screen(
        t("roster-ask-phone", name=one.chat_name),
        [
            [button(t.plain("roster-make-code"), new_phone, person_id)],
            [button(t.plain("back"), person, person_id)],
        ],
    )


@pages.action(right=Right.MOVE_ACCOUNTS)
async def new_phone(talk: Talk, person_id: int) -> Go:
    """The link is shown once and works once, for a day."""
    payload = await invitations.new_phone(talk.work, talk.person, person_id)
    return go(person, person_id, note=talk.t("roster-phone-link", link=talk.house.link(payload)))


@pages.action(right=Right.REMIND_ROSTER)
async def remind(talk: Talk) -> Go:
    count = await service.remind(talk.work, talk.person)
    return go(roster, note=talk.t("roster-reminded", count=count))


@pages.action(right=Right.PRINT_POSTERS)
async def poster_for(talk: Talk) -> Go:
    """A deputy of one organisation prints at once; whoever has more chooses first."""
    scope = talk.person.need(Right.PRINT_POSTERS, talk.now)
    found = await units.in_scope(talk.work, scope, "")
    if len(found) == 1:
        return await poster(talk, found[0].unit.id)
    return go("branch.choose", "poster")


@pages.action(right=Right.PRINT_POSTERS)
async def poster(talk: Talk, unit_id: int) -> Go:
    import asyncio

    from ui.documents.poster import poster_pdf

    unit = await units.get(talk.work, unit_id)
    if not talk.person.need(Right.PRINT_POSTERS, talk.now).covers(unit.path):
        raise NotFound
    code = await units.join_code(talk.work, unit_id)
    pdf = await asyncio.to_thread(
        poster_pdf,
        organisation=unit.name,
        address=unit.address,
        link=talk.house.link(registration.join_link(code)),
        join_code=code,
        bot_username=talk.house.bot_username,
    )
    talk.attach(
        pdf, f"Плакат {shortened(unit.name, 60)}.pdf", talk.t("poster-caption", unit=unit.name, code=code)
    )
    return go("menu.root")
