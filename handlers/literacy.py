"""Functional literacy: six parts, the profile of all of them, five levels."""

import asyncio

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go, packed
from conversation.talk import Talk
from domain.errors import ScreenIsStale
from domain.evidence import Mode
from domain.literacy import MARK, ComponentScore
from services import diagnostics
from services import literacy as service
from services.literacy import Set, Step
from ui.format import bar, day
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
    text = t(
        "fl-component",
        title=step.competency.title,
        bar=bar(step.score.points, step.score.most),
        points=step.score.points,
        most=step.score.most,
        level=_level(talk, step.score),
        left=6 - found.done,
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
    )
    rows = [
        [button(t.plain("fl-picture"), picture, mode, window)],
        [button(t.plain("fl-parts"), home, found.mode.value), button(t.plain("menu"), "menu.root")],
    ]
    return Screen(text, rows)


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
    drawn = await asyncio.to_thread(bars_png, title, rows, mark=MARK)
    talk.attach_picture(drawn, "profil.png", talk.t("fl-picture-caption", mark=MARK))
    return go(profile, mode, window)
