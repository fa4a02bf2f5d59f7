"""All fields of a line, taken in the order in which they can be told apart."""

from __future__ import annotations

import re
from datetime import date
from typing import TypeVar

from clinic.catalogue import Catalogue, Channel, Doctor, Field, Service
from clinic.days import day_of, days_in
from clinic.draft import Amendment, Choice
from clinic.rating import take_rating
from clinic.reading.amount import take_amount, take_marked_amount
from clinic.reading.bill import take_bill
from clinic.reading.edges import BEFORE_WORD
from clinic.reading.listed import Taken, take_name
from clinic.reading.names import How, Names
from clinic.reading.phone import hide_phones
from clinic.reading.rest import Rest
from clinic.reading.wait import take_wait

_DOCTOR = "dr|doc|doctor|др|д-р|доктор|врач|лікар|лікарка"
_CHANNEL = "from|via|через|из|с|со|от|по|з|із|зі|від|канал|channel"
_LEADS = {
    Field.DOCTOR: re.compile(rf"{BEFORE_WORD}(?:{_DOCTOR})\.?:?\s*$", re.IGNORECASE),
    Field.CHANNEL: re.compile(rf"{BEFORE_WORD}(?:{_CHANNEL}):?\s+$|(?:来自|通过)$", re.IGNORECASE),
}
_Listed = TypeVar("_Listed", Service, Channel, Doctor)
_Any = Taken[Service] | Taken[Channel] | Taken[Doctor]


def read_fields(rest: Rest, catalogue: Catalogue, today: date, currency: str) -> Amendment:
    """Take every field but the code and the note, and return those that were typed.

    Exact names come first, because they may hold figures ("2 гис"); beginnings and slips come
    last, when nothing else can claim the words. Raises a Refusal of clinic.refusals.
    """
    listed: dict[Field, _Any] = {}
    _take_listed(rest, catalogue, listed, How.EXACT)
    fields = _read_figures(rest, today, currency)
    _take_listed(rest, catalogue, listed, How.BEGINNING)
    _take_listed(rest, catalogue, listed, How.CLOSE)
    _settle(fields, listed)
    return fields


def _read_figures(rest: Rest, today: date, currency: str) -> Amendment:
    fields: Amendment = {}
    hide_phones(rest)
    fields.update(take_bill(rest, currency))
    if (wait := take_wait(rest)) is not None:
        fields["wait_min"] = wait
    if (rating := take_rating(rest)) is not None:
        fields["rating"] = rating
    # Marked amounts before days: "12.03 ₽" is no date. Free numbers last: "12.03" is one.
    amount = take_marked_amount(rest, currency)
    if (day := _take_day(rest, today)) is not None:
        fields["day"] = day
    if amount is None:
        amount = take_amount(rest, currency)
    if amount is not None:
        fields["amount"] = amount
    return fields


def _take_day(rest: Rest, today: date) -> date | None:
    shapes = days_in(rest.open)
    if not shapes:
        return None
    rest.take(*shapes[0].span())
    for other in shapes[1:]:
        rest.hide(*other.span())
    return day_of(shapes[0], today)


def _take_listed(rest: Rest, catalogue: Catalogue, listed: dict[Field, _Any], how: How) -> None:
    if rest.wordless:
        return
    _take(rest, listed, Field.SERVICE, catalogue.service_names, how)
    _take(rest, listed, Field.CHANNEL, catalogue.channel_names, how)
    _take(rest, listed, Field.DOCTOR, catalogue.doctor_names, how)


def _take(
    rest: Rest, listed: dict[Field, _Any], field: Field, names: Names[_Listed], how: How
) -> None:
    taken = None if field in listed else take_name(rest, names, how, _LEADS.get(field))
    if taken:
        listed[field] = taken


def _settle(fields: Amendment, listed: dict[Field, _Any]) -> None:
    choices = []
    for field, taken in listed.items():
        thing = taken.candidates[0]
        if len(taken.candidates) > 1:
            choices.append(Choice(field, taken.words, taken.candidates))
        elif isinstance(thing, Service):
            fields["service"] = thing
        elif isinstance(thing, Channel):
            fields["channel"] = thing
        else:
            fields["doctor"] = thing
    if choices:
        fields["choices"] = tuple(choices)
