"""What stops a start: each names the setting and says what to do about it."""

from __future__ import annotations

from clinic.errors import Refusal
from clinic.marks import mark as _


class NoToken(Refusal):
    """A token is needed and none is set."""

    template = _("BOT_TOKEN is missing: ask @BotFather for one and write it into .env.")


class BadToken(Refusal):
    """The token has not the shape of one; it is never shown."""

    template = _("BOT_TOKEN is malformed: copy it whole from @BotFather, digits, a colon, letters.")


class BadApiUrl(Refusal):
    """The address of the Bot API is none."""

    template = _(
        "TELEGRAM_API_URL is malformed: write http:// or https:// and a host, or leave it out."
    )


class BadDatabase(Refusal):
    """The address of the database is none."""

    template = _(
        "DATABASE_URL is malformed: write sqlite:///data/clinic.db, or leave it out for that."
    )


class PostgresNotYet(Refusal):
    """PostgreSQL is asked for."""

    template = _(
        "DATABASE_URL names PostgreSQL, which this version does not serve yet: write "
        "sqlite:///data/clinic.db."
    )


class BadWebhookUrl(Refusal):
    """The address that Telegram shall call is none."""

    template = _(
        "WEBHOOK_URL is malformed: write https://, a host and a path, or leave it out for long "
        "polling."
    )


class BadWebhookSecret(Refusal):
    """A webhook without a secret, or with one that Telegram does not take."""

    template = _(
        "WEBHOOK_SECRET is missing or malformed: with WEBHOOK_URL write 16 to 256 letters, "
        "digits, _ or -."
    )


class BadWebhookPort(Refusal):
    """The port to listen at is none."""

    template = _("WEBHOOK_PORT is malformed: write a number from 1 to 65535, such as 8443.")


class BadLogLevel(Refusal):
    """There is no such level."""

    template = _("LOG_LEVEL is malformed: write DEBUG, INFO, WARNING, ERROR or CRITICAL.")


class BadMetricsPort(Refusal):
    """The port of figures and health is none."""

    template = _("METRICS_PORT is malformed: write a number from 1 to 65535, or leave it out.")


class UnreadableEnv(Refusal):
    """The file of settings cannot be read."""

    template = _("The file .env cannot be read: save it as UTF-8 text that you may read.")


BY_SETTING: dict[str, type[Refusal]] = {
    "bot_token": BadToken,
    "telegram_api_url": BadApiUrl,
    "database_url": BadDatabase,
    "webhook_url": BadWebhookUrl,
    "webhook_secret": BadWebhookSecret,
    "webhook_port": BadWebhookPort,
    "log_level": BadLogLevel,
    "metrics_port": BadMetricsPort,
}
"""What refuses a malformed value of each setting."""
