"""What became of a line: its newest change as before → after, with who and when."""

from __future__ import annotations

from clinic.calendar import day_from
from clinic.catalogue import Channel, Doctor, Service
from clinic.marks import mark as _
from clinic.words import ABSENT, Markup
from handlers.desk import Desk
from handlers.letters import shortened
from storage.amendments import Change, changes_of, code_of
from storage.journal import VisitLine
from storage.ratings import PATIENT
from storage.registry import OPERATOR
from storage.visits import AmendedLine

SHORT = 24
"""Characters of a value: before and after have to fit on one line of a phone."""

BARE = _("{before} → {after}")
CHANGED = {
    "service_id": BARE,
    "amount": BARE,
    "paid": _("paid {before} → {after}"),
    "discount": _("discount {before} → {after}"),
    "quote": _("quote {before} → {after}"),
    "day": BARE,
    "patient_id": _("patient {before} → {after}"),
    "channel_id": _("channel {before} → {after}"),
    "doctor_id": _("doctor {before} → {after}"),
    "wait_min": _("wait {before} → {after} min"),
    "rating": _("rating {before} → {after}"),
    "referrer": _("recommended by {before} → {after}"),
    "note": _("note {before} → {after}"),
}
"""The rating's scale changes along with it, and is not told apart."""

MONEY = ("amount", "paid", "discount", "quote")

UNSEEN = _("amount changed")
NAMELESS = {PATIENT: _("the patient himself"), OPERATOR: _("the operator")}
"""Who writes without being of the team: the operator imports at the command line."""


def last_change(desk: Desk, line: VisitLine) -> str | None:
    """Return what was changed last, such as ``3 500 ₽ → 4 500 ₽ · Rita 10:42``, as safe text.

    Several fields that were changed at once stand together; None where nothing was changed, or an
    author only filled his own entry up. An amount shows to who sees the line's money.
    """
    together = _newest(desk, line)
    told = [each for each in together if each.field in CHANGED and _replaces(line, each)]
    said = list(dict.fromkeys(_said(desk, line, change) for change in told))
    if not said:
        return None
    return signed(desk, ", ".join(said), together[0].author_id, together[0].at)


def _replaces(line: VisitLine, change: Change) -> bool:
    filled_up = change.before in (None, "") and change.author_id == line.author_id
    return change.before != change.after and not filled_up


def signed(desk: Desk, what: str, author_id: int, at: int) -> str:
    """Return safe text with who did it and when: the time, and the day where it is not today."""
    text = _("{what} · {name} {time}")
    day = desk.calendar.day_of(at)
    if day != desk.calendar.today():
        text = _("{what} · {name}, {day}, {time}")
    name = desk.journal.names().get(author_id) or desk.words(NAMELESS.get(author_id, ABSENT))
    time = desk.calendar.time_of(at)
    return desk.words(text, what=Markup(what), name=shortened(name, SHORT), day=day, time=time)


def withdrawal(desk: Desk, line: VisitLine) -> str:
    """Return who withdrew the line and when, as safe text; empty where it stands."""
    if line.voided is None or line.voided_by is None:
        return ""
    return signed(desk, desk.words(_("Withdrawn")), line.voided_by, line.voided)


def _newest(desk: Desk, line: VisitLine) -> list[Change]:
    """Return the changes of the newest amendment; a line just logged is not asked about."""
    if isinstance(line, AmendedLine):
        return list(line.newest)
    if line.change == 0:
        return []
    changes = changes_of(desk.journal, line.id)
    last = (changes[0].at, changes[0].author_id) if changes else None
    return [each for each in reversed(changes) if (each.at, each.author_id) == last]


def _said(desk: Desk, line: VisitLine, change: Change) -> str:
    if change.field in MONEY and not desk.sees_money_of(line):
        return desk.words(UNSEEN)
    before = _value(desk, line, change.field, change.before)
    after = _value(desk, line, change.field, change.after)
    return desk.words(CHANGED[change.field], before=before, after=after)


def _value(desk: Desk, line: VisitLine, field: str, value: str | float | None) -> str:
    """Return a value in the reader's words; a dash where there is none."""
    if value is None or value == "":
        return ABSENT
    if isinstance(value, str):
        return shortened(value, SHORT)
    if field == "rating":
        return desk.words.number(value, 1)
    return _whole(desk, line, field, int(value))


def _whole(desk: Desk, line: VisitLine, field: str, number: int) -> str:
    """Return what a whole number stands for: an amount, a day, a name; or the number itself."""
    if field in MONEY:
        return desk.money(number)
    if field == "day":
        return desk.words.short_day(day_from(number))
    if field != "patient_id":
        return _name(desk, field, number)
    # A new patient's row comes with this very change, and cannot be read yet.
    code = line.code if number == line.patient_id else code_of(desk.journal, number)
    return shortened(code or ABSENT, SHORT)


def _name(desk: Desk, field: str, number: int) -> str:
    catalogue = desk.catalogue
    listed: dict[str, tuple[Service | Channel | Doctor, ...]] = {
        "service_id": catalogue.services,
        "channel_id": catalogue.channels,
        "doctor_id": catalogue.doctors,
    }
    if field not in listed:
        return str(number)
    name = next((each.name for each in listed[field] if each.id == number), ABSENT)
    return shortened(name, SHORT)
