"""The kit: what metrics share, by the names they use."""

from __future__ import annotations

from metrics.kit.chart import BEFORE, INK, NOW, QUIET, footnote, n_of, nothing, title
from metrics.kit.frames import Frames
from metrics.kit.intervals import Interval
from metrics.kit.layout import COMPLAINTS, MONEY, NEVER, NOBODY, VISITS, Array
from metrics.kit.metric import Answer, Explanation, Metric, Note, Options, Quote, Sentence
from metrics.kit.shares import Share, share
from metrics.kit.statistics import median, percentile, ratio
from metrics.kit.survival import Curve, curves, kaplan_meier
from metrics.kit.words import StepIn, Words

__all__ = [
    "BEFORE",
    "COMPLAINTS",
    "INK",
    "MONEY",
    "NEVER",
    "NOBODY",
    "NOW",
    "QUIET",
    "VISITS",
    "Answer",
    "Array",
    "Curve",
    "Explanation",
    "Frames",
    "Interval",
    "Metric",
    "Note",
    "Options",
    "Quote",
    "Sentence",
    "Share",
    "StepIn",
    "Words",
    "curves",
    "footnote",
    "kaplan_meier",
    "median",
    "n_of",
    "nothing",
    "percentile",
    "ratio",
    "share",
    "title",
]
