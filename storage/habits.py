"""What a clinic and its people write most: read from the newest entries, never from all of them.

Ids rise with time, so that the newest lines are at the end of the journal; a walk from there has
a bound in lines, which holds however many an import has brought in.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.sql.expression import bindparam, literal_column

from storage.journal import CLINIC, Journal
from storage.statements import compiled
from storage.tables import patients, visit_lines

HABIT = 1_000
"""The lines that show what is usual: some weeks of a busy clinic, a millisecond to read."""

RECENT = 300
"""The lines among which today's and a person's own patients are looked for."""

AMOUNTS = 20
"""The amounts of which the median is usual."""


@dataclass(frozen=True, slots=True)
class Known:
    """A patient as a chip shows him."""

    id: int
    code: str


_NEWEST = (
    select(
        visit_lines.c.id,
        visit_lines.c.patient_id,
        visit_lines.c.day,
        visit_lines.c.author_id,
        visit_lines.c.service_id,
        visit_lines.c.channel_id,
        visit_lines.c.doctor_id,
        visit_lines.c.amount,
        visit_lines.c.voided,
    )
    .where(visit_lines.c.clinic_id == CLINIC, visit_lines.c.id < bindparam("before"))
    .order_by(visit_lines.c.id.desc())
    .limit(bindparam("walked"))
    .subquery("newest")
)
_STANDING = _NEWEST.c.voided.is_(None)
_SERVICES = compiled(
    select(_NEWEST.c.service_id, _NEWEST.c.author_id).where(
        _STANDING, _NEWEST.c.service_id.is_not(None)
    )
)
_CHANNELS = compiled(
    select(_NEWEST.c.channel_id).where(_STANDING, _NEWEST.c.channel_id.is_not(None))
)
_DOCTORS = compiled(select(_NEWEST.c.doctor_id).where(_STANDING, _NEWEST.c.doctor_id.is_not(None)))
_AMOUNTS = compiled(
    select(_NEWEST.c.amount)
    .where(_STANDING, _NEWEST.c.service_id == bindparam("service_id"), _NEWEST.c.amount > 0)
    .order_by(_NEWEST.c.id.desc())
    .limit(literal_column(str(AMOUNTS)))
)
_RECENT = compiled(
    select(patients.c.id, patients.c.code)
    .select_from(
        _NEWEST.join(
            patients, (patients.c.clinic_id == CLINIC) & (patients.c.id == _NEWEST.c.patient_id)
        )
    )
    .where(
        _STANDING,
        (_NEWEST.c.day == bindparam("today")) | (_NEWEST.c.author_id == bindparam("author_id")),
    )
    .order_by(_NEWEST.c.id.desc())
)
_OF_DAY = compiled(
    select(patients.c.id, patients.c.code)
    .select_from(
        visit_lines.join(
            patients,
            (patients.c.clinic_id == CLINIC) & (patients.c.id == visit_lines.c.patient_id),
        )
    )
    .where(
        visit_lines.c.clinic_id == CLINIC,
        visit_lines.c.day == bindparam("day"),
        visit_lines.c.voided.is_(None),
    )
    .order_by(visit_lines.c.id.desc())
)
_BEGINNING = compiled(
    select(patients.c.id, patients.c.code)
    .where(
        patients.c.clinic_id == CLINIC,
        patients.c.key >= bindparam("first"),
        patients.c.key < bindparam("last"),
    )
    .order_by(patients.c.key)
    .limit(bindparam("most"))
)
_LISTED = func.json_each(bindparam("listed")).table_valued("value")
_BY_KEYS = compiled(
    select(patients.c.id, patients.c.code).select_from(
        _LISTED.join(
            patients, (patients.c.clinic_id == CLINIC) & (patients.c.key == _LISTED.c.value)
        )
    )
)
"""From the list outwards: asked for a key IN the list, SQLite reads all patients of the clinic."""

LAST_CHARACTER = "\U0010ffff"
AFTER_ALL = (1 << 63) - 1


def services_of(journal: Journal, author_id: int) -> list[int]:
    """Return the services of late, the author's own most used first, then the clinic's."""
    rows = journal.all(_SERVICES, walked=HABIT, before=AFTER_ALL)
    own = Counter(id for id, author in rows if author == author_id)
    ranked = [*own.most_common(), *Counter(id for id, _ in rows).most_common()]
    return list(dict.fromkeys(id for id, _ in ranked))


def channels_of(journal: Journal) -> list[int]:
    """Return the channels that the clinic's patients came by of late, the most used first."""
    rows = journal.all(_CHANNELS, walked=HABIT, before=AFTER_ALL)
    return [id for id, _ in Counter(id for (id,) in rows).most_common()]


def doctors_of(journal: Journal) -> list[int]:
    """Return the doctors who treated of late, whoever treated most first."""
    rows = journal.all(_DOCTORS, walked=HABIT, before=AFTER_ALL)
    return [id for id, _ in Counter(id for (id,) in rows).most_common()]


def amounts_of(
    journal: Journal, service_id: int, walked: int = HABIT, before: int = 0
) -> list[int]:
    """Return the last amounts of a service, the newest first, among so many newest lines.

    With ``before``, an id, the lines from that one on are left out: a line is compared with those
    before it.
    """
    where = {"service_id": service_id, "walked": walked, "before": before or AFTER_ALL}
    return [amount for (amount,) in journal.all(_AMOUNTS, **where)]


def patients_of(journal: Journal, author_id: int, today: int, most: int) -> list[Known]:
    """Return today's patients and the author's own of late, newest first, each once."""
    where = {"author_id": author_id, "today": today, "walked": RECENT, "before": AFTER_ALL}
    return _known(journal.all(_RECENT, **where))[:most]


def patients_on(journal: Journal, day: int) -> list[Known]:
    """Return the patients of a day, the newest first, each once."""
    return _known(journal.all(_OF_DAY, day=day))


def patients_beginning(journal: Journal, key: str, most: int) -> list[Known]:
    """Return patients whose key begins so, in the order of their keys."""
    rows = journal.all(_BEGINNING, first=key, last=key + LAST_CHARACTER, most=most)
    return _known(rows)


def patients_called(journal: Journal, keys: Iterable[str]) -> list[Known]:
    """Return the patients who have one of the keys."""
    return _known(journal.all(_BY_KEYS, listed=json.dumps(list(keys))))


def _known(rows: Iterable[tuple[int, str]]) -> list[Known]:
    return list(dict.fromkeys(Known(id, code) for id, code in rows))
