"""Taking a diagnostic: the question of any kind, the material it is about, pause and end."""

import asyncio

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go
from conversation.talk import Talk
from domain.evidence import Mode
from domain.items import LETTERS, Kind
from services import diagnostics
from services import taking as service
from services.taking import Question
from ui import material as pieces
from ui.format import bar, moment, shortened
from ui.text import Html, joined

pages = Chapter("taking")

IN_A_ROW = 5
SHOWN_ANSWER = 300
"""Characters of a long typed answer that the question's screen repeats."""


@pages.screen(notice="time_is_short")
async def question(talk: Talk, read: str = "") -> Screen | Go:
    """The question that is next by the stored facts, whatever happened before.

    `read`: the unit whose material was on the screen just now; another one comes before its questions.
    """
    shown = await service.question(talk.work, talk.person)
    if shown is None:
        return await _after_the_end(talk)
    if shown.at_end:
        return go(summary)
    if shown.unit and shown.unit != read:
        return go(material, 1)
    return Screen(_text(talk, shown), [*_answers(talk, shown), *_ways(talk, shown)])


async def _after_the_end(talk: Talk) -> Go:
    """No question left: the time is over, or there is no open attempt."""
    offer = await diagnostics.offer(talk.work, talk.person)
    return go("diagnostics.home") if offer.open is None else go(time_is_over)


def _answers(talk: Talk, shown: Question) -> list[list[Button]]:
    """Letters that answer at once or add to an answer, then the button that records it."""
    step = (shown.attempt_id, shown.revision)
    if shown.kind is Kind.SINGLE:
        return [[_letter(shown, index, answer) for index in range(len(shown.parts))]]
    letters = [_letter(shown, index, pick) for index in _open_letters(shown)]
    rows = [letters[i : i + IN_A_ROW] for i in range(0, len(letters), IN_A_ROW)]
    last = []
    if shown.kind in (Kind.MATCHING, Kind.ORDERING) and any(one is not None for one in shown.picked):
        last.append(button(talk.t.plain("diag-anew"), clear, *step))
    if shown.is_draft and shown.is_whole:
        last.append(button(talk.t.plain("diag-record"), record, *step))
    return [*rows, last]


def _open_letters(shown: Question) -> list[int]:
    """Letters that can still be pressed."""
    if shown.kind is Kind.MATCHING and shown.is_whole:
        return []
    if shown.kind is Kind.ORDERING:
        return [index for index in range(len(shown.parts)) if index not in shown.picked]
    return list(range(len(shown.parts)))


def _letter(shown: Question, index: int, page) -> Button:  # type: ignore[no-untyped-def]
    marked = shown.kind in (Kind.SINGLE, Kind.MULTIPLE) and index in shown.picked
    mark = "✓ " if marked else ""
    return button(mark + LETTERS[index], page, shown.attempt_id, shown.revision, index)


def _ways(talk: Talk, shown: Question) -> list[list[Button]]:
    t = talk.t
    words = t.plain("next") if shown.is_answered else t.plain("diag-skip")
    moves = [button(words, skip, shown.attempt_id, shown.revision), button(t.plain("diag-later"), later)]
    if shown.position > 1:
        moves.insert(0, button(t.plain("back"), back, shown.attempt_id, shown.revision))
    return [[button(t.plain("diag-material"), material, 1)] if shown.unit else [], moves]


def _text(talk: Talk, shown: Question) -> Html:
    return talk.t(
        "diag-question",
        position=shown.position,
        length=shown.length,
        bar=bar(shown.answered, shown.length),
        percent=round(100 * shown.answered / shown.length),
        until=moment(shown.deadline_at, talk.person.zone, today=talk.today),
        timed="yes" if shown.mode is Mode.INDEPENDENT else "no",
        stem=shown.stem,
        options=_body(talk, shown),
    )


def _body(talk: Talk, shown: Question) -> Html:
    """What is to be chosen from, and where the answer stands."""
    t = talk.t
    options = joined([t("diag-option", letter=LETTERS[i], text=text) for i, text in enumerate(shown.parts)])
    match shown.kind:
        case Kind.SINGLE:
            return options
        case Kind.MULTIPLE:
            return joined([options, t("diag-hint-multiple")], "\n\n")
        case Kind.MATCHING:
            lefts = joined([_left(talk, shown, at) for at in range(len(shown.lefts))])
            hint = t("diag-hint-matching", line=0 if shown.next_left is None else shown.next_left + 1)
            return joined([lefts, options, hint], "\n\n")
        case Kind.ORDERING:
            order = " → ".join(LETTERS[at] for at in shown.picked if at is not None)
            state = "whole" if shown.is_whole else "begun" if order else "empty"
            hint = t("diag-hint-ordering", order=order, state=state)
            return joined([options, hint], "\n\n")
        case _:
            return _typed(talk, shown)


def _left(talk: Talk, shown: Question, at: int) -> Html:
    picked = shown.picked[at]
    letter = "?" if picked is None else LETTERS[picked]
    return talk.t("diag-left", number=at + 1, text=shown.lefts[at], letter=letter)


def _typed(talk: Talk, shown: Question) -> Html:
    hint = talk.t(
        "diag-hint-typed", kind=shown.kind.value, unit=shown.measure, some="yes" if shown.measure else "no"
    )
    if not shown.typed:
        return hint
    unit = f" {shown.measure}" if shown.measure and shown.measure not in shown.typed else ""
    given = shortened(shown.typed, SHOWN_ANSWER) + unit
    return talk.t("diag-typed", given=given, recorded="no" if shown.is_draft else "yes")


def _read(talk: Talk) -> tuple[str, ...]:
    """The unit whose question is on the screen: its material need not be shown again."""
    return talk.here[:1]


@pages.action(viewer_stays=True)
async def answer(talk: Talk, attempt_id: int, revision: int, letter: int) -> Go:
    at_end = await service.answer(talk.work, talk.person, attempt_id, revision, letter)
    return go(summary) if at_end else go(question, *_read(talk))


@pages.action(viewer_stays=True)
async def pick(talk: Talk, attempt_id: int, revision: int, letter: int) -> Go:
    await service.pick(talk.work, talk.person, attempt_id, revision, letter)
    return go(question, *_read(talk))


@pages.action(viewer_stays=True)
async def clear(talk: Talk, attempt_id: int, revision: int) -> Go:
    await service.clear(talk.work, talk.person, attempt_id, revision)
    return go(question, *_read(talk))


@pages.action(viewer_stays=True)
async def record(talk: Talk, attempt_id: int, revision: int) -> Go:
    at_end = await service.record(talk.work, talk.person, attempt_id, revision)
    return go(summary) if at_end else go(question, *_read(talk))


@pages.on_text(question)
async def type_answer(talk: Talk, text: str, read: str = "") -> Go:
    """Typed words are kept and shown; the button below, which carries the step, makes them the answer."""
    await service.write(talk.work, talk.person, text)
    return go(question, read)


@pages.action(viewer_stays=True)
async def skip(talk: Talk, attempt_id: int, revision: int) -> Go:
    at_end = await service.skip(talk.work, talk.person, attempt_id, revision)
    return go(summary) if at_end else go(question, *_read(talk))


@pages.action(viewer_stays=True)
async def back(talk: Talk, attempt_id: int, revision: int) -> Go:
    await service.back(talk.work, talk.person, attempt_id, revision)
    return go(question, *_read(talk))


@pages.screen()
async def material(talk: Talk, page: int) -> Screen | Go:
    """What the questions of a unit are about, page by page."""
    t = talk.t
    found = await service.material(talk.work, talk.person)
    if found is None:
        return await _after_the_end(talk)
    texts = pieces.pages(found.stimulus)
    page = min(max(page, 1), len(texts))
    turns = []
    if page > 1:
        turns.append(button(t.plain("previous-page"), material, page - 1))
    if page < len(texts):
        turns.append(button(t.plain("next"), material, page + 1))
    drawn = [button(t.plain("diag-picture"), picture)] if pieces.has_chart(found.stimulus) else []
    last = [button(t.plain("diag-to-question"), question, found.unit), button(t.plain("diag-later"), later)]
    of = t("page-of", page=page, pages=len(texts)) if len(texts) > 1 else Html("")
    text = t("diag-material-text", title=found.stimulus.title, text=texts[page - 1], page=of)
    return Screen(text, [turns, drawn, last])


@pages.action(viewer_stays=True)
async def picture(talk: Talk) -> Go:
    """The charts of the material as pictures; the numbers are in the text already."""
    from ui.pictures import chart_png

    found = await service.material(talk.work, talk.person)
    for chart in pieces.charts(found.stimulus) if found else ():
        drawn = await asyncio.to_thread(chart_png, chart)
        talk.attach_picture(drawn, "grafik.png", talk.t("diag-picture-of", title=chart.title))
    return go(material, *talk.here[:1])


@pages.action()
async def later(talk: Talk) -> Go:
    """Leaves the question open; in the independent mode the clock goes on, and the screen says so."""
    shown = await service.question(talk.work, talk.person)
    if shown is None or shown.mode is not Mode.INDEPENDENT:
        return go("menu.root", note=talk.t("diag-paused"))
    until = moment(shown.deadline_at, talk.person.zone, today=talk.today)
    return go("menu.root", note=talk.t("diag-paused-clock", until=until))


@pages.screen()
async def summary(talk: Talk) -> Screen | Go:
    """After the last question: what is unanswered, and the end."""
    t = talk.t
    shown = await service.question(talk.work, talk.person)
    if shown is None:
        return await _after_the_end(talk)
    if not shown.at_end:
        return go(question)
    rows = [[button(t.plain("diag-finish"), finish, shown.attempt_id)]]
    if shown.unanswered:
        rows.insert(0, [button(t.plain("diag-to-skipped"), to_skipped, shown.attempt_id, shown.revision)])
    rows.append([button(t.plain("back"), back, shown.attempt_id, shown.revision)])
    text = t(
        "diag-summary",
        answered=shown.answered,
        length=shown.length,
        skipped=shown.unanswered,
        literacy="yes" if shown.is_literacy else "no",
    )
    return Screen(text, rows)


@pages.action(viewer_stays=True)
async def to_skipped(talk: Talk, attempt_id: int, revision: int) -> Go:
    await service.go_to_unanswered(talk.work, talk.person, attempt_id, revision)
    return go(question)


@pages.screen()
async def time_is_over(talk: Talk) -> Screen | Go:
    offer = await diagnostics.offer(talk.work, talk.person)
    if offer.open is None:
        return go("diagnostics.home")
    t = talk.t
    return Screen(
        t("diag-time-over", answered=offer.open.answered, length=offer.open.length),
        [
            [button(t.plain("diag-show-result"), finish, offer.open.id)],
            [button(t.plain("menu"), "menu.root")],
        ],
    )


@pages.action()
async def finish(talk: Talk, attempt_id: int) -> Go:
    return go("results.result", await service.finish(talk.work, talk.person, attempt_id))
