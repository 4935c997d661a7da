"""The library of materials: search, filters, a card, marks, what somebody follows."""

from conversation.book import Chapter, Standing
from conversation.screen import Button, Go, Handler, Screen, button, go, link, packed
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.errors import ScreenIsStale
from domain.grades import LAST, Grades
from handlers.practice_parts import pieces
from services import content, route_steps
from services import materials as service
from services.materials import MaterialCard, MaterialLine, MaterialPage
from ui.format import day, shortened
from ui.text import Html, joined, safe

pages = Chapter("materials", standing=Standing.GUEST)

PREFIX = "m_"
"""Of a deep link to a card."""
TITLE = 52
KINDS = {"c": "competency", "s": "subject", "g": "grade"}
FOLLOWED = "mine"
"""Where a card was opened from, in place of filters: the list of what one follows."""
TEXT = 480
"""Characters of a material's text on one screen."""


@pages.screen(command="materials", standing=Standing.REGISTERED)
async def home(talk: Talk) -> Screen:
    t = talk.t
    library = await service.find(talk.work, {}, 1)
    rows = [[button(t.plain("materials-all"), listing)]]
    if zones := await service.zones(talk.work, talk.person):
        rows.append([button(t.plain("materials-for-me"), listing, f"c-{zones[0]}")])
    rows.append([button(t.plain("materials-follows"), follows)])
    return Screen(t("materials-home", count=library.total), [*rows, [button(t.plain("menu"), "menu.root")]])


@pages.screen()
async def listing(
    talk: Talk, filters: str = "", page: int = 1, words: str = "", payload: str = ""
) -> Screen | Go:
    """The library narrowed by filters and typed words; `payload`: a guest's link."""
    t = talk.t
    found = await service.find(talk.work, _wanted(filters) | {"words": words}, page)
    if page > found.pages:
        return go(listing, filters, 1, words, payload)
    narrow = [button(t.plain("materials-filters"), open_filters)]
    if words:
        narrow.append(button(t.plain("materials-drop-words"), drop_words))
    last = [button(t.plain("back"), home if _is_in(talk) else "entrance.look_around")]
    what = _what(talk, filters, words)
    rows = [*await _follow_buttons(talk, filters), narrow, last]
    if not found.total:
        return Screen(t("materials-nothing", what=what), rows)
    text = t(
        "materials-listing",
        total=found.total,
        what=what,
        list=joined([line(talk, number, one) for number, one in enumerate(found.lines, 1)]),
        page=t("page-of", page=found.page, pages=found.pages),
    )
    turns = page_buttons(turn, found.page, found.pages, words=_turn_words(talk))
    return Screen(text, [*numbers(found, open_card), turns, *rows])


@pages.on_text(listing)
async def search(
    talk: Talk, text: str, filters: str = "", page: int = 1, words: str = "", payload: str = ""
) -> Go:
    return go(listing, filters, 1, " ".join(text.split())[:80], payload)


def _is_in(talk: Talk) -> bool:
    return talk.who is not None and talk.who.registered and talk.who.consented


def _turn_words(talk: Talk) -> tuple[str, str]:
    return talk.t.plain("previous-page"), talk.t.plain("next-page")


def numbers(found: MaterialPage, target: Handler) -> list[list[Button]]:
    buttons = [button(str(i), target, one.id) for i, one in enumerate(found.lines, 1)]
    return [buttons[:3], buttons[3:]]


def line(talk: Talk, number: int, one: MaterialLine) -> Html:
    facts = f"{talk.t.plain('materials-kind-' + one.kind)}, {grades_words(talk, one.grades)}"
    return talk.t("materials-line", number=number, title=shortened(one.title, TITLE), facts=facts)


def grades_words(talk: Talk, grades: Grades) -> str:
    """«7 класс», «5–9 классы», «до школы», «любой класс»."""
    if grades is None:
        return talk.t.plain("materials-any-grade")
    first, last = grades
    if last == 0:
        return talk.t.plain("materials-before-school")
    if first == 0:
        return talk.t.plain("materials-grades-up-to", last=last)
    words = "materials-one-grade" if first == last else "materials-grades"
    return talk.t.plain(words, first=first, last=last)


@pages.action()
async def turn(talk: Talk, page: int) -> Go:
    filters, _, words, payload = _way(talk)
    return go(listing, filters, page, words, payload)


def _way(talk: Talk) -> tuple[str, int, str, str]:
    """Filters, page, words and link of the list that is open."""
    filters, page, words, payload = [*talk.here, *[""] * 4][:4]
    return filters, int(page or 1), words, payload


@pages.action()
async def drop_words(talk: Talk) -> Go:
    filters, _, _, payload = _way(talk)
    return go(listing, filters, 1, "", payload)


@pages.action()
async def open_card(talk: Talk, material_id: int) -> Go:
    """Opens a card and remembers the way back to this very page of the list."""
    return go(card, material_id, *_way(talk))


# Filters travel as «c-KM2.s-math.g-7».


def _wanted(filters: str) -> dict[str, str]:
    try:
        given = dict(part.split("-", 1) for part in filters.split(".") if part)
        wanted = {KINDS[kind]: value for kind, value in given.items()}
    except (ValueError, KeyError) as error:
        raise ScreenIsStale from error
    known = {
        "competency": content.competencies(),
        "subject": content.subjects(),
        "grade": {str(one) for one in range(LAST + 1)},
    }
    if any(value not in known[kind] for kind, value in wanted.items()):
        raise ScreenIsStale
    return wanted


def _what(talk: Talk, filters: str, words: str) -> str:
    wanted = _wanted(filters)
    parts = [f"«{words}»"] if words else []
    parts += [content.competencies()[wanted["competency"]].short] if "competency" in wanted else []
    parts += [content.subjects()[wanted["subject"]]] if "subject" in wanted else []
    if "grade" in wanted:
        grade = int(wanted["grade"])
        parts.append(grades_words(talk, (grade, grade)))
    return shortened(", ".join(parts), 120) or talk.t.plain("materials-no-filters")


def _with(filters: str, key: str, value: str) -> str:
    kept = [part for part in filters.split(".") if part and not part.startswith(f"{key}-")]
    return ".".join([*kept, f"{key}-{value}"] if value else kept)


async def _follow_buttons(talk: Talk, filters: str) -> list[list[Button]]:
    """A list of one theme, or else of one subject, can be followed."""
    wanted = _wanted(filters)
    tags = [f"{key}{wanted[KINDS[key]]}" for key in "cs" if KINDS[key] in wanted]
    if not tags or not _is_in(talk):
        return []
    followed = tags[0] in {what for what, _ in await service.follows(talk.work, talk.person)}
    words = "materials-unfollow-tag" if followed else "materials-follow-tag"
    return [[button(talk.t.plain(words), follow_tag, tags[0], int(not followed))]]


@pages.action(standing=Standing.REGISTERED)
async def follow_tag(talk: Talk, what: str, on: int) -> Go:
    await service.follow(talk.work, talk.person, what, on=bool(on))
    note = talk.t("materials-now-followed" if on else "materials-now-unfollowed")
    return go(listing, *_way(talk), note=note)


@pages.action()
async def open_filters(talk: Talk) -> Go:
    filters, _, words, payload = _way(talk)
    return go(filter_by, filters, words, payload)


@pages.screen()
async def filter_by(talk: Talk, filters: str, words: str = "", payload: str = "") -> Screen:
    t = talk.t
    return Screen(
        t("materials-filter-text", what=_what(talk, filters, words)),
        [
            [button(t.plain("materials-by-subject"), go_on, "subject"),
             button(t.plain("materials-by-grade"), go_on, "grade")],
            [button(t.plain("materials-by-theme"), go_on, "groups")],
            [button(t.plain("materials-show"), show)],
            [button(t.plain("materials-drop-filters"), switch, ""),
             button(t.plain("back"), home if _is_in(talk) else "entrance.look_around")],
        ],
    )  # fmt: skip


def _narrowing(talk: Talk) -> tuple[str, str, str]:
    """Filters, words and link of the screens that narrow the list: always the last three arguments."""
    filters, words, payload = [*talk.here[-3:], *[""] * 3][:3]
    return filters, words, payload


@pages.action()
async def go_on(talk: Talk, where: str) -> Go:
    screens: dict[str, Handler] = {"subject": by_subject, "grade": by_grade, "groups": theme_groups}
    if where not in screens:
        raise ScreenIsStale
    return go(screens[where], *_narrowing(talk))


@pages.action()
async def switch(talk: Talk, filters: str) -> Go:
    return go(filter_by, filters, *_narrowing(talk)[1:])


@pages.action()
async def show(talk: Talk) -> Go:
    filters, words, payload = _narrowing(talk)
    return go(listing, filters, 1, words, payload)


@pages.action()
async def back_to_filters(talk: Talk) -> Go:
    return go(filter_by, *_narrowing(talk))


def _back(talk: Talk) -> list[Button]:
    return [button(talk.t.plain("back"), back_to_filters)]


@pages.screen()
async def by_grade(talk: Talk, filters: str, words: str = "", payload: str = "") -> Screen:
    buttons = [button(str(one), switch, _with(filters, "g", str(one))) for one in range(1, LAST + 1)]
    rows = [buttons[i : i + 3] for i in range(0, len(buttons), 3)]
    before = button(talk.t.plain("materials-before-school-button"), switch, _with(filters, "g", "0"))
    return Screen(talk.t("materials-which-grade"), [[before], *rows, _back(talk)])


@pages.screen()
async def by_subject(talk: Talk, filters: str, words: str = "", payload: str = "") -> Screen:
    """One's own subjects by a tap, any other one by typing its name."""
    mine = talk.who.subjects[:5] if talk.who else ()
    rows = [
        [button(shortened(content.subjects()[code], 26), switch, _with(filters, "s", code))]
        for code in mine
        if code in content.subjects()
    ]
    return Screen(talk.t("materials-which-subject"), [*rows, _back(talk)])


@pages.on_text(by_subject)
async def type_subject(talk: Talk, text: str, filters: str, words: str = "", payload: str = "") -> Go:
    code = content.subject_named(text)
    if code is None:
        note = talk.t("practices-no-such-subject", typed=text[:40])
        return go(by_subject, filters, words, payload, note=note)
    return go(filter_by, _with(filters, "s", code), words, payload)


@pages.screen()
async def theme_groups(talk: Talk, filters: str, words: str = "", payload: str = "") -> Screen:
    buttons = packed([button(one.title, open_theme, one.code) for one in content.groups()])
    return Screen(talk.t("practices-which-group"), [*buttons, _back(talk)])


@pages.action()
async def open_theme(talk: Talk, group: str) -> Go:
    return go(theme, group, *_narrowing(talk))


@pages.screen()
async def theme(talk: Talk, group: str, filters: str, words: str = "", payload: str = "") -> Screen:
    found = next((one for one in content.groups() if one.code == group), None)
    if found is None:
        raise ScreenIsStale
    buttons = [button(one.short, switch, _with(filters, "c", one.code)) for one in found.competencies]
    text = talk.t("practices-which-theme", group=found.title)
    return Screen(text, [*packed(buttons), [button(talk.t.plain("back"), go_on, "groups")]])


# The card.


@pages.screen(notice="material")
async def card(
    talk: Talk, material_id: int, way: str = "", page: int = 1, words: str = "", payload: str = ""
) -> Screen:
    """One material. `way`: the filters of the list it was opened from, or FOLLOWED."""
    t = talk.t
    found = await service.card(talk.work, talk.who if _is_in(talk) else None, material_id)
    last = [button(t.plain("back"), back_to_list)]
    last += [button(t.plain("menu"), "menu.root")] if _is_in(talk) else []
    deeds = _deeds(talk, found) if _is_in(talk) else [[button(t.plain("materials-register"), register)]]
    more = [link(t.plain("materials-share"), _share(talk, found))]
    if found.version > 1:
        more.insert(0, button(t.plain("materials-history"), history, material_id))
    return Screen(card_text(talk, found), [_open_row(talk, found), *deeds, more, last])


def card_text(talk: Talk, found: MaterialCard) -> Html:
    themes = [one.short for one in found.competencies]
    return talk.t(
        "materials-card",
        title=shortened(found.title, 90),
        summary=found.summary,
        facts=shortened(", ".join([grades_words(talk, found.grades), *found.subjects, *themes]), 90),
        unit=shortened(found.unit_name, 45),
        version=found.version,
        changed=day(found.changed_on),
        due="yes" if found.is_due else "no",
        useful=found.useful,
    )


def _open_row(talk: Talk, found: MaterialCard) -> list[Button]:
    words = talk.t.plain(f"materials-open-{found.kind}")
    if found.kind == "link":
        return [link(words, found.source)]
    return [button(words, get_file if found.kind == "file" else read, found.id)]


def _deeds(talk: Talk, found: MaterialCard) -> list[list[Button]]:
    """What a reader can do with it."""
    t, number = talk.t, found.id
    words = "materials-useful-off" if found.found_useful else "materials-useful"
    marks = [button(t.plain(words), find_useful, number, int(not found.found_useful))]
    if not found.studied:
        marks.append(button(t.plain("materials-study"), study, number))
    words = "materials-unfollow" if found.follows else "materials-follow"
    rows = [marks, [button(t.plain(words), follow, number, int(not found.follows))]]
    if found.step_id is not None:
        rows.append([button(t.plain("materials-to-step"), "rstep.one", found.step_id)])
    elif found.has_route:
        rows.append([button(t.plain("materials-into-route"), into_route, number)])
    return rows


def _share(talk: Talk, found: MaterialCard) -> str:
    return f"https://t.me/share/url?url={talk.house.link(PREFIX + str(found.id))}"


def _same_card(talk: Talk, material_id: int) -> tuple[object, ...]:
    """The arguments of the card that is open; just the material when another screen is."""
    here = talk.here
    return here if len(here) > 1 and here[0] == str(material_id) else (material_id,)


@pages.action()
async def back_to_list(talk: Talk) -> Go:
    """The very page of the list that the card was opened from."""
    way, page, words, payload = [*talk.here[1:], *[""] * 4][:4]
    if way == FOLLOWED:
        return go(follows, page or 1)
    return go(listing, way, page or 1, words, payload)


@pages.action()
async def register(talk: Talk) -> Go:
    """A guest's way to this material: registration, then the card opens by the link kept."""
    material_id, *rest = talk.here
    payload = rest[3] if len(rest) > 3 else ""
    return go("entrance.welcome", payload or f"{PREFIX}{material_id}")


@pages.action()
async def get_file(talk: Talk, material_id: int) -> Go:
    found = await service.card(talk.work, None, material_id)
    if found.kind == "file":
        talk.show_again(found.source, safe(shortened(found.title, 120)))
    return go(card, *_same_card(talk, material_id))


@pages.action()
async def read(talk: Talk, material_id: int) -> Go:
    return go(text, material_id, 1, *talk.here[1:])


@pages.screen()
async def text(
    talk: Talk,
    material_id: int,
    part: int,
    way: str = "",
    page: int = 1,
    words: str = "",
    payload: str = "",
) -> Screen:
    """The text of a material, a screen at a time; the way back to the list is carried along."""
    t = talk.t
    found = await service.card(talk.work, None, material_id)
    if found.kind != "text":
        raise ScreenIsStale
    parts = list(pieces(found.source, TEXT))
    part = min(max(part, 1), len(parts))
    where = t("page-of", page=part, pages=len(parts))
    shown = joined([t("materials-running-title", title=shortened(found.title, 60)), safe(parts[part - 1])])
    turns = page_buttons(turn_part, part, len(parts), words=_turn_words(talk))
    return Screen(joined([shown, where], "\n\n"), [turns, [button(t.plain("back"), back_to_card)]])


@pages.action()
async def turn_part(talk: Talk, part: int) -> Go:
    return go(text, talk.here[0], part, *talk.here[2:])


@pages.action()
async def back_to_card(talk: Talk) -> Go:
    return go(card, talk.here[0], *talk.here[2:])


@pages.screen()
async def history(talk: Talk, material_id: int, payload: str = "") -> Screen:
    """What changed with each version, the latest ones."""
    t = talk.t
    found = await service.card(talk.work, None, material_id)
    told = [
        t(
            "materials-version",
            version=one.version,
            on=day(one.on),
            note=shortened(one.note, 90) or "none",
        )
        for one in (await service.versions(talk.work, material_id))[:4]
    ]
    text = t("materials-history-text", title=shortened(found.title, 90), list=joined(told))
    return Screen(text, [[button(t.plain("back"), card, material_id)]])


@pages.action(standing=Standing.REGISTERED)
async def find_useful(talk: Talk, material_id: int, on: int) -> Go:
    await service.mark_useful(talk.work, talk.person, material_id, on=bool(on))
    return go(card, *_same_card(talk, material_id))


@pages.action(standing=Standing.REGISTERED)
async def study(talk: Talk, material_id: int) -> Go:
    await service.study(talk.work, talk.person, material_id)
    return go(card, *_same_card(talk, material_id), note=talk.t("materials-studied"))


@pages.action(standing=Standing.REGISTERED)
async def follow(talk: Talk, material_id: int, on: int) -> Go:
    await service.follow(talk.work, talk.person, f"m{material_id}", on=bool(on))
    note = talk.t("materials-now-followed" if on else "materials-now-unfollowed")
    return go(card, *_same_card(talk, material_id), note=note)


@pages.action(standing=Standing.REGISTERED)
async def into_route(talk: Talk, material_id: int) -> Go:
    step = await route_steps.take_material(talk.work, talk.person, material_id)
    return go("rstep.one", step, note=talk.t("materials-in-route"))


# What one follows.


@pages.screen(standing=Standing.REGISTERED)
async def follows(talk: Talk, page: int = 1) -> Screen:
    """Materials, themes and subjects whose changes come by themselves; a number opens one."""
    t = talk.t
    found = await service.follows(talk.work, talk.person)
    count = max(1, -(-len(found) // service.PAGE))
    page = min(max(page, 1), count)
    shown = found[(page - 1) * service.PAGE : page * service.PAGE]
    buttons = [_open_followed(i, what, page) for i, (what, _) in enumerate(shown, 1)]
    lines = [
        t("materials-followed", number=i, kind=what[:1], title=shortened(title, 60))
        for i, (what, title) in enumerate(shown, 1)
    ]
    turns = page_buttons(follows, page, count, words=_turn_words(talk))
    body = joined(lines) if lines else t("materials-follow-none")
    muted = "yes" if service.TOPIC in talk.person.muted_topics else "no"
    where = t("page-of", page=page, pages=count)
    return Screen(
        t("materials-follows-text", list=body, muted=muted, page=where),
        [buttons[:3], buttons[3:], turns, [button(t.plain("back"), home)]],
    )


def _open_followed(number: int, what: str, page: int) -> Button:
    kind, code = what[:1], what[1:]
    if kind == "m":
        return button(str(number), card, code, FOLLOWED, page)
    return button(str(number), listing, f"{kind}-{code}")


@pages.action(notice="material_off", standing=Standing.REGISTERED)
async def unsubscribe(talk: Talk, material_id: int) -> Go:
    """One tap under the message; it works for what is queued already, too."""
    await service.unfollow_all_of(talk.work, talk.person, material_id)
    return go(follows, note=talk.t("materials-now-unfollowed"))
