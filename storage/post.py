"""The post: global tables of people, of updates that came in and of messages that go out."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, text

from storage.shapes import STRICT, flag, metadata, one_of, own
from storage.tables import ROLES
from storage.types import Bytes, Count, Id, Json, Moment, Words

versions = Table(
    "versions",
    metadata,
    Column("name", Words, primary_key=True),
    Column("value", Id, nullable=False),
    **STRICT,
)
"""``database``: who this file is; ``outside``: counts the writes of other processes."""

bots = Table(
    "bots",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("username", Words, nullable=False),
    **STRICT,
)

people = Table(
    "people",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("language", Words),
    Column("clinic_id", Id, ForeignKey("clinics.id")),
    *flag("practice"),
    **STRICT,
)
"""Telegram's numeric id, the language asked for, the clinic the person works in now, and whether
he practises: then he works in a room of his own, whose clinic id is the negative of his."""

groups = Table(
    "groups",
    metadata,
    Column("bot_id", Id, primary_key=True, autoincrement=False),
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("clinic_id", Id, ForeignKey("clinics.id"), nullable=False),
    Column("title", Words, nullable=False),
    Column("author_id", Id, nullable=False),
    Column("since", Moment, nullable=False),
    **STRICT,
)
"""The staff groups: a Telegram group chat that writes into a clinic's journal."""

invites = Table(
    "invites",
    metadata,
    Column("hash", Bytes, primary_key=True),
    Column("clinic_id", Id, ForeignKey("clinics.id"), nullable=False),
    *one_of("role", ROLES),
    Column("author_id", Id),
    Column("made", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("used", Moment),
    Column("used_by", Id),
    Column("revoked", Moment),
    *flag("doctor"),
    Index("ix_invites_clinic_id", "clinic_id"),
    **STRICT,
)
"""A one-time code, kept as its SHA-256; without an author it is the clinic's claim code.

``doctor``: whoever joins by it stands among the doctors too."""

inbox = Table(
    "inbox",
    metadata,
    Column("bot_id", Id, primary_key=True, autoincrement=False),
    Column("update_id", Id, primary_key=True, autoincrement=False),
    Column("number", Id, nullable=False),
    Column("chat_id", Id, nullable=False),
    Column("raw", Bytes, nullable=False),
    Column("received", Moment, nullable=False),
    Column("handled", Moment),
    Column("attempts", Count, nullable=False, server_default=text("0")),
    Column("fault", Words),
    Index(
        "ix_inbox_waiting",
        "bot_id",
        "number",
        sqlite_where=text("handled IS NULL"),
        postgresql_where=text("handled IS NULL"),
    ),
    Index("ix_inbox_received", "received"),
    **STRICT,
)
"""Updates as they came; ``number`` is their order of arrival."""

forms = Table(
    "forms",
    metadata,
    Column("bot_id", Id, primary_key=True, autoincrement=False),
    Column("chat_id", Id, primary_key=True, autoincrement=False),
    Column("person_id", Id, primary_key=True, autoincrement=False),
    Column("state", Words),
    Column("content", Json, nullable=False, server_default=text("'{}'")),
    **STRICT,
)

pictures = Table(
    "pictures",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("key", Words, nullable=False, unique=True),
    Column("image", Bytes),
    Column("file_id", Words),
    Column("made", Moment, nullable=False),
    Index("ix_pictures_made", "made"),
    **STRICT,
)
"""A picture by what it shows; once sent, Telegram's file id stands for it."""

cards = own(
    "cards",
    Column("entry_id", Id, nullable=False),
    Column("bot_id", Id, nullable=False),
    Column("chat_id", Id, nullable=False),
    Column("message_id", Id),
    Index(None, "clinic_id", "entry_id"),
    Index(None, "clinic_id", "chat_id", "message_id"),
)
"""The message that shows an entry in a chat; its message id comes back from delivery."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("bot_id", Id, nullable=False),
    Column("clinic_id", Id),
    Column("chat_id", Id, nullable=False),
    Column("method", Words, nullable=False),
    Column("payload", Json, nullable=False),
    Column("priority", Count, nullable=False),
    *one_of("state", "waiting sent dead"),
    Column("attempts", Count, nullable=False, server_default=text("0")),
    Column("due", Moment, nullable=False),
    Column("expires", Moment),
    Column("card_id", Id),
    Column("picture_id", Id),
    Column("result", Json),
    CheckConstraint("priority BETWEEN 0 AND 9", name="priority"),
    Index(
        "ix_outbox_waiting",
        "bot_id",
        "id",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index("ix_outbox_due", "due"),
    **STRICT,
)

chats = Table(
    "chats",
    metadata,
    Column("bot_id", Id, primary_key=True, autoincrement=False),
    Column("id", Id, primary_key=True, autoincrement=False),
    *flag("gone"),
    Column("moved_to", Id),
    **STRICT,
)
"""Chats that cannot be reached: gone until they speak, or moved to a new id."""
