"""Narrowing: the same question about one service, channel or doctor alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from clinic.errors import Refusal
from clinic.marks import mark as _
from metrics.kit.columns import Columns
from metrics.kit.layout import VISITS, Array, Rows

FIRST = "first_"


class NotNarrowed(Refusal):
    """The metric cannot be asked of one service, channel or doctor, or there is no such one."""

    template = _("This metric cannot be asked of one {what} alone.")


@dataclass(frozen=True)
class Narrowing:
    """Which rows are asked of: those whose ``field`` has this code (0: unknown).

    A field of the first visit narrows to patients: entries follow their patient. One of the visit
    itself narrows what has that field; rows that have none are left as they are.
    """

    field: str
    code: int
    patients: Array
    """For each patient's place, whether his first visit has the code."""

    @classmethod
    def of(cls, field: str, code: int, visits: Rows, patients: int) -> Narrowing:
        """Return the narrowing to a code, given all visits and how many patients there are."""
        chosen = np.zeros(patients, bool)
        if field.startswith(FIRST):
            chosen[visits["patient"][visits[field] == code]] = True
        return cls(field, code, chosen)

    def mask(self, rows: Rows) -> Array:
        """Return of each row whether it is asked of."""
        size = len(rows["day"])
        if self.field in rows:
            found: Array = rows[self.field] == self.code
            return found
        if self.field.startswith(FIRST) and "patient" in rows:
            known = rows["patient"] >= 0
            return known & self.patients[np.where(known, rows["patient"], 0)] if size else known
        return np.ones(size, bool)


def narrowed(
    columns: Columns, drills: Mapping[str, str], only: Mapping[str, int] | None
) -> Narrowing | None:
    """Return the narrowing to a service, channel or doctor by its id, None where all is asked of.

    ``drills`` are the fields by which the metric can be narrowed.
    Raises NotNarrowed.
    """
    if not only:
        return None
    ((what, id),) = only.items()
    listed = columns.names.get(what)
    if what not in drills or listed is None or (id and id not in listed.ids):
        raise NotNarrowed(what=what)
    code = int(listed.codes(np.array([id]))[0])
    rows = columns.tables[VISITS].rows()
    return Narrowing.of(drills[what], code, rows, len(columns.patients))
