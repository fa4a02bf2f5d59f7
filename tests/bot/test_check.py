"""``check``: one line a thing, and what is wrong is found without being touched."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from bot.commandline import main
from storage.upgrade import migrate

TOKEN = "7:canary"


class BotApi(BaseHTTPRequestHandler):
    """Knows one token."""

    def do_GET(self) -> None:
        known = self.path == f"/bot{TOKEN}/getMe"
        answer = {"ok": True, "result": {"id": 7, "username": "smile_bot"}} if known else {}
        self.send_response(200 if known else 401)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def api() -> Iterator[str]:
    """The address of a server that answers getMe."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BotApi)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


pytestmark = pytest.mark.usefixtures("at_home")


@pytest.fixture
def check(capsys):
    """Check and return the exit code, the verdicts by name, and the line of errors."""

    def run(*arguments: str) -> tuple[int, dict[str, str], str]:
        capsys.readouterr()
        code = main(["check", *arguments])
        said = capsys.readouterr()
        return code, dict(line.split(": ", 1) for line in said.out.splitlines()), said.err

    return run


def spoil(statement: str) -> None:
    with closing(sqlite3.connect("data/clinic.db", isolation_level=None)) as stranger:
        stranger.execute(statement)


def test_a_new_installation_is_good_and_check_creates_nothing(check):
    code, verdicts, error = check()
    assert (code, error) == (0, "")
    assert set(verdicts) == {"settings", "database", "token"}
    assert list(Path().iterdir()) == []


def test_a_good_database_and_a_known_token(check, api, monkeypatch):
    main(["clinic", "add", "Smile"])
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_URL", f"{api}/")
    code, verdicts, error = check()
    assert (code, error) == (0, "")
    assert verdicts.pop("token") == "@smile_bot"
    assert verdicts == dict.fromkeys(
        ["settings", "schema", "integrity", "references", "audit chain"], "good"
    )


def test_a_refused_token_is_said_and_not_shown(check, api, monkeypatch):
    monkeypatch.setenv("BOT_TOKEN", "8:canary")
    monkeypatch.setenv("TELEGRAM_API_URL", api)
    code, verdicts, error = check()
    assert code == 2
    assert "401" in verdicts["token"]
    assert error == "1 of 3 are not as they should be: token\n"
    assert "canary" not in str(verdicts) + error


def test_a_bot_api_that_does_not_answer_is_named(check, monkeypatch):
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:1")
    assert "127.0.0.1:1 does not answer" in check()[1]["token"]


@pytest.mark.parametrize(
    ("statement", "name", "said"),
    [
        ("UPDATE audit SET detail = '{}'", "audit chain", "clinic 1, row 1"),
        ("INSERT INTO cards VALUES (9, 1, 1, 1, 1, NULL)", "references", "in cards"),
        ("DROP INDEX ix_outbox_due", "schema", "ix_outbox_due"),
        ("UPDATE alembic_version SET version_num = '9999'", "schema", "newer version (9999)"),
    ],
)
def test_what_was_changed_by_other_means_is_found(check, statement, name, said):
    main(["clinic", "add", "Smile"])
    spoil(statement)
    code, verdicts, error = check()
    assert code == 2
    assert said in verdicts[name]
    assert error.endswith(f": {name}\n")


def test_a_flipped_page_is_found_and_left(check):
    main(["clinic", "add", "Smile"])
    path = Path("data/clinic.db")
    spoiled = bytearray(path.read_bytes())
    spoiled[40960:45056] = b"\xa5" * 4096
    path.write_bytes(spoiled)
    code, verdicts, _ = check()
    assert code == 2
    assert "damaged" in verdicts["integrity"]
    assert path.read_bytes() == bytes(spoiled)


def test_a_schema_that_was_never_filled_is_no_database_of_ours(check):
    migrate(Path("other.db"))
    Path("data").mkdir()
    Path("other.db").rename("data/clinic.db")
    spoil("DROP TABLE versions")
    assert "another program" in check()[1]["schema"]


def test_a_clinic_that_is_not_there_is_refused(check):
    main(["clinic", "add", "Smile"])
    code, _, error = check("--clinic", "2")
    assert code == 2
    assert error == "There is no clinic 2. There are: 1.\n"
    assert check("--clinic", "1")[0] == 0
