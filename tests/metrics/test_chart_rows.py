from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given as drawn_from
from hypothesis import settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from metrics.kit.bars import Bar, draw_bars, label_days
from metrics.kit.buckets import Ratio, draw_buckets
from metrics.kit.chart import BEFORE, NOW, blank_page
from metrics.kit.rows import Row, draw_rows, shortened
from metrics.kit.words import Words
from tests.metrics.chart_cases import CASES, NAMES, head, names, words_in
from tests.metrics.pictures import assert_readable, drawn

MANY = {"rich": 16, "small": 1, "empty": 0, "hostile": 12}


def rows(size: str, language: str, text: str = "") -> list[Row]:
    called = names(size, language, MANY[size])
    if size == "hostile":
        values = [1e15, -3e14, 0.0, None, 7.0, -1e-9, 2e14, None, -9e14, 1, 2, 3]
        return [
            Row(name, value, 10**9, text=text) for name, value in zip(called, values, strict=True)
        ]
    shares = [0.9 * 0.85**number for number in range(len(called))]
    return [
        Row(name, share, 1200 - 70 * number, share * 0.8, min(1, share * 1.3), text, number > 13)
        for number, (name, share) in enumerate(zip(called, shares, strict=True))
    ]


@pytest.mark.parametrize("text", ["", "CAC 1 200 ₽ · окупается за 4 месяца"])
@pytest.mark.parametrize(("size", "language"), CASES)
def test_bars_by_name_are_readable_and_no_name_covers_a_bar(size: str, language: str, text: str):
    words = words_in(language)

    def draw(given: list[Row], axes: Axes) -> None:
        head(axes, language, words)
        draw_rows(axes, given, words, words.short, (0.35, NAMES[language][1]))

    with drawn(draw, rows(size, language, text)) as figure:
        assert_readable(figure)
        renderer = figure.canvas.get_renderer()
        bars = [bar.get_window_extent() for bar in bars_of(figure.axes[0])]
        letters = [each.get_window_extent(renderer) for each in figure.axes[0].texts]
        assert not [bar for bar in bars for box in letters if bar.width > 3 and meet(bar, box)]


def meet(bar: Bbox, box: Bbox) -> bool:
    across = min(bar.x1, box.x1) - max(bar.x0, box.x0)
    return across > 2 and min(bar.y1, box.y1) - max(bar.y0, box.y0) > 4


def bars_of(axes: Axes) -> list[Rectangle]:
    return [each for each in axes.patches if isinstance(each, Rectangle)]


def written(axes: Axes) -> list[str]:
    return [each.get_text() for each in axes.texts if isinstance(each, Text)]


@settings(max_examples=25, deadline=None)
@drawn_from(st.lists(st.floats(-1e6, 1e6).map(round), min_size=2, max_size=12))
def test_bars_are_as_long_as_their_values_are_large(values: list[int]):
    words = Words("en")
    with blank_page() as axes:
        draw_rows(axes, [Row("a", value) for value in values], words, words.short)
        lengths = [bar.get_width() for bar in bars_of(axes)]
    largest = max(map(abs, values)) or 1
    longest = max(map(abs, lengths)) or 1
    for value, length in zip(values, lengths, strict=True):
        assert length / longest == pytest.approx(value / largest, abs=1e-6)


def test_more_rows_than_have_room_end_in_one_for_the_rest():
    words = Words("en")
    many = [Row(str(number), 10, 3) for number in range(20)]
    assert [row.name for row in shortened(many, words, adds=True)][-2:] == ["10", "9 others"]
    assert shortened(many, words, adds=True)[-1].value == 90
    assert shortened(many, words, adds=True)[-1].n == 27
    assert shortened(many, words, adds=False)[-1].value is None, "shares do not add up"
    assert len(shortened([Row("a", 1, text="t")] * 20, words, adds=True)) == 9
    assert shortened(many[:12], words, adds=True) == many[:12]


def test_an_absent_value_is_a_dash_without_a_bar_and_the_unknown_is_grey():
    words = Words("en")
    given = [Row("a", None, 4), Row("b", 3, quiet=True), Row("c", 2)]
    with blank_page() as axes:
        draw_rows(axes, given, words, words.short)
        assert "—  n = 4" in written(axes)
        colours = [bar.get_facecolor() for bar in bars_of(axes)]
    assert len(colours) == 2
    assert colours[0] == pytest.approx(to_rgba(BEFORE))
    assert colours[1] == pytest.approx(to_rgba(NOW))


@pytest.mark.parametrize(("size", "language"), CASES)
def test_three_buckets_and_their_ratio_are_readable(size: str, language: str):
    words = words_in(language)
    amounts = {"rich": [120e5, 31e5, 2e5], "small": [5.0, 0, 0], "hostile": [1e17, -5.0, 3e15]}
    value = {"rich": 4.2, "hostile": 12_345_678.9}.get(size)

    def draw(called: list[str], axes: Axes) -> None:
        head(axes, language, words)
        bars = [Row(name, each) for name, each in zip(called, amounts.get(size, []), strict=False)]
        draw_buckets(axes, bars, words, words.brief, Ratio(called[1], value, [(5, 5), (6, 7)]))

    with drawn(draw, names(size, language, 3)) as figure:
        assert_readable(figure)
        said = " ".join(written(figure.axes[0]))
        assert "5×" in said
        assert "6–7×" in said
        assert ("4" in said) == (size in {"rich", "hostile"})


def test_the_clinics_ratio_lies_where_its_value_is_among_the_articles():
    words = Words("en")
    with blank_page() as axes:
        draw_buckets(axes, [Row("a", 1)], words, words.brief, Ratio("r", 6.0, [(5, 5), (7, 7)]))
        own = next(float(line.get_xdata()[0]) for line in axes.lines if line.get_marker() == "D")
        five, seven = (bar.get_x() for bar in bars_of(axes)[1:])
    assert own - five == pytest.approx(seven - own, rel=0.02)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("count", [1, 7, 8, 31])
@pytest.mark.parametrize("value", [131_900.0, 3.0, 1_299_999_999.0, -5_500.0])
def test_values_over_bars_that_stand_close_do_not_touch(language: str, count: int, value: float):
    words = words_in(language)

    def draw(first: date, axes: Axes) -> None:
        head(axes, language, words)
        bars = [Bar(first + timedelta(weeks=n), value * (1 + n / 99)) for n in range(count)]
        draw_bars(axes, bars, bars[::-1], words)
        label_days(axes, bars, words.short_day)

    with drawn(draw, date(2026, 1, 5)) as figure:
        assert_readable(figure)
        bold = [each for each in figure.axes[0].texts if each.get_fontweight() == "bold"]
        assert len(bold) in {1, count}
