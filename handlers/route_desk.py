"""Routes of others: the tutor's list, the methodist's traffic light, a route with its steps, decisions."""

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go, packed
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from domain.errors import NotFound, ScreenIsStale
from domain.route import Light
from handlers.route import note_lines
from handlers.route_steps import card, line_of, proof_lines
from services import route_desk as service
from services.route_desk import Guided, Line
from services.routes import RouteView
from ui.format import bar, lower_first, shortened
from ui.text import Html, joined

pages = Chapter("rdesk")

PAGE = 6
NAME, UNIT = 16, 20


@pages.screen(right=Right.BE_TUTOR)
async def mine(talk: Talk, page: int = 1) -> Screen:
    """Routes whose owners chose this person."""
    t = talk.t
    found = await service.of_tutor(talk.work, talk.person, page)
    back = [button(t.plain("menu"), "menu.root")]
    if not found.items:
        return Screen(t("rdesk-mine-none"), [back])
    numbers, lines = _listed(talk, found.items)
    text = t("rdesk-mine", total=found.total, list=lines, page=t("page-of", page=page, pages=found.pages))
    turns = page_buttons(mine, page, found.pages, words=(t.plain("previous-page"), t.plain("next-page")))
    return Screen(text, [numbers[:3], numbers[3:], turns, back])


@pages.screen(right=Right.GUIDE_ROUTES)
async def branch(talk: Talk, light: str = "", page: int = 1) -> Screen:
    """The traffic light of the branch; the words stand beside, nothing is told by colour alone."""
    t = talk.t
    if light and light not in {one.value for one in Light}:
        raise ScreenIsStale
    found = await service.of_branch(talk.work, talk.person, page, light)
    back = [button(t.plain("menu"), "menu.root")]
    if not sum(found.lights.values()):
        return Screen(t("rdesk-branch-none"), [back])
    numbers, lines = _listed(talk, found.items)
    counts = {one.value: found.lights[one] for one in Light}
    text = t(
        "rdesk-branch", total=sum(counts.values()), **counts, list=lines,
        page=t("page-of", page=page, pages=found.pages),
    )  # fmt: skip
    turns = page_buttons(
        branch, page, found.pages, light, words=(t.plain("previous-page"), t.plain("next-page"))
    )
    narrow = [
        button(t.plain(f"rdesk-{one or 'all'}"), branch, one)
        for one in ("", *(one.value for one in Light if found.lights[one]))
        if one != light
    ]
    return Screen(text, [numbers[:3], numbers[3:], turns, *_in_pairs(narrow), back])


def _in_pairs(buttons: list[Button]) -> list[list[Button]]:
    return [buttons[i : i + 2] for i in range(0, len(buttons), 2)]


def _listed(talk: Talk, items: tuple[Line, ...]) -> tuple[list[Button], Html]:
    numbers = [button(str(i), one, item.route_id) for i, item in enumerate(items, 1)]
    lines = [
        talk.t(
            "rdesk-line",
            index=i,
            name=shortened(item.chat_name, NAME),
            unit=shortened(item.unit_name, UNIT),
            done=item.done,
            total=item.total,
            asks="yes" if item.asks else "no",
            light=item.light.value,
        )
        for i, item in enumerate(items, 1)
    ]
    return numbers, joined(lines)


@pages.screen(notice="guided")
async def one(talk: Talk, route_id: int) -> Screen | Go:
    """A route of somebody else: whole, or its progress alone."""
    try:
        found = await service.get(talk.work, talk.person, route_id)
    except NotFound:
        return go("menu.root", note=talk.t("refusal-not-found"))
    if found.route is None:
        return Screen(_progress(talk, found), [_back(talk)])
    t, route = talk.t, found.route
    buttons = [button(t.plain("rdesk-steps-button"), steps, route_id, 1)]
    if found.may_decide:
        buttons += [
            button(t.plain("rdesk-approve"), approve, route_id, route.revision),
            button(t.plain("rdesk-return"), returning, route_id),
        ]
    buttons += [
        button(t.plain("rdesk-note"), noting, route_id),
        button(t.plain("rdesk-notes"), notes, route_id),
    ]
    return Screen(_whole(talk, found, route), [*packed(buttons), _back(talk)])


def _back(talk: Talk) -> list[Button]:
    t = talk.t
    row = [button(t.plain("menu"), "menu.root")]
    if talk.person.scope(Right.GUIDE_ROUTES, talk.now):
        row.insert(0, button(t.plain("back"), branch))
    elif talk.person.scope(Right.BE_TUTOR, talk.now):
        row.insert(0, button(t.plain("back"), mine))
    return row


def _progress(talk: Talk, found: Guided) -> Html:
    line = found.line
    return talk.t(
        "rdesk-progress",
        name=found.chat_name,
        unit=shortened(found.unit_name, 80),
        bar=bar(line.done, line.total),
        done=line.done,
        total=line.total,
        light=talk.t("rdesk-light", light=line.light.value),
    )


def _whole(talk: Talk, found: Guided, route: RouteView) -> Html:
    line = found.line
    stuck = "; ".join(shortened(each.title, 60) for each in route.stuck[:2])
    return talk.t(
        "rdesk-one",
        name=found.chat_name,
        unit=shortened(found.unit_name, 80),
        bar=bar(line.done, line.total),
        done=line.done,
        total=line.total,
        light=talk.t("rdesk-light", light=line.light.value),
        state=route.state,
        version=route.version,
        goal=shortened(route.goal, 120),
        zones=", ".join(lower_first(zone.short) for zone in route.zones) or "none",
        stuck=stuck or "none",
    )


async def _shown(talk: Talk, route_id: int) -> tuple[Guided, RouteView]:
    """A route that this person sees whole."""
    found = await service.get(talk.work, talk.person, route_id)
    if found.route is None:
        raise NotFound
    return found, found.route


@pages.screen()
async def steps(talk: Talk, route_id: int, page: int) -> Screen:
    t = talk.t
    found, route = await _shown(talk, route_id)
    count = max(1, -(-len(route.steps) // PAGE))
    shown = route.steps[(page - 1) * PAGE : page * PAGE]
    first = (page - 1) * PAGE + 1
    numbers = [button(str(i), step, route_id, each.id) for i, each in enumerate(shown, first)]
    text = t(
        "rdesk-steps",
        name=found.chat_name,
        list=joined([line_of(talk, i, each) for i, each in enumerate(shown, first)] or [t("nothing")]),
        page=t("page-of", page=page, pages=count),
    )
    turns = page_buttons(steps, page, count, route_id, words=(t.plain("previous-page"), t.plain("next-page")))
    return Screen(text, [numbers[:3], numbers[3:], turns, [button(t.plain("back"), one, route_id)]])


@pages.screen()
async def step(talk: Talk, route_id: int, step_id: int) -> Screen:
    """A step with what shows that it was made."""
    t = talk.t
    found, shown = await service.step(talk.work, talk.person, route_id, step_id)
    files: list[Button] = []
    if any(each.file for each in shown):
        files = [button(t.plain("rdesk-files"), show_files, route_id, step_id)]
    text = joined([card(talk, found), proof_lines(talk, shown)] if shown else [card(talk, found)], "\n")
    return Screen(text, [files, [button(t.plain("back"), steps, route_id, 1)]])


@pages.action()
async def show_files(talk: Talk, route_id: int, step_id: int) -> Go:
    _, shown = await service.step(talk.work, talk.person, route_id, step_id)
    for each in shown:
        if each.file:
            talk.show_again(each.file, talk.t("rstep-proof-caption"))
    return go(step, route_id, step_id)


@pages.screen()
async def notes(talk: Talk, route_id: int) -> Screen:
    t = talk.t
    found = await service.notes(talk.work, talk.person, route_id)
    text = t("route-notes", list=note_lines(talk, found) or t("route-notes-none"))
    return Screen(text, [[button(t.plain("back"), one, route_id)]])


@pages.action()
async def approve(talk: Talk, route_id: int, revision: int) -> Go:
    await service.approve(talk.work, talk.person, route_id, revision)
    return go(one, route_id, note=talk.t("rdesk-approved"))


@pages.screen()
async def returning(talk: Talk, route_id: int) -> Screen:
    await _shown(talk, route_id)
    back = [button(talk.t.plain("back"), one, route_id)]
    return Screen(talk.t("rdesk-return-text"), [back])


@pages.on_text(returning)
async def type_return(talk: Talk, text: str, route_id: int) -> Go:
    _, route = await _shown(talk, route_id)
    await service.give_back(talk.work, talk.person, route_id, route.revision, text)
    return go(one, route_id, note=talk.t("rdesk-returned"))


@pages.screen()
async def noting(talk: Talk, route_id: int) -> Screen:
    await _shown(talk, route_id)
    back = [button(talk.t.plain("back"), one, route_id)]
    return Screen(talk.t("rdesk-note-text"), [back])


@pages.on_text(noting)
async def type_note(talk: Talk, text: str, route_id: int) -> Go:
    await service.add_note(talk.work, talk.person, route_id, text)
    return go(one, route_id, note=talk.t("rdesk-noted"))


async def waiting_as_tutor(talk: Talk) -> list[Html]:
    count = await service.count_asking_tutor(talk.work, talk.person)
    return [talk.t("waiting-route-tutor", count=count)] if count else []


async def waiting_as_methodist(talk: Talk) -> list[Html]:
    count = await service.count_asking(talk.work, talk.person)
    return [talk.t("waiting-route-branch", count=count)] if count else []
