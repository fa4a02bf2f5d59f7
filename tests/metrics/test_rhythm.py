"""Who is late, beside the limit by which the call list goes.

Seen to fail when two thirds of the days away are rounded down, when a limit is not
cut to whole days, and when three visits are a rhythm.
"""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.calling import own_limit
from metrics.kit.layout import BEFORE, NEVER, Rows
from metrics.kit.rhythm import late

stories = st.lists(
    st.lists(st.integers(0, 60), min_size=1, max_size=9, unique=True).map(sorted), max_size=6
)


def rows_of(days: list[list[int]]) -> Rows:
    rows = [
        (day, who, nth, before, after)
        for who, seen in enumerate(days)
        for nth, (before, day, after) in enumerate(
            zip([BEFORE, *seen[:-1]], seen, [*seen[1:], NEVER], strict=True), 1
        )
    ]
    names = ("day", "patient", "nth", "previous_day", "next_day")
    table = np.array(sorted(rows), np.int32).reshape(-1, len(names))
    return dict(zip(names, table.T, strict=True))


@settings(max_examples=300)
@given(stories, st.integers(61, 160))
def test_late_is_who_the_call_list_finds_overdue(days: list[list[int]], today: int):
    visits = rows_of(days)
    last = np.flatnonzero(visits["next_day"] == NEVER)
    found, rhythmic = late(visits, last, len(days), today)
    for place, is_late, has_rhythm in zip(last, found, rhythmic, strict=True):
        seen = days[visits["patient"][place]]
        limit = own_limit(seen)
        assert has_rhythm == (limit is not None)
        assert is_late == (limit is not None and today - seen[-1] > limit)
