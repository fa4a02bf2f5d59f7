"""One-time invites: what is shown once, what is kept of it, and as what it lets somebody in."""

from __future__ import annotations

import base64
import hashlib
import secrets
from enum import StrEnum

from clinic.calendar import HOUR
from clinic.marks import mark as _
from clinic.people import ROLE_NAMES, Role

CLAIM_LIFE = 7 * 24 * HOUR
"""How long the code that claims a new clinic lives, in milliseconds."""

INVITE_LIFE = 24 * HOUR
"""How long an invite of a staff member lives, in milliseconds."""


class InvitedAs(StrEnum):
    """What an invite makes of a person; a doctor is on the staff and stands among the doctors."""

    STAFF = "staff"
    DOCTOR = "doctor"
    MANAGER = "manager"
    OWNER = "owner"

    @property
    def role(self) -> Role:
        """Return the role that comes with it."""
        return Role.STAFF if self is InvitedAs.DOCTOR else Role(self.value)

    @classmethod
    def of(cls, role: Role, doctor: bool) -> InvitedAs:
        """Return what somebody of this role is invited as."""
        return cls.DOCTOR if doctor and role is Role.STAFF else cls(role.value)


INVITED_NAMES = {
    InvitedAs.STAFF: ROLE_NAMES[Role.STAFF],
    InvitedAs.DOCTOR: _("doctor"),
    InvitedAs.MANAGER: ROLE_NAMES[Role.MANAGER],
    InvitedAs.OWNER: ROLE_NAMES[Role.OWNER],
}


def new_invite() -> str:
    """Return 128 random bits as 26 letters and digits, fit for a link and for typing."""
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()


def invite_hash(typed: str) -> bytes:
    """Return the SHA-256 of an invite, which is all that is stored; letter case is no matter."""
    return hashlib.sha256(typed.strip().lower().encode(errors="replace")).digest()
