"""Somebody leaves: his access ends, his work passes on, and he is told."""

from __future__ import annotations

from handlers.desk import Desk
from handlers.measure_passing import pass_work_on
from handlers.menu import Menus
from handlers.promise_passing import pass_promises_on
from handlers.team_notices import tell_removed
from storage.membership import remove_member
from storage.practice import empty_room
from storage.team import Member, Team
from storage.unit import Unit


def let_go(desk: Desk, member: Member, unit: Unit, team: Team, menus: Menus) -> None:
    """End a member's access at once; what he had to do is a manager's from now on."""
    remove_member(unit, member, desk.reader.id)
    pass_work_on(desk, member, unit, team)
    pass_promises_on(desk, unit, member)
    if team.standing(member.id)[1] == desk.reader.clinic_id:
        empty_room(unit, member.id)
    tell_removed(desk, member, unit, team, menus)
