"""Open answers for an expert: one at a time, criteria on the screen, the author unknown."""

from conversation.book import Chapter
from conversation.screen import Go, Screen, button, go
from conversation.talk import Talk
from domain.access import Right
from services import rating as service
from ui.format import shortened
from ui.text import Html, joined

pages = Chapter("rating")

RIGHT = Right.RATE_ANSWERS
STEM = 500
ANSWER = 1500


@pages.screen(right=RIGHT)
async def answer(talk: Talk, after: int = 0) -> Screen:
    """The answer that has waited longest; with `after`, the next one behind it."""
    t = talk.t
    found = await service.next_answer(talk.work, talk.person, after)
    if found is None:
        rows = [[button(t.plain("rating-from-start"), answer)]] if after else []
        return Screen(
            t("rating-none", after="yes" if after else "no"), [*rows, [button(t.plain("menu"), "menu.root")]]
        )
    marks = [button(str(points), rate, found.id, points) for points in range(len(found.criteria))]
    text = t(
        "rating-answer",
        waiting=found.waiting,
        stem=shortened(found.stem, STEM),
        answer=shortened(found.answer, ANSWER),
        criteria=joined([t("rating-mark", points=at, words=one) for at, one in enumerate(found.criteria)]),
    )
    last = [button(t.plain("rating-skip"), answer, found.id), button(t.plain("menu"), "menu.root")]
    return Screen(text, [marks[:6], marks[6:], last])


@pages.action(right=RIGHT)
async def rate(talk: Talk, answer_id: int, points: int) -> Go:
    await service.rate(talk.work, talk.person, answer_id, points)
    return go(answer, note=talk.t("rating-done"))


async def waiting_ratings(talk: Talk) -> list[Html]:
    """The line of the menu about answers to be rated."""
    count = await service.queue_length(talk.work, talk.person)
    return [talk.t("waiting-rating", count=count)] if count else []
