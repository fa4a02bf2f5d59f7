"""What an entry's form shows: what is filled in, one question, and the chips that answer it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from clinic.calendar import day_from
from clinic.entries.kind import Field, Kind, Shape
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.text import folded
from clinic.words import Markup
from handlers.cards import DOT, WHOLE, name_in
from handlers.desk import Desk
from handlers.entry_form_buttons import DropEntry, EntryChip, SkipStep
from handlers.entry_form_chips import chips_of, in_digits, named
from handlers.entry_form_state import EntryForm
from handlers.letters import Button, Rows, in_rows, shortened
from handlers.said_forms import CANCEL

SKIP = _("Skip")
TAPPED_HERE = frozenset({Shape.PATIENT, Shape.CHOICE, Shape.NAME, Shape.DUE})
"""What a tap alone can answer: a group is asked nothing else."""

A_ROW = {Shape.PATIENT: 3, Shape.STARS: 5}
HALF = 16
"""Characters of a label that leaves room for another one beside it on a phone."""

NOTES = {"review": _("What does it say? Write it in a few words.")}
NOTE_ASKED = _("Write it in a few words.")
MOST_NOTE = 200


class LineInstead(Refusal):
    """A form would ask in a group for what nobody can tap there."""

    template = _("In a group I ask for nothing that is typed. Write it in one line: {example}")


def view(desk: Desk, form: EntryForm, step: str) -> tuple[str, Rows]:
    """Return the form's text and chips; raises LineInstead where a group cannot answer."""
    field = form.kind.field(step)
    below: list[Button] = [(desk.words(CANCEL), DropEntry(entry=form.entry))]
    if not form.needs(step):
        below.insert(0, (desk.words(SKIP), SkipStep(entry=form.entry, step=step)))
    chips = [] if field is None else _chips(desk, form, field)
    if desk.in_group and not chips:
        raise LineInstead(example=desk.words(form.kind.example))
    text = desk.words(
        "{head}\n{question}",
        head=Markup(head(desk, form)),
        question=Markup(desk.words(question(form, step))),
    )
    return text, [*chips, below]


def is_tapped(kind: Kind, form: EntryForm | None = None) -> bool:
    """Return whether taps alone can give what a kind needs, or what a form of it still lacks."""
    filled = form.values if form else {}
    lacking = [each for each in kind.fields if each.needed and each.name not in filled]
    has_words = kind.words is None or (form is not None and bool(form.note))
    return has_words and all(each.shape in TAPPED_HERE for each in lacking)


def question(form: EntryForm, step: str) -> str:
    """Return what asks for one step, not translated yet."""
    field = form.kind.field(step)
    if field is not None:
        return field.question
    return form.kind.words or NOTES.get(form.command, NOTE_ASKED)


def head(desk: Desk, form: EntryForm) -> str:
    """Return what it is and what is filled in, on one line, as safe text."""
    parts = [desk.words("<b>{title}</b>", title=Markup(desk.words(form.kind.title)))]
    filled = ((field, form.values.get(field.name)) for field in form.kind.fields)
    parts += [_said(desk, field, value) for field, value in filled if value is not None]
    if form.note:
        parts.append(desk.words("{note}", note=shortened(form.note, MOST_NOTE)))
    return DOT.join(parts)


def _said(desk: Desk, field: Field, value: object) -> str:
    """Return a value in the reader's words, as safe text."""
    if field.shape is Shape.STARS:
        return desk.words("{stars}/5", stars=value)
    if isinstance(value, str):
        return named(desk, field, shortened(value, WHOLE))
    number = int(str(value))
    if field.shape is Shape.MONEY:
        return desk.words("{amount}", amount=desk.money(number))
    if field.shape is Shape.DUE:
        return desk.words("{day}", day=day_from(number))
    return desk.words("{name}", name=_listed(desk, field, number))


def _listed(desk: Desk, field: Field, id: int) -> str | None:
    if field.shape is Shape.KEEPER:
        return desk.journal.names().get(id)
    if field.shape is Shape.DOCTOR:
        return name_in(desk.catalogue.doctors, id)
    return name_in(desk.catalogue.channels, id)


def _chips(desk: Desk, form: EntryForm, field: Field) -> Rows:
    """Return the chips of one field, each with what only a group's buttons remember."""
    if desk.in_group and field.shape not in TAPPED_HERE:
        return []
    before = carried_before(desk, form) if desk.in_group else ""
    step = form.kind.fields.index(field)
    chip = partial(EntryChip, entry=form.entry, kind=form.command, step=step, before=before)
    chips: list[Button] = [
        (label, chip(value=value)) for label, value in chips_of(desk, form, field)
    ]
    return in_rows(chips, A_ROW[field.shape]) if field.shape in A_ROW else in_pairs(chips)


def carried_before(desk: Desk, form: EntryForm) -> str:
    """Return what is filled in as buttons carry it; raises LineInstead where they cannot."""
    filled = [each for each in form.kind.fields if each.needed and each.name in form.values]
    if not form.values:
        return ""
    patient = desk.journal.patient(folded(str(form.values.get(filled[0].name))))
    if set(form.values) != {filled[0].name} or form.note or form.day or patient is None:
        raise LineInstead(example=desk.words(form.kind.example))
    return in_digits(patient.id)


def in_pairs(buttons: Sequence[Button]) -> Rows:
    """Return buttons two a row, in their order; one with a long label stands alone."""
    rows: list[list[Button]] = []
    for button in buttons:
        beside = rows[-1] if rows else []
        if len(beside) == 1 and max(len(beside[0][0]), len(button[0])) <= HALF:
            beside.append(button)
        else:
            rows.append([button])
    return rows
