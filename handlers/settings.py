"""Settings: time zone, quiet hours, leave, topics, language, name, place of work."""

from datetime import date

from conversation.book import Chapter
from conversation.calendar import calendar, read_date
from conversation.screen import Button, Go, Handler, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from handlers.organisation import shown
from services import preferences as service
from services import registration, reminders
from ui.format import ZONES, city, day

pages = Chapter("settings")

REMINDERS = 6


@pages.screen(command="settings")
async def home(talk: Talk) -> Screen:
    t, who = talk.t, talk.person
    hours = who.hours
    leave = day(hours.leave_until, today=talk.today) if _on_leave(talk) and hours.leave_until else ""
    text = t(
        "settings-home",
        name=who.chat_name,
        unit=shown(talk),
        zone=city(str(who.zone)),
        quiet_from=f"{hours.quiet_from:%H:%M}",
        quiet_to=f"{hours.quiet_to:%H:%M}",
        leave=leave,
        away="yes" if leave else "no",
    )
    return Screen(
        text,
        [
            [button(t.plain("settings-zone"), zone), button(t.plain("settings-quiet"), quiet)],
            [button(t.plain("settings-topics"), topics), button(t.plain("settings-leave"), leave_until)],
            [button(t.plain("settings-name"), chat_name), button(t.plain("settings-language"), language)],
            [button(t.plain("settings-move"), "org.municipality")],
            [button(t.plain("settings-data"), "privacy.home"), button(t.plain("menu"), "menu.root")],
        ],
    )


def _on_leave(talk: Talk) -> bool:
    until = talk.person.hours.leave_until
    return until is not None and until >= talk.today


@pages.screen()
async def zone(talk: Talk) -> Screen:
    buttons = [button(city(one), choose_zone, i) for i, one in enumerate(ZONES)]
    rows = [buttons[i : i + 2] for i in range(0, len(buttons), 2)]
    return Screen(talk.t("settings-zone-text"), [*rows, [button(talk.t.plain("back"), home)]])


@pages.action()
async def choose_zone(talk: Talk, index: int) -> Go:
    if 0 <= index < len(ZONES):
        await service.set_zone(talk.work, talk.person, ZONES[index])
    return go(home, note=talk.t("settings-saved"))


@pages.screen()
async def quiet(talk: Talk) -> Screen:
    t = talk.t
    rows = [
        [button(f"{start:%H:%M}–{end:%H:%M}", choose_quiet, name)]
        for name, (start, end) in service.QUIET.items()
    ]
    return Screen(t("settings-quiet-text"), [*rows, [button(t.plain("back"), home)]])


@pages.action()
async def choose_quiet(talk: Talk, name: str) -> Go:
    await service.set_quiet(talk.work, talk.person, name)
    return go(home, note=talk.t("settings-saved"))


@pages.screen()
async def topics(talk: Talk) -> Screen:
    """One tap switches a topic; the button says how it stands."""
    t = talk.t
    rows = [[_switch(talk, topic, switch_topic)] for topic in service.TOPICS]
    rows.append([button(t.plain("settings-news"), "news.topics")])
    first = button(t.plain("settings-reminders"), reminding)
    return Screen(t("settings-topics-text"), [[first], *rows, [button(t.plain("back"), home)]])


def _switch(talk: Talk, topic: str, target: Handler) -> Button:
    on = topic not in talk.person.muted_topics
    title = talk.t.plain(f"topic-{topic}")
    words = talk.t.plain("settings-topic", title=title, on="yes" if on else "no")
    return button(words, target, topic, int(not on))


@pages.action()
async def switch_topic(talk: Talk, topic: str, on: int) -> Go:
    await service.set_topic(talk.work, talk.person, topic, on=bool(on))
    return go(topics)


@pages.screen()
async def reminding(talk: Talk, page: int = 1) -> Screen:
    """Every kind of reminder has a switch of its own."""
    t = talk.t
    kinds = sorted(reminders.KINDS, key=lambda name: t.plain(f"topic-{name}"))
    shown = kinds[(page - 1) * REMINDERS : page * REMINDERS]
    rows = [[_switch(talk, name, switch_reminder)] for name in shown]
    turns = page_buttons(
        reminding, page, -(-len(kinds) // REMINDERS), words=(t.plain("previous-page"), t.plain("next-page"))
    )
    return Screen(t("settings-reminders-text"), [*rows, turns, [button(t.plain("back"), topics)]])


@pages.action()
async def switch_reminder(talk: Talk, name: str, on: int) -> Go:
    await service.set_topic(talk.work, talk.person, name, on=bool(on))
    return go(reminding, *talk.here[:1])


@pages.screen()
async def leave_until(talk: Talk, month: str = "") -> Screen:
    t, until = talk.t, talk.person.hours.leave_until
    last = [button(t.plain("settings-leave-over"), end_leave)] if _on_leave(talk) else []
    return calendar(
        talk, t("settings-leave-text"), leave_until, choose_leave, month=month, start=until,
        earliest=talk.today, latest=talk.today + service.LONGEST_LEAVE,
        last=[*last, button(t.plain("back"), home)],
    )  # fmt: skip


@pages.action()
async def choose_leave(talk: Talk, on: date) -> Go:
    await service.set_leave(talk.work, talk.person, on)
    return go(home, note=talk.t("settings-saved"))


@pages.on_text(leave_until)
async def type_leave(talk: Talk, text: str, month: str = "") -> Go:
    return await choose_leave(talk, read_date(text))


@pages.action()
async def end_leave(talk: Talk) -> Go:
    await service.set_leave(talk.work, talk.person, None)
    return go(home, note=talk.t("settings-saved"))


@pages.screen()
async def chat_name(talk: Talk) -> Screen:
    return Screen(talk.t("reg-name"), [[button(talk.t.plain("back"), home)]])


@pages.on_text(chat_name)
async def type_chat_name(talk: Talk, text: str) -> Go:
    await registration.rename(talk.work, talk.person, text)
    return go(home, note=talk.t("reg-name-saved"))


@pages.screen()
async def language(talk: Talk) -> Screen:
    return Screen(talk.t("settings-language-text"), [[button(talk.t.plain("back"), home)]])
