"""The value of one patient, as the wall shows it.

Seen to fail when it is rounded to one digit, when thirty patients are preliminary, and when a long
name is set too large to leave room for the value.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.image import imread

from clinic.report import Question
from metrics.kit.pages import A4, PAPERS, STORY, blank
from metrics.kit.value_poster import draw_value_poster
from metrics.poster import rounded
from tests.metrics.asking import Asked
from tests.metrics.journals import CLINIC
from tests.metrics.pictures import unreadable
from tests.metrics.test_ltv import fill

LONG = "Стоматологическая клиника «Улыбка и здоровье на Петроградской стороне»"
SAID = {
    "clinic": "Smile",
    "ask": "A patient who walks in brings us",
    "value": "RUB 15,000",
    "tag": "preliminary",
    "how": "Mean revenue in 36 months of 1,204 patients; who left counts too. Rounded.",
    "day": "November 26, 2026",
}


@given(st.integers(1, 10**12))
def test_two_digits_are_left_and_the_value_is_nearly_the_same(minor: int):
    told = rounded(minor, 100)
    assert told % 100 == 0
    assert len(str(told).rstrip("0")) <= 2
    assert abs(told - minor) <= max(minor * 0.05, 50)


def test_the_value_is_that_of_lifetime_value_rounded(clinic: Asked):
    last = fill(clinic, 30, amount=10_550)
    clinic.visit(1, last, -25_000)
    exact = clinic.values("ltv", last, horizon=24)["mean_revenue"]
    assert exact == pytest.approx(24 * 10_550 - 25_000 / 30)
    assert clinic.values("poster", last) == {
        "value": 250_000,
        "months": 24,
        "patients": 30,
        "preliminary": False,
    }


def test_under_thirty_patients_it_is_preliminary_and_under_ten_nothing(clinic: Asked):
    last = fill(clinic, 29)
    report = clinic.report("poster", last)
    assert report.numbers["values"]["preliminary"] is True
    assert "1 more patient seen that long is needed" in report.text
    early = clinic.report("poster", date(2023, 1, 20))
    assert early.numbers["values"]["value"] is None


def test_the_page_is_of_its_paper_and_can_be_a_pdf(clinic: Asked, tmp_path):
    last = fill(clinic, 10)
    for tall, paper in enumerate((A4, STORY)):
        question = Question("poster", CLINIC, last.isoformat(), options={"tall": tall})
        (tmp_path / "page.png").write_bytes(clinic.desk.chart(question))
        assert imread(tmp_path / "page.png").shape[:2] == (paper.height, paper.width)
        assert clinic.desk.chart(question, "pdf").startswith(b"%PDF-")


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize("clinic", ["", "Smile", LONG, "微笑口腔诊所", "W" * 64])
def test_nothing_leaves_the_page_or_covers_another(paper, clinic: str):
    said = {**SAID, "clinic": clinic, "value": "RUB 1,500,000", "ask": SAID["ask"] * 2}
    with blank(paper) as axes:
        draw_value_poster(axes, paper, said)
        axes.figure.canvas.draw()
        found = [each for each in unreadable(axes.figure) if "too small" not in each]
    assert not found
