"""Steps of one's own route: the table, a step's card, what shows it, changes, additions."""

from datetime import date

from conversation.book import Chapter
from conversation.calendar import calendar, read_date
from conversation.screen import Button, Go, Screen, button, go, packed
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.errors import ScreenIsStale
from domain.route import Activity
from services import route_steps as service
from services import routes
from services.route_steps import Proof, Step
from services.routes import StepView
from ui.format import day, shortened
from ui.text import Html, joined

pages = Chapter("rstep")

PAGE = 6
TITLE = 48
LONGEST_LINE = 90
SHOWN_PROOFS = 3


@pages.screen()
async def listing(talk: Talk, page: int) -> Screen:
    found = await routes.current(talk.work, talk.person)
    if found is None:
        raise ScreenIsStale
    t = talk.t
    count = max(1, -(-len(found.steps) // PAGE))
    page = min(max(page, 1), count)
    shown = found.steps[(page - 1) * PAGE : page * PAGE]
    first = (page - 1) * PAGE + 1
    numbers = [button(str(i), one, each.id) for i, each in enumerate(shown, first)]
    turns = page_buttons(listing, page, count, words=(t.plain("previous-page"), t.plain("next-page")))
    lines = [line_of(talk, i, each) for i, each in enumerate(shown, first)]
    text = t(
        "rstep-list",
        list=joined(lines or [t("route-now-empty")]),
        page=t("page-of", page=page, pages=count),
    )
    add_one = button(t.plain("route-add-button"), add, 1)
    return Screen(text, [numbers[:3], numbers[3:], turns, [add_one, button(t.plain("back"), "route.home")]])


def line_of(talk: Talk, index: int, one: StepView) -> Html:
    mark = "done" if one.done_on else "late" if one.late else "stuck" if one.stuck else "open"
    due = day(one.due_on, today=talk.today)
    return talk.t("rstep-line", index=index, mark=mark, title=shortened(one.title, TITLE), due=due)


@pages.screen(notice="route_step")
async def one(talk: Talk, step_id: int) -> Screen:
    """A line of the table, whole."""
    t = talk.t
    found = await service.get(talk.work, talk.person, step_id)
    step = found.view
    buttons: list[Button] = []
    if found.is_walked:
        buttons = _ways(talk, step)
    last = [button(t.plain("rstep-to-list"), listing, 1), button(t.plain("menu"), "menu.root")]
    if not found.is_walked:
        last = [button(t.plain("back"), "rend.view", found.route_id)]
    return Screen(card(talk, step), [*packed(buttons), last])


def _ways(talk: Talk, step: StepView) -> list[Button]:
    t = talk.t
    buttons = [button(t.plain("rstep-proofs"), proof, step.id)]
    if step.done_on is None:
        buttons.insert(0, button(t.plain("rstep-done"), done, step.id, step.revision))
        buttons.append(button(t.plain("rstep-change"), edit, step.id))
        buttons += _help(talk, step)
    elif step.closed_by == "self":
        buttons.append(button(t.plain("rstep-undo"), undo, step.id, step.revision))
    return buttons


OPENS = {
    Activity.COURSE: ("rstep-open-course", "courses.card"),
    Activity.PRACTICE: ("rstep-open-practice", "practices.card"),
    Activity.MATERIAL: ("rstep-open-material", "materials.card"),
    Activity.MENTOR: ("rstep-open-mentor", "mentoring.home"),
    Activity.CONSULT: ("rstep-open-consult", "ask.home"),
}
"""Where a step is made: its words, the page, which gets the step's `ref` if it has one."""


def _help(talk: Talk, step: StepView) -> list[Button]:
    """The way to where the step is made; for one that stands still, to somebody who helps."""
    if step.activity not in OPENS:
        return [button(talk.t.plain("rstep-open-help"), "ask.home")] if step.stuck else []
    words, page = OPENS[step.activity]
    arguments = [step.ref] if step.ref is not None else []
    return [button(talk.t.plain(words), page, *arguments)]


def card(talk: Talk, step: StepView) -> Html:
    t = talk.t
    return t(
        "rstep-one",
        title=shortened(step.title, 160),
        zones=", ".join(zone.short for zone in step.zones) or "none",
        form=t.plain(f"rstep-form-{step.form}"),
        due=day(step.due_on, today=talk.today),
        state=_state(step),
        result=shortened(step.result, LONGEST_LINE) or "none",
        proof=shortened(step.proof, LONGEST_LINE) or "none",
        done=day(step.done_on, today=talk.today) if step.done_on else "none",
        by=step.closed_by or "self",
        proofs=step.proofs,
    )


def _state(step: StepView) -> str:
    if step.late:
        return "both" if step.stuck else "late"
    return "stuck" if step.stuck else "open"


@pages.action()
async def done(talk: Talk, step_id: int, revision: int) -> Go:
    """Marked at once; what shows it is asked for next."""
    await service.done(talk.work, talk.person, step_id, revision)
    return go(proof, step_id, note=talk.t("rstep-marked"))


@pages.action()
async def undo(talk: Talk, step_id: int, revision: int) -> Go:
    await service.undo(talk.work, talk.person, step_id, revision)
    return go(one, step_id, note=talk.t("rstep-undone"))


# What shows it.


@pages.screen()
async def proof(talk: Talk, step_id: int) -> Screen:
    """Words and files come here."""
    t = talk.t
    found = await service.get(talk.work, talk.person, step_id)
    shown = await service.proofs(talk.work, talk.person, step_id)
    buttons: list[Button] = []
    if any(each.file for each in shown):
        buttons.append(button(t.plain("rstep-proof-show"), show_files, step_id))
    if shown and found.is_walked:
        buttons.append(button(t.plain("rstep-proof-drop"), ask_drop, step_id))
    takes_files = found.view.activity is not Activity.COURSE or talk.house.names_in_chat
    text = t(
        "rstep-proof-text",
        title=shortened(found.view.title, LONGEST_LINE),
        proof=shortened(found.view.proof, LONGEST_LINE) or "none",
        files="yes" if takes_files else "no",
        list=proof_lines(talk, shown) or t("rstep-proof-none"),
    )
    return Screen(text, [*packed(buttons), [button(t.plain("back"), one, step_id)]])


def proof_lines(talk: Talk, shown: list[Proof]) -> Html:
    return joined(
        [
            talk.t(
                "rstep-proof-file" if each.file else "rstep-proof-line",
                on=day(each.on, today=talk.today),
                words=shortened(each.words, 70),
            )
            if each.words
            else talk.t("rstep-proof-file", on=day(each.on, today=talk.today))
            for each in shown[-SHOWN_PROOFS:]
        ]
    )


@pages.on_text(proof)
async def type_proof(talk: Talk, text: str, step_id: int) -> Go:
    await service.show_words(talk.work, talk.person, step_id, text)
    return go(one, step_id, note=talk.t("rstep-proof-taken"))


@pages.on_upload(proof)
async def take_file(talk: Talk, reference: str, step_id: int) -> Go:
    allowed = talk.house.names_in_chat
    await service.show_file(talk.work, talk.person, step_id, reference, allowed=allowed)
    return go(proof, step_id, note=talk.t("rstep-proof-taken"))


@pages.action()
async def show_files(talk: Talk, step_id: int) -> Go:
    for each in await service.proofs(talk.work, talk.person, step_id):
        if each.file:
            talk.show_again(each.file, talk.t("rstep-proof-caption"))
    return go(proof, step_id)


@pages.screen()
async def ask_drop(talk: Talk, step_id: int) -> Screen:
    t = talk.t
    found = await service.get(talk.work, talk.person, step_id)
    text = t("rstep-proof-drop-text", title=shortened(found.view.title, 160), count=found.view.proofs)
    yes = button(t.plain("rstep-proof-drop-yes"), drop_proofs, step_id)
    return Screen(text, [[yes], [button(t.plain("back"), proof, step_id)]])


@pages.action()
async def drop_proofs(talk: Talk, step_id: int) -> Go:
    await service.drop_proofs(talk.work, talk.person, step_id)
    return go(proof, step_id)


# Changes.


async def _walked(talk: Talk, step_id: int) -> Step:
    found = await service.get(talk.work, talk.person, step_id)
    if not found.is_walked:
        raise ScreenIsStale
    return found


@pages.screen()
async def edit(talk: Talk, step_id: int) -> Screen:
    t = talk.t
    found = await _walked(talk, step_id)
    buttons = [
        button(t.plain("rstep-edit-due"), due, step_id),
        button(t.plain("rstep-edit-title"), word, step_id, "title"),
        button(t.plain("rstep-edit-result"), word, step_id, "result"),
        button(t.plain("rstep-edit-proof"), word, step_id, "proof"),
        button(t.plain("rstep-edit-form"), form, step_id),
        button(t.plain("rstep-edit-remove"), ask_remove, step_id),
    ]
    text = t("rstep-edit", title=shortened(found.view.title, 160))
    return Screen(text, [*packed(buttons), [button(t.plain("back"), one, step_id)]])


@pages.screen()
async def word(talk: Talk, step_id: int, field: str) -> Screen:
    if field not in service.FIELDS:
        raise ScreenIsStale
    found = await _walked(talk, step_id)
    now = shortened(getattr(found.view, field), 200) or talk.t.plain("nothing")
    back = [button(talk.t.plain("back"), edit, step_id)]
    return Screen(talk.t(f"rstep-word-{field}", now=now), [back])


@pages.on_text(word)
async def type_word(talk: Talk, text: str, step_id: int, field: str) -> Go:
    await service.write(talk.work, talk.person, step_id, field, text)
    return go(one, step_id, note=talk.t("route-saved"))


@pages.screen()
async def due(talk: Talk, step_id: int, month: str = "") -> Screen:
    found = await _walked(talk, step_id)
    latest = found.view.starts_on + routes.LONGEST_PERIOD
    last = [button(talk.t.plain("back"), edit, step_id)]
    return calendar(
        talk, talk.t("rstep-due-text"), due, choose_due, step_id,
        month=month, earliest=talk.today, latest=latest, start=found.view.due_on, last=last,
    )  # fmt: skip


@pages.action()
async def choose_due(talk: Talk, step_id: int, on: date) -> Go:
    await service.set_due(talk.work, talk.person, step_id, on)
    return go(one, step_id, note=talk.t("route-saved"))


@pages.on_text(due)
async def type_due(talk: Talk, text: str, step_id: int, month: str = "") -> Go:
    return await choose_due(talk, step_id, read_date(text))


@pages.screen()
async def form(talk: Talk, step_id: int) -> Screen:
    t = talk.t
    found = await _walked(talk, step_id)
    rows = [
        [button(t.plain(f"rstep-form-{name}").capitalize(), choose_form, step_id, found.view.revision, name)]
        for name in service.FORMS
    ]
    about = joined([t(f"rstep-form-{name}-about") for name in service.FORMS])
    text = joined([t("rstep-form-text"), about])
    return Screen(text, [*rows, [button(t.plain("back"), edit, step_id)]])


@pages.action()
async def choose_form(talk: Talk, step_id: int, revision: int, name: str) -> Go:
    await service.set_form(talk.work, talk.person, step_id, revision, name)
    return go(one, step_id, note=talk.t("route-saved"))


@pages.screen()
async def ask_remove(talk: Talk, step_id: int) -> Screen:
    t = talk.t
    step = (await _walked(talk, step_id)).view
    yes = button(t.plain("rstep-remove-yes"), remove, step.id, step.revision)
    text = t("rstep-remove-text", title=shortened(step.title, 200))
    return Screen(text, [[yes], [button(t.plain("back"), edit, step_id)]])


@pages.action()
async def remove(talk: Talk, step_id: int, revision: int) -> Go:
    await service.remove(talk.work, talk.person, step_id, revision)
    return go(listing, 1, note=talk.t("rstep-removed"))


# Additions.


@pages.screen()
async def add(talk: Talk, page: int) -> Screen:
    """What else fits the growth zones, and one's own."""
    t = talk.t
    offered = await service.offers(talk.work, talk.person)
    count = max(1, -(-len(offered) // PAGE))
    page = min(max(page, 1), count)
    shown = offered[(page - 1) * PAGE : page * PAGE]
    first = (page - 1) * PAGE + 1
    numbers = [button(str(i), take, key) for i, (key, _) in enumerate(shown, first)]
    lines = [
        t("rstep-add-line", index=i, title=shortened(each.title, 60))
        for i, (_, each) in enumerate(shown, first)
    ]
    text = t(
        "rstep-add",
        some="yes" if shown else "no",
        list=joined(lines),
        page=t("page-of", page=page, pages=count) if shown else "",
    )
    turns = page_buttons(add, page, count, words=(t.plain("previous-page"), t.plain("next-page")))
    mine = [button(t.plain("rstep-add-own"), own), button(t.plain("back"), "route.home")]
    return Screen(text, [numbers[:3], numbers[3:], turns, mine])


@pages.action()
async def take(talk: Talk, key: str) -> Go:
    step_id = await service.take(talk.work, talk.person, key)
    return go(one, step_id, note=talk.t("rstep-added"))


@pages.screen()
async def own(talk: Talk) -> Screen:
    return Screen(talk.t("rstep-own-text"), [[button(talk.t.plain("back"), add, 1)]])


@pages.on_text(own)
async def type_own(talk: Talk, text: str) -> Go:
    step_id = await service.add_own(talk.work, talk.person, text)
    return go(one, step_id, note=talk.t("rstep-added"))
