"""Guess first: an owner says how he would split complaints by their causes, then sees the fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery

from clinic.people import Right
from handlers.desk import Desk
from handlers.filters import May
from handlers.guess_rules import LOOKED_BACK, may_guess, with_split
from handlers.guess_views import SHOWN, first_question, guesses_page, second_question
from handlers.number_asking import Asking, ReportGone, answered, question_again, question_of, reach
from handlers.number_buttons import (
    GuessAgain,
    GuessPatients,
    GuessPeople,
    ListGuesses,
    OfReport,
    SeeWithoutGuess,
)
from handlers.number_views import face
from handlers.reporting import Reporting
from handlers.setting_form import redraw
from storage.guesses import WHOLE, Guess, Split, guesses_of, keep_guess
from storage.reports import Said
from storage.unit import Unit


def routes() -> Router:
    """Route the buttons of a guess; whoever may not guess here has no such report."""
    router = Router(name=__name__)
    sees = May(Right.SEE_COUNTS)
    for kind, handler in (
        (GuessAgain, ask_people),
        (GuessPeople, ask_patients),
        (GuessPatients, guess),
        (SeeWithoutGuess, see_without),
        (ListGuesses, list_guesses),
    ):
        router.callback_query.register(handler, kind.filter(), sees)
    return router


async def ask_people(
    callback: CallbackQuery, callback_data: GuessAgain, desk: Desk, unit: Unit
) -> None:
    """Ask for the share of people in the place of the number."""
    redraw(callback, unit, *first_question(desk, _his(desk, callback_data).id))


async def ask_patients(
    callback: CallbackQuery, callback_data: GuessPeople, desk: Desk, unit: Unit
) -> None:
    """Ask for the share of patients."""
    report = _his(desk, callback_data)
    redraw(callback, unit, *second_question(desk, report.id, callback_data.people))


async def guess(
    callback: CallbackQuery,
    callback_data: GuessPatients,
    desk: Desk,
    reports: Reporting,
    unit: Unit,
) -> None:
    """Keep the guess with its day, and show what is so beside it."""
    before, asking = _his(desk, callback_data), Asking(desk, reports, unit)
    people = callback_data.people
    split = Split(min(callback_data.patients, WHOLE - people), people)
    keep_guess(unit, desk.journal, desk.reader.id, desk.calendar.today(), split)
    await asking.known()
    question = with_split(question_again(asking, before), split)
    said = await answered(asking, question, before.id)
    redraw(callback, unit, *face(desk, asking.line(question.metric), said))


async def see_without(
    callback: CallbackQuery,
    callback_data: SeeWithoutGuess,
    desk: Desk,
    reports: Reporting,
    unit: Unit,
) -> None:
    """Show what is so; he is not asked again for a while."""
    said, asking = _his(desk, callback_data), Asking(desk, reports, unit)
    keep_guess(unit, desk.journal, desk.reader.id, desk.calendar.today(), None)
    await asking.known()
    redraw(callback, unit, *face(desk, asking.line(said.question.metric), said))


async def list_guesses(
    callback: CallbackQuery, callback_data: ListGuesses, desk: Desk, reports: Reporting, unit: Unit
) -> None:
    """Show his newest guesses, each beside what was known on its day."""
    said, asking = _his(desk, callback_data), Asking(desk, reports, unit)
    await asking.known()
    kept = [
        (each, each.split, await _known_then(asking, said, each))
        for each in guesses_of(desk.journal, desk.reader.id, LOOKED_BACK)
        if each.split
    ]
    redraw(callback, unit, *guesses_page(desk, said.id, kept[:SHOWN]))


async def _known_then(asking: Asking, said: Said, guess: Guess) -> Mapping[str, Any]:
    """Return the groups as of the day before a guess, as he would have seen them."""
    line = asking.line(said.question.metric)
    question = question_of(asking, line)
    day = guess.day - timedelta(days=line.closed_days)
    report = await asking.reports.report(replace(question, as_of=day.isoformat()))
    groups: Mapping[str, Any] = report.numbers["values"]["groups"]
    return groups


def _his(desk: Desk, tapped: OfReport) -> Said:
    """Return the report of a button to whoever may guess it here. Raises ReportGone."""
    said = reach(desk, tapped.report)
    if not may_guess(desk, said.question):
        raise ReportGone
    return said
