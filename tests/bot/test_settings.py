"""Settings: each is documented, each malformed one is named with its remedy, no secret shows."""

import logging
import re
from pathlib import Path

import pytest

from bot.logs import Discreet, hidden
from bot.refusals import BY_SETTING, BadToken, BadWebhookSecret, NoToken, PostgresNotYet
from bot.settings import Settings, read_settings
from clinic.errors import Refusal

EXAMPLE = Path(".env.example")
TOKEN = "123456:AAE-canary_canary_canary_canary_xyz"
SECRET = "0123456789abcdef"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch, tmp_path):
    """No setting comes from this machine."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def written(text: str) -> Settings:
    """Return the settings that a .env of this text gives."""
    Path(".env").write_text(text, encoding="utf-8")
    return read_settings()


def documented() -> dict[str, str]:
    text = (Path(__file__).parents[2] / EXAMPLE).read_text(encoding="utf-8")
    return dict(re.findall("^([A-Z_]+)=(.*)$", text, re.MULTILINE))


def test_the_example_names_every_setting_and_no_other():
    assert set(documented()) == {name.upper() for name in Settings.model_fields}


def test_every_setting_has_its_own_remedy():
    assert set(BY_SETTING) == set(Settings.model_fields)
    for name, refusal in BY_SETTING.items():
        assert str(refusal()).startswith(name.upper())


def test_the_example_as_it_stands_gives_the_defaults():
    text = "\n".join(f"{name}={value}" for name, value in documented().items())
    assert written(text) == Settings(_env_file=None)


def test_the_defaults_are_those_of_the_contract():
    settings = read_settings()
    assert settings.database == Path("data/clinic.db")
    assert settings.api_url == "https://api.telegram.org"
    assert settings.webhook_url is None
    assert settings.metrics_port is None


def test_the_environment_goes_before_the_file(monkeypatch):
    monkeypatch.setenv("LOG_LEVEL", "debug")
    assert written("LOG_LEVEL=ERROR").log_level == "DEBUG"


def test_an_absolute_path_has_four_slashes():
    assert written("DATABASE_URL=sqlite:////var/lib/clinic.db").database == Path(
        "/var/lib/clinic.db"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "canary"),
        ("BOT_TOKEN", "12345 canary"),
        ("BOT_TOKEN", "12345:canary/../x"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_API_URL", "ftp://canary"),
        ("TELEGRAM_API_URL", "https://"),
        ("DATABASE_URL", "clinic.db"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "mysql://canary@host/base"),
        ("WEBHOOK_URL", "canary"),
        ("WEBHOOK_SECRET", "canary"),
        ("WEBHOOK_PORT", "0"),
        ("WEBHOOK_PORT", "65536"),
        ("WEBHOOK_PORT", "canary"),
        ("LOG_LEVEL", "canary"),
        ("METRICS_PORT", "-1"),
    ],
)
def test_a_malformed_setting_is_named_and_its_value_is_not_shown(name, value):
    with pytest.raises(Refusal) as refused:
        written(f"{name}={value}")
    assert str(refused.value).startswith(f"{name} is ")
    assert "canary" not in f"{refused.value!r}{refused.value}"


def test_a_webhook_needs_a_secret():
    with pytest.raises(BadWebhookSecret):
        written("WEBHOOK_URL=https://clinic.example/hook")
    assert written(f"WEBHOOK_URL=https://c.example/hook\nWEBHOOK_SECRET={SECRET}").webhook_secret


def test_postgresql_is_said_to_come_later():
    with pytest.raises(PostgresNotYet):
        written("DATABASE_URL=postgresql://clinic:canary@host/clinic")


def test_a_file_that_is_no_text_is_named():
    Path(".env").write_bytes(b"BOT_TOKEN=\xff\xfe")
    with pytest.raises(Refusal, match=r"\.env cannot be read"):
        read_settings()


def test_the_token_shows_only_to_who_asks_for_it():
    settings = written(f"BOT_TOKEN={TOKEN}\nWEBHOOK_SECRET={SECRET}")
    assert settings.token() == TOKEN
    shown = f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"
    assert TOKEN not in shown
    assert SECRET not in shown


def test_a_token_is_missed_only_when_it_is_needed():
    with pytest.raises(NoToken, match="@BotFather"):
        read_settings().token()


def test_what_is_given_goes_before_everything(monkeypatch):
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    assert read_settings(bot_token="1:demo").token() == "1:demo"
    with pytest.raises(BadToken):
        read_settings(bot_token="demo")


def test_the_token_is_hidden_in_messages_arguments_and_tracebacks():
    try:
        raise ValueError(f"GET https://api.telegram.org/bot{TOKEN}/getMe")
    except ValueError as fault:
        trace = (type(fault), fault, fault.__traceback__)
    line = logging.LogRecord("bot", logging.INFO, "", 1, f"{TOKEN} %s", (TOKEN,), trace)
    assert TOKEN not in Discreet(TOKEN).format(line)
    assert TOKEN not in Discreet(None).format(line)
    assert hidden("the short 1:demo too", "1:demo") == "the short [token] too"
