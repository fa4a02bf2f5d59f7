"""A batch: the units of one transaction, merged so that each statement runs once for all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from storage.ledger import ADD_AUDIT, SET_CHANGE, Ledger
from storage.post import outbox
from storage.statements import Statement, insert_into
from storage.unit import Letter, Outcome, Stale, Unit

ADD_LETTER = insert_into(outbox)


class Batch:
    """Gathers rows by statement, with the row counts that each must change."""

    def __init__(self, ledger: Ledger) -> None:
        """Build upon the ledger's heads, which ``add`` moves."""
        self._ledger = ledger
        self._rows: dict[Statement, list[tuple[object, ...]]] = {}
        self._expected: dict[Statement, int | None] = {}
        self._stamped: set[int] = set()
        self._new_patients: set[tuple[int | None, str]] = set()

    def statements(self) -> Iterator[tuple[Statement, list[tuple[object, ...]], int | None]]:
        """Yield statement, rows and expected count; what is referred to comes first."""
        for statement in sorted(self._rows, key=lambda each: each.rank):
            yield statement, self._rows[statement], self._expected[statement]

    def clashes(self, unit: Unit) -> bool:
        """Return whether the unit adds a patient whom a unit before it adds already.

        Only one can be written; told apart here, the others need not be written one by one.
        """
        return any((unit.clinic_id, key) in self._new_patients for key in unit.new_patients)

    def add(self, unit: Unit) -> None:
        """Take a unit in: count it, chain its notes, word its answers."""
        self._new_patients.update((unit.clinic_id, key) for key in unit.new_patients)
        outcome: Outcome = ()
        change = 0
        if unit.clinic_id is not None:
            head = self._ledger[unit.clinic_id]
            if unit.staff_seen is not None and unit.staff_seen != head.staff:
                raise Stale
            change = self._stamp(unit)
            outcome = head.count(unit)
            for note in unit.notes:
                self._put(ADD_AUDIT, head.chain(note, unit.now), 1)
            if "staff" in unit.touched:
                head.staff = change
        for write in unit.writes:
            values = {"clinic_id": unit.clinic_id, **write.values, "change": change}
            self._put(write.statement, values, write.expected)
        unit.outgoing = [self._letter(unit, answer(outcome)) for answer in unit.answers]

    def _stamp(self, unit: Unit) -> int:
        """Return the change number of this commit; the first unit that changes raises it.

        A unit that only counts asks whether the number still stands: another process may have
        written since the day was counted.
        """
        clinic_id = unit.clinic_id or 0
        head = self._ledger[clinic_id]
        if clinic_id not in self._stamped and (unit.changes or unit.effects):
            change = head.change + int(unit.changes)
            step = {"clinic_id": clinic_id, "before": head.change, "change": change}
            self._put(SET_CHANGE, step, 1)
            head.change = change
            if unit.changes:
                self._stamped.add(clinic_id)
        return head.change

    def _letter(self, unit: Unit, letter: Letter) -> dict[str, object]:
        row: dict[str, object] = {
            "id": unit.ids.new(),
            "bot_id": unit.bot_id,
            "clinic_id": unit.clinic_id,
            "chat_id": letter.chat_id,
            "method": letter.method,
            "payload": json.dumps(letter.payload, ensure_ascii=False),
            "priority": letter.priority,
            "state": "waiting",
            "attempts": 0,
            "due": unit.now,
            "expires": letter.expires,
            "card_id": letter.card_id,
            "picture_id": letter.picture_id,
        }
        self._put(ADD_LETTER, row, 1)
        return row

    def _put(
        self, statement: Statement, values: Mapping[str, object], expected: int | None
    ) -> None:
        rows = self._rows.setdefault(statement, [])
        rows.append(statement.row(values))
        before = self._expected.get(statement, 0)
        self._expected[statement] = None if expected is None else (before or 0) + expected
