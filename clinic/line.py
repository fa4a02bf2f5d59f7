"""The quick line: ``1042 hygiene 3500 w15 // note`` is a visit.

CODE comes first, the other fields in any order, in four languages. What nobody understands
becomes the note; what lies outside its bounds is refused with the bound.
"""

from __future__ import annotations

import re
from datetime import date

from clinic.bill import in_money
from clinic.catalogue import Catalogue
from clinic.draft import MAX_NOTE, Amendment, Typed, VisitDraft
from clinic.errors import Refusal
from clinic.reading.code import begins_with_code, read_code, split_code, without_visit
from clinic.reading.edges import quoted
from clinic.reading.fields import read_fields
from clinic.reading.rest import Rest
from clinic.refusals import (
    LineRefused,
    LineTooLong,
    NoCode,
    NoteTooLong,
    NotUnderstood,
    OtherDigits,
    TooManyLines,
)
from clinic.text import capped, clean

MAX_LINES = 30
MAX_LINE = 1000
"""Characters without the note after //: three long names, the figures and a note fit in."""

_NOTE = re.compile("(?<!:)//")
_OTHER_DIGITS = re.compile(r"(?:(?![0-9])\d)+")
_CODE_ALONE = re.compile(r"\s*(?P<code>[#№] ?\w[\w-]*)(?=\s|$)")


def reads_as_visit(text: str) -> bool:
    """Return whether a bare message is a visit: it begins with a number or a #word.

    The word for a visit may stand before; a date, an amount with decimals or a phone number
    with a plus is no code.
    """
    line = next((line for line in clean(text[:500]).split("\n") if line.strip()), "")
    return begins_with_code(without_visit(line))


def read_visits(text: str, catalogue: Catalogue, today: date, currency: str) -> list[VisitDraft]:
    """Return one draft for each line that is not empty.

    Raises a Refusal of clinic.refusals, which quotes the part that was not understood; of
    several lines a LineRefused, which names the line (from 1, as typed).
    """
    lines = _lines(without_visit(clean(capped(text))))
    if not lines:
        raise NoCode(part=quoted(text))
    drafts = []
    for number, line in lines:
        try:
            drafts.append(_read_visit(line, catalogue, today, currency))
        except Refusal as reason:
            if len(lines) == 1:
                raise
            raise LineRefused(line=number, reason=reason) from reason
    return drafts


def _lines(text: str) -> list[tuple[int, str]]:
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1)]
    filled = [(number, line) for number, line in lines if line]
    if len(filled) > MAX_LINES:
        raise TooManyLines(count=len(filled), limit=MAX_LINES)
    return filled


def _read_visit(line: str, catalogue: Catalogue, today: date, currency: str) -> VisitDraft:
    head, note = _split_note(without_visit(line))
    code, tail = split_code(head)
    rest = Rest(tail)
    fields = _billed(read_fields(rest, catalogue, today, currency))
    note = bounded_note("; ".join(part for part in (rest.left(), note) if part))
    return _draft(code, fields, note, today)


def _billed(fields: Amendment) -> Amendment:
    """Return the fields of a whole line: what was paid is the bill where no other is typed."""
    if "paid" in fields and "amount" not in fields:
        fields["amount"] = fields.pop("paid")
    return fields


def _draft(code: str, fields: Amendment, note: str, today: date) -> VisitDraft:
    choices = fields.get("choices", ())
    typed = [*fields, *(choice.field.value for choice in choices), *(["note"] if note else [])]
    return VisitDraft(
        code=code,
        day=fields.get("day", today),
        service=fields.get("service"),
        amount=fields.get("amount"),
        quote=fields.get("quote"),
        discount=in_money(fields.get("discount"), fields.get("amount")),
        paid=fields.get("paid"),
        channel=fields.get("channel"),
        doctor=fields.get("doctor"),
        wait_min=fields.get("wait_min"),
        rating=fields.get("rating"),
        note=note,
        choices=choices,
        explicit=frozenset(Typed(name) for name in typed if name != "choices"),
    )


def read_amendment(text: str, catalogue: Catalogue, today: date, currency: str) -> Amendment:
    """Return the fields that a correction changes: ``4500``, ``hygiene``, ``w20``, ``#1043``.

    A bare number is the amount; a code takes its #; a note takes its //, and an empty one
    clears it. Raises NotUnderstood for words that name no field, and what read_visits raises.
    """
    head, note = _split_note(" ".join(clean(capped(text)).split("\n")))
    code = _CODE_ALONE.match(head)
    rest = Rest(head[code.end() :] if code else head)
    fields = read_fields(rest, catalogue, today, currency)
    if code:
        fields["code"] = read_code(code["code"])
    if note is not None:
        fields["note"] = bounded_note(note)
    if rest.left() or not fields:
        raise NotUnderstood(part=quoted(rest.left() or text))
    return fields


def _split_note(line: str) -> tuple[str, str | None]:
    head, *notes = _NOTE.split(line, maxsplit=1)
    other = _OTHER_DIGITS.search(head)
    if other:
        raise OtherDigits(part=quoted(other[0]))
    if len(head) > MAX_LINE:
        raise LineTooLong(size=len(head), limit=MAX_LINE)
    return head, notes[0].strip() if notes else None


def bounded_note(note: str) -> str:
    """Return the note as it is kept: whole. Raises NoteTooLong over five hundred characters."""
    if len(note) > MAX_NOTE:
        raise NoteTooLong(size=len(note), limit=MAX_NOTE)
    return note
