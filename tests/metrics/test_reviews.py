"""Reviews, beside a list of them told one by one.

Seen to fail when an answer on the third day is in time, when young reviews count, when one without
stars counts as none, and when an answer of after the as-of day is one.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.calendar import day_number
from tests.metrics.asking import HALF_DAY_MS, Asked, asked

FIRST = date(2026, 3, 2)
AS_OF = FIRST + timedelta(days=20)
PERIOD = f"{FIRST}..{AS_OF}"
lines = st.lists(
    st.tuples(
        st.sampled_from((-1, 0, 10, 18, 19, 20, 21)),
        st.sampled_from((None, 1, 2, 3, 5)),
        st.sampled_from((None, 0, 2, 3, 9)),
    ),
    max_size=20,
)


def review(clinic: Asked, day: int, stars: int | None, took: int | None) -> None:
    on = FIRST + timedelta(days=day)
    answered = None if took is None else (2 * (day_number(on) + took) + 1) * HALF_DAY_MS
    clinic.enter("reviews", on, site="maps", stars=stars, answered=answered)


@settings(max_examples=60, deadline=None)
@given(lines)
def test_reviews_are_those_of_the_list(
    template: Path, written: list[tuple[int, int | None, int | None]]
):
    with asked(template) as clinic:
        for day, stars, took in written:
            review(clinic, day, stars, took)
        numbers = clinic.numbers("reviews", AS_OF, PERIOD)
    inside = [
        (day, stars, None if took is None or day + took > 20 else took)
        for day, stars, took in written
        if 0 <= day <= 20
    ]
    values = numbers["values"]
    rated = [stars for _, stars, _ in inside if stars]
    assert values["reviews"] == len(inside)
    assert values["mean"] == (pytest.approx(sum(rated) / len(rated)) if rated else None)
    assert values["unanswered"] == sum(took is None for _, _, took in inside)
    assert values["unanswered_bad"] == sum(
        took is None and stars in (1, 2) for _, stars, took in inside
    )
    mature = [took for day, _, took in inside if day <= 18]
    assert values["mature"] == len(mature)
    quick = sum(took is not None and took <= 2 for took in mature)
    assert values["in_48_hours"] == (quick / len(mature) if mature else None)
    counts = {row["stars"]: row["count"] for row in numbers["rows"]}
    assert counts == {stars: rated.count(stars) for stars in range(1, 6)}


def test_a_bad_one_is_to_be_answered_first(clinic: Asked):
    review(clinic, 0, 5, None)
    assert "Thank those who praise" in clinic.report("reviews", AS_OF, PERIOD).text
    review(clinic, 1, 1, None)
    text = clinic.report("reviews", AS_OF, PERIOD).text
    assert "Reviews without an answer: 2" in text
    assert "2 reviews, 3 of 5 stars on average." in text
    assert "Answer the 1 bad one first" in text


def test_none_is_said_with_how_to_write_one_down(clinic: Asked):
    assert "/review google 5/5" in clinic.report("reviews", AS_OF, PERIOD).text
