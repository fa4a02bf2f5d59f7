"""Control charts on the page.

Seen to fail when worse and better change their marks, limits on trial look frozen, the newest
value has the colour of another point, limits are drawn without a baseline or without being there,
several events of a week lie on one another, or worse is said for better.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from metrics.kit.chart import LOSS, footnote, title
from metrics.kit.control import Control, control
from metrics.kit.control_chart import BETTER, WORSE, control_notes, draw_control
from metrics.kit.control_words import finding, from_what, rule_said, state_said
from metrics.kit.limits import Kind
from metrics.kit.readings import Readings, between
from metrics.kit.rules import HIGHER, LOWER, NAMES
from metrics.kit.words import Words
from tests.metrics.chart_cases import CASES, FINDING, words_in
from tests.metrics.pictures import assert_readable, drawn, texts

FIRST = date(2025, 1, 6)
WEEKS = {"rich": 130, "small": 9, "empty": 0, "hostile": 70}
HUGE = {"hostile": -1e11}


def mondays(count: int) -> list[date]:
    return [FIRST + timedelta(weeks=week) for week in range(count)]


def series(size: str, kind: Kind, worse: int = HIGHER, seed: int = 1) -> Control:
    chance = np.random.default_rng(seed)
    count = WEEKS[size]
    if kind is Kind.G:
        visits = chance.poisson(12, 7 * count)
        days = FIRST.toordinal() - date(1970, 1, 1).toordinal() + np.arange(7 * count)
        return control(
            between(mondays(count), days, chance.binomial(visits, 0.02), visits), kind, worse
        )
    if kind is Kind.XMR:
        values = HUGE.get(size, 1) * (10 + chance.normal(0, 2, count))
        values[1::17] = np.nan
        return control(Readings.measured(mondays(count), values), kind, worse)
    sizes = chance.poisson(30, count)
    shares = np.where(np.arange(count) > count - 12, 0.7, 0.3)
    return control(
        Readings.counted(mondays(count), chance.binomial(sizes, shares), sizes), kind, worse
    )


def page(judged: Control, words: Words, changes: Any = (), written: Any = None) -> Any:
    def draw(_answer: None, axes: Axes) -> None:
        title(axes, finding(judged, words), FINDING["en"])
        draw_control(axes, judged, words, written or words.short, changes)
        footnote(axes, *control_notes(judged, words))

    return drawn(draw, None)


def marks_of(figure: Figure, look: tuple[str, str]) -> list[list[float]]:
    """Return where marks of that colour and shape stand."""
    return [
        pair.tolist()
        for line in figure.axes[0].lines
        if line.get_marker() == look[1] and to_hex(line.get_color()).upper() == look[0].upper()
        for pair in line.get_xydata()
    ]


@pytest.mark.parametrize("kind", [Kind.P, Kind.XMR, Kind.G])
@pytest.mark.parametrize(("size", "language"), CASES)
def test_control_charts_are_readable(size: str, language: str, kind: Kind):
    words, name = words_in(language), FINDING[language]
    changes = [(FIRST + timedelta(weeks=20 * n, days=1), name[: 5 + 7 * n]) for n in range(7)]
    with page(series(size, kind), words, changes) as figure:
        assert_readable(figure)
        said = [text for text, _box in texts(figure)]
        assert size != "rich" or any(name[:2] in text for text in said)


def test_points_unlike_chance_have_a_shape_and_a_colour_of_their_side():
    values = np.array([10.0, 12, 11, 13, 9, 11] * 10)
    values[55], values[58] = 40, -20
    for worse, high, low in ((HIGHER, WORSE, BETTER), (LOWER, BETTER, WORSE)):
        judged = control(Readings.measured(mondays(60), values), Kind.XMR, worse)
        with page(judged, Words("en")) as figure:
            days = [day.toordinal() for day in mondays(60)]
            assert marks_of(figure, high) == [[days[55], 40]]
            assert marks_of(figure, low) == [[days[58], -20]]
    assert WORSE[0] != BETTER[0]
    assert WORSE[1] != BETTER[1]


def test_the_newest_value_its_n_the_usual_and_the_limits_are_written_at_their_ends():
    judged = series("rich", Kind.P)
    words = Words("en")
    with page(judged, words, written=words.share) as figure:
        said = dict(texts(figure))
    assert judged.point is not None
    assert judged.mean is not None
    newest = f"{words.share(judged.point)}\nn = {judged.n}"
    assert {newest, f"usual\n{words.share(judged.mean)}"} <= set(said)
    assert sum(text.startswith("limit\n") for text in said) == sum(
        each is not None for each in (judged.low, judged.high)
    )
    assert judged.readings.sizes[-1] == judged.n


def test_limits_that_are_not_there_are_not_written():
    judged = control(
        Readings.counted(mondays(60), np.array([0, 1, 0, 2] * 15), np.full(60, 20)), Kind.P
    )
    assert judged.low is None
    with page(judged, Words("en")) as figure:
        said = [text for text, _box in texts(figure)]
    assert sum(text.startswith("limit\n") for text in said) == 1


def test_without_limits_the_points_are_drawn_and_what_is_missing_is_said():
    judged = series("small", Kind.XMR)
    with page(judged, Words("en")) as figure:
        said = [text for text, _box in texts(figure)]
        assert not any(text.startswith(("usual", "limit\n")) for text in said)
    assert "limits need 12 closed weeks before the newest four" in said
    assert "Too early to say what is usual" in said


def test_without_a_point_the_page_says_so():
    with page(series("empty", Kind.P), Words("en")) as figure:
        assert "Nothing was counted in a closed week yet." in [text for text, _ in texts(figure)]


def test_the_baseline_is_shaded_and_limits_on_trial_are_broken_lines():
    for count, trial in ((40, True), (60, False)):
        values = np.array(([10.0, 12, 11, 13, 9, 11] * 10)[:count])
        judged = control(Readings.measured(mondays(count), values), Kind.XMR)
        with page(judged, Words("en")) as figure:
            axes = figure.axes[0]
            shaded = axes.patches[0]
            broken = [line for line in axes.lines if line.get_linestyle() == "--"]
        last = 35 if trial else 51
        assert shaded.get_x() == FIRST.toordinal()
        assert shaded.get_x() + shaded.get_width() == mondays(60)[last].toordinal()
        assert len(broken) == (2 if trial else 0)
        note = "limits on trial" if trial else "limits frozen"
        weeks = last + 1
        assert from_what(judged, Words("en")) == f"{note} (shaded: {weeks} closed weeks)"


def test_limits_from_before_what_is_shown_are_dated():
    judged = series("rich", Kind.P).shown_from(mondays(130)[-20])
    assert from_what(judged, Words("en")) == "limits frozen: 52 closed weeks from Jan 2025"
    with page(judged, Words("en")) as figure:
        assert_readable(figure)
        assert not figure.axes[0].patches


def test_several_events_of_a_week_stand_beside_one_another():
    days = FIRST.toordinal() - date(1970, 1, 1).toordinal() + np.arange(70)
    happened = np.bincount([0, 15, 15, 16, 40], minlength=70)
    judged = control(between(mondays(10), days, happened, np.ones(70)), Kind.G, LOWER)
    with page(judged, Words("en")) as figure:
        line = max(figure.axes[0].lines, key=lambda each: len(each.get_xdata()))
        places = [place - FIRST.toordinal() for place in line.get_xdata()]
    assert places == pytest.approx([14, 14 + 7 / 3, 14 + 14 / 3, 35])


def test_what_is_found_is_said_in_words_of_its_side():
    words = Words("en")
    values = np.array([*([10.0, 12, 11, 13, 9, 11] * 10), 40])
    readings = Readings.measured(mondays(61), values)
    worse, better = (control(readings, Kind.XMR, side) for side in (HIGHER, LOWER))
    assert finding(worse, words) == "Worse, and unlike chance: outside the limits"
    assert finding(better, words) == "Better, and unlike chance: outside the limits"
    assert (state_said(worse, words), state_said(better, words)) == ("signal", "calm")
    long = Readings.measured(mondays(68), np.array([*([10.0, 12, 11, 13, 9, 11] * 10), *[12] * 8]))
    worse, better = (control(long, Kind.XMR, side) for side in (HIGHER, LOWER))
    assert finding(worse, words) == "Worse, and unlike chance: 7 in a row worse than usual"
    assert finding(better, words) == "Better, and unlike chance: 7 in a row better than usual"
    quiet = control(readings.part(np.arange(61) < 60), Kind.XMR)
    assert finding(quiet, words) == "Nothing but chance in the newest points"
    said = {rule_said(rule, worse, words, side) for rule in NAMES for side in (False, True)}
    assert len(said) == 7
    assert "7 in a row, each worse than the one before" in said


def test_the_newest_value_has_the_colour_of_its_mark():
    values = np.array([*([10.0, 12, 11, 13, 9, 11] * 10), 40])
    judged = control(Readings.measured(mondays(61), values), Kind.XMR)
    with page(judged, Words("en")) as figure:
        colours = {each.get_text(): each.get_color() for each in figure.axes[0].texts}
    assert colours["40"] == LOSS
