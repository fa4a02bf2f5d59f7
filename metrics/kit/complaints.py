"""From the journal's complaints to COMPLAINTS rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from metrics.kit import fields
from metrics.kit.fields import Known
from metrics.kit.layout import (
    CAUSES,
    COMPLAINTS,
    CONTACTS,
    EMOTIONS,
    OUTCOMES,
    STATES,
    SUBJECTS,
    Array,
    Rows,
)

READ = {
    "day": fields.day("day"),
    "patient": fields.patient(),
    "subject": fields.one_of("subject", SUBJECTS),
    "cause": fields.one_of("cause", CAUSES),
    "gravity": fields.number("gravity", "u1"),
    "rude": fields.flag("rude"),
    "status": fields.one_of("status", STATES),
    "resolved": fields.day("resolved"),
    "emotion": fields.one_of("emotion", EMOTIONS),
    "emotion_after": fields.one_of("emotion_after", EMOTIONS),
    "outcome": fields.one_of("outcome", OUTCOMES),
    "contact": fields.one_of("contact", CONTACTS),
    "subjects_also": fields.some_of("subjects_also", SUBJECTS),
    "causes_also": fields.some_of("causes_also", CAUSES),
    "doctor": fields.named("doctor_id", "doctor"),
    "acknowledged": fields.day_of("acknowledged", later=True),
    "first_resolved": fields.day_of("first_resolved", later=True),
    "owner_saw": fields.day_of("owner_saw", later=True),
    "logged": fields.day_of("logged"),
}
"""How the columns behind id and "stands" are read, in the order of the feed."""


def complaints_from(rows: Sequence[tuple[Any, ...]], known: Known) -> tuple[Rows, Array]:
    """Return COMPLAINTS rows of those that stand, and the ids of all that were given."""
    columns = list(zip(*rows, strict=True)) or [()] * (len(READ) + 2)
    ids, standing = np.array(columns[0], np.int64), np.array(columns[1], bool)
    found = {"id": ids}
    for (name, field), cells in zip(READ.items(), columns[2:], strict=True):
        found[name] = field.read(cells, known)
    return {name: found[name][standing] for name in COMPLAINTS.fields}, ids
