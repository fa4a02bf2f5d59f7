"""The tables of what else a clinic writes down: money, appointments, promises, what people said."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint, text

from storage.shapes import changed, entry, flag, one_of, own, to_own
from storage.tables import CONTACTS, WAYS
from storage.types import Bytes, Count, Day, Id, Json, Moment, Money, Words

BUCKETS = "acquire keep improve fixed variable tax"
PAYMENTS = "debt prepayment"
APPOINTMENTS = "booked missed cancelled"
PROMISES = "open kept late broken released"
LEAVINGS = "price student moved one_off unhappy competitor rudeness done no_answer unknown"
RIVALS = "price assortment service location"

recurring = own(
    "recurring",
    Column("category", Words, nullable=False),
    *one_of("bucket", BUCKETS),
    Column("channel_id", Id),
    Column("amount", Money, nullable=False),
    Column("note", Words, nullable=False, server_default=text("''")),
    Column("day_of_month", Count, nullable=False),
    Column("since", Day, nullable=False),
    Column("author_id", Id, nullable=False),
    Column("ended", Moment),
    changed(),
    to_own("channel_id", "channels"),
    CheckConstraint("day_of_month BETWEEN 1 AND 31", name="day_of_month"),
)
"""An expense that posts itself every month, on the last day of a month that is shorter."""

expenses = entry(
    "expenses",
    Column("category", Words, nullable=False),
    *one_of("bucket", BUCKETS),
    Column("channel_id", Id),
    Column("amount", Money, nullable=False),
    Column("recurring_id", Id),
    to_own("channel_id", "channels"),
    to_own("recurring_id", "recurring"),
)

cash_totals = entry(
    "cash_totals",
    Column("amount", Money, nullable=False),
    Index(
        "uq_cash_totals_standing",
        "clinic_id",
        "day",
        unique=True,
        sqlite_where=text("voided IS NULL"),
        postgresql_where=text("voided IS NULL"),
    ),
    CheckConstraint("amount >= 0", name="amount"),
)
"""What the till says of a day; one of a day stands."""

payments = entry(
    "payments",
    Column("patient_id", Id, nullable=False),
    *one_of("kind", PAYMENTS),
    Column("amount", Money, nullable=False),
    to_own("patient_id", "patients"),
    CheckConstraint("amount > 0", name="amount"),
)
"""Money without a visit: of an old debt, or ahead of the work."""

appointments = entry(
    "appointments",
    Column("patient_id", Id, nullable=False),
    *one_of("kind", APPOINTMENTS),
    Column("planned", Day, nullable=False),
    Column("hour", Count),
    Column("doctor_id", Id),
    to_own("patient_id", "patients"),
    to_own("doctor_id", "doctors"),
    CheckConstraint("hour BETWEEN 0 AND 23", name="hour"),
)
"""A next visit that was booked, or one on ``planned`` that did not take place."""

arrivals = entry(
    "arrivals",
    Column("patient_id", Id, nullable=False),
    Column("arrived", Moment, nullable=False),
    Column("seated", Moment),
    to_own("patient_id", "patients"),
    CheckConstraint("seated >= arrived", name="seated"),
)
"""When a patient came and when he was called in: his wait is what lies between."""

promises = entry(
    "promises",
    Column("patient_id", Id),
    *one_of("contact", CONTACTS, nullable=True),
    *one_of("via", WAYS, nullable=True),
    Column("due", Day, nullable=False),
    Column("keeper_id", Id, nullable=False),
    *one_of("state", PROMISES),
    Column("closed", Moment),
    to_own("patient_id", "patients"),
    Index(None, "clinic_id", "due"),
    CheckConstraint("(state = 'open') = (closed IS NULL)", name="closed"),
)
"""What was promised (the note), by when, and who keeps it."""

leavings = entry(
    "leavings",
    Column("patient_id", Id, nullable=False),
    *one_of("reason", LEAVINGS),
    *one_of("rival", RIVALS, nullable=True),
    to_own("patient_id", "patients"),
)
"""Why a patient did not come back; ``rival``: by what a competitor won him."""

wishes = entry("wishes", Column("patient_id", Id), to_own("patient_id", "patients"))
"""What somebody asked for and the clinic does not have (the note)."""

reviews = entry(
    "reviews",
    Column("site", Words, nullable=False),
    Column("stars", Count),
    Column("link", Words),
    Column("answered", Moment),
    Column("complaint_id", Id),
    to_own("complaint_id", "complaints"),
    CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),
)

marks = entry("marks")
"""What changed at the clinic on that day (the note): every series is compared around it."""

kinships = entry(
    "kinships",
    Column("patient_id", Id, nullable=False),
    Column("relative_id", Id, nullable=False),
    to_own("patient_id", "patients"),
    to_own("relative_id", "patients"),
    CheckConstraint("patient_id <> relative_id", name="relative_id"),
)
"""Two patients of one household."""

posters = own(
    "posters",
    Column("place", Words, nullable=False),
    Column("code", Words, nullable=False),
    Column("made", Moment, nullable=False),
    Column("author_id", Id, nullable=False),
    *flag("hidden"),
    Column("refused", Count, nullable=False, server_default=text("0")),
    changed(),
    UniqueConstraint("code"),
)
"""Where patients are asked for their rating; ``refused`` counts answers that were too many."""

ratings = entry(
    "ratings",
    Column("patient_id", Id),
    Column("poster_id", Id),
    Column("stars", Count, nullable=False),
    Column("praised", Json, nullable=False, server_default=text("'[]'")),
    Column("complaint_id", Id),
    to_own("patient_id", "patients"),
    to_own("poster_id", "posters"),
    to_own("complaint_id", "complaints"),
    CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),
)
"""What a patient said himself; ``token`` is a digest of him, the poster and the day, no more."""

formats = own(
    "formats",
    Column("kind", Words, nullable=False),
    Column("header", Bytes, nullable=False),
    Column("columns", Json, nullable=False),
    Column("author_id", Id, nullable=False),
    changed(),
    UniqueConstraint("clinic_id", "kind", "header"),
)
"""Which column of a file is what, as somebody corrected it for a header of this digest."""
