"""A short form of ``python -m benchmarks.truth``: intervals hold the truth that made the clinic."""

from __future__ import annotations

import pytest

from benchmarks.journal import LAST
from benchmarks.truth import is_likely, measure


@pytest.mark.no_cover
def test_the_truth_of_made_up_clinics_lies_in_the_intervals():
    findings = measure(4, LAST)
    assert len(findings.figures) == 2
    assert not findings.misses


def test_too_few_and_too_many_intervals_that_hold_are_seen():
    assert not is_likely(1100, 1200)
    assert is_likely(1140, 1200)
    assert not is_likely(1175, 1200)
