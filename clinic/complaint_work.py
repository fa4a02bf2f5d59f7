"""A complaint's way to its end: its states, what may follow what, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from clinic.calendar import HOUR, Calendar
from clinic.settings import ClinicSettings
from clinic.working import minutes_of


class State(StrEnum):
    """How far a complaint has come."""

    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    INVESTIGATING = "investigating"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    PREVENTED = "prevented"
    REOPENED = "reopened"


class Cause(StrEnum):
    """Why it happened: the five causes of the theory."""

    PEOPLE = "people"
    SYSTEMS = "systems"
    PROCESSES = "processes"
    PRODUCTS = "products"
    CUSTOMERS = "customers"


class Outcome(StrEnum):
    """What the examination found; nobody who writes a complaint down is asked."""

    UPHELD = "upheld"
    PARTLY = "partly"
    NOT_UPHELD = "not_upheld"


class Way(StrEnum):
    """How a complaint reached the clinic."""

    PERSON = "person"
    PHONE = "phone"
    MESSAGE = "message"
    MAIL = "mail"
    WEB = "web"


class Stage(StrEnum):
    """What has a deadline."""

    ACKNOWLEDGE = "acknowledge"
    RESOLVE = "resolve"


_FORWARD = (State.ACKNOWLEDGED, State.INVESTIGATING, State.ANSWERED, State.RESOLVED)
WAITING = frozenset({State.NEW, State.REOPENED})
"""Nobody has taken it up."""

CLOSED = frozenset({State.RESOLVED, State.PREVENTED})
OPEN = frozenset(State) - CLOSED
NEXT: dict[State, tuple[State, ...]] = {
    State.NEW: _FORWARD,
    State.REOPENED: _FORWARD,
    State.ACKNOWLEDGED: _FORWARD[1:],
    State.INVESTIGATING: _FORWARD[2:],
    State.ANSWERED: _FORWARD[3:],
    State.RESOLVED: (State.PREVENTED, State.REOPENED),
    State.PREVENTED: (State.REOPENED,),
}
"""What may follow each state: a step may be left out, and none is gone back but by reopening."""

LONGEST_CLOSED = 366
"""Days: a clinic that is closed for longer is taken for open."""


def may_become(state: State, following: State) -> bool:
    """Return whether a complaint in one state may come into the other."""
    return following in NEXT[state]


def stages_of(state: State) -> tuple[Stage, ...]:
    """Return the deadlines that still run in a state."""
    if state in WAITING:
        return (Stage.ACKNOWLEDGE, Stage.RESOLVE)
    return (Stage.RESOLVE,) if state in OPEN else ()


@dataclass(frozen=True, slots=True)
class Deadlines:
    """By when a complaint is to be taken up and resolved, by the clinic's own settings."""

    settings: ClinicSettings
    calendar: Calendar

    def of(self, stage: Stage, started: int) -> int:
        """Return by which moment (ms UTC) a stage is due of a complaint that came at a moment.

        To be taken up: so many hours later, at the next opening where the clinic is closed then.
        To be resolved: so many working days later, when the clinic closes.
        """
        if stage is Stage.ACKNOWLEDGE:
            return self.opening(started + self.settings.acknowledge_hours * HOUR)
        days, closes = self.settings.working_days, minutes_of(self.settings.closes)
        last = days.after(self.calendar.day_of(started), self.settings.resolve_days)
        return self.calendar.moment_at(last, closes)

    def next_of(self, state: State, started: int) -> int | None:
        """Return the nearest moment that is due in a state, or None where nothing is."""
        return min((self.of(stage, started) for stage in stages_of(state)), default=None)

    def opening(self, moment: int) -> int:
        """Return the moment, or the next opening where the clinic is closed then."""
        days, calendar = self.settings.working_days, self.calendar
        opens, closes = minutes_of(self.settings.opens), minutes_of(self.settings.closes)
        day, minute = calendar.day_of(moment), minutes_of(calendar.time_of(moment))
        if days.has(day) and (opens <= minute <= closes or closes <= opens):
            return moment
        if minute > opens or not days.has(day):
            day += timedelta(days=1)
        for _step in range(LONGEST_CLOSED):
            if days.has(day):
                return calendar.moment_at(day, opens)
            day += timedelta(days=1)
        return moment

    def opening_after(self, moment: int, days: int) -> int:
        """Return the opening of the first working day that is so many days later, or the next."""
        day = self.calendar.day_of(moment) + timedelta(days=days)
        return self.opening(self.calendar.moment_at(day, minutes_of(self.settings.opens)))
