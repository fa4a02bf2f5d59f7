"""The clinics of this installation: adding one, listing them, their settings with their dates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from clinic.calendar import Calendar, Clock, SystemClock
from clinic.errors import Refusal
from clinic.invite import CLAIM_LIFE, invite_hash, new_invite
from clinic.marks import mark as _
from clinic.people import Role
from clinic.settings import ClinicSettings, Dated, in_force, read_setting, refuse_wrong_hours
from clinic.template import is_own_price, usual_price
from storage import chain
from storage.founding import HOLDS_AMOUNT, template_rows
from storage.ids import Ids
from storage.offering import TABLES
from storage.outside import touch
from storage.post import bots, invites, people
from storage.tables import clinics, services, settings, staff, visit_lines

OPERATOR = 0
"""The author of what is done at the command line."""

FIRST_CHANGE = 1


class CurrencyStays(Refusal):
    """Amounts are written down already, and would be read as amounts of another currency."""

    template = _(
        "The currency stays {currency}: the journal of clinic {id} holds amounts, which would be "
        "read as {wanted}. Another currency needs another clinic: python -m bot clinic add"
    )


@dataclass(frozen=True, slots=True)
class NewClinic:
    """A clinic just added; ``claim`` is the code that makes its first owner, shown only once."""

    id: int
    claim: str | None


def add_clinic(
    connection: Connection,
    clock: Clock,
    typed: Mapping[str, str],
    owner: int | None,
    owner_name: str = "",
) -> NewClinic:
    """Add a clinic with the typed settings, dentistry's catalogue, and its owner or a claim code.

    ``owner`` is a Telegram id; his name may be learnt later. Raises the refusal of a setting that
    does not read; the caller's transaction holds nothing then.
    """
    values = {key: read_setting(key, text) for key, text in typed.items()}
    now = clock.now()
    clinic_id = _number_clinic(connection, now)
    for key, value in values.items():
        _store(connection, clinic_id, Dated(key, now, value), FIRST_CHANGE)
    _fill_catalogue(connection, clinic_id, Ids(clock), in_force(_dated(connection, clinic_id), now))
    chain.append(connection, clinic_id, now, OPERATOR, "clinic added", settings=values)
    if owner is None:
        return NewClinic(clinic_id, _invite_owner(connection, clinic_id, now))
    add_member(connection, clinic_id, (owner, owner_name or str(owner)), Role.OWNER, now)
    return NewClinic(clinic_id, None)


def clinic_ids(connection: Connection) -> list[int]:
    """Return the ids of all clinics, the oldest first; rooms for practice are below zero."""
    known = select(clinics.c.id).where(clinics.c.id > 0).order_by(clinics.c.id)
    return list(connection.execute(known).scalars())


def settings_of(connection: Connection, clinic_id: int, at: int) -> ClinicSettings:
    """Return the clinic's settings in force at a moment (milliseconds UTC)."""
    return in_force(_dated(connection, clinic_id), at)


def set_setting(connection: Connection, clinic_id: int, at: int, key: str, typed: str) -> None:
    """Change a setting from this moment on; what was in force before stays readable.

    Raises UnknownSetting, the refusal of a value that does not read, ClosesFirst, or CurrencyStays.
    """
    before = settings_of(connection, clinic_id, at)
    value = read_setting(key, typed, Calendar(before.zone, SystemClock()).day_of(at))
    refuse_wrong_hours(before.with_value(key, value), key)
    change = touch(connection, clinic_id)
    if key == "currency" and value != before.currency:
        if _holds_money(connection, clinic_id, before.currency):
            raise CurrencyStays(currency=before.currency, id=clinic_id, wanted=value)
        _price_anew(connection, clinic_id, str(value), change)
    _store(connection, clinic_id, Dated(key, at, value), change)
    chain.append(connection, clinic_id, at, OPERATOR, "setting changed", key=key, value=value)


def owner_count(connection: Connection, clinic_id: int) -> int:
    """Return how many owners the clinic has; 0 until its claim code is used."""
    owners = (staff.c.clinic_id == clinic_id) & (staff.c.role == Role.OWNER)
    count: int = connection.execute(
        select(func.count()).select_from(staff).where(owners, staff.c.removed.is_(None))
    ).scalar_one()
    return count


def bot_name(connection: Connection) -> str | None:
    """Return the user name of the only bot that ``run`` has learnt, or None."""
    names = connection.execute(select(bots.c.username)).scalars().all()
    return names[0] if len(names) == 1 else None


def _holds_money(connection: Connection, clinic_id: int, currency: str) -> bool:
    """Return whether anything in the clinic is an amount; what was voided counts too.

    The template's own prices are none: they follow the currency.
    """
    line = visit_lines.c
    logged = select(line.id).where(line.clinic_id == clinic_id, HOLDS_AMOUNT).limit(1)
    prices = _prices(connection, clinic_id)
    priced = any(is_own_price(name, price, currency) for _id, name, price in prices)
    return priced or connection.execute(logged).first() is not None


def _price_anew(connection: Connection, clinic_id: int, currency: str, change: int) -> None:
    for service_id, name, _price in _prices(connection, clinic_id):
        row = (services.c.clinic_id == clinic_id) & (services.c.id == service_id)
        price = usual_price(name, currency)
        connection.execute(update(services).where(row).values(price=price, change=change))


def _prices(connection: Connection, clinic_id: int) -> list[tuple[int, str, int]]:
    """Return (id, name, price) of the services that have a usual price."""
    row = services.c
    priced = select(row.id, row.name, row.price).where(row.clinic_id == clinic_id)
    found = connection.execute(priced.where(row.price.is_not(None)))
    return [(service_id, name, price) for service_id, name, price in found]


def _number_clinic(connection: Connection, now: int) -> int:
    newest = connection.execute(select(func.max(clinics.c.id))).scalar() or 0
    row = {"id": newest + 1, "created": now, "change": FIRST_CHANGE}
    connection.execute(insert(clinics).values(row))
    return int(row["id"])


def _dated(connection: Connection, clinic_id: int) -> list[Dated]:
    rows = connection.execute(
        select(settings.c.key, settings.c.since, settings.c.value).where(
            settings.c.clinic_id == clinic_id
        )
    )
    return [Dated(key, since, json.loads(value)) for key, since, value in rows]


def _store(connection: Connection, clinic_id: int, row: Dated, change: int) -> None:
    value = json.dumps(row.value, ensure_ascii=False)
    stored = insert_or(settings).values(
        clinic_id=clinic_id,
        key=row.key,
        since=row.since,
        value=value,
        author_id=OPERATOR,
        change=change,
    )
    again = stored.on_conflict_do_update(set_={"value": value, "change": change})
    connection.execute(again)


def _fill_catalogue(
    connection: Connection, clinic_id: int, ids: Ids, chosen: ClinicSettings
) -> None:
    """Give a new clinic dentistry's services and channels, so that ``hygiene`` works at once."""
    for field, row in template_rows(chosen):
        own = {"clinic_id": clinic_id, "id": ids.new(), "change": FIRST_CHANGE}
        connection.execute(insert(TABLES[field]).values(**own, **row))


def _invite_owner(connection: Connection, clinic_id: int, now: int) -> str:
    code = new_invite()
    row = {"hash": invite_hash(code), "clinic_id": clinic_id, "role": Role.OWNER}
    connection.execute(insert(invites).values(**row, made=now, expires=now + CLAIM_LIFE))
    return code


def add_member(
    connection: Connection, clinic_id: int, who: tuple[int, str], role: Role, now: int
) -> None:
    """Make a person (Telegram id and name) part of a clinic, without an invite."""
    person_id, name = who
    row = {"id": person_id, "role": role, "name": name, "since": now, "change": FIRST_CHANGE}
    connection.execute(insert(staff).values(clinic_id=clinic_id, **row))
    person = insert_or(people).values(id=person_id, clinic_id=clinic_id)
    connection.execute(person.on_conflict_do_nothing())
