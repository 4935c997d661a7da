"""Errands of the command line: links, posters, switching the sending."""

from datetime import timedelta

from bot.config import Settings
from bot.setup import opened
from db.session import Database, UnitOfWork
from domain.access import Role
from domain.errors import NotFound, WrongInput
from services import identity, invitations, outbox, registration, units
from services import names as grounds


class Refused(Exception):
    """A refused input, in one line."""


async def invite(settings: Settings, role: str, unit_code: str, lives: timedelta) -> str:
    """A one-time link that gives `role` for the unit."""
    if role not in {one.value for one in Role}:
        raise Refused(f"Роли «{role}» нет. Есть: {', '.join(one.value for one in Role)}.")
    async with opened(settings) as database:
        username = await _username(settings, database)
        try:
            payload = await invitations.invite_by_operator(UnitOfWork(database), Role(role), unit_code, lives)
        except NotFound:
            raise Refused(f"Организации или территории с кодом «{unit_code}» нет.") from None
    return f"https://t.me/{username}?start={payload}"


async def poster(settings: Settings, unit_code: str) -> bytes:
    """The A4 poster of an organisation as PDF."""
    from ui.documents.poster import poster_pdf

    async with opened(settings) as database:
        username = await _username(settings, database)
        unit = await units.by_code(UnitOfWork(database), unit_code)
        if unit is None:
            raise Refused(f"Организации с кодом «{unit_code}» нет.")
        code = await units.join_code(UnitOfWork(database), unit.id)
    return poster_pdf(
        organisation=unit.name,
        address=unit.address,
        link=f"https://t.me/{username}?start={registration.join_link(code)}",
        join_code=code,
        bot_username=username,
    )


async def names(settings: Settings, ground: str, by: str) -> str:
    """Keeps the ground for names in the chat, or says which one is kept."""
    async with opened(settings) as database:
        if ground:
            try:
                await grounds.record_ground(UnitOfWork(database), ground, by)
            except WrongInput as refusal:
                raise Refused(str(refusal.params["why"])) from None
        kept = await grounds.ground(UnitOfWork(database))
    if kept is None:
        return "Основание не записано: NAMES_IN_CHAT=on не подействует."
    return f"Основание: {kept.text}. Записал: {kept.recorded_by}, {kept.recorded_at:%d.%m.%Y}."


async def switch_sending(settings: Settings, *, on: bool) -> None:
    async with opened(settings) as database:
        await outbox.switch(UnitOfWork(database), on=on)


async def _username(settings: Settings, database: Database) -> str:
    """BOT_USERNAME, else the name that getMe gave last."""
    name = settings.bot_username.removeprefix("@") or await identity.username(UnitOfWork(database))
    if not name:
        raise Refused("Имя бота неизвестно: впишите BOT_USERNAME в .env или запустите бота один раз.")
    return name
