"""Invites as they are stored: by the hash of their code, with what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, select

from clinic.invite import InvitedAs, invite_hash
from clinic.people import Role
from storage.journal import CLINIC
from storage.post import invites
from storage.reader import Reader, Row
from storage.statements import compiled, insert_into, update_of
from storage.unit import Unit

_NAMES = (
    "hash",
    "clinic_id",
    "role",
    "doctor",
    "author_id",
    "made",
    "expires",
    "used",
    "used_by",
    "revoked",
)
_COLUMNS = [invites.c[name] for name in _NAMES]
_WAITS = and_(invites.c.used.is_(None), invites.c.revoked.is_(None))
_THIS = and_(invites.c.clinic_id == CLINIC, invites.c.hash == bindparam("invite"), _WAITS)
_INVITE = compiled(select(*_COLUMNS).where(invites.c.hash == bindparam("invite")))
_OPEN = compiled(
    select(*_COLUMNS)
    .where(invites.c.clinic_id == CLINIC, _WAITS, invites.c.expires >= bindparam("at"))
    .order_by(invites.c.made)
)
ADD_INVITE = insert_into(invites)
CHANGE_INVITE = update_of(invites, "role", "doctor", where=_THIS)
REVOKE_INVITE = update_of(invites, "revoked", where=_THIS)
REVOKE_ALL_OF = update_of(
    invites,
    "revoked",
    where=and_(
        invites.c.clinic_id == CLINIC, invites.c.author_id == bindparam("person_id"), _WAITS
    ),
)
USE_INVITE = update_of(
    invites,
    "used",
    "used_by",
    where=and_(
        _THIS,
        invites.c.role == bindparam("seen_role"),
        invites.c.doctor == bindparam("seen_doctor"),
    ),
)


@dataclass(frozen=True, slots=True)
class Invite:
    """A one-time code as it is stored; moments in milliseconds UTC."""

    hash: bytes
    clinic_id: int
    role: Role
    doctor: bool
    author_id: int | None
    made: int
    expires: int
    used: int | None
    used_by: int | None
    revoked: int | None

    @property
    def invited_as(self) -> InvitedAs:
        """Return what it makes of a person."""
        return InvitedAs.of(self.role, self.doctor)

    @property
    def is_claim(self) -> bool:
        """Return whether it is the code that makes a clinic's first owner."""
        return self.author_id is None


class Invites:
    """Reads invites."""

    def __init__(self, reader: Reader) -> None:
        """Read what is committed."""
        self._reader = reader

    def of_code(self, code: str) -> Invite | None:
        """Return the invite of a code, used or not."""
        return self.of_hash(invite_hash(code))

    def of_hash(self, invite: bytes) -> Invite | None:
        """Return the invite of a code's hash, used or not."""
        row = self._reader.one(_INVITE, invite=invite)
        return _invite(row) if row else None

    def open_of(self, clinic_id: int, at: int) -> list[Invite]:
        """Return a clinic's invites that would open at a moment, the oldest first."""
        return [_invite(row) for row in self._reader.all(_OPEN, clinic_id=clinic_id, at=at)]


def _invite(row: Row) -> Invite:
    hash_, clinic_id, role, doctor, *rest = row
    return Invite(hash_, clinic_id, Role(role), bool(doctor), *rest)


def make_invite(unit: Unit, code: str, wanted: InvitedAs, author_id: int, expires: int) -> None:
    """Add an invite to the unit's clinic; only its hash is stored."""
    unit.write(
        ADD_INVITE,
        hash=invite_hash(code),
        **_values(wanted),
        author_id=author_id,
        made=unit.now,
        expires=expires,
    )
    unit.note("invite made", author_id, None, **_values(wanted))


def change_invite(unit: Unit, invite: Invite, wanted: InvitedAs, author_id: int) -> None:
    """Let an open invite make something else of a person; its code stays."""
    unit.write(CHANGE_INVITE, invite=invite.hash, **_values(wanted))
    unit.note("invite changed", author_id, None, **_values(wanted))


def revoke_invite(unit: Unit, invite: Invite, author_id: int) -> None:
    """Take an open invite back; one that was used meanwhile makes the unit stale."""
    unit.write(REVOKE_INVITE, invite=invite.hash, revoked=unit.now)
    unit.note("invite revoked", author_id, None, role=invite.role)


def _values(wanted: InvitedAs) -> dict[str, Any]:
    return {"role": wanted.role, "doctor": int(wanted is InvitedAs.DOCTOR)}
