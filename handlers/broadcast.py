"""Writing to many: a draft with its audience, a preview, the moment, then progress and the report."""

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go, packed
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from domain.access import Right
from services import content, units
from services import news as service
from services.news import Draft, Progress
from ui.format import bar, day, moment, shortened
from ui.text import Html, joined

pages = Chapter("broadcast")

RIGHT = Right.SEND_NEWS
TITLE, UNIT = 40, 60
BUTTON = 26
SUBJECTS = 6


@pages.screen(command="broadcast", right=RIGHT)
async def home(talk: Talk, page: int = 1) -> Screen:
    t = talk.t
    found = await service.listing(talk.work, talk.person, page)
    lines = [
        t(
            "broadcast-line",
            index=index,
            title=shortened(one.title, TITLE) or t.plain("broadcast-untitled"),
            state=one.state,
            on=day(talk.person.today(one.made_at), today=talk.today),
        )
        for index, one in enumerate(found.items, 1)
    ]
    numbers = [
        button(str(index), draft if one.state == "draft" else progress, one.id)
        for index, one in enumerate(found.items, 1)
    ]
    turns = page_buttons(
        home, found.page, found.pages, words=(t.plain("previous-page"), t.plain("next-page"))
    )
    return Screen(
        t("broadcast-home", list=joined(lines) if lines else t("broadcast-none")),
        [
            [button(t.plain("broadcast-new"), begin)],
            numbers[:3],
            numbers[3:],
            turns,
            [button(t.plain("menu"), "menu.root")],
        ],
    )


@pages.action(right=RIGHT)
async def begin(talk: Talk) -> Go:
    return go(draft, await service.create(talk.work, talk.person))


@pages.screen(right=RIGHT)
async def draft(talk: Talk, broadcast_id: int) -> Screen | Go:
    """The draft in short; each button changes one thing, and everything is kept at once."""
    t = talk.t
    one = await service.get(talk.work, talk.person, broadcast_id)
    if one.state != "draft":
        return go(progress, broadcast_id)
    reach = await service.reach(talk.work, talk.person, broadcast_id)
    text = t(
        "broadcast-draft",
        title=shortened(service.plain(one.text), 120) or t.plain("broadcast-untitled"),
        file=one.file.partition(":")[0] if one.file else "none",
        link=shortened(one.link_words, BUTTON) if one.link_words else "none",
        topic=t.plain(f"topic-news-{one.topic}"),
        audience=_audience(talk, one),
        count=reach.ok,
    )
    return Screen(
        text,
        [
            [
                button(t.plain("broadcast-text"), write, one.id),
                button(t.plain("broadcast-file"), file, one.id),
            ],
            [
                button(t.plain("broadcast-link"), link, one.id),
                button(t.plain("broadcast-topic"), topic, one.id),
            ],
            [button(t.plain("broadcast-audience"), audience, one.id)],
            [button(t.plain("broadcast-preview"), preview, one.id)],
            [button(t.plain("broadcast-send"), when, one.id)],
            [button(t.plain("broadcast-delete"), ask_delete, one.id), button(t.plain("back"), home)],
        ],
    )


def _audience(talk: Talk, one: Draft) -> str:
    parts = [shortened(one.unit_name, UNIT) or talk.t.plain("broadcast-everywhere")]
    parts += [talk.t.plain(f"broadcast-role-{one.role}")] if one.role else []
    parts += [content.subjects()[one.subject]] if one.subject in content.subjects() else []
    parts += [talk.t.plain("broadcast-young")] if one.young else []
    return ", ".join(parts)


@pages.screen(right=RIGHT)
async def write(talk: Talk, broadcast_id: int) -> Screen:
    return Screen(
        talk.t("broadcast-write", most=service.MOST, under=service.MOST_WITH_FILE),
        [[button(talk.t.plain("back"), draft, broadcast_id)]],
    )


@pages.on_text(write)
async def written(talk: Talk, text: str, broadcast_id: int) -> Go:
    await service.set_text(talk.work, talk.person, broadcast_id, talk.formatted)
    return go(draft, broadcast_id)


@pages.screen(right=RIGHT)
async def file(talk: Talk, broadcast_id: int) -> Screen:
    t = talk.t
    without = button(t.plain("broadcast-no-file"), drop_file, broadcast_id)
    return Screen(t("broadcast-attach"), [[without], [button(t.plain("back"), draft, broadcast_id)]])


@pages.on_upload(file)
async def attached(talk: Talk, reference: str, broadcast_id: int) -> Go:
    await service.set_file(talk.work, talk.person, broadcast_id, reference)
    return go(draft, broadcast_id)


@pages.action(right=RIGHT)
async def drop_file(talk: Talk, broadcast_id: int) -> Go:
    await service.set_file(talk.work, talk.person, broadcast_id, None)
    return go(draft, broadcast_id)


@pages.screen(right=RIGHT)
async def link(talk: Talk, broadcast_id: int) -> Screen:
    t = talk.t
    without = button(t.plain("broadcast-no-link"), drop_link, broadcast_id)
    return Screen(t("broadcast-link-text"), [[without], [button(t.plain("back"), draft, broadcast_id)]])


@pages.on_text(link)
async def linked(talk: Talk, text: str, broadcast_id: int) -> Go:
    await service.set_link(talk.work, talk.person, broadcast_id, text)
    return go(draft, broadcast_id)


@pages.action(right=RIGHT)
async def drop_link(talk: Talk, broadcast_id: int) -> Go:
    await service.set_link(talk.work, talk.person, broadcast_id, "")
    return go(draft, broadcast_id)


@pages.screen(right=RIGHT)
async def topic(talk: Talk, broadcast_id: int) -> Screen:
    """Readers switch topics off one by one: the right topic keeps them reading."""
    t = talk.t
    rows = [[button(t.plain(f"topic-news-{one}"), set_topic, broadcast_id, one)] for one in service.TOPICS]
    return Screen(t("broadcast-topic-text"), [*rows, [button(t.plain("back"), draft, broadcast_id)]])


@pages.action(right=RIGHT)
async def set_topic(talk: Talk, broadcast_id: int, name: str) -> Go:
    await service.set_topic(talk.work, talk.person, broadcast_id, name)
    return go(draft, broadcast_id)


@pages.screen(right=RIGHT)
async def audience(talk: Talk, broadcast_id: int) -> Screen:
    """Who gets it, how many do not, and why."""
    t = talk.t
    one = await service.get(talk.work, talk.person, broadcast_id)
    reach = await service.reach(talk.work, talk.person, broadcast_id)
    young = t.plain("broadcast-young-switch", on="yes" if one.young else "no")
    text = t(
        "broadcast-audience-text",
        audience=_audience(talk, one),
        count=reach.ok,
        left=joined(_left_out(talk, reach) or [t("broadcast-nobody-left-out")]),
    )
    return Screen(
        text,
        [
            [
                button(t.plain("broadcast-unit"), unit, one.id),
                button(t.plain("broadcast-role"), role, one.id),
            ],
            [button(t.plain("broadcast-subject"), subject, one.id)],
            [button(young, narrow, one.id, "young", "" if one.young else "yes")],
            [button(t.plain("back"), draft, one.id)],
        ],
    )


def _left_out(talk: Talk, reach: service.Reach) -> list[Html]:
    reasons = ("limit", "unsubscribed", "unreachable", "no_consent", "absent")
    return [
        talk.t("broadcast-left-out", reason=reason, count=count)
        for reason in reasons
        if (count := getattr(reach, reason))
    ]


@pages.screen(right=RIGHT)
async def unit(talk: Talk, broadcast_id: int, words: str = "") -> Screen:
    """Units of one's branch that match what was typed; without words, the first ones."""
    t = talk.t
    found = await units.in_scope(talk.work, talk.person.need(RIGHT, talk.now), words)
    rows = [
        [button(shortened(f"{index}. {one.unit.name}", BUTTON), set_unit, broadcast_id, one.unit.id)]
        for index, one in enumerate(found, 1)
    ]
    lines = [
        t("branch-line", index=index, name=shortened(one.unit.name, 45), above="")
        for index, one in enumerate(found, 1)
    ]
    text = t("broadcast-unit-text", list=joined(lines) if lines else t("branch-nothing", words=words))
    return Screen(text, [*rows, [button(t.plain("back"), audience, broadcast_id)]])


@pages.on_text(unit)
async def find_unit(talk: Talk, text: str, broadcast_id: int, words: str = "") -> Go:
    return go(unit, broadcast_id, " ".join(text.split())[:60])


@pages.action(right=RIGHT)
async def set_unit(talk: Talk, broadcast_id: int, unit_id: int) -> Go:
    await service.set_unit(talk.work, talk.person, broadcast_id, unit_id)
    return go(audience, broadcast_id)


@pages.screen(right=RIGHT)
async def role(talk: Talk, broadcast_id: int) -> Screen:
    t = talk.t
    choices = [
        button(t.plain(f"broadcast-role-{one.value}"), narrow, broadcast_id, "role", one.value)
        for one in service.ROLES
    ]
    everybody = button(t.plain("broadcast-everybody"), narrow, broadcast_id, "role", "")
    back = button(t.plain("back"), audience, broadcast_id)
    return Screen(t("broadcast-role-text"), [[everybody], *packed(choices), [back]])


@pages.screen(right=RIGHT)
async def subject(talk: Talk, broadcast_id: int, page: int = 1) -> Screen:
    t = talk.t
    titles = sorted(content.subjects().items(), key=lambda one: one[1])
    count = -(-len(titles) // SUBJECTS)
    page = min(max(1, page), count)
    shown = titles[(page - 1) * SUBJECTS : page * SUBJECTS]
    choices = [
        button(shortened(title, BUTTON), narrow, broadcast_id, "subject", code) for code, title in shown
    ]
    rows = [choices[i : i + 1] for i in range(len(choices))]
    words = (t.plain("previous-page"), t.plain("next-page"))
    last = [
        button(t.plain("broadcast-any-subject"), narrow, broadcast_id, "subject", ""),
        button(t.plain("back"), audience, broadcast_id),
    ]
    turns = page_buttons(subject, page, count, broadcast_id, words=words)
    text = t("broadcast-subject-text", page=t("page-of", page=page, pages=count))
    return Screen(text, [*rows, turns, last])


@pages.on_text(subject)
async def type_subject(talk: Talk, text: str, broadcast_id: int, page: int = 1) -> Go:
    await service.narrow(talk.work, talk.person, broadcast_id, "subject", service.subject_called(text))
    return go(audience, broadcast_id)


@pages.action(right=RIGHT)
async def narrow(talk: Talk, broadcast_id: int, by: str, value: str) -> Go:
    await service.narrow(talk.work, talk.person, broadcast_id, by, value)
    return go(audience, broadcast_id)


@pages.action(right=RIGHT)
async def preview(talk: Talk, broadcast_id: int) -> Go:
    """The very message comes to the author through the same post."""
    await service.preview(talk.work, talk.person, broadcast_id)
    return go(draft, broadcast_id, note=talk.t("broadcast-preview-comes"))


@pages.screen(right=RIGHT)
async def when(talk: Talk, broadcast_id: int) -> Screen:
    t = talk.t
    return Screen(
        t("broadcast-when-text"),
        [
            [button(t.plain("broadcast-when-afternoon"), confirm, broadcast_id, "afternoon")],
            [button(t.plain("broadcast-when-now"), confirm, broadcast_id, "now")],
            [button(t.plain("broadcast-when-moment"), at_moment, broadcast_id)],
            [button(t.plain("back"), draft, broadcast_id)],
        ],
    )


@pages.screen(right=RIGHT)
async def at_moment(talk: Talk, broadcast_id: int) -> Screen:
    return Screen(talk.t("broadcast-moment-text"), [[button(talk.t.plain("back"), when, broadcast_id)]])


@pages.on_text(at_moment)
async def type_moment(talk: Talk, text: str, broadcast_id: int) -> Go:
    await service.set_moment(talk.work, talk.person, broadcast_id, text)
    return go(confirm, broadcast_id, "moment")


@pages.screen(right=RIGHT)
async def confirm(talk: Talk, broadcast_id: int, when_: str) -> Screen:
    """The last question names what goes to how many, and when."""
    t = talk.t
    one = await service.get(talk.work, talk.person, broadcast_id)
    reach = await service.reach(talk.work, talk.person, broadcast_id)
    local = one.local_at
    text = t(
        "broadcast-confirm",
        title=shortened(one.title, 80) or t.plain("broadcast-untitled"),
        audience=_audience(talk, one),
        count=reach.ok,
        digest=reach.limit,
        when=when_,
        at=f"{day(local.date(), today=talk.today)}, {local:%H:%M}" if local and when_ == "moment" else "",
    )
    yes = button(t.plain("broadcast-confirm-yes"), send, one.id, one.revision, when_)
    return Screen(text, [[yes], [button(t.plain("back"), when, one.id)]])


@pages.action(right=RIGHT)
async def send(talk: Talk, broadcast_id: int, revision: int, when_: str) -> Go:
    await service.send(talk.work, talk.person, broadcast_id, revision, when_)
    return go(progress, broadcast_id)


@pages.screen(right=RIGHT)
async def progress(talk: Talk, broadcast_id: int) -> Screen | Go:
    """Live while it goes: the bot redraws it; afterwards it is the report."""
    t = talk.t
    found = await service.progress(talk.work, talk.person, broadcast_id)
    one = found.draft
    if one.state == "draft":
        return go(draft, broadcast_id)
    text = t(
        "broadcast-progress",
        title=shortened(one.title, 60),
        state="over" if found.is_over and one.state == "sending" else one.state,
        bar=bar(found.done, found.total),
        done=found.done,
        total=found.total,
        sent=found.sent,
        failed=found.failed,
        uncertain=found.uncertain,
        accepted=found.accepted,
        cancelled=found.cancelled,
        digest=found.digest,
        left=found.left,
        reads=found.reads,
        at=_starts(talk, found),
    )
    return Screen(text, _steering(talk, found))


def _starts(talk: Talk, found: Progress) -> str:
    if found.starts_at is None or found.starts_at <= talk.now:
        return "none"
    return moment(found.starts_at, talk.person.zone, today=talk.today)


def _steering(talk: Talk, found: Progress) -> list[list[Button]]:
    t, one = talk.t, found.draft
    rows: list[list[Button]] = []
    if one.state == "sending" and found.left:
        rows.append([button(t.plain("broadcast-pause"), pause, one.id)])
    if one.state == "paused":
        rows.append([button(t.plain("broadcast-resume"), resume, one.id)])
    if one.state in ("sending", "paused") and found.left:
        rows[-1].append(button(t.plain("broadcast-stop"), ask_stop, one.id))
    if found.uncertain and found.is_over:
        rows.append([button(t.plain("broadcast-repeat"), repeat, one.id)])
        rows.append([button(t.plain("broadcast-accept"), accept, one.id)])
    if found.failed:
        rows.append([button(t.plain("broadcast-errors"), errors, one.id)])
    rows.append([button(t.plain("broadcast-refresh"), progress, one.id), button(t.plain("back"), home)])
    return rows


@pages.action(right=RIGHT)
async def pause(talk: Talk, broadcast_id: int) -> Go:
    await service.pause(talk.work, talk.person, broadcast_id)
    return go(progress, broadcast_id)


@pages.action(right=RIGHT)
async def resume(talk: Talk, broadcast_id: int) -> Go:
    await service.resume(talk.work, talk.person, broadcast_id)
    return go(progress, broadcast_id)


@pages.screen(right=RIGHT)
async def ask_stop(talk: Talk, broadcast_id: int) -> Screen:
    t = talk.t
    found = await service.progress(talk.work, talk.person, broadcast_id)
    text = t("broadcast-ask-stop", title=shortened(found.draft.title, 60), left=found.left)
    yes = button(t.plain("broadcast-stop-yes"), stop, broadcast_id)
    return Screen(text, [[yes], [button(t.plain("back"), progress, broadcast_id)]])


@pages.action(right=RIGHT)
async def stop(talk: Talk, broadcast_id: int) -> Go:
    await service.stop(talk.work, talk.person, broadcast_id)
    return go(progress, broadcast_id)


@pages.action(right=RIGHT)
async def repeat(talk: Talk, broadcast_id: int) -> Go:
    await service.repeat_uncertain(talk.work, talk.person, broadcast_id)
    return go(progress, broadcast_id)


@pages.action(right=RIGHT)
async def accept(talk: Talk, broadcast_id: int) -> Go:
    await service.accept_uncertain(talk.work, talk.person, broadcast_id)
    return go(progress, broadcast_id)


@pages.screen(right=RIGHT)
async def errors(talk: Talk, broadcast_id: int) -> Screen:
    """Reasons with counts, never names."""
    t = talk.t
    found = await service.failures(talk.work, talk.person, broadcast_id)
    lines = [t("broadcast-error", reason=reason, count=count) for reason, count in found.items()]
    text = t("broadcast-errors-text", list=joined(lines or [t("broadcast-no-errors")]))
    return Screen(text, [[button(t.plain("back"), progress, broadcast_id)]])


@pages.screen(right=RIGHT)
async def ask_delete(talk: Talk, broadcast_id: int) -> Screen:
    t = talk.t
    one = await service.get(talk.work, talk.person, broadcast_id)
    text = t("broadcast-ask-delete", title=shortened(one.title, 80) or t.plain("broadcast-untitled"))
    yes = button(t.plain("broadcast-delete-yes"), delete, broadcast_id)
    return Screen(text, [[yes], [button(t.plain("back"), draft, broadcast_id)]])


@pages.action(right=RIGHT)
async def delete(talk: Talk, broadcast_id: int) -> Go:
    await service.delete(talk.work, talk.person, broadcast_id)
    return go(home, note=talk.t("broadcast-deleted"))
