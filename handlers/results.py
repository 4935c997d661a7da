"""Results: scores with their precision, comparison with earlier ones, the review of answers."""

import asyncio

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go
from conversation.talk import Talk
from domain.items import CHOICE, LETTERS, TYPED, Kind
from domain.mastery import CompetencyScore, Verdict
from services import content, scale
from services import results as service
from services.results import Compared, Result, ReviewedItem, ReviewedPart
from services.scale import Ability
from ui import material as pieces
from ui.format import bar, day, decimal, shortened
from ui.text import Html, joined

pages = Chapter("results")


@pages.screen(notice="attempt")
async def result(talk: Talk, attempt_id: int) -> Screen | Go:
    """Right answers with their precision; a growth zone only where the answers are sure enough."""
    t = talk.t
    found = await service.result(talk.work, talk.person, attempt_id)
    if found.is_literacy:
        return go("literacy.component", attempt_id)
    text = t(
        "diag-result",
        headline=_headline(talk, found),
        scores=joined([_score(talk, score) for score in found.scores]),
        answered=found.answered,
        length=found.length,
        waiting=found.waiting,
        shared="yes" if found.is_shared else "no",
    )
    share = "sharing-take-back" if found.is_shared else "sharing-share"
    rows = [
        [button(t.plain("diag-review"), review, attempt_id, 1)],
        [button(t.plain("diag-as-picture"), picture, attempt_id), button("PDF", pdf, attempt_id)],
        [button(t.plain(share), f"sharing.{'take_back' if found.is_shared else 'share'}", attempt_id)],
        [button(t.plain("menu"), "menu.root")],
    ]
    also = [button(t.plain("diag-precision"), precision, attempt_id)]
    if found.comparable:
        also.insert(0, button(t.plain("diag-compare"), comparison, attempt_id))
    rows.insert(1, also)
    if found.zones:
        zone = found.zones[0].competency
        rows.insert(0, [button(t.plain("diag-find-courses"), "courses.pick")])
        rows.insert(1, [button(t.plain("diag-find-practices"), "practices.listing", f"c-{zone}")])
    else:
        rows.insert(0, [button(t.plain("diag-all-courses"), "courses.listing")])
    return Screen(text, rows)


def _headline(talk: Talk, found: Result) -> Html:
    if found.zones:
        zone = content.competencies()[found.zones[0].competency]
        return talk.t("diag-zone", title=zone.title, more=len(found.zones) - 1)
    mastered = [one for one in found.scores if one.verdict is Verdict.MASTERED]
    if len(mastered) == len(found.scores):
        return talk.t("diag-all-mastered", count=len(mastered))
    return talk.t("diag-no-zone")


def _score(talk: Talk, score: CompetencyScore) -> Html:
    return talk.t(
        "diag-score",
        short=content.competencies()[score.competency].short,
        bar=bar(score.right, score.answered),
        right=score.right,
        answered=score.answered,
        verdict=score.verdict.value,
    )


@pages.action()
async def picture(talk: Talk, attempt_id: int) -> Go:
    """The same numbers as bars."""
    from ui.pictures import bars_png

    found = await service.result(talk.work, talk.person, attempt_id)
    known = content.competencies()
    bars = [
        (known[one.competency].short, 100 * _share(one), f"{one.right} из {one.answered}")
        for one in found.scores
    ]
    drawn = await asyncio.to_thread(
        bars_png, shortened(found.title, 60), bars, of=talk.t.plain("diag-picture-of-answers")
    )
    talk.attach_picture(drawn, "rezultat.png", talk.t("diag-picture-caption"))
    return go(result, attempt_id)


def _share(score: CompetencyScore) -> float:
    return score.right / score.answered if score.answered else 0.0


@pages.action()
async def pdf(talk: Talk, attempt_id: int) -> Go:
    """A page with the passport of the measurement: how, when, by which rule, how sure."""
    from ui.documents.result import Line, result_pdf

    t = talk.t
    found = await service.result(talk.work, talk.person, attempt_id)
    known = content.competencies()
    lines = [
        Line(
            known[one.competency].title,
            _share(one),
            f"{one.right} из {one.answered}",
            t.plain("diag-pdf-verdict", verdict=one.verdict.value, chance=_percent(one.posterior)),
        )
        for one in found.scores
    ]
    passport = [
        (t.plain("diag-pdf-when"), day(found.finished_on)),
        (t.plain("diag-pdf-mode"), t.plain("diag-pdf-mode-is", mode=found.mode.value)),
        (t.plain("diag-pdf-answered"), f"{found.answered} из {found.length}"),
        (t.plain("diag-pdf-rule"), t.plain("diag-pdf-rule-is", short="yes" if found.is_adaptive else "no")),
        (t.plain("diag-pdf-number"), str(found.attempt_id)),
    ]
    for one in await scale.abilities(talk.work, talk.person, attempt_id):
        passport.insert(-1, _place(talk, one))
    data = await asyncio.to_thread(
        result_pdf,
        title=t.plain("diag-pdf-title", title=found.title),
        headline=_headline(talk, found),
        lines=lines,
        note=t.plain("diag-pdf-note"),
        passport=passport,
        footer=t.plain("diag-who-sees"),
    )
    talk.attach(data, f"rezultat-{attempt_id}.pdf", t("diag-pdf-caption"))
    return go(result, attempt_id)


def _place(talk: Talk, one: Ability) -> tuple[str, str]:
    t = talk.t
    words = t.plain("diag-pdf-scale-is", theta=decimal(one.theta), se=decimal(one.se))
    return t.plain("diag-pdf-scale", bank=one.bank), words


def _percent(chance: float) -> int:
    """Never 0 and never 100: nothing is that sure."""
    return min(99, max(1, round(100 * chance)))


@pages.screen()
async def precision(talk: Talk, attempt_id: int) -> Screen:
    """How sure each verdict is, and where the answers stand on calibrated scales."""
    t = talk.t
    found = await service.result(talk.work, talk.person, attempt_id)
    known = content.competencies()
    scores = [
        t(
            "diag-chance",
            short=known[one.competency].short,
            chance=_percent(one.posterior),
            verdict=one.verdict.value if one.answered else "nothing",
        )
        for one in found.scores
    ]
    places = [
        t("diag-place", bank=one.short, theta=decimal(one.theta), se=decimal(one.se))
        for one in await scale.abilities(talk.work, talk.person, attempt_id)
    ]
    text = t(
        "diag-precision-text",
        scores=joined(scores),
        places=joined([Html(""), *places]),
        calibrated="yes" if places else "no",
        short="yes" if found.is_adaptive else "no",
    )
    last = [button(t.plain("diag-to-result"), result, attempt_id), button(t.plain("menu"), "menu.root")]
    return Screen(text, [last])


@pages.screen()
async def comparison(talk: Talk, attempt_id: int) -> Screen:
    """Topics that were taken before, and whether the change is more than chance."""
    t = talk.t
    found = await service.compare(talk.work, talk.person, attempt_id)
    lines = [_compared(talk, one) for one in found]
    return Screen(
        t("diag-compare-text", count=len(lines), list=joined(lines)),
        [[button(t.plain("diag-to-result"), result, attempt_id), button(t.plain("menu"), "menu.root")]],
    )


def _compared(talk: Talk, one: Compared) -> Html:
    return talk.t(
        "diag-compared",
        short=one.competency.short,
        before=f"{one.before.right} из {one.before.answered}",
        on=day(one.before_on, today=talk.today),
        after=f"{one.after.right} из {one.after.answered}",
        sign=one.change.sign,
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
    about: list[Button] = []
    if found.material:
        about.append(button(t.plain("diag-material"), material, attempt_id, position, 1))
    last = [button(t.plain("diag-to-result"), result, attempt_id), button(t.plain("menu"), "menu.root")]
    return Screen(_review_text(talk, found), [row, about, last])


def _review_text(talk: Talk, found: ReviewedItem) -> Html:
    t = talk.t
    verdict = {True: "right", False: "wrong", None: "skipped"}[found.right]
    if found.is_waiting:
        verdict = "waiting"
    elif found.right is False and found.points:
        verdict = "partly"
    return t(
        "diag-review-text",
        position=found.position,
        length=found.length,
        topic=found.competency.title,
        verdict=verdict,
        points=found.points or 0,
        most=found.most,
        stem=found.stem,
        options=_review_body(talk, found),
        explanation=found.explanation,
        source=t("diag-review-source", source=found.source) if found.source else Html(""),
    )


def _review_body(talk: Talk, found: ReviewedItem) -> Html:
    t = talk.t
    if found.kind in CHOICE:
        return joined([_option(talk, at, one) for at, one in enumerate(found.parts)])
    if found.kind in TYPED:
        given = found.given or t.plain("nothing")
        key = t("diag-review-key", key=found.right_answer) if found.right_answer else Html("")
        return t("diag-review-typed", given=given, key=key)
    line = "diag-review-pair" if found.kind is Kind.MATCHING else "diag-review-place"
    return joined([_line(talk, line, at, one) for at, one in enumerate(found.parts, 1)])


def _option(talk: Talk, index: int, option: ReviewedPart) -> Html:
    mark = "key" if option.is_key else "chosen" if option.chosen else "plain"
    note = option.note if option.is_key or option.chosen else ""
    both = "yes" if option.is_key and option.chosen else "no"
    return talk.t(
        "diag-review-option", letter=LETTERS[index], text=option.text, mark=mark, both=both, note=note
    )


def _line(talk: Talk, line: str, number: int, one: ReviewedPart) -> Html:
    given = one.given or talk.t.plain("nothing")
    right = "yes" if one.is_key else "no"
    return talk.t(line, number=number, text=one.text, key=one.note, given=given, right=right)


@pages.screen()
async def material(talk: Talk, attempt_id: int, position: int, page: int) -> Screen:
    """What a reviewed question was about."""
    t = talk.t
    stimulus = await service.material_of(talk.work, talk.person, attempt_id, position)
    texts = pieces.pages(stimulus)
    page = min(max(page, 1), len(texts))
    turns = []
    if page > 1:
        turns.append(button(t.plain("previous-page"), material, attempt_id, position, page - 1))
    if page < len(texts):
        turns.append(button(t.plain("next"), material, attempt_id, position, page + 1))
    of = t("page-of", page=page, pages=len(texts)) if len(texts) > 1 else Html("")
    return Screen(
        t("diag-material-text", title=stimulus.title, text=texts[page - 1], page=of),
        [turns, [button(t.plain("back"), review, attempt_id, position)]],
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
    return Screen(text, [numbers[:3], numbers[3:], [button(t.plain("back"), "diagnostics.home")]])
