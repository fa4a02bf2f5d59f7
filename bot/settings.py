"""Settings from the environment or ``.env``; a malformed one stops the start in one line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.refusals import BY_SETTING, BadWebhookSecret, NoToken, PostgresNotYet, UnreadableEnv
from clinic.errors import Refusal

SQLITE = "sqlite:///"
HOST = r"[^\s/?#@]+"


def _shaped(pattern: str) -> Callable[[SecretStr], SecretStr]:
    def check(secret: SecretStr) -> SecretStr:
        if not re.fullmatch(pattern, secret.get_secret_value()):
            raise ValueError("malformed")
        return secret

    return check


Token = Annotated[SecretStr, AfterValidator(_shaped("[0-9]+:[A-Za-z0-9_-]+"))]
Secret = Annotated[SecretStr, AfterValidator(_shaped("[A-Za-z0-9_-]{16,256}"))]
Port = Annotated[int, Field(ge=1, le=65535)]
Address = Annotated[
    str, StringConstraints(pattern=rf"^https?://{HOST}(/\S*)?$", strip_whitespace=True)
]
Level = Annotated[
    Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"],
    BeforeValidator(lambda typed: str(typed).strip().upper()),
]


class Settings(BaseSettings):
    """What one installation is told; secrets do not show when it is printed."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    bot_token: Token | None = None
    telegram_api_url: Address = "https://api.telegram.org"
    database_url: Annotated[str, Field(pattern=r"^sqlite:///.*[^/]$")] = SQLITE + "data/clinic.db"
    webhook_url: Address | None = None
    webhook_secret: Secret | None = None
    webhook_port: Port = 8443
    log_level: Level = "INFO"
    metrics_port: Port | None = None

    @property
    def database(self) -> Path:
        """Return the path of the database file."""
        return Path(self.database_url.removeprefix(SQLITE))

    @property
    def api_url(self) -> str:
        """Return the address of the Bot API without a slash at its end."""
        return self.telegram_api_url.rstrip("/")

    @property
    def known_token(self) -> str | None:
        """Return the bot's token in the clear, or None where none is set."""
        return self.bot_token.get_secret_value() if self.bot_token else None

    def token(self) -> str:
        """Return the bot's token in the clear; raises NoToken where none is set."""
        if self.known_token is None:
            raise NoToken
        return self.known_token


def read_settings(**given: str) -> Settings:
    """Return the settings; what is ``given`` goes before environment and file.

    Raises the refusal of the first setting that is malformed or misses its companion.
    """
    values: dict[str, Any] = dict(given)
    try:
        settings = Settings(**values)
    except ValidationError as fault:
        raise _refusal(fault) from None  # its text may hold a secret
    except (OSError, UnicodeDecodeError) as fault:
        raise UnreadableEnv from fault
    if settings.webhook_url and not settings.webhook_secret:
        raise BadWebhookSecret
    return settings


def _refusal(fault: ValidationError) -> Refusal:
    first = fault.errors(include_url=False)[0]
    name = str(first["loc"][0]).lower()
    if name == "database_url" and str(first["input"]).startswith("postgres"):
        return PostgresNotYet()
    return BY_SETTING[name]()
