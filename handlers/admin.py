"""The administrator's first screen: what is loaded, what is being sent, what to run on the server."""

from conversation.book import Chapter
from conversation.screen import Screen, button
from conversation.talk import Talk
from domain.access import Right
from services import overview

pages = Chapter("admin")


@pages.screen(command="admin", right=Right.IMPORT)
async def home(talk: Talk) -> Screen:
    t = talk.t
    found = await overview.view(talk.work, talk.person)
    text = t(
        "admin-home",
        units=found.units,
        people=found.people,
        items=found.items,
        programmes=found.programmes,
        sending="yes" if found.sending else "no",
        pending=found.outbox.get("pending", 0),
        failed=found.outbox.get("failed", 0),
        uncertain=found.outbox.get("uncertain", 0),
    )
    return Screen(
        text, [[button(t.plain("menu-roles"), "people.listing")], [button(t.plain("menu"), "menu.root")]]
    )
