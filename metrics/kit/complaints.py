"""From the journal's complaints to COMPLAINTS rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from metrics.kit.layout import CAUSES, COMPLAINTS, NEVER, NOBODY, STATES, SUBJECTS, Array, Rows
from metrics.kit.patients import Patients

NO_DAY = -1
FIELDS = 10
"""Of a row of the feed."""


def complaints_from(rows: Sequence[tuple[Any, ...]], patients: Patients) -> tuple[Rows, Array]:
    """Return COMPLAINTS rows of those that stand, and the ids of all that were given."""
    columns: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)]
    columns = columns or [[] for _ in range(FIELDS)]
    ids, stands, days, who, subjects, causes, gravities, rude, states, resolved = columns
    found: Rows = {
        "id": np.array(ids, np.int64),
        "day": np.array(days, np.int32),
        "patient": _places(np.array(who, np.int64), patients),
        "subject": _codes(SUBJECTS, subjects),
        "cause": _codes(CAUSES, causes),
        "gravity": np.array(gravities, np.uint8),
        "rude": np.array(rude, bool),
        "status": _codes(STATES, states),
        "resolved": np.array([NEVER if day == NO_DAY else day for day in resolved], np.int32),
    }
    standing = np.array(stands, bool)
    return {name: found[name][standing] for name in COMPLAINTS.fields}, found["id"]


def _codes(listed: Sequence[str], words: Sequence[str]) -> Array:
    codes = {word: code for code, word in enumerate(listed)}
    return np.array([codes[word] for word in words], np.uint8)


def _places(ids: Array, patients: Patients) -> Array:
    places = np.full(len(ids), NOBODY, np.int32)
    named = ids > 0
    places[named] = patients.places(ids[named])
    return places
