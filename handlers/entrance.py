"""The entrance: welcome, consent, looking around, and everything a /start link can mean."""

import re

from conversation.book import Chapter, Standing
from conversation.screen import Button, Go, Screen, button, go
from conversation.talk import Talk
from handlers import organisation
from services import content, invitations
from services import registration as registering
from ui.text import Html, joined, safe

pages = Chapter("entrance", standing=Standing.GUEST)

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


@pages.action(command="start")
async def start(talk: Talk, payload: str = "") -> Go:
    """/start, alone or with the payload of a link."""
    payload = payload if _PAYLOAD.fullmatch(payload) else ""
    who = talk.who
    if who is None or not who.consented:
        return go(welcome, payload) if payload else go(welcome)
    if not who.registered:
        return go("reg.next_question")
    return await _open_link(talk, payload) if payload else go("menu.root")


async def _open_link(talk: Talk, payload: str) -> Go:
    """A link opened by somebody who is in already."""
    if payload.startswith(invitations.PREFIX):
        return await _redeem(talk, payload, consents=False)
    if payload.startswith("p_") and payload[2:].isdigit():
        return go("courses.card", int(payload[2:]))
    if payload.startswith("u_"):
        return await organisation.offer_move(talk, registering.join_code_from(payload))
    return go("menu.root")


async def _redeem(talk: Talk, payload: str, *, consents: bool) -> Go:
    taken = await invitations.redeem(talk.work, talk.address, payload, consents=consents)
    talk.commands_changed = True
    if taken.role is not None and taken.unit is not None:
        role = talk.t.plain(f"role-{taken.role.value}")
        return go("menu.root", note=talk.t("entrance-role-taken", role=role, unit=taken.unit.name))
    if taken.kind == "account":
        return go("menu.root", note=talk.t("entrance-moved"))
    return go("reg.next_question")


@pages.screen()
async def welcome(talk: Talk, payload: str = "") -> Screen:
    t = talk.t
    if talk.who is not None and not talk.who.consented:
        return Screen(t("entrance-paused"), _consent_rows(talk) + [[_delete_button(talk)]])
    if payload and await invitations.peek(talk.work, payload) == "account":
        return Screen(t("entrance-welcome-moving"), [[button(t.plain("entrance-move-here"), move_here)]])
    return Screen(
        t("entrance-welcome"),
        [*_consent_rows(talk), [button(t.plain("entrance-look-around"), look_around)]],
    )


def _consent_rows(talk: Talk) -> list[list[Button]]:
    return [
        [button(talk.t.plain("entrance-read-consent"), read_consent)],
        [button(talk.t.plain("entrance-give-consent"), give_consent)],
    ]


def _delete_button(talk: Talk) -> Button:
    return button(talk.t.plain("entrance-delete-now"), "privacy.ask_deletion")


@pages.action()
async def read_consent(talk: Talk) -> Go:
    return go(consent_text, *talk.here)


@pages.screen()
async def consent_text(talk: Talk, payload: str = "") -> Screen:
    """The consent is a document of its own, with its version."""
    t = talk.t
    document = content.document("consent")
    text = document.text.replace("{operator}", talk.house.operator)
    return Screen(
        t("entrance-consent", text=markdown(text), version=document.version),
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
    return go(welcome, *talk.here)


@pages.action()
async def look_around(talk: Talk) -> Go:
    return go(tour, *talk.here)


@pages.screen()
async def tour(talk: Talk, payload: str = "") -> Screen:
    t = talk.t
    return Screen(
        t("entrance-tour"),
        [
            [button(t.plain("entrance-tour-example"), show_example)],
            [button(t.plain("entrance-tour-courses"), "courses.listing")],
            [button(t.plain("back"), back_to_welcome)],
        ],
    )


@pages.action()
async def show_example(talk: Talk) -> Go:
    return go(example, *talk.here)


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
    payload = talk.here[0] if talk.here else ""
    if payload.startswith(invitations.PREFIX) and await invitations.peek(talk.work, payload) == "person":
        return await _redeem(talk, payload, consents=True)
    await registering.consent(talk.work, talk.address, talk.profile_name, payload)
    return go("reg.next_question")


@pages.action()
async def move_here(talk: Talk) -> Go:
    return await _redeem(talk, talk.here[0] if talk.here else "", consents=False)


@pages.action(standing=Standing.REGISTERED)
async def follow_link(talk: Talk) -> Go:
    """Opens the link a newcomer came by, now that registration is done."""
    payload = talk.person.start_link or ""
    if payload.startswith(invitations.PREFIX):
        return await _redeem(talk, payload, consents=False)
    await registering.take_link(talk.work, talk.person)
    return await _open_link(talk, payload)
