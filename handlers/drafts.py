"""Drafts of items that wait for a second person."""

from conversation.book import Chapter
from conversation.screen import Go, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from domain.items import CHOICE, LETTERS, Kind
from services import drafts as service
from services.drafts import Draft
from ui.format import shortened
from ui.text import Html, joined

pages = Chapter("drafts")

RIGHT = Right.APPROVE_ITEMS


@pages.screen(right=RIGHT)
async def listing(talk: Talk, page: int = 1) -> Screen | Go:
    t = talk.t
    found = await service.waiting(talk.work, talk.person, page)
    if not found.drafts and page > 1:
        return go(listing)
    if not found.drafts:
        return Screen(t("drafts-none"), [[button(t.plain("menu"), "menu.root")]])
    numbers = [button(str(i), draft, one.id) for i, one in enumerate(found.drafts, 1)]
    lines = [
        t("drafts-line", number=i, stem=shortened(one.stem, 55), kind=one.answers.kind.value)
        for i, one in enumerate(found.drafts, 1)
    ]
    text = t(
        "drafts-list",
        total=found.total,
        list=joined(lines),
        page=t("page-of", page=found.page, pages=found.pages),
    )
    turns = page_buttons(listing, page, found.pages, words=(t.plain("previous-page"), t.plain("next-page")))
    return Screen(text, [numbers[:3], numbers[3:], turns, [button(t.plain("menu"), "menu.root")]])


@pages.screen(right=RIGHT)
async def draft(talk: Talk, item_id: int) -> Screen:
    """The whole item with its key: what somebody signs by approving."""
    t = talk.t
    one = await service.get(talk.work, talk.person, item_id)
    text = t(
        "drafts-one",
        code=one.code,
        competency=one.competency or t.plain("drafts-no-competency"),
        points=one.points,
        stem=one.stem,
        answers=_answers(talk, one),
        explanation=one.explanation,
    )
    return Screen(
        text,
        [
            [button(t.plain("drafts-approve"), approve, one.id, one.stamp)],
            [button(t.plain("drafts-refuse"), refuse, one.id, one.stamp)],
            [button(t.plain("back"), listing)],
        ],
    )


def _answers(talk: Talk, one: Draft) -> Html:
    """Options with the key marked, pairs, the right order, what is accepted, or the criteria."""
    t, found = talk.t, one.answers
    if found.kind in CHOICE:
        lines = [
            t("drafts-option", letter=LETTERS[at], text=option.text, key="yes" if option.key else "no")
            for at, option in enumerate(found.options)
        ]
    elif found.kind is Kind.MATCHING:
        lines = [t("drafts-pair", left=left, right=right) for left, right in found.pairs]
        lines += [t("drafts-spare", right=right) for right in found.extra]
    elif found.kind is Kind.NUMBER:
        spread = f" ± {found.tolerance}" if found.tolerance else ""
        lines = [t("drafts-answer", answer=f"{found.value}{spread} {found.unit}".strip())]
    elif found.kind is Kind.SHORT:
        lines = [t("drafts-answer", answer="; ".join(found.accept))]
    else:
        numbered = found.order if found.kind is Kind.ORDERING else found.rubric
        first = 1 if found.kind is Kind.ORDERING else 0
        lines = [t("drafts-numbered", number=at, text=text) for at, text in enumerate(numbered, first)]
    return joined(lines)


@pages.action(right=RIGHT)
async def approve(talk: Talk, item_id: int, stamp: str) -> Go:
    await service.approve(talk.work, talk.person, item_id, stamp)
    return go(listing, note=talk.t("drafts-approved"))


@pages.action(right=RIGHT)
async def refuse(talk: Talk, item_id: int, stamp: str) -> Go:
    await service.refuse(talk.work, talk.person, item_id, stamp)
    return go(listing, note=talk.t("drafts-refused"))


async def waiting_drafts(talk: Talk) -> list[Html]:
    """The line of the menu about drafts to be read."""
    count = (await service.waiting(talk.work, talk.person)).total
    return [talk.t("waiting-drafts", count=count)] if count else []
