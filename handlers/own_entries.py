"""Whether a text is a whole entry of its own, though a form waits for an answer."""

from __future__ import annotations

import re

from clinic.draft import Typed
from clinic.entries.reading import read_entry
from clinic.entries.spoken import spoken_kind
from clinic.errors import Refusal
from clinic.line import read_visits
from handlers.amending import is_whole_visit
from handlers.desk import Desk
from handlers.entry_place import place_of

_ONE_NUMBER = re.compile(r"\s*\d{1,3}(?:\s\d{3})+(?!\S)")
"""3 500: written like a code and an amount, and one number to whoever was asked for one."""


def is_own_visit(desk: Desk, text: str) -> bool:
    """Return whether a text that might be an amount is a visit: a code, and a service or amount."""
    if _ONE_NUMBER.match(text) or not is_whole_visit(desk, text):
        return False
    today, currency = desk.calendar.today(), desk.settings.currency
    try:
        drafts = read_visits(text, desk.catalogue, today, currency)
    except Refusal:
        return False
    return all(draft.explicit & {Typed.SERVICE, Typed.AMOUNT} for draft in drafts)


def is_own_entry(desk: Desk, text: str) -> bool:
    """Return whether a text begins with the word of a kind of entry and lacks nothing of it."""
    spoken = spoken_kind(text)
    if spoken is None or not spoken[1].strip():
        return False
    kind, line = spoken
    try:
        draft = read_entry(kind, line, place_of(desk))
    except Refusal:
        return False
    return draft.missing() is None and bool(draft.note or not kind.words)
