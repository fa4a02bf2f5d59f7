"""The call list renewed, and the next call of somebody picked: two people never get the same."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from clinic.calendar import day_number
from clinic.calling import rank_of
from handlers.chores import Duty
from handlers.desk import Desk
from storage.calling import close_call, hold, is_renewed, release, renew, renewed
from storage.calls import Call, call_by_id, free_calls, open_calls
from storage.jobs import Job
from storage.rhythms import Rhythms, Wanted
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Picked:
    """A call that is now this person's, and how the patient stands."""

    call: Call
    wanted: Wanted


def rhythms_of(desk: Desk | Duty) -> Rhythms:
    """Return what reads the clinic's patients as they stand today."""
    return Rhythms(desk.journal, desk.catalogue, desk.calendar, desk.settings.active_gap)


async def renew_list(job: Job, duty: Duty) -> None:
    """Renew the list in the morning, unless somebody has asked for it before that."""
    if not is_renewed(duty.journal, duty.calendar.today()):
        await _renew(duty, duty.unit)


async def count_to_call(desk: Desk, unit: Unit) -> int:
    """Return how many calls wait for this person; the first who asks on a day renews the list."""
    if not is_renewed(desk.journal, desk.calendar.today()):
        return await _renew(desk, unit)
    return len(_free(desk, unit))


async def _renew(desk: Desk | Duty, unit: Unit) -> int:
    """Renew the list and return how many can be called today; others are served in between."""
    standing = {call.patient_id: call for call in open_calls(desk.journal)}
    wanted: dict[int, Wanted] = {}
    for chunk in rhythms_of(desk).chunks():
        wanted |= {each.patient_id: each for each in chunk}
        await asyncio.sleep(0)
    today = desk.calendar.today()
    renew(unit, today, standing, wanted)
    put_off = [id for id in wanted if id in standing and not _is_free(standing[id], desk, unit)]
    return len(wanted) - len(put_off)


def pick_next(desk: Desk, unit: Unit, after: int) -> Picked | None:
    """Give this person the call behind ``after``, or leave him the one he holds; None: nobody left.

    Whose reason is gone is closed on the way.
    """
    before = call_by_id(desk.journal, after)
    for call in _in_turn(desk, unit, before):
        wanted = wanted_now(desk, call)
        if wanted is None:
            close_call(unit, call)
            continue
        if before is not None and before.id != call.id:
            _let_go(desk, unit, before)
        return Picked(hold(unit, renewed(call, wanted), desk.reader.id), wanted)
    return None


def wanted_now(desk: Desk, call: Call) -> Wanted | None:
    """Return why the call's patient is to be called, or None where nothing is left of it."""
    found = rhythms_of(desk).wanted([call.patient_id])
    each = next((each for each in found if each.patient_id == call.patient_id), None)
    if each is None or call.is_followed_by(each.story.last, each.line_id):
        return None
    return each


def _in_turn(desk: Desk, unit: Unit, before: Call | None) -> Iterable[Call]:
    """Return the calls to be tried: his own, those ranked behind the last, then from the top."""
    last = None if before is None else _rank(before)
    free = sorted(_free(desk, unit), key=_rank)
    own = [each for each in free if each.held_by(unit.now) == desk.reader.id]
    skipped = [each for each in free if before is not None and each.id == before.id]
    behind = [each for each in free if last is not None and _rank(each) > last]
    kept = [each for each in own if each not in skipped]
    return dict.fromkeys(
        [*kept, *behind, *(each for each in free if each not in skipped), *skipped]
    )


def _let_go(desk: Desk, unit: Unit, call: Call) -> None:
    if call.closed is None and call.held_by(unit.now) == desk.reader.id:
        release(unit, call)


def _rank(call: Call) -> tuple[bool, bool, int, int]:
    return rank_of(call.reason, call.worth, call.id)


def _free(desk: Desk, unit: Unit) -> list[Call]:
    today = day_number(desk.calendar.today())
    return free_calls(desk.journal, desk.reader.id, unit.now, today)


def _is_free(call: Call, desk: Desk | Duty, unit: Unit) -> bool:
    """Return whether nobody holds it and it is not put off."""
    return call.held_by(unit.now) is None and call.is_due(day_number(desk.calendar.today()))
