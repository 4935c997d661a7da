"""«Вопрос методисту»: one's own questions, from the first words to «вопрос закрыт»."""

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from handlers.relay import meant_for_another
from services import questions as service
from services.questions import QuestionPage, QuestionView
from ui.format import day, shortened
from ui.text import Html, joined

pages = Chapter("ask")

RATED = {3: "good", 2: "partly", 1: "bad"}


@pages.screen(command="ask")
async def home(talk: Talk, page: int = 1) -> Screen:
    """One's questions; whatever is written here becomes a new one."""
    t = talk.t
    found = await service.mine(talk.work, talk.person, page)
    if not found.total:
        return Screen(t("ask-home-empty"), [[button(t.plain("menu"), "menu.root")]])
    lines = [
        t("ask-line", index=i, number=one.id, text=first_words(one, 38), state=state_of(talk, one))
        for i, one in enumerate(found.items, 1)
    ]
    text = t("ask-home", list=joined(lines), page=t("page-of", page=found.page, pages=found.pages))
    return Screen(
        text, [*numbers(found, view), turns(talk, found, home), [button(t.plain("menu"), "menu.root")]]
    )


def numbers(found: QuestionPage, target: object) -> list[list[Button]]:
    row = [button(str(i), target, one.id) for i, one in enumerate(found.items, 1)]  # type: ignore[arg-type]
    return [row[:3], row[3:]]


def turns(talk: Talk, found: QuestionPage, target: object) -> list[Button]:
    words = (talk.t.plain("previous-page"), talk.t.plain("next-page"))
    return page_buttons(target, found.page, found.pages, words=words)  # type: ignore[arg-type]


def first_words(one: QuestionView, most: int) -> str:
    return shortened(" ".join(one.text.split()), most) or "файл"


def state_of(talk: Talk, one: QuestionView) -> str:
    late = "late" if one.late else one.state
    return talk.t.plain(f"ask-state-{late}", due=day(one.due_on, today=talk.today))


@pages.on_message(home)
async def new(talk: Talk, page: int = 1) -> Go:
    question_id = await service.ask(talk.work, talk.person, talk.words)
    return go(view, question_id, note=talk.t("ask-taken"))


@pages.action()
async def send_kept(talk: Talk) -> Go:
    """«Отправить методисту» under words that nobody had asked for."""
    question_id = await service.ask_kept(talk.work, talk.person)
    return go(view, question_id, note=talk.t("ask-taken"))


@pages.screen(notice="question")
async def view(talk: Talk, question_id: int) -> Screen:
    """One question of one's own; more words may follow here."""
    t = talk.t
    one = await service.get(talk.work, talk.person, question_id)
    rows: list[list[Button]] = []
    if one.state == "answered":
        good, partly, bad = (
            button(t.plain(f"ask-rate-{RATED[n]}"), rate, one.id, one.revision, n) for n in RATED
        )
        rows += [[good], [partly, bad]]
    if one.state == "waiting":
        rows.append([button(t.plain("ask-cancel"), ask_cancel, one.id)])
    text = t(
        "ask-view",
        number=one.id,
        asked=day(one.asked_on, today=talk.today),
        state=state_of(talk, one),
        text=first_words(one, 150),
        files=len(one.files),
        more=one.more,
        answer=shortened(one.answer, 200) or "none",
        rated=RATED.get(one.rating or 0, "none"),
        hint=one.state,
    )
    return Screen(text, [*rows, [button(t.plain("back"), home), button(t.plain("menu"), "menu.root")]])


@pages.on_message(view)
async def more(talk: Talk, question_id: int) -> Go:
    if elsewhere := await meant_for_another(talk, "question", question_id):
        return elsewhere
    await service.add(talk.work, talk.person, question_id, talk.words)
    return go(view, question_id)


@pages.action()
async def rate(talk: Talk, question_id: int, revision: int, rating: int) -> Go:
    await service.rate(talk.work, talk.person, question_id, revision, rating)
    return go(view, question_id, note=talk.t("ask-rated"))


@pages.screen()
async def ask_cancel(talk: Talk, question_id: int) -> Screen | Go:
    """Once more, with the question named."""
    t = talk.t
    one = await service.get(talk.work, talk.person, question_id)
    if one.state != "waiting":
        return go(view, question_id)
    yes = button(t.plain("ask-cancel-yes"), cancel, one.id, one.revision)
    text = t("ask-cancel-text", number=one.id, text=first_words(one, 150))
    return Screen(text, [[yes], [button(t.plain("back"), view, one.id)]])


@pages.action()
async def cancel(talk: Talk, question_id: int, revision: int) -> Go:
    await service.cancel(talk.work, talk.person, question_id, revision)
    return go(home, note=talk.t("ask-cancelled", number=question_id))


async def waiting_answers(talk: Talk) -> list[Html]:
    """«Что ждёт меня»: answers to judge."""
    count = await service.waiting_for_me(talk.work, talk.person)
    return [talk.t("waiting-answers", count=count)] if count else []
