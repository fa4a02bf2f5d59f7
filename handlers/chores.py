"""Chores: what the clinic's own clock sets off. Each file that has some lists them in ``chores()``.

A chore is run once its job is due, and everything it does is in one unit with "done": so it
happens once, whatever is killed or started anew meanwhile.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from clinic.calendar import Calendar
from clinic.catalogue import Catalogue
from clinic.settings import ClinicSettings
from clinic.working import minutes_of
from handlers.desk import Desk
from storage.jobs import Job
from storage.journal import Journal
from storage.mail import Mail
from storage.team import Team
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Duty:
    """What a chore is given: its clinic as it stands, and the unit it is done in."""

    unit: Unit
    settings: ClinicSettings
    catalogue: Catalogue
    calendar: Calendar
    journal: Journal
    mail: Mail
    team: Team
    desk_of: Callable[[int], Desk | None]
    """The desk of somebody who works in this clinic, in his own chat; None of whoever left."""


Chore = Callable[[Job, Duty], Awaitable[None]]
NextDue = Callable[[ClinicSettings, Calendar], int | None]


@dataclass(frozen=True, slots=True)
class Daily:
    """A chore that every clinic has again and again.

    ``due`` returns the next moment after now (ms UTC), or None where the clinic wants none.
    """

    kind: str
    due: NextDue
    chore: Chore


def next_time(settings_time: str | None, calendar: Calendar) -> int | None:
    """Return the next moment at which the clinic's clocks show a time (HH:MM); None for None."""
    if settings_time is None:
        return None
    minutes, now = minutes_of(settings_time), calendar.now()
    today = calendar.day_of(now)
    at = calendar.moment_at(today, minutes)
    if at > now:
        return at
    return calendar.moment_at(today + timedelta(days=1), minutes)
