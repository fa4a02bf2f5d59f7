"""Merged codes: which ids stand for one patient."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from storage.journal import CLINIC, Journal
from storage.statements import compiled
from storage.tables import patients

MERGED = compiled(
    select(patients.c.id, patients.c.merged_into).where(
        patients.c.clinic_id == CLINIC, patients.c.merged_into.is_not(None)
    )
)
"""Walks through the clinic's patients: asked once a day and when a card is opened."""


@dataclass(frozen=True, slots=True)
class Families:
    """Which codes were merged into which."""

    targets: Mapping[int, int]
    members: Mapping[int, tuple[int, ...]]

    def root(self, patient_id: int) -> int:
        """Return who the patient is now: himself, or whom he was merged into in the end."""
        while patient_id in self.targets:
            patient_id = self.targets[patient_id]
        return patient_id

    def of(self, roots: Iterable[int]) -> list[int]:
        """Return all ids that stand for these patients, their own included."""
        return [id for root in roots for id in (root, *self.members.get(root, ()))]


def families_of(journal: Journal) -> Families:
    """Return which codes of the clinic were merged."""
    alone = Families(dict(journal.all(MERGED)), {})
    members = defaultdict[int, tuple[int, ...]](tuple)
    for patient_id in alone.targets:
        members[alone.root(patient_id)] += (patient_id,)
    return Families(alone.targets, members)
