"""A report: a metric answered, in one reader's language. It crosses processes as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class MetricLine:
    """One line of the list of metrics that the worker sends when it starts."""

    name: str
    question: str
    options: dict[str, float]
    default_period: str
    everyday: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What a report is asked for; days are ISO text so that it crosses processes as it is."""

    metric: str
    clinic_id: int
    period: str | None = None
    as_of: str | None = None
    options: dict[str, float] | None = None
    language: str = "en"
    money: bool = True
    """Whether the reader may see totals of money."""


@dataclass(frozen=True, slots=True)
class Report:
    """A metric answered: ``text`` is Telegram HTML; ``numbers`` is the JSON of the contract.

    ``version`` names the state of the journal and the day, so that an equal version is an
    equal report and a picture once sent can be sent again.
    """

    text: str
    title: str
    numbers: dict[str, Any]
    version: str
    has_chart: bool
