"""What is asked about a line: a field's new value, or which of several close names was meant."""

from __future__ import annotations

import re
from typing import TypeVar

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup, MaybeInaccessibleMessageUnion

from clinic.catalogue import Catalogue, Channel, Doctor, Field, Service
from clinic.draft import Choice, Typed
from clinic.marks import mark as _
from clinic.period import spoken_period
from clinic.reading.code import without_visit
from clinic.reading.typed_code import answered_code
from handlers.asked import Asked, Check, Origin
from handlers.callbacks import Choose
from handlers.chip_buttons import AllRight, CameUnknown, ReferredBy
from handlers.desk import Desk
from handlers.letters import Button, Rows, in_rows
from storage.journal import VisitLine

T = TypeVar("T", Service, Channel, Doctor)
B = TypeVar("B", bound=CallbackData)

CODE = "code"
FIELDS = {
    Typed.SERVICE.value: _("Service"),
    Typed.AMOUNT.value: _("Amount"),
    CODE: _("Patient"),
    Typed.PAID.value: _("Paid"),
    Typed.DISCOUNT.value: _("Discount"),
    Typed.QUOTE.value: _("Quote"),
    Typed.CHANNEL.value: _("Channel"),
    Typed.DOCTOR.value: _("Doctor"),
    Typed.DAY.value: _("Date"),
    Typed.WAIT.value: _("Wait"),
    Typed.RATING.value: _("Rating"),
    Typed.NOTE.value: _("Note"),
}
ASKED = {
    Typed.SERVICE.value: _("Which service? Tap it or write it."),
    Typed.AMOUNT.value: _("What is the right amount? For example: 4500"),
    CODE: _("What is the right card number? For example: 1043"),
    Typed.PAID.value: _("How much of it was paid? For example: 2000"),
    Typed.DISCOUNT.value: _("What was taken off? For example: 500 or 10%. The amount stays."),
    Typed.QUOTE.value: _("What had the patient been quoted? For example: 5000"),
    Typed.CHANNEL.value: _("Which channel? Tap it or write it."),
    Typed.DOCTOR.value: _("Which doctor? Tap the name or write it."),
    Typed.DAY.value: _("Which day was it? For example: yesterday or 12.03"),
    Typed.WAIT.value: _("How many minutes was the wait? For example: 20"),
    Typed.RATING.value: _("What is the rating? For example: 5 or 9/10"),
    Typed.NOTE.value: _("What should the note say?"),
}
BESIDE_THE_BILL = (Typed.PAID.value, Typed.DISCOUNT.value, Typed.QUOTE.value)
BARE = {CODE: "#", Typed.WAIT.value: "w", Typed.RATING.value: "★"}
"""What a correction of the field begins with: a bare value will do here."""

MOST_CHIPS = 12
_BARE_NUMBER = re.compile(r"[0-9]{1,4}(?:[.,][0-9])?")
_MONEY_OR_SHARE = re.compile(r"[0-9].*")
_BARE_MONEY = re.compile(r"[0-9]{1,9}[.,][0-9]{1,2}")


def as_correction(desk: Desk, field: str, text: str) -> str:
    """Return the answer to the question as a correction says it: ``20`` is ``w20`` for a wait."""
    bare = text.strip()
    if field == Typed.NOTE:
        return bare if bare.startswith("//") else f"// {bare}"
    if field == Typed.AMOUNT and _BARE_MONEY.fullmatch(bare):
        return f"{bare} {desk.settings.currency}"  # else 12.03 is a day
    if field in BESIDE_THE_BILL and _MONEY_OR_SHARE.fullmatch(bare):
        return f"{field} {_as_money(desk, bare)}"
    if field == CODE:
        return _with_code(desk, bare)
    if field in BARE and _BARE_NUMBER.fullmatch(bare):
        return BARE[field] + bare.lstrip("#№ ")
    return text


def _as_money(desk: Desk, bare: str) -> str:
    return f"{bare} {desk.settings.currency}" if _BARE_MONEY.fullmatch(bare) else bare


def _with_code(desk: Desk, bare: str) -> str:
    """Return the answer with its code marked as one; a visit or a period stays what it is.

    Raises what ``answered_code`` raises.
    """
    if spoken_period(bare) is not None or without_visit(bare) != bare:
        return bare
    sign, words = bare[: bare[:1] in ("#", "№")], bare.lstrip("#№ ").split(maxsplit=1)
    code = answered_code(sign + "".join(words[:1]), desk.known_code)
    return " ".join((BARE[CODE] + code, *words[1:]))


def chips(desk: Desk, line: VisitLine, field: str) -> Rows:
    """Return what can be tapped as an answer; nothing where a value must be typed."""
    if field not in set(Field):
        return []
    buttons: list[Button] = [
        (each.name, Choose(line=line.id, field=Field(field), chosen=each.id))
        for each in listed(desk, Field(field))
        if not each.hidden
    ]
    return in_rows(buttons[:MOST_CHIPS], 2)


def open_questions(desk: Desk, shown: MaybeInaccessibleMessageUnion | None) -> Asked:
    """Return the questions that a card still asks, read from its own buttons."""
    carried = _carried(shown)
    chosen = _those(Choose, carried)
    ids = {each.chosen for each in chosen}
    fields = dict.fromkeys(each.field for each in chosen)
    choices = tuple(_still_open(desk.catalogue, field, ids) for field in fields)
    checks = [Check(each.doubt, each.hint) for each in _those(AllRight, carried)]
    return Asked(choices, _origin(carried), checks[0] if checks else None)


def _carried(shown: MaybeInaccessibleMessageUnion | None) -> list[str]:
    """Return what the buttons of a message carry."""
    markup = getattr(shown, "reply_markup", None)
    rows = markup.inline_keyboard if isinstance(markup, InlineKeyboardMarkup) else []
    return [button.callback_data or "" for row in rows for button in row]


def _those(kind: type[B], carried: list[str]) -> list[B]:
    """Return the buttons of one kind."""
    return [kind.unpack(data) for data in carried if data.startswith(f"{kind.__prefix__}:")]


def _origin(carried: list[str]) -> Origin | None:
    if _those(CameUnknown, carried):
        return Origin.CHANNEL
    return Origin.REFERRER if _those(ReferredBy, carried) else None


def listed(
    desk: Desk, field: Field
) -> tuple[Service, ...] | tuple[Channel, ...] | tuple[Doctor, ...]:
    """Return what the catalogue holds for a field, hidden ones included."""
    catalogue = desk.catalogue
    if field is Field.SERVICE:
        return catalogue.services
    return catalogue.channels if field is Field.CHANNEL else catalogue.doctors


def _still_open(catalogue: Catalogue, field: Field, ids: set[int]) -> Choice:
    if field is Field.SERVICE:
        return Choice(field, "", _among(catalogue.services, ids))
    if field is Field.CHANNEL:
        return Choice(field, "", _among(catalogue.channels, ids))
    return Choice(field, "", _among(catalogue.doctors, ids))


def _among(things: tuple[T, ...], ids: set[int]) -> tuple[T, ...]:
    return tuple(thing for thing in things if thing.id in ids)
