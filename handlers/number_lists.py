"""/numbers: every number the reader may ask for, by groups, each a tap away."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from clinic.marks import mark as _
from clinic.people import Right
from clinic.report import GROUPS, MetricLine
from handlers.desk import Desk
from handlers.filters import May, command
from handlers.letters import Button, Rows, in_rows
from handlers.letters import message as letter
from handlers.menu import COMMANDS
from handlers.number_asking import may_ask, ordered
from handlers.number_buttons import AskLine, ListNumbers
from handlers.number_views import BACK
from handlers.reporting import Reporting
from handlers.setting_form import redraw
from storage.unit import Unit

A_ROW = 2
WHICH = _(
    "Which number? Tap a group, or type its command with what you like behind it:\n"
    "<code>/returns 2026-03 window=180</code>\n\n"
    "/reports lists what was said before, /explain and a name how a number is computed."
)
MORE = "more"
"""The group of all that is not for every day."""

MORE_NUMBERS = _("More numbers")
REST = _("Others")


def routes() -> Router:
    """Route the screen."""
    router = Router(name=__name__)
    sees = May(Right.SEE_COUNTS)
    router.message.register(list_groups, command("numbers"), sees)
    router.callback_query.register(list_group, ListNumbers.filter(), sees)
    return router


async def list_groups(message: Message, desk: Desk, reports: Reporting, unit: Unit) -> None:
    """List the groups."""
    await reports.listed()
    unit.send(letter(desk.chat_id, *_front(desk, reports.metrics)))


async def list_group(
    callback: CallbackQuery, callback_data: ListNumbers, desk: Desk, reports: Reporting, unit: Unit
) -> None:
    """List the numbers of one group, or the groups again."""
    lines = ordered(desk.reader, await reports.listed())
    if not callback_data.group:
        redraw(callback, unit, *_front(desk, lines))
        return
    shown = [each for each in lines if _is_in(each, callback_data.group)]
    text = "\n".join(f"{_command(each)} · {desk.words(each.question)}" for each in shown)
    buttons: list[Button] = [(label_of(desk, each), AskLine(line=each.name)) for each in shown]
    back: list[Button] = [(desk.words(BACK), ListNumbers())]
    redraw(callback, unit, text, [*in_rows(buttons, A_ROW), back])


def _is_in(line: MetricLine, group: str) -> bool:
    if group == MORE:
        return not line.everyday
    return line.group == group if group in GROUPS else line.group not in GROUPS


def _front(desk: Desk, lines: Sequence[MetricLine]) -> tuple[str, Rows]:
    mine = [line for line in lines if may_ask(desk.reader, line)]
    titles = [*GROUPS.items(), ("rest", REST), (MORE, MORE_NUMBERS)]
    buttons: list[Button] = [
        (desk.words(title), ListNumbers(group=group))
        for group, title in titles
        if any(_is_in(line, group) for line in mine)
    ]
    return desk.words(WHICH), in_rows(buttons, A_ROW)


def _command(line: MetricLine) -> str:
    """Return what asks for a metric; one that shares its name with a command is only tapped."""
    return line.name if line.name in COMMANDS else f"/{line.name}"


def label_of(desk: Desk, line: MetricLine) -> str:
    """Return what a metric is called on a button."""
    return desk.words(line.label) if line.label else f"/{line.name}"
