"""The entrance: welcome, consent, looking around, and everything a /start link can mean."""

import re

from conversation.book import Chapter, Standing
from conversation.screen import Button, Go, Screen, button, go
from conversation.talk import Talk
from handlers import organisation
from services import content, invitations, units
from services import registration as registering
from ui.format import shortened
from ui.text import Html, joined, safe

pages = Chapter("entrance", standing=Standing.GUEST)

_PAYLOAD = re.compile(r"(inv_|u_|p_|bp_|m_)[A-Za-z0-9_-]{1,60}")


def link_in(talk: Talk) -> str:
    """The link a guest came by: it travels as the last argument of every screen a guest can open."""
    last = talk.here[-1] if talk.here else ""
    return last if _PAYLOAD.fullmatch(last) else ""


@pages.action(command="start")
async def start(talk: Talk, payload: str = "") -> Go:
    """/start, alone or with the payload of a link."""
    payload = payload if _PAYLOAD.fullmatch(payload) else ""
    who = talk.who
    if who is None or not who.consented:
        return go(welcome, payload) if payload else go(welcome)
    if not who.registered:
        return await _link_of_draft(talk, payload) if payload else go("reg.next_question")
    return await _open_link(talk, payload) if payload else go("menu.root")


async def _link_of_draft(talk: Talk, payload: str) -> Go:
    """A link opened in the middle of registration: a personal one or a move ends it, others are kept."""
    if payload.startswith(invitations.PREFIX):
        kind = await invitations.peek(talk.work, payload)
        if kind is None:
            return go("reg.next_question", note=talk.t("refusal-invitation-is-over"))
        if kind in ("person", "account"):
            return await _redeem(talk, payload, consents=True)
    await registering.consent(talk.work, talk.address, talk.profile_name, payload)
    return go("reg.next_question")


async def _open_link(talk: Talk, payload: str) -> Go:
    """A link opened by somebody who is in already."""
    if payload.startswith(invitations.PREFIX):
        return await _redeem(talk, payload, consents=False)
    if payload.startswith("p_") and payload[2:].isdigit():
        return go("courses.card", int(payload[2:]))
    if payload.startswith("bp_") and payload[3:].isdigit():
        return go("practices.card", int(payload[3:]))
    if payload.startswith("m_") and payload[2:].isdigit():
        return go("materials.card", int(payload[2:]))
    if payload.startswith("u_"):
        return await organisation.offer_move(talk, registering.join_code_from(payload))
    return go("menu.root")


async def _redeem(talk: Talk, payload: str, *, consents: bool) -> Go:
    taken = await invitations.redeem(talk.work, talk.address, payload, consents=consents)
    talk.commands_changed = True
    if taken.role is not None and taken.unit is not None:
        role = talk.t.plain(f"role-{taken.role.value}")
        unit = shortened(taken.unit.name, 80)
        return go("menu.root", note=talk.t("entrance-role-taken", role=role, unit=unit))
    if taken.kind == "account":
        return go("menu.root", note=talk.t("entrance-moved"))
    return go("reg.next_question")


@pages.screen()
async def welcome(talk: Talk, payload: str = "") -> Screen:
    t, who = talk.t, talk.who
    if who is not None and not who.consented:
        text = t("entrance-renewed" if who.agreed_before else "entrance-paused")
        return Screen(text, [*_consent_rows(talk), [_delete_button(talk)]])
    if who is not None:
        return _known(talk)
    link = await _kind_of(talk, payload)
    if link == "account":
        return Screen(
            t("entrance-welcome-moving"),
            [
                [button(t.plain("entrance-move-here"), move_here)],
                [button(t.plain("entrance-not-mine"), welcome)],
            ],
        )
    return Screen(
        t("entrance-welcome", link=link),
        [*_consent_rows(talk), [button(t.plain("entrance-look-around"), look_around)]],
    )


async def _kind_of(talk: Talk, payload: str) -> str:
    """What the link is for, as the welcome says it; «over» for one that works no more."""
    if payload.startswith(invitations.PREFIX):
        return await invitations.peek(talk.work, payload) or "over"
    return "none"


def _known(talk: Talk) -> Screen:
    """The entrance for somebody who is past it: the way back into registration or to the menu."""
    t = talk.t
    if talk.person.registered:
        return Screen(t("entrance-inside"), [[button(t.plain("menu"), "menu.root")]])
    return Screen(
        t("entrance-unfinished"),
        [
            [button(t.plain("menu-go-on"), "reg.next_question")],
            [button(t.plain("entrance-look-around-draft"), look_around)],
            [button(t.plain("settings-data"), "privacy.home")],
        ],
    )


@pages.on_text(welcome)
async def type_code(talk: Talk, text: str, payload: str = "") -> Go:
    """A guest may type the poster's code; anything else is answered by the same screen, link kept."""
    if talk.who is not None:
        return go(welcome, payload, note=talk.t("entrance-press"))
    unit = await units.by_join_code(talk.work, text)
    if unit is None:
        return go(welcome, payload, note=talk.t("entrance-press"))
    link = registering.join_link(units.typed_code(text))
    return go(welcome, link, note=talk.t("entrance-code-taken", unit=shortened(unit.name, 80)))


def _consent_rows(talk: Talk) -> list[list[Button]]:
    return [
        [button(talk.t.plain("entrance-read-consent"), read_consent)],
        [button(talk.t.plain("entrance-give-consent"), give_consent)],
    ]


def _delete_button(talk: Talk) -> Button:
    return button(talk.t.plain("entrance-delete-now"), "privacy.ask_deletion")


@pages.action()
async def read_consent(talk: Talk) -> Go:
    return go(consent_text, link_in(talk))


@pages.screen()
async def consent_text(talk: Talk, payload: str = "") -> Screen:
    """The consent is a document of its own, with its version."""
    t = talk.t
    document = content.document("consent")
    text = document.text.replace("{operator}", talk.house.operator)
    return Screen(
        joined([markdown(text), t("entrance-version", version=document.version)], "\n\n"),
        [
            [button(t.plain("entrance-give-consent"), give_consent)],
            [button(t.plain("back"), back_to_welcome)],
        ],
    )


def markdown(text: str) -> Html:
    """Headings of our own documents become bold; everything else is shown as it stands."""
    lines = []
    for line in text.splitlines():
        heading = line.startswith("#")
        shown = safe(line.lstrip("# ").replace("**", ""))
        lines.append(Html(f"<b>{shown}</b>") if heading else shown)
    return joined(lines)


@pages.action()
async def back_to_welcome(talk: Talk) -> Go:
    return go(welcome, link_in(talk))


@pages.action()
async def look_around(talk: Talk) -> Go:
    return go(tour, link_in(talk))


@pages.screen()
async def tour(talk: Talk, payload: str = "") -> Screen:
    t = talk.t
    return Screen(
        t("entrance-tour"),
        [
            [button(t.plain("entrance-tour-example"), show_example)],
            [button(t.plain("entrance-tour-courses"), open_courses)],
            [button(t.plain("entrance-tour-materials"), open_materials)],
            [button(t.plain("back"), back_to_welcome)],
        ],
    )


@pages.action()
async def open_courses(talk: Talk) -> Go:
    """The link stays the last argument, so that it is not lost among the programmes."""
    return go("courses.listing", "", 1, "", link_in(talk))


@pages.action()
async def open_materials(talk: Talk) -> Go:
    return go("materials.listing", "", 1, "", link_in(talk))


@pages.action()
async def show_example(talk: Talk) -> Go:
    return go(example, link_in(talk))


@pages.screen()
async def example(talk: Talk, payload: str = "") -> Screen:
    """A situation that is in no bank, so that looking around gives no key away."""
    t = talk.t
    options = joined([f"{letter}. {t('example-option-' + str(i))}" for i, letter in enumerate("АБВ", 1)])
    return Screen(
        t("entrance-example", stem=t("example-stem"), options=options),
        [[button(t.plain("entrance-give-consent"), give_consent)], [button(t.plain("back"), look_around)]],
    )


@pages.action()
async def give_consent(talk: Talk) -> Go:
    """Consent given: a personal code fills everything, any other way leads to the questions."""
    payload = link_in(talk)
    kind = await _kind_of(talk, payload)
    if kind == "person" and talk.who is None:
        return await _redeem(talk, payload, consents=True)
    await registering.consent(
        talk.work, talk.address, talk.profile_name, "" if kind in ("over", "account") else payload
    )
    talk.commands_changed = True
    if talk.who is not None and talk.who.registered:
        return go("menu.root", note=talk.t("entrance-back"))
    return go("reg.next_question")


@pages.action()
async def move_here(talk: Talk) -> Go:
    return await _redeem(talk, link_in(talk), consents=False)


@pages.action(standing=Standing.REGISTERED)
async def follow_link(talk: Talk) -> Go:
    """Opens the link a newcomer came by, now that registration is done."""
    payload = talk.person.start_link or ""
    if payload.startswith(invitations.PREFIX):
        return await _redeem(talk, payload, consents=False)
    await registering.take_link(talk.work, talk.person)
    return await _open_link(talk, payload)
