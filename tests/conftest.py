"""What holds for every test."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from shutil import disk_usage

import pytest
from hypothesis import HealthCheck, settings

# Cores are shared and coverage is on: a slow example is no fault of the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of its own in it
ROOM = 1 << 30
"""Bytes; the databases of all tests that run at once need a tenth."""


def pytest_configure() -> None:
    """Keep what tests write in memory where there is room: waiting for a disk proves nothing."""
    if MEMORY.is_dir() and disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A run in which nothing was tested is no success, also when all was skipped."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    told_to_run = reporter is not None and not session.config.option.collectonly
    if told_to_run and exitstatus == pytest.ExitCode.OK and not reporter.stats.get("passed"):
        session.exitstatus = pytest.ExitCode.NO_TESTS_COLLECTED


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Let the collector pass over what was imported: each walk through it costs 0.2 s."""
    gc.collect()
    gc.freeze()
