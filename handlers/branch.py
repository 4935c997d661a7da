"""Choosing a unit inside one's own branch: for a poster, a code of the day, a role."""

from conversation.book import Chapter
from conversation.screen import Go, Screen, button, go
from conversation.talk import Talk
from domain.access import Right, Scope
from domain.errors import ScreenIsStale
from services import units
from ui.format import shortened
from ui.text import joined

pages = Chapter("branch")

PURPOSES = {
    "poster": (Right.PRINT_POSTERS, "school.poster"),
    "code": (Right.OPEN_DAY_CODES, "codes.open_code"),
    "role": (Right.GIVE_ROLES, "people.roles_for"),
    "acquaintance": (Right.SEE_ROSTER, "acq.home"),
    "norm": (Right.MANAGE_NORMS, "nd.begin"),
    "material": (Right.MANAGE_MATERIALS, "mdesk.begin"),
    "run": (Right.MANAGE_RUNS, "rundesk.programme"),
    "paper": (Right.ENTER_PAPER, "paper.home"),
    "team": (Right.COMPOSE_TEAM, "team.home"),
    "route": (Right.GUIDE_ROUTES, "rtpl.home"),
    "lists": (Right.SEE_ROSTER, "links.home"),
    "figures": (Right.SEE_INDICATORS, "indicators.board"),
}
"""What the unit is for: the right it takes, and the page that gets the unit's id."""

BUTTON = 26


def _scope(talk: Talk, purpose: str) -> Scope:
    if purpose not in PURPOSES:
        raise ScreenIsStale
    return talk.person.need(PURPOSES[purpose][0], talk.now)


async def enter(talk: Talk, purpose: str) -> Go:
    """Straight on with the one unit of the branch, or to the choice."""
    found = await units.in_scope(talk.work, _scope(talk, purpose), "")
    if len(found) == 1:
        return go(PURPOSES[purpose][1], found[0].unit.id)
    return go(choose, purpose)


@pages.screen()
async def choose(talk: Talk, purpose: str, words: str = "") -> Screen:
    """Units of the branch that match what was typed; without words, the first ones."""
    t = talk.t
    scope = _scope(talk, purpose)
    matches = await units.in_scope(talk.work, scope, words)
    target = PURPOSES[purpose][1]
    rows = [
        [button(shortened(f"{i}. {one.unit.name}", BUTTON), target, one.unit.id)]
        for i, one in enumerate(matches, 1)
    ]
    lines = [
        t(
            "branch-line",
            index=i,
            name=shortened(one.unit.name, 45),
            above=f", {shortened(one.above, 30)}" if one.above else "",
        )
        for i, one in enumerate(matches, 1)
    ]
    text = t(
        "branch-choose", purpose=purpose, list=joined(lines) if lines else t("branch-nothing", words=words)
    )
    return Screen(text, [*rows, [button(t.plain("menu"), "menu.root")]])


@pages.on_text(choose)
async def type_words(talk: Talk, text: str, purpose: str, words: str = "") -> Go:
    return go(choose, purpose, " ".join(text.split())[:60])
