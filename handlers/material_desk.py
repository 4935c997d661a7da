"""The methodist's side of the library: what is due for a look, a new material, a new version, withdrawal."""

from datetime import date

from conversation.book import Chapter
from conversation.calendar import calendar, read_date
from conversation.screen import Button, Go, Handler, Screen, button, go, packed
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from domain.errors import NotFound, ScreenIsStale
from handlers import branch
from handlers.materials import card_text, grades_words, numbers
from services import content
from services import material_drafts as service
from services.material_drafts import Draft
from services.materials import MaterialLine
from ui.format import day, shortened
from ui.text import Html, joined

pages = Chapter("mdesk")

RIGHT = Right.MANAGE_MATERIALS
WORDS = ("title", "summary", "change_note")
TITLE = 48
GRADES = ("1-4", "5-9", "10-11", "0", "any")


async def waiting_materials(talk: Talk) -> list[Html]:
    """«Что ждёт меня» of a methodist."""
    due = (await service.of_branch(talk.work, talk.person, 1, due=True)).total
    draft = await service.current(talk.work, talk.person)
    lines = [talk.t("waiting-materials-due", count=due)] if due else []
    return [*lines, *([talk.t("waiting-material-draft")] if draft else [])]


@pages.screen(right=RIGHT)
async def listing(talk: Talk, page: int = 1, due: int = 0) -> Screen | Go:
    """Materials of the branch, or with `due` those whose day of review has come."""
    t = talk.t
    found = await service.of_branch(talk.work, talk.person, page, due=bool(due))
    if page > found.pages:
        return go(listing, 1, due)
    draft = await service.current(talk.work, talk.person)
    lines = [_line(talk, i, one) for i, one in enumerate(found.lines, 1)]
    words = (t.plain("previous-page"), t.plain("next-page"))
    turns = page_buttons(turn, found.page, found.pages, words=words)
    work = (
        [button(t.plain("mdesk-go-on"), check), button(t.plain("mdesk-drop"), drop)]
        if draft
        else [button(t.plain("mdesk-add"), start)]
    )
    other = button(t.plain("mdesk-all" if due else "mdesk-due"), listing, 1, int(not due))
    text = t(
        "mdesk-list",
        due="yes" if due else "no",
        total=found.total,
        list=joined(lines) if lines else t("mdesk-none"),
        page=t("page-of", page=found.page, pages=found.pages),
    )
    return Screen(text, [*numbers(found, view), turns, [other], work, [button(t.plain("menu"), "menu.root")]])


def _line(talk: Talk, number: int, one: MaterialLine) -> Html:
    return talk.t(
        "mdesk-line",
        number=number,
        title=shortened(one.title, TITLE),
        on=day(one.review_by, today=talk.today),
        late="yes" if one.review_by <= talk.today else "no",
    )


@pages.action(right=RIGHT)
async def turn(talk: Talk, page: int) -> Go:
    return go(listing, page, *talk.here[1:2])


@pages.screen(right=RIGHT)
async def view(talk: Talk, material_id: int) -> Screen:
    t = talk.t
    one = await service.one_of_branch(talk.work, talk.person, material_id)
    text = joined([card_text(talk, one), t("mdesk-review-by", on=day(one.review_by))], "\n\n")
    return Screen(
        text,
        [
            [button(t.plain("mdesk-renew"), renew, material_id, one.revision)],
            [button(t.plain("mdesk-new-version"), begin_version, material_id)],
            [button(t.plain("mdesk-withdraw"), ask_withdrawal, material_id)],
            [button(t.plain("mdesk-as-reader"), "materials.card", material_id)],
            [button(t.plain("back"), listing), button(t.plain("menu"), "menu.root")],
        ],
    )


@pages.action(right=RIGHT)
async def renew(talk: Talk, material_id: int, revision: int) -> Go:
    await service.renew(talk.work, talk.person, material_id, revision)
    return go(listing, note=talk.t("mdesk-renewed"))


@pages.screen(right=RIGHT)
async def ask_withdrawal(talk: Talk, material_id: int) -> Screen:
    t = talk.t
    one = await service.one_of_branch(talk.work, talk.person, material_id)
    return Screen(
        t("mdesk-ask-withdrawal", title=shortened(one.title, 120)),
        [
            [button(t.plain("mdesk-withdraw-yes"), withdraw, material_id, one.revision)],
            [button(t.plain("back"), view, material_id)],
        ],
    )


@pages.action(right=RIGHT)
async def withdraw(talk: Talk, material_id: int, revision: int) -> Go:
    await service.withdraw(talk.work, talk.person, material_id, revision)
    return go(listing, note=talk.t("mdesk-withdrawn"))


# The draft: after every answer the check, which asks what is still missing.


@pages.action(right=RIGHT)
async def start(talk: Talk) -> Go:
    return await branch.enter(talk, "material")


@pages.action(right=RIGHT)
async def begin(talk: Talk, unit_id: int) -> Go:
    await service.begin(talk.work, talk.person, unit_id)
    return go(check)


@pages.action(right=RIGHT)
async def begin_version(talk: Talk, material_id: int) -> Go:
    await service.begin_version(talk.work, talk.person, material_id)
    return go(words, "change_note")


@pages.action(right=RIGHT)
async def drop(talk: Talk) -> Go:
    await service.drop(talk.work, talk.person)
    return go(listing, note=talk.t("mdesk-dropped"))


async def _draft(talk: Talk) -> Draft:
    draft = await service.current(talk.work, talk.person)
    if draft is None:
        raise NotFound
    return draft


def _way_out(talk: Talk, draft: Draft) -> list[Button]:
    """Back to the whole of it, or out of a draft that is not whole: it is kept."""
    target: Handler = listing if draft.missing else edit
    return [button(talk.t.plain("back"), target)]


@pages.screen(right=RIGHT)
async def words(talk: Talk, name: str) -> Screen:
    """Title, summary or what has changed."""
    if name not in WORDS:
        raise ScreenIsStale
    draft = await _draft(talk)
    now = shortened(getattr(draft, name), 120) or "none"
    unit = shortened(draft.unit_name, 60)
    return Screen(talk.t(f"mdesk-{name.replace('_', '-')}", now=now, unit=unit), [_way_out(talk, draft)])


@pages.on_text(words)
async def type_words(talk: Talk, text: str, name: str) -> Go:
    await service.set_text(talk.work, talk.person, name, text)
    return go(check)


@pages.screen(right=RIGHT)
async def source(talk: Talk) -> Screen:
    """The material itself: a file, a link or the text."""
    draft = await _draft(talk)
    now = talk.t.plain(f"materials-kind-{draft.kind}") if draft.kind else "none"
    return Screen(talk.t("mdesk-source", now=now), [_way_out(talk, draft)])


@pages.on_text(source)
async def type_source(talk: Talk, text: str) -> Go:
    await service.set_source(talk.work, talk.person, text)
    return go(check)


@pages.on_upload(source)
async def take_file(talk: Talk, reference: str) -> Go:
    await service.set_file(talk.work, talk.person, reference)
    return go(check)


@pages.screen(right=RIGHT)
async def themes(talk: Talk) -> Screen:
    """What it is about: groups of competencies, and subjects."""
    t = talk.t
    draft = await _draft(talk)
    chosen = [*draft.subjects, *(one.short for one in draft.competencies)]
    buttons = packed([button(one.title, group, one.code) for one in content.groups()])
    rows = [*buttons, [button(t.plain("mdesk-subjects"), subjects)]]
    last = [*([button(t.plain("next"), check)] if chosen else []), *_way_out(talk, draft)]
    text = t("mdesk-themes", chosen=shortened(", ".join(chosen), 200) or "none", most=service.MOST_TAGS)
    return Screen(text, [*rows, last])


@pages.screen(right=RIGHT)
async def group(talk: Talk, code: str) -> Screen:
    """Each button switches one theme and stays here."""
    t = talk.t
    draft = await _draft(talk)
    found = next((one for one in content.groups() if one.code == code), None)
    if found is None:
        raise ScreenIsStale
    buttons = [_switch(one.short, f"c{one.code}", draft, switch_theme, code) for one in found.competencies]
    text = t("practices-which-theme", group=found.title)
    return Screen(text, [*packed(buttons), [button(t.plain("back"), themes)]])


def _switch(title: str, tag: str, draft: Draft, target: Handler, *arguments: object) -> Button:
    on = tag in draft.tags
    return button(("✓ " if on else "") + title, target, *arguments, tag, int(not on))


@pages.action(right=RIGHT)
async def switch_theme(talk: Talk, code: str, tag: str, on: int) -> Go:
    await service.switch_tag(talk.work, talk.person, tag, on=bool(on))
    return go(group, code)


@pages.screen(right=RIGHT)
async def subjects(talk: Talk) -> Screen:
    """Chosen subjects are taken off by a tap, any other one is added by its name."""
    t = talk.t
    draft = await _draft(talk)
    known = content.subjects()
    chosen = [tag for tag in draft.tags if tag.startswith("s")]
    buttons = [
        [_switch(shortened(known[tag[1:]], 24), tag, draft, switch_subject)]
        for tag in chosen[:6]
        if tag[1:] in known
    ]
    return Screen(t("mdesk-subjects-text"), [*buttons, [button(t.plain("back"), themes)]])


@pages.action(right=RIGHT)
async def switch_subject(talk: Talk, tag: str, on: int) -> Go:
    await service.switch_tag(talk.work, talk.person, tag, on=bool(on))
    return go(subjects)


@pages.on_text(subjects)
async def type_subject(talk: Talk, text: str) -> Go:
    code = content.subject_named(text)
    if code is None:
        return go(subjects, note=talk.t("practices-no-such-subject", typed=text[:40]))
    return await switch_subject(talk, f"s{code}", 1)


@pages.screen(right=RIGHT)
async def grades(talk: Talk) -> Screen:
    draft = await _draft(talk)
    now = grades_words(talk, service.shown_grades(draft)) if draft.grades else "none"
    buttons = [button(talk.t.plain(f"mdesk-grades-{one}"), choose_grades, one) for one in GRADES]
    return Screen(talk.t("mdesk-grades", now=now), [*packed(buttons), _way_out(talk, draft)])


@pages.action(right=RIGHT)
async def choose_grades(talk: Talk, chosen: str) -> Go:
    await service.set_grades(talk.work, talk.person, chosen)
    return go(check)


@pages.on_text(grades)
async def type_grades(talk: Talk, text: str) -> Go:
    return await choose_grades(talk, text)


@pages.screen(right=RIGHT)
async def review(talk: Talk, month: str = "") -> Screen:
    """The day on which somebody looks whether it is still true."""
    t = talk.t
    draft = await _draft(talk)
    in_a_year = talk.today + service.LIVES
    return calendar(
        talk, t("mdesk-review"), review, choose_review, month=month, start=draft.review_by or in_a_year,
        earliest=date.fromordinal(talk.today.toordinal() + 1), latest=talk.today + service.FARTHEST,
        last=[button(t.plain("mdesk-in-a-year"), choose_review, in_a_year), *_way_out(talk, draft)],
    )  # fmt: skip


@pages.action(right=RIGHT)
async def choose_review(talk: Talk, on: date) -> Go:
    await service.set_review(talk.work, talk.person, on)
    return go(check)


@pages.on_text(review)
async def type_review(talk: Talk, text: str, month: str = "") -> Go:
    return await choose_review(talk, read_date(text))


STEPS: dict[str, tuple[Handler, tuple[str, ...]]] = {
    "title": (words, ("title",)),
    "summary": (words, ("summary",)),
    "source": (source, ()),
    "themes": (themes, ()),
    "grades": (grades, ()),
    "review": (review, ()),
    "change": (words, ("change_note",)),
}


@pages.screen(right=RIGHT)
async def check(talk: Talk) -> Screen | Go:
    """The last look; a draft that lacks something goes on where it does."""
    t = talk.t
    draft = await _draft(talk)
    if draft.missing:
        step, arguments = STEPS[draft.missing]
        return go(step, *arguments)
    assert draft.review_by is not None, "nothing is missing"
    about = [grades_words(talk, service.shown_grades(draft)), *draft.subjects]
    about += [one.short for one in draft.competencies]
    text = t(
        "mdesk-check",
        title=shortened(draft.title, 90),
        summary=draft.summary,
        kind=t.plain(f"materials-kind-{draft.kind}"),
        facts=shortened(", ".join(about), 80),
        unit=shortened(draft.unit_name, 60),
        review=day(draft.review_by),
        change=shortened(draft.change_note, 80) or "none",
    )
    return Screen(
        text,
        [
            [button(t.plain("mdesk-publish"), publish)],
            [button(t.plain("mdesk-correct"), edit), button(t.plain("back"), listing)],
        ],
    )


@pages.screen(right=RIGHT)
async def edit(talk: Talk) -> Screen:
    """Which answer to change."""
    t = talk.t
    draft = await _draft(talk)
    names = [one for one in STEPS if one != "change" or draft.material_id is not None]
    buttons = [button(t.plain(f"mdesk-step-{one}"), STEPS[one][0], *STEPS[one][1]) for one in names]
    return Screen(t("mdesk-edit"), [*packed(buttons), [button(t.plain("back"), check)]])


@pages.action(right=RIGHT)
async def publish(talk: Talk) -> Go:
    number = await service.publish(talk.work, talk.person)
    return go(view, number, note=talk.t("mdesk-published"))
