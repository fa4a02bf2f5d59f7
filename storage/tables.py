"""The tables of a clinic: what it writes down. Nothing derived is stored.

``clinic_id`` stands first in every key of a clinic's own tables; global tables live in
``storage.post``.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, UniqueConstraint, text

from storage.shapes import STRICT, changed, entry, flag, metadata, named, one_of, own, to_own
from storage.types import Count, Day, Id, Json, Moment, Money, Real, Words

ROLES = "owner manager staff"
SERVICE_CLASSES = "treatment hygiene consultation other"
SUBJECTS = "waiting rudeness price treatment booking premises other"
CONTACTS = "patient relative supplier partner alliance competitor"
WAYS = "person phone message mail web"
CAUSES = "people systems processes products customers"
KINDS = (
    "visit complaint praise expense cash payment appointment arrival promise leaving wish review "
    "mark kinship rating measure"
)
OUTCOMES = "upheld partly not_upheld"
STATES = "new acknowledged investigating answered resolved prevented reopened"

clinics = Table(
    "clinics",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("created", Moment, nullable=False),
    Column("change", Id, nullable=False, server_default=text("0")),
    **STRICT,
)

settings = Table(
    "settings",
    metadata,
    Column("clinic_id", Id, ForeignKey("clinics.id"), primary_key=True, autoincrement=False),
    Column("key", Words, primary_key=True),
    Column("since", Moment, primary_key=True, autoincrement=False),
    Column("value", Json, nullable=False),
    Column("author_id", Id),
    changed(),
    **STRICT,
)

staff = own(
    "staff",
    *one_of("role", ROLES),
    Column("name", Words, nullable=False),
    Column("since", Moment, nullable=False),
    Column("removed", Moment),
    *flag("wrote"),
    changed(),
    Index(None, "id"),
)

patients = own(
    "patients",
    Column("code", Words, nullable=False),
    Column("key", Words, nullable=False),
    *flag("legacy"),
    *flag("asked"),
    *flag("do_not_call"),
    Column("merged_into", Id),
    changed(),
    UniqueConstraint("clinic_id", "key"),
    CheckConstraint("length(code) BETWEEN 1 AND 64", name="code"),
    CheckConstraint("merged_into <> id", name="merged_into"),
    Index(None, "clinic_id", "change"),
)
"""``asked``: somebody has said where he comes from, be it "don't know": he is new, not legacy."""

services = own(
    "services",
    Column("name", Words, nullable=False),
    Column("key", Words, nullable=False),
    Column("aliases", Json, nullable=False, server_default=text("'[]'")),
    *one_of("kind", SERVICE_CLASSES),
    Column("price", Money),
    Column("recall_days", Count),
    *flag("hidden"),
    changed(),
    UniqueConstraint("clinic_id", "key"),
)


channels = named("channels")
rooms = named("rooms")
doctors = named("doctors", Column("person_id", Id))

imports = own(
    "imports",
    Column("kind", Words, nullable=False),
    Column("file", Words, nullable=False),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("good", Count, nullable=False, server_default=text("0")),
    Column("duplicate", Count, nullable=False, server_default=text("0")),
    Column("bad", Count, nullable=False, server_default=text("0")),
    Column("author_id", Id),
    Column("undone", Moment),
    Column("undone_by", Id),
)


visit_lines = entry(
    "visit_lines",
    Column("patient_id", Id, nullable=False),
    Column("service_id", Id),
    Column("amount", Money),
    Column("paid", Money),
    Column("discount", Money),
    Column("quote", Money),
    Column("channel_id", Id),
    Column("doctor_id", Id),
    Column("wait_min", Count),
    Column("rating", Real),
    Column("rating_scale", Count),
    Column("referrer", Words),
    to_own("patient_id", "patients"),
    to_own("service_id", "services"),
    to_own("channel_id", "channels"),
    to_own("doctor_id", "doctors"),
    CheckConstraint("wait_min BETWEEN 0 AND 600", name="wait_min"),
    CheckConstraint("(rating IS NULL) = (rating_scale IS NULL)", name="rating_scale"),
    CheckConstraint("rating BETWEEN 0 AND rating_scale", name="rating"),
)
"""One line of a visit; ``paid`` null means the whole ``amount``; a negative amount is a refund."""

complaints = entry(
    "complaints",
    Column("patient_id", Id),
    *one_of("subject", SUBJECTS),
    *one_of("cause", CAUSES, nullable=True),
    Column("gravity", Count),
    *flag("rude"),
    *one_of("status", STATES),
    Column("resolved", Day),
    Column("measure", Words),
    Column("emotion", Words),
    Column("emotion_after", Words),
    *one_of("outcome", OUTCOMES, nullable=True),
    *one_of("contact", CONTACTS, nullable=True),
    *one_of("via", WAYS, nullable=True),
    Column("subjects_also", Json, nullable=False, server_default=text("'[]'")),
    Column("causes_also", Json, nullable=False, server_default=text("'[]'")),
    Column("assignee_id", Id),
    Column("doctor_id", Id),
    Column("room_id", Id),
    Column("owner_saw", Moment),
    to_own("patient_id", "patients"),
    to_own("doctor_id", "doctors"),
    to_own("room_id", "rooms"),
    CheckConstraint("gravity BETWEEN 1 AND 3", name="gravity"),
)

praises = entry(
    "praises",
    Column("patient_id", Id),
    Column("doctor_id", Id),
    *one_of("contact", CONTACTS, nullable=True),
    to_own("patient_id", "patients"),
    to_own("doctor_id", "doctors"),
)

attachments = own(
    "attachments",
    *one_of("kind", KINDS),
    Column("entry_id", Id, nullable=False),
    Column("file_id", Words, nullable=False),
    Column("file_key", Words, nullable=False),
    Column("author_id", Id, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("clinic_id", "entry_id", "file_key"),
)
"""A photo of an entry: Telegram's file id, and its key, which is the same in every message."""

complaint_steps = own(
    "complaint_steps",
    Column("complaint_id", Id, nullable=False),
    *one_of("status", STATES),
    Column("note", Words, nullable=False, server_default=text("''")),
    Column("author_id", Id, nullable=False),
    Column("at", Moment, nullable=False),
    to_own("complaint_id", "complaints"),
    Index(None, "clinic_id", "complaint_id"),
)
