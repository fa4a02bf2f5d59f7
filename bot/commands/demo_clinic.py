"""The demo's clinic: three made-up years, its people, and what its owner has told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.commands.demo_past import Past
from bot.commands.demo_words import in_language
from bot.importing import Wish, import_file
from clinic.calendar import Calendar, Clock, SystemClock, zone_named
from clinic.dental import CHANNELS, SERVICES
from clinic.importing.kinds import KINDS
from clinic.marks import mark as _
from clinic.people import Role
from clinic.settings import UTC
from clinic.words import Words
from playground.generator import (
    billed,
    called,
    complaints_csv,
    examined,
    expenses_csv,
    generate,
    hours,
    keep_books,
    visits_csv,
)
from playground.generator.books import EntryRow
from playground.generator.rows import ExpenseRow, VisitRow
from storage.database import prepare
from storage.ids import Ids
from storage.outside import outside
from storage.registry import add_clinic, add_member, set_setting

SEED = 7
ZONE = "Europe/Moscow"
HAND_WRITTEN = timedelta(183)
"""The last half year was not imported but written down with the bot, visit by visit."""

OLGA, RITA, SASHA, MILA = 1, 2, 3, 4
TEAM = (
    (OLGA, _("Olga"), Role.OWNER),
    (MILA, _("Mila"), Role.MANAGER),
    (RITA, _("Rita"), Role.STAFF),
)
TOLD = {
    "margin": "45%",
    "discount_rate": "20%",
    "market_rent": "600000",
    "rent_vacancy": "5%",
    "rent_tax": "6%",
    "rent_upkeep": "40000",
    "owner_pay": "180000",
    "catchment": "60000",
}
"""What Olga has told of her clinic, as she would type it."""


def fill(path: Path, reader: Words, clock: Clock | None = None) -> None:
    """Write the clinic's three years through the import, as a clinic's own file would come.

    They end on the clock's yesterday.
    """
    prepare(path)
    clock = clock or SystemClock()
    names = {"name": reader(_("Smile")), "timezone": ZONE, "currency": "RUB"}
    with outside(path).begin() as connection:
        names["language"] = reader.language
        clinic = add_clinic(connection, clock, names, OLGA, reader(_("Olga")))
        for person, name, role in TEAM[1:]:
            add_member(connection, clinic.id, (person, reader(name)), role, clock.now())
        for key, typed in TOLD.items():
            set_setting(connection, clinic.id, clock.now(), key, typed)
    calendar = Calendar(zone_named(ZONE) or UTC, clock)
    yesterday = calendar.today() - timedelta(days=1)
    history = generate(SEED, yesterday)
    books = keep_books(SEED, history.visits, history.truth.first, yesterday)
    visits, payments = billed(SEED, history.visits, yesterday)
    files = {
        "visits": visits_csv(_visits_in_language(visits, reader)),
        "complaints": complaints_csv(
            [replace(row, text=in_language(row.text, reader)) for row in history.complaints]
        ),
        "expenses": expenses_csv(_spent_in_language(books.expenses, reader.language)),
    }
    for kind, content in files.items():
        source = path.with_name(f"{kind}.csv")
        source.write_bytes(content.encode())
        import_file(path, clinic.id, Wish(source, KINDS[kind], None, False), reader, clock)
    leavings = [row for row in books.entries if row.table == "leavings"]
    entries = (*books.entries, *payments, *called(SEED, visits, leavings, yesterday))
    with outside(path).begin() as connection:
        past = Past(connection, clinic.id, Ids(clock), calendar, MILA)
        past.write(_noted(entries, reader))
        past.examine(examined(SEED, history.complaints, visits, yesterday))
        past.stamp(hours(SEED, visits, yesterday - HAND_WRITTEN))


def _noted(rows: Iterable[EntryRow], reader: Words) -> Iterator[EntryRow]:
    """Yield entries with their notes in the reader's language."""
    for row in rows:
        note = in_language(row.columns.get("note", ""), reader)
        yield replace(row, columns={**row.columns, "note": note})


def _names(language: str) -> dict[str, str]:
    """Return services and channels as a clinic of that language calls them."""
    return {each.name("en"): each.name(language) for each in (*SERVICES, *CHANNELS)}


def _spent_in_language(rows: list[ExpenseRow], language: str) -> list[ExpenseRow]:
    known = _names(language)
    return [replace(row, channel=known.get(row.channel, "")) for row in rows]


def _visits_in_language(rows: list[VisitRow], reader: Words) -> list[VisitRow]:
    """Return the visits with services and channels as a clinic of that language calls them."""
    known = _names(reader.language)
    return [
        replace(
            row,
            service=known.get(row.service, ""),
            channel=known.get(row.channel, ""),
            note=in_language(row.note, reader),
        )
        for row in rows
    ]
