"""requirements.lock: exact, with hashes, without addresses, and what pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from itertools import chain

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.tree import ROOT, show

LOCKS = ("requirements.lock", "tests/oracles/requirements.lock")
LOCK = (ROOT / LOCKS[0]).read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def pins(lock: str = LOCK) -> list[tuple[Requirement, str]]:
    """Return each pinned requirement with its whole block of lines."""
    blocks = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE)
    return [(Requirement(block.split("\\")[0].strip()), block) for block in blocks if block.strip()]


def wanted() -> list[Requirement]:
    groups = chain.from_iterable(PROJECT["dependency-groups"].values())
    return [Requirement(line) for line in (*PROJECT["project"]["dependencies"], *groups)]


@pytest.mark.parametrize("path", LOCKS)
def test_every_pin_is_exact_and_has_a_hash(path: str):
    found = pins((ROOT / path).read_text(encoding="utf-8"))
    loose = [
        f"{path}: {pin}: run make lock"
        for pin, block in found
        if not re.fullmatch(r"==[^*,]+", str(pin.specifier)) or "--hash=sha256:" not in block
    ]
    assert len(found) > 20
    assert not loose, show(loose)


@pytest.mark.parametrize("path", LOCKS)
def test_the_lock_names_no_address(path: str):
    lock = (ROOT / path).read_text(encoding="utf-8")
    lines = [line for line in lock.splitlines() if "://" in line or line.startswith("--")]
    assert not lines, show([*lines, "run make lock: it leaves addresses out"])


@pytest.mark.parametrize("python", PYTHONS)
def test_what_the_project_asks_for_is_pinned_on_every_python(python: str):
    here = {**default_environment(), "python_version": python, "python_full_version": f"{python}.0"}
    chosen = {
        canonicalize_name(pin.name): next(iter(pin.specifier)).version
        for pin, _ in pins()
        if pin.marker is None or pin.marker.evaluate({key: str(here[key]) for key in here})
    }
    lacking = [
        f"pyproject.toml asks for {each}; the lock has {chosen.get(canonicalize_name(each.name))}"
        for each in wanted()
        if not each.specifier.contains(chosen.get(canonicalize_name(each.name), "0"))
    ]
    assert not lacking, show([*lacking, "run make lock"])


def test_nothing_is_locked_that_the_project_no_longer_asks_for():
    own = {canonicalize_name(each.name) for each in wanted()}
    asked = {
        canonicalize_name(pin.name)
        for pin, block in pins()
        if re.search(r"#\s+(via )?\s*clinicpulse", block)
    }
    assert asked == own, f"run make lock: {sorted(asked ^ own)}"
