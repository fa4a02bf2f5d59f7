"""A poster's link: a code that nobody can guess, and who has answered it without saying who."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256

from clinic.marks import mark as _
from clinic.text import clean

PREFIX = "p_"
"""How the code begins in a link, so that it is no invite."""

CODE_BYTES = 8
LONGEST_PLACE = 40
PLACES = {
    "desk": _("front desk"),
    "room": _("treatment room"),
    "waiting": _("waiting room"),
    "card": _("visiting card"),
}
"""The places that are offered; any other may be typed."""


def new_code() -> str:
    """Return a random code of eleven letters, digits, ``-`` and ``_``."""
    return secrets.token_urlsafe(CODE_BYTES)


def place_of(typed: str) -> str:
    """Return a typed place on one line, cut to its longest; empty where nothing can be shown."""
    return " ".join(clean(typed).split())[:LONGEST_PLACE].strip()


def visitor_token(key: tuple[int, str], person_id: int, day: int) -> str:
    """Return the digest of a person at a poster on a day: it tells the same from another one.

    ``key``: the database's number and the poster's code; ``day`` as days since 1970.
    """
    number, code = key
    secret = f"{number}:{code}".encode()
    return hmac.new(secret, f"{person_id}:{day}".encode(), sha256).hexdigest()


def file_name(place: str) -> str:
    """Return how the page for the printer is called: the place, in letters any disk takes."""
    return "".join(each if each.isalnum() else "-" for each in place) + ".pdf"
