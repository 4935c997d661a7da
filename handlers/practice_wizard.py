"""Writing a practice: seven steps with an example each, preview, files, signature, consent, off it goes."""

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go, packed
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.errors import ScreenIsStale
from handlers import practice_parts
from handlers.entrance import markdown
from handlers.practices import show_files
from services import content
from services import practice_drafts as service
from services.practice_drafts import STEPS, Draft
from ui.format import shortened
from ui.text import Html, joined

pages = Chapter("wizard")


@pages.action()
async def begin(talk: Talk) -> Go:
    """The draft that is open goes on where it stopped; else a new one begins."""
    practice_id = await service.begin(talk.work, talk.person)
    return go(intro, practice_id)


@pages.screen(notice="practice_draft")
async def intro(talk: Talk, practice_id: int) -> Screen | Go:
    found = await service.get(talk.work, talk.person, practice_id)
    if found.description.title or found.step != STEPS[0]:
        return _next(found)
    rows = [[button(talk.t.plain("wizard-start"), step, practice_id, STEPS[0])], _last(talk)]
    return Screen(talk.t("wizard-intro", steps=len(STEPS)), rows)


def _last(talk: Talk) -> list[Button]:
    return [button(talk.t.plain("wizard-later"), "practices.home"), button(talk.t.plain("menu"), "menu.root")]


def _next(found: Draft) -> Go:
    """The first step that is still empty; the preview when all are there."""
    if found.step is None:
        return go(preview, found.description.id)
    return go(step, found.description.id, found.step)


@pages.screen()
async def step(talk: Talk, practice_id: int, name: str) -> Screen:
    """One question with an example; what was written before stands beside it."""
    t = talk.t
    if name not in STEPS:
        raise ScreenIsStale
    found = await _editable(talk, practice_id)
    if name == "about":
        return _about(talk, found)
    written = getattr(found.description, name)
    rows = [[button(t.plain("wizard-keep"), keep, practice_id)]] if written else []
    rows += [_back_row(talk, found, name), [button(t.plain("menu"), "menu.root")]]
    text = t(
        f"wizard-{name}",
        step=_counter(talk, name),
        written=t("wizard-written", text=shortened(written, 90)) if written else Html(""),
    )
    return Screen(text, rows)


def _counter(talk: Talk, name: str) -> str:
    return talk.t.plain("wizard-step", step=STEPS.index(name) + 1, steps=len(STEPS))


async def _editable(talk: Talk, practice_id: int) -> Draft:
    found = await service.get(talk.work, talk.person, practice_id)
    if not found.is_editable:
        raise service.PracticeIsWithExperts
    return found


def _back_row(talk: Talk, found: Draft, name: str) -> list[Button]:
    """To the step before; from a finished draft to its preview."""
    number = found.description.id
    if found.step is None:
        return [button(talk.t.plain("back"), preview, number)]
    before = STEPS.index(name) - 1
    if before < 0:
        return [button(talk.t.plain("back"), "practices.home")]
    return [button(talk.t.plain("back"), step, number, STEPS[before])]


@pages.on_text(step)
async def write(talk: Talk, text: str, practice_id: int, name: str) -> Go:
    if name == "about":
        return go(step, practice_id, name, note=talk.t("wizard-press"))
    await service.write(talk.work, talk.person, practice_id, name, text)
    return _next(await service.get(talk.work, talk.person, practice_id))


@pages.screen()
async def keep(talk: Talk, practice_id: int) -> Go:
    return _next(await _editable(talk, practice_id))


def _about(talk: Talk, found: Draft) -> Screen:
    """The second step: subject, level and themes, each chosen on a screen of its own."""
    t, one = talk.t, found.description
    rows = [
        [button(t.plain("wizard-subject"), subject, one.id), button(t.plain("wizard-level"), level, one.id)],
        [button(t.plain("wizard-themes"), groups, one.id)],
    ]
    if one.subject is not None and one.level and one.competencies:
        rows.append([button(t.plain("next"), keep, one.id)])
    rows += [_back_row(talk, found, "about"), [button(t.plain("menu"), "menu.root")]]
    chosen = t(
        "wizard-about",
        step=_counter(talk, "about"),
        subject=_subject_words(talk, one.subject),
        level=one.level_title or t.plain("wizard-not-chosen"),
        themes=", ".join(theme.short for theme in one.competencies) or t.plain("wizard-not-chosen"),
    )
    return Screen(chosen, rows)


def _subject_words(talk: Talk, code: str | None) -> str:
    if code is None:
        return talk.t.plain("wizard-not-chosen")
    return content.subjects().get(code) or talk.t.plain("practices-any-subject")


@pages.screen()
async def subject(talk: Talk, practice_id: int) -> Screen:
    """One's own subjects by a tap, any other one by typing its name."""
    t = talk.t
    await _editable(talk, practice_id)
    rows = [
        [button(shortened(content.subjects()[code], 26), choose_subject, practice_id, code)]
        for code in talk.person.subjects[:5]
        if code in content.subjects()
    ]
    rows.append([button(t.plain("practices-no-subject"), choose_subject, practice_id, "")])
    return Screen(t("practices-which-subject"), [*rows, _to_about(talk, practice_id)])


def _to_about(talk: Talk, practice_id: int) -> list[Button]:
    return [button(talk.t.plain("back"), step, practice_id, "about")]


@pages.on_text(subject)
async def type_subject(talk: Talk, text: str, practice_id: int) -> Go:
    code = content.subject_named(text)
    if code is None:
        note = talk.t("practices-no-such-subject", typed=text[:40])
        return go(subject, practice_id, note=note)
    return await choose_subject(talk, practice_id, code)


@pages.action()
async def choose_subject(talk: Talk, practice_id: int, code: str) -> Go:
    await service.choose_subject(talk.work, talk.person, practice_id, code)
    return go(step, practice_id, "about")


@pages.screen()
async def level(talk: Talk, practice_id: int) -> Screen:
    await _editable(talk, practice_id)
    buttons = [button(one.short, choose_level, practice_id, one.code) for one in content.levels().values()]
    return Screen(talk.t("practices-which-level"), [*packed(buttons), _to_about(talk, practice_id)])


@pages.action()
async def choose_level(talk: Talk, practice_id: int, code: str) -> Go:
    await service.choose_level(talk.work, talk.person, practice_id, code)
    return go(step, practice_id, "about")


@pages.screen()
async def groups(talk: Talk, practice_id: int) -> Screen:
    await _editable(talk, practice_id)
    buttons = [button(one.title, themes, practice_id, one.code) for one in content.groups()]
    return Screen(talk.t("practices-which-group"), [*packed(buttons), _to_about(talk, practice_id)])


@pages.screen()
async def themes(talk: Talk, practice_id: int, group: str) -> Screen:
    """Each button switches one theme and stays here."""
    t = talk.t
    found = await _editable(talk, practice_id)
    offered = next((one for one in content.groups() if one.code == group), None)
    if offered is None:
        raise ScreenIsStale
    chosen = {one.code for one in found.description.competencies}
    buttons = [
        button(
            ("✓ " if one.code in chosen else "") + one.short,
            switch_theme,
            practice_id,
            group,
            one.code,
            int(one.code not in chosen),
        )
        for one in offered.competencies
    ]
    done = [button(t.plain("wizard-themes-done"), step, practice_id, "about")]
    back = [button(t.plain("back"), groups, practice_id)]
    text = t("wizard-which-themes", group=offered.title, most=service.MOST_COMPETENCIES)
    return Screen(text, [*packed(buttons), done, back])


@pages.action()
async def switch_theme(talk: Talk, practice_id: int, group: str, code: str, on: int) -> Go:
    await service.choose_theme(talk.work, talk.person, practice_id, code, on=bool(on))
    return go(themes, practice_id, group)


# Everything is written: a look at it, files, signature, consent.


@pages.screen()
async def preview(talk: Talk, practice_id: int, part: int = 1) -> Screen | Go:
    """The card as readers will see it. A file sent here is attached."""
    t = talk.t
    found = await _editable(talk, practice_id)
    if found.step is not None:
        return _next(found)
    one = found.description
    signature = t.plain("wizard-preview-author", files=len(one.files))
    text, part, parts = practice_parts.shown(
        talk, one, part, practice_parts.passport(talk, one, signature, _warning(talk, found))
    )
    words = t.plain("practices-part-before"), t.plain("practices-part-after")
    turns = page_buttons(preview, part, parts, practice_id, words=words)
    return Screen(
        text,
        [
            turns,
            [button(t.plain("wizard-edit"), edit, practice_id),
             button(t.plain("wizard-files"), files, practice_id)],
            [button(t.plain("wizard-to-consent"), signature_of, practice_id)],
            [button(t.plain("wizard-later"), "mypractice.one", practice_id),
             button(t.plain("menu"), "menu.root")],
        ],
    )  # fmt: skip


def _warning(talk: Talk, found: Draft) -> Html:
    if not found.surnames:
        return Html("")
    return talk.t("wizard-surnames", words=", ".join(found.surnames))


@pages.screen()
async def edit(talk: Talk, practice_id: int) -> Screen:
    t = talk.t
    await _editable(talk, practice_id)
    buttons = [button(t.plain(f"wizard-edit-{name}"), step, practice_id, name) for name in STEPS]
    back = [button(t.plain("back"), preview, practice_id)]
    return Screen(t("wizard-edit-text"), [*packed(buttons), back])


@pages.screen()
async def files(talk: Talk, practice_id: int) -> Screen:
    """Photos and documents come here, an album too: each part is stored by itself."""
    t = talk.t
    found = await _editable(talk, practice_id)
    count = len(found.description.files)
    rows = []
    if count:
        rows = [[button(t.plain("wizard-files-show"), look_at_files, practice_id),
                 button(t.plain("wizard-files-drop"), ask_dropping, practice_id)]]  # fmt: skip
    rows.append([button(t.plain("back"), preview, practice_id)])
    return Screen(t("wizard-files-text", count=count, most=service.MOST_FILES), rows)


@pages.on_upload(files)
async def attach(talk: Talk, reference: str, practice_id: int) -> Go:
    count = await service.attach(talk.work, talk.person, practice_id, reference)
    return go(files, practice_id, note=talk.t("wizard-file-taken", count=count))


@pages.on_upload(preview)
async def attach_to_preview(talk: Talk, reference: str, practice_id: int, part: int = 1) -> Go:
    return await attach(talk, reference, practice_id)


@pages.action()
async def look_at_files(talk: Talk, practice_id: int) -> Go:
    found = await service.get(talk.work, talk.person, practice_id)
    show_files(talk, found.description.files)
    return go(files, practice_id)


@pages.screen()
async def ask_dropping(talk: Talk, practice_id: int) -> Screen:
    t = talk.t
    found = await _editable(talk, practice_id)
    return Screen(
        t("wizard-files-ask", count=len(found.description.files)),
        [[button(t.plain("wizard-files-yes"), drop_files, practice_id)],
         [button(t.plain("back"), files, practice_id)]],
    )  # fmt: skip


@pages.action()
async def drop_files(talk: Talk, practice_id: int) -> Go:
    await service.drop_files(talk.work, talk.person, practice_id)
    return go(files, practice_id)


@pages.screen()
async def signature_of(talk: Talk, practice_id: int) -> Screen:
    """How the author is shown; the chosen words have a mark."""
    t, who = talk.t, talk.person
    found = await _editable(talk, practice_id)
    unit = who.unlisted_organisation or (who.unit.name if who.unit else "")
    mark = ("✓ ", "") if found.signed else ("", "✓ ")
    return Screen(
        t("wizard-signature", name=who.chat_name, unit=shortened(unit, 120)),
        [
            [button(mark[0] + t.plain("wizard-signed"), sign, practice_id, 1)],
            [button(mark[1] + t.plain("wizard-unsigned"), sign, practice_id, 0)],
            [button(t.plain("next"), consent, practice_id), button(t.plain("back"), preview, practice_id)],
        ],
    )


@pages.action()
async def sign(talk: Talk, practice_id: int, on: int) -> Go:
    await service.sign(talk.work, talk.person, practice_id, on=bool(on))
    return go(signature_of, practice_id)


@pages.screen()
async def consent(talk: Talk, practice_id: int) -> Screen | Go:
    """The last look: a consent of its own, and what becomes of the practice if the author's data go."""
    t = talk.t
    found = await _editable(talk, practice_id)
    if found.step is not None:
        return _next(found)
    kept = found.kept_nameless
    return Screen(
        t("wizard-consent", signed="yes" if found.signed else "no", kept="yes" if kept else "no"),
        [
            [button(t.plain("wizard-read-consent"), consent_text, practice_id)],
            [button(t.plain("wizard-kept" if kept else "wizard-removed"), keep_nameless, practice_id,
                    int(not kept))],
            [button(t.plain("wizard-send"), send, practice_id, found.description.revision)],
            [button(t.plain("back"), signature_of, practice_id), button(t.plain("menu"), "menu.root")],
        ],
    )  # fmt: skip


@pages.screen()
async def consent_text(talk: Talk, practice_id: int) -> Screen:
    t, document = talk.t, content.document("publication")
    text = document.text.replace("{operator}", talk.house.operator)
    version = t("entrance-version", version=document.version)
    back = [button(t.plain("back"), consent, practice_id)]
    return Screen(joined([markdown(text), version], "\n\n"), [back])


@pages.action()
async def keep_nameless(talk: Talk, practice_id: int, on: int) -> Go:
    await service.keep_nameless(talk.work, talk.person, practice_id, on=bool(on))
    return go(consent, practice_id)


@pages.action()
async def send(talk: Talk, practice_id: int, revision: int) -> Go:
    await service.submit(talk.work, talk.person, practice_id, revision)
    return go("mypractice.one", practice_id, note=talk.t("wizard-sent"))
