"""A database of registered people, each with a diagnostic just begun, made by the product's own services."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from bot.config import Settings
from bot.setup import opened
from db.session import Database, UnitOfWork
from files.tables import read_table
from services import content, diagnostics, registration, units, viewer
from services.unit_import import import_units
from services.viewer import Viewer

UNITS = content.FOLDER / "demo" / "units.csv"
SCHOOL = "Z1-S4"
POSITION = "primary"


def url_of(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


async def prepare(path: Path, addresses: Iterable[int]) -> None:
    """Makes the file: schema, banks, units, and the people at these addresses."""
    settings = Settings(_env_file=None, database_url=url_of(path))  # type: ignore[call-arg]
    async with opened(settings, migrate=True) as database:
        report = await import_units(UnitOfWork(database), read_table(UNITS.read_bytes(), UNITS.name))
        assert report.ok, report.problems
        for address in addresses:
            await _begin(database, address)


async def _begin(database: Database, address: int) -> None:
    """Through the steps of registration to the first question of the suggested diagnostic."""

    def work() -> UnitOfWork:
        return UnitOfWork(database)

    async def person() -> Viewer:
        found = await viewer.find(work(), address)
        assert found is not None
        return found

    school = await units.by_code(work(), SCHOOL)
    assert school is not None
    who = await registration.consent(work(), address, "Елена Власова")
    await registration.choose_unit(work(), who, school.id)
    await registration.choose_position(work(), who, POSITION)
    await registration.set_birth_year(work(), who, "1990")
    await registration.set_work_start(work(), await person(), "2015")
    await registration.finish(work(), await person())
    offer = await diagnostics.offer(work(), await person())
    await diagnostics.start(work(), await person(), [one.code for one in offer.suggested])


def answers_in(path: Path) -> int:
    """How many answers the file holds."""
    with sqlite3.connect(path) as base:
        return base.execute("select count(*) from attempt_items where choice is not null").fetchone()[0]
