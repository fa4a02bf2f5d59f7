"""Column types: only what both SQLite's STRICT tables and PostgreSQL store as it is.

None of them binds or reads through Python: the hot path hands the driver plain values.
"""

from __future__ import annotations

from sqlalchemy import INTEGER, BigInteger, LargeBinary, SmallInteger, Text
from sqlalchemy.types import REAL, TypeEngine

Id: TypeEngine[int] = BigInteger().with_variant(INTEGER(), "sqlite")
"""A whole number made by the application (see ``storage.ids``) or Telegram's numeric id."""

Money: TypeEngine[int] = BigInteger().with_variant(INTEGER(), "sqlite")
"""An amount in minor units of the clinic's currency."""

Day: TypeEngine[int] = INTEGER()
"""A clinic-local day as days since 1970-01-01 (``clinic.calendar.day_number``)."""

Moment: TypeEngine[int] = BigInteger().with_variant(INTEGER(), "sqlite")
"""A moment in UTC as milliseconds since 1970."""

Count: TypeEngine[int] = INTEGER()
"""A small whole number."""

Flag: TypeEngine[int] = SmallInteger().with_variant(INTEGER(), "sqlite")
"""0 or 1."""

Real: TypeEngine[float] = REAL()
"""A measured number that is no money."""

Json: TypeEngine[str] = Text()
"""JSON as text, written and read by whoever owns the column."""

Words: TypeEngine[str] = Text()
"""Text as people typed it, or a name of the glossary."""

Bytes: TypeEngine[bytes] = LargeBinary()
"""Raw bytes: updates and hashes as they came, pictures."""
