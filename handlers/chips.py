"""The chips of a card: wait and rating by two taps, where a new patient came from, "right"."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from clinic.draft import Typed
from clinic.marks import mark as _
from clinic.people import Right
from handlers.amending import amend
from handlers.asked import NOTHING, Asked
from handlers.cards import question_rows, visit_buttons, visit_card
from handlers.chip_buttons import AllRight, CloseChips, SetRating, SetWait, ShowChips
from handlers.desk import Desk
from handlers.editing import BadField
from handlers.filters import May
from handlers.letters import Button, Rows, edit_message, in_rows
from handlers.questions import open_questions
from handlers.reach import any_line, own_line
from handlers.showing import TO_THE_LIST, Shown, count_only, show_everywhere, way_back
from storage.journal import VisitLine
from storage.unit import Unit

WAITS = (0, 5, 10, 15, 20, 30)
"""Minutes; whoever waited longer than the last is written down with it, or typed."""

SCALE = 5
BACK = _("Back")


def routes() -> Router:
    """Route the chips of a visit's card."""
    router = Router(name=__name__)
    router.callback_query.filter(May(Right.LOG))
    router.callback_query.register(show_chips, ShowChips.filter())
    router.callback_query.register(close_chips, CloseChips.filter())
    router.callback_query.register(set_wait, SetWait.filter())
    router.callback_query.register(set_rating, SetRating.filter())
    router.callback_query.register(leave_as_is, AllRight.filter())
    return router


async def show_chips(
    callback: CallbackQuery, callback_data: ShowChips, desk: Desk, unit: Unit
) -> None:
    """Show the values on the card itself; what it asks besides stays there."""
    line = own_line(desk, callback_data.line)
    if callback_data.field not in CHIPS:
        raise BadField
    asked = open_questions(desk, callback.message)
    back = [(desk.words(BACK), CloseChips(line=line.id))]
    rows = [*question_rows(desk, line, asked), *CHIPS[callback_data.field](line), back]
    _redraw(desk, line, unit, callback.message, (asked, rows))


async def close_chips(
    callback: CallbackQuery, callback_data: CloseChips, desk: Desk, unit: Unit
) -> None:
    """Show the card's own buttons again."""
    line = any_line(desk, callback_data.line)
    asked = open_questions(desk, callback.message) if line.voided is None else NOTHING
    _redraw(desk, line, unit, callback.message, (asked, visit_buttons(desk, line, asked)))


async def set_wait(callback: CallbackQuery, callback_data: SetWait, desk: Desk, unit: Unit) -> None:
    """Write the wait down."""
    line = own_line(desk, callback_data.line)
    if callback_data.minutes not in WAITS:
        raise BadField
    changed = amend(desk, line, replace(line, wait_min=callback_data.minutes), unit)
    _show(desk, changed, unit, callback.message)


async def set_rating(
    callback: CallbackQuery, callback_data: SetRating, desk: Desk, unit: Unit
) -> None:
    """Write the patient's rating down."""
    line = own_line(desk, callback_data.line)
    if not 1 <= callback_data.stars <= SCALE:
        raise BadField
    stars = float(callback_data.stars)
    changed = amend(desk, line, replace(line, rating=stars, rating_scale=SCALE), unit)
    _show(desk, changed, unit, callback.message)


async def leave_as_is(
    callback: CallbackQuery, callback_data: AllRight, desk: Desk, unit: Unit
) -> None:
    """Ask no more whether the entry is right."""
    line = own_line(desk, callback_data.line)
    asked = replace(open_questions(desk, callback.message), check=None)
    show_everywhere(desk, line, unit, asked, way_back(callback.message))


def _show(desk: Desk, line: VisitLine, unit: Unit, shown: Shown) -> None:
    show_everywhere(desk, line, unit, open_questions(desk, shown), way_back(shown))


def _redraw(
    desk: Desk, line: VisitLine, unit: Unit, shown: Shown, asks: tuple[Asked, Rows]
) -> None:
    """Give the tapped card alone other buttons, with what it asks."""
    asked, rows = asks
    place = way_back(shown)
    rows = [*rows, [(desk.words(TO_THE_LIST), place)]] if place else rows
    count_only(line, unit)
    if shown is not None:
        chat_id, message_id = desk.chat_id, shown.message_id
        unit.answer(
            lambda outcome: edit_message(
                chat_id, message_id, visit_card(desk, line, outcome[-1], asked), rows
            )
        )


def _wait_chips(line: VisitLine) -> Rows:
    more = {WAITS[-1]: f"{WAITS[-1]}+"}
    chips: list[Button] = [
        (more.get(minutes, str(minutes)), SetWait(line=line.id, minutes=minutes))
        for minutes in WAITS
    ]
    return in_rows(chips, len(WAITS))


def _rating_chips(line: VisitLine) -> Rows:
    chips: list[Button] = [
        (f"★{stars}", SetRating(line=line.id, stars=stars)) for stars in range(1, SCALE + 1)
    ]
    return in_rows(chips, SCALE)


CHIPS = {Typed.WAIT.value: _wait_chips, Typed.RATING.value: _rating_chips}
