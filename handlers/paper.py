"""Diagnostics on paper: a deputy prints numbered forms and enters their letters."""

import asyncio

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from domain.errors import NotFound
from domain.paper import grouped
from handlers import branch
from services import content
from services import paper as service
from services.name_lists import position_title
from services.paper import Form
from ui.format import day, lower_first, shortened
from ui.text import Html, joined

pages = Chapter("paper")

RIGHT = Right.ENTER_PAPER
PAGE = 6


@pages.action(right=RIGHT)
async def start(talk: Talk) -> Go:
    return await branch.enter(talk, "paper")


@pages.screen(right=RIGHT)
async def home(talk: Talk, unit_id: int) -> Screen:
    t = talk.t
    found = await service.overview(talk.work, talk.person, unit_id)
    text = t(
        "paper-home",
        unit=shortened(found.unit.name, 100),
        printed=found.printed,
        entered=found.entered,
        void=found.void,
    )
    rows = [
        [button(t.plain("paper-print"), positions, unit_id, 1)],
        [button(t.plain("paper-enter"), number, unit_id)],
    ]
    if found.printed:
        rows.append([button(t.plain("paper-not-entered"), listing, unit_id, 1)])
    if found.entered:
        rows.append([button(t.plain("paper-forget"), forgetting, unit_id)])
    return Screen(text, [*rows, [button(t.plain("menu"), "menu.root")]])


@pages.screen(right=RIGHT)
async def positions(talk: Talk, unit_id: int, page: int) -> Screen:
    """Whose form to print: the questions follow the position."""
    t = talk.t
    await service.overview(talk.work, talk.person, unit_id)
    known = list(content.positions().values())
    count = -(-len(known) // PAGE)
    page = min(max(1, page), count)
    shown = known[(page - 1) * PAGE : page * PAGE]
    rows = [[button(shortened(one.title, 26), print_form, unit_id, one.code)] for one in shown]
    turns = page_buttons(
        positions, page, count, unit_id, words=(t.plain("previous-page"), t.plain("next-page"))
    )
    return Screen(t("paper-positions"), [*rows, [*turns, button(t.plain("back"), home, unit_id)]])


@pages.action(right=RIGHT)
async def print_form(talk: Talk, unit_id: int, position: str) -> Go:
    from ui.documents.paper import paper_pdf

    one = await service.print_form(talk.work, talk.person, unit_id, position)
    pdf = await asyncio.to_thread(
        paper_pdf,
        number=one.number,
        code=one.code,
        unit=one.unit,
        position=one.position,
        bot_username=talk.house.bot_username,
        questions=[(question.stem, question.options) for question in one.questions],
    )
    talk.attach(pdf, f"blank-{one.number}.pdf", talk.t("paper-caption", number=one.number))
    return go(home, unit_id)


@pages.screen(right=RIGHT)
async def listing(talk: Talk, unit_id: int, page: int) -> Screen:
    t = talk.t
    found = await service.overview(talk.work, talk.person, unit_id)
    count = max(1, -(-found.printed // service.PAGE))
    page = min(max(1, page), count)
    shown = await service.waiting(talk.work, talk.person, unit_id, page)
    lines = [
        t(
            "paper-line",
            index=i,
            number=one.number,
            position=lower_first(position_title(one.position)),
            day=day(talk.person.today(one.printed_at), today=talk.today),
        )
        for i, one in enumerate(shown, 1)
    ]
    numbers = [button(str(i), view, one.id) for i, one in enumerate(shown, 1)]
    text = t(
        "paper-list",
        list=joined(lines or [t("paper-none")]),
        page=t("page-of", page=page, pages=count),
    )
    turns = page_buttons(
        listing, page, count, unit_id, words=(t.plain("previous-page"), t.plain("next-page"))
    )
    return Screen(text, [numbers[:3], numbers[3:], turns, [button(t.plain("back"), home, unit_id)]])


@pages.screen(right=RIGHT)
async def view(talk: Talk, form_id: int) -> Screen:
    t = talk.t
    one = await service.get(talk.work, talk.person, form_id)
    return Screen(
        t("paper-view", number=one.number, position=position_title(one.position)),
        [
            [button(t.plain("paper-enter"), who, form_id)],
            [button(t.plain("paper-void"), ask_void, form_id)],
            [button(t.plain("back"), listing, one.unit_id, 1)],
        ],
    )


@pages.screen(right=RIGHT)
async def ask_void(talk: Talk, form_id: int) -> Screen:
    t = talk.t
    one = await service.get(talk.work, talk.person, form_id)
    return Screen(
        t("paper-ask-void", number=one.number),
        [
            [button(t.plain("paper-void-yes"), void, form_id)],
            [button(t.plain("back"), view, form_id)],
        ],
    )


@pages.action(right=RIGHT)
async def void(talk: Talk, form_id: int) -> Go:
    one = await service.get(talk.work, talk.person, form_id)
    await service.void(talk.work, talk.person, form_id)
    return go(home, one.unit_id, note=talk.t("paper-voided", number=one.number))


@pages.screen(right=RIGHT)
async def number(talk: Talk, unit_id: int) -> Screen:
    await service.overview(talk.work, talk.person, unit_id)
    return Screen(talk.t("paper-number"), [[button(talk.t.plain("back"), home, unit_id)]])


@pages.on_text(number)
async def type_number(talk: Talk, text: str, unit_id: int) -> Go:
    return go(who, await service.find(talk.work, talk.person, unit_id, text))


@pages.screen(right=RIGHT)
async def who(talk: Talk, form_id: int, page: int = 1) -> Screen:
    """Whose form it is: somebody new, or a record of an earlier form."""
    t = talk.t
    one = await service.get(talk.work, talk.person, form_id)
    known = await service.records(talk.work, talk.person, one.unit_id)
    count = max(1, -(-len(known) // PAGE))
    page = min(max(1, page), count)
    shown = known[(page - 1) * PAGE : page * PAGE]
    lines = [
        t(
            "paper-record",
            index=i,
            name=record.chat_name,
            position=lower_first(position_title(record.position)),
            year=str(record.birth_year or ""),
        )
        for i, record in enumerate(shown, 1)
    ]
    numbers = [button(str(i), choose, form_id, record.id) for i, record in enumerate(shown, 1)]
    text = t("paper-who", number=one.number, list=joined(lines) if lines else t("paper-no-records"))
    turns = page_buttons(who, page, count, form_id, words=(t.plain("previous-page"), t.plain("next-page")))
    return Screen(
        text,
        [
            numbers[:3],
            numbers[3:],
            turns,
            [button(t.plain("paper-somebody-new"), somebody_new, form_id)],
            [button(t.plain("back"), home, one.unit_id)],
        ],
    )


@pages.action(right=RIGHT)
async def choose(talk: Talk, form_id: int, person_id: int) -> Go:
    await service.choose_record(talk.work, talk.person, form_id, person_id)
    return go(letters, form_id)


@pages.screen(right=RIGHT)
async def somebody_new(talk: Talk, form_id: int) -> Screen:
    one = await service.get(talk.work, talk.person, form_id)
    return Screen(
        talk.t("paper-new", number=one.number, position=lower_first(position_title(one.position))),
        [[button(talk.t.plain("back"), who, form_id)]],
    )


@pages.on_text(somebody_new)
async def type_somebody(talk: Talk, text: str, form_id: int) -> Go:
    await service.describe(talk.work, talk.person, form_id, text)
    return go(letters, form_id)


@pages.screen(right=RIGHT)
async def letters(talk: Talk, form_id: int) -> Screen:
    t = talk.t
    one = await service.get(talk.work, talk.person, form_id)
    row: list[Button] = [button(t.plain("keep"), check, form_id)] if one.letters else []
    text = t("paper-letters", number=one.number, length=one.length)
    return Screen(text, [[*row, button(t.plain("back"), who, form_id)]])


@pages.on_text(letters)
async def type_letters(talk: Talk, text: str, form_id: int) -> Go:
    await service.set_letters(talk.work, talk.person, form_id, text)
    return go(check, form_id)


@pages.screen(right=RIGHT)
async def check(talk: Talk, form_id: int) -> Screen | Go:
    """The second look, letter by letter with the paper; neither key nor score."""
    t = talk.t
    one = await service.get(talk.work, talk.person, form_id)
    if not one.letters:
        return go(letters, form_id)
    return Screen(
        t("paper-check", number=one.number, person=_person(talk, one), letters=grouped(one.letters)),
        [
            [button(t.plain("paper-record-it"), enter, form_id, service.stamp(one))],
            [button(t.plain("paper-correct"), letters, form_id), button(t.plain("back"), who, form_id)],
        ],
    )


def _person(talk: Talk, one: Form) -> Html:
    if one.person:
        return talk.t("paper-known-person", name=one.person)
    if one.birth_year is None or one.work_start is None:
        raise NotFound
    start = f"{one.work_start:%m.%Y}"
    return talk.t("paper-new-person", year=str(one.birth_year), start=start)


@pages.action(right=RIGHT)
async def enter(talk: Talk, form_id: int, stamp: str) -> Go:
    one = await service.get(talk.work, talk.person, form_id)
    number_text = await service.enter(talk.work, talk.person, form_id, stamp)
    return go(home, one.unit_id, note=talk.t("paper-entered", number=number_text))


@pages.screen(right=RIGHT)
async def forgetting(talk: Talk, unit_id: int) -> Screen:
    await service.overview(talk.work, talk.person, unit_id)
    return Screen(talk.t("paper-forgetting"), [[button(talk.t.plain("back"), home, unit_id)]])


@pages.on_text(forgetting)
async def type_forgotten(talk: Talk, text: str, unit_id: int) -> Go:
    person_id, _ = await service.record_of(talk.work, talk.person, unit_id, text)
    return go(ask_forget, unit_id, person_id)


@pages.screen(right=RIGHT)
async def ask_forget(talk: Talk, unit_id: int, person_id: int) -> Screen:
    t = talk.t
    known = await service.records(talk.work, talk.person, unit_id)
    name = next((one.chat_name for one in known if one.id == person_id), None)
    if name is None:
        raise NotFound
    return Screen(
        t("paper-ask-forget", name=name),
        [
            [button(t.plain("paper-forget-yes"), forget, unit_id, person_id)],
            [button(t.plain("back"), home, unit_id)],
        ],
    )


@pages.action(right=RIGHT)
async def forget(talk: Talk, unit_id: int, person_id: int) -> Go:
    act = await service.forget(talk.work, talk.person, unit_id, person_id)
    return go(home, unit_id, note=talk.t("paper-forgotten", number=str(act)))
