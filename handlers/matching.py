"""Requests that no mentor took: the methodist chooses whom to ask."""

from conversation.book import Chapter
from conversation.screen import Go, Screen, button, go
from conversation.talk import Talk
from domain.access import Right
from domain.errors import NotFound
from handlers.mentoring import topic
from services import mentor_requests as service
from ui.format import shortened
from ui.text import Html, joined

pages = Chapter("matching")

RIGHT = Right.MATCH_MENTORS
MOST = 6
MOST_ASKED = 3


@pages.screen(right=RIGHT)
async def listing(talk: Talk) -> Screen:
    t = talk.t
    found = await service.unmatched(talk.work, talk.person)
    back = [button(t.plain("menu"), "menu.root")]
    if not found:
        return Screen(t("matching-empty"), [back])
    numbers = [button(str(i), one, item.id) for i, item in enumerate(found[:MOST], 1)]
    lines = [
        t(
            "matching-line",
            index=i,
            number=item.id,
            name=shortened(item.chat_name, 14),
            unit=shortened(item.unit_name, 20),
            topic=topic(item.topic),
        )
        for i, item in enumerate(found[:MOST], 1)
    ]
    text = t("matching-list", total=len(found), list=joined(lines))
    return Screen(text, [numbers[:3], numbers[3:], back])


@pages.screen(right=RIGHT, notice="request")
async def one(talk: Talk, request_id: int) -> Screen | Go:
    """The request and mentors with the reasons for each."""
    t = talk.t
    try:
        asked, found = await service.choices(talk.work, talk.person, request_id)
    except NotFound:
        return go(listing, note=t("refusal-not-found"))
    numbers = [
        button(str(i), ask, request_id, each.person_id) for i, each in enumerate(found[:MOST_ASKED], 1)
    ]
    lines = [
        t(
            "matching-choice",
            index=i,
            name=shortened(each.chat_name, 14),
            unit=shortened(each.unit_name, 16),
            reasons=", ".join(t.plain(f"mentor-reason-{reason}") for reason in each.reasons),
        )
        for i, each in enumerate(found[:MOST_ASKED], 1)
    ]
    text = t(
        "matching-one",
        number=asked.id,
        name=asked.chat_name,
        unit=shortened(asked.unit_name, 40),
        topic=topic(asked.topic),
        text=shortened(asked.difficulty, 120),
        tried=asked.tried,
        list=joined(lines),
        some="yes" if found else "no",
    )
    return Screen(text, [numbers, [button(t.plain("back"), listing)]])


@pages.action(right=RIGHT)
async def ask(talk: Talk, request_id: int, mentor_id: int) -> Go:
    await service.ask_mentor(talk.work, talk.person, request_id, mentor_id)
    return go(listing, note=talk.t("matching-asked", number=request_id))


async def waiting_requests(talk: Talk) -> list[Html]:
    count = len(await service.unmatched(talk.work, talk.person))
    return [talk.t("waiting-unmatched", count=count)] if count else []
