"""`python -m bot doctor`: looks at everything the bot needs and says what to do."""

import shutil
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.config import Settings, SettingsProblem

ENOUGH_DISK = 500 * 1024 * 1024
CLOCK_MAY_DIFFER = 30

Check = Callable[[Settings], Awaitable[str]]


class Ill(Exception):
    """What is wrong and what to do, in one line."""


async def examine(settings: Settings) -> int:
    """Prints a line for each check; 0 when all are well, else 1."""
    checks: list[tuple[str, Check]] = [
        ("Настройки", _settings),
        ("База", _database),
        ("Имена в чате", _names),
        ("Место на диске", _disk),
        ("Telegram", _telegram),
    ]
    ill = 0
    for title, check in checks:
        try:
            print(f"✓ {title}: {await check(settings)}")
        except Ill as reason:
            ill += 1
            print(f"✗ {title}: {reason}")
    return 1 if ill else 0


async def _settings(settings: Settings) -> str:
    if not settings.bot_token:
        raise Ill("BOT_TOKEN пуст. Получите токен у @BotFather и впишите его в .env")
    if not settings.admin_ids:
        return "прочитаны; ADMIN_IDS пуст, роли даёт команда python -m bot invite"
    return "прочитаны"


async def _database(settings: Settings) -> str:
    from bot.setup import DAMAGED, is_sound, opened
    from db.repositories import overview

    try:
        async with opened(settings) as database, database.reading() as session:
            if database.is_sqlite and not await is_sound(database):
                raise Ill(DAMAGED)
            counts = await overview.counts(session)
    except SettingsProblem as problem:
        raise Ill(str(problem)) from None
    words = {"units": "организаций", "people": "педагогов", "items": "заданий", "programmes": "программ"}
    return "схема актуальна; " + ", ".join(f"{words[name]} {count}" for name, count in counts.items())


async def _names(settings: Settings) -> str:
    from bot.setup import NO_GROUND, opened
    from db.session import UnitOfWork
    from services import names

    if not settings.names_in_chat:
        return "выключены"
    try:
        async with opened(settings) as database:
            ground = await names.ground(UnitOfWork(database))
    except SettingsProblem as problem:
        raise Ill(str(problem)) from None
    if ground is None:
        raise Ill(NO_GROUND)
    return f"включены; {ground.text}"


async def _disk(settings: Settings) -> str:
    free = shutil.disk_usage(_folder_of_database(settings)).free
    if free < ENOUGH_DISK:
        raise Ill(f"свободно {free // 2**20} МБ, нужно хотя бы {ENOUGH_DISK // 2**20}. Освободите место")
    return f"свободно {free // 2**30} ГБ"


def _folder_of_database(settings: Settings) -> Path:
    """Where a SQLite file grows; else the project's own folder."""
    kind, _, path = settings.database_url.partition(":///")
    folder = Path(path).resolve().parent if kind.startswith("sqlite") else Path.cwd()
    return next((one for one in (folder, *folder.parents) if one.is_dir()), Path.cwd())


async def _telegram(settings: Settings) -> str:
    """Reachable, knows the token, and agrees with our clock."""
    import aiohttp

    if not settings.bot_token:
        raise Ill("не проверен: нет токена")
    address = f"{settings.bot_api_url.rstrip('/')}/bot{settings.bot_token}/getMe"
    try:
        async with aiohttp.ClientSession(
            connector=_connector(settings), timeout=aiohttp.ClientTimeout(total=15)
        ) as session, session.get(address) as answer:  # fmt: skip
            body = await answer.json(content_type=None)
            sent_at = answer.headers.get("Date", "")
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        raise Ill(
            f"{settings.bot_api_url} не отвечает. Проверьте сеть или задайте BOT_PROXY / BOT_API_URL"
        ) from None
    if not body.get("ok"):
        raise Ill("токен не подходит. Скопируйте его у @BotFather ещё раз")
    _check_clock(sent_at)
    return f"отвечает, бот @{body['result'].get('username', '')}"


def _connector(settings: Settings):  # type: ignore[no-untyped-def]
    if not settings.bot_proxy:
        return None
    from aiohttp_socks import ProxyConnector

    return ProxyConnector.from_url(settings.bot_proxy)


def _check_clock(sent_at: str) -> None:
    from email.utils import parsedate_to_datetime

    if not sent_at:
        return
    difference = abs(parsedate_to_datetime(sent_at).timestamp() - time.time())
    if difference > CLOCK_MAY_DIFFER:
        raise Ill(f"часы расходятся на {difference:.0f} с. Включите синхронизацию времени")
