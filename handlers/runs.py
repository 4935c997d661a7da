"""Runs of a programme: what is open for one's organisation, an application and what became of it."""

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go
from conversation.talk import Talk
from services import runs as service
from services.runs import LASTING, RunView
from ui.format import day, shortened
from ui.text import Html, joined

pages = Chapter("runs")

TITLE = 48


@pages.screen()
async def of_programme(talk: Talk, programme_id: int) -> Screen:
    """The nearest runs; further ones come up when these have begun."""
    t = talk.t
    found = (await service.of_programme(talk.work, talk.person, programme_id))[: service.PAGE]
    lines = [
        t("runs-line", number=i, starts=day(one.starts_on, today=talk.today), free=one.free)
        for i, one in enumerate(found, 1)
    ]
    numbers = [button(str(i), view, one.id) for i, one in enumerate(found, 1)]
    last = [button(t.plain("back"), "courses.card", programme_id), button(t.plain("menu"), "menu.root")]
    title = shortened(found[0].title, 120) if found else ""
    text = t("runs-list", title=title, list=joined(lines)) if found else t("runs-none")
    return Screen(text, [numbers[:3], numbers[3:], last])


@pages.screen()
async def view(talk: Talk, run_id: int) -> Screen:
    t = talk.t
    one = await service.get(talk.work, talk.person, run_id)
    rows: list[list[Button]] = []
    if one.application_id is not None:
        rows.append([button(t.plain("runs-my-application"), application, one.application_id)])
    elif one.state == "open" and one.apply_until >= talk.today:
        rows.append([button(t.plain("runs-apply"), apply, run_id)])
    last = [button(t.plain("back"), of_programme, one.programme_id), button(t.plain("menu"), "menu.root")]
    return Screen(run_text(talk, one), [*rows, last])


def run_text(talk: Talk, one: RunView) -> Html:
    return talk.t(
        "runs-view",
        title=shortened(one.title, 120),
        hours=one.hours,
        unit=shortened(one.unit_name, 60),
        starts=day(one.starts_on),
        until=day(one.apply_until),
        places=one.places,
        free=one.free,
        waiting=one.waiting,
        state=one.state,
    )


@pages.action()
async def apply(talk: Talk, run_id: int) -> Go:
    made = await service.apply(talk.work, talk.person, run_id)
    return go(application, made, note=talk.t("runs-applied"))


@pages.screen()
async def mine(talk: Talk, page: int = 1) -> Screen:
    t = talk.t
    found = await service.mine(talk.work, talk.person)
    count = max(1, -(-len(found) // service.PAGE))
    page = min(max(page, 1), count)
    shown = found[(page - 1) * service.PAGE : page * service.PAGE]
    lines = [
        t("runs-mine-line", number=i, title=shortened(one.title, TITLE), state=one.state)
        for i, one in enumerate(shown, 1)
    ]
    numbers = [button(str(i), application, one.id) for i, one in enumerate(shown, 1)]
    turns = [button(t.plain("previous-page"), mine, page - 1)] if page > 1 else []
    turns += [button(t.plain("next-page"), mine, page + 1)] if page < count else []
    last = [button(t.plain("back"), "enrolments.listing"), button(t.plain("menu"), "menu.root")]
    where = t("page-of", page=page, pages=count)
    return Screen(
        t("runs-mine-list", list=joined(lines), page=where), [numbers[:3], numbers[3:], turns, last]
    )


@pages.screen(notice="application")
async def application(talk: Talk, application_id: int) -> Screen:
    t = talk.t
    one = await service.application(talk.work, talk.person, application_id)
    rows = []
    if one.state in LASTING:
        rows.append([button(t.plain("runs-withdraw"), ask_withdrawal, application_id)])
    if one.state == "accepted":
        rows.insert(0, [button(t.plain("menu-applications"), "enrolments.listing")])
    text = t(
        "runs-application",
        title=shortened(one.run.title, 120),
        starts=day(one.run.starts_on),
        applied=day(one.applied_on, today=talk.today),
        state=one.state,
        turn=one.turn,
        reason=one.refusal,
    )
    return Screen(text, [*rows, [button(t.plain("back"), mine), button(t.plain("menu"), "menu.root")]])


@pages.screen()
async def ask_withdrawal(talk: Talk, application_id: int) -> Screen:
    t = talk.t
    one = await service.application(talk.work, talk.person, application_id)
    return Screen(
        t("runs-ask-withdrawal", title=shortened(one.run.title, 120), starts=day(one.run.starts_on)),
        [
            [button(t.plain("runs-withdraw-yes"), withdraw, application_id, one.revision)],
            [button(t.plain("back"), application, application_id)],
        ],
    )


@pages.action()
async def withdraw(talk: Talk, application_id: int, revision: int) -> Go:
    await service.withdraw(talk.work, talk.person, application_id, revision)
    return go(application, application_id)
