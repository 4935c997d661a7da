"""«Наставник»: a teacher asks for one and sees what became of it."""

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go
from conversation.talk import Talk
from services import mentor_requests as service
from services import mentors, pairs
from services.mentor_requests import FORMS, Request
from services.pairs import Pair
from ui.format import day, lower_first, shortened
from ui.text import Html, joined

pages = Chapter("mentoring")

MOST_PAIRS = 4


def topic(code: str) -> str:
    """The title of a topic inside a sentence: groups of competencies are named by an adjective."""
    title = lower_first(mentors.topics().get(code, "—"))
    return f"{title} вопросы" if title.endswith("ие") else title


@pages.screen(command="mentor", notice="mentoring")
async def home(talk: Talk) -> Screen:
    t = talk.t
    asked = await service.mine(talk.work, talk.person)
    mine = [one for one in await pairs.mine(talk.work, talk.person) if not one.is_mentor]
    rows = [[button(_pair_words(talk, one), "pair.view", one.id)] for one in mine[:MOST_PAIRS]]
    if asked is not None:
        rows.append([button(t.plain("mentoring-cancel"), ask_cancel, asked.id)])
    elif all(one.closed for one in mine):
        begun = await service.draft(talk.work, talk.person)
        if begun is not None:
            rows.append([button(t.plain("mentoring-go-on"), difficulty)])
        rows.append([button(t.plain("mentoring-ask"), choose_topic)])
    text = t("mentoring-home", state=_state(talk, asked, mine))
    return Screen(text, [*rows, [button(t.plain("menu"), "menu.root")]])


def _pair_words(talk: Talk, one: Pair) -> str:
    state = "closed" if one.closed else "open"
    return talk.t.plain(f"mentoring-pair-{state}", number=one.id)


def _state(talk: Talk, asked: Request | None, mine: list[Pair]) -> Html:
    t = talk.t
    if asked is not None:
        due = day(asked.due_on, today=talk.today) if asked.due_on else ""
        state = "late" if asked.due_on and asked.due_on < talk.today else asked.state
        return t("mentoring-state", state=state, number=asked.id, topic=topic(asked.topic), due=due)
    if any(not one.closed for one in mine):
        return t("mentoring-has-mentor")
    return t("mentoring-none")


@pages.screen()
async def choose_topic(talk: Talk) -> Screen:
    rows = [[button(shortened(title, 26), begin, code)] for code, title in mentors.topics().items()]
    return Screen(talk.t("mentoring-topic"), [*rows, [button(talk.t.plain("back"), home)]])


@pages.action()
async def begin(talk: Talk, code: str) -> Go:
    await service.begin(talk.work, talk.person, code)
    return go(difficulty)


@pages.screen()
async def difficulty(talk: Talk) -> Screen | Go:
    """What is hard, in a few sentences; what was written before can be kept."""
    t = talk.t
    draft = await service.draft(talk.work, talk.person)
    if draft is None:
        return go(choose_topic)
    last = [button(t.plain("back"), choose_topic)]
    if draft.difficulty:
        last.append(button(t.plain("next"), form))
    text = t("mentoring-difficulty", topic=topic(draft.topic), now=shortened(draft.difficulty, 200) or "none")
    return Screen(text, [last])


@pages.on_text(difficulty)
async def type_difficulty(talk: Talk, text: str) -> Go:
    await service.describe(talk.work, talk.person, text)
    return go(form)


@pages.screen()
async def form(talk: Talk) -> Screen | Go:
    t = talk.t
    draft = await service.draft(talk.work, talk.person)
    if draft is None or not draft.difficulty:
        return go(difficulty)
    rows = [[button(t.plain(f"mentoring-form-{one}"), send, one)] for one in FORMS]
    text = t("mentoring-form", topic=topic(draft.topic), text=shortened(draft.difficulty, 300))
    return Screen(text, [*rows, [button(t.plain("back"), difficulty)]])


@pages.action()
async def send(talk: Talk, chosen: str) -> Go:
    number = await service.send(talk.work, talk.person, chosen)
    return go(home, note=talk.t("mentoring-sent", number=number))


@pages.screen()
async def ask_cancel(talk: Talk, request_id: int) -> Screen | Go:
    t = talk.t
    asked = await service.mine(talk.work, talk.person)
    if asked is None or asked.id != request_id:
        return go(home)
    yes: list[Button] = [button(t.plain("mentoring-cancel-yes"), cancel, asked.id, asked.revision)]
    text = t("mentoring-cancel-text", number=asked.id, topic=topic(asked.topic))
    return Screen(text, [yes, [button(t.plain("back"), home)]])


@pages.action()
async def cancel(talk: Talk, request_id: int, revision: int) -> Go:
    await service.cancel(talk.work, talk.person, request_id, revision)
    return go(home, note=talk.t("mentoring-cancelled", number=request_id))


async def waiting_pairs(talk: Talk) -> list[Html]:
    """«Что ждёт меня»: the request that goes on, meetings to come, feedback that is asked for."""
    t = talk.t
    asked = await service.mine(talk.work, talk.person)
    lines = [t("waiting-mentor", number=asked.id)] if asked is not None else []
    for one in (await pairs.mine(talk.work, talk.person))[:2]:
        if one.next_meeting is not None and not one.closed:
            when = one.next_meeting.astimezone(talk.person.zone)
            at = f"{day(when.date(), today=talk.today)}, {when:%H:%M}"
            lines.append(t("waiting-meeting", at=at))
        elif one.closed and not one.mine:
            lines.append(t("waiting-feedback", number=one.id))
    return [joined(lines)] if lines else []
