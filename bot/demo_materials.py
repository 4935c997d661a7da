"""Materials of the demo: a small library, a new version of one, one whose day of review has come, a draft."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from db.session import UnitOfWork
from services import content, material_drafts, materials
from services.viewer import Viewer

METHODIST, READERS = 107, (102, 104)
OLD = timedelta(days=400)
"""How long ago the first materials were published."""

Works = Callable[[datetime], UnitOfWork]


async def give_life(
    works: Works, now: datetime, viewer: Callable[[int], Awaitable[Viewer]], town_id: int
) -> None:
    """Everything by the product's own use cases, the old ones at their own time."""
    texts = content.read_yaml(content.FOLDER / "demo" / "materials.yaml")
    methodist, readers = await viewer(METHODIST), [await viewer(one) for one in READERS]
    numbers: list[int] = []
    for one in texts["library"]:
        at = now - OLD if one.get("old") else now - timedelta(days=one["days_ago"])
        await _write(works, at, methodist, town_id, one)
        numbers.append(await material_drafts.publish(works(at), methodist))
    for number in numbers[:3]:
        await materials.mark_useful(works(now), readers[0], number, on=True)
    await materials.follow(works(now), readers[0], f"m{numbers[0]}", on=True)
    await materials.follow(works(now), readers[1], "cKM2", on=True)
    await material_drafts.begin_version(works(now), methodist, numbers[0])
    await material_drafts.set_text(works(now), methodist, "change_note", texts["change"])
    await material_drafts.set_review(works(now), methodist, methodist.today(now) + material_drafts.LIVES)
    await material_drafts.publish(works(now), methodist)
    await material_drafts.begin(works(now), methodist, town_id)
    await material_drafts.set_text(works(now), methodist, "title", texts["draft"])


async def _write(works: Works, at: datetime, who: Viewer, town_id: int, one: dict) -> None:
    await material_drafts.begin(works(at), who, town_id)
    for name in ("title", "summary"):
        await material_drafts.set_text(works(at), who, name, one[name])
    await material_drafts.set_source(works(at), who, one["source"])
    for tag in one["tags"]:
        await material_drafts.switch_tag(works(at), who, tag, on=True)
    await material_drafts.set_grades(works(at), who, str(one["grades"]))
    await material_drafts.set_review(works(at), who, who.today(at) + material_drafts.LIVES)
