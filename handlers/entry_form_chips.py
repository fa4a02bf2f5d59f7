"""The chips with which an entry's form is answered, and what a tapped one stands for."""

from __future__ import annotations

from datetime import timedelta

from clinic.calendar import day_from, day_number
from clinic.entries.due import FURTHEST
from clinic.entries.kind import Field, Shape
from clinic.entries.refusals import DuePast
from clinic.marks import mark as _
from handlers.desk import Desk
from handlers.entry_form_state import EntryForm
from handlers.fallback import OldButton
from handlers.said_forms import code_for, patient_chips
from storage.entry_habits import categories_of
from storage.habits import channels_of

MOST_CHANNELS, MOST_NAMES, SHORT = 6, 8, 13
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
STARS = range(1, 6)
TODAY, NEXT_WORKING_DAY = _("Today"), _("Next working day")
AHEAD = ((_("Tomorrow"), 1), (_("In a week"), 7), (_("In two weeks"), 14), (_("In four weeks"), 28))

Chips = list[tuple[str, str]]
"""Labels, and what the buttons carry."""


def chips_of(desk: Desk, form: EntryForm, field: Field) -> Chips:
    """Return the likely answers to one field; none of what is typed."""
    shape = field.shape
    if shape is Shape.PATIENT:
        others = [each for each in patient_chips(desk) if each[0] not in form.values.values()]
        return [(code, in_digits(id)) for code, id in others]
    if shape is Shape.NAME:
        return _names(desk, field)
    if shape is Shape.CHANNEL:
        return _channels(desk)
    if shape is Shape.DUE:
        return _days(desk, form)
    if shape is Shape.STARS:
        return [(f"★{stars}", str(stars)) for stars in STARS]
    return [(desk.words(each.label), each.value) for each in field.choices]


def _names(desk: Desk, field: Field) -> Chips:
    """Return the names used most, then those that are usual everywhere."""
    used = categories_of(desk.journal) if field.name == "category" else []
    usual = [each.value for each in field.choices]
    short = [name for name in used if len(name) <= SHORT and ":" not in name and name.isascii()]
    names = list(dict.fromkeys([*short, *usual]))[:MOST_NAMES]
    return [(named(desk, field, name), name) for name in names]


def named(desk: Desk, field: Field, value: str) -> str:
    """Return a choice in the reader's words, or a name of the clinic's own, as safe text."""
    choice = field.choice(value)
    return desk.words("{name}", name=value) if choice is None else desk.words(choice.label)


def _channels(desk: Desk) -> Chips:
    used = channels_of(desk.journal)
    shown = [each for each in desk.catalogue.channels if not each.hidden]
    shown.sort(key=lambda each: used.index(each.id) if each.id in used else len(used))
    return [(each.name, str(each.id)) for each in shown[:MOST_CHANNELS]]


def _days(desk: Desk, form: EntryForm) -> Chips:
    today = desk.calendar.today()
    days = [(label, today + timedelta(days=ahead)) for label, ahead in AHEAD]
    if form.command == "promise":
        following = desk.settings.working_days.after(today, 1)
        days = [(TODAY, today), (NEXT_WORKING_DAY, following), *days[1:3]]
    return [(desk.words(label), str(day_number(day))) for label, day in days]


def tapped(desk: Desk, form: EntryForm, field: Field, carried: str) -> object:
    """Return the value of a tapped chip, as a form keeps it; raises what no chip of now says."""
    shape = field.shape
    if shape is Shape.PATIENT:
        return code_for(desk, from_digits(carried))
    if shape is Shape.CHANNEL:
        return _among([each.id for each in desk.catalogue.channels], carried)
    if shape is Shape.DUE:
        return _ahead(desk, carried)
    if shape is Shape.STARS:
        return _among(list(STARS), carried)
    if carried not in {value for _label, value in chips_of(desk, form, field)}:
        raise OldButton
    return carried


def _among(known: list[int], carried: str) -> int:
    if not carried.isascii() or not carried.isdigit() or int(carried) not in known:
        raise OldButton
    return int(carried)


def _ahead(desk: Desk, carried: str) -> int:
    """Return a day's number; raises DuePast for a chip of an earlier day."""
    today = desk.calendar.today()
    first, last = day_number(today), day_number(today + FURTHEST)
    if not carried.isascii() or not carried.isdigit() or int(carried) > last:
        raise OldButton
    if int(carried) < first:
        raise DuePast(part=desk.words.day(day_from(int(carried))), today=today)
    return int(carried)


def in_digits(number: int) -> str:
    """Return a number in figures and letters: an id takes 13 of them."""
    digits = ""
    while number:
        number, last = divmod(number, len(DIGITS))
        digits = DIGITS[last] + digits
    return digits or "0"


def from_digits(text: str) -> int:
    """Return the number that ``in_digits`` wrote; raises OldButton for anything else."""
    if not text or len(text) > SHORT or any(each not in DIGITS for each in text):
        raise OldButton
    return int(text, len(DIGITS))
