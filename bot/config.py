"""Settings from the environment or `.env`; `.env.example` documents each."""

from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class SettingsProblem(Exception):
    """A wrong setting: one line that names it and says what is wrong."""


class Settings(BaseSettings):
    """What the operator decides. Only `run` needs the token."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

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
    backup_dir: str = ""
    sentry_dsn: str = ""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"

    @field_validator("web_port", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = value.replace(",", " ").split()
        if not all(part.isdigit() for part in parts):
            raise ValueError("numbers separated by commas are expected")
        return tuple(int(part) for part in parts)

    @field_validator("bot_token")
    @classmethod
    def _token(cls, value: str) -> str:
        number, _, rest = value.partition(":")
        if value and not (number.isdigit() and rest):
            raise ValueError("expected digits:letters, as BotFather gives it")
        return value

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("unknown time zone, for example Europe/Moscow")
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if not value.startswith(("sqlite+aiosqlite:///", "postgresql+asyncpg://")):
            raise ValueError("expected sqlite+aiosqlite:///... or postgresql+asyncpg://...")
        return value

    @model_validator(mode="after")
    def _webhook(self) -> "Settings":
        if self.webhook_url and not self.webhook_secret:
            raise ValueError("WEBHOOK_SECRET is required with WEBHOOK_URL")
        if self.webhook_url and self.web_port is None:
            raise ValueError("WEB_PORT is required with WEBHOOK_URL")
        return self


def load(**overrides: object) -> Settings:
    """The settings, or SettingsProblem with one clear line (never the value itself: it may be a secret)."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]).upper()
        reason = first["msg"].removeprefix("Value error, ")
        raise SettingsProblem(f"{name}: {reason}" if name else reason) from None
