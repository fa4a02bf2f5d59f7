"""What the buttons about people carry: the invite, the person or the clinic they act on."""

from __future__ import annotations

import base64

from aiogram.filters.callback_data import CallbackData
from pydantic import field_validator

from clinic.invite import InvitedAs
from clinic.people import Role

HASH_BYTES = 32


class OneInvite(CallbackData, prefix="1b"):
    """An invite by the hash of its code, as the 43 letters that fit into a button."""

    invite: str

    @field_validator("invite")
    @classmethod
    def is_a_hash(cls, text: str) -> str:
        """Refuse what is no hash: such a button is not ours, and counts as too old."""
        if len(_bytes(text)) != HASH_BYTES:
            raise ValueError(text)
        return text

    @property
    def hash(self) -> bytes:
        """Return the hash under which the invite is stored."""
        return _bytes(self.invite)


class InviteAs(OneInvite, prefix="1bi"):
    """Let this invite make something else of a person."""

    wanted: InvitedAs


class Withdraw(OneInvite, prefix="1bw"):
    """Take this invite back."""


class WithdrawListed(OneInvite, prefix="1bl"):
    """Take this invite back, from the list of this clinic's team."""

    clinic: int


class OfTeam(CallbackData, prefix="1bc"):
    """The people of this clinic: a person may work in another one as well."""

    clinic: int


class ShowTeam(OfTeam, prefix="1bt"):
    """Show a page of the people."""

    page: int


class MakeInvite(OfTeam, prefix="1bm"):
    """Make an invite of this clinic for one colleague on the staff."""


class OfPerson(OfTeam, prefix="1bo"):
    """One person of this clinic."""

    person: int


class ShowPerson(OfPerson, prefix="1bp"):
    """Show one person, and what can be changed."""


class GiveRole(OfPerson, prefix="1bg"):
    """Give this person a role."""

    role: Role


class MakeDoctor(OfPerson, prefix="1bd"):
    """Let this person stand among the doctors, or no more."""

    doctor: bool


class AskName(OfPerson, prefix="1bn"):
    """Ask how this person is to be called."""


class AskRemoval(OfPerson, prefix="1ba"):
    """Ask once more before this person is removed."""


class RemovePerson(OfPerson, prefix="1br"):
    """Remove this person."""


class SwitchClinic(CallbackData, prefix="1bs"):
    """Work in this clinic from now on."""

    clinic: int


def packed(invite: bytes) -> str:
    """Return an invite's hash as a button carries it."""
    return base64.urlsafe_b64encode(invite).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(f"{text}=")
