"""How items work by the answers of everybody: banks, items with flags first, one item in full."""

from conversation.book import Chapter
from conversation.screen import Screen, button, packed
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from domain.errors import ScreenIsStale
from services import item_figures as service
from services.item_figures import Card, Figures, Option
from ui.format import decimal, shortened
from ui.text import Html, joined

pages = Chapter("figures")

RIGHT = Right.ADD_ITEMS
MOST_BANKS = 14
LINE, STEM = 40, 110


@pages.screen(right=RIGHT)
async def banks(talk: Talk) -> Screen:
    t = talk.t
    found = (await service.banks(talk.work, talk.person))[:MOST_BANKS]
    buttons = [button(one.short, listing, at, 1) for at, one in enumerate(found)]
    rows = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    return Screen(
        t("figures-banks", count=sum(one.items for one in found)),
        [*rows, [button(t.plain("back"), "items.home")]],
    )


@pages.screen(right=RIGHT)
async def listing(talk: Talk, bank: int, page: int) -> Screen:
    """`bank` is its place in the list of banks: names are too long for a button."""
    t = talk.t
    known = await service.banks(talk.work, talk.person)
    if not 0 <= bank < len(known):
        raise ScreenIsStale
    found = await service.listing(talk.work, talk.person, known[bank].name, page)
    numbers = [button(str(at), card, one.item_id, bank, page) for at, one in enumerate(found.lines, 1)]
    turns = page_buttons(
        listing, page, found.pages, bank, words=(t.plain("previous-page"), t.plain("next-page"))
    )
    text = t(
        "figures-listing",
        title=found.bank.title,
        attempts=found.attempts,
        flagged=found.flagged,
        list=joined([_line(talk, at, one) for at, one in enumerate(found.lines, 1)]),
        page=t("page-of", page=found.page, pages=found.pages) if found.pages > 1 else Html(""),
    )
    return Screen(text, [numbers[:3], numbers[3:], turns, [button(t.plain("back"), banks)]])


def _line(talk: Talk, number: int, one: Figures) -> Html:
    return talk.t(
        "figures-line",
        number=number,
        stem=shortened(one.stem, LINE),
        enough="no" if one.p is None else "yes",
        answers=one.answers,
        p=round(100 * (one.p or 0)),
        r=_decimal(one.r),
        flagged="yes" if one.flags else "no",
    )


@pages.screen(right=RIGHT)
async def card(talk: Talk, item_id: int, bank: int = 0, page: int = 1) -> Screen:
    t = talk.t
    found = await service.card(talk.work, talk.person, item_id)
    one = found.figures
    text = t(
        "figures-card",
        competency=found.competency.title,
        stem=shortened(one.stem, STEM),
        enough="no" if one.p is None else "yes",
        answers=one.answers,
        least=service.SHOWN_FROM,
        p=round(100 * (one.p or 0)),
        r=_decimal(one.r),
        expected="none" if found.expected is None else str(round(100 * found.expected)),
        options=joined([t("figures-options"), *(_option(talk, option) for option in found.options)])
        if found.options
        else Html(""),
        flags=joined([t("figures-flag", flag=flag) for flag in one.flags]),
        scale=_scale(talk, found),
    )
    return Screen(
        text, packed([button(t.plain("back"), listing, bank, page), button(t.plain("menu"), "menu.root")])
    )


def _option(talk: Talk, one: Option) -> Html:
    return talk.t(
        "figures-option",
        letter=one.letter,
        key="yes" if one.is_key else "no",
        share=round(100 * one.share),
        lower=round(100 * one.lower),
        upper=round(100 * one.upper),
    )


def _scale(talk: Talk, found: Card) -> Html:
    if found.difficulty is None:
        return Html("")
    b, se = found.difficulty
    return talk.t("figures-scale", b=_decimal(b), se=_decimal(se), moved="yes" if found.moved else "no")


def _decimal(value: float | None) -> str:
    return "—" if value is None else decimal(value)
