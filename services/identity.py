"""The bot's own name, as Telegram gave it last: links and posters need it without the network."""

from db.repositories import delivery
from db.session import UnitOfWork


async def username(work: UnitOfWork) -> str:
    async with work.reading() as session:
        value = await delivery.setting(session, "bot")
    return str(value["username"]) if value else ""


async def remember(work: UnitOfWork, name: str) -> None:
    if await username(work) == name:
        return
    async with work.writing() as session:
        await delivery.save_setting(session, "bot", {"username": name}, work.now())
