"""Full names in the chat are let through only on a recorded ground: which one, who wrote it down, when."""

from dataclasses import dataclass
from datetime import datetime

from db.repositories import delivery
from db.session import UnitOfWork
from domain.errors import WrongInput

SETTING = "names_in_chat"


@dataclass(frozen=True)
class Ground:
    """Why names may pass the messenger, as everybody reads it in /privacy."""

    text: str
    recorded_by: str
    recorded_at: datetime


async def record_ground(work: UnitOfWork, text: str, by: str) -> None:
    """Keeps the ground; a new one takes the place of the old one."""
    text, by = " ".join(text.split()), " ".join(by.split())
    if not 10 <= len(text) <= 300:
        raise WrongInput(why="Основание: документ, номер и дата, от 10 до 300 знаков.")
    if not 3 <= len(by) <= 100:
        raise WrongInput(why="Кто записал: должность или имя, от 3 до 100 знаков.")
    value = {"ground": text, "by": by, "at": work.now().isoformat()}
    async with work.writing() as session:
        await delivery.save_setting(session, SETTING, value, work.now())


async def ground(work: UnitOfWork) -> Ground | None:
    """The recorded ground; None while there is none."""
    async with work.reading() as session:
        value = await delivery.setting(session, SETTING)
    return Ground(value["ground"], value["by"], datetime.fromisoformat(value["at"])) if value else None
