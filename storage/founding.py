"""Founding a clinic by chat, and changing its settings: each value is a row with its moment."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from sqlalchemy import bindparam, exists, func, insert, literal_column, not_, or_, select
from sqlalchemy.dialects.sqlite import insert as insert_or

from clinic.catalogue import Catalogue, Field
from clinic.dental import CHANNELS, SERVICES
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.money import minor_digits
from clinic.people import Role
from clinic.reading.keys import key_of
from clinic.settings import (
    NOT_REMINDED,
    ClinicSettings,
    Dated,
    Plain,
    in_force,
    refuse_wrong_hours,
)
from clinic.template import is_own_price, renamed_channels, renamed_services, usual_price
from storage.journal import CLINIC, Journal
from storage.offering import ADD, RENAME, SET, named
from storage.statements import Statement, compiled, rank_of
from storage.tables import clinics, settings, visit_lines
from storage.team import JOIN, STAND
from storage.unit import Unit

BEFORE_ALL, AFTER_ALL = -1, 1000
ADD_CLINIC = compiled(
    insert(clinics).values(id=CLINIC, created=bindparam("created"), change=literal_column("0")),
    BEFORE_ALL,
)
_line = visit_lines.c
HOLDS_AMOUNT = or_(
    *(each.is_not(None) for each in (_line.amount, _line.paid, _line.discount, _line.quote))
)
_AMOUNTS = select(_line.id).where(_line.clinic_id == CLINIC, HOLDS_AMOUNT)
_NAMES = [column.name for column in settings.columns]
_KEEP = insert_or(settings).values({name: bindparam(name) for name in _NAMES})
_KEEP_FREE = insert_or(settings).from_select(
    _NAMES, select(*map(bindparam, _NAMES)).where(not_(exists(_AMOUNTS)))
)
_AGAIN = {name: _KEEP.excluded[name] for name in ("value", "author_id", "change")}
_SAME = [settings.c.clinic_id, settings.c.key, settings.c.since]
KEEP_SETTING = compiled(_KEEP.on_conflict_do_update(_SAME, set_=_AGAIN), rank_of(settings))
KEEP_CURRENCY = compiled(
    _KEEP_FREE.on_conflict_do_update(
        _SAME, set_={name: _KEEP_FREE.excluded[name] for name in _AGAIN}
    ),
    AFTER_ALL,
)
"""Writes nothing where an amount is written down, be it by the same commit, which is why it runs
last: the unit is stale then, and is refused anew."""

NEWEST_CLINIC = compiled(select(func.max(clinics.c.id)).where(clinics.c.id > 0))
AN_AMOUNT = compiled(_AMOUNTS.limit(1))
A_LINE = compiled(select(_line.id).where(_line.clinic_id == CLINIC).limit(1))


class CurrencyInUse(Refusal):
    """Amounts are written down already, and would be read as amounts of another currency."""

    template = _(
        "The currency stays {currency}: amounts are written down here, and would be read as "
        "{wanted}. What counts in {wanted} is another clinic: /settings, Add a clinic."
    )


def next_clinic_id(journal: Journal) -> int:
    """Return the id of the next clinic; two who take it at once make one of their units stale."""
    row = journal.one(NEWEST_CLINIC)
    return (row[0] or 0) + 1 if row else 1


def found_clinic(
    unit: Unit, clinic_id: int, owner: tuple[int, str], values: Mapping[str, Plain]
) -> ClinicSettings:
    """Add a clinic with its settings and dentistry's catalogue; the owner works there from now on.

    The unit is the new clinic's: nothing else can be written by it. ``owner`` is id and name.
    """
    person_id, name = owner
    unit.clinic_id, unit.staff_seen = clinic_id, None
    unit.write(ADD_CLINIC, created=unit.now)
    for key, value in values.items():
        _keep(unit, key, value, person_id)
    chosen = in_force([Dated(key, unit.now, value) for key, value in values.items()], unit.now)
    for field, row in template_rows(chosen):
        unit.write(ADD[field], 1, id=unit.ids.new(), **row)
    unit.write(JOIN, id=person_id, role=Role.OWNER, name=name, since=unit.now, wrote=0)
    unit.write(STAND, id=person_id, practice=0)
    unit.note("clinic added", person_id, None, settings=dict(values))
    unit.touched.update(("staff", "people"))
    return chosen


def template_rows(chosen: ClinicSettings) -> Iterator[tuple[Field, dict[str, object]]]:
    """Yield what a new clinic offers, so that ``hygiene`` works at once: columns but the id."""
    for service in SERVICES:
        name = service.name(chosen.language)
        more = {"kind": service.kind, "recall_days": service.recall_days}
        yield Field.SERVICE, {**named(name), **more, "price": service.price(chosen.currency)}
    for channel in CHANNELS:
        yield Field.CHANNEL, named(channel.name(chosen.language))


def change_setting(
    unit: Unit, journal: Journal, before: ClinicSettings, new: tuple[str, Plain], author_id: int
) -> None:
    """Let a setting (key, value) be in force from now on; what holds already is not written anew.

    Dentistry's names and prices follow language and currency. Raises CurrencyInUse and ClosesFirst.
    """
    key, value = new
    if key in before.said and before.stored(key) == value:
        return
    refuse_wrong_hours(before.with_value(key, value), key)
    catalogue = journal.catalogue()
    if key == "currency":
        _change_currency(unit, journal, before, str(value), author_id)
        _price_anew(unit, catalogue, before.currency, str(value))
    else:
        _keep(unit, key, value, author_id)
    if key == "language" and (key not in before.said or journal.one(A_LINE) is None):
        _name_anew(unit, catalogue, (before.language, str(value)))
    unit.note("setting changed", author_id, None, key=key, value=value)
    unit.touched.update(("settings", "catalogue"))


def remind_at_close(unit: Unit, before: ClinicSettings, person_id: int, *, wanted: bool) -> None:
    """Let a person be reminded at the day's close, or not; what holds already is not written."""
    if wanted == (person_id not in before.not_reminded):
        return
    _keep(unit, f"{NOT_REMINDED}{person_id}", not wanted, person_id)
    unit.note("reminder switched", person_id, None, wanted=wanted)
    unit.touched.add("settings")


def _change_currency(
    unit: Unit, journal: Journal, before: ClinicSettings, wanted: str, author_id: int
) -> None:
    """Write the currency unless amounts stand against it.

    What was typed before anybody had named a currency was meant in the one that is named now, as
    long as both have the same decimals.
    """
    if wanted == before.currency:
        _keep(unit, "currency", wanted, author_id)
        return
    listed = journal.catalogue().services
    priced = any(is_own_price(each.name, each.price, before.currency) for each in listed)
    free = "currency" not in before.said and minor_digits(wanted) == minor_digits(before.currency)
    if not free and (priced or journal.one(AN_AMOUNT) is not None):
        raise CurrencyInUse(currency=before.currency, wanted=wanted)
    _keep(unit, "currency", wanted, author_id, KEEP_SETTING if free else KEEP_CURRENCY)


def _keep(
    unit: Unit, key: str, value: Plain, author_id: int, statement: Statement = KEEP_SETTING
) -> None:
    text = json.dumps(value, ensure_ascii=False)
    unit.write(statement, key=key, since=unit.now, value=text, author_id=author_id)


def _price_anew(unit: Unit, catalogue: Catalogue, before: str, after: str) -> None:
    """Give the services that still have the template's price that of the new currency."""
    for each in catalogue.services:
        if each.price is not None and not is_own_price(each.name, each.price, before):
            unit.write(SET["price"], row=each.id, price=usual_price(each.name, after))


def _name_anew(unit: Unit, catalogue: Catalogue, languages: tuple[str, str]) -> None:
    """Give services and channels that still have the template's name that of the new language.

    Typed lines match the old one still: dentistry's synonyms hold all languages.
    """
    for field, listed, renamed in (
        (Field.SERVICE, catalogue.services, renamed_services),
        (Field.CHANNEL, catalogue.channels, renamed_channels),
    ):
        names = renamed((each.name for each in listed), *languages)
        for each in listed:
            if each.name in names:
                name = names[each.name]
                values = {"name": name, "key": key_of(name), "aliases": json.dumps(each.aliases)}
                unit.write(RENAME[field], 1, row=each.id, known=each.name, **values)
