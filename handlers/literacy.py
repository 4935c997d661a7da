"""Functional literacy: six parts, the profile of all of them, five levels."""

import asyncio

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go, packed
from conversation.talk import Talk
from domain.errors import ScreenIsStale
from domain.evidence import Mode
from domain.literacy import MARK, ComponentScore
from services import diagnostics, scale, sharing
from services import literacy as service
from services.literacy import Set, Step
from ui.format import bar, day, decimal
from ui.text import Html, joined

pages = Chapter("literacy")


@pages.screen()
async def home(talk: Talk, mode: str = "") -> Screen:
    """Where the six parts stand; any of them may be next."""
    t = talk.t
    found = await service.standing(talk.work, talk.person, _mode(mode))
    offer = await diagnostics.offer(talk.work, talk.person)
    rows = packed([_door(step) for step in found.steps])
    if offer.open:
        rows = [[button(t.plain("diag-go-on"), "taking.question")]]
    if found.is_whole:
        rows.insert(0, [button(t.plain("fl-profile"), profile, *found.window.split(":"))])
    text = t(
        "fl-home",
        done=found.done,
        mode=found.mode.value,
        list=joined([_state(talk, number, step) for number, step in enumerate(found.steps, 1)]),
    )
    return Screen(text, [*rows, [button(t.plain("back"), "diagnostics.home")]])


def _mode(text: str) -> Mode | None:
    if text and text not in (Mode.SELF.value, Mode.INDEPENDENT.value):
        raise ScreenIsStale
    return Mode(text) if text else None


def _door(step: Step) -> Button:
    """To the result of a part, or to its beginning."""
    if step.score:
        return button(f"✓ {step.competency.short}", component, step.attempt_id)
    return button(step.competency.short, "diagnostics.ready", step.competency.code, "")


def _state(talk: Talk, number: int, step: Step) -> Html:
    score = step.score
    return talk.t(
        "fl-state",
        number=number,
        title=step.competency.title,
        points=score.points if score else 0,
        most=score.most if score else 0,
        done="yes" if score else "no",
    )


@pages.screen()
async def component(talk: Talk, attempt_id: int) -> Screen:
    """One finished part: points, level, what is left."""
    t = talk.t
    found, step = await service.of_attempt(talk.work, talk.person, attempt_id)
    assert step.score is not None
    rows = [[button(t.plain("diag-review"), "results.review", attempt_id, 1)]]
    after = next((one for one in found.steps if one.attempt_id is None), None)
    if found.is_whole:
        rows.insert(0, [button(t.plain("fl-profile"), profile, *found.window.split(":"))])
    elif after and found.is_current:
        words = t.plain("fl-next", title=after.competency.short)
        rows.insert(0, [button(words, "diagnostics.ready", after.competency.code, "")])
    rows.append([button(t.plain("fl-parts"), home), button(t.plain("menu"), "menu.root")])
    places = await scale.abilities(talk.work, talk.person, attempt_id)
    text = t(
        "fl-component",
        title=step.competency.title,
        bar=bar(step.score.points, step.score.most),
        points=step.score.points,
        most=step.score.most,
        level=_level(talk, step.score),
        left=6 - found.done,
        place=joined([t("fl-place", theta=decimal(one.theta), se=decimal(one.se)) for one in places]),
        calibrated="yes" if places else "no",
        shared="yes" if found.is_shared else "no",
    )
    return Screen(text, rows)


def _level(talk: Talk, score: ComponentScore) -> str:
    return talk.t.plain(f"fl-level-{score.level.value}")


@pages.screen()
async def profile(talk: Talk, mode: str, window: str) -> Screen:
    """All six together: points, the share of all points, a level."""
    t = talk.t
    found = await _set(talk, mode, window)
    total = found.profile.total
    before = await service.previous(talk.work, talk.person, found)
    text = t(
        "fl-result",
        level=_level(talk, total),
        scores=joined([_score(talk, step) for step in found.steps]),
        points=total.points,
        most=total.most,
        percent=_percent(total),
        mark=MARK,
        reached="yes" if found.profile.at_mark else "no",
        before=_percent(before.profile.total) if before else "",
        on=day(before.finished_on, today=talk.today) if before and before.finished_on else "",
        compared="yes" if before else "no",
        shared="yes" if found.is_shared else "no",
    )
    share, toggle = ("sharing-take-back", hide) if found.is_shared else ("sharing-share", show)
    rows = [
        [button(t.plain("fl-compare"), comparison, mode, window)] if before else [],
        [button(t.plain("diag-as-picture"), picture, mode, window), button("PDF", pdf, mode, window)],
        [button(t.plain(share), toggle, mode, window)],
        [button(t.plain("fl-parts"), home, found.mode.value), button(t.plain("menu"), "menu.root")],
    ]
    return Screen(text, rows)


@pages.action()
async def show(talk: Talk, mode: str, window: str) -> Go:
    """To the methodists of one's branch, until it is taken back."""
    await sharing.share(talk.work, talk.person, (await _set(talk, mode, window)).last)
    return go(profile, mode, window, note=talk.t("sharing-on"))


@pages.action()
async def hide(talk: Talk, mode: str, window: str) -> Go:
    await sharing.take_back(talk.work, talk.person, (await _set(talk, mode, window)).last)
    return go(profile, mode, window, note=talk.t("sharing-off"))


@pages.screen()
async def comparison(talk: Talk, mode: str, window: str) -> Screen:
    """The parts now and the time before, and whether the change is more than chance."""
    t = talk.t
    found = await _set(talk, mode, window)
    compared = await service.compare(talk.work, talk.person, found)
    if compared is None:
        raise ScreenIsStale
    before, changes = compared
    names = [*(step.competency.short for step in found.steps), t.plain("fl-all-points")]
    then, now = ([*one.profile.scores, one.profile.total] for one in (before, found))
    lines = [
        t("fl-compared", short=name, before=_of(was), after=_of(became), sign=moved.sign)
        for name, was, became, moved in zip(names, then, now, changes, strict=True)
    ]
    assert before.finished_on
    on = day(before.finished_on, today=talk.today)
    return Screen(
        t("fl-compare-text", on=on, list=joined(lines)), [[button(t.plain("back"), profile, mode, window)]]
    )


def _of(score: ComponentScore) -> str:
    return f"{score.points} из {score.most}"


async def _set(talk: Talk, mode: str, window: str) -> Set:
    if _mode(mode) is None:
        raise ScreenIsStale
    found = await service.of_window(talk.work, talk.person, f"{mode}:{window}")
    if not found.is_whole:
        raise ScreenIsStale
    return found


def _score(talk: Talk, step: Step) -> Html:
    score = step.score
    assert score is not None
    return talk.t(
        "fl-score",
        bar=bar(score.points, score.most),
        points=score.points,
        most=score.most,
        short=step.competency.short,
    )


def _percent(score: ComponentScore) -> str:
    """«66,7»: rounded down, so that 69,96 does not read 70."""
    tenths = 1000 * score.points // score.most if score.most else 0
    return f"{tenths // 10},{tenths % 10}" if tenths % 10 else f"{tenths // 10}"


@pages.action()
async def picture(talk: Talk, mode: str, window: str) -> Go:
    """The profile as bars; the numbers are on the screen already."""
    from ui.pictures import bars_png

    found = await _set(talk, mode, window)
    rows = [
        (one.competency.title, one.score.percent, f"{one.score.points} из {one.score.most}")
        for one in found.steps
        if one.score
    ]
    title = talk.t.plain("fl-picture-title")
    drawn = await asyncio.to_thread(bars_png, title, rows, of=talk.t.plain("fl-picture-of"), mark=MARK)
    talk.attach_picture(drawn, "profil.png", talk.t("fl-picture-caption", mark=MARK))
    return go(profile, mode, window)


@pages.action()
async def pdf(talk: Talk, mode: str, window: str) -> Go:
    """A page with the passport of the measurement; it names nobody."""
    from ui.documents.result import Line, result_pdf

    t = talk.t
    found = await _set(talk, mode, window)
    total = found.profile.total
    lines = [
        Line(step.competency.title, score.percent / 100, _of(score), _level(talk, score))
        for step in found.steps
        if (score := step.score)
    ]
    data = await asyncio.to_thread(
        result_pdf,
        title=t.plain("fl-pdf-title"),
        headline=t.plain(
            "fl-pdf-headline",
            level=_level(talk, total),
            points=total.points,
            most=total.most,
            percent=_percent(total),
            mark=MARK,
            reached="yes" if found.profile.at_mark else "no",
        ),
        lines=lines,
        note=t.plain("fl-pdf-note"),
        passport=await _passport(talk, found),
        footer=t.plain("diag-who-sees-shared" if found.is_shared else "diag-who-sees"),
        verdict=t.plain("fl-pdf-level"),
    )
    talk.attach(data, f"gramotnost-{found.last}.pdf", t("diag-pdf-caption"))
    return go(profile, mode, window)


async def _passport(talk: Talk, found: Set) -> list[tuple[str, str]]:
    t = talk.t
    assert found.finished_on
    passport = [
        (t.plain("diag-pdf-when"), day(found.finished_on)),
        (t.plain("diag-pdf-mode"), t.plain("diag-pdf-mode-is", mode=found.mode.value)),
        (t.plain("fl-pdf-questions"), str(found.profile.total.questions)),
        (t.plain("diag-pdf-rule"), t.plain("fl-pdf-rule-is", mark=MARK)),
    ]
    for step in found.steps:
        for one in await scale.abilities(talk.work, talk.person, step.attempt_id or 0):
            words = t.plain("diag-pdf-scale-is", theta=decimal(one.theta), se=decimal(one.se))
            passport.append((t.plain("diag-pdf-scale", bank=one.bank), words))
    return [*passport, (t.plain("diag-pdf-number"), str(found.last))]
