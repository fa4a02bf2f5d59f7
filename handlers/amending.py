"""A line as a correction leaves it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from clinic.bill import in_money
from clinic.calendar import day_number
from clinic.draft import Amendment, Typed
from clinic.errors import Refusal
from clinic.line import read_amendment, read_visits, reads_as_visit
from handlers.asked import NOTHING, Asked
from handlers.callbacks import ShowDay
from handlers.checks import reconsidered
from handlers.desk import Desk
from handlers.privacy import ask_about, screen
from handlers.showing import count_only, show_result
from storage.journal import VisitLine
from storage.unit import Unit
from storage.visits import amend_line, code_now, patient_of

PLAIN = ("amount", "quote", "paid", "wait_min", "note")
LISTED = ("service", "channel", "doctor")


def read_correction(desk: Desk, text: str) -> Amendment:
    """Return what the text changes; raises a Refusal that quotes what was not understood."""
    return read_amendment(text, desk.catalogue, desk.calendar.today(), desk.settings.currency)


def correct_line(
    desk: Desk,
    line: VisitLine,
    fields: Amendment,
    unit: Unit,
    still_open: Asked = NOTHING,
    back: ShowDay | None = None,
) -> None:
    """Change the fields, everywhere the line is shown, and where the person looks.

    What a note must not hold stays out, and is asked about.
    """
    screened = screen(desk, unit, "visit", line.id, fields.get("note", ""))
    if "note" in fields:
        fields = {**fields, "note": screened.text}
    changed = amend(desk, line, _amended(desk, line, fields, unit), unit)
    asked = reconsidered(desk, unit, changed, fields, still_open.after(fields))
    show_result(desk, changed, unit, asked, back)
    ask_about(desk, unit, screened)


def is_whole_visit(desk: Desk, text: str) -> bool:
    """Return whether the text is a visit even where an answer or a correction is expected."""
    if not reads_as_visit(text) or len(text.split()) == 1:
        return False
    today, currency = desk.calendar.today(), desk.settings.currency
    try:
        drafts = read_visits(text, desk.catalogue, today, currency)
    except Refusal:
        return True  # its own refusal says what is wrong with it
    return any(draft.explicit - {Typed.NOTE} for draft in drafts)


def says_only(desk: Desk, field: str, text: str) -> bool:
    """Return whether the text is a value of the field and nothing besides, such as ``3 500``."""
    try:
        return set(read_correction(desk, text)) == {field}
    except Refusal:
        return False


def amend(desk: Desk, line: VisitLine, wanted: VisitLine, unit: Unit) -> VisitLine:
    """Return the line as the unit leaves it; without a difference only the count is asked for."""
    changed = amend_line(unit, line, wanted, desk.reader.id)
    if changed is line:
        count_only(line, unit)
    return changed


def _amended(desk: Desk, line: VisitLine, fields: Amendment, unit: Unit) -> VisitLine:
    """Return the line with the corrected fields; a new code becomes a patient with this unit."""
    typed: dict[str, Any] = dict(fields)
    changes = {name: typed[name] for name in PLAIN if name in typed}
    changes |= {f"{name}_id": typed[name].id for name in LISTED if name in typed}
    if "discount" in fields:
        changes["discount"] = in_money(fields["discount"], fields.get("amount", line.amount))
    if "amount" in fields and "paid" not in fields and line.paid == line.amount:
        changes["paid"] = None  # all was paid, and all of the right amount is
    if "day" in fields:
        changes["day"] = day_number(fields["day"])
    if "rating" in fields:
        changes |= {"rating": fields["rating"].value, "rating_scale": fields["rating"].scale}
    if "code" in fields:
        changes["code"] = code_now(desk.journal, fields["code"])
        changes["patient_id"] = patient_of(unit, desk.journal, fields["code"])
    return replace(line, **changes)
