"""All sheets of an export, in the order of the workbook."""

from __future__ import annotations

from storage import entry_tables as entries
from storage import history_tables, tables
from storage.export_sheets import (
    CALLS,
    COMPLAINTS,
    DAY,
    EXPENSES,
    FLAG,
    MEASURES,
    MOMENT,
    MONEY,
    PRAISES,
    TEXT,
    VISITS,
    WHOLE,
    entry_sheet,
    of,
    plain,
    sheet,
)
from storage.tables import patients, staff

SHEETS = (
    VISITS,
    COMPLAINTS,
    PRAISES,
    EXPENSES,
    entry_sheet(
        "cash", entries.cash_totals, plain(entries.cash_totals, "amount", MONEY), money=True
    ),
    entry_sheet(
        "payments",
        entries.payments,
        [*plain(entries.payments, "kind"), *plain(entries.payments, "amount", MONEY)],
        money=True,
    ),
    entry_sheet(
        "appointments",
        entries.appointments,
        [
            *plain(entries.appointments, "kind"),
            *plain(entries.appointments, "planned", DAY),
            *plain(entries.appointments, "hour", WHOLE),
            ("doctor", TEXT, of(entries.appointments.c.doctor_id, tables.doctors, "name")),
        ],
    ),
    entry_sheet("arrivals", entries.arrivals, plain(entries.arrivals, "arrived seated", MOMENT)),
    entry_sheet(
        "promises",
        entries.promises,
        [
            *plain(entries.promises, "due", DAY),
            ("keeper", TEXT, of(entries.promises.c.keeper_id, staff, "name")),
            *plain(entries.promises, "state"),
            *plain(entries.promises, "closed", MOMENT),
        ],
    ),
    MEASURES,
    entry_sheet("leavings", entries.leavings, plain(entries.leavings, "reason rival")),
    entry_sheet("wishes", entries.wishes, []),
    entry_sheet(
        "reviews",
        entries.reviews,
        [
            *plain(entries.reviews, "site"),
            *plain(entries.reviews, "stars", WHOLE),
            *plain(entries.reviews, "link"),
            *plain(entries.reviews, "answered", MOMENT),
        ],
    ),
    entry_sheet("changes", entries.marks, []),
    entry_sheet(
        "households",
        entries.kinships,
        [("relative", TEXT, of(entries.kinships.c.relative_id, patients, "code"))],
    ),
    sheet(
        "ratings",
        entries.ratings,
        [
            *plain(entries.ratings, "day", DAY),
            ("place", TEXT, of(entries.ratings.c.poster_id, entries.posters, "place")),
            *plain(entries.ratings, "stars", WHOLE),
            *plain(entries.ratings, "praised note"),
            ("patient", TEXT, of(entries.ratings.c.patient_id, patients, "code")),
        ],
    ),
    sheet(
        "patients",
        patients,
        [
            ("patient", TEXT, patients.c.code),
            *plain(patients, "legacy asked do_not_call", FLAG),
            ("merged_into", TEXT, of(patients.c.merged_into, patients, "code")),
        ],
    ),
    sheet(
        "services",
        tables.services,
        [
            *plain(tables.services, "name kind"),
            *plain(tables.services, "price", MONEY),
            *plain(tables.services, "recall_days", WHOLE),
            *plain(tables.services, "aliases"),
            *plain(tables.services, "hidden", FLAG),
        ],
    ),
    *(
        sheet(each.name, each, [*plain(each, "name aliases"), *plain(each, "hidden", FLAG)])
        for each in (tables.channels, tables.doctors, tables.rooms)
    ),
    sheet(
        "recurring",
        entries.recurring,
        [
            *plain(entries.recurring, "category bucket"),
            ("channel", TEXT, of(entries.recurring.c.channel_id, tables.channels, "name")),
            *plain(entries.recurring, "amount", MONEY),
            *plain(entries.recurring, "note"),
            *plain(entries.recurring, "day_of_month", WHOLE),
            *plain(entries.recurring, "since", DAY),
            *plain(entries.recurring, "ended", MOMENT),
        ],
        money=True,
    ),
    CALLS,
    sheet(
        "guesses",
        history_tables.guesses,
        [
            ("guessed_by", TEXT, of(history_tables.guesses.c.author_id, staff, "name")),
            *plain(history_tables.guesses, "day", DAY),
            *plain(history_tables.guesses, "customers people", WHOLE),
        ],
    ),
    sheet(
        "settings",
        tables.settings,
        [*plain(tables.settings, "key value"), *plain(tables.settings, "since", MOMENT)],
    ),
    sheet("people", staff, [*plain(staff, "name role"), *plain(staff, "since removed", MOMENT)]),
)
"""In the order of the workbook; ids of Telegram are in none."""
