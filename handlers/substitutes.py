"""«На время отпуска»: who minds one's queue meanwhile."""

from datetime import date

from conversation.book import Chapter
from conversation.calendar import calendar, read_date
from conversation.screen import Go, Screen, button, go
from conversation.talk import Talk
from domain.access import Right
from services import substitutes as service
from ui.format import day, shortened
from ui.text import joined

pages = Chapter("instead")

RIGHT = Right.NAME_SUBSTITUTE
MOST = 5


@pages.screen(right=RIGHT)
async def home(talk: Talk) -> Screen:
    """Who stands in now, and colleagues to choose from."""
    t = talk.t
    current = await service.current(talk.work, talk.person)
    back = [button(t.plain("menu"), "menu.root")]
    if current is not None:
        until = day(current.until, today=talk.today) if current.until else ""
        text = t("instead-now", name=current.chat_name, unit=shortened(current.unit_name, 60), until=until)
        return Screen(text, [[button(t.plain("instead-end"), end)], back])
    found = (await service.candidates(talk.work, talk.person))[:MOST]
    numbers = [button(str(i), until_day, one.person_id) for i, one in enumerate(found, 1)]
    lines = [
        t("instead-line", index=i, name=shortened(one.chat_name, 30), unit=shortened(one.unit_name, 40))
        for i, one in enumerate(found, 1)
    ]
    text = t("instead-home", some="yes" if found else "no", list=joined(lines))
    return Screen(text, [numbers[:3], numbers[3:], back])


@pages.screen(right=RIGHT)
async def until_day(talk: Talk, person_id: int, month: str = "") -> Screen:
    t = talk.t
    last = [button(t.plain("back"), home)]
    latest = talk.today + service.LONGEST
    return calendar(
        talk, t("instead-until"), until_day, appoint, person_id,
        month=month, earliest=talk.today, latest=latest, last=last,
    )  # fmt: skip


@pages.action(right=RIGHT)
async def appoint(talk: Talk, person_id: int, until: date) -> Go:
    await service.appoint(talk.work, talk.person, person_id, until)
    return go(home)


@pages.on_text(until_day)
async def type_until(talk: Talk, text: str, person_id: int, month: str = "") -> Go:
    return await appoint(talk, person_id, read_date(text))


@pages.action(right=RIGHT)
async def end(talk: Talk) -> Go:
    await service.end(talk.work, talk.person)
    return go(home, note=talk.t("instead-ended"))
