from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes

from metrics.kit.chart import blank_page
from metrics.kit.growth import Growth, draw_growth
from metrics.kit.notes import place_of
from metrics.kit.panels import Panel, draw_panels
from metrics.kit.pareto import draw_pareto
from metrics.kit.series import Line, draw_series
from metrics.kit.step_curves import StepCurve, draw_curves, stepped
from metrics.kit.survival import kaplan_meier
from metrics.kit.words import Words
from tests.metrics.chart_cases import CASES, FINDING, head, names, words_in
from tests.metrics.pictures import assert_readable, drawn, texts

PATIENTS = {"rich": 900, "small": 12, "empty": 0, "hostile": 1}
POINTS = {"rich": 24, "small": 3, "empty": 0, "hostile": 400}
HUGE = {"hostile": -1e13}


def survival(count: int, seed: int = 1) -> Any:
    chance = np.random.default_rng(seed)
    return kaplan_meier(chance.integers(0, 400, count), chance.random(count) < 0.5)


def months(count: int) -> list[date]:
    return [date(1990 + number // 12, number % 12 + 1, 1) for number in range(count)]


def wave(count: int, size: str, shift: float = 0.0) -> list[float | None]:
    scale = HUGE.get(size, 1.0)
    return [
        None if number == 1 else scale * (4 + math.sin(number / 3 + shift))
        for number in range(count)
    ]


def banded(name: str, values: list[float | None]) -> Line:
    low, high = ([each and each * by for each in values] for by in (0.9, 1.1))
    return Line(name, months(len(values)), values, low, high, unfinished=2)


def changes(language: str, count: int) -> list[tuple[date, str]]:
    """Return changes at the clinic close to one another, and one outside of the time shown."""
    name = FINDING[language]
    return [(months(count)[-1] - timedelta(days=9 * n), name[: 4 + 6 * n]) for n in range(6)] + [
        (date(1980, 1, 1), "before")
    ]


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize(("size", "language"), CASES)
def test_curves_with_their_bands_and_counts_are_readable(size: str, language: str, several: bool):
    words = words_in(language)

    def draw(called: list[str], axes: Axes) -> None:
        head(axes, language, words)
        count = PATIENTS[size]
        curves = [stepped(name, survival(count, seed)) for seed, name in enumerate(called) if count]
        draw_curves(axes, curves, words, called[0][:9], (90, called[0][:20]))

    with drawn(draw, names(size, language, 3) if several else names(size, language, 1)) as figure:
        assert_readable(figure)
        bands = len(figure.axes[0].collections)
        assert bands >= (2 if size == "rich" else 0)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=10, max_size=60),
    st.integers(0, 60),
)
def test_a_stepped_curve_says_what_kaplan_and_meier_say(people: list[tuple[int, bool]], day: int):
    curve = kaplan_meier(*(np.array(part) for part in zip(*people, strict=True)))
    steps = stepped("", curve)
    assert steps.end() == max(np.flatnonzero(curve.at_risk >= 10))
    assert all(curve.at_risk[age] == n for age, n in steps.followed.items())
    if day <= steps.end():
        drawn_there = [
            share for age, share in zip(steps.ages, steps.shares, strict=True) if age <= day
        ]
        assert drawn_there[-1] == pytest.approx(1 - curve.survival[day])


def test_the_window_is_marked_on_the_curve_itself():
    words = Words("en")
    with blank_page() as axes:
        curve = StepCurve("", [0, 30, 100], [0, 0.2, 0.5], followed={0: 40, 90: 11})
        draw_curves(axes, [curve], words, "days", (90, "20%"))
        marks = [line.get_xydata()[0].tolist() for line in axes.lines if line.get_marker() == "o"]
        said = [each.get_text() for each in axes.texts]
    assert marks == [[90, 0.2]]
    assert {"20%", "50%", "n = 40", "n = 11", "0 days", "90"} <= set(said)


@pytest.mark.parametrize(("size", "language"), CASES)
def test_cumulative_means_are_readable_beside_their_levels(size: str, language: str):
    words, points = words_in(language), POINTS[size]

    def draw(called: list[str], axes: Axes) -> None:
        head(axes, language, words)
        ages, scale = range(1, points + 1), HUGE.get(size, 1e6)
        counts = [90 - 2 * age for age in ages]
        means = ([scale * age * times for age in ages] for times in (1, 2))
        lines = [
            Growth(name, ages, mean, counts) for name, mean in zip(called, means, strict=False)
        ]
        levels = [(scale * 3, called[2]), (scale * 3.01, called[3])]
        draw_growth(axes, lines, words, words.brief, levels, called[0][:9])

    with drawn(draw, names(size, language, 4)) as figure:
        assert_readable(figure)


def test_means_of_few_are_dashed_and_those_of_fewer_left_out():
    words = Words("en")
    with blank_page() as axes:
        growth = Growth("", [1, 2, 3, 4, 5], [10, 20, 30, 40, 50], [99, 40, 29, 10, 9])
        draw_growth(axes, [growth], words, words.short)
        whole, few = (line.get_xydata().tolist() for line in axes.lines[1:3])
        said = [each.get_text() for each in axes.texts]
    assert whole == [[0, 0], [1, 10], [2, 20]]
    assert few == [[2, 20], [3, 30], [4, 40]]
    assert "40" in said
    assert "50" not in said


@pytest.mark.parametrize(("size", "language"), CASES)
def test_series_with_bands_and_changes_are_readable(size: str, language: str):
    words, points = words_in(language), POINTS[size]
    happened = changes(language, points) if points else []

    def draw(called: list[str], axes: Axes) -> None:
        head(axes, language, words)
        lines = [banded(name, wave(points, size, n)) for n, name in enumerate(called)]
        draw_series(axes, lines, words, words.short, happened)

    with drawn(draw, names(size, language, 3)) as figure:
        assert_readable(figure)
        said = " ".join(text for text, _ in texts(figure))
        assert "before" not in said
        assert not points or FINDING[language][:4] in said, "the newest change is named"


@pytest.mark.parametrize(("size", "language"), CASES)
def test_panels_on_one_time_axis_are_readable(size: str, language: str):
    words, points = words_in(language), POINTS[size]
    happened = changes(language, points) if points else []

    def draw(called: list[str], axes: Axes) -> None:
        head(axes, language, words)
        panels = [
            Panel(Line(name, months(points), wave(points, size, n), unfinished=1), words.short)
            for n, name in enumerate(called)
        ]
        draw_panels(axes, panels, words, happened)

    with drawn(draw, names(size, language, 5)) as figure:
        assert_readable(figure)
        assert len(figure.axes) == 1 + (5 if points else 0)


def test_what_is_not_over_is_hatched_and_a_gap_stays_a_gap():
    words = Words("en")
    with blank_page() as axes:
        draw_series(
            axes, [Line("a", months(5), [1, 2, None, 4, 5], unfinished=2)], words, words.short
        )
        hatched = [patch for patch in axes.patches if patch.get_hatch()]
        values = axes.lines[1].get_ydata().tolist()
    assert len(hatched) == 1
    assert hatched[0].get_x() == months(5)[2].toordinal()
    assert hatched[0].get_x() + hatched[0].get_width() == months(5)[4].toordinal()
    assert math.isnan(values[2])


@pytest.mark.parametrize("days", [1, 2, 5, 30, 70, 71, 200, 700, 4000, 20000])
def test_time_is_labelled_over_days_and_over_decades(days: int):
    words = Words("ru")

    def draw(_answer: None, axes: Axes) -> None:
        first = date(1999, 12, 20)
        shown = [first + timedelta(days=n) for n in range(0, days, max(1, days // 50))]
        draw_series(axes, [Line("a", shown, [1.0] * len(shown))], words, words.short)

    with drawn(draw, None) as figure:
        assert_readable(figure)
        labels = [text for text, box in texts(figure) if box.y1 < 150]
        assert len(labels) >= min(days, 3)


def test_a_change_stands_before_the_bar_of_its_first_day():
    weeks = [date(2026, 3, 2) + timedelta(weeks=number) for number in range(4)]
    assert place_of(weeks[2], weeks) == 1.5
    assert place_of(weeks[2] + timedelta(days=3), weeks) == 1.5
    assert place_of(weeks[0] - timedelta(days=3), weeks) == -1.5


@pytest.mark.parametrize(("size", "language"), CASES)
def test_concentration_is_readable_and_its_marks_lie_where_they_are_said(size: str, language: str):
    words, count = words_in(language), PATIENTS[size]
    paid = np.sort(np.random.default_rng(1).pareto(1.2, count))[::-1]

    def draw(_answer: None, axes: Axes) -> None:
        head(axes, language, words)
        people = (np.arange(count) + 1) / max(count, 1)
        draw_pareto(axes, people, paid.cumsum() / (paid.sum() or 1), words, (0.2, 0.6), (0.4, 0.8))

    with drawn(draw, None) as figure:
        assert_readable(figure)
        marks = [
            line.get_xydata()[0].tolist() for line in figure.axes[0].lines if line.get_ms() > 12
        ]
        assert not count or [0.2, 0.6] in marks
        assert not count or [0.4, 0.8] in marks
