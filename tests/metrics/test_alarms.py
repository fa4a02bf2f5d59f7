"""A short form of ``python -m benchmarks.alarms``, and that it asks as the real journal would.

Seen to fail when a rare rate is judged on the wrong side, when limits are taken from the newest
weeks, and when the journal's complaints lie a week later than the drawn ones.
"""

from __future__ import annotations

import pytest

from benchmarks.alarms import NEVER, measure
from benchmarks.figures import Target
from metrics.kit.watched import SIGNS

FEW, MANY_ALARMS = 12, Target(0.06)


@pytest.fixture(scope="module")
def found() -> dict[str, float]:
    findings = measure(FEW, MANY_ALARMS)
    assert not findings.misses
    return {figure.name: figure.median for figure in findings.figures}


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_sees_its_decline(found: dict[str, float], sign: str):
    assert found[f"{sign}: first alarm after"] < (40 if sign == "base" else 8) < NEVER
    assert found[f"{sign}: seen within 52 weeks"] == 1


def test_complaints_four_times_as_often_are_seen_within_a_month(found: dict[str, float]):
    assert found["complaints: first alarm after"] <= 4
