"""The end of a route: what has changed by measurement, reflection, closing; routes of earlier years."""

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go, packed
from conversation.talk import Talk
from domain.errors import ScreenIsStale
from domain.forms import COMPETENCIES_PER_FORM
from handlers.diagnostics import joined_codes
from services import route_end
from services import routes as service
from services.route_end import Final
from services.routes import RouteView
from ui.format import day, shortened
from ui.text import Html, Texts, joined

pages = Chapter("rend")

PAGE = 6


async def _mine(talk: Talk) -> RouteView:
    found = await service.current(talk.work, talk.person)
    if found is None:
        raise ScreenIsStale
    return found


@pages.screen()
async def home(talk: Talk) -> Screen:
    t, found = talk.t, await _mine(talk)
    buttons = [
        await _diagnostic(talk, found),
        button(t.plain("rend-reflect"), reflect),
        button(t.plain("rend-finish"), ask_finish),
    ]
    return Screen(await _text(talk, found), [*packed(buttons), [button(t.plain("back"), "route.home")]])


async def _diagnostic(talk: Talk, found: RouteView) -> Button:
    """The same topics again where they make a form; else the choice of diagnostics."""
    words = talk.t.plain("rend-diagnostic")
    codes = await route_end.topics(talk.work, talk.person, found.id)
    if len(codes) != COMPETENCIES_PER_FORM:
        return button(words, "diagnostics.home")
    return button(words, "diagnostics.ready", joined_codes(codes), "")


async def _text(talk: Talk, found: RouteView) -> Html:
    measured = await route_end.final(talk.work, talk.person, found.id)
    return talk.t(
        "rend-home",
        done=found.done,
        total=len(found.steps),
        zones=joined([zone_line(talk.t, one) for one in measured]) or "none",
        reflection=shortened(found.reflection, 150) or "none",
    )


def zone_line(t: Texts, one: Final) -> Html:
    before = f"{one.before[0]} из {one.before[1]}"
    if one.after is None or one.change is None:
        return t("rend-zone-open", short=one.competency.short, before=before)
    return t(
        "rend-zone",
        short=one.competency.short,
        before=before,
        after=f"{one.after[0]} из {one.after[1]}",
        sign=one.change.sign,
        points=t.plain("rend-points", value=round(abs(one.change.share) * 100)),
        error=t.plain("rend-points", value=round(one.change.error * 100)),
    )


@pages.screen()
async def reflect(talk: Talk) -> Screen:
    found = await _mine(talk)
    now = shortened(found.reflection, 250) or "none"
    return Screen(talk.t("rend-reflect-text", now=now), [[button(talk.t.plain("back"), home)]])


@pages.on_text(reflect)
async def type_reflection(talk: Talk, text: str) -> Go:
    found = await _mine(talk)
    await route_end.reflect(talk.work, talk.person, found.id, text)
    return go(home, note=talk.t("route-saved"))


@pages.screen()
async def ask_finish(talk: Talk) -> Screen:
    t, found = talk.t, await _mine(talk)
    measured = await route_end.final(talk.work, talk.person, found.id)
    text = t(
        "rend-finish-text",
        open=len(found.steps) - found.done,
        measured="yes" if any(one.change for one in measured) else "no",
    )
    yes = button(t.plain("rend-finish-yes"), finish, found.id, found.revision)
    return Screen(text, [[yes], [button(t.plain("back"), home)]])


@pages.action()
async def finish(talk: Talk, route_id: int, revision: int) -> Go:
    await route_end.finish(talk.work, talk.person, route_id, revision)
    return go(view, route_id, note=talk.t("rend-finished"))


@pages.screen()
async def view(talk: Talk, route_id: int) -> Screen:
    """A route that is finished."""
    t = talk.t
    found = await service.get(talk.work, talk.person, route_id)
    buttons = [
        button(t.plain("route-papers-button"), "rpaper.of", route_id),
        button(t.plain("route-finished-list"), past),
        button(t.plain("menu-route"), "route.home"),
    ]
    return Screen(await _text(talk, found), [*packed(buttons), [button(t.plain("menu"), "menu.root")]])


@pages.screen()
async def past(talk: Talk) -> Screen:
    t = talk.t
    found = (await service.finished(talk.work, talk.person))[:PAGE]
    lines = [
        t(
            "rend-past-line",
            index=i,
            year=str(one.year),
            next=f"{(one.year + 1) % 100:02}",
            done=one.done,
            total=len(one.steps),
            on=day(one.finished_on) if one.finished_on else "",
        )
        for i, one in enumerate(found, 1)
    ]
    numbers = [button(str(i), view, one.id) for i, one in enumerate(found, 1)]
    back = [button(t.plain("back"), "route.home")]
    return Screen(t("rend-past", list=joined(lines or [t("nothing")])), [numbers[:3], numbers[3:], back])
