"""What is known of patients when it is asked whom to call, read in bounded chunks by patient.

Merged codes are one patient: all their rows count for the one they were merged into.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from clinic.calendar import Calendar, day_number
from clinic.calling import (
    LOW_STARS,
    STARS,
    Reason,
    Story,
    reasons_of,
    worth_of,
)
from clinic.catalogue import Catalogue
from storage.families import Families, families_of
from storage.journal import Journal
from storage.reader import Row
from storage.rhythm_questions import LET_ALONE, LET_DOWN, LINES, NEXT, SILENT
from storage.statements import Statement

Newest = Mapping[str, int | None]
"""The newest day of each kind, by the story's fields."""


@dataclass(slots=True)
class _Lines:
    """A patient's lines, gathered."""

    days: set[int] = field(default_factory=set)
    money: int | None = None
    newest: tuple[int, int] = (0, 0)
    service_id: int | None = None
    rated: tuple[int, int] = (0, 0)
    stars: float | None = None

    def take(self, row: Row) -> None:
        """Take a line in: a refund brings money, or takes it, and is no visit."""
        _patient_id, day, id, amount, paid, service_id, rating, scale = row
        if paid is not None or amount is not None:
            self.money = (self.money or 0) + (amount if paid is None else paid)
        if amount is not None and amount < 0:
            return
        self.days.add(day)
        if (day, id) > self.newest:
            self.newest, self.service_id = (day, id), service_id
        if rating is not None and (day, id) > self.rated:
            self.rated, self.stars = (day, id), rating * STARS / scale

    @property
    def newest_line(self) -> tuple[int, int | None]:
        """The newest line of the last visit, and its service."""
        return self.newest[1], self.service_id

    @property
    def low_rating(self) -> bool:
        """Whether the last rating of the last visit was low."""
        return (
            self.rated[0] == self.newest[0] and self.stars is not None and self.stars <= LOW_STARS
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """A patient who is to be called: why, the gravest first, and what it is worth (minor units).

    ``line_id`` and ``service_id`` are those of the newest line of the last visit.
    """

    patient_id: int
    reasons: tuple[Reason, ...]
    worth: int | None
    story: Story
    line_id: int
    service_id: int | None


@dataclass(frozen=True)
class Rhythms:
    """Reads the patients of one clinic as they stand on a day of its calendar."""

    journal: Journal
    catalogue: Catalogue
    calendar: Calendar
    active_gap: int

    @cached_property
    def families(self) -> Families:
        """Which codes were merged, as it was when first asked."""
        return families_of(self.journal)

    @cached_property
    def _recall(self) -> dict[int, int | None]:
        return {service.id: service.recall_days for service in self.catalogue.services}

    def chunks(self) -> Iterator[list[Wanted]]:
        """Yield whoever is to be called, a bounded number of patients at a time."""
        after = -1
        while rows := self.journal.all(NEXT, after=after):
            after = rows[-1][0]
            yield self.wanted([id for id, merged_into in rows if merged_into is None])

    def wanted(self, roots: Collection[int]) -> list[Wanted]:
        """Return who of these patients is to be called today."""
        members = self.families.of(roots)
        lines, let_down = self._lines(members), self._newest(LET_DOWN, members)
        stories = {id: self._story(each, let_down[id]) for id, each in lines.items() if each.days}
        likely = {id: story for id, story in stories.items() if self._reasons(story)}
        members = self.families.of(likely)
        let_alone, silent = self._newest(LET_ALONE, members), self._silent(members)
        called = {
            id: self._with(story, let_alone[id]) for id, story in likely.items() if id not in silent
        }
        return [
            Wanted(id, reasons, worth_of(story, self._today), story, *lines[id].newest_line)
            for id, story in called.items()
            if (reasons := self._reasons(story))
        ]

    @cached_property
    def _today(self) -> int:
        return day_number(self.calendar.today())

    def _reasons(self, story: Story) -> tuple[Reason, ...]:
        return reasons_of(story, self._today, self.active_gap)

    def _story(self, lines: _Lines, let_down: Newest) -> Story:
        recall = self._recall.get(lines.service_id or 0)
        days = tuple(sorted(lines.days))
        return Story(days, lines.money, recall, lines.low_rating, **let_down)

    def _with(self, story: Story, let_alone: Newest) -> Story:
        closed = let_alone.get("called")
        called = None if closed is None else day_number(self.calendar.day_of(closed))
        left, booked = let_alone.get("left"), let_alone.get("booked")
        return replace(story, left=left, booked=booked, called=called)

    def _lines(self, members: Collection[int]) -> dict[int, _Lines]:
        found = defaultdict[int, _Lines](_Lines)
        root = self.families.root
        for row in self.journal.all(LINES, listed=json.dumps(members)):
            found[root(row[0])].take(row)
        return found

    def _newest(
        self, asked: Mapping[str, Statement], members: Collection[int]
    ) -> defaultdict[int, dict[str, int]]:
        found = defaultdict[int, dict[str, int]](dict)
        values = {"listed": json.dumps(members), "today": self._today, "low": LOW_STARS}
        for name, statement in asked.items():
            for patient_id, day in self.journal.all(statement, **values):
                of_root = found[self.families.root(patient_id)]
                of_root[name] = max(day, of_root.get(name, day))
        return found

    def _silent(self, members: Collection[int]) -> set[int]:
        """Return whoever wants no calls, under whichever of his codes that was said."""
        rows = self.journal.all(SILENT, listed=json.dumps(members))
        return {self.families.root(id) for (id,) in rows}
