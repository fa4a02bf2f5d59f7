"""Charts: the worker's against matplotlib as it comes, and one that was drawn already."""

from __future__ import annotations

import io

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from benchmarks.figures import Findings, Target, ratios
from benchmarks.journal import CLINIC, LAST
from benchmarks.pace import timed
from benchmarks.warm import Clinic
from clinic.report import Question
from metrics.kit.chart import DPI, HEIGHT, WIDTH, picture, warm
from metrics.kit.desk import Desk
from metrics.kit.metric import Answer
from metrics.kit.shelf import Shelf
from metrics.kit.words import Words
from metrics.summary import METRIC

MOST_COLD = Target(1.0)
MOST_DRAWN = Target(0.02)


def add_pictures(findings: Findings, clinic: Clinic) -> None:
    """Draw the same chart in turn as the worker does, as matplotlib does, and again."""
    answer, words = clinic.answer("week"), Words("en")
    desk = Desk(Shelf(clinic.feed, clinic.path.parent / "columns"))
    question = Question("summary", CLINIC, LAST.isoformat(), "week")
    desk.chart(question)
    warm()
    ours, theirs, again = [], [], []
    for _round in range(findings.rounds):
        ours.append(timed(lambda: picture(METRIC, answer, words)))
        theirs.append(timed(lambda: _default(answer, words)))
        again.append(timed(lambda: desk.chart(question)))
    findings.add("chart", "ms", ours)
    findings.add("the same figure by matplotlib's defaults", "ms", theirs)
    findings.add("chart / matplotlib", "ratio", ratios(ours, theirs), MOST_COLD)
    findings.add("chart already drawn / chart", "ratio", ratios(again, ours), MOST_DRAWN)


def _default(answer: Answer, words: Words) -> bytes:
    figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI)
    FigureCanvasAgg(figure)
    METRIC.draw(answer, figure.add_subplot(), words)
    output = io.BytesIO()
    figure.savefig(output, format="png")
    return output.getvalue()
