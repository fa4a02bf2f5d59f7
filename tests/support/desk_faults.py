"""Faults put into the real code, one at a time, for a check to find: what a slip would do."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.clinics import Clinics
from clinic.people import StaffMember
from handlers import amending, clinics, edited, fixing, form_life
from handlers.desk import Desk
from storage.journal import VisitLine
from storage.unit import Unit

REMOVED = "removed"
Plants = Callable[[pytest.MonkeyPatch], None]


def undo_withdraws_the_newest(patch: pytest.MonkeyPatch) -> None:
    """The button acts on the newest entry of the person, and not on its own row."""

    def newest(desk: Desk, line_id: int) -> VisitLine:
        return desk.journal.newest_of(desk.reader.id, 0) or real(desk, line_id)

    real = fixing._still_standing
    patch.setattr(fixing, "_still_standing", newest)


def an_edit_amends_the_newest(patch: pytest.MonkeyPatch) -> None:
    """An edited message changes the newest entry, and not the one that it wrote."""

    def newest(desk: Desk, message: Any) -> list[VisitLine]:
        line = desk.journal.newest_of(desk.reader.id, 0)
        return [line] if real(desk, message) and line else []

    real = edited.lines_of
    patch.setattr(edited, "lines_of", newest)


def a_reply_drops_the_amount(patch: pytest.MonkeyPatch) -> None:
    """What a reply says of the amount is lost."""

    def without(desk: Desk, line: VisitLine, fields: Any, unit: Unit) -> VisitLine:
        return replace(real(desk, line, fields, unit), amount=line.amount)

    real = amending._amended
    patch.setattr(amending, "_amended", without)


def a_switch_moves_nobody(patch: pytest.MonkeyPatch) -> None:
    """The switch to another clinic says so and does nothing."""
    patch.setattr(clinics, "stand_in", lambda *_given: None)


def a_second_tap_logs_again(patch: pytest.MonkeyPatch) -> None:
    """A filled form stays as it is, and what it writes has no token of its own."""

    async def stays(*_given: Any) -> None: ...

    patch.setattr(form_life, "end", stays)
    patch.setattr(form_life, "_token", lambda _desk, unit, _form: str(unit.ids.new()))


def removal_is_seen_late(patch: pytest.MonkeyPatch) -> None:
    """Who was removed is remembered as he was, and not looked at again inside the unit."""

    def committed(self: Clinics, units: list[Unit]) -> None:
        actions = [{note.action for note in unit.notes} for unit in units]
        real(self, [unit for unit, done in zip(units, actions, strict=True) if REMOVED not in done])

    real = Clinics.committed
    blind = property(lambda _unit: None, lambda _unit, _seen: None)
    patch.setattr(Unit, "staff_seen", blind)
    patch.setattr(Clinics, "committed", committed)


def anybody_mends_anything(patch: pytest.MonkeyPatch) -> None:
    """The author of an entry is not looked at."""
    patch.setattr(StaffMember, "may_mend", lambda _self, _author: True)


def cards_of_others_stay_as_they_were(patch: pytest.MonkeyPatch) -> None:
    """Only the cards of who changes an entry follow it."""
    real = Desk.readers_of

    def own(self: Desk, line: VisitLine) -> list[tuple[int, int, StaffMember]]:
        return [each for each in real(self, line) if each[1] == self.chat_id]

    patch.setattr(Desk, "readers_of", own)


def the_day_s_count_is_one_behind(patch: pytest.MonkeyPatch) -> None:
    """An entry is shown with the count that stood before it."""
    real = VisitLine.__dict__["counts"]
    patch.setattr(VisitLine, "counts", property(lambda line: real.fget(line) if line.note else 0))


FAULTS: dict[str, Plants] = {
    plant.__name__: plant
    for plant in (
        undo_withdraws_the_newest,
        an_edit_amends_the_newest,
        a_reply_drops_the_amount,
        a_switch_moves_nobody,
        a_second_tap_logs_again,
        removal_is_seen_late,
        anybody_mends_anything,
        cards_of_others_stay_as_they_were,
        the_day_s_count_is_one_behind,
    )
}
