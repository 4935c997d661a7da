"""Registration: one question a screen; the next one follows from what is stored."""

from conversation.book import Chapter, Standing
from conversation.screen import Button, Go, Handler, Screen, button, go, name_of
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from handlers import organisation
from services import content
from services import registration as service
from services.registration import NUMBER, Step
from ui.format import shortened
from ui.text import Html

pages = Chapter("reg", standing=Standing.CONSENTED)

POSITIONS_A_PAGE = 6
SUBJECTS_A_PAGE = 8
SHORT_SUBJECTS = {
    "litread": "Лит. чтение", "natlit": "Родная лит-ра", "eng": "Английский", "fre": "Французский",
    "algcalc": "Начала анализа", "prob": "Вероятность", "relig": "ОРКСЭ", "moral": "ОДНКНР", "art": "ИЗО",
    "tech": "Труд", "pe": "Физкультура", "safety": "ОБЗР", "project": "Инд. проект",
}  # fmt: skip
"""Words for half-width buttons, where the beginning of the title would say too little."""


def step(talk: Talk, which: Step) -> Html:
    return talk.t("step", number=NUMBER[which])


@pages.screen()
async def next_question(talk: Talk) -> Screen | Go:
    """Whatever is missing is asked; when nothing is, the person is in."""
    screens: dict[Step, Handler] = {
        Step.ORGANISATION: organisation.municipality,
        Step.POSITION: position,
        Step.SUBJECTS: subjects,
        Step.BIRTH_YEAR: birth_year,
        Step.WORK_START: work_start,
        Step.GRADUATION: graduation,
        Step.REVIEW: review,
        Step.DONE: done,
    }
    return Go(name_of(screens[service.next_step(talk.who)]))


@pages.screen()
async def position(talk: Talk, page: int = 1) -> Screen:
    t, unit = talk.t, talk.person.unit
    offered = [one for one in content.positions().values() if unit is None or unit.level in one.kinds]
    offered = offered or list(content.positions().values())
    count = -(-len(offered) // POSITIONS_A_PAGE)
    shown = offered[(page - 1) * POSITIONS_A_PAGE : page * POSITIONS_A_PAGE]
    rows = [[button(one.title, choose_position, one.code)] for one in shown]
    rows.append(page_buttons(position, page, count, words=(t.plain("previous-page"), t.plain("next-page"))))
    rows.append(_ways(talk, organisation.municipality, answered=talk.person.position is not None))
    chosen = content.positions().get(talk.person.position or "")
    text = t(
        "reg-position",
        step=step(talk, Step.POSITION),
        unit=shortened(unit.name, 100) if unit else t.plain("nothing"),
        now=chosen.title if chosen else "",
        some="yes" if chosen else "no",
    )
    return Screen(text, rows)


def _ways(talk: Talk, before: Handler, *, answered: bool) -> list[Button]:
    """Back to the question before; an answer given earlier stays unless another one is given."""
    row = [button(talk.t.plain("back"), before)]
    if answered:
        row.append(button(talk.t.plain("keep"), next_question))
    return row


@pages.action()
async def choose_position(talk: Talk, code: str) -> Go:
    await service.choose_position(talk.work, talk.person, code)
    return go(next_question)


@pages.on_text(position)
async def type_position(talk: Talk, text: str, page: int = 1) -> Go:
    """«учитель математики» is a teacher: the longest title that begins alike."""
    wanted = _plain(text)
    alike = [
        one
        for one in content.positions().values()
        if len(wanted) > 2 and (_plain(one.title).startswith(wanted) or wanted.startswith(_plain(one.title)))
    ]
    if not alike:
        return go(position, page, note=talk.t("reg-no-such-position", typed=text[:40]))
    closest = max(alike, key=lambda one: (wanted.startswith(_plain(one.title)), len(one.title)))
    await service.choose_position(talk.work, talk.person, closest.code)
    return go(next_question)


@pages.screen()
async def subjects(talk: Talk, page: int = 1) -> Screen:
    t = talk.t
    every = list(content.subjects().items())
    chosen = talk.person.subjects
    count = -(-len(every) // SUBJECTS_A_PAGE)
    shown = every[(page - 1) * SUBJECTS_A_PAGE : page * SUBJECTS_A_PAGE]
    buttons = [_subject(code, title, code in chosen, page) for code, title in shown]
    rows = [buttons[i : i + 2] for i in range(0, len(buttons), 2)]
    rows.append(page_buttons(subjects, page, count, words=(t.plain("previous-page"), t.plain("next-page"))))
    last = [button(t.plain("back"), position)]
    if chosen:
        last.append(button(t.plain("yes-right"), subjects_done))
    titles = ", ".join(content.subjects()[code] for code in chosen) or t.plain("reg-subjects-none")
    return Screen(t("reg-subjects", step=step(talk, Step.SUBJECTS), chosen=titles), [*rows, last])


def _subject(code: str, title: str, chosen: bool, page: int) -> Button:
    mark = "✓ " if chosen else ""
    return button(mark + SHORT_SUBJECTS.get(code, title), choose_subject, code, int(not chosen), page)


@pages.action()
async def choose_subject(talk: Talk, code: str, on: int, page: int) -> Go:
    await service.choose_subject(talk.work, talk.person, code, on=bool(on))
    return go(subjects, page)


@pages.on_text(subjects)
async def type_subject(talk: Talk, text: str, page: int = 1) -> Go:
    """A typed name chooses the first subject it begins, be it the full title or the button's words."""
    wanted = _plain(text)
    for code, title in content.subjects().items():
        names = (_plain(title), _plain(SHORT_SUBJECTS.get(code, title)))
        if wanted and any(name.startswith(wanted) for name in names):
            await service.choose_subject(talk.work, talk.person, code, on=True)
            return go(subjects, page)
    return go(subjects, page, note=talk.t("reg-no-such-subject", typed=text[:40]))


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split())


@pages.action()
async def subjects_done(talk: Talk) -> Go:
    await service.subjects_are_chosen(talk.work, talk.person)
    return go(next_question)


@pages.screen()
async def birth_year(talk: Talk) -> Screen:
    year = talk.person.birth_year
    before = subjects if talk.person.subjects else position
    text = talk.t(
        "reg-birth-year",
        step=step(talk, Step.BIRTH_YEAR),
        now=str(year),
        some="yes" if year else "no",
    )
    return Screen(text, [_ways(talk, before, answered=year is not None)])


@pages.on_text(birth_year)
async def type_birth_year(talk: Talk, text: str) -> Go:
    await service.set_birth_year(talk.work, talk.person, text)
    return go(next_question)


@pages.screen()
async def work_start(talk: Talk) -> Screen:
    start = talk.person.work_start
    text = talk.t(
        "reg-work-start",
        step=step(talk, Step.WORK_START),
        now=f"{start:%m.%Y}" if start else "",
        some="yes" if start else "no",
    )
    return Screen(text, [_ways(talk, birth_year, answered=start is not None)])


@pages.on_text(work_start)
async def type_work_start(talk: Talk, text: str) -> Go:
    await service.set_work_start(talk.work, talk.person, text)
    return go(next_question)


@pages.screen()
async def graduation(talk: Talk) -> Screen:
    """Students and graduates are asked for nothing else."""
    year = talk.person.graduation_year
    text = talk.t(
        "reg-graduation", step=step(talk, Step.GRADUATION), now=str(year), some="yes" if year else "no"
    )
    return Screen(text, [_ways(talk, position, answered=year is not None)])


@pages.on_text(graduation)
async def type_graduation(talk: Talk, text: str) -> Go:
    await service.set_graduation_year(talk.work, talk.person, text)
    return go(next_question)


@pages.screen()
async def review(talk: Talk) -> Screen | Go:
    t, who = talk.t, talk.person
    if who.registered:
        return go(done)
    titles = ", ".join(content.subjects()[code] for code in who.subjects) or t.plain("nothing")
    start = f"{who.work_start:%m.%Y}" if who.work_start else t.plain("nothing")
    known = content.positions().get(who.position or "")
    text = t(
        "reg-review",
        step=step(talk, Step.REVIEW),
        name=who.chat_name,
        unit=organisation.shown(talk),
        position=known.title if known else t.plain("nothing"),
        subjects=titles,
        birth=str(who.birth_year),
        start=start,
        graduation=str(who.graduation_year),
        student="yes" if who.is_student else "no",
    )
    return Screen(
        text,
        [
            [button(t.plain("reg-finish"), finish)],
            [button(t.plain("reg-change-name"), chat_name), button(t.plain("reg-change"), what_to_change)],
            [button(t.plain("back"), graduation if who.is_student else work_start)],
        ],
    )


@pages.screen()
async def what_to_change(talk: Talk) -> Screen:
    t = talk.t
    questions: dict[Step, Handler] = {
        Step.ORGANISATION: organisation.municipality,
        Step.POSITION: position,
        Step.SUBJECTS: subjects,
        Step.BIRTH_YEAR: birth_year,
        Step.WORK_START: work_start,
        Step.GRADUATION: graduation,
    }
    asked_of_others = (Step.BIRTH_YEAR, Step.WORK_START) if talk.person.is_student else (Step.GRADUATION,)
    for one in asked_of_others:
        del questions[one]
    if not talk.person.subjects:
        del questions[Step.SUBJECTS]
    rows = [[button(t.plain(f"reg-field-{one.value}"), screen)] for one, screen in questions.items()]
    return Screen(t("reg-what-to-change"), [*rows, [button(t.plain("back"), review)]])


@pages.screen()
async def chat_name(talk: Talk) -> Screen:
    return Screen(talk.t("reg-name"), [[button(talk.t.plain("back"), review)]])


@pages.on_text(chat_name)
async def type_chat_name(talk: Talk, text: str) -> Go:
    await service.rename(talk.work, talk.person, text)
    return go(review, note=talk.t("reg-name-saved"))


@pages.action()
async def finish(talk: Talk) -> Go:
    await service.finish(talk.work, talk.person)
    talk.commands_changed = True
    return go(done)


@pages.screen(standing=Standing.REGISTERED)
async def done(talk: Talk) -> Screen:
    t = talk.t
    young = "yes" if talk.person.is_young(talk.now) else "no"
    rows = [
        [button(t.plain("reg-done-diagnostics"), "diagnostics.home")],
        [button(t.plain("menu"), "menu.root")],
    ]
    if talk.person.start_link:
        rows.insert(0, [button(t.plain("reg-done-link"), "entrance.follow_link")])
    confirmed = "yes" if talk.person.membership == "confirmed" else "no"
    student = "yes" if talk.person.is_student else "no"
    text = t("reg-done", unit=organisation.shown(talk), young=young, confirmed=confirmed, student=student)
    return Screen(text, rows)
