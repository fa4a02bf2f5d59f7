"""People of a clinic and what each may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from clinic.marks import mark as _


class Role(StrEnum):
    """What a person is to a clinic."""

    OWNER = "owner"
    MANAGER = "manager"
    STAFF = "staff"


class Right(StrEnum):
    """What a person may do; each right is asked for by name."""

    LOG = "log"
    SEE_COUNTS = "see counts"
    SEE_MONEY = "see money"
    MEND_OTHERS = "mend others' entries"
    INVITE = "invite"
    SET = "change the clinic's settings"


ROLE_NAMES = {Role.OWNER: _("owner"), Role.MANAGER: _("manager"), Role.STAFF: _("staff")}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.MANAGER: frozenset({Right.LOG, Right.SEE_COUNTS, Right.MEND_OTHERS}),
    Role.STAFF: frozenset({Right.LOG, Right.SEE_COUNTS}),
}


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person at work in one clinic; ``id`` is Telegram's numeric id."""

    id: int
    clinic_id: int
    role: Role
    name: str
    language: str
    shown_money: bool = False
    """Whether the owner lets managers see money."""
    practises: bool = False
    wrote: bool = True
    """Whether he has logged an entry in this clinic before."""
    several: bool = False
    """Whether he works in further clinics too, and can switch."""

    def may(self, right: Right) -> bool:
        """Return whether the role reaches the right; a manager sees money where it is shown him."""
        if right is Right.SEE_MONEY and self.role is Role.MANAGER:
            return self.shown_money
        return right in RIGHTS[self.role]

    def may_mend(self, author_id: int) -> bool:
        """Return whether this person may amend or void an entry of that author."""
        return author_id == self.id or self.may(Right.MEND_OTHERS)
