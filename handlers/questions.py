"""Questions of the branch: the methodist's queue, the answer, ready answers."""

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from domain.errors import NotFound
from handlers.ask import RATED, first_words, numbers, state_of, turns
from handlers.relay import meant_for_another
from services import questions as service
from ui.format import shortened
from ui.text import Html, joined

pages = Chapter("questions")

RIGHT = Right.ANSWER_QUESTIONS
READY_PAGE = 5


@pages.screen(right=RIGHT)
async def queue(talk: Talk, page: int = 1) -> Screen | Go:
    t = talk.t
    found = await service.queue(talk.work, talk.person, page)
    last = [button(t.plain("ask-ready"), ready), button(t.plain("menu"), "menu.root")]
    if not found.items:
        return go(queue) if page > 1 else Screen(t("ask-queue-empty"), [last])
    lines = [
        t(
            "ask-queue-line",
            index=i,
            number=item.id,
            name=shortened(item.chat_name, 14),
            unit=shortened(item.unit_name, 16),
            text=first_words(item, 24),
            state=state_of(talk, item),
        )
        for i, item in enumerate(found.items, 1)
    ]
    pages_of = t("page-of", page=found.page, pages=found.pages)
    text = t("ask-queue", total=found.total, list=joined(lines), page=pages_of)
    return Screen(text, [*numbers(found, one), turns(talk, found, queue), last])


@pages.screen(right=RIGHT, notice="queue")
async def one(talk: Talk, question_id: int) -> Screen | Go:
    """A question; what is written here is the answer."""
    t = talk.t
    try:
        found = await service.one(talk.work, talk.person, question_id)
    except NotFound:
        return go(queue, note=t("refusal-not-found"))
    rows: list[list[Button]] = []
    if found.files:
        rows.append([button(t.plain("ask-files", count=len(found.files)), show_files, found.id)])
    if found.state in ("waiting", "answered"):
        rows.append([button(t.plain("ask-use-ready"), ready_for, found.id)])
    if found.state == "waiting":
        rows.append([button(t.plain("ask-forward"), forward, found.id, found.revision)])
    if found.support == "may":
        rows.append([button(t.plain("ask-consultation"), consultation, found.id)])
    text = t(
        "ask-one",
        number=found.id,
        name=found.chat_name,
        unit=shortened(found.unit_name, 60) or "—",
        text=first_words(found, 220),
        state=state_of(talk, found),
        answer=shortened(found.answer, 80) or "none",
        rated=RATED.get(found.rating or 0, "none"),
        marked=found.support,
        hint=found.state,
    )
    return Screen(text, [*rows, [button(t.plain("back"), queue), button(t.plain("menu"), "menu.root")]])


@pages.on_message(one)
async def answer(talk: Talk, question_id: int) -> Go:
    if elsewhere := await meant_for_another(talk, "question", question_id):
        return elsewhere
    await service.answer(talk.work, talk.person, question_id, talk.words)
    return go(one, question_id, note=talk.t("ask-answered"))


@pages.action(right=RIGHT)
async def show_files(talk: Talk, question_id: int) -> Go:
    found = await service.one(talk.work, talk.person, question_id)
    for number, file in enumerate(found.files, 1):
        talk.show_again(file, talk.t("ask-file", number=found.id, index=number, count=len(found.files)))
    return go(one, question_id)


@pages.action(right=RIGHT)
async def forward(talk: Talk, question_id: int, revision: int) -> Go:
    await service.forward(talk.work, talk.person, question_id, revision)
    return go(queue, note=talk.t("ask-forwarded", number=question_id))


@pages.action(right=RIGHT)
async def consultation(talk: Talk, question_id: int) -> Go:
    await service.mark_consultation(talk.work, talk.person, question_id)
    return go(one, question_id, note=talk.t("ask-consultation-marked"))


# Ready answers.


@pages.screen(right=RIGHT)
async def ready(talk: Talk, page: int = 1) -> Screen:
    """One's own list; what is written here is added."""
    return await _ready_list(talk, 0, page)


@pages.screen(right=RIGHT)
async def ready_for(talk: Talk, question_id: int, page: int = 1) -> Screen:
    """The same list, to answer a question from it."""
    return await _ready_list(talk, question_id, page)


async def _ready_list(talk: Talk, question_id: int, page: int) -> Screen:
    t = talk.t
    found = await service.ready_answers(talk.work, talk.person)
    count = max(1, -(-len(found) // READY_PAGE))
    shown = found[(page - 1) * READY_PAGE : page * READY_PAGE]
    lines = [t("ask-ready-line", index=i, text=shortened(one.text, 70)) for i, one in enumerate(shown, 1)]
    numbers = [button(str(i), ready_one, one.id, question_id) for i, one in enumerate(shown, 1)]
    words = (t.plain("previous-page"), t.plain("next-page"))
    turns = (
        page_buttons(ready_for, page, count, question_id, words=words)
        if question_id
        else page_buttons(ready, page, count, words=words)
    )
    back = button(t.plain("back"), one, question_id) if question_id else button(t.plain("back"), queue)
    text = t("ask-ready-list", list=joined(lines), count=len(found), some="yes" if found else "no")
    return Screen(text, [numbers[:3], numbers[3:], turns, [back]])


@pages.on_text(ready)
async def add_ready(talk: Talk, text: str, page: int = 1) -> Go:
    await service.add_ready(talk.work, talk.person, text)
    return go(ready, note=talk.t("ask-ready-added"))


@pages.on_text(ready_for)
async def add_ready_for(talk: Talk, text: str, question_id: int, page: int = 1) -> Go:
    await service.add_ready(talk.work, talk.person, text)
    return go(ready_for, question_id, note=talk.t("ask-ready-added"))


@pages.screen(right=RIGHT)
async def ready_one(talk: Talk, ready_id: int, question_id: int) -> Screen:
    """The words as they would go; sent or deleted from here."""
    t = talk.t
    found = await service.ready_answer(talk.work, talk.person, ready_id)
    rows = [[button(t.plain("ask-ready-delete"), delete_ready, ready_id, question_id)]]
    back = button(t.plain("back"), ready)
    if question_id:
        rows.insert(0, [button(t.plain("ask-ready-send"), send_ready, ready_id, question_id)])
        back = button(t.plain("back"), ready_for, question_id)
    return Screen(t("ask-ready-one", text=shortened(found.text, 520)), [*rows, [back]])


@pages.action(right=RIGHT)
async def send_ready(talk: Talk, ready_id: int, question_id: int) -> Go:
    await service.answer_ready(talk.work, talk.person, question_id, ready_id)
    return go(one, question_id, note=talk.t("ask-answered"))


@pages.action(right=RIGHT)
async def delete_ready(talk: Talk, ready_id: int, question_id: int) -> Go:
    await service.delete_ready(talk.work, talk.person, ready_id)
    back = go(ready_for, question_id) if question_id else go(ready)
    return Go(back.screen, back.arguments, talk.t("ask-ready-deleted"))


async def waiting_questions(talk: Talk) -> list[Html]:
    count = (await service.queue(talk.work, talk.person)).total
    return [talk.t("waiting-questions", count=count)] if count else []
