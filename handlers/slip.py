"""The slip of a paper form: number and code make the result the person's own."""

from conversation.book import Chapter
from conversation.screen import Go, Screen, button, go
from conversation.talk import Talk
from services import paper as service

pages = Chapter("slip")


@pages.screen()
async def claim(talk: Talk) -> Screen:
    return Screen(talk.t("paper-claim"), [[button(talk.t.plain("menu"), "menu.root")]])


@pages.on_text(claim)
async def type_claim(talk: Talk, text: str) -> Go:
    attempt_id = await service.claim(talk.work, talk.person, text)
    return go("results.result", attempt_id, note=talk.t("paper-claimed"))
