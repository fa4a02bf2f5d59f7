"""The day's close: who logged today is asked for what is missing, if anything is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from clinic.calendar import Calendar, day_number
from clinic.marks import mark as _
from clinic.people import Right
from clinic.settings import ClinicSettings
from clinic.words import Markup
from handlers.callbacks import ShowLine
from handlers.cards import LISTED, headline
from handlers.checks import origin_of
from handlers.chores import Chore, Daily, Duty, next_time
from handlers.desk import Desk
from handlers.filters import May
from handlers.letters import Button, Rows, in_rows, shortened
from handlers.letters import message as letter
from handlers.setting_form import redraw, refuse_another_clinic
from storage.founding import remind_at_close
from storage.jobs import Job
from storage.journal import VisitLine
from storage.kept import standing_kept
from storage.unit import Priority, Unit

MOST, A_ROW, LABEL = 5, 2, 14
"""Lines that are listed, buttons in a row, and characters of a code on one."""

CASH = _("The day's cash total is not written down yet, for example: {example}")
CASH_EXAMPLE = "<code>/cash 45000</code>"
AMOUNT, SERVICE, CHANNEL = _("amount"), _("service"), _("where from")
NOT_NOW, NO_MORE, AGAIN = _("Not now"), _("Don't remind me"), _("Remind me again")
LEFT = _("All right. /day shows the day whenever you like.")
SILENT = _("I won't remind you at the day's close in this clinic any more.")
WILL = _("I'll remind you at the day's close when something of yours is missing.")


class LeaveForNow(CallbackData, prefix="1jn"):
    """Leave what is missing as it is."""

    clinic: int


class RemindAtClose(CallbackData, prefix="1jr"):
    """Remind this person at the close of this clinic's days, or no more."""

    clinic: int
    wanted: bool


def routes() -> Router:
    """Route the buttons of the reminder."""
    router = Router(name=__name__)
    router.callback_query.filter(May(Right.LOG))
    router.callback_query.register(leave_for_now, LeaveForNow.filter())
    router.callback_query.register(switch, RemindAtClose.filter())
    return router


def chores() -> tuple[dict[str, Chore], tuple[Daily, ...]]:
    """Return the daily reminder, at the clinic's own hour."""
    return {}, (Daily("day_close", _due, remind),)


def _due(settings: ClinicSettings, calendar: Calendar) -> int | None:
    return next_time(settings.day_close, calendar)


async def remind(job: Job, duty: Duty) -> None:
    """Tell each author of today what his entries lack; a day that is over is let go."""
    today = duty.calendar.today()
    on_time = duty.calendar.day_of(job.due) == today
    if not on_time or not duty.settings.working_days.has(today):
        return
    lines = duty.journal.lines_of(day_number(today))
    for author_id in sorted({line.author_id for line in lines} - duty.settings.not_reminded):
        desk = duty.desk_of(author_id)
        if desk is not None:
            own = [line for line in lines if line.author_id == author_id]
            _tell(desk, duty.unit, list(_lacking(desk, own)))


def _tell(desk: Desk, unit: Unit, lacking: list[tuple[VisitLine, str]]) -> None:
    """Send what is missing, and nothing where nothing is; after midnight it would be late."""
    cash = [desk.words(CASH, example=Markup(CASH_EXAMPLE))] if _lacks_cash(desk) else []
    if not lacking and not cash:
        return
    text = "\n".join([*_said(desk, lacking), *cash])
    midnight = desk.calendar.moment_at(desk.calendar.today(), 24 * 60)
    note = letter(desk.chat_id, text, _buttons(desk, lacking))
    unit.send(replace(note, priority=Priority.DIGEST, expires=midnight))


def _lacks_cash(desk: Desk) -> bool:
    """Return whether somebody whom the till's total concerns has to be asked for it."""
    concerned = desk.reader.may(Right.MEND_OTHERS) or desk.reader.may(Right.SEE_MONEY)
    today = day_number(desk.calendar.today())
    return concerned and not standing_kept(desk.journal, "cash_totals", today)


def _lacking(desk: Desk, own: list[VisitLine]) -> Iterator[tuple[VisitLine, str]]:
    """Yield each line that lacks something, with the words for it."""
    for line in own:
        gaps = [
            desk.words(text)
            for text, gap in (
                (SERVICE, line.service_id is None and line.counts),
                (AMOUNT, line.amount is None),
                (CHANNEL, origin_of(desk, line) is not None),
            )
            if gap
        ]
        if gaps:
            yield line, ", ".join(gaps)


def _said(desk: Desk, lacking: list[tuple[VisitLine, str]]) -> list[str]:
    if not lacking:
        return []
    head = desk.words.plural(
        "Before the day ends: {n} of your entries lacks something.",
        "Before the day ends: {n} of your entries lack something.",
        len(lacking),
    )
    said = [head]
    for line, gaps in lacking[:MOST]:
        head = Markup(headline(desk, line, LISTED))
        said.append(desk.words(_("{entry}: {missing}"), entry=head, missing=Markup(gaps)))
    if len(lacking) > MOST:
        more = len(lacking) - MOST
        said.append(desk.words.plural("and {n} more: /day", "and {n} more: /day", more))
    return said


def _buttons(desk: Desk, lacking: list[tuple[VisitLine, str]]) -> Rows:
    """Return a button to each entry's card, and the two ways to be left alone."""
    words, clinic_id = desk.words, desk.reader.clinic_id
    cards: list[Button] = [
        (shortened(line.code, LABEL), ShowLine(line=line.id)) for line, _gaps in lacking[:MOST]
    ]
    alone: list[Button] = [
        (words(NOT_NOW), LeaveForNow(clinic=clinic_id)),
        (words(NO_MORE), RemindAtClose(clinic=clinic_id, wanted=False)),
    ]
    return [*in_rows(cards, A_ROW), alone]


async def leave_for_now(
    callback: CallbackQuery, callback_data: LeaveForNow, desk: Desk, unit: Unit
) -> None:
    """Take the reminder's buttons away; tomorrow is another day."""
    refuse_another_clinic(desk, callback_data.clinic)
    redraw(callback, unit, desk.words(LEFT))


async def switch(
    callback: CallbackQuery, callback_data: RemindAtClose, desk: Desk, unit: Unit
) -> None:
    """Remind this person no more, or again; a second tap says the same."""
    clinic_id, wanted = callback_data.clinic, callback_data.wanted
    refuse_another_clinic(desk, clinic_id)
    remind_at_close(unit, desk.settings, desk.reader.id, wanted=wanted)
    label = NO_MORE if wanted else AGAIN
    other = RemindAtClose(clinic=clinic_id, wanted=not wanted)
    redraw(callback, unit, desk.words(WILL if wanted else SILENT), [[(desk.words(label), other)]])
