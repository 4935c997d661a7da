"""Settings from the environment or `.env`; `.env.example` documents each."""

import re
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ADDRESSES = {
    "bot_api_url": ("https://", "http://"),
    "bot_proxy": ("socks5://", "socks4://", "http://"),
    "redis_url": ("redis://", "rediss://"),
    "web_url": ("https://", "http://"),
    "webhook_url": ("https://", "http://"),
    "sentry_dsn": ("https://", "http://"),
}


class SettingsProblem(Exception):
    """A wrong setting: one line that names it and says what is wrong."""


class Settings(BaseSettings):
    """What the operator decides. Only `run` needs the token."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )

    bot_token: str = ""
    bot_username: str = ""
    bot_api_url: str = "https://api.telegram.org"
    bot_proxy: str = ""
    admin_ids: Annotated[tuple[int, ...], NoDecode] = ()
    operator_name: str = "методическая служба"
    names_in_chat: bool = False
    database_url: str = "sqlite+aiosqlite:///data/opora.db"
    sqlite_synchronous: Literal["NORMAL", "FULL"] = "NORMAL"
    redis_url: str = ""
    web_url: str = ""
    webhook_url: str = ""
    webhook_secret: str = ""
    web_host: str = "127.0.0.1"
    web_port: int | None = Field(default=None, ge=1, le=65535)
    timezone: str = "Europe/Moscow"
    sending_rate: float = Field(default=25, gt=0, le=1000)
    sending_rate_per_chat: float = Field(default=1, gt=0, le=1000)
    backup_dir: str = ""
    sentry_dsn: str = ""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = value.replace(",", " ").split()
        if not all(part.isascii() and part.isdecimal() for part in parts):
            raise ValueError("ожидаются номера через запятую")
        return tuple(int(part) for part in parts)

    @field_validator("bot_token")
    @classmethod
    def _token(cls, value: str) -> str:
        if value and not re.fullmatch(r"[0-9]+:[!-~]+", value):
            raise ValueError("ожидается токен, как его даёт @BotFather: цифры, двоеточие, буквы")
        return value

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("такого часового пояса нет; пример: Europe/Moscow")
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        kinds = ("sqlite+aiosqlite:///", "postgresql+asyncpg://")
        if not value.startswith(kinds) or value in kinds or not _port_is_right(value):
            raise ValueError(
                "ожидается sqlite+aiosqlite:///путь или postgresql+asyncpg://имя:пароль@сервер/база"
            )
        return value

    @field_validator("bot_api_url", "bot_proxy", "redis_url", "web_url", "webhook_url", "sentry_dsn")
    @classmethod
    def _address(cls, value: str, info: ValidationInfo) -> str:
        kinds = ADDRESSES[info.field_name or ""]
        if value and not (value.startswith(kinds) and urlsplit(value).hostname and _port_is_right(value)):
            raise ValueError(f"ожидается адрес, который начинается с {' или '.join(kinds)}")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: str) -> str:
        if value and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value):
            raise ValueError("Telegram принимает до 256 латинских букв, цифр, знаков _ и -")
        return value

    def secrets(self) -> list[str]:
        """What must not appear in a log: the token, the webhook's secret, passwords in addresses."""
        passwords = [urlsplit(one).password for one in (self.bot_proxy, self.database_url, self.redis_url)]
        passwords.append(urlsplit(self.sentry_dsn).username)  # the key of a DSN
        return [one for one in (self.bot_token, self.webhook_secret, *passwords) if one]

    @property
    def pages_url(self) -> str:
        """Where one-time links lead; empty without a web server or over an open line."""
        address = urlsplit(self.web_url)
        is_safe = address.scheme == "https" or address.hostname in ("localhost", "127.0.0.1", "::1")
        return self.web_url.rstrip("/") if self.web_url and self.web_port and is_safe else ""

    @model_validator(mode="after")
    def _webhook(self) -> "Settings":
        if self.webhook_url and not self.webhook_secret:
            raise ValueError("с WEBHOOK_URL нужен WEBHOOK_SECRET")
        if self.webhook_url and self.web_port is None:
            raise ValueError("с WEBHOOK_URL нужен WEB_PORT")
        return self


def _port_is_right(address: str) -> bool:
    try:
        return urlsplit(address).port != 0
    except ValueError:
        return False


def _reason(kind: str, context: dict[str, Any]) -> str:
    """pydantic's own reasons in Russian; empty for ours, which are Russian already."""
    if kind == "literal_error":
        return f"ожидается одно из: {context['expected'].replace(' or ', ', ')}"
    if kind in ("int_parsing", "float_parsing"):
        return "ожидается число"
    if kind.startswith(("greater_than", "less_than")):
        return f"число вне границ ({next(iter(context.values()))})"
    return "ожидается on или off" if kind == "bool_parsing" else ""


def load(**overrides: object) -> Settings:
    """The settings, or SettingsProblem with one clear line (never the value itself: it may be a secret)."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]).upper()
        reason = _reason(first["type"], first.get("ctx", {})) or first["msg"].removeprefix("Value error, ")
        raise SettingsProblem(f"{name}: {reason}" if name else reason) from None
    except (UnicodeDecodeError, OSError):
        raise SettingsProblem("файл .env не читается: нужен текст в UTF-8") from None
