"""A metric: one question, how it is computed, how it is drawn, and how it is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from clinic.period import Period
from metrics.kit.frames import Frames
from metrics.kit.layout import Kind
from metrics.kit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Value: TypeAlias = Any
"""A number, None where it is absent, or a mapping of them."""

Row = Mapping[str, Value]


@dataclass(frozen=True)
class Options:
    """How a metric was asked: its options, and the period by the name it was given."""

    values: Mapping[str, float] = field(default_factory=dict)
    period_name: str = "all"

    def __getitem__(self, name: str) -> float:
        """Return an option; what was not given has the metric's default."""
        return self.values[name]


@dataclass(frozen=True)
class Note:
    """A marked text with its fields, worded when the reader is known.

    One about ``money`` is for readers who may see totals of it.
    """

    text: str
    fields: Mapping[str, object] = field(default_factory=dict)
    money: bool = False

    def said(self, words: Words) -> str:
        """Return the note in the reader's language."""
        return words(self.text, **self.fields)


class Answer:
    """What a metric found: values and rows as the JSON names them, in that order.

    ``beside`` carries what only the sentence and the picture need.
    """

    def __init__(
        self,
        rows: Sequence[Row] = (),
        notes: Sequence[Note] = (),
        beside: Value = None,
        **values: Value,
    ) -> None:
        """Keep the values in the order they are given."""
        self.values = values
        self.rows = rows
        self.notes = notes
        self.beside = beside

    def __getitem__(self, name: str) -> Value:
        """Return a value."""
        return self.values[name]


@dataclass(frozen=True)
class Sentence:
    """One number, one sentence of meaning, what stands beside it, and one next step."""

    number: str
    meaning: str
    step: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Metric:
    """One metric; its name is that of its file. ``options`` holds the defaults."""

    question: str
    reads: tuple[Kind, ...]
    compute: Callable[[Frames, Period, date, Options], Answer]
    draw: Callable[[Answer, Axes, Words], None]
    say: Callable[[Answer, Words], Sentence]
    options: Mapping[str, float] = field(default_factory=dict)
    default_period: str = "all"
    closed_days: bool = True
    everyday: bool = True
    only_money: bool = False
