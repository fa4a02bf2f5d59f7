"""The command line in this process: what is refused, in one line, with exit code 2."""

import argparse
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.commandline import COMMANDS
from bot.commands import Subparsers
from bot.settings import Settings
from clinic.words import Words
from storage.outside import outside
from storage.registry import owner_count

ROOT = Path(__file__).parents[2]


pytestmark = pytest.mark.usefixtures("at_home")


def refused(answer: tuple[int, list[str], list[str]], part: str) -> bool:
    code, _, errors = answer
    return code == 2 and len(errors) == 1 and part in errors[0]


def test_an_unknown_command_names_the_nearest(command):
    assert refused(command("cheque"), "did you mean check?")


def test_no_command_lists_them(command):
    assert refused(command(), ", ".join(COMMANDS))


@pytest.mark.parametrize("name", ["backup", "restore"])
def test_a_command_of_a_later_version_says_so(command, name):
    assert refused(command(name, "--out", "x"), f"{name} comes in a later version")


def test_an_option_before_the_command_is_taken(command):
    command("clinic", "add", "Smile")
    command("clinic", "add", "Other")
    found = command("--clinic", "2", "clinic", "list")
    assert found == command("clinic", "list", "--clinic", "2")
    assert found[1][0].startswith("2  Other")
    assert "closes: 20:00" in found[1]
    assert refused(command("--clinic", "9", "clinic", "list"), "There is no clinic 9")
    assert refused(command("--clinic", "1"), "Which command?")
    assert refused(command("--colour", "metrics"), "--colour")


@pytest.mark.parametrize("port", ["99999", "-1", "65536"])
def test_the_demo_needs_a_port_that_there_is(command, port):
    assert refused(command("demo", "--port", port), f"1 to 65535, such as 8080, not {port}")


def test_a_missing_argument_is_one_line(command):
    assert refused(command("clinic", "set"), "KEY, VALUE")
    assert refused(command("clinic", "add"), "NAME")
    assert refused(command("clinic", "list", "--clinic", "x"), "invalid int value: 'x'")


def test_a_malformed_setting_stops_every_command(command, monkeypatch):
    monkeypatch.setenv("METRICS_PORT", "many")
    assert refused(command("clinic", "list"), "METRICS_PORT is malformed")


def test_no_clinic_says_how_to_create_one(command):
    assert refused(command("clinic", "set", "name", "X"), "clinic add")
    assert not Path("data").exists()


def test_the_only_clinic_needs_no_name_and_two_do(command):
    assert command("clinic", "add", "Smile")[0] == 0
    said = ["Clinic 1: active_gap is 365 from now on."]
    assert command("clinic", "set", "active_gap", "365") == (0, said, [])
    assert command("clinic", "add", "Other", "--owner", "42")[1] == [
        "Clinic 2: Other",
        "Assumed: timezone UTC, currency RUB, language en. "
        "To change one: python -m bot clinic set timezone VALUE --clinic 2",
    ]
    assert refused(command("clinic", "set", "name", "X"), "several clinics: 1, 2")
    assert refused(command("clinic", "set", "name", "X", "--clinic", "3"), "no clinic 3")
    assert command("clinic", "set", "name", "X", "--clinic", "2")[0] == 0


def test_a_claim_code_is_shown_once_with_its_link_when_the_bot_is_known(command):
    _, lines, _ = command("clinic", "add", "Smile")
    assert lines[2].startswith("/start ")
    with outside(Path("data/clinic.db")).begin() as connection:
        connection.exec_driver_sql("INSERT INTO bots VALUES (7, 'smile_bot')")
        assert owner_count(connection, 1) == 0
    _, lines, _ = command("clinic", "add", "Other")
    assert lines[3] == f"https://t.me/smile_bot?start={lines[2].removeprefix('/start ')}"


def test_what_was_given_is_not_called_assumed(command):
    given = ("--timezone", "UTC", "--currency", "RUB", "--language", "en", "--owner", "42")
    assert command("clinic", "add", "Smile", *given)[1] == ["Clinic 1: Smile"]
    _, lines, _ = command("clinic", "add", "Other", *given[:2], *given[4:])
    assert lines[1].startswith("Assumed: currency RUB. To change one: python -m bot clinic set cur")


def test_the_list_shows_settings_and_who_is_not_claimed(command):
    assert command("clinic", "list")[1] == ["There is no clinic yet."]
    command("clinic", "add", "Smile", "--timezone", "Europe/Moscow", "--language", "ru")
    command("clinic", "add", "Other", "--owner", "42", "--currency", "cny")
    assert command("clinic", "list")[1] == [
        "1  Smile  Europe/Moscow  RUB  ru  not claimed yet",
        "2  Other  UTC  CNY  en",
    ]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("set", "timezone", "Mars"), "Europe/Moscow"),
        (("set", "tmezone", "UTC"), "did you mean timezone?"),
        (("add", ""), "1 to 64 characters"),
        (("add", "X", "--currency", "coins"), "such as RUB"),
        (("add", "X", "--owner", "olga"), "olga"),
        (("add", "X", "--owner", "-5"), "a whole number such as 123456789, not -5"),
        (("add", "X", "--owner", "0"), "Without --owner"),
        (("add", "X", "--owner", str(1 << 63)), "--owner takes a Telegram id"),
        (("add", "X", "--timezone", ""), "Europe/Moscow"),
        (("set", "legacy_until", "2199-01-01"), "2199-01-01 lies too far ahead"),
        (("list", "--clinic", "9"), "There is no clinic 9. There are: 1."),
    ],
)
def test_a_value_that_does_not_read_is_refused(command, arguments, part):
    command("clinic", "add", "Smile")
    assert refused(command("clinic", *arguments), part)
    assert len(command("clinic", "list")[1]) == 1


def test_a_damaged_database_is_refused_and_untouched(command):
    command("clinic", "add", "Smile")
    path = Path("data/clinic.db")
    path.write_bytes(b"\xa5" * 5000)
    assert refused(command("clinic", "list"), "data/clinic.db is damaged")
    assert path.read_bytes() == b"\xa5" * 5000


@pytest.mark.parametrize(
    "writing",
    [
        ("clinic", "add", "Other"),
        ("clinic", "set", "name", "Other"),
        ("import", "visits.csv"),
        ("import", "visits.csv", "--dry-run"),
    ],
)
def test_what_writes_leaves_a_file_alone_whose_damage_lies_deep(command, writing):
    command("clinic", "add", "Smile")
    path = Path("data/clinic.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    damaged = path.read_bytes()[:-4096] + b"\xa5" * 4096
    path.write_bytes(damaged)
    Path("visits.csv").write_text("date,patient\n2026-03-12,1042\n")
    assert refused(command(*writing), "data/clinic.db is damaged")
    assert path.read_bytes() == damaged


class Faulty:
    """A command that ends in a fault whose words hold the token."""

    @staticmethod
    def add(commands: Subparsers) -> None:
        commands.add_parser("check")

    @staticmethod
    def run(args: argparse.Namespace, settings: Settings) -> int:
        raise LookupError(f"GET /bot{settings.token()}/getMe\nfailed")


def test_an_unforeseen_fault_is_one_line_without_the_token(command, monkeypatch):
    monkeypatch.setenv("BOT_TOKEN", "7:canary")
    monkeypatch.setitem(sys.modules, "bot.commands.check", Faulty)
    answer = command("check")
    assert refused(answer, "LookupError: GET /bot[token]/getMe failed.")
    assert "canary" not in str(answer)


def test_the_terminal_speaks_the_systems_language(command, monkeypatch):
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")
    english = "There is no clinic yet."
    assert command("clinic", "list")[1] == [Words("ru")(english)]


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"PYTHONPATH": str(ROOT), "DATABASE_URL": "sqlite:///clinic.db"},
    )


def test_the_help_of_the_whole_names_every_command():
    found = python("-m", "bot", "--help")
    assert found.returncode == 0
    assert all(f"    {name} " in found.stdout for name in COMMANDS)


def test_quick_commands_import_nothing_heavy():
    code = (
        "import sys; from bot.commandline import main; main(['clinic', 'add', 'Smile']); "
        "print(sorted({'aiogram', 'pandas', 'numpy', 'alembic', 'matplotlib'} & set(sys.modules)))"
    )
    found = python("-c", code)
    assert found.stdout.splitlines()[-1] == "[]"
    assert found.stderr == ""


def test_a_refusal_of_the_real_program_is_one_line_and_exit_code_2():
    found = python("-m", "bot", "clinic", "set", "name", "X")
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.count("\n") == 1
