"""«Мой маршрут»: a draft in one tap, how it goes, its goal and term, approval, notes, versions."""

import asyncio
from datetime import date

from conversation.book import Chapter
from conversation.calendar import calendar, read_date
from conversation.screen import Go, Screen, button, go, packed
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.errors import ScreenIsStale
from services import route_approval
from services import routes as service
from services.route_approval import Note, Tutor, Version
from services.routes import RouteView, StepView
from ui.format import bar, day, lower_first, shortened
from ui.text import Html, joined

pages = Chapter("route")

TITLE, NOW_TITLE = 48, 90
PAGE = 6
SHOWN_NOTES = 4
SHOWN_TUTORS = 6


@pages.screen(command="route")
async def home(talk: Talk) -> Screen:
    found = await service.current(talk.work, talk.person)
    return await _empty(talk) if found is None else await _walked(talk, found)


@pages.screen(notice="route")
async def opened(talk: Talk, route_id: int) -> Go:
    """From a notice: the route as it is now."""
    found = await service.get(talk.work, talk.person, route_id)
    return go("rend.view", route_id) if found.finished_on else go(home)


async def _empty(talk: Talk) -> Screen:
    t = talk.t
    begin = await service.start(talk.work, talk.person)
    state = "zones" if begin.zones else "none" if begin.diagnosed else "new"
    diagnostic = button(t.plain("route-take-diagnostic"), "diagnostics.home")
    own = button(t.plain("route-build-own"), build)
    rows = [[button(t.plain("route-build"), build)]] if begin.zones else [[diagnostic], [own]]
    if begin.finished:
        rows.append([button(t.plain("route-finished-list"), "rend.past")])
    zones = ", ".join(lower_first(one.short) for one in begin.zones)
    text = (
        t(f"route-empty-{state}", zones=zones, count=len(begin.zones))
        if begin.zones
        else t(f"route-empty-{state}")
    )
    return Screen(text, [*rows, [button(t.plain("menu"), "menu.root")]])


@pages.action()
async def build(talk: Talk) -> Go:
    await service.build(talk.work, talk.person)
    return go(home, note=talk.t("route-built"))


async def _walked(talk: Talk, found: RouteView) -> Screen:
    t = talk.t
    notes = await route_approval.notes(talk.work, talk.person, found.id)
    current = found.next
    buttons = [button(t.plain("route-steps-button"), "rstep.listing", 1)]
    if current is not None:
        buttons.append(button(t.plain("route-mark-button"), "rstep.one", current.id))
    buttons += [
        button(t.plain("route-add-button"), "rstep.add", 1),
        button(t.plain("route-about-button"), about),
        *([] if found.state == "approved" else [button(t.plain(_sending(found)), send)]),
        button(t.plain("route-notes-button", count=len(notes)), reading),
        button(t.plain("route-papers-button"), "rpaper.home"),
        button(t.plain("route-final-button"), "rend.home"),
        button(t.plain("route-dates-button"), dates),
    ]
    return Screen(_text(talk, found), [*packed(buttons), [button(t.plain("menu"), "menu.root")]])


def _sending(found: RouteView) -> str:
    return "route-waits-button" if found.state == "asked" else "route-send-button"


def _text(talk: Talk, found: RouteView) -> Html:
    return talk.t(
        "route-home",
        year=str(found.year),
        next=f"{(found.year + 1) % 100:02}",
        bar=bar(found.done, len(found.steps)),
        done=found.done,
        total=len(found.steps),
        until=day(found.ends_on, today=talk.today),
        state=found.state,
        version=found.version,
        tutor=tutor_of(talk, found),
        decided=day(found.decided_on, today=talk.today) if found.decided_on else "",
        now=_now(talk, found),
    )


def tutor_of(talk: Talk, found: RouteView) -> str:
    """Who was asked, in words that name nobody whose name is closed."""
    if found.to_methodist:
        return talk.t.plain("route-tutor-methodist")
    if found.tutor_pair is not None:
        return talk.t.plain("route-tutor-pair", pair=found.tutor_pair)
    return found.tutor or talk.t.plain("route-tutor-none")


def _now(talk: Talk, found: RouteView) -> Html:
    """The one thing to do next; what stands still comes first."""
    current = found.current
    if current is None:
        return talk.t("route-now-done" if found.steps else "route-now-empty")
    if found.stuck:
        return talk.t("route-now-stuck", title=shortened(found.stuck[0].title, NOW_TITLE))
    words = "route-now-late" if current.late else "route-now"
    due = day(current.due_on, today=talk.today)
    return talk.t(words, title=shortened(current.title, NOW_TITLE), due=due)


# The goal, the term, versions.


async def _mine(talk: Talk) -> RouteView:
    found = await service.current(talk.work, talk.person)
    if found is None:
        raise ScreenIsStale
    return found


@pages.screen()
async def about(talk: Talk) -> Screen:
    t, found = talk.t, await _mine(talk)
    buttons = [button(t.plain("route-goal-button"), goal), button(t.plain("route-end-button"), end)]
    kept = await route_approval.versions(talk.work, talk.person, found.id)
    if kept:
        buttons.append(button(t.plain("route-versions-button"), versions))
    else:
        buttons.append(button(t.plain("route-drop-button"), ask_drop))
    text = t(
        "route-about",
        goal=shortened(found.goal, 250),
        **{"from": day(found.starts_on, today=talk.today)},
        until=day(found.ends_on, today=talk.today),
        basis=basis_of(talk, found) or "none",
        zones=zones_of(found) or "none",
        version=found.version,
    )
    return Screen(text, [*packed(buttons), [button(t.plain("back"), home)]])


def basis_of(talk: Talk, found: RouteView) -> str:
    if found.basis is None:
        return ""
    return talk.t.plain(f"route-basis-{found.basis.mode.value}", on=day(found.basis.on))


def zones_of(found: RouteView) -> str:
    return ", ".join(lower_first(one.short) for one in found.zones)


@pages.screen()
async def goal(talk: Talk) -> Screen:
    found = await _mine(talk)
    back = [button(talk.t.plain("back"), about)]
    return Screen(talk.t("route-goal-text", goal=shortened(found.goal, 300)), [back])


@pages.on_text(goal)
async def type_goal(talk: Talk, text: str) -> Go:
    found = await _mine(talk)
    await service.set_goal(talk.work, talk.person, found.id, text)
    return go(about, note=talk.t("route-saved"))


@pages.screen()
async def end(talk: Talk, month: str = "") -> Screen:
    found = await _mine(talk)
    last = [button(talk.t.plain("back"), about)]
    return calendar(
        talk, talk.t("route-end-text"), end, choose_end,
        month=month, earliest=talk.today, latest=found.starts_on + service.LONGEST_PERIOD,
        start=found.ends_on, last=last,
    )  # fmt: skip


@pages.action()
async def choose_end(talk: Talk, on: date) -> Go:
    found = await _mine(talk)
    await service.set_end(talk.work, talk.person, found.id, on)
    return go(about, note=talk.t("route-saved"))


@pages.on_text(end)
async def type_end(talk: Talk, text: str, month: str = "") -> Go:
    return await choose_end(talk, read_date(text))


@pages.screen()
async def ask_drop(talk: Talk) -> Screen:
    t, found = talk.t, await _mine(talk)
    yes = button(t.plain("route-drop-yes"), drop, found.id, found.revision)
    return Screen(t("route-drop-text", count=len(found.steps)), [[yes], [button(t.plain("back"), about)]])


@pages.action()
async def drop(talk: Talk, route_id: int, revision: int) -> Go:
    await service.drop(talk.work, talk.person, route_id, revision)
    return go(home, note=talk.t("route-dropped"))


@pages.screen()
async def versions(talk: Talk) -> Screen:
    t, found = talk.t, await _mine(talk)
    kept = (await route_approval.versions(talk.work, talk.person, found.id))[-PAGE:]
    lines = [
        t("route-version-line", version=one.version, on=day(one.approved_on), steps=len(one.steps))
        for one in kept
    ]
    buttons = [
        button(t.plain("route-version-button", version=one.version), version, one.version, 1) for one in kept
    ]
    text = t("route-versions", list=joined(lines or [t("route-versions-none")]))
    return Screen(text, [*packed(buttons), [button(t.plain("back"), about)]])


@pages.screen()
async def version(talk: Talk, number: int, page: int) -> Screen:
    """An approved plan as it was."""
    t, found = talk.t, await _mine(talk)
    kept = await route_approval.versions(talk.work, talk.person, found.id)
    one = next((each for each in kept if each.version == number), None)
    if one is None:
        raise ScreenIsStale
    count = max(1, -(-len(one.steps) // PAGE))
    turns = page_buttons(version, page, count, number, words=(t.plain("previous-page"), t.plain("next-page")))
    return Screen(_version_text(talk, one, page, count), [turns, [button(t.plain("back"), versions)]])


def _version_text(talk: Talk, one: Version, page: int, count: int) -> Html:
    shown = one.steps[(page - 1) * PAGE : page * PAGE]
    lines = [
        talk.t(
            "route-version-step",
            index=i,
            title=shortened(step["title"], TITLE),
            due=day(date.fromisoformat(step["due_on"]), today=talk.today),
        )
        for i, step in enumerate(shown, (page - 1) * PAGE + 1)
    ]
    return talk.t(
        "route-version",
        version=one.version,
        on=day(one.approved_on),
        goal=shortened(one.goal, 120),
        until=day(one.ends_on),
        list=joined(lines),
        page=talk.t("page-of", page=page, pages=count),
    )


# Approval and notes.


@pages.screen()
async def send(talk: Talk) -> Screen:
    """Whom to ask; while somebody is asked, who that is."""
    t, found = talk.t, await _mine(talk)
    back = [button(t.plain("back"), home)]
    if found.state == "approved":
        return await home(talk)
    if found.state == "asked":
        text = t("route-asked", tutor=tutor_of(talk, found))
        return Screen(text, [[button(t.plain("route-take-back"), take_back, found.id, found.revision)], back])
    offered = (await route_approval.tutors(talk.work, talk.person))[:SHOWN_TUTORS]
    numbers = [
        button(str(i), ask, found.id, found.revision, one.person_id) for i, one in enumerate(offered, 1)
    ]
    lines = [_tutor_line(talk, i, one) for i, one in enumerate(offered, 1)]
    methodist = [button(t.plain("route-send-methodist"), ask, found.id, found.revision, 0)]
    text = t("route-send", list=joined(lines or [t("route-send-nobody")]))
    return Screen(text, [numbers[:3], numbers[3:], methodist, back])


def _tutor_line(talk: Talk, index: int, one: Tutor) -> Html:
    if one.pair is not None:
        return talk.t("route-send-pair", index=index, pair=one.pair)
    return talk.t(
        "route-send-line", index=index, name=shortened(one.name, 16), unit=shortened(one.unit_name, 18)
    )


@pages.action()
async def ask(talk: Talk, route_id: int, revision: int, tutor_id: int) -> Go:
    await route_approval.ask(talk.work, talk.person, route_id, revision, tutor_id)
    return go(home, note=talk.t("route-sent"))


@pages.action()
async def take_back(talk: Talk, route_id: int, revision: int) -> Go:
    await route_approval.take_back(talk.work, talk.person, route_id, revision)
    return go(home, note=talk.t("route-taken-back"))


@pages.screen()
async def reading(talk: Talk) -> Screen:
    """What those who accompany have written."""
    t, found = talk.t, await _mine(talk)
    notes = await route_approval.notes(talk.work, talk.person, found.id)
    return Screen(
        t("route-notes", list=note_lines(talk, notes) or t("route-notes-none")),
        [[button(t.plain("back"), home)]],
    )


def note_lines(talk: Talk, notes: list[Note]) -> Html:
    return joined(
        [
            talk.t(
                "route-note-returned" if one.kind == "return" else "route-note-line",
                on=day(one.on, today=talk.today),
                text=shortened(one.text, 110),
            )
            for one in notes[:SHOWN_NOTES]
        ]
    )


@pages.action()
async def dates(talk: Talk) -> Go:
    """Terms of open steps as a file that any calendar takes."""
    from ui.documents.dates import Day, calendar_file

    found = await _mine(talk)
    days = [Day(f"step-{one.id}", one.due_on, one.title, one.proof) for one in _open(found)]
    if not days:
        return go(home, note=talk.t("route-no-dates"))
    data = await asyncio.to_thread(calendar_file, days, talk.now)
    talk.attach(data, "marshrut.ics", talk.t("route-dates-caption"))
    return go(home)


def _open(found: RouteView) -> list[StepView]:
    return [one for one in found.steps if one.done_on is None]


async def waiting_route(talk: Talk) -> list[Html]:
    """«Что ждёт меня»: what stands still, what is late, what was returned."""
    found = await service.current(talk.work, talk.person)
    if found is None:
        return []
    lines = [talk.t("waiting-route-returned")] if found.state == "returned" else []
    late = next((one for one in _open(found) if one.late), None)
    if found.stuck:
        lines.append(talk.t("waiting-route-stuck", title=shortened(found.stuck[0].title, TITLE)))
    elif late is not None:
        due = day(late.due_on, today=talk.today)
        lines.append(talk.t("waiting-route-late", title=shortened(late.title, TITLE), due=due))
    return lines
