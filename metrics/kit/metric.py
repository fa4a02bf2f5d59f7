"""A metric: one question, how it is computed, how it is drawn, and how it is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from clinic.period import Period
from metrics.kit.frames import Frames
from metrics.kit.layout import Kind
from metrics.kit.words import StepIn, Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Value: TypeAlias = Any
"""A number, None where it is absent, or a mapping of them."""

Row = Mapping[str, Value]


@dataclass(frozen=True)
class Options:
    """How a metric was asked: its options, and the period by the name it was given.

    ``guess`` is what the reader guessed beforehand: it is shown, and never calculated with.
    """

    values: Mapping[str, float] = field(default_factory=dict)
    period_name: str = "all"
    guess: Mapping[str, float] = field(default_factory=dict)

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
    many: str = ""
    n: int = 0

    @classmethod
    def plural(cls, one: str, many: str, n: int, /, **fields: object) -> Note:
        """Return a note about ``n`` things, with the texts for one and for many."""
        return cls(one, fields, many=many, n=n)

    def said(self, words: Words) -> str:
        """Return the note in the reader's language."""
        if self.many:
            return words.counted(self.text, self.many, self.n, **self.fields)
        return words(self.text, **self.fields)


class Answer:
    """What a metric found: values and rows as the JSON names them, in that order.

    ``beside`` carries what only the sentence and the picture need; ``paper`` names that of a whole
    page that is drawn instead of a chart.
    """

    def __init__(
        self,
        rows: Sequence[Row] = (),
        notes: Sequence[Note] = (),
        beside: Value = None,
        paper: Value = "",
        **values: Value,
    ) -> None:
        """Keep the values in the order they are given."""
        self.values = values
        self.rows = rows
        self.notes = notes
        self.beside = beside
        self.paper = paper

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

    @property
    def state(self) -> str:
        """Return the state to which the step belongs; nothing for the usual one."""
        return self.step.state if isinstance(self.step, StepIn) else ""


@dataclass(frozen=True)
class Quote:
    """What an article says, quoted and never calculated with; ``marked`` text, no fields."""

    text: str
    disputed: bool = False


@dataclass(frozen=True)
class Explanation:
    """How a number is computed, in the reader's language; what is empty is not shown.

    ``settings`` names those of the clinic on which it stands; ``own`` is the clinic's own figure
    that stands beside the articles' ``quotes``.
    """

    definition: str
    cohort: bool = False
    """Whether the days that are asked of are those of the first visit."""

    n: str = ""
    interval: str = ""
    left_out: str = ""
    source: str = ""
    settings: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    own: str = ""


@dataclass(frozen=True)
class Metric:
    """One metric; its name is that of its file. ``options`` holds the defaults.

    ``choices`` are the values of an option that are offered as buttons; ``drills`` says which
    field of VISITS "service", "channel" or "doctor" narrow the question by.
    """

    question: str
    reads: tuple[Kind, ...]
    compute: Callable[[Frames, Period, date, Options], Answer]
    draw: Callable[[Answer, Axes, Words], None]
    say: Callable[[Answer, Words], Sentence]
    explain: Callable[[Answer, Words], Explanation]
    options: Mapping[str, float] = field(default_factory=dict)
    default_period: str = "all"
    """The name of a period; one such as ``{weeks}weeks`` stands on an option."""

    closed_days: bool = True
    everyday: bool = True
    only_money: bool = False
    for_owner: bool = False
    """Whether it shows what only the owner may see: profit, the value of patients, doctors."""

    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """Between what the value of an option must lie, both ends included."""

    own: Mapping[str, str] = field(default_factory=dict)
    """The setting of the clinic that stands in for an option nobody gave."""

    choices: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    drills: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    """In what an option is said: "days", "months", "points"; a fraction is a share, the rest
    numbers."""

    named: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What the values 0, 1, … of an option are called: each by the word that is typed for it, and
    as people read it."""

    levers: Mapping[str, str] = field(default_factory=dict)
    """What a button says of an option that is moved by a step, a text with {step}."""

    listed: tuple[str, int, str] = ("", 50, "")
    """Among which numbers it is listed (a key of ``clinic.report.GROUPS``), where it stands among
    them, the smallest first, and the word or two that it is called by on a button."""

    states: tuple[str, ...] = ()
    """In which states it says another next step than the usual one."""

    page: bool = False
    """Whether its picture is a whole page, to be printed."""

    def usual_period(self, options: Mapping[str, float]) -> str:
        """Return the name of the period that is meant unless one is named."""
        return self.default_period.format_map(options)
