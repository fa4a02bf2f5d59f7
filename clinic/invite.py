"""One-time invites: what is shown once, and what is kept of it."""

from __future__ import annotations

import base64
import hashlib
import secrets

from clinic.calendar import HOUR

CLAIM_LIFE = 7 * 24 * HOUR
"""How long the code that claims a new clinic lives, in milliseconds."""

INVITE_LIFE = 24 * HOUR
"""How long an invite of a staff member lives, in milliseconds."""


def new_invite() -> str:
    """Return 128 random bits as 26 letters and digits, fit for a link and for typing."""
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()


def invite_hash(typed: str) -> bytes:
    """Return the SHA-256 of an invite, which is all that is stored; letter case is no matter."""
    return hashlib.sha256(typed.strip().lower().encode(errors="replace")).digest()
