"""How a number is computed; and, asked for below it, its next step in the owner's words."""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from clinic.marks import mark as _
from clinic.next_steps import LONGEST
from clinic.people import Right
from clinic.setting_values import NONE
from clinic.text import clean
from clinic.words import Markup
from handlers.desk import Desk
from handlers.filters import May
from handlers.letters import Button, Rows
from handlers.number_asking import reach
from handlers.number_buttons import AskAgain, ChangeStep, ExplainReport, LeaveStep, OfReport
from handlers.number_views import BACK
from handlers.reporting import Reporting
from handlers.setting_form import end_question, place_of, redraw, refuse_practice, wait_for
from handlers.settings import apply
from storage.reports import Said
from storage.unit import Unit

STEP = "step"
ASKED = _(
    "The next step of this number, as it stands now:\n→ {step}\n\nWrite it in your own words, in "
    "one line of at most {limit} characters. Everybody who asks for this number sees it then."
)
KEPT = _("From now on the next step of this number is:\n→ {step}")
BOTS_OWN = _("Back to the bot's own words")


def routes() -> Router:
    """Route the buttons; what is typed is taken with the other settings."""
    router = Router(name=__name__)
    may = May(Right.SET)
    router.callback_query.register(ask_step, ChangeStep.filter(), may)
    router.callback_query.register(leave_step, LeaveStep.filter(), may)
    return router


def explanation(desk: Desk, said: Said) -> tuple[str, Rows]:
    """Return how a number was computed, with the way back to it."""
    back: list[Button] = [(desk.words(BACK), OfReport(report=said.id))]
    if desk.in_group or desk.reader.practises or not desk.reader.may(Right.SET):
        return said.explained, [back]
    change: list[Button] = [(desk.words(_("Change the next step")), ChangeStep(report=said.id))]
    return said.explained, [change, back]


async def ask_step(
    callback: CallbackQuery,
    callback_data: ChangeStep,
    desk: Desk,
    reports: Reporting,
    unit: Unit,
    state: FSMContext,
) -> None:
    """Show the step and ask for another."""
    refuse_practice(desk)
    said = reach(desk, callback_data.report)
    report = await reports.report(said.question)
    own = desk.settings.steps.get(report.step_key)
    text = desk.words(ASKED, step=own or Markup(report.step), limit=LONGEST)
    back: list[Button] = [(desk.words(BACK), ExplainReport(report=said.id))]
    redraw(callback, unit, text, [_leaving(desk, own, said.id), back])
    form = {"key": report.step_key, "bots": report.step, "report": said.id}
    place = place_of(callback)
    await wait_for(state, unit, desk.reader.clinic_id, of=STEP, message=place, **form)


async def leave_step(
    callback: CallbackQuery,
    callback_data: LeaveStep,
    desk: Desk,
    reports: Reporting,
    unit: Unit,
    state: FSMContext,
) -> None:
    """Let the bot say its own words again."""
    refuse_practice(desk)
    said = reach(desk, callback_data.report)
    report = await reports.report(said.question)
    if report.step_key in desk.settings.steps:
        apply(desk, unit, report.step_key, NONE)
    await end_question(state)
    redraw(callback, unit, *_page(desk, None, report.step, said.id))


def kept_step(desk: Desk, unit: Unit, form: dict[str, Any], typed: str) -> tuple[str, Rows]:
    """Keep a typed step, and return how it is said with what can be tapped then."""
    key = str(form["key"])
    own = apply(desk, unit, key, clean(typed)).steps.get(key)
    return _page(desk, own, form["bots"], form["report"])


def _page(desk: Desk, own: str | None, bots: str, report_id: int) -> tuple[str, Rows]:
    now: list[Button] = [(desk.words(_("As it is now")), AskAgain(report=report_id))]
    text = desk.words(KEPT, step=own or Markup(bots))
    return text, [_leaving(desk, own, report_id), now]


def _leaving(desk: Desk, own: str | None, report_id: int) -> list[Button]:
    return [(desk.words(BOTS_OWN), LeaveStep(report=report_id))] if own else []
