"""The bank of practices: search, filters, a card in readable parts, what a reader does with it."""

from conversation.book import Chapter
from conversation.screen import Button, Go, Handler, Screen, button, go, link, packed
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.errors import ScreenIsStale
from handlers import practice_parts
from services import content, practice_drafts
from services import practices as service
from services.practices import BankPage, PracticeCard, PracticeLine
from ui.format import day, shortened
from ui.text import Html, joined, safe

pages = Chapter("practices")

PREFIX = "bp_"
"""Of a deep link to a card."""
SAVED = "saved"
"""Where a card was opened from, in place of filters: one's own shelf."""
TITLE = 48
KINDS = {"c": "competency", "s": "subject", "l": "level"}
NO_SUBJECT = "none"


@pages.screen(command="practices")
async def home(talk: Talk) -> Screen:
    t = talk.t
    bank = await service.find(talk.work, {}, 1)
    draft = await practice_drafts.open_one(talk.work, talk.person)
    zones = await service.zones(talk.work, talk.person)
    rows = [[button(t.plain("practices-all"), listing)]]
    if zones:
        rows.append([button(t.plain("practices-for-me"), listing, f"c-{zones[0]}")])
    words = "practices-go-on" if draft else "practices-share-mine"
    rows += [
        [button(t.plain("practices-saved"), saved), button(t.plain("practices-mine"), "mypractice.listing")],
        [button(t.plain(words), "wizard.begin")],
        [button(t.plain("menu"), "menu.root")],
    ]
    return Screen(t("practices-home", count=bank.total, more=_more(bank)), rows)


@pages.screen()
async def listing(talk: Talk, filters: str = "", page: int = 1, words: str = "") -> Screen | Go:
    """The bank narrowed by filters and typed words."""
    t = talk.t
    found = await service.find(talk.work, _wanted(filters) | {"words": words}, page)
    if page > found.pages:
        return go(listing, filters, 1, words)
    narrow = [button(t.plain("practices-filters"), open_filters)]
    if words:
        narrow.append(button(t.plain("practices-drop-words"), listing, filters))
    last = [button(t.plain("back"), home)]
    what = _what(talk, filters, words)
    if not found.total:
        return Screen(t("practices-nothing", what=what), [narrow, last])
    text = t(
        "practices-listing",
        total=found.total,
        more=_more(found),
        what=what,
        loosely="yes" if found.loosely else "no",
        list=_list(talk, found),
        page=t("page-of", page=found.page, pages=found.pages),
    )
    return Screen(text, [*_numbers(found), _turns(talk, found), narrow, last])


@pages.on_text(listing)
async def search(talk: Talk, text: str, filters: str = "", page: int = 1, words: str = "") -> Go:
    return go(listing, filters, 1, " ".join(text.split())[:80])


def _more(found: BankPage) -> str:
    return "yes" if found.more else "no"


def _list(talk: Talk, found: BankPage) -> Html:
    return joined([_line(talk, number, one) for number, one in enumerate(found.lines, 1)])


def _line(talk: Talk, number: int, one: PracticeLine) -> Html:
    facts = [shortened(one.subject, 24), one.level]
    facts += [talk.t.plain("practices-applied-by", count=one.applied)] if one.applied else []
    return talk.t(
        "practices-line",
        number=number,
        title=shortened(one.title, TITLE),
        facts=", ".join(fact for fact in facts if fact),
    )


def _numbers(found: BankPage) -> list[list[Button]]:
    buttons = [button(str(i), open_card, one.id) for i, one in enumerate(found.lines, 1)]
    return [buttons[i : i + 3] for i in range(0, len(buttons), 3)]


def _turn_words(talk: Talk) -> tuple[str, str]:
    return talk.t.plain("previous-page"), talk.t.plain("next-page")


def _turns(talk: Talk, found: BankPage) -> list[Button]:
    """Turning pages keeps the typed words, which are too long for a button."""
    return page_buttons(turn, found.page, found.pages, words=_turn_words(talk))


@pages.action()
async def turn(talk: Talk, page: int) -> Go:
    filters, _, words = _way(talk)
    return go(listing, filters, page, words)


def _way(talk: Talk) -> tuple[str, int, str]:
    """Filters, page and words of the list that is open."""
    filters, page, words = [*talk.here, *[""] * 3][:3]
    return filters, int(page or 1), words


@pages.action()
async def open_card(talk: Talk, practice_id: int) -> Go:
    """Opens a card and remembers the way back to this very page of the list."""
    return go(card, practice_id, 1, *_way(talk))


@pages.screen()
async def saved(talk: Talk, page: int = 1) -> Screen | Go:
    """One's own shelf."""
    t = talk.t
    found = await service.saved(talk.work, talk.person, page)
    if page > found.pages:
        return go(saved, found.pages)
    last = [button(t.plain("practices-all"), listing), button(t.plain("back"), home)]
    if not found.total:
        return Screen(t("practices-saved-none"), [last])
    where = t("page-of", page=found.page, pages=found.pages)
    text = t("practices-saved-list", total=found.total, list=_list(talk, found), page=where)
    buttons = [button(str(i), card, one.id, 1, SAVED, page) for i, one in enumerate(found.lines, 1)]
    turns = page_buttons(saved, found.page, found.pages, words=_turn_words(talk))
    return Screen(text, [buttons[:3], buttons[3:], turns, last])


# Filters travel as «s-math.l-basic.c-KM2».


def _wanted(filters: str) -> dict[str, str]:
    try:
        given = dict(part.split("-", 1) for part in filters.split(".") if part)
        wanted = {KINDS[kind]: value for kind, value in given.items()}
    except (ValueError, KeyError) as error:
        raise ScreenIsStale from error
    known = {
        "competency": content.competencies(),
        "subject": {**content.subjects(), NO_SUBJECT: ""},
        "level": content.levels(),
    }
    if any(value not in known[kind] for kind, value in wanted.items()):
        raise ScreenIsStale
    return wanted


def _what(talk: Talk, filters: str, words: str) -> str:
    wanted = _wanted(filters)
    parts = [f"«{words}»"] if words else []
    if "subject" in wanted:
        parts.append(_subject_words(talk, wanted["subject"]))
    if "level" in wanted:
        parts.append(content.levels()[wanted["level"]].title)
    if "competency" in wanted:
        parts.append(content.competencies()[wanted["competency"]].short)
    return shortened(", ".join(parts), 120) or talk.t.plain("practices-no-filters")


def _subject_words(talk: Talk, code: str) -> str:
    return content.subjects().get(code) or talk.t.plain("practices-any-subject")


def _with(filters: str, key: str, value: str) -> str:
    kept = [part for part in filters.split(".") if part and not part.startswith(f"{key}-")]
    return ".".join([*kept, f"{key}-{value}"] if value else kept)


@pages.action()
async def open_filters(talk: Talk) -> Go:
    filters, _, words = _way(talk)
    return go(filter_by, filters, words)


@pages.screen()
async def filter_by(talk: Talk, filters: str, words: str = "") -> Screen:
    t = talk.t
    return Screen(
        t("practices-filter-text", what=_what(talk, filters, words)),
        [
            [button(t.plain("practices-by-subject"), go_on, "subject"),
             button(t.plain("practices-by-level"), go_on, "level")],
            [button(t.plain("practices-by-theme"), go_on, "groups")],
            [button(t.plain("practices-show"), show)],
            [button(t.plain("practices-drop-filters"), switch, ""), button(t.plain("back"), home)],
        ],
    )  # fmt: skip


def _narrowing(talk: Talk) -> tuple[str, str]:
    """Filters and words of the screens that narrow the list: always the last two arguments."""
    filters, words = [*talk.here[-2:], "", ""][:2]
    return filters, words


@pages.action()
async def go_on(talk: Talk, where: str) -> Go:
    screens: dict[str, Handler] = {"subject": by_subject, "level": by_level, "groups": theme_groups}
    if where not in screens:
        raise ScreenIsStale
    return go(screens[where], *_narrowing(talk))


@pages.action()
async def switch(talk: Talk, filters: str) -> Go:
    return go(filter_by, filters, _narrowing(talk)[1])


@pages.action()
async def show(talk: Talk) -> Go:
    filters, words = _narrowing(talk)
    return go(listing, filters, 1, words)


@pages.action()
async def back_to_filters(talk: Talk) -> Go:
    return go(filter_by, *_narrowing(talk))


def _back(talk: Talk) -> list[Button]:
    return [button(talk.t.plain("back"), back_to_filters)]


@pages.screen()
async def by_level(talk: Talk, filters: str, words: str = "") -> Screen:
    buttons = [button(one.short, switch, _with(filters, "l", one.code)) for one in content.levels().values()]
    return Screen(talk.t("practices-which-level"), [*packed(buttons), _back(talk)])


@pages.screen()
async def by_subject(talk: Talk, filters: str, words: str = "") -> Screen:
    """One's own subjects by a tap, any other one by typing its name."""
    t = talk.t
    buttons = [
        button(shortened(content.subjects()[code], 26), switch, _with(filters, "s", code))
        for code in talk.person.subjects[:5]
        if code in content.subjects()
    ]
    buttons.append(button(t.plain("practices-no-subject"), switch, _with(filters, "s", NO_SUBJECT)))
    return Screen(t("practices-which-subject"), [*[[one] for one in buttons], _back(talk)])


@pages.on_text(by_subject)
async def type_subject(talk: Talk, text: str, filters: str, words: str = "") -> Go:
    code = content.subject_named(text)
    if code is None:
        return go(by_subject, filters, words, note=talk.t("practices-no-such-subject", typed=text[:40]))
    return go(filter_by, _with(filters, "s", code), words)


@pages.screen()
async def theme_groups(talk: Talk, filters: str, words: str = "") -> Screen:
    buttons = packed([button(one.title, open_theme, one.code) for one in content.groups()])
    return Screen(talk.t("practices-which-group"), [*buttons, _back(talk)])


@pages.action()
async def open_theme(talk: Talk, group: str) -> Go:
    return go(theme, group, *_narrowing(talk))


@pages.screen()
async def theme(talk: Talk, group: str, filters: str, words: str = "") -> Screen:
    found = next((one for one in content.groups() if one.code == group), None)
    if found is None:
        raise ScreenIsStale
    buttons = [button(one.short, switch, _with(filters, "c", one.code)) for one in found.competencies]
    text = talk.t("practices-which-theme", group=found.title)
    return Screen(text, [*packed(buttons), [button(talk.t.plain("back"), go_on, "groups")]])


# The card.


@pages.screen(notice="practice")
async def card(
    talk: Talk, practice_id: int, part: int = 1, way: str = "", page: int = 1, words: str = ""
) -> Screen:
    """One practice. `way`: the filters of the list it was opened from, or SAVED."""
    t = talk.t
    found = await service.card(talk.work, talk.person, practice_id)
    head = practice_parts.passport(talk, found.description, found.author, _numbers_of(talk, found))
    text, part, parts = practice_parts.shown(talk, found.description, part, head)
    rows = [*_deeds(talk, found), page_buttons(turn_part, part, parts, words=_part_words(talk))]
    return Screen(
        text, [*rows, [button(t.plain("back"), back_to_list), button(t.plain("menu"), "menu.root")]]
    )


def _part_words(talk: Talk) -> tuple[str, str]:
    return talk.t.plain("practices-part-before"), talk.t.plain("practices-part-after")


def _numbers_of(talk: Talk, found: PracticeCard) -> Html:
    return talk.t(
        "practices-numbers",
        useful=found.useful,
        applied=found.applied,
        since=day(found.published_on),
        due="yes" if found.is_due else "no",
    )


def _deeds(talk: Talk, found: PracticeCard) -> list[list[Button]]:
    """What a reader can do: the author has only the files and the link."""
    t, number = talk.t, found.description.id
    shelf = button(t.plain("practices-unsave" if found.saved else "practices-save"), shelve, number,
                   int(not found.saved))  # fmt: skip
    rows: list[list[Button]] = []
    if not found.is_own:
        words = "practices-useful-off" if found.found_useful else "practices-useful"
        rows.append([button(t.plain(words), find_useful, number, int(not found.found_useful)), shelf])
        if found.has_applied or found.meant:
            rows.append([button(t.plain("practices-applied"), applied, number)])
        else:
            rows.append([button(t.plain("practices-will-apply"), will_apply, number)])
    more = [link(t.plain("practices-link"), _share(talk, found))]
    if found.description.files:
        more.insert(0, button(t.plain("practices-files", count=len(found.description.files)), files, number))
    rows.append(more)
    if found.colleagues:
        rows.append([button(t.plain("practices-colleagues"), colleagues, number)])
    return rows


def _share(talk: Talk, found: PracticeCard) -> str:
    return f"https://t.me/share/url?url={talk.house.link(PREFIX + str(found.description.id))}"


@pages.action()
async def turn_part(talk: Talk, part: int) -> Go:
    return go(card, talk.here[0], part, *talk.here[2:])


def _same_card(talk: Talk, practice_id: int) -> tuple[object, ...]:
    """The arguments of the card that is open; just the practice when another screen is."""
    here = talk.here
    return here if len(here) > 1 and here[0] == str(practice_id) else (practice_id,)


@pages.action()
async def find_useful(talk: Talk, practice_id: int, on: int) -> Go:
    await service.mark_useful(talk.work, talk.person, practice_id, on=bool(on))
    return go(card, *_same_card(talk, practice_id))


@pages.action()
async def shelve(talk: Talk, practice_id: int, on: int) -> Go:
    await service.save(talk.work, talk.person, practice_id, on=bool(on))
    note = talk.t("practices-now-saved" if on else "practices-now-unsaved")
    return go(card, *_same_card(talk, practice_id), note=note)


@pages.action()
async def will_apply(talk: Talk, practice_id: int) -> Go:
    await service.mean_to_apply(talk.work, talk.person, practice_id)
    note = talk.t("practices-will-ask", days=service.APPLIED_AFTER_DAYS)
    return go(card, *_same_card(talk, practice_id), note=note)


@pages.screen(notice="practice_meant")
async def applied(talk: Talk, practice_id: int) -> Screen:
    """«Применил(а) у себя»: how it went, in a sentence."""
    t = talk.t
    found = await service.card(talk.work, talk.person, practice_id)
    rows = [[button(t.plain("back"), card, practice_id), button(t.plain("menu"), "menu.root")]]
    return Screen(t("practices-applied-text", title=shortened(found.description.title, 90)), rows)


@pages.on_text(applied)
async def type_result(talk: Talk, text: str, practice_id: int) -> Go:
    await service.tell_result(talk.work, talk.person, practice_id, text)
    return go(card, practice_id, note=talk.t("practices-result-taken"))


@pages.screen()
async def colleagues(talk: Talk, practice_id: int) -> Screen:
    """What those wrote who applied it; without names."""
    t = talk.t
    found = await service.card(talk.work, talk.person, practice_id)
    told = joined([safe(f"«{shortened(one, 220)}»") for one in found.colleagues], "\n\n")
    text = t("practices-colleagues-text", title=shortened(found.description.title, 60), told=told)
    return Screen(text, [[button(t.plain("back"), card, practice_id)]])


@pages.action()
async def files(talk: Talk, practice_id: int) -> Go:
    found = await service.card(talk.work, talk.person, practice_id)
    show_files(talk, found.description.files)
    return go(card, *_same_card(talk, practice_id))


def show_files(talk: Talk, references: tuple[str, ...]) -> None:
    for number, reference in enumerate(references, 1):
        talk.show_again(reference, talk.t("practices-file", number=number, count=len(references)))


@pages.action()
async def back_to_list(talk: Talk) -> Go:
    """The very page of the list that the card was opened from."""
    way, page, words = [*talk.here[2:], *[""] * 3][:3]
    if way == SAVED:
        return go(saved, page or 1)
    return go(listing, way, page or 1, words) if talk.here[1:] else go(home)
