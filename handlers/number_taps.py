"""Taps under a number: other days, another option, one name alone, and the way back."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from clinic.people import Right
from clinic.report import Question
from handlers.desk import Desk
from handlers.filters import May
from handlers.next_steps import explanation
from handlers.number_asking import Asking, answered, question_again, reach
from handlers.number_buttons import (
    AskAgain,
    AskOption,
    AskPeriod,
    DrawReport,
    ExplainReport,
    ListNames,
    Narrow,
    OfReport,
    OpenReport,
    Widen,
)
from handlers.number_names import names_page
from handlers.number_views import face
from handlers.numbers import send_picture
from handlers.reporting import Reporting
from handlers.setting_form import redraw
from storage.unit import Unit


def routes() -> Router:
    """Route the buttons of numbers."""
    router = Router(name=__name__)
    sees = May(Right.SEE_COUNTS)
    for kind, handler in (
        (OfReport, show),
        (OpenReport, show),
        (DrawReport, draw),
        (ExplainReport, explain),
        (ListNames, list_names),
        (AskAgain, ask_again),
        (AskPeriod, ask_again),
        (AskOption, ask_again),
        (Narrow, ask_again),
        (Widen, ask_again),
    ):
        router.callback_query.register(handler, kind.filter(), sees)
    return router


async def show(
    callback: CallbackQuery, callback_data: OfReport, desk: Desk, reports: Reporting, unit: Unit
) -> None:
    """Show a report as it was said."""
    said, asking = reach(desk, callback_data.report), Asking(desk, reports, unit)
    await asking.known()
    line = asking.line(said.question.metric)
    listed = isinstance(callback_data, OpenReport)
    redraw(callback, unit, *face(desk, line, said, listed=listed))


async def draw(
    callback: CallbackQuery, callback_data: DrawReport, desk: Desk, reports: Reporting, unit: Unit
) -> None:
    """Send the picture of the very question that was answered."""
    said, asking = reach(desk, callback_data.report), Asking(desk, reports, unit)
    await asking.known()
    await send_picture(asking, said.question, said)


async def explain(
    callback: CallbackQuery, callback_data: ExplainReport, desk: Desk, unit: Unit
) -> None:
    """Show how it was computed, in the place of the number."""
    redraw(callback, unit, *explanation(desk, reach(desk, callback_data.report)))


async def list_names(
    callback: CallbackQuery, callback_data: ListNames, desk: Desk, unit: Unit
) -> None:
    """Show the names by which it can be narrowed, in the place of the number."""
    said = reach(desk, callback_data.report)
    redraw(callback, unit, *names_page(desk, said, callback_data.field, callback_data.page))


async def ask_again(
    callback: CallbackQuery, callback_data: OfReport, desk: Desk, reports: Reporting, unit: Unit
) -> None:
    """Ask the same with one thing changed, in the same message."""
    asking, before = Asking(desk, reports, unit), reach(desk, callback_data.report)
    await asking.known()
    question = _changed(question_again(asking, before), callback_data)
    said = await answered(asking, question, before.id)
    redraw(callback, unit, *face(desk, asking.line(question.metric), said))


def _changed(question: Question, tapped: OfReport) -> Question:
    if isinstance(tapped, AskPeriod):
        return replace(question, period=tapped.period)
    if isinstance(tapped, AskOption):
        value = int(tapped.value) if tapped.value.is_integer() else tapped.value
        return replace(question, options={**(question.options or {}), tapped.option: value})
    if isinstance(tapped, Narrow):
        return replace(question, only={tapped.field.value: tapped.id})
    return replace(question, only=None) if isinstance(tapped, Widen) else question
