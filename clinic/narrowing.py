"""A number about one service, channel or doctor alone: by which name, and how that is said."""

from __future__ import annotations

from collections.abc import Mapping

from clinic.catalogue import Catalogue, Channel, Doctor, Field, Listed, Service
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.nearest import nearest
from clinic.reading.keys import key_of
from clinic.reading.names import Found
from clinic.words import Markup, Words

UNKNOWN, UNKNOWN_ID = "unknown", 0
UNKNOWN_NAMES = {
    Field.SERVICE: _("service unknown"),
    Field.CHANNEL: _("channel unknown"),
    Field.DOCTOR: _("doctor unknown"),
}


class UnknownName(Refusal):
    """The clinic has nothing of that name."""

    template = _("There is no {typed} here; did you mean {nearest}?")


def listed_in(catalogue: Catalogue, field: Field) -> tuple[Listed, ...]:
    """Return what the catalogue holds for a field, hidden ones included."""
    if field is Field.SERVICE:
        return catalogue.services
    return catalogue.channels if field is Field.CHANNEL else catalogue.doctors


def id_named(catalogue: Catalogue, field: Field, typed: str) -> int:
    """Return the id of what is called so, 0 for "unknown". Raises UnknownName."""
    if typed.casefold() == UNKNOWN:
        return UNKNOWN_ID
    key = key_of(typed)
    found: Found[Service] | Found[Channel] | Found[Doctor] | None = {
        Field.SERVICE: catalogue.service_names.best,
        Field.CHANNEL: catalogue.channel_names.best,
        Field.DOCTOR: catalogue.doctor_names.best,
    }[field](key)
    if found is None:
        known = [each.name for each in listed_in(catalogue, field) if not each.hidden]
        raise UnknownName(typed=typed, nearest=nearest(typed, [*known, UNKNOWN]))
    return found.candidates[0].id


def only_line(words: Words, catalogue: Catalogue, only: Mapping[str, int] | None) -> str:
    """Return what alone is asked of, as a line; nothing where it is all."""
    for what, id in (only or {}).items():
        field = Field(what)
        names = {each.id: each.name for each in listed_in(catalogue, field)}
        name = names.get(id, "") if id else Markup(words(UNKNOWN_NAMES[field]))
        return words(_("Only: {name}"), name=name)
    return ""
