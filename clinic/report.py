"""A report: a metric answered, in one reader's language. It crosses processes as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from clinic.marks import mark as _

RETURN, MONEY, SERVICE, DESK = "return", "money", "service", "desk"
GROUPS = {
    RETURN: _("Return and base"),
    MONEY: _("Money"),
    SERVICE: _("Complaints and service"),
    DESK: _("Desk"),
}
"""The groups in which metrics are listed, in their order."""


@dataclass(frozen=True, slots=True)
class MetricLine:
    """One line of the list of metrics that the worker sends when it starts.

    ``closed_days`` says that its default as-of day is the last closed day and not today;
    ``only_money`` that nobody may ask for it who may not see totals of money.
    """

    name: str
    question: str
    options: dict[str, float]
    default_period: str
    everyday: bool
    closed_days: bool = True
    only_money: bool = False
    for_owner: bool = False
    choices: dict[str, list[float]] | None = None
    """The values of an option that are offered as buttons."""

    drills: tuple[str, ...] = ()
    """By what the question can be narrowed: "service", "channel", "doctor"."""

    units: dict[str, str] | None = None
    """In what an option is said: "days", "months", "points"; a fraction is a share, the rest
    numbers."""

    named: dict[str, dict[str, str]] | None = None
    """What the values 0, 1, … of an option are called: the word that is typed, and the label."""

    levers: dict[str, str] | None = None
    """What is said of an option that is moved by a step, a text with {step}; tapped again, its
    button moves it back."""

    group: str = ""
    """Among which numbers it is listed, by a key of GROUPS."""

    label: str = ""
    """What it is called on a button."""

    place: int = 50
    """Where it stands among its group: the smallest first."""

    page: bool = False
    """Whether its picture is a whole page, to be printed."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a report is asked for; days are ISO text so that it crosses processes as it is.

    ``as_of`` comes from the clinic's Calendar, since metrics have no clock; without a period the
    metric's default is taken.
    """

    metric: str
    clinic_id: int
    as_of: str
    period: str | None = None
    options: dict[str, float] | None = None
    language: str = "en"
    money: bool = True
    """Whether the reader may see totals of money."""

    owner: bool = True
    """Whether the reader is the owner: profit and the value of patients are his alone."""

    only: dict[str, int] | None = None
    """The service, channel or doctor alone that is asked of, by its id; 0 is unknown."""

    settings_on: str | None = None
    """The day whose settings count; the as-of day if absent."""

    guess: dict[str, float] | None = None
    """What the reader himself guessed before he saw the answer: shares by name."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be drawn: what, on which paper ("a4", "story"), and as "png" or "pdf".

    ``said`` holds its texts, worded already, by their places on the page.
    """

    name: str
    paper: str
    format: str
    said: dict[str, str]

    @property
    def version(self) -> str:
        """Return a name of all that it shows: an equal version is an equal page."""
        whole = json.dumps(asdict(self), sort_keys=True)
        return f"{self.name}-{sha256(whole.encode()).hexdigest()[:24]}"


@dataclass(frozen=True, slots=True)
class Report:
    """A metric answered: ``text`` is Telegram HTML; ``numbers`` is the JSON of the contract.

    ``version`` names what was asked and the state of the journal, so that an equal version is an
    equal report and a picture once sent can be sent again.
    """

    text: str
    title: str
    numbers: dict[str, Any]
    version: str
    has_chart: bool
    explained: str = ""
    """How it is computed, in the reader's language and as marked up as the text."""

    step_key: str = ""
    """The setting by which the clinic says its next step in its own words."""

    step: str = ""
    """The next step in the bot's own words, as marked up as the text."""
