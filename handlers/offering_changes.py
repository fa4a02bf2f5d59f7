"""What changes in a service, a channel or a doctor, be it tapped or typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from clinic.catalogue import Channel, Doctor, Field, Listed, Service
from clinic.errors import Refusal
from clinic.kinds import ServiceClass
from clinic.marks import mark as _
from clinic.offering import (
    NewService,
    names_after,
    read_name,
    read_names,
    read_price,
    read_recall,
    refuse_second,
)
from handlers.desk import Desk
from handlers.letters import Rows
from handlers.offering_pages import OF_SERVICES, found, listed_in, one_page
from handlers.setting_buttons import Asked, AskListed, SetListed
from handlers.setting_form import OldQuestion
from storage.offering import add_listed, call_also, rename, set_of_service
from storage.unit import Unit


class TapIt(Refusal):
    """A class is tapped, and never typed."""

    template = _("Tap one of the classes above, or /cancel.")


def row_of(desk: Desk, of: AskListed | SetListed) -> Listed:
    """Return the row of a button that changes one of its fields; it must have that field."""
    if of.asked in OF_SERVICES and of.field is not Field.SERVICE:
        raise OldQuestion
    return found(desk.catalogue, of.field, of.id)


def change(
    desk: Desk, unit: Unit, one: Listed, of: AskListed | SetListed, typed: str
) -> tuple[str, Rows]:
    """Set a field as typed and return the page that shows it; raises what is wrong with it."""
    if of.asked is Asked.NAME:
        after = _renamed(desk, unit, of.field, one, read_name(typed))
    elif of.asked is Asked.ALIASES:
        after = _called_also(desk, unit, of.field, one, read_names(typed))
    else:
        after = _set(desk, unit, one, of.asked, typed)
    return one_page(desk, of.field, after)


def _renamed(desk: Desk, unit: Unit, field: Field, one: Listed, name: str) -> Listed:
    refuse_second(listed_in(desk.catalogue, field), [name], but=one.id)
    if name != one.name:
        rename(unit, field, one, name, desk.reader.id)
    return replace(one, name=name, aliases=names_after(one, name))


def _called_also(
    desk: Desk, unit: Unit, field: Field, one: Listed, names: tuple[str, ...]
) -> Listed:
    refuse_second(listed_in(desk.catalogue, field), names, but=one.id)
    if names != one.aliases:
        call_also(unit, field, one, names, desk.reader.id)
    return replace(one, aliases=names)


def _set(desk: Desk, unit: Unit, one: Listed, asked: Asked, typed: str) -> Listed:
    """Set what only services have."""
    if not isinstance(one, Service):
        raise OldQuestion
    column, read = OF_SERVICE[asked]
    value = read(typed, desk.settings.currency)
    after = replace(one, **{column: value})
    if after != one:
        set_of_service(unit, one.id, {column: value}, desk.reader.id)
    return after


def _kind(typed: str, _currency: str) -> ServiceClass:
    if typed not in set(ServiceClass):
        raise TapIt
    return ServiceClass(typed)


def _recall(typed: str, _currency: str) -> int | None:
    return read_recall(typed)


OF_SERVICE: dict[Asked, tuple[str, Callable[[str, str], Any]]] = {
    Asked.PRICE: ("price", read_price),
    Asked.KIND: ("kind", _kind),
    Asked.RECALL: ("recall_days", _recall),
}
"""The column of each, and how it is read as typed, given the currency."""


def add_new(desk: Desk, unit: Unit, field: Field, typed: str) -> tuple[str, Rows]:
    """Add a service, channel or doctor of a typed name and return its page."""
    name = read_name(typed)
    refuse_second(listed_in(desk.catalogue, field), [name])
    new = NewService.named(name) if field is Field.SERVICE else None
    row_id = add_listed(unit, field, name, desk.reader.id, new)
    if new is not None:
        service = Service(row_id, name, new.kind, new.price, recall_days=new.recall_days)
        return one_page(desk, field, service)
    return one_page(desk, field, (Channel if field is Field.CHANNEL else Doctor)(row_id, name))
