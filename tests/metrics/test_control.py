"""Baselines and states.

Seen to fail when the week of a Monday's mark is left out, limits freeze a week too soon, trial
limits take the newest four in, a baseline of twelve is too few, the baseline is judged, trial
limits give a signal, an older flag gives one, very rare events freeze too soon, marks do not move
the freezing, points before the mark keep limits, absent weeks are counted, events lie in the week
before, many events in a few weeks are a baseline, five events a week are rare or 5 000 not many.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.calendar import day_number
from metrics.kit.chart_kind import MANY, Nature, kind_of
from metrics.kit.control import CALM, SIGNAL, TOO_EARLY, WATCH, Control, control
from metrics.kit.limits import Kind
from metrics.kit.readings import Readings, between
from metrics.kit.rules import HIGHER, LOWER, OUTSIDE, RUN
from metrics.kit.weekly import closed_weeks

FIRST = date(2023, 1, 2)
CALM_YEARS = [10.0, 12.0, 11.0, 13.0, 9.0, 11.0]
"""About 11, of which no rule is broken however often it comes again."""


def mondays(count: int, first: date = FIRST) -> list[date]:
    return [first + timedelta(weeks=week) for week in range(count)]


def calm(count: int) -> list[float]:
    return (CALM_YEARS * (count // 6 + 1))[:count]


def judged(
    values: list[float], worse: int = HIGHER, since: date | None = None, kind: Kind = Kind.XMR
) -> Control:
    return control(Readings.measured(mondays(len(values)), np.array(values)), kind, worse, since)


def test_under_twelve_points_of_baseline_it_is_too_early():
    early, late = judged([*calm(14), 99]), judged([*calm(15), 99])
    assert (early.state, early.rule, early.enough) == (TOO_EARLY, None, False)
    assert (late.state, late.rule, late.based_on) == (WATCH, OUTSIDE, 12)
    assert judged([]).state == TOO_EARLY
    assert judged([]).point is None


def test_absent_weeks_are_no_points_of_the_baseline():
    values = [float("nan"), *calm(15)]
    assert judged(values).state == TOO_EARLY
    assert judged([*values, 11.0]).state == CALM


def test_trial_limits_are_made_without_the_newest_four():
    one, other = judged([*calm(30), 11, 11, 11, 11]), judged([*calm(30), 90, 80, 0, 70])
    assert one.trial
    assert one.mean == other.mean == np.mean(calm(30))
    assert (one.low, one.high) == (other.low, other.high)
    assert one.state == CALM
    assert other.state == WATCH, "on trial limits nothing is a signal"


def test_the_limits_are_frozen_at_the_first_fifty_two():
    trial, frozen = judged([*calm(51), 99]), judged([*calm(52), 99])
    assert (trial.trial, trial.based_on, trial.state) == (True, 48, WATCH)
    assert (frozen.trial, frozen.based_on, frozen.state) == (False, 52, SIGNAL)
    later = judged([*calm(52), *[99.0] * 30])
    assert (later.low, later.mean, later.high) == (frozen.low, frozen.mean, frozen.high)


def test_nothing_inside_a_frozen_baseline_is_judged():
    values = [*calm(20), 99, *calm(31), *calm(3)]
    found = judged(values)
    assert found.base.tolist() == [True] * 52 + [False] * 3
    assert (found.on(HIGHER)[:52] == -1).all()
    assert found.state == CALM


def test_a_signal_is_of_the_newest_point_then_it_is_watched_then_calm():
    values = [*calm(60), 99, *calm(5)]
    states = [judged(values[:end]).state for end in range(60, 67)]
    assert states == [CALM, SIGNAL, WATCH, WATCH, WATCH, CALM, CALM]
    assert judged(values[:62]).rule == OUTSIDE
    assert judged(values[:65]).rule is None


def test_an_absent_newest_week_does_not_repeat_the_alarm():
    found = judged([*calm(60), 99, float("nan")])
    assert found.state == WATCH
    assert found.point == 99


def test_only_the_unfavourable_side_makes_a_state():
    values = [*calm(60), 0.0]
    assert judged(values, HIGHER).state == CALM
    assert judged(values, LOWER).state == SIGNAL
    assert judged(values, HIGHER).state_on(LOWER) == SIGNAL
    assert judged(values, HIGHER).rule_on(LOWER) == OUTSIDE


def test_a_run_may_begin_in_the_baseline_but_is_said_of_a_point_after_it():
    found = judged([*calm(46), *[11.5] * 6, 11.5])
    assert found.state == SIGNAL
    assert found.rule == RUN


def test_a_mark_re_bases_and_what_is_before_it_is_left_alone():
    values = [*calm(60), *[each + 50 for each in calm(30)]]
    assert judged(values).state == SIGNAL
    tuesday = mondays(61)[-1] - timedelta(days=6)
    found = judged(values, since=tuesday)
    assert found.state == CALM
    assert found.trial
    assert found.since == mondays(61)[-1], "the week in which it happened is of neither"
    assert found.based_on == 26
    assert np.isnan(found.limits.centre[:60]).all()
    assert not np.isnan(found.limits.centre[60:]).any()
    assert judged(values, since=mondays(61)[-1]).since == mondays(61)[-1]
    assert judged(values, since=date(2000, 1, 1)).mean == judged(values).mean
    assert judged(values, since=date(2030, 1, 1)).state == TOO_EARLY


def test_the_running_week_is_never_judged():
    sunday = FIRST + timedelta(days=7 * 61 - 1)
    for as_of, state in ((sunday - timedelta(days=1), CALM), (sunday, SIGNAL)):
        starts = closed_weeks(FIRST, as_of)
        values = np.array([*calm(60), 99][: len(starts)])
        assert control(Readings.measured(starts, values), Kind.XMR).state == state


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 40), min_size=1, max_size=90),
    st.integers(0, 90),
    st.sampled_from((Kind.XMR, Kind.C)),
)
def test_what_is_flagged_was_judged_and_trial_limits_give_no_signal(
    values: list[int], mark: int, kind: Kind
):
    since = FIRST + timedelta(weeks=mark) if mark else None
    found = judged(list(map(float, values)), HIGHER, since, kind)
    flagged = (found.breaks >= 0).any(axis=0)
    last = int(np.flatnonzero(found.base)[-1]) if found.base.any() else -1
    assert not flagged[: max(last + 1, mark)].any()
    assert not (found.trial and found.state == SIGNAL)
    assert found.enough or not flagged.any()
    assert np.isnan(found.limits.centre[:mark]).all()
    assert found.based_on <= 52


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=53, max_size=103))
def test_more_weeks_change_nothing_of_what_was_said_on_frozen_limits(values: list[int]):
    whole = judged(list(map(float, values)))
    before = judged(list(map(float, values[:53])))
    assert whole.limits.centre[:53] == pytest.approx(before.limits.centre)
    assert whole.on(HIGHER)[52] == before.on(HIGHER)[52]


def test_the_chart_of_fewer_weeks_keeps_the_judgement_of_all():
    found = judged([*calm(60), *[12.0] * 9])
    shown = found.shown_from(mondays(69)[-5])
    assert len(shown.readings.values) == 5
    assert not shown.base.any()
    for name in (field.name for field in fields(Control)):
        if name not in ("readings", "limits", "season", "base", "breaks"):
            assert getattr(shown, name) == getattr(found, name)
    assert (shown.state, shown.rule) == (found.state, found.rule) == (SIGNAL, RUN)
    assert shown.breaks.tolist() == found.breaks[:, -5:].tolist()


def events(days: list[int], visits: int = 10, count: int = 700) -> Readings:
    first = day_number(FIRST)
    happened = np.bincount(days, minlength=count)
    return between(mondays(count // 7), first + np.arange(count), happened, np.full(count, visits))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 99), max_size=40), st.lists(st.integers(0, 9), min_size=105))
def test_between_two_events_lies_what_was_between_their_days(days: list[int], visits: list[int]):
    first, days = day_number(FIRST), sorted(days)
    happened = np.bincount(days, minlength=105)
    found = between(mondays(15), first + np.arange(105), happened, np.array(visits[:105]))
    gaps = [sum(visits[a + 1 : b + 1]) for a, b in pairwise(days)]
    assert found.values.tolist() == gaps
    assert found.place.tolist() == [day // 7 for day in days[1:]]


def test_rare_events_are_judged_by_what_lies_between_and_only_in_the_week_they_come():
    every_month = list(range(0, 500, 28))
    cluster = [*every_month, 693, 694, 694, 695, 695, 696, 697, 698]
    found = control(events(cluster), Kind.G, LOWER)
    assert (found.state, found.rule) == (SIGNAL, RUN)
    assert found.based_on == 12, "those of the first fifty-two weeks, less the first"
    quiet = control(events([*every_month, 600]), Kind.G, LOWER)
    assert quiet.state == CALM


def test_many_events_in_a_few_weeks_are_no_baseline_yet():
    days = list(range(0, 105, 3))
    assert control(events(days, count=105), Kind.G, LOWER).state == TOO_EARLY
    assert control(events(days, count=112), Kind.G, LOWER).state == CALM


def test_very_rare_events_take_longer_for_their_baseline():
    found = control(events(list(range(0, 700, 50))), Kind.G, LOWER)
    assert (found.enough, found.based_on, found.trial) == (True, 12, False)
    assert control(events([0, 300, 600]), Kind.G, LOWER).state == TOO_EARLY


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=60), st.integers(1, 3000))
def test_rare_complaints_never_get_a_chart_of_single_values(counts: list[int], visits: int):
    readings = Readings.counted(
        mondays(len(counts)), np.array(counts), np.full(len(counts), visits), 1000
    )
    assert kind_of(Nature.RATE, readings) is Kind.G


def test_the_chart_follows_the_nature_of_the_number():
    def of(nature: Nature, count: int, size: int) -> Kind:
        return kind_of(nature, Readings.counted(mondays(3), np.full(3, count), np.full(3, size)))

    assert of(Nature.RATE, 5, 100) is Kind.U
    assert of(Nature.RATE, 5, MANY) is Kind.LANEY_U
    assert of(Nature.SHARE, 1, 30) is Kind.P
    assert of(Nature.SHARE, 1, MANY) is Kind.LANEY_P
    assert of(Nature.AMOUNT, 1, MANY) is Kind.XMR
    nothing = Readings.counted(mondays(2), np.zeros(2), np.zeros(2))
    assert kind_of(Nature.RATE, nothing) is Kind.G
    assert kind_of(Nature.SHARE, nothing) is Kind.P
