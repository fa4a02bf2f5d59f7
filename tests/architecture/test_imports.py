"""Who may import whom: the contracts hold in the tree, and each is seen to fail when broken."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import metrics.kit
from tests.architecture.tree import PACKAGES, ROOT

LINT = Path(sys.executable).with_name("lint-imports")
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]

# One stray module each: where it would stand, and what it would import.
STRAYS = {
    "layers": ("clinic/stray.py", "import storage.stray_target"),
    "metrics-get-frames": ("metrics/kit/stray.py", "import storage.stray_target"),
    "telegram": ("storage/stray.py", "import aiogram"),
    "database": ("handlers/stray.py", "import sqlite3"),
    "numbers": ("bot/stray.py", "import numpy"),
    "worker-only": ("bot/stray.py", "import metrics.stray_target"),
    "worker-apart": ("bot/stray.py", "import bot.worker"),
    "worker-thin": ("bot/worker.py", "import handlers.stray_target"),
    "domain": ("clinic/stray.py", "import pandas"),
    "playground": ("playground/stray.py", "import clinic.stray_target"),
    "demo-only": ("bot/stray.py", "import playground.stray_target"),
    "metrics-apart": ("metrics/stray.py", "import metrics.stray_target"),
}

Lint = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the tree's Python files, with a module to be imported in each package."""
    folder = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            target = folder / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
        (folder / package / "stray_target.py").touch()
    return folder


@pytest.fixture(scope="module")
def lint(copy: Path) -> Lint:
    def run(*contracts: str) -> subprocess.CompletedProcess[str]:
        chosen = [part for contract in contracts for part in ("--contract", contract)]
        command = [str(LINT), "--no-logo", "--cache-dir", str(copy / ".cache"), *chosen]
        return subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)

    return run


def test_every_contract_holds_in_the_tree(lint: Lint):
    outcome = lint()
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_every_contract_has_a_stray_module_that_breaks_it():
    assert {contract["id"] for contract in CONTRACTS} == set(STRAYS)


@pytest.mark.parametrize("contract", STRAYS)
def test_a_stray_import_breaks_its_contract(contract: str, copy: Path, lint: Lint):
    where, what = STRAYS[contract]
    path = copy / where
    before = path.read_text(encoding="utf-8") if path.exists() else None
    path.write_text(f"{before or ''}\n{what}\n", encoding="utf-8")
    try:
        outcome = lint(contract)
    finally:
        path.write_text(before, encoding="utf-8") if before is not None else path.unlink()
    name = next(each["name"] for each in CONTRACTS if each["id"] == contract)
    assert outcome.returncode == 1, outcome.stdout + outcome.stderr
    assert f"{name} BROKEN" in " ".join(outcome.stdout.split())


def test_no_name_that_the_kit_hands_out_is_that_of_one_of_its_files() -> None:
    """A file once imported would stand in the name's place."""
    files = {path.stem for path in (ROOT / "metrics" / "kit").glob("*.py")}
    assert not files & {*metrics.kit.__all__}
