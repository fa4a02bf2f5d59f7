"""What is typed behind a metric's name: days, options, and one name to narrow it to.

``/returns window=180 2026-03 instagram``: in any order, each at most once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from clinic.catalogue import Field
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.nearest import nearest
from clinic.period import read_period, spoken_period
from clinic.reading.edges import quoted
from clinic.refusals import BadPeriod, PeriodAhead
from clinic.report import MetricLine
from handlers.desk import Desk
from handlers.number_asking import as_of
from handlers.questions import listed

PERIODS = ("today", "yesterday", "week", "month", "year", "all")
MONTHS_BACK = 12
_NUMBER = re.compile(r"([+-]?[0-9]{1,9}(?:[.,][0-9]{1,4})?)\s?(%?)")


class Mistyped(Refusal):
    """Something of a question is unknown; ``line`` is the nearest question that is not."""

    template = _("I do not know “{typed}” here. Did you mean {nearest}?")

    def __init__(self, line: str, **fields: object) -> None:
        """Keep the line that a tap asks instead."""
        super().__init__(**fields)
        self.line = line


@dataclass(slots=True)
class Typed:
    """A question's days, options and the one name it is narrowed to, as far as they were typed."""

    period: str | None = None
    options: dict[str, float] = field(default_factory=dict)
    only: dict[str, int] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    """What is none of these yet."""

    taken: list[str] = field(default_factory=list)
    """What was understood, as it was typed."""


def read_typed(desk: Desk, line: MetricLine, rest: str) -> Typed:
    """Return what stands behind a metric's name. Raises Mistyped."""
    typed = Typed(spoken_period(rest))
    if typed.period is not None:
        return typed
    parts = re.sub(r"\s*=\s*", "=", rest).split()
    while parts:
        _read_part(line, typed, parts, as_of(desk, line))
    if typed.words:
        _read_name(desk, line, typed)
    return typed


def _read_part(line: MetricLine, typed: Typed, parts: list[str], today: date) -> None:
    """Read the first of the parts, and the number behind an option's name."""
    part = parts.pop(0)
    option, equals, value = part.partition("=")
    if not equals and option.casefold() in line.options and parts and _NUMBER.fullmatch(parts[0]):
        value = parts.pop(0)
    if equals or value:
        _read_option(line, typed, option.casefold(), value)
    elif period := _period(part, today):
        typed.period = period
        typed.taken.append(part)
    else:
        typed.words.append(part)


def _read_option(line: MetricLine, typed: Typed, option: str, value: str) -> None:
    if option not in line.options:
        near = nearest(option, line.options) if line.options else ""
        text = f"{near}={value}" if near else ""
        raise _mistyped(line, typed, option, near or f"/{line.name}", text)
    figure = _NUMBER.fullmatch(value.replace("\N{MINUS SIGN}", "-"))
    if figure is None:
        usual = f"{option}={line.options[option]:g}"
        raise _mistyped(line, typed, f"{option}={value}", usual, usual)
    number = float(figure[1].replace(",", ".")) / (100 if figure[2] else 1)
    typed.options[option] = int(number) if number.is_integer() else number
    typed.taken.append(f"{option}={value}")


def _period(part: str, today: date) -> str | None:
    """Return the name of a period; one that is still ahead is one too, and refused later."""
    spoken = spoken_period(part)
    try:
        read_period(part, today, None)
    except PeriodAhead:
        return part
    except BadPeriod:
        return spoken
    return spoken or part.lower()


def _read_name(desk: Desk, line: MetricLine, typed: Typed) -> None:
    """Take the words that are left for the name of an option's value, or of whom alone is asked."""
    words = " ".join(typed.words)
    if named := _named_value(desk, line, words):
        typed.options.update(named)
        return
    match = desk.catalogue.match(words)
    if match and match.field in line.drills and len(match.found.candidates) == 1:
        typed.only = {match.field.value: match.found.candidates[0].id}
        return
    known = [*_labels(desk, line), *_names(desk, line), *PERIODS, *_months(as_of(desk, line))]
    near = nearest(words, known)
    raise _mistyped(line, typed, words, near, near)


def _named_value(desk: Desk, line: MetricLine, typed: str) -> dict[str, float]:
    """Return the option whose value goes by this name, in the reader's language or in English."""
    for option, names in (line.named or {}).items():
        for value, (word, label) in enumerate(names.items()):
            if typed.casefold() in (word, label.casefold(), desk.words(label).casefold()):
                return {option: value}
    return {}


def _labels(desk: Desk, line: MetricLine) -> list[str]:
    return [desk.words(label) for names in (line.named or {}).values() for label in names.values()]


def _names(desk: Desk, line: MetricLine) -> list[str]:
    fields = [Field(what) for what in line.drills]
    return [each.name for one in fields for each in listed(desk, one) if not each.hidden]


def _months(today: date) -> list[str]:
    """Return the months of a year back, which a mistyped one is nearest to."""
    firsts, first = [], today.replace(day=1)
    for _month in range(MONTHS_BACK):
        firsts.append(f"{first:%Y-%m}")
        first = (first - timedelta(days=1)).replace(day=1)
    return firsts


def _mistyped(line: MetricLine, typed: Typed, what: str, near: str, instead: str) -> Mistyped:
    again = " ".join(filter(None, (line.name, *typed.taken, instead)))
    return Mistyped(again, typed=quoted(what), nearest=near)
