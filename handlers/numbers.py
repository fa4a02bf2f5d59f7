"""Numbers: a metric in words, its picture on a tap; another process works both out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiogram import F, Router
from aiogram.filters import CommandObject, Filter
from aiogram.types import CallbackQuery, Message

from clinic.marks import mark as _
from clinic.nearest import nearest
from clinic.people import Right
from clinic.period import spoken_period
from clinic.reading.edges import quoted
from clinic.report import MetricLine, Question
from handlers.desk import Desk
from handlers.filters import May, command
from handlers.guess_rules import must_guess
from handlers.guess_views import first_question
from handlers.letters import Button, Rows, edit_message, picture
from handlers.letters import message as letter
from handlers.menu import COMMANDS as OFFERED
from handlers.next_steps import explanation
from handlers.number_asking import Asking, answered, may_ask, narrowed_to, question_of
from handlers.number_buttons import AskLine
from handlers.number_pages import drawn, send_more_pages
from handlers.number_typed import Mistyped, read_typed
from handlers.number_views import face
from handlers.reporting import Reporting
from storage.reports import Said
from storage.unit import Unit

SUMMARY = "summary"
CHART_PERIOD = "week"
COMMANDS = frozenset({"today", "yesterday", "week", "month", "year"})
EXPLAIN = "explain"
BYTES = 64
"""What a button may carry."""


class NamesPeriod(Filter):
    """Lets through a period's name as plain text or as a command."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        """Return the summary of that period as what is asked for, or False."""
        text = message.text or ""
        is_command = text.startswith("/")
        named = text.partition(" ")[0].removeprefix("/").split("@")[0].strip().casefold()
        period = (named if named in COMMANDS else None) if is_command else spoken_period(text)
        return {"metric": SUMMARY, "rest": period} if period else False


class NamesMetric(Filter):
    """Lets through the command of a metric that the worker has listed."""

    async def __call__(
        self, message: Message, reports: Reporting | None = None
    ) -> bool | dict[str, Any]:
        """Return the metric and what stands behind the command, or False."""
        head, _space, rest = (message.text or "").partition(" ")
        name = head.removeprefix("/").split("@")[0].casefold()
        if reports is None or not head.startswith("/"):
            return False
        if name in OFFERED or name not in {line.name for line in await reports.listed()}:
            return False
        return {"metric": name, "rest": rest}


def routes() -> Router:
    """Route questions about numbers."""
    router = Router(name=__name__)
    sees = May(Right.SEE_COUNTS)
    router.message.register(answer, F.text, NamesPeriod(), sees)
    router.message.register(explain, command(EXPLAIN), sees)
    router.message.register(answer, F.text, NamesMetric(), sees)
    router.message.register(draw_period, command("chart"), sees)
    router.callback_query.register(ask_line, AskLine.filter(), sees)
    return router


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer is shown: in a new message, or in the one that was tapped."""

    chat_id: int
    message_id: int | None = None


async def answer(
    message: Message, metric: str, rest: str, desk: Desk, reports: Reporting, unit: Unit
) -> None:
    """Answer in words; everything else is a tap away."""
    await _answer(Asking(desk, reports, unit), f"{metric} {rest}", Place(message.chat.id))


async def explain(
    message: Message, command: CommandObject, desk: Desk, reports: Reporting, unit: Unit
) -> None:
    """Say how a number is computed, with the clinic's own."""
    line = f"{EXPLAIN} {command.args or SUMMARY}"
    await _answer(Asking(desk, reports, unit), line, Place(message.chat.id))


async def ask_line(
    callback: CallbackQuery, callback_data: AskLine, desk: Desk, reports: Reporting, unit: Unit
) -> None:
    """Answer the question that was offered, in the place of the offer."""
    shown = callback.message.message_id if callback.message else None
    await _answer(Asking(desk, reports, unit), callback_data.line, Place(desk.chat_id, shown))


async def _answer(asking: Asking, line: str, place: Place) -> None:
    """Answer what was typed, or offer the nearest that can be answered."""
    try:
        said, explained = await _said(asking, line)
    except Mistyped as slip:
        _offer(asking, slip, place)
        return
    _show(asking.unit, place, *_view(asking, said, explained))


def _view(asking: Asking, said: Said, explained: bool) -> tuple[str, Rows]:
    """Return what is shown of an answer: what is to be guessed is asked for first."""
    if explained:
        return explanation(asking.desk, said)
    if must_guess(asking.desk, said):
        return first_question(asking.desk, said.id)
    return face(asking.desk, asking.line(said.question.metric), said)


async def _said(asking: Asking, typed: str) -> tuple[Said, bool]:
    """Return the answer to a typed question, and whether it is its explanation that is asked."""
    head, _space, rest = typed.strip().partition(" ")
    if head.casefold() == EXPLAIN:
        return (await _said(asking, rest))[0], True
    line = _line_of(asking, await asking.known(), head.removeprefix("/").casefold())
    wanted = read_typed(asking.desk, line, rest)
    question = question_of(asking, line, wanted.period, wanted.options, wanted.only)
    return await answered(asking, question), False


def _line_of(asking: Asking, known: dict[str, MetricLine], name: str) -> MetricLine:
    if name in known:
        return known[name]
    may = [each for each, line in known.items() if may_ask(asking.desk.reader, line)]
    near = nearest(name, may or known)
    raise Mistyped(near, typed=quoted(name), nearest=f"/{near}")


def _offer(asking: Asking, slip: Mistyped, place: Place) -> None:
    """Name what was not understood, with a button that asks the nearest; none in a group."""
    if asking.desk.in_group:
        raise slip
    carried = AskLine.__prefix__ + ":" + slip.line
    fits = len(carried.encode()) <= BYTES and ":" not in slip.line
    offered: list[Button] = [(f"/{slip.line}", AskLine(line=slip.line))] if fits else []
    _show(asking.unit, place, asking.desk.words.refusal(slip), [offered])


def _show(unit: Unit, place: Place, text: str, rows: Rows) -> None:
    if place.message_id is None:
        unit.send(letter(place.chat_id, text, rows))
    else:
        unit.send(edit_message(place.chat_id, place.message_id, text, rows))


async def draw_period(
    message: Message, command: CommandObject, desk: Desk, reports: Reporting, unit: Unit
) -> None:
    """Send the picture of the period that is named, or of this week."""
    typed = (command.args or CHART_PERIOD).strip()
    asking = Asking(desk, reports, unit)
    line = (await asking.known())[SUMMARY]
    question = question_of(asking, line, spoken_period(typed) or typed)
    await send_picture(asking, question)


async def send_picture(asking: Asking, question: Question, said: Said | None = None) -> None:
    """Send a picture once drawn for an equal state of the journal by what Telegram kept of it.

    What was ``said`` otherwise than the numbers are now is told in its caption.
    """
    desk, line = asking.desk, asking.line(question.metric)
    report = await asking.reports.report(question)
    picture_id = await drawn(asking, question)
    if line.page:
        await send_more_pages(asking, question, line)
    lines = [narrowed_to(desk, question), report.title]
    if said is not None and said.numbers != _without_rows(report.numbers):
        lines.append(desk.words(_("Drawn now, with what was corrected since.")))
    asking.unit.send(picture(desk.chat_id, picture_id, "\n".join(filter(None, lines))))


def _without_rows(numbers: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in numbers.items() if name != "rows"}
