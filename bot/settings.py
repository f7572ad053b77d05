"""Everything that can be configured, from the environment and .env; .env.example says a sentence about each."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from knowledge.work.reminding.schedule import OFFSETS

LONGEST_OFFSET = 45
"""Days before a last day: obligations are written down sixty days ahead."""


class Settings(BaseSettings):
    """The settings of one running assistant. Secrets are never shown when it is printed."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore")

    telegram_token: SecretStr | None = None
    telegram_api_url: str = "https://api.telegram.org"
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    database: Path = Path("data/kehoach.db")
    proxy: SecretStr | None = None
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    webhook_listen: str = "127.0.0.1"
    webhook_port: int = Field(default=8443, ge=1, le=65535)
    page_port: int = Field(default=8080, ge=0, le=65535)
    health_port: int | None = Field(default=None, ge=1, le=65535)
    reminder_offsets: Annotated[tuple[int, ...], NoDecode] = OFFSETS
    holidays_file: Path | None = None
    log_level: str = Field(default="INFO", pattern=r"^(DEBUG|INFO|WARNING|ERROR)$")

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Take the ids as they are easiest to write: with commas or blanks between them."""
        return value.replace(",", " ").split() if isinstance(value, str) else value

    @field_validator("reminder_offsets", mode="before")
    @classmethod
    def _numbers(cls, value: object) -> object:
        """Take the days as they are easiest to write: with commas or blanks between them."""
        return value.replace(",", " ").split() if isinstance(value, str) else value

    @field_validator("reminder_offsets")
    @classmethod
    def _days(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        if not value or not all(0 <= days <= LONGEST_OFFSET for days in value):
            raise ValueError(f"cần một hay nhiều số ngày từ 0 đến {LONGEST_OFFSET}, ví dụ 14,7,3,1,0")
        return tuple(sorted(set(value), reverse=True))

    @field_validator("telegram_api_url")
    @classmethod
    def _without_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @property
    def proxy_url(self) -> str | None:
        """The proxy's address with its password, None without a proxy."""
        return self.proxy.get_secret_value() if self.proxy else None

    @property
    def files(self) -> Path:
        """The folder beside the database for files on their way in."""
        return self.database.parent / "files"

    @property
    def backups(self) -> Path:
        """The folder beside the database for its daily copies."""
        return self.database.parent / "backups"
