"""What somebody said of a header's columns: it holds for the next file with the same header."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from storage.entry_tables import formats
from storage.journal import Journal
from storage.statements import CLINIC, compiled, rank_of
from storage.unit import Unit

_NEW = insert(formats).values({column.name: bindparam(column.name) for column in formats.columns})
_KEEP = compiled(
    _NEW.on_conflict_do_update(
        index_elements=[formats.c.clinic_id, formats.c.kind, formats.c.header],
        set_={name: _NEW.excluded[name] for name in ("columns", "author_id", "change")},
    ),
    rank_of(formats),
)
_TOLD = compiled(
    select(formats.c.columns).where(
        formats.c.clinic_id == CLINIC,
        formats.c.kind == bindparam("kind"),
        formats.c.header == bindparam("header"),
    )
)


def told_columns(journal: Journal, kind: str, header: bytes) -> dict[str, int]:
    """Return at which place each column stands that somebody has told; -1 is nowhere."""
    row = journal.one(_TOLD, kind=kind, header=header)
    return json.loads(row[0]) if row else {}


def tell_columns(
    unit: Unit, kind: str, header: bytes, columns: Mapping[str, int], author_id: int
) -> None:
    """Keep where the columns stand, for all files with this header and kind."""
    unit.write(
        _KEEP,
        None,
        id=unit.ids.new(),
        kind=kind,
        header=header,
        columns=json.dumps(dict(columns)),
        author_id=author_id,
    )
