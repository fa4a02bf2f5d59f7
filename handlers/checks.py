"""What a saved entry is asked: never before it is saved, and at most one check."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from clinic.calendar import day_from, day_number
from clinic.catalogue import Field
from clinic.checks import SAME_WITHIN, Doubt, is_long_ago, is_unusual, usual_of
from clinic.draft import Amendment, Choice
from clinic.search import is_slip
from handlers.asked import NOTHING, Asked, Check, Origin
from handlers.desk import Desk
from storage.habits import amounts_of, patients_on
from storage.journal import VisitLine
from storage.patients import Lately, mark_patient, marks_by_id, newest_lines
from storage.unit import Unit

COMPARED = 400
"""The newest lines among which the last amounts of a service are looked for: a fifth of a
millisecond, which every entry of a service without a price pays."""


def asked_after_saving(
    desk: Desk, unit: Unit, line: VisitLine, choices: tuple[Choice, ...] = ()
) -> Asked:
    """Return what the card of a new line asks.

    A patient without a standing line is as if never seen, whatever was said of him before.
    """
    others = _others(desk, line)
    if not others:
        _forget_marks(desk, unit, line)
    origin = Origin.CHANNEL if not others and _lacks_origin(line, choices) else None
    return Asked(choices, origin, next(_doubts(desk, line, others, set(Doubt)), None))


def reconsidered(
    desk: Desk, unit: Unit, line: VisitLine, fields: Amendment, still_open: Asked
) -> Asked:
    """Return what the card of a corrected line asks: what was corrected is looked at again.

    With another code it is the line of another patient, of whom it may be the first.
    """
    others = _others(desk, line)
    touched = {doubt for doubt in (Doubt.AMOUNT, Doubt.DAY, Doubt.CODE) if doubt.value in fields}
    if "code" in fields:
        still_open = replace(still_open, origin=None)
        if not others:
            _forget_marks(desk, unit, line)
    origin = still_open.origin or origin_of(desk, line, others, still_open.choices)
    check = still_open.check or next(_doubts(desk, line, others, touched), None)
    return replace(still_open, origin=origin, check=check)


def asked_again(desk: Desk, line: VisitLine) -> Asked:
    """Return what the card of a line asks that is shown once more as if it were just saved."""
    if line.voided is not None:
        return NOTHING
    others = _others(desk, line)
    check = next(_doubts(desk, line, others, set(Doubt)), None)
    return Asked(origin=origin_of(desk, line, others), check=check)


def origin_of(
    desk: Desk,
    line: VisitLine,
    others: Collection[Lately] | None = None,
    choices: tuple[Choice, ...] = (),
) -> Origin | None:
    """Return whether a line is the only one of a patient of whom nobody has said where from."""
    others = _others(desk, line) if others is None else others
    if others or not _lacks_origin(line, choices):
        return None
    said = marks_by_id(desk.journal, line.patient_id)
    return None if said and (said.legacy or said.asked) else Origin.CHANNEL


def _others(desk: Desk, line: VisitLine) -> list[Lately]:
    return [each for each in newest_lines(desk.journal, line.patient_id) if each.id != line.id]


def _lacks_origin(line: VisitLine, choices: tuple[Choice, ...]) -> bool:
    chosen = any(choice.field is Field.CHANNEL for choice in choices)
    return line.channel_id is None and not chosen and bool(line.counts) and line.voided is None


def _forget_marks(desk: Desk, unit: Unit, line: VisitLine) -> None:
    known = marks_by_id(desk.journal, line.patient_id)
    if known is not None:
        mark_patient(unit, known, desk.reader.id, legacy=False, asked=False)


def _doubts(
    desk: Desk, line: VisitLine, others: list[Lately], asked: set[Doubt]
) -> Iterator[Check]:
    """Yield what deserves a second look, the weightiest first; nothing is read in vain."""
    if Doubt.SAME in asked and (same := _same(line, others)):
        yield Check(Doubt.SAME, same.logged)
    if Doubt.AMOUNT in asked and is_unusual(line.amount, usual := _usual(desk, line)):
        yield Check(Doubt.AMOUNT, usual or 0)
    if Doubt.DAY in asked and is_long_ago(day_from(line.day), desk.calendar.today()):
        yield Check(Doubt.DAY)
    if Doubt.CODE in asked and not others and (near := _near(desk, line)):
        yield Check(Doubt.CODE, near)


def _same(line: VisitLine, others: list[Lately]) -> Lately | None:
    near = (each for each in others if 0 <= line.logged - each.logged <= SAME_WITHIN)
    wanted = (line.service_id, line.amount, line.day)
    return next((e for e in near if (e.service_id, e.amount, e.day) == wanted), None)


def _usual(desk: Desk, line: VisitLine) -> int | None:
    if line.service_id is None or not line.amount or line.amount < 0:
        return None
    prices = (each.price for each in desk.catalogue.services if each.id == line.service_id)
    price = next(prices, None)
    if price is not None:
        return price
    return usual_of(None, amounts_of(desk.journal, line.service_id, COMPARED, line.id))


def _near(desk: Desk, line: VisitLine) -> int | None:
    """Return the id of a patient of today whose code is one slip away."""
    today = patients_on(desk.journal, day_number(desk.calendar.today()))
    others = (each for each in today if each.id != line.patient_id)
    return next((each.id for each in others if is_slip(line.code, each.code)), None)
