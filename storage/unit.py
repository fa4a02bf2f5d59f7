"""A unit: everything one update changes, committed whole or not at all.

Its writes (some with an expected row count: the precondition), its answers as functions of the
outcome, its form state, and "handled".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from storage.ids import Ids
from storage.statements import Statement


class Stale(Exception):
    """A precondition did not hold: somebody was faster; read the new truth and try again."""


class StorageFault(Exception):
    """The machine could not write (disk full, I/O, locked); nothing was saved, nobody is told."""


MACHINE_FAULTS = frozenset({5, 6, 7, 8, 10, 11, 13, 14, 26})
"""SQLite's primary codes BUSY, LOCKED, NOMEM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB."""


def is_machine_fault(error: BaseException) -> bool:
    """Return whether an error speaks of the machine rather than of what was written."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in MACHINE_FAULTS


@dataclass(frozen=True, slots=True)
class Write:
    """A statement and its values; ``expected`` rows must change, or the unit is refused."""

    statement: Statement
    values: dict[str, object]
    expected: int | None = 1


@dataclass(frozen=True, slots=True)
class Effect:
    """What a unit does to a day's count: lines of a patient that are visits, and money."""

    day: int
    patient_id: int
    lines: int
    money: int


@dataclass(frozen=True, slots=True)
class DayCount:
    """A day after an effect: its visits, its money in minor units, and this patient's lines."""

    day: int
    visits: int
    money: int
    lines: int


@dataclass(frozen=True, slots=True)
class Note:
    """An audit row before it is chained."""

    action: str
    author_id: int
    entry_id: int | None
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Letter:
    """One call of the Bot API that must reach a chat; ``payload`` is its plain JSON."""

    chat_id: int
    method: str
    payload: dict[str, Any]
    priority: int = 1
    card_id: int | None = None
    picture_id: int | None = None
    expires: int | None = None


class Priority:
    """Who waits for whom in the outbox: a smaller number goes first."""

    ANSWER = 1
    ALERT = 3
    DIGEST = 5
    STRANGER = 7


Outcome = tuple[DayCount, ...]
"""The day counts after each effect of the unit, in the order of the effects."""

Answer = Callable[[Outcome], Letter]


@dataclass(slots=True)
class Unit:
    """What a handler hands to the writer; ``clinic_id`` is None for the post's own business."""

    ids: Ids
    now: int
    bot_id: int = 0
    clinic_id: int | None = None
    staff_seen: int | None = None
    """The newest change of the clinic's staff that the rights of this unit were read from."""
    writes: list[Write] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    new_patients: dict[str, int] = field(default_factory=dict)
    """Patients whom this unit adds, by the folded code."""
    forms: dict[tuple[int, int], tuple[str | None, str]] = field(default_factory=dict)
    """State and content (JSON) of the forms it changes, by chat and person."""
    changes: bool = False
    """Whether it changes the clinic's journal, and so the clinic's change number."""
    touched: set[str] = field(default_factory=set)
    """What caches must forget afterwards: ``staff``, ``people``, ``catalogue``, ``settings``."""
    untraced: bool = False
    """Whether the update came from a patient: it is forgotten when it is handled."""
    alert: str | None = None
    """What only the person who tapped a button is told, in plain text of 200 characters."""
    outgoing: list[dict[str, object]] = field(default_factory=list)
    """The outbox rows as they were committed, for delivery."""

    def reset(self) -> None:
        """Empty it: what was asked is refused, and only the refusal is answered."""
        for gathered in (self.writes, self.effects, self.notes, self.answers, self.touched):
            gathered.clear()
        self.new_patients.clear()
        self.forms.clear()
        self.changes = False
        self.alert = None

    def write(self, statement: Statement, expected: int | None = 1, **values: object) -> None:
        """Add a write; its rows get ``clinic_id`` and the ``change`` stamp when committed."""
        self.writes.append(Write(statement, values, expected))
        self.changes = self.changes or "change" in statement.order

    def note(self, action: str, author_id: int, entry_id: int | None, **detail: object) -> None:
        """Add a row to the clinic's audit chain."""
        self.notes.append(Note(action, author_id, entry_id, detail))
        self.changes = True

    def send(self, letter: Letter) -> None:
        """Add an answer that is known already."""
        self.answers.append(lambda _: letter)

    def answer(self, answer: Answer) -> None:
        """Add an answer that is worded from the outcome, such as the nth visit of the day."""
        self.answers.append(answer)
