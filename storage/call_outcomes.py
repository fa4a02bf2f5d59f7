"""What came of the calls: who was spoken to, who came back within the window, what it brought."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import bindparam, select

from clinic.calendar import Calendar, day_number
from clinic.calling import CONTACTS, LEFT_IN_PEACE, Outcome
from storage.families import Families, families_of
from storage.ids import RANDOM_BITS
from storage.journal import CLINIC, Journal
from storage.reader import Row
from storage.rhythm_questions import LINES
from storage.statements import compiled
from storage.work_tables import call_attempts, calls

MADE = compiled(
    select(calls.c.patient_id, call_attempts.c.outcome, call_attempts.c.at)
    .select_from(
        call_attempts.join(
            calls, (calls.c.clinic_id == CLINIC) & (calls.c.id == call_attempts.c.call_id)
        )
    )
    .where(
        call_attempts.c.clinic_id == CLINIC,
        call_attempts.c.voided.is_(None),
        call_attempts.c.id >= bindparam("from_id"),
        call_attempts.c.at >= bindparam("first"),
        call_attempts.c.at < bindparam("end"),
    )
)
DAY = 86_400_000
Contacts = Mapping[int, list[int]]
"""The moments at which each patient was spoken to."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of the calls of some days.

    ``attempts`` were made; of the ``contacted`` patients ``booked`` named a day, ``returned`` had a
    visit within 90 days after, ``waited`` have not come yet and still may; ``revenue`` is the money
    of those visits in minor units.
    """

    attempts: int = 0
    contacted: int = 0
    booked: int = 0
    returned: int = 0
    waited: int = 0
    revenue: int = 0


def outcomes(journal: Journal, calendar: Calendar, first_day: date, last_day: date) -> Outcomes:
    """Return what came of the calls from one day to another, both included."""
    first = calendar.moment_at(first_day, 0)
    end = calendar.moment_at(last_day + timedelta(days=1), 0)
    rows = journal.all(MADE, from_id=first << RANDOM_BITS, first=first, end=end)
    families = families_of(journal)
    contacts, booked = defaultdict[int, list[int]](list), set[int]()
    for patient_id, outcome, at in rows:
        if outcome in CONTACTS:
            contacts[families.root(patient_id)].append(at)
        if outcome == Outcome.BOOKED:
            booked.add(families.root(patient_id))
    brought = _brought(journal, calendar, families, contacts)
    open_from = calendar.now() - LEFT_IN_PEACE * DAY
    waited = sum(max(at) > open_from for id, at in contacts.items() if id not in brought)
    return Outcomes(
        len(rows), len(contacts), len(booked), len(brought), waited, sum(brought.values())
    )


def _brought(
    journal: Journal, calendar: Calendar, families: Families, contacts: Contacts
) -> dict[int, int]:
    """Return what the patients who came back paid then, each line once."""
    brought = dict[int, int]()
    listed = json.dumps(families.of(contacts))
    returned = set[int]()
    for row in journal.all(LINES, listed=listed):
        root = families.root(row[0])
        if any(_follows(row, at, calendar) for at in contacts[root]):
            amount, paid = row[3], row[4]
            brought[root] = brought.get(root, 0) + ((amount or 0) if paid is None else paid)
            if (amount or 0) >= 0:
                returned.add(root)
    return {id: money for id, money in brought.items() if id in returned}


def _follows(row: Row, at: int, calendar: Calendar) -> bool:
    """Return whether a line is of the days after a contact, or was logged later that day."""
    called = day_number(calendar.day_of(at))
    day: int = row[1]
    line_id: int = row[2]
    same_day = day == called and line_id >= at << RANDOM_BITS
    return same_day or called < day <= called + LEFT_IN_PEACE
