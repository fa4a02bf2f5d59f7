"""Numbers: a metric in words, its picture on a tap; another process works both out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from aiogram import F, Router
from aiogram.filters import CommandObject, Filter
from aiogram.types import CallbackQuery, Message

from clinic.errors import NotAllowed, Refusal
from clinic.marks import mark as _
from clinic.people import ROLE_NAMES, Right, Role
from clinic.period import spoken_period
from clinic.report import Question
from clinic.words import Markup
from handlers.callbacks import ShowChart
from handlers.desk import Desk
from handlers.filters import May, command
from handlers.letters import Rows, picture
from handlers.letters import message as letter
from handlers.menu import MENU
from handlers.reporting import Reporting
from storage.pictures import add_picture
from storage.unit import Unit

SUMMARY = "summary"
CHART_PERIOD = "week"
COMMANDS = frozenset({"today", "yesterday", "week", "month", "year"})


class MoneyStaysOut(Refusal):
    """A metric of money is asked for where everybody reads along."""

    template = _("I show no money in a group. Ask me in our own chat.")


class NamesPeriod(Filter):
    """Lets through a period's name as plain text or as a command."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        """Return the summary of that period as what is asked for, or False."""
        text = message.text or ""
        is_command = text.startswith("/")
        named = text.partition(" ")[0].removeprefix("/").split("@")[0].strip().casefold()
        period = (named if named in COMMANDS else None) if is_command else spoken_period(text)
        return {"metric": SUMMARY, "period": period} if period else False


class NamesMetric(Filter):
    """Lets through the command of a metric that the worker has listed."""

    async def __call__(
        self, message: Message, reports: Reporting | None = None
    ) -> bool | dict[str, Any]:
        """Return the metric and the period behind the command, or False."""
        head, _space, rest = (message.text or "").partition(" ")
        name = head.removeprefix("/").split("@")[0].casefold()
        if reports is None or not head.startswith("/"):
            return False
        if name in MENU or name not in {line.name for line in await reports.listed()}:
            return False
        return {"metric": name, "period": spoken_period(rest) or rest.strip() or None}


def routes() -> Router:
    """Route questions about numbers."""
    router = Router(name=__name__)
    sees = May(Right.SEE_COUNTS)
    router.message.register(answer, F.text, NamesPeriod(), sees)
    router.message.register(answer, F.text, NamesMetric(), sees)
    router.message.register(draw_period, command("chart"), sees)
    router.callback_query.register(draw, ShowChart.filter(), sees)
    return router


async def answer(
    message: Message, metric: str, period: str | None, desk: Desk, reports: Reporting, unit: Unit
) -> None:
    """Answer in words; the picture is a tap away."""
    question = _question(desk, reports, metric, period)
    report = await reports.report(question)
    rows: Rows = []
    if report.has_chart:
        shown = ShowChart(metric=metric, period=period or "", as_of=question.as_of)
        rows = [[(desk.words(_("Chart")), shown)]]
    unit.send(letter(message.chat.id, report.text, rows))


async def draw_period(
    message: Message, command: CommandObject, desk: Desk, reports: Reporting, unit: Unit
) -> None:
    """Send the picture of the period that is named, or of this week."""
    typed = (command.args or CHART_PERIOD).strip()
    question = _question(desk, reports, SUMMARY, spoken_period(typed) or typed)
    await _send_picture(question, desk, reports, unit)


async def draw(
    callback: CallbackQuery, callback_data: ShowChart, desk: Desk, reports: Reporting, unit: Unit
) -> None:
    """Send the picture of the answer that was tapped, of that very period."""
    asked = _question(desk, reports, callback_data.metric, callback_data.period or None)
    question = Question(
        asked.metric,
        asked.clinic_id,
        callback_data.as_of,
        asked.period,
        language=asked.language,
        money=asked.money,
        owner=asked.owner,
        settings_on=asked.settings_on,
    )
    await _send_picture(question, desk, reports, unit)


async def _send_picture(question: Question, desk: Desk, reports: Reporting, unit: Unit) -> None:
    """Send a picture once drawn for an equal state of the journal by what Telegram kept of it."""
    report = await reports.report(question)
    shown = f"{unit.bot_id} {report.version}"  # a file id is good for one bot only
    picture_id = desk.mail.pictures.of(shown)
    if picture_id is None:
        picture_id = add_picture(unit, shown, await reports.chart(question))
    unit.send(picture(desk.chat_id, picture_id, desk.words("{title}", title=report.title)))


def _question(desk: Desk, reports: Reporting, metric: str, period: str | None) -> Question:
    listed = next((line for line in reports.metrics if line.name == metric), None)
    money = desk.reader.may(Right.SEE_MONEY) and not desk.in_group
    if listed is not None and listed.only_money and not money:
        if desk.in_group:
            raise MoneyStaysOut
        raise NotAllowed(role=Markup(desk.words(ROLE_NAMES[Role.OWNER])))
    if listed is not None and listed.for_owner and desk.reader.role is not Role.OWNER:
        raise NotAllowed(role=Markup(desk.words(ROLE_NAMES[Role.OWNER])))
    today = desk.calendar.today()
    back = timedelta(days=1 if listed is not None and listed.closed_days else 0)
    return Question(
        metric,
        desk.reader.clinic_id,
        (today - back).isoformat(),
        period,
        language=desk.words.language,
        money=money,
        owner=desk.reader.role is Role.OWNER,
        settings_on=today.isoformat(),
    )
