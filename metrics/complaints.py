"""Complaints: how many, about what, and how long until they are resolved? (R31, R37, R38)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from clinic.calendar import DAY as A_DAY
from clinic.calendar import day_number
from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import ABSENT, Markup
from metrics.kit import (
    COMPLAINTS,
    NEVER,
    VISITS,
    Answer,
    Explanation,
    Frames,
    Metric,
    Note,
    Options,
    Quote,
    Sentence,
    Words,
    footnote,
    kaplan_meier,
    n_of,
    nothing,
    ratio,
    title,
)
from metrics.kit.entries import PRAISES
from metrics.kit.layout import SUBJECTS, Rows
from metrics.kit.rates import Rate, rate
from metrics.kit.rows import Row, draw_rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes
