"""After how many days a patient is overdue, beside the limit by which the call list goes.

Seen to fail when a limit is rounded up, when three visits are a rhythm, when the upper of two
middle intervals counts twice, when long histories forget their first intervals, when a recall makes
late or goes before a rhythm, and when times of two patients, or of none, are near to each other.
"""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.calling import own_limit
from metrics.kit.layout import Rows
from metrics.kit.rhythm import AT_ONCE, crowded, due_after, late, limits

RECALL = 10
histories = st.lists(
    st.lists(st.integers(0, 60), min_size=1, max_size=9, unique=True).map(sorted), max_size=6
)


def limits_of(histories: list[list[int]]) -> list[list[int]]:
    """Return the limits at every visit, by patients."""
    lengths = [len(days) for days in histories]
    starts = np.cumsum([0, *lengths[:-1]])[: len(lengths)]
    found = limits(np.array([day for days in histories for day in days], np.int32), starts)
    return [each.tolist() for each in np.split(found, np.cumsum(lengths)[:-1])][: len(lengths)]


def by_hand(days: list[int]) -> list[int]:
    return [own_limit(days[: nth + 1]) or 0 for nth in range(len(days))]


@settings(max_examples=200, deadline=None)
@given(histories)
def test_every_visit_has_the_limit_that_the_call_list_would_have_reckoned_then(
    histories: list[list[int]],
):
    assert limits_of(histories) == [by_hand(days) for days in histories]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 90), min_size=AT_ONCE - 2, max_size=AT_ONCE + 20))
def test_long_histories_are_reckoned_alike(gaps: list[int]):
    days = np.cumsum([0, *gaps]).tolist()
    assert limits_of([[1, 3], days, [5]]) == [[0, 0], by_hand(days), [0]]


def test_a_rhythm_of_a_hundred_years_is_cut_where_its_column_ends():
    assert limits_of([[0, 50_000, 100_000, 150_000]])[0][-1] == 65_535


@settings(max_examples=200, deadline=None)
@given(histories, st.integers(61, 160))
def test_late_is_who_the_call_list_finds_overdue(histories: list[list[int]], today: int):
    last = {
        "day": np.array([days[-1] for days in histories], np.int32),
        "nth": np.array([len(days) for days in histories], np.uint8),
        "due_after": np.array([each[-1] or RECALL for each in limits_of(histories)], np.uint16),
    }
    visits: Rows = last
    found, rhythmic = late(visits, np.arange(len(histories)), today)
    for days, is_late, has_rhythm in zip(histories, found, rhythmic, strict=True):
        limit = own_limit(days)
        assert has_rhythm == (limit is not None)
        assert is_late == (limit is not None and today - days[-1] > limit)


def test_a_time_runs_out_by_the_rhythm_and_by_the_recall_only_while_there_is_none():
    days, starts = np.array([0, 10, 20, 30, 40, 5], np.int32), np.array([0, 5])
    recalls = np.array([90, 0, 90, 90, 0, 7])
    assert due_after(days, starts, recalls).tolist() == [90, 0, 90, 15, 15, 7]


def test_times_are_near_that_may_run_out_in_one_week_whichever_comes_first():
    patient = np.array([0, 0, 0, 0, 1, 1])
    day = np.array([0, 10, 20, 100, 0, 7], np.int32)
    after = np.array([30, 26, 9, 0, 30, 30], np.uint16)  # out on day 30, 36, 29, never, 30, 37
    assert crowded(patient, day, after).tolist() == [True, True, True, False, False, False]
