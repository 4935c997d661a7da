"""Results that people share."""

from conversation.book import Chapter
from conversation.screen import Go, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from domain.literacy import ComponentScore
from domain.mastery import CompetencyScore
from services import content
from services import sharing as service
from ui.format import bar, day, shortened
from ui.text import Html, joined

pages = Chapter("sharing")

RIGHT = Right.SEE_SHARED_RESULTS


@pages.action()
async def share(talk: Talk, attempt_id: int) -> Go:
    await service.share(talk.work, talk.person, attempt_id)
    return go("results.result", attempt_id, note=talk.t("sharing-on"))


@pages.action()
async def take_back(talk: Talk, attempt_id: int) -> Go:
    await service.take_back(talk.work, talk.person, attempt_id)
    return go("results.result", attempt_id, note=talk.t("sharing-off"))


@pages.screen(right=RIGHT)
async def listing(talk: Talk, page: int = 1) -> Screen | Go:
    t = talk.t
    found = await service.listing(talk.work, talk.person, page)
    if not found.results and page > 1:
        return go(listing)
    if not found.results:
        return Screen(t("sharing-none"), [[button(t.plain("menu"), "menu.root")]])
    numbers = [button(str(i), result, one.attempt_id) for i, one in enumerate(found.results, 1)]
    lines = [
        t(
            "sharing-line",
            number=i,
            name=shortened(one.chat_name, 20),
            unit=shortened(one.unit_name, 24),
            day=day(one.finished_on, today=talk.today),
            literacy="yes" if one.is_literacy else "no",
        )
        for i, one in enumerate(found.results, 1)
    ]
    text = t(
        "sharing-list",
        total=found.total,
        list=joined(lines),
        page=t("page-of", page=page, pages=found.pages) if found.pages > 1 else Html(""),
    )
    turns = page_buttons(listing, page, found.pages, words=(t.plain("previous-page"), t.plain("next-page")))
    return Screen(text, [numbers[:3], numbers[3:], turns, [button(t.plain("menu"), "menu.root")]])


@pages.screen(right=RIGHT)
async def result(talk: Talk, attempt_id: int) -> Screen:
    """What the owner sees, but for the answers."""
    t = talk.t
    shared, scores, profile = await service.one(talk.work, talk.person, attempt_id)
    if profile is not None:
        parts = [_part(talk, one) for one in profile.scores]
    else:
        parts = [_score(talk, one) for one in scores]
    text = t(
        "sharing-result",
        name=shared.chat_name,
        unit=shortened(shared.unit_name, 80),
        title=shared.title,
        literacy="yes" if shared.is_literacy else "no",
        day=day(shared.finished_on, today=talk.today),
        scores=joined(parts),
    )
    return Screen(text, [[button(t.plain("back"), listing)]])


def _part(talk: Talk, one: ComponentScore) -> Html:
    short = content.competencies()[one.component].short
    return talk.t("fl-score", bar=bar(one.points, one.most), points=one.points, most=one.most, short=short)


def _score(talk: Talk, one: CompetencyScore) -> Html:
    return talk.t(
        "diag-score",
        short=content.competencies()[one.competency].short,
        bar=bar(one.right, one.answered),
        right=one.right,
        answered=one.answered,
        verdict=one.verdict.value,
    )
