"""The metric commands in this process, over a real database."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.commandline import main
from bot.settings import Settings
from clinic.calendar import day_number
from tests.metrics.journals import Writer

DAY = date(2026, 3, 12)
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Run a command over a clinic with two visits; return its exit code, output and errors."""
    for name in (*Settings.model_fields, "lc_all", "lc_messages", "lang"):
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    with closing(Writer(tmp_path / "data" / "clinic.db")) as writer:
        writer.log(1, 7, day_number(DAY), amount=350_000)
        writer.log(2, 7, day_number(DAY) - 1, amount=100_050)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        return code, *capsys.readouterr()

    return run


def test_the_json_is_that_of_the_machine_interface(command: Command):
    code, output, errors = command(
        "metric", "summary", "--period", "2026-03", "--as-of", DAY.isoformat(), "--json"
    )
    assert (code, errors) == (0, "")
    numbers = json.loads(output)
    rows = numbers.pop("rows")
    assert numbers == {
        "metric": "summary",
        "clinic": 1,
        "currency": "RUB",
        "period": {"first": "2026-03-01", "last": "2026-03-12"},
        "as_of": "2026-03-12",
        "options": {},
        "values": {
            "visits": 2,
            "patients": 1,
            "new": 1,
            "returning": 0,
            "revenue": 450_050,
            "average_bill": 225_025,
            "complaints": 0,
            "wait_median": None,
            "coverage": None,
        },
        "notes": ["Coverage is unknown: no cash total was entered, so money may be missing."],
    }
    assert len(rows) == 12
    assert rows[-1] == {
        "day": "2026-03-12",
        "visits": 1,
        "new": 0,
        "revenue": 350_000,
        "complaints": 0,
    }


def test_the_default_is_today_in_the_clinic_and_nothing_there_is_no_error(command: Command):
    code, output, _errors = command("metric", "summary", "--json")
    numbers = json.loads(output)
    assert code == 0
    assert numbers["period"] == {"first": numbers["as_of"], "last": numbers["as_of"]}
    assert numbers["values"]["average_bill"] is None
    assert numbers["notes"]


def test_the_text_is_plain_and_in_the_language_asked_for(command: Command):
    _code, output, _errors = command("metric", "summary", "--as-of", "2026-03-12")
    assert output.startswith("Today, March 12: RUB 3,500".replace("RUB ", "RUB\u202f"))
    _code, output, _errors = command(
        "metric", "summary", "--as-of", "2026-03-12", "--language", "ru"
    )
    assert "12 марта" in output
    assert "₽" in output


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
@pytest.mark.parametrize("period", ["week", "month", "year", "all"])
def test_the_first_and_the_last_day_of_asking_are_answered(command: Command, day: str, period: str):
    code, _output, errors = command("metric", "summary", "--as-of", day, "--period", period)
    assert (code, errors) == (0, "")


def test_a_language_of_telegram_or_the_system_is_known_by_its_beginning(command: Command):
    _code, output, _errors = command(
        "metric", "summary", "--as-of", "2026-03-12", "--language", "ru-RU"
    )
    assert "12 марта" in output


@pytest.mark.parametrize(("name", "begins"), [("chart.png", b"\x89PNG"), ("chart.PDF", b"%PDF-")])
def test_a_chart_is_written_beside_the_text(
    command: Command, tmp_path: Path, name: str, begins: bytes
):
    path = tmp_path / name
    code, output, _errors = command(
        "metric", "summary", "--as-of", "2026-03-12", "--chart", str(path)
    )
    assert code == 0
    assert output
    assert path.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("sumary",), "did you mean summary?"),
        (("summary", "--as-of", "12.03.2026"), "12.03.2026 is no day"),
        (("summary", "--period", "someday"), "someday"),
        (("summary", "--period", "2027-01", "--as-of", "2026-03-12"), "2027-01"),
        (("summary", "--clinic", "9"), "There is no clinic 9"),
        (("summary", "--window", "90"), "no option window"),
        (("summary", "--language", "xx"), "There is no language xx; there are: en"),
        (("summary", "--language", ""), "there are: en"),
        (("summary", "--as-of", "0001-01-01"), "from 1900-01-01 to 2199-12-31"),
        (("summary", "--as-of", "9999-12-31"), "from 1900-01-01 to 2199-12-31"),
        (("summary", "--chart", "nowhere/chart.png"), "nowhere/chart.png (No such file"),
        (("summary", "--chart", "."), "in a folder that is there"),
        ((), "NAME"),
    ],
)
def test_what_cannot_be_answered_is_one_line_and_exit_code_2(
    command: Command, arguments: tuple[str, ...], part: str
):
    code, output, errors = command("metric", *arguments)
    assert (code, output) == (2, "")
    assert len(errors.splitlines()) == 1
    assert part in errors


def test_the_list_has_one_line_a_metric(command: Command):
    code, output, _errors = command("metrics")
    assert code == 0
    named = [line.split()[0] for line in output.splitlines()]
    assert named == sorted({*named, "summary", "returns"})


def test_one_name_alone_is_asked_of_and_a_wrong_one_is_answered_with_the_nearest(
    command: Command,
) -> None:
    code, output, _errors = command("metric", "returns", "--channel", "unknown")
    assert (code, output.splitlines()[0]) == (0, "Only: channel unknown")
    code, output, errors = command("metric", "returns", "--channel", "unknwn")
    assert (code, output) == (2, "")
    assert errors == "There is no unknwn here; did you mean unknown?\n"
    code, _output, errors = command("metric", "summary", "--doctor", "unknown")
    assert (code, len(errors.splitlines())) == (2, 1)
    code, _output, errors = command("metric", "returns", "--doctor", "a", "--channel", "b")
    assert (code, len(errors.splitlines())) == (2, 1)


def test_the_clinics_own_next_step_is_set_said_listed_and_taken_back(command: Command) -> None:
    said = command("metric", "returns")[1]
    own = "Ask <three> of them & write it down"
    assert command("clinic", "set", "step.returns", own)[0] == 0
    assert command("metric", "returns")[1] == said.replace(said.splitlines()[-1], f"→ {own}")
    assert f"step.returns: {own}\n" in command("clinic", "list", "--clinic", "1")[1]
    assert command("clinic", "set", "step.returns", "none")[0] == 0
    assert command("metric", "returns")[1] == said


@pytest.mark.parametrize(
    ("key", "typed", "part"),
    [
        ("step.retuns", "Ask them", "step.returns"),
        ("step.returns", "/calls", "in your own words"),
        ("step.returns", "", "in your own words"),
        ("step.returns", "a" * 201, "at most 200 characters"),
    ],
)
def test_what_is_no_next_step_is_refused_in_one_line(
    command: Command, key: str, typed: str, part: str
) -> None:
    code, _output, errors = command("clinic", "set", key, typed)
    assert (code, len(errors.splitlines())) == (2, 1)
    assert part in errors
