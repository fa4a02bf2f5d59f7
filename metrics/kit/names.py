"""Names of a clinic's services, channels and doctors, and the small codes that stand for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metrics.kit.layout import SERVICE_CLASSES, Array

NameRow = tuple[int, str, str | None, int | None]
"""Id, name, class of a service, days until it is due again."""


@dataclass(frozen=True)
class Names:
    """One list of names in the order of their ids; a code is a place in it plus one."""

    ids: tuple[int, ...]
    names: tuple[str, ...]
    classes: tuple[int, ...]
    """For services: the place of its class among the classes; the first in a visit wins."""

    recalls: tuple[int, ...]
    """For services: in how many days the patient is due again; 0 where he is not."""

    @classmethod
    def of(cls, rows: Sequence[NameRow]) -> Names:
        """Return the names of rows in ascending order of their ids."""
        return cls(
            tuple(row[0] for row in rows),
            tuple(row[1] for row in rows),
            tuple(SERVICE_CLASSES.index(kind) if kind else 0 for _, _, kind, _ in rows),
            tuple(recall or 0 for *_, recall in rows),
        )

    def codes(self, ids: Array) -> Array:
        """Return the codes of these ids; 0 stays 0, for none."""
        known = np.array((0, *self.ids), np.int64)
        return np.searchsorted(known, ids).astype(np.uint16)

    def name(self, code: int) -> str | None:
        """Return the name that a code stands for; None for none."""
        return self.names[code - 1] if code else None

    def continues(self, before: Names) -> bool:
        """Return whether the list before is still how this begins, but for its wording."""
        known = slice(len(before.ids))
        return (self.ids[known], self.classes[known], self.recalls[known]) == (
            before.ids,
            before.classes,
            before.recalls,
        )
