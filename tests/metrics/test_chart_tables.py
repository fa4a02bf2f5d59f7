from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from metrics.kit.chart import LOSS, blank_page
from metrics.kit.heat import HeatRow, draw_heat, shades
from metrics.kit.matrix import Segment, draw_matrix
from metrics.kit.waterfall import Step, draw_waterfall, reached
from metrics.kit.words import Words
from tests.metrics.chart_cases import CASES, NAMES, head, names, words_in
from tests.metrics.pictures import assert_readable, drawn

AGES = {"rich": 12, "small": 1, "empty": 0, "hostile": 90}


def triangle(called: list[str], ages: int) -> list[HeatRow]:
    cells = [
        [0.6 * 0.93**age if age < ages - row else None for age in range(ages)]
        for row in range(ages)
    ]
    return [HeatRow(name, line, 1234, 1) for name, line in zip(called, cells, strict=True)]


@pytest.mark.parametrize("in_cells", [True, False])
@pytest.mark.parametrize(("size", "language"), CASES)
def test_a_heat_map_is_readable_and_unobserved_cells_are_blank(
    size: str, language: str, in_cells: bool
):
    words, ages = words_in(language), AGES[size]
    rows = triangle(names(size, language, ages), ages)

    def draw(_answer: None, axes: Axes) -> None:
        head(axes, language, words)
        columns = [str(age) for age in range(ages)]
        said = (lambda v: words.number(v * 100)) if in_cells else (lambda v: f"{v:.9f}")
        draw_heat(axes, rows, columns, words, said, NAMES[language][1])

    with drawn(draw, None) as figure:
        assert_readable(figure)
        strip = 32 if size == "hostile" or (size == "rich" and not in_cells) else 0
        assert sum(blocks_in(figure, "")) == ages * (ages - 1) // 2 + strip
        assert sum(blocks_in(figure, "//")) == len(rows)
        assert len(blocks_in(figure, "")) <= 2, "drawn at once, not one by one"


def blocks_in(figure: Figure, hatch: str) -> list[int]:
    """How many rectangles each artist holds, of those hatched so."""
    found = [each for each in figure.axes[0].collections if isinstance(each, PolyCollection)]
    return [len(each.get_paths()) for each in found if (each.get_hatch() or "") == hatch]


def test_more_is_darker_so_that_grey_says_the_same_as_blue():
    light = [sum(shades()(each / 20)[:3]) for each in range(21)]
    assert light == sorted(light, reverse=True)
    assert len(set(light)) == 21


def test_cells_without_room_for_their_values_are_explained_by_a_scale():
    words = Words("en")
    for ages, told in ((6, True), (40, False)):
        with blank_page() as axes:
            draw_heat(axes, triangle(["x"] * ages, ages), [""] * ages, words, words.share)
            said = [each.get_text() for each in axes.texts]
        assert said.count("60%") == (ages if told else 1)
        assert ("0%" in said) != told


def segment(people: int, row: int, column: int, money: bool) -> Segment:
    amount = people * 4e6 * (3 - column) if money else None
    return Segment(people * (row + 1), amount, column - 1 - row)


@pytest.mark.parametrize("money", [True, False])
@pytest.mark.parametrize(("size", "language"), CASES)
def test_a_table_of_segments_is_readable(size: str, language: str, money: bool):
    words = words_in(language)
    people = {"rich": 124, "small": 1, "empty": 0, "hostile": 10**12}[size]
    cells = [[segment(people, row, column, money) for column in range(3)] for row in range(6)]

    def draw(called: list[str], axes: Axes) -> None:
        head(axes, language, words)
        draw_matrix(axes, called, called[:3], cells, words)

    with drawn(draw, names(size, language, 6)) as figure:
        assert_readable(figure)
        said = " ".join(each.get_text() for each in figure.axes[0].texts)
        assert ("RUB" in said or "₽" in said) == money
        assert "(+1)" in said
        assert "(−6)" in said


STEPS = {
    "rich": [812, 41, 6, 9, -33, 835],
    "small": [1, 0, 0, 0, -1, 0],
    "empty": [0, 0, 0, 0, 0, 0],
    "hostile": [8e15, 1e15, -2e15, 3, -12e15, -5e15],
}


@pytest.mark.parametrize("reference", [True, False])
@pytest.mark.parametrize(("size", "language"), CASES)
def test_a_bridge_is_readable_and_its_losses_are_hatched(size: str, language: str, reference: bool):
    words, values = words_in(language), STEPS[size]

    def draw(called: list[str], axes: Axes) -> None:
        head(axes, language, words)
        steps = [Step(name, value, number in (0, 5)) for number, (name, value)
                 in enumerate(zip(called, values, strict=True))]  # fmt: skip
        line = (values[0] * 0.97, called[1]) if reference else None
        draw_waterfall(axes, steps, words, words.figure, line)

    with drawn(draw, names(size, language, 6)) as figure:
        assert_readable(figure)
        bars = [each for each in figure.axes[0].patches if isinstance(each, Rectangle)]
        hatched = [bool(bar.get_hatch()) for bar in bars]
        assert hatched == [value < 0 and place not in (0, 5) for place, value in enumerate(values)]
        broken = [line for line in figure.axes[0].lines if line.get_color() == "white"]
        assert bool(broken) == (size == "rich")


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(-(10**9), 10**9), max_size=9))
def test_a_bridge_ends_where_its_changes_lead(start: int, changes: list[int]):
    end = start + sum(changes)
    between = [Step("", each) for each in changes]
    spans = reached([Step("", start, True), *between, Step("", end, True)])
    assert spans[0] == (0, start)
    assert spans[-1] == (0, end)
    assert spans[-2][1] == end
    for (_, before), (begins, _) in pairwise(spans[:-1]):
        assert begins == before


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 1000), st.lists(st.integers(-300, 300), min_size=1, max_size=6))
def test_steps_are_drawn_to_one_scale_even_where_totals_are_broken(start: int, changes: list[int]):
    words, steps = Words("en"), [Step("b", each) for each in changes]
    with blank_page() as axes:
        draw_waterfall(axes, [Step("a", start, True), *steps], words, words.figure)
        bars = [each for each in axes.patches if isinstance(each, Rectangle)][1:]
    sizes = [bar.get_width() / change for bar, change in zip(bars, changes, strict=True) if change]
    assert all(size == pytest.approx(sizes[0], rel=1e-4) and size > 0 for size in sizes)


def test_a_loss_has_a_colour_of_its_own_too():
    words = Words("en")
    with blank_page() as axes:
        draw_waterfall(axes, [Step("a", 9, True), Step("b", -2)], words, words.figure)
        colours = {each.get_facecolor()[:3] for each in axes.patches}
    assert len(colours) == 2
    assert LOSS == "#D55E00"
