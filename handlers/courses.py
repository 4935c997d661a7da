"""Programmes of the registry: those that fit, the whole list with filters, a card, an application."""

from conversation.book import Chapter, Standing
from conversation.screen import Button, Go, Handler, Screen, button, go, link, packed
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.errors import ScreenIsStale
from domain.recommendation import Reason
from services import content, enrolments, runs
from services import programmes as service
from services.programmes import ProgrammeCard, ProgrammeLine, ProgrammePage
from ui.format import day, money, shortened
from ui.text import Html, joined

pages = Chapter("courses")

FORMS = {"d": "дистанционно", "o": "очно", "z": "заочно", "m": "очно-заочно"}
HOURS = ("36", "72")
TITLE = 44
FITTING, SHORTEST = "fit", "set"
"""Where a card was opened from, in place of filters: the programmes that fit, the shortest set."""


@pages.screen(command="courses")
async def home(talk: Talk) -> Screen:
    t = talk.t
    _, zones = await service.recommended(talk.work, talk.person, 1)
    rows = [
        [button(t.plain("courses-all"), listing)],
        [button(t.plain("menu-applications"), "enrolments.listing")],
    ]
    if zones:
        rows.insert(0, [button(t.plain("courses-for-me"), pick)])
        rows.insert(1, [button(t.plain("diag-find-practices"), "practices.listing", f"c-{zones[0]}")])
        rows.insert(2, [button(t.plain("courses-materials"), "materials.listing", f"c-{zones[0]}")])
    else:
        rows.insert(0, [button(t.plain("courses-take-diagnostic"), "diagnostics.home")])
    return Screen(
        t("courses-home", zones=_zones(zones), some="yes" if zones else "no"),
        [*rows, [button(t.plain("menu"), "menu.root")]],
    )


def _zones(codes: list[str]) -> str:
    return ", ".join(content.competencies()[code].short for code in codes)


@pages.action()
async def pick(talk: Talk) -> Go:
    """Opens the recommendation; what was recommended is kept as evidence."""
    await service.note_recommendation(talk.work, talk.person)
    return go(fitting, 1)


@pages.screen()
async def fitting(talk: Talk, page: int) -> Screen:
    t = talk.t
    found, zones = await service.recommended(talk.work, talk.person, page)
    last = [button(t.plain("courses-all"), listing), button(t.plain("back"), home)]
    shortest = [button(t.plain("set-open"), "set.view")] if len(zones) > 1 else []
    if not found.total:
        return Screen(t("courses-none-fit", zones=_zones(zones)), [last])
    text = t(
        "courses-fitting",
        zones=_zones(zones),
        total=found.total,
        list=joined([_line(talk, number, one) for number, one in enumerate(found.lines, 1)], "\n"),
        page=t("page-of", page=found.page, pages=found.pages),
    )
    turns = page_buttons(fitting, page, found.pages, words=_turn_words(talk))
    return Screen(text, [*_numbers(found, open_fitting), turns, shortest, last])


def _turn_words(talk: Talk) -> tuple[str, str]:
    return talk.t.plain("previous-page"), talk.t.plain("next-page")


def _numbers(found: ProgrammePage, target: Handler) -> list[list[Button]]:
    """Numbers of the listed programmes, three in a row."""
    buttons = [button(str(i), target, one.id) for i, one in enumerate(found.lines, 1)]
    return [buttons[i : i + 3] for i in range(0, len(buttons), 3)]


def _line(talk: Talk, number: int, one: ProgrammeLine) -> Html:
    t = talk.t
    facts = [t.plain("courses-hours", hours=one.hours), one.form]
    if one.starts_on:
        facts.append(t.plain("courses-line-start", day=day(one.starts_on, today=talk.now.date())))
    return t(
        "courses-line",
        number=number,
        title=shortened(one.title, TITLE),
        facts=", ".join(fact for fact in facts if fact),
    )


@pages.screen(standing=Standing.GUEST)
async def listing(
    talk: Talk, filters: str = "", page: int = 1, words: str = "", payload: str = ""
) -> Screen | Go:
    """All programmes that can be joined, narrowed by filters and typed words; `payload`: a guest's link."""
    t = talk.t
    today = talk.who.today(talk.now) if talk.who else talk.now.date()
    found = await service.find(talk.work, today, _wanted(filters) | {"words": words}, page)
    if page > found.pages:
        return go(listing, filters, 1, words, payload)
    narrow = [button(t.plain("courses-filters"), open_filters)]
    if words:
        narrow.append(button(t.plain("courses-drop-words"), drop_words))
    last = [button(t.plain("back"), home if _is_in(talk) else "entrance.look_around")]
    what = _what(talk, filters, words)
    if not found.total:
        return Screen(t("courses-nothing", what=what), [narrow, last])
    text = t(
        "courses-listing",
        total=found.total,
        what=what,
        list=joined([_line(talk, number, one) for number, one in enumerate(found.lines, 1)]),
        page=t("page-of", page=found.page, pages=found.pages),
    )
    return Screen(text, [*_numbers(found, open_card), _turns(talk, found), narrow, last])


def _is_in(talk: Talk) -> bool:
    return talk.who is not None and talk.who.registered and talk.who.consented


def _turns(talk: Talk, found: ProgrammePage) -> list[Button]:
    """Turning pages keeps the typed words, which are too long for a button."""
    before, after = _turn_words(talk)
    row = []
    if found.page > 1:
        row.append(button(before, turn, found.page - 1))
    if found.page < found.pages:
        row.append(button(after, turn, found.page + 1))
    return row


@pages.action(standing=Standing.GUEST)
async def turn(talk: Talk, page: int) -> Go:
    filters, _, words, payload = _way(talk)
    return go(listing, filters, page, words, payload)


def _way(talk: Talk) -> tuple[str, int, str, str]:
    """Filters, page, words and link of the list that is open; they are too long for a button."""
    filters, page, words, payload = [*talk.here, *[""] * 4][:4]
    return filters, int(page or 1), words, payload


@pages.action(standing=Standing.GUEST)
async def drop_words(talk: Talk) -> Go:
    filters, _, _, payload = _way(talk)
    return go(listing, filters, 1, "", payload)


@pages.action(standing=Standing.GUEST)
async def open_filters(talk: Talk) -> Go:
    filters, _, words, payload = _way(talk)
    return go(filter_by, filters, words, payload)


@pages.action(standing=Standing.GUEST)
async def open_card(talk: Talk, programme_id: int) -> Go:
    """Opens a card and remembers the way back to this very page of the list."""
    return go(card, programme_id, *_way(talk))


@pages.action()
async def open_fitting(talk: Talk, programme_id: int) -> Go:
    return go(card, programme_id, FITTING, *talk.here[:1])


@pages.on_text(listing)
async def search(
    talk: Talk, text: str, filters: str = "", page: int = 1, words: str = "", payload: str = ""
) -> Go:
    return go(listing, filters, 1, " ".join(text.split())[:80], payload)


def _wanted(filters: str) -> dict[str, str]:
    """Filters travel as «c-KM2.f-d.p-1.h-36»."""
    try:
        given = dict(part.split("-", 1) for part in filters.split(".") if part)
    except ValueError as error:
        raise ScreenIsStale from error
    if given.get("f", "d") not in FORMS or given.get("h", HOURS[0]) not in HOURS:
        raise ScreenIsStale
    return {
        "competency": given.get("c", ""),
        "form": FORMS.get(given.get("f", ""), ""),
        "free": given.get("p", ""),
        "hours": given.get("h", ""),
    }


def _what(talk: Talk, filters: str, words: str) -> str:
    wanted = _wanted(filters)
    known = content.competencies()
    parts = [f"«{words}»"] if words else []
    parts += [known[wanted["competency"]].short] if wanted["competency"] in known else []
    parts += [wanted["form"]] if wanted["form"] else []
    parts += [talk.t.plain("courses-free")] if wanted["free"] else []
    parts += [talk.t.plain("courses-up-to", hours=wanted["hours"])] if wanted["hours"] else []
    return ", ".join(parts) or talk.t.plain("courses-no-filters")


@pages.screen(standing=Standing.GUEST)
async def filter_by(talk: Talk, filters: str, words: str = "", payload: str = "") -> Screen:
    """Each button switches one condition and stays here."""
    t = talk.t
    forms = [_switch(talk, filters, "f", key, word) for key, word in FORMS.items()]
    way_out = button(t.plain("menu"), "menu.root")
    if not _is_in(talk):
        way_out = button(t.plain("back"), "entrance.look_around")
    hours = [_switch(talk, filters, "h", h, t.plain("courses-up-to", hours=h)) for h in HOURS]
    return Screen(
        t("courses-filter-text", what=_what(talk, filters, words)),
        [
            forms[:2],
            forms[2:],
            hours,
            [_switch(talk, filters, "p", "1", t.plain("courses-free"))],
            [button(t.plain("courses-by-topic"), open_topics)],
            [button(t.plain("courses-show"), show)],
            [button(t.plain("courses-drop-filters"), switch, ""), way_out],
        ],
    )


@pages.action(standing=Standing.GUEST)
async def switch(talk: Talk, filters: str) -> Go:
    _, words, payload = _narrowing(talk)
    return go(filter_by, filters, words, payload)


def _narrowing(talk: Talk) -> tuple[str, str, str]:
    """Filters, words and link of the screens that narrow the list."""
    filters, words, payload = [*talk.here[-3:], *[""] * 3][:3]
    return filters, words, payload


@pages.action(standing=Standing.GUEST)
async def show(talk: Talk) -> Go:
    filters, words, payload = _narrowing(talk)
    return go(listing, filters, 1, words, payload)


@pages.action(standing=Standing.GUEST)
async def open_topics(talk: Talk) -> Go:
    return go(topic_groups, *_narrowing(talk))


@pages.action(standing=Standing.GUEST)
async def open_topic(talk: Talk, group: str) -> Go:
    return go(topic, group, *_narrowing(talk))


@pages.action(standing=Standing.GUEST)
async def back_to_filters(talk: Talk) -> Go:
    return go(filter_by, *_narrowing(talk))


def _switch(talk: Talk, filters: str, key: str, value: str, words: str) -> Button:
    on = f"{key}-{value}" in filters.split(".")
    return button(("✓ " if on else "") + words, switch, _with(filters, key, "" if on else value))


def _with(filters: str, key: str, value: str) -> str:
    kept = [part for part in filters.split(".") if part and not part.startswith(f"{key}-")]
    return ".".join([*kept, f"{key}-{value}"] if value else kept)


@pages.screen(standing=Standing.GUEST)
async def topic_groups(talk: Talk, filters: str, words: str = "", payload: str = "") -> Screen:
    rows = packed([button(one.title, open_topic, one.code) for one in content.groups()])
    return Screen(talk.t("courses-topic-group"), [*rows, [button(talk.t.plain("back"), back_to_filters)]])


@pages.screen(standing=Standing.GUEST)
async def topic(talk: Talk, group: str, filters: str, words: str = "", payload: str = "") -> Screen:
    found = next((one for one in content.groups() if one.code == group), None)
    if found is None:
        raise ScreenIsStale
    buttons = [button(one.short, switch, _with(filters, "c", one.code)) for one in found.competencies]
    rows = [buttons[i : i + 2] for i in range(0, len(buttons), 2)]
    return Screen(
        talk.t("courses-topic", group=found.title),
        [*rows, [button(talk.t.plain("back"), open_topics)]],
    )


@pages.screen(standing=Standing.GUEST, notice="programme")
async def card(
    talk: Talk, programme_id: int, way: str = "", page: int = 1, words: str = "", payload: str = ""
) -> Screen:
    """One programme. `way`: the filters of the list it was opened from, or FITTING."""
    t = talk.t
    found = await service.card(talk.work, talk.who if _is_in(talk) else None, programme_id)
    rows: list[list[Button]] = []
    if found.enrolment_id is not None and found.enrolment_state != "withdrawn":
        rows.append([button(t.plain("courses-my-application"), "enrolments.view", found.enrolment_id)])
    elif found.can_be_joined and _is_in(talk):
        rows.append([button(t.plain("courses-apply"), apply, programme_id)])
    if _is_in(talk) and (count := len(await runs.of_programme(talk.work, talk.person, programme_id))):
        rows.append([button(t.plain("runs-of-programme", count=count), "runs.of_programme", programme_id)])
    if found.url:
        rows.append([link(t.plain("courses-site"), found.url)])
    if not _is_in(talk):
        rows.append([button(t.plain("courses-register"), register)])
    ways = [button(t.plain("back"), back_to_list)]
    if _is_in(talk):
        ways.append(button(t.plain("menu"), "menu.root"))
    return Screen(_card_text(talk, found), [*rows, ways])


@pages.action(standing=Standing.GUEST)
async def back_to_list(talk: Talk) -> Go:
    """The very page of the list that the card was opened from."""
    way, page, words, payload = [*talk.here[1:], *[""] * 4][:4]
    if way == FITTING:
        return go(fitting, page or 1)
    if way == SHORTEST:
        return go("set.view", words)
    return go(listing, way, page or 1, words, payload)


@pages.action(standing=Standing.GUEST)
async def register(talk: Talk) -> Go:
    """A guest's way to this programme: registration, then the card opens by the link kept."""
    programme_id, *rest = talk.here
    payload = rest[3] if len(rest) > 3 else ""
    return go("entrance.welcome", payload or f"p_{programme_id}")


def _card_text(talk: Talk, found: ProgrammeCard) -> Html:
    return talk.t(
        "courses-card",
        title=shortened(found.title, 120),
        provider=shortened(found.provider, 80),
        facts=", ".join(fact for fact in _facts(talk, found) if fact),
        annotation=shortened(found.annotation, 130),
        topics=", ".join(one.short for one in found.competencies),
        dates=", ".join(_dates(talk, found)),
        why=_why(talk, found),
    )


def _facts(talk: Talk, found: ProgrammeCard) -> list[str]:
    hours = talk.t.plain("courses-hours", hours=found.hours)
    price = money(found.price) or talk.t.plain("courses-price-unknown")
    return [found.kind, hours, found.form, price, found.region]


def _dates(talk: Talk, found: ProgrammeCard) -> list[str]:
    t, today = talk.t, talk.now.date()
    number = t.plain("courses-card-number", number=found.registry_no)
    if not found.can_be_joined:
        return [number, t.plain("courses-card-closed")]
    if found.starts_on is None and found.apply_until is None:
        return [number, t.plain("courses-card-any-time")]
    dates = [number]
    if found.starts_on:
        dates.append(t.plain("courses-card-starts", day=day(found.starts_on, today=today)))
    if found.apply_until:
        dates.append(t.plain("courses-card-until", day=day(found.apply_until, today=today)))
    return dates


def _why(talk: Talk, found: ProgrammeCard) -> Html:
    """«Почему подходит Вам»: the very facts that moved the programme up."""
    t = talk.t
    if not found.zones:
        return t("courses-why-other") if found.has_wish else Html("")
    zones = ", ".join(f"«{one.short}»" for one in found.zones)
    reasons = [t.plain("courses-why-zone", zones=zones)]
    reasons += [t.plain(f"reason-{one.value}") for one in found.reasons if one is not Reason.GROWTH_ZONE]
    return t("courses-why", reasons=", ".join(reasons))


@pages.action()
async def apply(talk: Talk, programme_id: int) -> Go:
    enrolment_id = await enrolments.apply(talk.work, talk.person, programme_id)
    return go("enrolments.view", enrolment_id, note=talk.t("courses-applied"))
