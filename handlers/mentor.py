"""The mentor: requests, mentees, the profile, the pause."""

from datetime import date

from conversation.book import Chapter
from conversation.calendar import calendar, read_date
from conversation.screen import Button, Go, Screen, button, go
from conversation.talk import Talk
from domain.access import Right
from handlers.mentoring import topic
from services import content, mentors, pairs
from services import mentor_requests as requests
from services.mentor_requests import Offer
from ui.format import day, shortened
from ui.text import Html, joined

pages = Chapter("mentor")

RIGHT = Right.BE_MENTOR
MOST = 3
REASONS = ("time", "topic", "place")


@pages.screen(command="requests", right=RIGHT)
async def home(talk: Talk) -> Screen:
    """What waits for the mentor, and who they help."""
    t = talk.t
    profile = await mentors.get(talk.work, talk.person)
    found = (await requests.offers(talk.work, talk.person))[:MOST]
    helped = [one for one in await pairs.mine(talk.work, talk.person) if one.is_mentor and not one.closed][
        :MOST
    ]
    rows = [[button(t.plain("mentor-offer-button", number=one.request_id), offer, one.id)] for one in found]
    rows += [[button(t.plain("mentor-pair-button", number=one.id), "pair.view", one.id)] for one in helped]
    rows.append([button(t.plain("mentor-profile"), profile_page), button(t.plain("menu"), "menu.root")])
    state = "works" if profile.works else "paused" if profile.paused_until else "empty"
    text = t("mentor-home", offers=len(found), pairs=len(helped), state=state)
    return Screen(text, rows)


@pages.screen(right=RIGHT, notice="offer")
async def offer(talk: Talk, offer_id: int) -> Screen | Go:
    t = talk.t
    try:
        one = await requests.offer(talk.work, talk.person, offer_id)
    except requests.OfferIsOver:
        return go(home, note=t("refusal-offer-is-over"))
    rows = [
        [button(t.plain("mentor-accept"), accept, one.id)],
        [button(t.plain("mentor-decline"), decline, one.id)],
    ]
    return Screen(_offer_text(talk, one), [*rows, [button(t.plain("back"), home)]])


def _offer_text(talk: Talk, one: Offer) -> Html:
    t = talk.t
    titles = content.subjects()
    return t(
        "mentor-offer",
        number=one.request_id,
        topic=topic(one.topic),
        subjects=", ".join(titles.get(code, code).lower() for code in one.subjects) or "—",
        young="yes" if one.young else "no",
        place=shortened(one.municipality, 60) or "—",
        form=one.form,
        text=shortened(one.difficulty, 250),
        reasons=", ".join(t.plain(f"mentor-reason-{reason}") for reason in one.reasons),
        due=day(one.due_on, today=talk.today),
    )


@pages.action(right=RIGHT)
async def accept(talk: Talk, offer_id: int) -> Go:
    pair_id = await requests.accept(talk.work, talk.person, offer_id)
    return go("pair.view", pair_id, note=talk.t("mentor-accepted"))


@pages.screen(right=RIGHT)
async def decline(talk: Talk, offer_id: int) -> Screen:
    """A reason from the buttons or in one's own words."""
    t = talk.t
    rows = [[button(t.plain(f"mentor-why-{one}"), refuse, offer_id, one)] for one in REASONS]
    return Screen(t("mentor-why"), [*rows, [button(t.plain("back"), offer, offer_id)]])


@pages.action(right=RIGHT)
async def refuse(talk: Talk, offer_id: int, reason: str) -> Go:
    words = talk.t.plain(f"mentor-why-{reason if reason in REASONS else 'time'}")
    return await type_refusal(talk, words, offer_id)


@pages.on_text(decline)
async def type_refusal(talk: Talk, text: str, offer_id: int) -> Go:
    await requests.decline(talk.work, talk.person, offer_id, text)
    return go(home, note=talk.t("mentor-declined"))


# The profile.


@pages.screen(right=RIGHT)
async def profile_page(talk: Talk) -> Screen:
    t = talk.t
    one = await mentors.get(talk.work, talk.person)
    titles = content.subjects()
    agreement = button(t.plain("mentor-withdraw" if one.agreed else "mentor-agree"), consent)
    pause_words = "mentor-resume" if one.paused_until else "mentor-pause"
    rows = [
        [button(t.plain("mentor-topics"), topics), button(t.plain("mentor-subjects"), subjects)],
        [button(t.plain("mentor-capacity"), capacity)],
        [button(t.plain(pause_words), resume if one.paused_until else pause)],
        [agreement],
        [button(t.plain("back"), home)],
    ]
    text = t(
        "mentor-profile-text",
        topics=", ".join(topic(code) for code in one.topics) or "none",
        subjects=", ".join(titles.get(code, code).lower() for code in one.subjects) or "none",
        capacity=one.capacity,
        agreed="yes" if one.agreed else "no",
        paused=_until(one.paused_until),
    )
    return Screen(text, rows)


def _until(paused: date | None) -> str:
    if paused is None:
        return "none"
    return "ever" if paused == mentors.FOR_EVER else day(paused)


@pages.screen(right=RIGHT)
async def topics(talk: Talk) -> Screen:
    """One tap switches a topic; what is chosen is marked."""
    one = await mentors.get(talk.work, talk.person)
    rows: list[list[Button]] = []
    for code, title in mentors.topics().items():
        chosen = code in one.topics
        words = shortened(("✓ " if chosen else "") + title, 26)
        rows.append([button(words, switch_topic, code, int(not chosen))])
    return Screen(talk.t("mentor-topics-text"), [*rows, [button(talk.t.plain("back"), profile_page)]])


@pages.action(right=RIGHT)
async def switch_topic(talk: Talk, code: str, on: int) -> Go:
    await mentors.switch_topic(talk.work, talk.person, code, on=bool(on))
    return go(topics)


@pages.screen(right=RIGHT)
async def subjects(talk: Talk) -> Screen:
    """The chosen ones can be taken away; a typed name adds one."""
    t = talk.t
    one = await mentors.get(talk.work, talk.person)
    titles = content.subjects()
    rows = [
        [button(shortened("✓ " + titles.get(code, code), 26), switch_subject, code, 0)]
        for code in one.subjects[:6]
    ]
    text = t("mentor-subjects-text", some="yes" if one.subjects else "no")
    return Screen(text, [*rows, [button(t.plain("back"), profile_page)]])


@pages.action(right=RIGHT)
async def switch_subject(talk: Talk, code: str, on: int) -> Go:
    await mentors.switch_subject(talk.work, talk.person, code, on=bool(on))
    return go(subjects)


@pages.on_text(subjects)
async def type_subject(talk: Talk, text: str) -> Go:
    wanted = _plain(text)
    for code, title in content.subjects().items():
        if wanted and _plain(title).startswith(wanted):
            return await switch_subject(talk, code, 1)
    return go(subjects, note=talk.t("reg-no-such-subject", typed=text[:40]))


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split())


@pages.screen(right=RIGHT)
async def capacity(talk: Talk) -> Screen:
    row = [button(str(one), set_capacity, one) for one in mentors.CAPACITIES]
    return Screen(
        talk.t("mentor-capacity-text"), [row[:3], row[3:], [button(talk.t.plain("back"), profile_page)]]
    )


@pages.action(right=RIGHT)
async def set_capacity(talk: Talk, count: int) -> Go:
    await mentors.set_capacity(talk.work, talk.person, count)
    return go(profile_page, note=talk.t("settings-saved"))


@pages.screen(right=RIGHT)
async def pause(talk: Talk, month: str = "") -> Screen:
    t = talk.t
    last = [button(t.plain("mentor-pause-ever"), pause_for_ever), button(t.plain("back"), profile_page)]
    return calendar(
        talk, t("mentor-pause-text"), pause, pause_until, month=month, earliest=talk.today, last=last
    )


@pages.action(right=RIGHT)
async def pause_until(talk: Talk, on: date) -> Go:
    await mentors.pause(talk.work, talk.person, on)
    return go(profile_page, note=talk.t("settings-saved"))


@pages.on_text(pause)
async def type_pause(talk: Talk, text: str, month: str = "") -> Go:
    return await pause_until(talk, read_date(text))


@pages.action(right=RIGHT)
async def pause_for_ever(talk: Talk) -> Go:
    return await pause_until(talk, mentors.FOR_EVER)


@pages.action(right=RIGHT)
async def resume(talk: Talk) -> Go:
    await mentors.pause(talk.work, talk.person, None)
    return go(profile_page, note=talk.t("settings-saved"))


@pages.screen(right=RIGHT)
async def consent(talk: Talk) -> Screen:
    """The document itself; agreeing to it or taking it back."""
    t = talk.t
    one = await mentors.get(talk.work, talk.person)
    document = content.document(mentors.CONSENT)
    text = t("mentor-consent", text=document.text.replace("{operator}", talk.house.operator))
    yes = (
        button(t.plain("mentor-consent-back"), withdraw_consent)
        if one.agreed
        else button(t.plain("mentor-consent-yes"), give_consent)
    )
    return Screen(text, [[yes], [button(t.plain("back"), profile_page)]])


@pages.action(right=RIGHT)
async def give_consent(talk: Talk) -> Go:
    await mentors.agree(talk.work, talk.person)
    return go(profile_page, note=talk.t("mentor-agreed"))


@pages.action(right=RIGHT)
async def withdraw_consent(talk: Talk) -> Go:
    await mentors.withdraw(talk.work, talk.person)
    return go(profile_page, note=talk.t("mentor-withdrawn"))


async def waiting_offers(talk: Talk) -> list[Html]:
    count = len(await requests.offers(talk.work, talk.person))
    return [joined([talk.t("waiting-offers", count=count)])] if count else []
