"""Writing visits: logging, amending and voiding one line, each with its precondition."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from typing import Any

from clinic.calendar import day_number
from clinic.catalogue import Channel, Doctor, Service
from clinic.draft import VisitDraft
from clinic.text import folded
from storage.amending import keep_changes
from storage.amendments import VOIDED, Change
from storage.entries import amending, voiding
from storage.journal import Journal, VisitLine
from storage.statements import insert_into
from storage.tables import patients, visit_lines
from storage.unit import Effect, Unit

KIND = "visit"
ADD_PATIENT = insert_into(patients, "do_not_call")
ADD_LINE = insert_into(visit_lines)

AMENDABLE = (
    "patient_id",
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
    "referrer",
    "note",
)
_FIELDS = [field.name for field in fields(VisitLine)]
VOID_LINE = voiding(visit_lines)
AMEND_LINE = amending(visit_lines, AMENDABLE)


@dataclass(frozen=True, slots=True)
class AmendedLine(VisitLine):
    """A line as the unit leaves it, with the changes that are not committed yet."""

    newest: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class LineOfMerged(VisitLine):
    """A line that was typed with a code that stands for another patient's now."""

    typed: str = ""


def log_visit(
    unit: Unit,
    journal: Journal,
    draft: VisitDraft,
    author_id: int,
    token: str,
    line_id: int | None = None,
) -> VisitLine:
    """Add a visit's line to the unit, and its patient where the code is new; return the line.

    ``token`` names the message and the line's number in it: written twice, it makes the unit
    stale, and the handler finds the first. A form's card knows its ``line_id`` beforehand.
    """
    row_id = line_id or unit.ids.new()
    line = _new_line(unit, journal, draft, author_id, row_id)
    unit.write(ADD_LINE, **_values(line), token=token)
    unit.effects.append(_effect(line, +1))
    unit.note("visit logged", author_id, line.id, **_facts(line))
    return line if line.code == draft.code else LineOfMerged(**_values(line), typed=draft.code)


def _new_line(
    unit: Unit, journal: Journal, draft: VisitDraft, author_id: int, line_id: int
) -> VisitLine:
    """Return a draft as the line that it becomes; its patient's row comes with it if he is new."""
    return VisitLine(
        id=line_id,
        patient_id=patient_of(unit, journal, draft.code),
        code=code_now(journal, draft.code),
        day=day_number(draft.day),
        service_id=_id(draft.service),
        amount=draft.amount,
        paid=draft.paid,
        discount=draft.discount,
        quote=draft.quote,
        channel_id=_id(draft.channel),
        doctor_id=_id(draft.doctor),
        wait_min=draft.wait_min,
        rating=None if draft.rating is None else draft.rating.value,
        rating_scale=None if draft.rating is None else draft.rating.scale,
        referrer=None,
        note=draft.note,
        author_id=author_id,
        logged=unit.now,
        voided=None,
        voided_by=None,
        change=0,
    )


def code_now(journal: Journal, code: str) -> str:
    """Return the code as it is typed; of one that was merged that for which it stands now."""
    key = folded(code)
    known = journal.patient(key)
    return code if known is None or folded(known.code) == key else known.code


def patient_of(unit: Unit, journal: Journal, code: str) -> int:
    """Return the id of a code's patient; a new code becomes a patient with this unit."""
    key = folded(code)
    known = journal.patient(key)
    if known is not None:
        return known.id
    if key not in unit.new_patients:
        unit.new_patients[key] = unit.ids.new()
        unit.write(ADD_PATIENT, id=unit.new_patients[key], code=code, key=key, legacy=0, asked=0)
    return unit.new_patients[key]


def void_line(unit: Unit, line: VisitLine, author_id: int, *, vanished: bool = False) -> VisitLine:
    """Withdraw a line: it is kept, with who and when, and counts no more.

    ``vanished``: its author took it out of the message that wrote it, and may write it again.
    """
    unit.write(VOID_LINE, entry_id=line.id, seen=line.change, voided=unit.now, voided_by=author_id)
    if vanished:
        gone = Change(VOIDED, None, unit.now, author_id, unit.now, typed=True)
        keep_changes(unit, KIND, line.id, [gone])
    unit.effects.append(_effect(line, -1))
    unit.note("visit voided", author_id, line.id)
    return replace(line, voided=unit.now, voided_by=author_id)


def amend_line(
    unit: Unit,
    line: VisitLine,
    changed: VisitLine,
    author_id: int,
    typed: Collection[str] = (),
) -> VisitLine:
    """Write what differs between the line as read and as it shall be; return the latter.

    ``typed`` are the fields that the author changed in the message that wrote the line; they are
    kept even where a reply had made them so before. Without a difference it is the line itself.
    """
    before, after = _values(line), _values(changed)
    changes = tuple(
        Change(name, before[name], after[name], author_id, unit.now, name in typed)
        for name in AMENDABLE
        if before[name] != after[name] or name in typed
    )
    if not changes:
        return line
    values = {name: after[name] for name in AMENDABLE}
    unit.write(AMEND_LINE, entry_id=line.id, seen=line.change, **values)
    keep_changes(unit, KIND, line.id, changes)
    unit.effects += [_effect(line, -1), _effect(changed, +1)]
    unit.note("visit amended", author_id, line.id, fields=[each.field for each in changes])
    return AmendedLine(**after, newest=changes)


def _values(line: VisitLine) -> dict[str, Any]:
    # dataclasses.asdict copies every value and takes five times as long.
    return {name: getattr(line, name) for name in _FIELDS}


def _id(chosen: Service | Channel | Doctor | None) -> int | None:
    return None if chosen is None else chosen.id


def _effect(line: VisitLine, sign: int) -> Effect:
    return Effect(line.day, line.patient_id, sign * line.counts, sign * line.money)


def _facts(line: VisitLine) -> dict[str, object]:
    """Return what the audit chain holds of a line, so that a flipped figure is seen."""
    beside = {"paid": line.paid, "discount": line.discount, "quote": line.quote}
    return {
        "patient": line.patient_id,
        "day": line.day,
        "service": line.service_id,
        "amount": line.amount,
        **{name: value for name, value in beside.items() if value is not None},
    }
