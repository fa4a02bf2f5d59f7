"""Open promises of somebody who works here no more: a manager keeps them from then on."""

from __future__ import annotations

from dataclasses import replace

from clinic.calendar import day_number
from clinic.people import Role, StaffMember
from clinic.words import Words
from handlers.desk import Desk
from handlers.letters import message as letter
from storage.journal import Journal
from storage.keeping import amend_columns
from storage.kept import Kept, kept_by_id
from storage.promises import open_promises
from storage.team import Member, members_of
from storage.unit import Unit


def pass_promises_on(desk: Desk, unit: Unit, leaver: Member) -> None:
    """Give somebody's open promises to the first manager, else owner, and tell him."""
    theirs = of_keeper(desk.journal, leaver.id, day_number(desk.calendar.today()))
    heir = heir_of(desk.journal, leaver.id)
    if not theirs or heir is None:
        return
    for kept in theirs:
        passed(unit, kept, heir.id, desk.reader.id)
    text = _words_of(desk.member_of(heir.id, None)).plural(
        "{n} open promise of {name} is yours now: /due",
        "{n} open promises of {name} are yours now: /due",
        len(theirs),
        name=leaver.name,
    )
    unit.send(letter(heir.id, text))


def of_keeper(journal: Journal, keeper_id: int, today: int) -> list[Kept]:
    """Return somebody's open promises, the longest overdue first."""
    own = (each for each in open_promises(journal, today) if each.keeper_id == keeper_id)
    found = (kept_by_id(journal, each.id) for each in own)
    return [kept for kept in found if kept is not None]


def heir_of(journal: Journal, leaver_id: int) -> Member | None:
    """Return who takes over from somebody: the first manager, else the first owner."""
    others = [each for each in members_of(journal) if each.id != leaver_id]
    wanted = (each for role in (Role.MANAGER, Role.OWNER) for each in others if each.role is role)
    return next(wanted, None)


def passed(unit: Unit, kept: Kept, heir_id: int, author_id: int) -> Kept:
    """Let somebody else keep a promise from now on."""
    after = replace(kept, values={**kept.values, "keeper_id": heir_id})
    return amend_columns(unit, kept, after, author_id)


def _words_of(reader: StaffMember | None) -> Words:
    return Words.for_chat(reader.language if reader else None)
