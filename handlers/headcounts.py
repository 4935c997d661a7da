"""The organisation's headcounts: «Верно», or new numbers one by one."""

from conversation.book import Chapter
from conversation.screen import Go, Screen, button, go
from conversation.talk import Talk
from domain.access import Right
from domain.errors import ScreenIsStale
from services import headcounts as service
from services.headcounts import HeadcountView
from ui.format import number, shortened
from ui.text import Html, joined

pages = Chapter("headcounts")

RIGHT = Right.CONFIRM_HEADCOUNTS
BUTTON = 26


@pages.action(right=RIGHT)
async def start(talk: Talk) -> Go:
    """Straight to the one organisation, or to the choice."""
    found = await service.organisations(talk.work, talk.person)
    return go(one, found[0].id) if len(found) == 1 else go(choose)


@pages.screen(right=RIGHT)
async def choose(talk: Talk) -> Screen:
    t = talk.t
    found = await service.organisations(talk.work, talk.person)
    rows = [[button(shortened(f"{i}. {unit.name}", BUTTON), one, unit.id)] for i, unit in enumerate(found, 1)]
    text = t("head-choose", year=str(talk.today.year)) if found else t("head-none")
    return Screen(text, [*rows, [button(t.plain("menu"), "menu.root")]])


@pages.screen(right=RIGHT)
async def one(talk: Talk, unit_id: int) -> Screen:
    t = talk.t
    found = await service.get(talk.work, talk.person, unit_id)
    rows = []
    if found.state == "imported":
        rows.append([button(t.plain("head-right"), confirm, unit_id, found.revision)])
    rows.append([button(t.plain("head-correct" if found.state else "head-tell"), ask, unit_id, 1)])
    text = t(
        "head-text",
        year=str(found.year),
        unit=shortened(found.unit.name, 100),
        list=_numbers(talk, found, found.numbers),
        state=t(f"head-state-{found.state or 'nothing'}"),
    )
    return Screen(text, [*rows, [button(t.plain("menu"), "menu.root")]])


def _numbers(talk: Talk, found: HeadcountView, numbers: dict[str, int | None]) -> Html:
    return joined([_line(talk, name, numbers.get(name)) for name in found.asked])


def _line(talk: Talk, name: str, value: int | None) -> Html:
    t = talk.t
    return t("head-line", name=t(f"head-{name}"), number=_number(talk, value))


def _number(talk: Talk, value: int | None) -> str:
    return talk.t.plain("head-unknown") if value is None else number(value)


@pages.action(right=RIGHT)
async def confirm(talk: Talk, unit_id: int, revision: int) -> Go:
    await service.confirm(talk.work, talk.person, unit_id, revision)
    return go(one, unit_id, note=talk.t("head-confirmed"))


@pages.screen(right=RIGHT)
async def ask(talk: Talk, unit_id: int, step: int) -> Screen:
    """One number a screen; what was typed before stays."""
    t = talk.t
    found = await service.get(talk.work, talk.person, unit_id)
    name = _asked(found, step)
    text = t(
        "head-ask",
        step=step,
        steps=len(found.asked),
        name=t(f"head-{name}"),
        year=str(found.year),
        now=_number(talk, found.draft.get(name, found.numbers[name])),
    )
    back = (
        button(t.plain("back"), ask, unit_id, step - 1) if step > 1 else button(t.plain("back"), one, unit_id)
    )
    return Screen(text, [[back]])


def _asked(found: HeadcountView, step: int) -> str:
    if not 1 <= step <= len(found.asked):
        raise ScreenIsStale
    return found.asked[step - 1]


@pages.on_text(ask)
async def type_number(talk: Talk, text: str, unit_id: int, step: int) -> Go:
    found = await service.get(talk.work, talk.person, unit_id)
    await service.type_number(talk.work, talk.person, unit_id, _asked(found, step), text)
    return go(ask, unit_id, step + 1) if step < len(found.asked) else go(check, unit_id)


@pages.screen(right=RIGHT)
async def check(talk: Talk, unit_id: int) -> Screen:
    t = talk.t
    found = await service.get(talk.work, talk.person, unit_id)
    text = t(
        "head-check",
        unit=shortened(found.unit.name, 100),
        year=str(found.year),
        list=_numbers(talk, found, {**found.draft}),
    )
    rows = [
        [button(t.plain("head-write"), write, unit_id, found.revision)],
        [button(t.plain("head-again"), ask, unit_id, 1)],
        [button(t.plain("back"), one, unit_id)],
    ]
    return Screen(text, rows)


@pages.action(right=RIGHT)
async def write(talk: Talk, unit_id: int, revision: int) -> Go:
    await service.correct(talk.work, talk.person, unit_id, revision)
    return go(one, unit_id, note=talk.t("head-corrected"))
