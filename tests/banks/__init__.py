"""A tiny bank of our own: a unit with a question of each kind, for any competency."""

from pathlib import Path

import yaml

from db.session import UnitOfWork
from domain.literacy import COMPONENTS
from services import content
from services.bank import plan_for
from services.bank_files import read_bank

TINY = Path(__file__).parent / "tiny.yaml"


def written(folder: Path, competency: str, *, units: bool = True, items: bool = False) -> Path:
    """The bank for another competency, whole or in part."""
    entry = content.read_yaml(TINY)
    entry = yaml.safe_load(yaml.safe_dump(entry, allow_unicode=True).replace("KF1", competency))
    entry["bank"] = f"tiny-{competency}"
    if not units:
        del entry["units"]
    if not items:
        del entry["items"]
    path = folder / f"{competency}.yaml"
    path.write_text(yaml.safe_dump(entry, allow_unicode=True), encoding="utf-8")
    return path


async def load(work: UnitOfWork, path: Path) -> None:
    bank = read_bank(path)
    assert not bank.problems, bank.problems
    async with work.writing() as session:
        plan = await plan_for(session, bank.name, list(bank.items.values()), retire_missing=True)
        await plan.write(session)


async def load_literacy(work_for, folder: Path) -> None:  # type: ignore[no-untyped-def]
    """Six components of six questions each, and no others."""
    from sqlalchemy import text

    async with work_for().writing() as session:
        await session.execute(text("UPDATE items SET state = 'retired' WHERE competency LIKE 'KF%'"))
    for competency in COMPONENTS:
        await load(work_for(), written(folder, competency))
