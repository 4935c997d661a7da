"""The commands menu: the same for all by default, more for people with roles."""

from datetime import datetime

from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from domain.access import Right
from services.viewer import Viewer
from ui.text import Texts

FOR_ALL = ("start", "help", "privacy")
FOR_REGISTERED = (
    "menu", "diagnostics", "courses", "route", "mentor", "practices", "materials", "news", "ask",
    "settings", "help", "privacy", "cancel",
)  # fmt: skip
BY_RIGHT = {
    Right.SEE_ROSTER: "school",
    Right.CONFIRM_CERTIFICATES: "moderation",
    Right.BE_MENTOR: "requests",
    Right.REVIEW_PRACTICES: "review",
    Right.SEND_NEWS: "broadcast",
    Right.GIVE_ROLES: "people",
    Right.SEE_INDICATORS: "indicators",
    Right.IMPORT: "admin",
}


async def set_default(bot: Bot, t: Texts) -> None:
    await bot.set_my_commands(_commands(FOR_ALL, t), scope=BotCommandScopeAllPrivateChats())


async def set_for(bot: Bot, address: int, who: Viewer | None, now: datetime, t: Texts) -> None:
    """The menu of one person, by what they may do now; a stranger falls back to the default."""
    if who is None or not who.registered:
        return
    names = list(FOR_REGISTERED)
    names += [command for right, command in BY_RIGHT.items() if who.scope(right, now)]
    await bot.set_my_commands(_commands(tuple(names), t), scope=BotCommandScopeChat(chat_id=address))


def _commands(names: tuple[str, ...], t: Texts) -> list[BotCommand]:
    return [BotCommand(command=name, description=t.plain(f"command-{name}")) for name in names]
