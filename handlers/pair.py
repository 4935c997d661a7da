"""A pair: the talk, meetings, contacts, papers, the end."""

from datetime import date, time

from conversation.book import Chapter
from conversation.calendar import calendar, read_date
from conversation.screen import Button, Go, Screen, button, go
from conversation.talk import Talk
from domain.errors import ScreenIsStale, WrongInput
from handlers.mentoring import topic
from handlers.relay import meant_for_another
from services import pairs as service
from services import relay
from services.pairs import Meeting, Pair
from ui.format import day, moment, shortened
from ui.text import Html

pages = Chapter("pair")

RATED = {3: "good", 2: "partly", 1: "bad"}
TIMES = ("09:00", "10:00", "12:00", "14:00", "15:00", "16:00", "17:00", "18:00")
SHOWN = 6


@pages.screen(notice="pair")
async def view(talk: Talk, pair_id: int) -> Screen:
    """The pair; what is written here goes to the other of the two."""
    t = talk.t
    one = await service.get(talk.work, talk.person, pair_id)
    rows: list[list[Button]] = []
    if not one.closed:
        rows = [
            [
                button(t.plain("pair-meetings"), meetings, one.id),
                button(t.plain("pair-contact"), contact, one.id),
            ],
            [button(t.plain("pair-close"), close, one.id)],
        ]
    elif not one.mine:
        rows = [[button(t.plain("pair-feedback"), close, one.id)]]
    if one.closed and not one.is_mentor:
        rows.append([button(t.plain("pair-rematch"), rematch, one.id)])
    back = "mentor.home" if one.is_mentor else "mentoring.home"
    rows.append([button(t.plain("back"), back), button(t.plain("menu"), "menu.root")])
    return Screen(_text(talk, one), rows)


def _text(talk: Talk, one: Pair) -> Html:
    ordered = day(one.order_date) if one.order_date else "none"
    following = moment(one.next_meeting, talk.person.zone, today=talk.today) if one.next_meeting else "none"
    return talk.t(
        "pair-view",
        side="mentor" if one.is_mentor else "mentee",
        number=one.id,
        topic=topic(one.topic),
        order=one.order_no or "none",
        date=ordered,
        held=one.held,
        following=following,
        closed="yes" if one.closed else "no",
    )


@pages.on_message(view)
async def say(talk: Talk, pair_id: int) -> Go:
    if elsewhere := await meant_for_another(talk, "pair", pair_id):
        return elsewhere
    await service.say(talk.work, talk.person, pair_id, talk.words)
    return go(view, pair_id)


# Contacts.


@pages.screen()
async def contact(talk: Talk, pair_id: int) -> Screen:
    """Who it is, once both agreed; before that, the question."""
    t = talk.t
    one = await service.get(talk.work, talk.person, pair_id)
    back = [button(t.plain("back"), view, pair_id)]
    if one.open:
        other = await relay.contact(talk.work, talk.person, one.thread_id)
        way = Html(f'<a href="tg://user?id={other.address}">{t("pair-write")}</a>') if other.address else ""
        unit = shortened(other.unit_name, 150)
        return Screen(t("pair-contact-open", name=other.chat_name, unit=unit, way=way), [back])
    if one.opens:
        return Screen(t("pair-contact-waits"), [back])
    yes = button(t.plain("pair-contact-yes"), open_contact, pair_id)
    return Screen(t("pair-contact-text"), [[yes], back])


@pages.action()
async def open_contact(talk: Talk, pair_id: int) -> Go:
    one = await service.get(talk.work, talk.person, pair_id)
    await relay.agree_to_open(talk.work, talk.person, one.thread_id)
    return go(contact, pair_id)


# Meetings.


@pages.screen()
async def meetings(talk: Talk, pair_id: int) -> Screen:
    t = talk.t
    one = await service.get(talk.work, talk.person, pair_id)
    found = (await service.meetings(talk.work, talk.person, pair_id))[:SHOWN]
    numbers = [button(str(i), meeting, each.id) for i, each in enumerate(found, 1)]
    lines = "\n".join(
        t("pair-meeting-line", index=i, at=_at(talk, each), state=_meeting_state(each))
        for i, each in enumerate(found, 1)
    )
    rows = [numbers[:3], numbers[3:]]
    if not one.closed:
        rows.append([button(t.plain("pair-propose"), propose_day, pair_id)])
    text = t("pair-meetings-list", list=Html(lines), some="yes" if found else "no")
    return Screen(text, [*rows, [button(t.plain("back"), view, pair_id)]])


def _at(talk: Talk, one: Meeting) -> str:
    return moment(one.starts_at, talk.person.zone, today=talk.today)


def _meeting_state(one: Meeting) -> str:
    return f"{one.state}-me" if one.turn else one.state


@pages.screen()
async def propose_day(talk: Talk, pair_id: int, month: str = "") -> Screen:
    last = [button(talk.t.plain("back"), meetings, pair_id)]
    latest = talk.today + service.FURTHEST
    text = talk.t("pair-which-day")
    return calendar(
        talk, text, propose_day, choose_day, pair_id,
        month=month, earliest=talk.today, latest=latest, last=last,
    )  # fmt: skip


@pages.action()
async def choose_day(talk: Talk, pair_id: int, on: date) -> Go:
    return go(propose_time, pair_id, on)


@pages.on_text(propose_day)
async def type_day(talk: Talk, text: str, pair_id: int, month: str = "") -> Go:
    return go(propose_time, pair_id, read_date(text))


@pages.screen()
async def propose_time(talk: Talk, pair_id: int, on: date) -> Screen:
    t = talk.t
    buttons = [button(one, choose_time, pair_id, on, one.replace(":", "-")) for one in TIMES]
    rows = [buttons[:4], buttons[4:], [button(t.plain("back"), propose_day, pair_id)]]
    return Screen(t("pair-which-time", day=day(on, today=talk.today)), rows)


@pages.action()
async def choose_time(talk: Talk, pair_id: int, on: date, at: str) -> Go:
    return await _propose(talk, pair_id, on, at.replace("-", ":"))


@pages.on_text(propose_time)
async def type_time(talk: Talk, text: str, pair_id: int, on: date) -> Go:
    return await _propose(talk, pair_id, on, text)


async def _propose(talk: Talk, pair_id: int, on: date, typed: str) -> Go:
    hours, _, minutes = typed.strip().replace(".", ":").partition(":")
    if not (hours.isdecimal() and (minutes or "0").isdecimal()):
        raise WrongInput(why="Напишите время так: 15:30.")
    if int(hours) > 23 or int(minutes or 0) > 59:
        raise WrongInput(why="Напишите время так: 15:30.")
    at = time(int(hours), int(minutes or 0))
    meeting_id = await service.propose(talk.work, talk.person, pair_id, on, at)
    return go(meeting, meeting_id, note=talk.t("pair-proposed"))


@pages.screen(notice="meeting")
async def meeting(talk: Talk, meeting_id: int) -> Screen:
    """One meeting; what is written here becomes its note."""
    t = talk.t
    one = await service.meeting(talk.work, talk.person, meeting_id)
    rows: list[list[Button]] = []
    if one.state == "proposed" and one.turn and not one.past:
        rows.append([button(t.plain("pair-suits"), agree, one.id, one.revision)])
    if one.past and one.state in ("proposed", "agreed"):
        rows.append([button(t.plain("pair-took-place"), took_place, one.id, one.revision)])
    if one.state == "said" and one.turn:
        rows.append([button(t.plain("pair-took-place-yes"), took_place, one.id, one.revision)])
    if one.state in ("proposed", "agreed", "said"):
        words = "pair-did-not" if one.past else "pair-cancel"
        rows.append([button(t.plain(words), cancel_meeting, one.id, one.revision)])
    text = t("pair-meeting", at=_at(talk, one), state=_meeting_state(one), note=one.note or "none")
    return Screen(text, [*rows, [button(t.plain("back"), meetings, one.pair_id)]])


@pages.on_text(meeting)
async def note(talk: Talk, text: str, meeting_id: int) -> Go:
    await service.note(talk.work, talk.person, meeting_id, text)
    return go(meeting, meeting_id, note=talk.t("pair-note-saved"))


@pages.action()
async def agree(talk: Talk, meeting_id: int, revision: int) -> Go:
    await service.agree(talk.work, talk.person, meeting_id, revision)
    return go(meeting, meeting_id)


@pages.action()
async def took_place(talk: Talk, meeting_id: int, revision: int) -> Go:
    await service.took_place(talk.work, talk.person, meeting_id, revision)
    return go(meeting, meeting_id)


@pages.action()
async def cancel_meeting(talk: Talk, meeting_id: int, revision: int) -> Go:
    await service.cancel_meeting(talk.work, talk.person, meeting_id, revision)
    return go(meeting, meeting_id)


# The end.


@pages.screen()
async def close(talk: Talk, pair_id: int) -> Screen | Go:
    """The mark closes the pair, so it names what will happen."""
    t = talk.t
    one = await service.get(talk.work, talk.person, pair_id)
    if one.mine:
        return go(words, pair_id)
    rows = [
        [button(t.plain(f"pair-rate-{name}"), rate, pair_id, one.revision, n)] for n, name in RATED.items()
    ]
    text = t("pair-close-text", number=one.id, closed="yes" if one.closed else "no")
    return Screen(text, [*rows, [button(t.plain("back"), view, pair_id)]])


@pages.action()
async def rate(talk: Talk, pair_id: int, revision: int, rating: int) -> Go:
    await service.close(talk.work, talk.person, pair_id, revision, rating)
    return go(words, pair_id, note=talk.t("pair-closed"))


@pages.screen()
async def words(talk: Talk, pair_id: int) -> Screen:
    one = await service.get(talk.work, talk.person, pair_id)
    if not one.closed:
        raise ScreenIsStale
    return Screen(talk.t("pair-words"), [[button(talk.t.plain("back"), view, pair_id)]])


@pages.on_text(words)
async def type_words(talk: Talk, text: str, pair_id: int) -> Go:
    await service.add_words(talk.work, talk.person, pair_id, text)
    return go(view, pair_id, note=talk.t("pair-words-saved"))


@pages.action()
async def rematch(talk: Talk, pair_id: int) -> Go:
    number = await service.rematch(talk.work, talk.person, pair_id)
    return go("mentoring.home", note=talk.t("mentoring-sent", number=number))
