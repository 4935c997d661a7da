"""What is kept about a person, and their rights, two taps away."""

import asyncio
import json
from typing import Any

from conversation.book import Chapter, Standing
from conversation.screen import Go, Screen, button, go
from conversation.talk import Talk
from handlers.entrance import link_in, markdown
from services import content, names
from services import privacy as service
from services.viewer import DEFAULT_ZONE
from ui.format import day
from ui.text import Html, joined

pages = Chapter("privacy", standing=Standing.CONSENTED)


@pages.action(command="privacy", standing=Standing.GUEST)
async def read(talk: Talk) -> Go:
    """The command: a guest's link is not lost on the way."""
    return go(home, link_in(talk))


@pages.action(standing=Standing.GUEST)
async def back_to_entrance(talk: Talk) -> Go:
    return go("entrance.welcome", link_in(talk))


@pages.screen(standing=Standing.GUEST)
async def home(talk: Talk, payload: str = "") -> Screen:
    """Guests may read it too: what is kept, why, who sees it."""
    t = talk.t
    document = content.document("privacy")
    text = markdown(document.text.replace("{operator}", talk.house.operator))
    if talk.house.names_in_chat:
        text = joined([text, await _ground(talk)], "\n\n")
    if talk.who is None:
        return Screen(text, [[button(t.plain("back"), back_to_entrance)]])
    if not talk.who.consented:
        return Screen(
            text,
            [
                [button(t.plain("privacy-delete"), ask_deletion)],
                [button(t.plain("back"), "entrance.welcome")],
            ],
        )
    way_out = "menu.root" if talk.who.registered else "reg.next_question"
    return Screen(
        text,
        [
            [button(t.plain("privacy-export"), export)],
            [button(t.plain("privacy-correct"), correction)],
            [button(t.plain("privacy-withdraw"), ask_withdrawal)],
            [button(t.plain("privacy-delete"), ask_deletion)],
            [button(t.plain("back"), way_out)],
        ],
    )


async def _ground(talk: Talk) -> Html:
    """Why full names may stand in this chat."""
    ground = await names.ground(talk.work)
    if ground is None:
        return talk.t("privacy-names-no-ground")
    when = day(ground.recorded_at.astimezone(talk.who.zone if talk.who else DEFAULT_ZONE).date())
    return talk.t("privacy-names", ground=ground.text, by=ground.recorded_by, day=when)


@pages.action()
async def export(talk: Talk) -> Go:
    """The same data twice: JSON for programs, XLSX for people."""
    from ui.documents.tables import Sheet, workbook

    found = await service.export(talk.work, talk.person, with_names=talk.house.names_in_chat)
    as_json = json.dumps(found, ensure_ascii=False, indent=2, default=str).encode()
    sheets = [Sheet(talk.t.plain(f"privacy-sheet-{kind}"), *_table(rows)) for kind, rows in found.items()]
    included = "in" if talk.house.names_in_chat else "out"
    talk.attach(as_json, "moi-dannye.json", talk.t("privacy-json", names=included))
    talk.attach(await asyncio.to_thread(workbook, sheets), "moi-dannye.xlsx", talk.t("privacy-xlsx"))
    return go(home)


def _table(rows: list[dict[str, Any]]) -> tuple[list[str], list[list[Any]]]:
    columns = list(rows[0]) if rows else ["—"]
    return columns, [[_cell(row.get(name)) for name in columns] for row in rows]


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value


@pages.screen()
async def correction(talk: Talk) -> Screen:
    return Screen(talk.t("privacy-correction"), [[button(talk.t.plain("back"), home)]])


@pages.on_text(correction)
async def type_correction(talk: Talk, text: str) -> Go:
    await service.ask_correction(talk.work, talk.person, text)
    return go(home, note=talk.t("privacy-correction-taken"))


@pages.screen()
async def ask_withdrawal(talk: Talk) -> Screen:
    t = talk.t
    return Screen(
        t("privacy-ask-withdrawal"),
        [[button(t.plain("privacy-withdraw-yes"), withdraw)], [button(t.plain("back"), home)]],
    )


@pages.action()
async def withdraw(talk: Talk) -> Go:
    await service.withdraw_consent(talk.work, talk.person)
    return go("entrance.welcome")


@pages.screen(standing=Standing.GUEST)
async def ask_deletion(talk: Talk) -> Screen:
    t = talk.t
    return Screen(
        t("privacy-ask-deletion"),
        [[button(t.plain("privacy-delete-yes"), delete)], [button(t.plain("back"), home)]],
    )


@pages.action(standing=Standing.GUEST)
async def delete(talk: Talk) -> Go:
    """Deletes the person and gives them the act; from now on they are a stranger."""
    from ui.documents.act import erasure_act_pdf

    who = talk.person
    act = await service.erase(talk.work, who)
    pdf = await asyncio.to_thread(
        erasure_act_pdf,
        number=str(act.number),
        erased_at=act.erased_at,
        zone=str(who.zone),
        removed={talk.t.plain(f"privacy-removed-{kind}"): count for kind, count in act.removed.items()},
        operator=talk.house.operator,
    )
    talk.who, talk.forgotten = None, True
    talk.attach(pdf, f"akt-{act.number}.pdf", talk.t("privacy-act", number=str(act.number)))
    return go("entrance.welcome")
