"""Taking a diagnostic: choose, answer, pause, finish; the result and the review of answers."""

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go, packed
from conversation.talk import Talk
from domain.errors import ScreenIsStale
from domain.evidence import Mode
from domain.forms import COMPETENCIES_PER_FORM
from domain.mastery import CompetencyScore, Verdict
from services import content, day_codes
from services import diagnostics as service
from services.diagnostics import LETTERS, Question, Result, ReviewedItem
from ui.format import bar, day, moment
from ui.text import Html, joined

pages = Chapter("diagnostics")


@pages.screen(command="diagnostics", notice="diagnostic")
async def home(talk: Talk) -> Screen:
    t = talk.t
    offer = await service.offer(talk.work, talk.person)
    last: list[list[Button]] = [[button(t.plain("menu"), "menu.root")]]
    if offer.finished:
        last.insert(0, [button(t.plain("diag-history"), history)])
    if offer.open:
        until = moment(offer.open.deadline_at, talk.person.zone, today=talk.today)
        text = t("diag-open", answered=offer.open.answered, length=offer.open.length, until=until)
        return Screen(text, [[button(t.plain("diag-go-on"), question)], *last])
    if not offer.suggested:
        return Screen(t("diag-no-bank"), last)
    codes = joined_codes([one.code for one in offer.suggested])
    text = t(
        "diag-home",
        topics=joined([t("diag-topic", title=one.title) for one in offer.suggested]),
        fits="yes" if offer.bank_fits_position else "no",
    )
    return Screen(
        text,
        [
            [button(t.plain("diag-begin"), ready, codes, "")],
            [button(t.plain("diag-choose"), groups, "")],
            [button(t.plain("diag-independent"), code_of_the_day, codes)],
            *last,
        ],
    )


def joined_codes(codes: list[str]) -> str:
    """Competency codes as they travel in callback data."""
    return ".".join(codes)


def _codes(text: str) -> list[str]:
    codes = [code for code in text.split(".") if code]
    if any(code not in content.competencies() for code in codes):
        raise ScreenIsStale
    return codes


@pages.screen()
async def groups(talk: Talk, chosen: str) -> Screen:
    """The person's own choice of four topics, group by group."""
    t, codes = talk.t, _codes(chosen)
    offer = await service.offer(talk.work, talk.person)
    rows = packed([button(one.title, topics, one.code, chosen) for one in offer.groups])
    last = [button(t.plain("back"), home)]
    if len(codes) == COMPETENCIES_PER_FORM:
        last.append(button(t.plain("diag-ready"), ready, chosen, ""))
    return Screen(t("diag-groups", chosen=_titles(talk, codes), count=len(codes)), [*rows, last])


def _titles(talk: Talk, codes: list[str]) -> str:
    known = content.competencies()
    return ", ".join(known[code].short for code in codes) or talk.t.plain("diag-nothing-chosen")


@pages.screen()
async def topics(talk: Talk, group: str, chosen: str) -> Screen:
    t, codes = talk.t, _codes(chosen)
    offer = await service.offer(talk.work, talk.person)
    found = next((one for one in offer.groups if one.code == group), None)
    if found is None:
        raise ScreenIsStale
    rows = packed([_topic(one, group, codes) for one in found.competencies])
    last = [button(t.plain("back"), groups, chosen)]
    if len(codes) == COMPETENCIES_PER_FORM:
        last.append(button(t.plain("diag-ready"), ready, chosen, ""))
    listed = joined([t("diag-topic-line", short=one.short, title=one.title) for one in found.competencies])
    text = t("diag-topics", title=found.title, list=listed, chosen=_titles(talk, codes), count=len(codes))
    return Screen(text, [*rows, last])


def _topic(one: content.Competency, group: str, codes: list[str]) -> Button:
    """A topic is switched by opening the same screen with another choice; a fifth replaces the first."""
    if one.code in codes:
        return button(f"✓ {one.short}", topics, group, joined_codes([c for c in codes if c != one.code]))
    return button(one.short, topics, group, joined_codes([*codes, one.code][-COMPETENCIES_PER_FORM:]))


@pages.screen()
async def code_of_the_day(talk: Talk, chosen: str) -> Screen:
    t = talk.t
    return Screen(t("diag-code"), [[button(t.plain("back"), ready, chosen, "")]])


@pages.on_text(code_of_the_day)
async def type_code(talk: Talk, text: str, chosen: str) -> Go:
    return go(ready, chosen, await day_codes.check(talk.work, talk.person, text))


@pages.screen()
async def ready(talk: Talk, chosen: str, code: str) -> Screen:
    """The first screen of every diagnostic says who will see the result."""
    t, codes = talk.t, _codes(chosen)
    known = content.competencies()
    suggested = [one.code for one in (await service.offer(talk.work, talk.person)).suggested]
    way_back = button(t.plain("back"), home)
    if codes != suggested:
        way_back = button(t.plain("back"), groups, chosen)
    rows = [[button(t.plain("diag-start"), start, chosen, code)], [way_back]]
    if not code:
        rows.insert(1, [button(t.plain("diag-independent"), code_of_the_day, chosen)])
    text = t(
        "diag-ready-text",
        topics=joined([t("diag-topic", title=known[one].title) for one in codes]),
        mode="independent" if code else "self",
    )
    return Screen(text, rows)


@pages.action()
async def start(talk: Talk, chosen: str, code: str) -> Go:
    mode = Mode.INDEPENDENT if code else Mode.SELF
    await service.start(talk.work, talk.person, _codes(chosen), mode, code)
    return go(question)


@pages.screen()
async def question(talk: Talk) -> Screen | Go:
    """The question that is next by the stored facts, whatever happened before."""
    shown = await service.question(talk.work, talk.person)
    if shown is None:
        return await _after_the_end(talk)
    if shown.at_end:
        return go(summary)
    t = talk.t
    answers = [_letter(shown, index) for index in range(len(shown.options))]
    moves = [button(t.plain("diag-later"), later)]
    words = t.plain("diag-skip") if shown.choice is None else t.plain("next")
    moves.insert(0, button(words, skip, shown.attempt_id, shown.revision))
    if shown.position > 1:
        moves.insert(0, button(t.plain("back"), back, shown.attempt_id, shown.revision))
    return Screen(_question_text(talk, shown), [answers, moves])


async def _after_the_end(talk: Talk) -> Go:
    """No question left: the time is over, or there is no open attempt."""
    offer = await service.offer(talk.work, talk.person)
    if offer.open is None:
        return go(home)
    return go(time_is_over)


def _letter(shown: Question, index: int) -> Button:
    mark = "✓ " if shown.choice == index else ""
    return button(mark + LETTERS[index], answer, shown.attempt_id, shown.revision, index)


def _question_text(talk: Talk, shown: Question) -> Html:
    t = talk.t
    options = joined([t("diag-option", letter=LETTERS[i], text=text) for i, text in enumerate(shown.options)])
    return t(
        "diag-question",
        position=shown.position,
        length=shown.length,
        bar=bar(shown.answered, shown.length),
        percent=round(100 * shown.answered / shown.length),
        until=moment(shown.deadline_at, talk.person.zone, today=talk.today),
        timed="yes" if shown.mode is Mode.INDEPENDENT else "no",
        stem=shown.stem,
        options=options,
    )


@pages.action(viewer_stays=True)
async def answer(talk: Talk, attempt_id: int, revision: int, letter: int) -> Go:
    at_end = await service.answer(talk.work, talk.person, attempt_id, revision, letter)
    return go(summary) if at_end else go(question)


@pages.action(viewer_stays=True)
async def skip(talk: Talk, attempt_id: int, revision: int) -> Go:
    at_end = await service.skip(talk.work, talk.person, attempt_id, revision)
    return go(summary) if at_end else go(question)


@pages.action(viewer_stays=True)
async def back(talk: Talk, attempt_id: int, revision: int) -> Go:
    await service.back(talk.work, talk.person, attempt_id, revision)
    return go(question)


@pages.on_text(question)
async def type_answer(talk: Talk, text: str) -> Go:
    """A typed letter can't be an answer: it carries no step, and might meet the next question."""
    return go(question, note=talk.t("diag-press-letter"))


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
    text = t("diag-summary", answered=shown.answered, length=shown.length, skipped=shown.unanswered)
    return Screen(text, rows)


@pages.action(viewer_stays=True)
async def to_skipped(talk: Talk, attempt_id: int, revision: int) -> Go:
    await service.go_to_unanswered(talk.work, talk.person, attempt_id, revision)
    return go(question)


@pages.screen()
async def time_is_over(talk: Talk) -> Screen | Go:
    offer = await service.offer(talk.work, talk.person)
    if offer.open is None:
        return go(home)
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
    return go(result, await service.finish(talk.work, talk.person, attempt_id))


@pages.screen()
async def result(talk: Talk, attempt_id: int) -> Screen:
    """Right answers with their precision; a growth zone only where the answers are sure enough."""
    t = talk.t
    found = await service.result(talk.work, talk.person, attempt_id)
    text = t(
        "diag-result",
        headline=_headline(talk, found),
        scores=joined([_score(talk, score) for score in found.scores]),
        answered=found.answered,
        length=found.length,
    )
    rows = [[button(t.plain("diag-review"), review, attempt_id, 1)], [button(t.plain("menu"), "menu.root")]]
    if found.zones:
        rows.insert(0, [button(t.plain("diag-find-courses"), "courses.pick")])
    else:
        rows.insert(0, [button(t.plain("diag-all-courses"), "courses.listing")])
    return Screen(text, rows)


def _headline(talk: Talk, found: Result) -> Html:
    if found.zones:
        zone = content.competencies()[found.zones[0].competency]
        return talk.t("diag-zone", title=zone.title, more=len(found.zones) - 1)
    mastered = [one for one in found.scores if one.verdict is Verdict.MASTERED]
    return talk.t("diag-all-mastered" if len(mastered) == len(found.scores) else "diag-no-zone")


def _score(talk: Talk, score: CompetencyScore) -> Html:
    return talk.t(
        "diag-score",
        short=content.competencies()[score.competency].short,
        bar=bar(score.right, score.answered),
        right=score.right,
        answered=score.answered,
        verdict=score.verdict.value,
    )


@pages.screen()
async def review(talk: Talk, attempt_id: int, position: int) -> Screen:
    """One answered question with its key and what stands behind each option."""
    t = talk.t
    found = await service.review(talk.work, talk.person, attempt_id, position)
    row = []
    if position > 1:
        row.append(button(t.plain("diag-review-before"), review, attempt_id, position - 1))
    if position < found.length:
        row.append(button(t.plain("next"), review, attempt_id, position + 1))
    last = [button(t.plain("diag-to-result"), result, attempt_id), button(t.plain("menu"), "menu.root")]
    return Screen(_review_text(talk, found), [row, last])


def _review_text(talk: Talk, found: ReviewedItem) -> Html:
    t = talk.t
    options = []
    for index, option in enumerate(found.options):
        mark = "key" if option.is_key else "chosen" if option.chosen else "plain"
        note = option.note if option.is_key or option.chosen else ""
        both = "yes" if option.is_key and option.chosen else "no"
        options.append(
            t("diag-review-option", letter=LETTERS[index], text=option.text, mark=mark, both=both, note=note)
        )
    verdict = {True: "right", False: "wrong", None: "skipped"}[found.right]
    return t(
        "diag-review-text",
        position=found.position,
        length=found.length,
        topic=found.competency.title,
        verdict=verdict,
        stem=found.stem,
        options=joined(options),
        explanation=found.explanation,
        source=t("diag-review-source", source=found.source) if found.source else Html(""),
    )


@pages.screen()
async def history(talk: Talk) -> Screen:
    t = talk.t
    attempts = await service.history(talk.work, talk.person)
    lines = [
        t("diag-history-line", number=i, day=day(on, today=talk.today), topics=titles)
        for i, (_, on, titles) in enumerate(attempts, 1)
    ]
    numbers = [button(str(i), result, attempt_id) for i, (attempt_id, _, _) in enumerate(attempts, 1)]
    text = t("diag-history-text", count=len(attempts), list=joined(lines))
    return Screen(text, [numbers[:3], numbers[3:], [button(t.plain("back"), home)]])
