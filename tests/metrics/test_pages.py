"""A page is as large as its paper, and the poster's code can be read from what was drawn."""

import io

import numpy as np
import pytest
import segno
from matplotlib.image import imread

from clinic.report import Sheet
from metrics.kit.pages import A4, STORY, blank, fitted, in_bytes
from metrics.kit.rating_poster import CODE_TOP, NAME, ROOM, SIDE
from metrics.kit.sheets import drawn

LINK = "t.me/clinicpulse_demo_bot?start=p_AbCdEfGhIjk"
SAID = {
    "clinic": "Smile",
    "ask": "How was your visit?",
    "rate": "Rate us in ten seconds",
    "how": "Anonymous. Opens in Telegram",
    "link": LINK,
    "place": "front desk",
}
LONG = "Стоматологическая клиника «Улыбка и здоровье на Петроградской стороне»"


def pixels(page: bytes) -> np.ndarray:
    """The page in grey, its first row the uppermost."""
    return imread(io.BytesIO(page), format="png")[:, :, 0]


@pytest.mark.parametrize("paper", [A4, STORY])
def test_a_page_has_the_pixels_of_its_paper(paper) -> None:
    with blank(paper) as axes:
        assert pixels(in_bytes(axes, "png")).shape == (paper.height, paper.width)


@pytest.mark.parametrize("clinic", ["Smile", LONG, "微笑口腔诊所", "W" * 64])
def test_the_code_of_a_drawn_poster_is_that_of_its_link(clinic: str) -> None:
    page = pixels(drawn(Sheet("rating", "a4", "png", {**SAID, "clinic": clinic})))
    wanted = np.array([list(row) for row in segno.make(LINK, micro=False, error="h").matrix])
    step = SIDE // len(wanted)
    left = int(A4.width / 2 - step * len(wanted) / 2)
    centres = step * np.arange(len(wanted)) + step // 2
    top = A4.height - CODE_TOP
    assert ((page[np.ix_(top + centres, left + centres)] < 0.5) == (wanted == 1)).all()
    quiet = page[top - 4 * step : top, left : left + step * len(wanted)]
    assert quiet.min() == 1, "nothing is written into the code's white edge"


def test_equal_sheets_are_equal_bytes_and_versions_tell_others_apart() -> None:
    sheet = Sheet("rating", "a4", "pdf", SAID)
    assert drawn(sheet) == drawn(sheet)
    assert sheet.version == Sheet("rating", "a4", "pdf", dict(SAID)).version
    assert sheet.version != Sheet("rating", "a4", "pdf", {**SAID, "place": "exit"}).version


def test_a_long_name_gets_smaller_before_it_is_cut() -> None:
    with blank(A4) as axes:
        short, long = fitted(axes, "Smile", ROOM, NAME), fitted(axes, LONG, ROOM, NAME)
        endless = fitted(axes, LONG * 4, ROOM, NAME)
    assert short.size > long.size
    assert long.text.replace("\n", " ") == LONG
    assert endless.text.endswith("…")
