from __future__ import annotations

import logging
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes

from metrics.kit.chart import blank_page
from metrics.kit.desk import DRAWN_IN
from metrics.kit.lettering import cut, drawable, embolden, spread, width, wrapped
from tests.architecture.catalogues import catalogues, marked, read
from tests.metrics.pictures import drawn, unreadable

LONG = {
    "en": "Recommendation by a friend, a neighbour or somebody at work",
    "ru": "Рекомендация знакомых, родственников или коллег по работе",
    "zh": "亲友推荐介绍来的患者以及他们的家人朋友和同事们",
}


def every_catalogue() -> str:
    """Return all letters of all texts, of the source and of every language."""
    said = list(marked())
    for language, path in catalogues().items():
        for message in read(path, language):
            forms = message.string
            said += [forms] if isinstance(forms, str) else list(forms)
    return "".join(sorted(set("".join(said)) - {"\n"}))


def gb2312() -> str:
    cells = range(0xA1, 0xFF)
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in cells)
    return "".join(pair.decode("gb2312", "ignore") for pair in pairs)


def lines(axes: Axes, letters: str) -> None:
    """Write letters as the charts do, so that matplotlib warns of each that is missing."""
    rows = [letters[place : place + 120] for place in range(0, len(letters), 120)]
    for weight in ("normal", "bold"):
        for row in rows:
            axes.text(0, 0.5, row, weight=weight)


@pytest.mark.parametrize("collected", [every_catalogue, gb2312])
def test_every_letter_is_drawn_and_none_as_a_box(
    collected: Callable[[], str], caplog: pytest.LogCaptureFixture
):
    letters = collected()
    caplog.set_level(logging.WARNING)
    assert drawable(letters) == letters
    with blank_page() as axes:  # matplotlib warns of a missing letter, and warnings are errors
        lines(axes, letters)
        axes.figure.canvas.draw()
    assert not caplog.records, "a font or its weight is missing"


def test_every_language_that_has_a_catalogue_is_drawn_in_it():
    assert {"en", *catalogues()} <= set(DRAWN_IN)
    assert "zh" in DRAWN_IN


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("Улыбка 🦷👩\u200d🔬\ufe0f", "Улыбка \u200d\ufe0f"),
        ("한국", "??"),
        ("a\tb\x00c", "a bc"),
        ("牙科 №1 ₽", "牙科 №1 ₽"),
    ],
)
def test_letters_that_no_font_has_never_become_boxes(typed: str, seen: str):
    assert drawable(typed) == seen


@pytest.mark.parametrize("language", LONG)
def test_a_long_name_is_cut_to_its_room_and_fills_it(language: str):
    with blank_page() as axes:
        said = cut(axes, LONG[language], 400)
        assert said.endswith("…")
        assert LONG[language].startswith(said[:-1])
        assert 340 < width(axes, said) <= 400
        assert cut(axes, LONG[language], 4000) == LONG[language]
        assert cut(axes, LONG[language], 0) == "…"


@pytest.mark.parametrize("language", LONG)
def test_a_text_is_broken_into_lines_that_fit_and_loses_nothing_before_the_last(language: str):
    with blank_page() as axes:
        whole = wrapped(axes, LONG[language], 420, 9)
        assert "".join(whole.split()) == "".join(LONG[language].split())
        assert all(width(axes, line) <= 420 for line in whole.split("\n"))
        two = wrapped(axes, LONG[language] * 2, 420, 2)
        assert two.count("\n") == 1
        assert two.endswith("…")
        assert width(axes, two) <= 420


def test_a_line_never_begins_with_a_closing_sign():
    with blank_page() as axes:
        for room in range(100, 700, 23):
            said = wrapped(axes, "复诊，复诊。复诊！复诊、" * 4, room, 9)
            assert not {line[0] for line in said.split("\n")} & set("，。！、")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-100, 1100), st.floats(1, 90)), min_size=1, max_size=9),
)
def test_labels_moved_apart_keep_their_order_and_their_limits(labels: list[tuple[float, float]]):
    places, sizes = zip(*labels, strict=True)
    middles = spread(places, sizes, 0, 900)
    edges = sorted(
        (middle - size / 2, middle + size / 2) for middle, size in zip(middles, sizes, strict=True)
    )
    assert all(low[1] <= high[0] + 1e-6 for low, high in pairwise(edges))
    assert edges[0][0] >= -1e-6
    assert edges[-1][1] <= 900 + 1e-6
    order = sorted(range(len(places)), key=places.__getitem__)
    assert [middles[n] for n in order] == sorted(middles)


def ink(text: str, weight: str) -> float:
    """Return how dark a picture with nothing but this text is."""
    with blank_page() as axes:
        axes.set_axis_off()
        axes.text(0, 0.5, text, weight=weight)
        embolden(axes.figure)
        axes.figure.canvas.draw()
        return float(255 - np.asarray(axes.figure.canvas.buffer_rgba())[..., :3].mean())


@pytest.mark.parametrize("text", ["新患者增加", "New patients", "Новые пациенты"])
def test_bold_letters_are_darker_in_every_alphabet(text: str):
    assert 1.15 < ink(text, "bold") / ink(text, "normal") < 1.8


def test_two_texts_on_one_another_and_one_off_the_page_are_found():
    def clumsy(_answer: None, axes: Axes) -> None:
        axes.text(0.5, 0.5, "one")
        axes.text(0.5, 0.5, "other")
        axes.text(0.99, 0.9, "far too long for where it stands")
        axes.text(0, 0.9, "tiny", size=8)

    with drawn(clumsy, None) as figure:
        found = "\n".join(unreadable(figure))
    assert "'one' covers 'other'" in found
    assert "leaves the page" in found
    assert "'tiny' is set too small" in found
