"""A message's lines as its edited text leaves them: what changes, what comes, what goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from aiogram.types import Message

from clinic.calendar import day_number
from clinic.draft import Amendment, VisitDraft
from clinic.merging import Step, as_written, matched, retyped
from clinic.text import folded
from handlers.desk import Desk
from handlers.letters import token_of
from storage.amendments import VOIDED, Change, changes_of, code_of
from storage.journal import VisitLine
from storage.unit import Unit
from storage.visits import amend_line, code_now, log_visit, patient_of, void_line

CODE = "code"
TYPED_FIELDS = (
    "day",
    "service_id",
    "amount",
    "paid",
    "discount",
    "quote",
    "channel_id",
    "doctor_id",
    "wait_min",
    "rating",
    "rating_scale",
    "note",
)
"""The columns that a message can say, besides the patient's code."""


@dataclass(slots=True)
class Rewritten:
    """What an edited message did to its lines; ``kept_out`` were withdrawn before and stay so."""

    changed: list[VisitLine] = field(default_factory=list)
    added: list[VisitLine] = field(default_factory=list)
    withdrawn: list[VisitLine] = field(default_factory=list)
    kept_out: list[VisitLine] = field(default_factory=list)
    said: Amendment = field(default_factory=lambda: Amendment())
    """What the last of them deserves a second look for, and the names it leaves open."""

    @property
    def touched(self) -> list[VisitLine]:
        """Return all of them, in the order in which they are told."""
        return [*self.changed, *self.added, *self.withdrawn, *self.kept_out]


def lines_of(desk: Desk, message: Message) -> list[VisitLine]:
    """Return the lines that a message has written, withdrawn ones included, in their order."""
    found: list[VisitLine] = []
    while (line := desk.journal.line_by_token(token_of(message, len(found)))) is not None:
        found.append(line)
    return found


def rewrite(
    desk: Desk, unit: Unit, message: Message, written: list[VisitLine], drafts: list[VisitDraft]
) -> Rewritten:
    """Put into the unit what the message's text says now, and return what that was."""
    history = {line.id: changes_of(desk.journal, line.id) for line in written}
    present = [line for line in written if not any(c.field == VOIDED for c in history[line.id])]
    before = [_as_written(desk, line, history[line.id]) for line in present]
    pairs, vanished = matched(before, [_typed(desk, draft) for draft in drafts], CODE)
    told, number = Rewritten(), len(written)
    for draft, found in zip(drafts, pairs, strict=True):
        if found is not None:
            _follow(desk, unit, (present[found], before[found]), draft, told)
            continue
        token = token_of(message, number)
        told.added.append(log_visit(unit, desk.journal, draft, desk.reader.id, token))
        told.said, number = {"choices": draft.choices}, number + 1
    for line in (present[each] for each in vanished):
        if line.voided is None:
            told.withdrawn.append(void_line(unit, line, desk.reader.id, vanished=True))
    return told


def _follow(
    desk: Desk,
    unit: Unit,
    was: tuple[VisitLine, dict[str, object]],
    draft: VisitDraft,
    told: Rewritten,
) -> None:
    """Set the fields that the text says otherwise than before; replies' and taps' others stay."""
    line, before = was
    fields = retyped(before, _typed(desk, draft))
    if not fields:
        return
    if line.voided is not None:
        told.kept_out.append(line)
        return
    wanted = replace(line, **_values(desk, unit, line, draft, fields))
    columns = {"patient_id" if name == CODE else name for name in fields}
    told.changed.append(amend_line(unit, line, wanted, desk.reader.id, columns))
    told.said = _said(draft, fields)


def _said(draft: VisitDraft, fields: frozenset[str]) -> Amendment:
    """Return what a card that follows has to ask about."""
    open_ones = tuple(each for each in draft.choices if f"{each.field.value}_id" in fields)
    said: Amendment = {"choices": open_ones}
    if CODE in fields:
        said["code"] = draft.code
    if "day" in fields:
        said["day"] = draft.day
    if "amount" in fields and draft.amount is not None:
        said["amount"] = draft.amount
    return said


def _values(
    desk: Desk, unit: Unit, line: VisitLine, draft: VisitDraft, fields: frozenset[str]
) -> dict[str, Any]:
    """Return the columns that change, by name."""
    typed = _typed(desk, draft)
    values: dict[str, Any] = {name: typed[name] for name in fields if name != CODE}
    if "amount" in fields and "paid" not in fields and line.paid == line.amount:
        values["paid"] = None  # all was paid, and all of the right amount is
    if CODE in fields and _key(desk, line.code) != typed[CODE]:
        values |= {
            CODE: code_now(desk.journal, draft.code),
            "patient_id": patient_of(unit, desk.journal, draft.code),
        }
    return values


def _typed(desk: Desk, draft: VisitDraft) -> dict[str, object]:
    """Return what a draft says, as columns hold it; the code as it is searched."""
    rating = draft.rating
    return {
        CODE: _key(desk, draft.code),
        "day": day_number(draft.day),
        "service_id": draft.service and draft.service.id,
        "amount": draft.amount,
        "paid": draft.paid,
        "discount": draft.discount,
        "quote": draft.quote,
        "channel_id": draft.channel and draft.channel.id,
        "doctor_id": draft.doctor and draft.doctor.id,
        "wait_min": draft.wait_min,
        "rating": rating and rating.value,
        "rating_scale": rating and rating.scale,
        "note": draft.note,
    }


def _key(desk: Desk, code: str) -> str:
    """Return a code as it is searched; of one that was merged, that for which it stands now."""
    return folded(code_now(desk.journal, code))


def _as_written(desk: Desk, line: VisitLine, history: Sequence[Change]) -> dict[str, object]:
    """Return the line as its message said it before; the history is the newest first."""
    current = {CODE: _key(desk, line.code), **{name: getattr(line, name) for name in TYPED_FIELDS}}
    steps = [_step(desk, each) for each in reversed(history)]
    return as_written(current, [step for step in steps if step.field in current])


def _step(desk: Desk, change: Change) -> Step:
    if change.field != "patient_id":
        return Step(change.field, change.before, change.after, change.typed)
    before, after = (
        _key(desk, code_of(desk.journal, each) or "") for each in (change.before, change.after)
    )
    return Step(CODE, before, after, change.typed)
