"""The laws of the call list: who is overdue, what a call is worth, who comes first, and when."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from random import Random
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from clinic.calling import (
    GRAVE,
    LEFT_IN_PEACE,
    MOST_ATTEMPTS,
    Reason,
    Story,
    limit_of,
    next_attempt,
    own_limit,
    rank_of,
    reasons_of,
    worth_of,
)
from clinic.working import WorkingDays

GAP = 548
gaps = st.lists(st.integers(1, 400), max_size=8)
visits = gaps.map(lambda between: tuple(20_000 + sum(between[:i]) for i in range(len(between) + 1)))
recalls = st.none() | st.integers(1, 400)
newest = st.none() | st.integers(19_990, 23_500)
stories = st.builds(
    Story,
    visits,
    st.none() | st.integers(-1_000, 10**9),
    recalls,
    st.booleans(),
    complaint=newest,
    promise=newest,
    rated=newest,
    left=newest,
    booked=newest,
    called=newest,
)
later = st.integers(0, 700)


@given(visits)
def test_a_rhythm_is_one_and_a_half_times_the_median_from_three_intervals_on(
    days: tuple[int, ...],
) -> None:
    between = [after - before for before, after in pairwise(days)]
    limit = own_limit(days)
    if len(between) < 3:
        assert limit is None
    else:
        assert limit is not None
        assert limit == Fraction(3, 2) * Fraction(median(between)) // 1


@given(visits, recalls, later)
def test_overdue_begins_the_day_after_the_larger_limit(
    days: tuple[int, ...], recall: int | None, away: int
) -> None:
    story = Story(days, recall=recall)
    limit, today = limit_of(story), days[-1] + away
    late = reasons_of(story, today, GAP)
    expected = limit is not None and limit < away < GAP
    assert bool(late) is expected
    if late:
        own = own_limit(days)
        assert late == ((Reason.OVERDUE,) if own is not None and own == limit else (Reason.RECALL,))


@given(stories, later)
def test_whoever_is_lost_booked_or_gone_for_good_is_never_called(story: Story, away: int) -> None:
    today = story.last + away
    assert reasons_of(story, story.last + GAP + away, GAP) == ()
    assert reasons_of(replace(story, booked=today), today, GAP) == ()
    assert reasons_of(replace(story, left=story.last), today, GAP) == ()


@given(stories, later)
def test_a_visit_after_the_trouble_ends_it(story: Story, away: int) -> None:
    trouble = replace(story, low_rating=False, recall=None)
    days = [each for each in (story.complaint, story.promise, story.rated) if each is not None]
    seen = max([story.last, *days]) + 1
    after = replace(trouble, days=(*story.days, seen), left=None, booked=None)
    assert not {*GRAVE, Reason.RATING} & {*reasons_of(after, seen + away, GAP)}


@given(stories, later)
def test_reasons_come_gravest_first_and_each_once(story: Story, away: int) -> None:
    found = reasons_of(story, story.last + away, GAP)
    order = list(Reason)
    assert list(found) == sorted(set(found), key=order.index)


@given(stories, st.integers(0, LEFT_IN_PEACE))
def test_whoever_was_spoken_to_is_left_in_peace_unless_something_went_wrong_since(
    story: Story, since: int
) -> None:
    today = story.last + since
    called = replace(story, called=today - since, left=None, booked=None)
    news = [each for each in (story.complaint, story.promise) if each is not None]
    if not any(each > story.last for each in news):
        assert reasons_of(called, today, GAP) == ()


@given(stories, later, st.integers(1, 100), st.integers(0, 10**6))
def test_a_worth_is_whole_never_negative_and_falls_with_the_days(
    story: Story, away: int, further: int, richer: int
) -> None:
    today = story.last + away
    worth = worth_of(story, today)
    if worth is None:
        assert story.money is None
        return
    assert isinstance(worth, int)
    assert 0 <= worth <= max(0, story.money or 0)
    assert (worth_of(story, today + further) or 0) <= worth
    more = replace(story, money=(story.money or 0) + richer)
    assert (worth_of(more, today) or 0) >= worth


def test_a_worth_by_hand() -> None:
    four = Story((0, 100, 200, 365), 40_000_00)
    assert limit_of(four) == 150
    assert worth_of(four, 365 + 150) == 40_000_00 * 4 // 5
    assert worth_of(four, 365 + 300) == 40_000_00 * 4 // 10
    assert worth_of(Story((0, 730), 1000, recall=180), 730) == 1000 * 2 // (2 * 3)


calls = st.lists(
    st.tuples(st.sampled_from(list(Reason)), st.none() | st.integers(0, 50), st.integers(0, 9**9)),
    unique_by=lambda each: each[2],
)


@given(calls, st.randoms())
def test_grave_reasons_come_first_then_worth_and_the_order_is_one(
    listed: list[tuple[Reason, int | None, int]], chance: Random
) -> None:
    ranked = sorted(listed, key=lambda each: rank_of(*each))
    chance.shuffle(listed)
    assert sorted(listed, key=lambda each: rank_of(*each)) == ranked
    for first, second in pairwise(ranked):
        graver = (first[0] in GRAVE) - (second[0] in GRAVE)
        assert graver >= 0
        if not graver:
            assert (-1 if first[1] is None else first[1]) >= (
                -1 if second[1] is None else second[1]
            )


@given(
    st.integers(1, 10),
    st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    st.text("1234567", min_size=1, max_size=7),
)
def test_the_next_attempt_is_on_a_working_day_and_not_too_soon(
    attempts: int, today: date, weekdays: str
) -> None:
    working = WorkingDays(weekdays)
    day = next_attempt(attempts, today, working)
    if attempts >= MOST_ATTEMPTS:
        assert day is None
        return
    assert day is not None
    assert working.has(day)
    assert day - today >= timedelta(days=1 if attempts < 3 else 7)
    assert day - today <= timedelta(days=7 if attempts < 3 else 14)
