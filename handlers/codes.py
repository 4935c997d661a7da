"""Codes of the day for the independent diagnostic."""

from conversation.book import Chapter
from conversation.screen import Go, Screen, button, go
from conversation.talk import Talk
from domain.access import Right
from services import day_codes as service
from ui.format import day
from ui.text import joined

pages = Chapter("codes")

RIGHT = Right.OPEN_DAY_CODES


@pages.screen(right=RIGHT)
async def listing(talk: Talk) -> Screen:
    t = talk.t
    opened = await service.opened_today(talk.work, talk.person)
    lines = [t("codes-line", code=one.code, unit=one.unit.name) for one in opened[:10]]
    text = t("codes-list", day=day(talk.today), list=joined(lines) if lines else t("codes-none"))
    return Screen(
        text,
        [[button(t.plain("codes-open"), "branch.choose", "code")], [button(t.plain("menu"), "menu.root")]],
    )


@pages.action(right=RIGHT)
async def open_code(talk: Talk, unit_id: int) -> Go:
    opened = await service.open_for(talk.work, talk.person, unit_id)
    return go(listing, note=talk.t("codes-opened", code=opened.code, unit=opened.unit.name))
