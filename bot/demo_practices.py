"""Practices of the demo: a bank, one with experts, one returned, one on the methodist's desk, a draft."""

from collections.abc import Awaitable, Callable
from typing import Any

from db.session import UnitOfWork
from files.tables import Row, Table
from services import content, practice_drafts, practice_reviews, practices
from services.practice_import import import_practices
from services.viewer import Viewer

FILE = content.FOLDER / "demo" / "practices.yaml"
AUTHOR = "Учебный пример"

Works = Callable[[], UnitOfWork]


async def load_bank(work: Works) -> None:
    """The invented bank, by the same import as anybody's."""
    report = await import_practices(work(), bank_table())
    if not report.ok:
        raise RuntimeError(f"the demo's own practices do not import: {report.problems[:3]}")


def bank_table() -> Table:
    rows = [_row(number, one) for number, one in enumerate(content.read_yaml(FILE)["practices"], 1)]
    return Table(tuple(rows[0].cells), tuple(rows))


def _row(number: int, one: dict[str, Any]) -> Row:
    names = ("title", "subject", "level", *practices.TEXTS)
    cells = {name: str(one.get(name, "")) for name in names}
    cells |= {"code": f"УП-{number:02}", "unit_code": one["unit"], "author": AUTHOR}
    return Row(number + 1, cells | {"competencies": " ".join(one["competencies"])})


async def give_life(work: Works, viewer: Callable[[int], Awaitable[Viewer]]) -> None:
    """What the characters do: 102 was returned, 103 writes, 104 is read by 121 and 122, 105 waits for 107."""
    await load_bank(work)
    texts = content.read_yaml(FILE)["alive"]
    elena, dmitry, marina = await viewer(102), await viewer(103), await viewer(104)
    deputy, methodist = await viewer(105), await viewer(107)
    experts = [await viewer(121), await viewer(122)]
    returned = await _sent(work, elena, texts["returned"])
    await _assign(work, methodist, returned)
    for expert, comment in zip(experts, texts["comments"], strict=True):
        await _review(work, expert, comment)
    await _give_back(work, methodist, returned, texts["remarks"])
    await _assign(work, methodist, await _sent(work, marina, texts["at_experts"]))
    await _begin_review(work, experts[0])
    await _sent(work, deputy, texts["at_methodist"])
    await _written(work, dmitry, texts["draft"])
    await _read(work, elena, marina, texts["told"])


async def _written(work: Works, who: Viewer, texts: dict[str, Any]) -> int:
    number = await practice_drafts.begin(work(), who)
    await practice_drafts.choose_subject(work(), who, number, texts["subject"])
    await practice_drafts.choose_level(work(), who, number, texts["level"])
    for code in texts["competencies"]:
        await practice_drafts.choose_theme(work(), who, number, code, on=True)
    for step in practice_drafts.STEPS:
        if step in texts:
            await practice_drafts.write(work(), who, number, step, texts[step])
    return number


async def _sent(work: Works, who: Viewer, texts: dict[str, Any]) -> int:
    number = await _written(work, who, texts)
    await practice_drafts.sign(work(), who, number, on=True)
    found = await practice_drafts.get(work(), who, number)
    await practice_drafts.submit(work(), who, number, found.description.revision)
    return number


async def _assign(work: Works, methodist: Viewer, number: int) -> None:
    shown = await practice_reviews.on_desk(work(), methodist, number)
    await practice_reviews.assign_proposed(work(), methodist, number, shown.description.revision)


async def _review(work: Works, expert: Viewer, comment: str) -> None:
    """Weak in results and transfer, sound otherwise: not enough for the bank."""
    number = (await practice_reviews.mine(work(), expert))[0].id
    for one in content.expertise().criteria:
        mark = 1 if one.code in ("results", "transfer", "novelty") else 2
        await practice_reviews.mark(work(), expert, number, one.code, mark)
    await practice_reviews.comment(work(), expert, number, comment)
    shown = await practice_reviews.get(work(), expert, number)
    await practice_reviews.finish(work(), expert, number, shown.revision)


async def _begin_review(work: Works, expert: Viewer) -> None:
    number = (await practice_reviews.mine(work(), expert))[0].id
    for one in content.expertise().criteria[:3]:
        await practice_reviews.mark(work(), expert, number, one.code, 2)


async def _give_back(work: Works, methodist: Viewer, number: int, remarks: str) -> None:
    shown = await practice_reviews.on_desk(work(), methodist, number)
    await practice_reviews.give_back(work(), methodist, number, shown.description.revision, remarks)


async def _read(work: Works, elena: Viewer, marina: Viewer, told: str) -> None:
    """Readers' marks: one has applied the first practice of the bank, the other means to."""
    first = (await practices.find(work(), {"words": "билет на выход"}, 1)).lines[0].id
    for reader in (elena, marina):
        await practices.mark_useful(work(), reader, first, on=True)
    await practices.mean_to_apply(work(), elena, first)
    await practices.tell_result(work(), marina, first, told)
