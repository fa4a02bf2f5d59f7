"""Taking a field from a line: each shape finds what is its own among what is still unread."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from clinic.catalogue import Catalogue
from clinic.entries.due import take_due
from clinic.entries.kind import Choice, Field, Kind, Shape
from clinic.entries.refusals import NotAboveZero
from clinic.rating import take_rating
from clinic.reading.amount import take_marked_amount
from clinic.reading.keys import key_of
from clinic.reading.listed import take_name
from clinic.reading.names import How, Named, Names
from clinic.reading.rest import TAKEN, Rest

MOST_WORDS = 3
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """Where a line is read: the clinic's catalogue, its today and currency, and who is who.

    ``keepers`` finds staff members by name; ``is_patient`` tells whether a code is known.
    """

    catalogue: Catalogue
    today: date
    currency: str
    keepers: Names[Any]
    is_patient: Callable[[str], bool]


def take(kind: Kind, field: Field, rest: Rest, place: Place) -> object | None:
    """Take the value of a field from the line, or return None where it holds none.

    An amount is taken only where it is marked as one. Raises what is wrong with a value.
    """
    if kind.words and field.shape in _NAMED:
        return _take_at_edge(rest, _NAMED[field.shape](field, place))
    value = _TAKE[field.shape](field, rest, place)
    return above_zero(kind, value) if isinstance(value, int) and _is_money(field) else value


def above_zero(kind: Kind, amount: int) -> int:
    """Return the amount, or raise NotAboveZero."""
    if amount <= 0:
        raise NotAboveZero(example=kind.example)
    return amount


def _is_money(field: Field) -> bool:
    return field.shape is Shape.MONEY


def _take_at_edge(rest: Rest, names: Names[Any]) -> object | None:
    """Take a name that stands first or last: within words that are kept it belongs to them."""
    words = [word for run in rest.runs() for word in run]
    for size in range(min(MOST_WORDS, len(words)), 0, -1):
        for some in (words[:size], words[-size:]):
            start, end = some[0].start, some[-1].end
            named = _called(names, " ".join(word.key for word in some))
            if named is not None and TAKEN not in rest.open[start:end]:
                rest.take(start, end)
                return named
    return None


def _called(names: Names[Any], key: str) -> object | None:
    """Return who or what is called so: by its name, or somebody by a whole word of his."""
    found = names.exact(key) or names.beginning(key)
    candidates = found.candidates if found else ()
    return next((each.id for each in candidates if _is_word_of(each, key)), None)


def _is_word_of(named: Named, key: str) -> bool:
    called = [key_of(name) for name in (named.name, *named.aliases)]
    return key in called or (not isinstance(named, Choice) and key in called[0].split())


def _take_money(field: Field, rest: Rest, place: Place) -> int | None:
    return take_marked_amount(rest, place.currency)


def _take_link(field: Field, rest: Rest, place: Place) -> str | None:
    found = rest.take_first(_LINK)
    return found[0] if found else None


def _take_stars(field: Field, rest: Rest, place: Place) -> int | None:
    rating = take_rating(rest)
    return None if rating is None else max(1, round(rating.value * 5 / rating.scale))


def _take_due(field: Field, rest: Rest, place: Place) -> date | None:
    return take_due(rest, place.today)


def _take_named(field: Field, rest: Rest, place: Place) -> object | None:
    for how in How:
        if taken := take_name(rest, _NAMED[field.shape](field, place), how, None):
            named: object = taken.candidates[0].id
            return named
    return None


_NAMED: dict[Shape, Callable[[Field, Place], Names[Any]]] = {
    Shape.NAME: lambda field, place: field.names,
    Shape.CHOICE: lambda field, place: field.names,
    Shape.CHANNEL: lambda field, place: place.catalogue.channel_names,
    Shape.DOCTOR: lambda field, place: place.catalogue.doctor_names,
    Shape.KEEPER: lambda field, place: place.keepers,
}
_TAKE: dict[Shape, Callable[[Field, Rest, Place], object | None]] = {
    Shape.LINK: _take_link,
    Shape.STARS: _take_stars,
    Shape.MONEY: _take_money,
    Shape.DUE: _take_due,
    **dict.fromkeys(_NAMED, _take_named),
}
ORDER = tuple(_TAKE)
"""Marked amounts before days, days before names: the order in which they can be told apart."""
