"""The card of a visit: what was understood, today's count, and the buttons of that very row."""

from __future__ import annotations

from clinic.calendar import day_from
from clinic.catalogue import Channel, Doctor, Field, Service
from clinic.draft import Choice, Typed
from clinic.marks import mark as _
from clinic.people import Right
from handlers.asked import NOTHING, Asked
from handlers.asking import asked_lines, asked_rows
from handlers.callbacks import Choose, EditField, EditLine, VoidLine
from handlers.chip_buttons import ShowChips
from handlers.desk import Desk
from handlers.entry_form_buttons import PromiseTo
from handlers.group_buttons import amount_buttons
from handlers.history import last_change, withdrawal
from handlers.letters import LONGEST, Button, Rows, in_rows, shortened
from handlers.questions import FIELDS
from storage.journal import VisitLine
from storage.unit import DayCount
from storage.visits import LineOfMerged

DOT = " · "
CHOICES_A_ROW = 2
WHOLE, LISTED = 128, 20
"""Characters of a code or a name: on a card, and on a line of a list."""

WHICH = {
    Field.SERVICE: _("Which service is “{words}”?"),
    Field.CHANNEL: _("Which channel is “{words}”?"),
    Field.DOCTOR: _("Which doctor is “{words}”?"),
}
STILL_WHICH = {
    Field.SERVICE: _("Which service was it?"),
    Field.CHANNEL: _("Which channel was it?"),
    Field.DOCTOR: _("Which doctor was it?"),
}
"""What stays open after another answer; the typed words are not kept."""


def visit_card(desk: Desk, line: VisitLine, count: DayCount, asked: Asked = NOTHING) -> str:
    """Return the card's text."""
    head = headline(desk, line)
    if line.voided is not None:
        struck = desk.marked(f"<s>{head}</s>")
        return "\n".join([struck, withdrawal(desk, line), day_count(desk, line, count)])
    open_choices = [_question(desk, choice) for choice in asked.choices]
    below = [day_count(desk, line, count), *open_choices, *asked_lines(desk, line, asked)]
    changed = last_change(desk, line)
    parts = [desk.marked(head), *_merged(desk, line), *details(desk, line)]
    parts += [changed] if changed else []
    room = LONGEST - sum(len(part) + 1 for part in (*parts, *below))
    return "\n".join([*parts, *_note(desk, line, room), *below])


def _merged(desk: Desk, line: VisitLine) -> list[str]:
    """Return that the code as typed stands for another one, where the line was typed just now."""
    if not isinstance(line, LineOfMerged):
        return []
    text = _("{typed} was merged: it is {code} now.")
    return [desk.words(text, typed=line.typed, code=line.code)]


def _question(desk: Desk, choice: Choice) -> str:
    if not choice.words:
        return desk.words(STILL_WHICH[choice.field])
    return desk.words(WHICH[choice.field], words=shortened(choice.words, LISTED))


def _note(desk: Desk, line: VisitLine, room: int) -> list[str]:
    """Return the note as far as there is room: imported ones may be long."""
    text = _("Note: {note}")
    note = shortened(line.note, room - len(desk.words(text, note="")))
    return [desk.words(text, note=note)] if line.note else []


def headline(desk: Desk, line: VisitLine, longest: int = WHOLE) -> str:
    """Return code, service and amount on one line; names of at most so many characters."""
    service = name_in(desk.catalogue.services, line.service_id)
    parts = [desk.words("<b>{code}</b>", code=shortened(line.code, longest))]
    if service:
        parts.append(desk.words("{name}", name=shortened(service, longest)))
    if line.amount is not None and desk.sees_money_of(line):
        parts.append(desk.money(line.amount))
    return DOT.join(parts)


def details(desk: Desk, line: VisitLine) -> list[str]:
    """Return the other fields on one line; none where there are none."""
    words, catalogue = desk.words, desk.catalogue
    parts: list[tuple[str, object]] = [
        *_beside_the_bill(desk, line),
        (_("channel: {value}"), name_in(catalogue.channels, line.channel_id)),
        (_("recommended by {value}"), line.referrer),
        (_("doctor: {value}"), name_in(catalogue.doctors, line.doctor_id)),
        (_("wait: {value} min"), line.wait_min),
        (_("rating: {value}"), _rating(desk, line)),
        (_("refund"), True if (line.amount or 0) < 0 else None),
    ]
    day = day_from(line.day)
    if day != desk.calendar.today():
        parts.append((_("on {value}"), day))
    said = [words(text, value=value) for text, value in parts if value is not None]
    return [DOT.join(said)] if said else []


def _beside_the_bill(desk: Desk, line: VisitLine) -> list[tuple[str, object]]:
    """Return what was paid, taken off and promised, to whoever sees the line's money."""
    if not desk.sees_money_of(line):
        return []
    parts = [
        (_("paid: {value}"), line.paid),
        (_("discount: {value}"), line.discount),
        (_("quote: {value}"), line.quote),
    ]
    return [(text, None if minor is None else desk.money(minor)) for text, minor in parts]


def day_count(desk: Desk, line: VisitLine, count: DayCount) -> str:
    """Return the day's running count; its money only to who may see totals."""
    words, day = desk.words, day_from(line.day)
    if day == desk.calendar.today():
        text = words.plural("{n} visit today", "{n} visits today", count.visits)
    else:
        text = words.plural("{n} visit on {day}", "{n} visits on {day}", count.visits, day=day)
    if desk.reader.may(Right.SEE_MONEY) and not desk.in_group:
        text += DOT + desk.money(count.money)
    return text


def visit_buttons(desk: Desk, line: VisitLine, asked: Asked = NOTHING) -> Rows:
    """Return what can be done with this very row; a withdrawn one has no buttons.

    With two questions the card fills a phone: the chips come when one of them is answered.
    """
    if line.voided is not None:
        return []
    undo = (desk.words(_("Undo")), VoidLine(line=line.id))
    edit = (desk.words(_("Edit")), EditLine(line=line.id))
    below = [undo, edit, *_promise(desk, line), *amount_buttons(desk, line)]
    crowded = asked.origin is not None and asked.check is not None
    chips = [] if crowded else [_chips(desk, line)]
    return [*question_rows(desk, line, asked), *chips, below]


def question_rows(desk: Desk, line: VisitLine, asked: Asked) -> Rows:
    """Return the chips that answer what the card asks."""
    choices = [
        (each.name, Choose(line=line.id, field=choice.field, chosen=each.id))
        for choice in asked.choices
        for each in choice.candidates
    ]
    return [*in_rows(choices, CHOICES_A_ROW), *asked_rows(desk, line, asked)]


def _promise(desk: Desk, line: VisitLine) -> list[Button]:
    """Return the way to a promise to this patient; its words are typed, which no group is asked."""
    return [] if desk.in_group else [(desk.words(_("Promise")), PromiseTo(line=line.id))]


def _chips(desk: Desk, line: VisitLine) -> list[Button]:
    """Return what is told of a visit by a tap or two; a note is typed, which no group is asked."""
    wait, rating, note = Typed.WAIT.value, Typed.RATING.value, Typed.NOTE.value
    chips: list[Button] = [
        (desk.words(FIELDS[wait]), ShowChips(line=line.id, field=wait)),
        (desk.words(FIELDS[rating]), ShowChips(line=line.id, field=rating)),
    ]
    if not desk.in_group:
        chips.append((desk.words(FIELDS[note]), EditField(line=line.id, field=note)))
    return chips


def name_in(
    listed: tuple[Service, ...] | tuple[Channel, ...] | tuple[Doctor, ...], wanted: int | None
) -> str | None:
    """Return the name of what has the id, hidden ones included."""
    return next((each.name for each in listed if each.id == wanted), None)


def _rating(desk: Desk, line: VisitLine) -> str | None:
    if line.rating is None or line.rating_scale is None:
        return None
    return f"{desk.words.number(line.rating, 1)}/{line.rating_scale}"
