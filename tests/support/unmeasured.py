"""Processes whose lines other tests measure: without coverage they need half the time."""

import os
from collections.abc import Iterator

MEASURED_BY = "COVERAGE_PROCESS"
"""How the variables begin by which a process knows that it is to be measured."""


def measuring() -> Iterator[str]:
    """Name what makes a process measure itself."""
    return (name for name in os.environ if name.startswith(MEASURED_BY))


def unmeasured() -> dict[str, str]:
    """Return the environment of a process that does not measure itself."""
    return {name: value for name, value in os.environ.items() if name not in {*measuring()}}
