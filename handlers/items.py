"""Items from a methodist's file, and the branch's bank as a file."""

import asyncio

from conversation.book import Chapter
from conversation.screen import Go, Screen, button, go
from conversation.talk import Talk
from domain.access import Right
from services import item_uploads as service
from services import question_export
from ui.format import shortened
from ui.text import Html, joined

pages = Chapter("items")

RIGHT = Right.ADD_ITEMS
LINE = 90


@pages.screen(right=RIGHT)
async def home(talk: Talk) -> Screen:
    t = talk.t
    bank, live, drafts = await service.counts(talk.work, talk.person)
    files = []
    if live + drafts:
        files = [button(t.plain("items-gift"), gift), button(t.plain("items-xlsx"), xlsx)]
    return Screen(
        t("items-home", bank=bank, live=live, drafts=drafts),
        [files[:1], files[1:], [button(t.plain("menu"), "menu.root")]],
    )


@pages.on_upload(home)
async def take(talk: Talk, reference: str) -> Go:
    data, name = await talk.fetch(reference)
    await service.preview(talk.work, talk.person, reference, data, name)
    return go(preview)


@pages.screen(right=RIGHT)
async def preview(talk: Talk) -> Screen:
    """What the file would do, with its errors by line."""
    t = talk.t
    found = await service.waiting(talk.work, talk.person)
    rows = [[button(t.plain("items-discard"), discard)], [button(t.plain("menu"), "menu.root")]]
    if found.ok and found.new + found.changed:
        rows.insert(0, [button(t.plain("items-load"), load)])
    text = t(
        "items-preview",
        name=shortened(found.name, 40),
        rows=found.rows,
        new=found.new,
        changed=found.changed,
        same=found.same,
        problems=_some(talk, [t("items-problem", row=row, why=_cut(why)) for row, why in found.problems]),
        notes=_some(talk, [t("items-note", text=_cut(one)) for one in found.notes]),
        ok="yes" if found.ok else "no",
        drafts=found.without_competency,
    )
    return Screen(text, rows)


def _cut(text: str) -> str:
    return shortened(text, LINE)


def _some(talk: Talk, lines: list[Html]) -> Html:
    shown = lines[: service.SHOWN // 2]
    more = len(lines) - len(shown)
    return joined([*shown, talk.t("items-more", count=more)] if more else shown)


@pages.on_upload(preview)
async def take_another(talk: Talk, reference: str) -> Go:
    return await take(talk, reference)


@pages.on_text(preview)
async def type_competency(talk: Talk, text: str) -> Go:
    data, _ = await talk.fetch(await service.reference(talk.work, talk.person))
    await service.set_competency(talk.work, talk.person, data, text)
    return go(preview)


@pages.action(right=RIGHT)
async def load(talk: Talk) -> Go:
    data, _ = await talk.fetch(await service.reference(talk.work, talk.person))
    report = await service.load(talk.work, talk.person, data)
    return go(home, note=talk.t("items-loaded", new=report.new, changed=report.changed))


@pages.action(right=RIGHT)
async def discard(talk: Talk) -> Go:
    await service.discard(talk.work, talk.person)
    return go(home, note=talk.t("items-discarded"))


@pages.action(right=RIGHT)
async def gift(talk: Talk) -> Go:
    bank, _, _ = await service.counts(talk.work, talk.person)
    found = await question_export.export(talk.work, bank)
    talk.attach(found.gift, f"{bank}.gift", talk.t("items-file", bank=bank, count=found.count))
    return go(home)


@pages.action(right=RIGHT)
async def xlsx(talk: Talk) -> Go:
    from ui.documents.tables import Sheet, workbook

    bank, _, _ = await service.counts(talk.work, talk.person)
    found = await question_export.export(talk.work, bank)
    sheet = Sheet(talk.t.plain("items-sheet"), question_export.COLUMNS, found.table)
    data = await asyncio.to_thread(workbook, [sheet])
    talk.attach(data, f"{bank}.xlsx", talk.t("items-file", bank=bank, count=found.count))
    return go(home)
