"""The methodist's desk of runs: applications, runs of the branch, a new one, whose three years are ending."""

from datetime import date, timedelta

from conversation.book import Chapter
from conversation.calendar import calendar, read_date
from conversation.screen import Button, Go, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from domain.errors import NotFound
from handlers import branch
from handlers.runs import run_text
from services import programmes
from services import run_desk as service
from services.run_desk import Asked, Draft
from ui.format import day, shortened
from ui.text import Html, joined

pages = Chapter("rundesk")

RIGHT = Right.MANAGE_RUNS
PLACES = ("15", "20", "25", "30")
REASONS = ("audience", "later", "papers")


async def waiting_applications(talk: Talk) -> list[Html]:
    """«Что ждёт меня» of a methodist."""
    found = await service.queue(talk.work, talk.person)
    if not found.total:
        return []
    return [talk.t("waiting-applications", count=found.total, late=found.too_long)]


def _turns(talk: Talk) -> tuple[str, str]:
    return talk.t.plain("previous-page"), talk.t.plain("next-page")


def _menu(talk: Talk) -> list[Button]:
    return [button(talk.t.plain("menu"), "menu.root")]


@pages.screen(right=RIGHT)
async def queue(talk: Talk, page: int = 1) -> Screen | Go:
    """Applications that wait for an answer, the longest waiting first."""
    t = talk.t
    found = await service.queue(talk.work, talk.person, page)
    if page > found.pages:
        return go(queue, found.pages)
    ways = [
        [button(t.plain("rundesk-runs"), listing), button(t.plain("rundesk-expiring"), expiring)],
        _menu(talk),
    ]
    if not found.items:
        return Screen(t("rundesk-empty"), ways)
    numbers = [button(str(i), one, item.id) for i, item in enumerate(found.items, 1)]
    text = t(
        "rundesk-queue",
        total=found.total,
        late=found.too_long,
        list=joined([_line(talk, i, item) for i, item in enumerate(found.items, 1)]),
        page=t("page-of", page=found.page, pages=found.pages),
    )
    accepting = button(t.plain("rundesk-accept-all", count=len(found.items)), accept_page, page, found.stamp)
    turns = page_buttons(queue, page, found.pages, words=_turns(talk))
    return Screen(text, [numbers[:3], numbers[3:], [accepting], turns, *ways])


def _line(talk: Talk, number: int, item: Asked) -> Html:
    return talk.t(
        "rundesk-line",
        number=number,
        name=shortened(item.chat_name, 16),
        title=shortened(item.title, 30),
        starts=f"{item.starts_on:%d.%m.%y}",
        late="yes" if item.too_long else "no",
    )


@pages.screen(right=RIGHT)
async def one(talk: Talk, application_id: int) -> Screen | Go:
    t = talk.t
    try:
        item, run = await service.one(talk.work, talk.person, application_id)
    except NotFound:
        return go(queue, note=t("refusal-list-has-changed"))
    text = t(
        "rundesk-one",
        name=item.chat_name,
        applied=day(item.applied_on, today=talk.today),
        late="yes" if item.too_long else "no",
        run=run_text(talk, run),
    )
    words = "rundesk-accept" if run.free else "rundesk-to-line"
    return Screen(
        text,
        [
            [button(t.plain(words), accept, item.id, item.revision)],
            [button(t.plain("rundesk-refuse"), refusal, item.id, item.revision)],
            [button(t.plain("back"), queue), *_menu(talk)],
        ],
    )


@pages.action(right=RIGHT)
async def accept(talk: Talk, application_id: int, revision: int) -> Go:
    await service.accept(talk.work, talk.person, application_id, revision)
    return go(queue, note=talk.t("rundesk-accepted", count=1))


@pages.action(right=RIGHT)
async def accept_page(talk: Talk, page: int, stamp: str) -> Go:
    """Just those that were on the screen: if anything changed since, nobody is accepted."""
    count = await service.accept_page(talk.work, talk.person, page, stamp)
    return go(queue, note=talk.t("rundesk-accepted", count=count))


@pages.screen(right=RIGHT)
async def refusal(talk: Talk, application_id: int, revision: int) -> Screen:
    """A reason from the buttons, or in one's own words."""
    t = talk.t
    rows = [[button(t.plain(f"rundesk-why-{why}"), refuse, application_id, revision, why)] for why in REASONS]
    return Screen(t("rundesk-why"), [*rows, [button(t.plain("back"), one, application_id)]])


@pages.action(right=RIGHT)
async def refuse(talk: Talk, application_id: int, revision: int, why: str) -> Go:
    reason = why if why in REASONS else REASONS[0]
    return await type_refusal(talk, talk.t.plain(f"rundesk-why-{reason}-text"), application_id, revision)


@pages.on_text(refusal)
async def type_refusal(talk: Talk, text: str, application_id: int, revision: int) -> Go:
    await service.refuse(talk.work, talk.person, application_id, revision, text)
    return go(queue, note=talk.t("rundesk-refused"))


@pages.screen(right=RIGHT)
async def expiring(talk: Talk, page: int = 1) -> Screen:
    """Whose three years after the last training are over or nearly so."""
    t = talk.t
    found, total = await service.expiring(talk.work, talk.person, page)
    lines = [
        t(
            "rundesk-expiring-line",
            name=shortened(each.chat_name, 18),
            unit=shortened(each.unit_name, 26),
            due=f"{each.due_by:%d.%m.%Y}",
            over="yes" if each.due_by < talk.today else "no",
        )
        for each in found
    ]
    count = max(1, -(-total // service.PAGE))
    turns = page_buttons(expiring, page, count, words=_turns(talk))
    text = t(
        "rundesk-expiring-list",
        total=total,
        list=joined(lines) if lines else t("rundesk-expiring-none"),
        page=t("page-of", page=page, pages=count),
    )
    return Screen(text, [turns, [button(t.plain("back"), queue), *_menu(talk)]])


# Runs.


@pages.screen(right=RIGHT)
async def listing(talk: Talk, page: int = 1) -> Screen:
    t = talk.t
    found, total = await service.of_branch(talk.work, talk.person, page)
    lines = [
        t(
            "rundesk-run-line",
            number=i,
            title=shortened(each.title, 34),
            starts=f"{each.starts_on:%d.%m.%y}",
            taken=each.taken,
            places=each.places,
            waiting=each.waiting,
        )
        for i, each in enumerate(found, 1)
    ]
    numbers = [button(str(i), view, each.id) for i, each in enumerate(found, 1)]
    count = max(1, -(-total // service.PAGE))
    draft = await service.draft(talk.work, talk.person)
    work = (
        [button(t.plain("mdesk-go-on"), check), button(t.plain("mdesk-drop"), drop)]
        if draft
        else [button(t.plain("rundesk-add"), start)]
    )
    text = t(
        "rundesk-list",
        total=total,
        list=joined(lines) if lines else t("rundesk-no-runs"),
        page=t("page-of", page=page, pages=count),
    )
    turns = page_buttons(listing, page, count, words=_turns(talk))
    last = [button(t.plain("back"), queue), *_menu(talk)]
    return Screen(text, [numbers[:3], numbers[3:], turns, work, last])


@pages.screen(right=RIGHT)
async def view(talk: Talk, run_id: int) -> Screen:
    t = talk.t
    found = await service.run(talk.work, talk.person, run_id)
    rows = []
    if found.state != "started":
        rows.append([button(t.plain("rundesk-places"), places_of, run_id)])
    if found.state == "open":
        rows.append([button(t.plain("rundesk-close"), close, run_id, found.revision)])
    return Screen(run_text(talk, found), [*rows, [button(t.plain("back"), listing), *_menu(talk)]])


@pages.action(right=RIGHT)
async def close(talk: Talk, run_id: int, revision: int) -> Go:
    await service.close(talk.work, talk.person, run_id, revision)
    return go(view, run_id, note=talk.t("rundesk-closed"))


@pages.screen(right=RIGHT)
async def places_of(talk: Talk, run_id: int) -> Screen:
    found = await service.run(talk.work, talk.person, run_id)
    text = talk.t("rundesk-how-many", now=found.places)
    return Screen(text, [[button(talk.t.plain("back"), view, run_id)]])


@pages.on_text(places_of)
async def type_places_of(talk: Talk, text: str, run_id: int) -> Go:
    await service.set_places(talk.work, talk.person, run_id, text)
    return go(view, run_id)


# A new run: unit, programme, first day, last day for applications, places.


@pages.action(right=RIGHT)
async def start(talk: Talk) -> Go:
    return await branch.enter(talk, "run")


@pages.screen(right=RIGHT)
async def programme(talk: Talk, unit_id: int, words: str = "") -> Screen:
    """Programmes that can be joined and have the typed words."""
    t = talk.t
    found = await programmes.find(talk.work, talk.today, {"words": words}, 1)
    lines = [
        t("rundesk-programme-line", number=i, title=shortened(each.title, 60), hours=each.hours)
        for i, each in enumerate(found.lines, 1)
    ]
    numbers = [button(str(i), begin, unit_id, each.id) for i, each in enumerate(found.lines, 1)]
    text = t("rundesk-programme", list=joined(lines) if lines else t("rundesk-no-programme"))
    return Screen(text, [numbers[:3], numbers[3:], [button(t.plain("back"), listing)]])


@pages.on_text(programme)
async def type_programme(talk: Talk, text: str, unit_id: int, words: str = "") -> Go:
    return go(programme, unit_id, " ".join(text.split())[:60])


@pages.action(right=RIGHT)
async def begin(talk: Talk, unit_id: int, programme_id: int) -> Go:
    await service.begin(talk.work, talk.person, unit_id, programme_id)
    return go(check)


@pages.action(right=RIGHT)
async def drop(talk: Talk) -> Go:
    await service.drop(talk.work, talk.person)
    return go(listing, note=talk.t("mdesk-dropped"))


async def _draft(talk: Talk) -> Draft:
    found = await service.draft(talk.work, talk.person)
    if found is None:
        raise NotFound
    return found


@pages.screen(right=RIGHT)
async def starts_on(talk: Talk, month: str = "") -> Screen:
    found = await _draft(talk)
    text = talk.t("rundesk-starts", title=shortened(found.title, 90))
    return calendar(
        talk, text, starts_on, choose_start, month=month, start=found.starts_on,
        earliest=talk.today + timedelta(days=1), latest=talk.today + service.FARTHEST,
        last=[button(talk.t.plain("back"), listing)],
    )  # fmt: skip


@pages.action(right=RIGHT)
async def choose_start(talk: Talk, on: date) -> Go:
    await service.set_start(talk.work, talk.person, on)
    return go(check)


@pages.on_text(starts_on)
async def type_start(talk: Talk, text: str, month: str = "") -> Go:
    return await choose_start(talk, read_date(text))


@pages.screen(right=RIGHT)
async def until(talk: Talk, month: str = "") -> Screen | Go:
    found = await _draft(talk)
    if found.starts_on is None:
        return go(starts_on)
    return calendar(
        talk, talk.t("rundesk-until"), until, choose_until, month=month, start=found.apply_until,
        earliest=talk.today, latest=found.starts_on - timedelta(days=1),
        last=[button(talk.t.plain("back"), check)],
    )  # fmt: skip


@pages.action(right=RIGHT)
async def choose_until(talk: Talk, on: date) -> Go:
    await service.set_until(talk.work, talk.person, on)
    return go(check)


@pages.on_text(until)
async def type_until(talk: Talk, text: str, month: str = "") -> Go:
    return await choose_until(talk, read_date(text))


@pages.screen(right=RIGHT)
async def places(talk: Talk) -> Screen:
    found = await _draft(talk)
    buttons = [button(one, choose_places, one) for one in PLACES]
    back = button(talk.t.plain("back"), check if found.places else listing)
    text = talk.t("rundesk-how-many", now=found.places)
    return Screen(text, [buttons[:2], buttons[2:], [back]])


@pages.action(right=RIGHT)
async def choose_places(talk: Talk, count: str) -> Go:
    await service.set_draft_places(talk.work, talk.person, count)
    return go(check)


@pages.on_text(places)
async def type_places(talk: Talk, text: str) -> Go:
    return await choose_places(talk, text)


@pages.screen(right=RIGHT)
async def check(talk: Talk) -> Screen | Go:
    """The last look; a draft that lacks something goes on where it does."""
    t = talk.t
    found = await _draft(talk)
    if found.starts_on is None or found.apply_until is None:
        return go(starts_on)
    if not found.places:
        return go(places)
    text = t(
        "rundesk-check",
        title=shortened(found.title, 120),
        unit=shortened(found.unit_name, 60),
        starts=day(found.starts_on),
        until=day(found.apply_until),
        places=found.places,
    )
    return Screen(
        text,
        [
            [button(t.plain("rundesk-publish"), publish)],
            [button(t.plain("rundesk-step-start"), starts_on),
             button(t.plain("rundesk-step-until"), until)],
            [button(t.plain("rundesk-step-places"), places), button(t.plain("back"), listing)],
        ],
    )  # fmt: skip


@pages.action(right=RIGHT)
async def publish(talk: Talk) -> Go:
    number = await service.publish(talk.work, talk.person)
    return go(view, number, note=talk.t("rundesk-published"))
