"""Results: towns add up, and misses, unknown names and broken scenarios are no success."""

import json
from pathlib import Path

import pytest

from faults import report
from faults.__main__ import main
from faults.outcome import Outcome, in_towns
from faults.proxy import MARK, POISONS, poisoned


async def town_of(seed: int, rounds: int) -> Outcome:
    misses = [f"town {seed} missed"] if seed == 11 else []
    figures = {"rounds": rounds, "slowest": float(seed), "in flight": [seed]}
    return Outcome("a scenario", dict(figures), misses)


async def broken_town(seed: int, rounds: int) -> Outcome:
    raise RuntimeError(f"town {seed} broke off")


async def test_towns_share_the_rounds_and_add_up() -> None:
    together = await in_towns(town_of, 10, 25, towns=3)
    assert together.figures["rounds"] == 25
    assert together.figures["slowest"] == 12.0
    assert together.figures["in flight"] == [10, 11, 12]
    assert together.misses == ["town 11 missed"]


async def test_no_town_is_opened_without_a_round_for_it() -> None:
    assert (await in_towns(town_of, 1, 1, towns=4)).figures["in flight"] == [1]


async def test_a_town_that_breaks_off_breaks_the_scenario() -> None:
    with pytest.raises(RuntimeError, match="broke off"):
        await in_towns(broken_town, 1, 2, towns=2)


def test_results_are_kept_with_seed_commit_and_misses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(report, "FILE", tmp_path / "build" / "faults.json")
    outcome = Outcome("kill -9", {"in flight": [5, 1, 3]}, ["lost: 1"])
    kept = json.loads(report.write([outcome], {"seed": 7}).read_text())
    report.show(outcome)
    assert kept["seed"] == 7
    assert kept["commit"]
    assert not kept["held"]
    assert kept["scenarios"][0]["misses"] == ["lost: 1"]
    shown = capsys.readouterr().out
    assert "MISSED" in shown
    assert "1 to 5, median 3" in shown


def test_an_unknown_scenario_is_refused() -> None:
    with pytest.raises(SystemExit):
        main(["--only", "weather"])


@pytest.mark.parametrize("name", POISONS)
def test_only_marked_updates_are_poisoned(name: str) -> None:
    update = {"update_id": 1, "message": {"text": MARK + name, "date": 1, "chat": {"id": 1}}}
    good = {"update_id": 2, "message": {"text": "1042 hygiene 3500"}}
    assert poisoned(update) != update
    assert poisoned(update)["update_id"] == 1
    assert poisoned(good) == good
