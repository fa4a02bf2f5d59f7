"""What became of a promise: kept, late, broken, released, or open again, by one tap."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from clinic.calendar import day_from
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.people import Right
from handlers.desk import Desk
from handlers.entry_cards import Shown, face_of, put, show_everywhere, show_result
from handlers.entry_extra_buttons import PromiseIs, PromiseState, ShowPromise
from handlers.entry_reach import kept_of
from handlers.entry_views import entry_card
from handlers.filters import May
from handlers.letters import Rows
from handlers.promise_cards import may_close, promise_lines, promise_rows
from handlers.promise_rules import TABLE, after_change, is_open
from handlers.reach import NotYours, WithdrawnLine, not_found
from storage.keeping import amend_columns
from storage.kept import Kept
from storage.unit import Unit


class PromiseClosed(Refusal):
    """Somebody else has said what became of the promise."""

    template = _("Somebody has closed this promise already. Its card shows what became of it.")


def routes() -> Router:
    """Route the buttons of a promise."""
    router = Router(name=__name__)
    router.callback_query.filter(May(Right.LOG))
    router.callback_query.register(close, PromiseIs.filter())
    router.callback_query.register(send_card, ShowPromise.filter())
    return router


async def close(callback: CallbackQuery, callback_data: PromiseIs, desk: Desk, unit: Unit) -> None:
    """Write down what became of the promise; the same again changes nothing."""
    kept, state = promise_of(desk, callback_data.entry), callback_data.state
    if state is PromiseState.KEPT and desk.calendar.today() > day_from(kept.values["due"]):
        state = PromiseState.LATE
    if kept.values["state"] != state:
        kept = _changed(desk, unit, kept, state)
    show_promise(desk, kept, callback.message, unit)


async def send_card(
    callback: CallbackQuery, callback_data: ShowPromise, desk: Desk, unit: Unit
) -> None:
    """Send the promise's card."""
    put(desk, kept := promise_of(desk, callback_data.entry), promise_face(desk, kept), None, unit)


def promise_of(desk: Desk, entry_id: int) -> Kept:
    """Return a standing promise that the reader keeps or may mend, or raise why not."""
    kept = kept_of(desk, entry_id)
    if kept is None or kept.kind.table != TABLE:
        raise not_found(desk, entry_id)
    if not may_close(desk, kept):
        raise NotYours(line=entry_id)
    if kept.voided is not None:
        raise WithdrawnLine(line=entry_id)
    return kept


def promise_face(desk: Desk, kept: Kept) -> tuple[str, Rows]:
    """Return the card; who keeps it but did not write it says only what became of it."""
    if desk.reader.may_mend(kept.author_id):
        return face_of(desk, kept)
    return entry_card(desk, kept, promise_lines(desk, kept)), promise_rows(desk, kept)


def show_promise(desk: Desk, kept: Kept, shown: Shown, unit: Unit) -> None:
    """Bring every card up to date, that of a keeper who may not mend it too."""
    if desk.reader.may_mend(kept.author_id):
        show_result(desk, kept, unit)
        return
    show_everywhere(desk, kept, unit)
    put(desk, kept, promise_face(desk, kept), shown, unit)


def _changed(desk: Desk, unit: Unit, kept: Kept, state: PromiseState) -> Kept:
    """Close an open promise, or open a closed one; raises PromiseClosed for a second closing."""
    opens = state is PromiseState.OPEN
    if not opens and not is_open(kept):
        raise PromiseClosed
    closed = None if opens else unit.now
    after = replace(kept, values={**kept.values, "state": state.value, "closed": closed})
    changed = amend_columns(unit, kept, after, desk.reader.id)
    after_change(desk, unit, kept, changed)
    return changed
