"""The administrator's first screen: what is loaded, what is being sent, what to run on the server."""

from conversation.book import Chapter
from conversation.screen import Go, Screen, button, go
from conversation.talk import Talk
from domain.access import Right
from services import overview, ticks
from services.ticks import TickView
from ui.text import Html, joined

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
    switch_words = "admin-sending-off" if found.sending else "admin-sending-on"
    return Screen(
        text,
        [
            [button(t.plain("admin-schedule"), schedule)],
            [button(t.plain(switch_words), switch_sending, int(not found.sending))],
            [button(t.plain("menu-roles"), "people.listing")],
            [button(t.plain("menu"), "menu.root")],
        ],
    )


@pages.action(right=Right.IMPORT)
async def switch_sending(talk: Talk, on: int) -> Go:
    await overview.switch_sending(talk.work, talk.person, on=bool(on))
    return go(home)


@pages.screen(right=Right.IMPORT)
async def schedule(talk: Talk) -> Screen:
    """What ran, when, how long; what is overdue."""
    t = talk.t
    found = await ticks.report(talk.work, talk.person)
    text = t(
        "admin-schedule-text",
        list=joined([_line(talk, one) for one in found.ticks] or [t("admin-schedule-empty")]),
        messages=found.messages,
        reminders=found.reminders,
    )
    again = button(t.plain("admin-schedule-again"), schedule)
    return Screen(text, [[again, button(t.plain("back"), home)]])


def _line(talk: Talk, one: TickView) -> Html:
    local = one.started_at.astimezone(talk.person.zone)
    return talk.t(
        "admin-schedule-line",
        title=talk.t.plain(f"tick-{one.name}"),
        when=f"{local:%d.%m %H:%M}",
        lasted=f"{one.lasted.total_seconds():.1f}".replace(".", ","),
        state="failed" if one.error else "late" if one.overdue else "done",
    )
