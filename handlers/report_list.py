"""/reports: what was said, the newest first, each to be opened as it was said then."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from clinic.marks import mark as _
from clinic.people import Right, Role
from clinic.words import Markup
from handlers.desk import Desk
from handlers.filters import May, command
from handlers.letters import Button, Rows, in_rows, shortened
from handlers.letters import message as letter
from handlers.number_buttons import ListReports, OpenReport
from handlers.setting_form import redraw
from storage.habits import AFTER_ALL
from storage.reports import Heading, newest_reports
from storage.unit import Unit

PAGE, A_ROW, LONGEST_NAME = 8, 4, 16
NOTHING = _("Nothing was asked yet. /numbers lists what can be asked.")


def routes() -> Router:
    """Route the list; it is a person's own, and comes to no group."""
    router = Router(name=__name__)
    sees = May(Right.SEE_COUNTS)
    router.message.register(list_reports, command("reports"), sees)
    router.callback_query.register(turn_page, ListReports.filter(), sees)
    return router


async def list_reports(message: Message, desk: Desk, unit: Unit) -> None:
    """List what was said."""
    unit.send(letter(desk.chat_id, *_page(desk, 0)))


async def turn_page(
    callback: CallbackQuery, callback_data: ListReports, desk: Desk, unit: Unit
) -> None:
    """List what was said before a report."""
    redraw(callback, unit, *_page(desk, callback_data.report))


def _page(desk: Desk, before: int) -> tuple[str, Rows]:
    reader = desk.reader
    rights = {"money": reader.may(Right.SEE_MONEY), "owner": reader.role is Role.OWNER}
    found = newest_reports(desk.journal, reader.id, before or AFTER_ALL, PAGE + 1, **rights)
    shown = found[:PAGE]
    if not shown:
        return desk.words(NOTHING), []
    opened: list[Button] = [
        (str(number), OpenReport(report=each.id)) for number, each in enumerate(shown, 1)
    ]
    steps: list[Button] = [("◀", ListReports())] if before else []
    if len(found) > PAGE:
        steps.append(("▶", ListReports(report=shown[-1].id)))
    return _listed(desk, shown), [*in_rows(opened, A_ROW), steps]


def _listed(desk: Desk, shown: list[Heading]) -> str:
    """Return the titles under their days, each with its hour, and with who asked if not he."""
    lines, day = [desk.words(_("What was said, the newest first:"))], None
    names = desk.journal.names()
    for number, each in enumerate(shown, 1):
        if desk.calendar.day_of(each.asked) != day:
            day = desk.calendar.day_of(each.asked)
            lines += ["", desk.words("<b>{day}</b>", day=Markup(desk.words.full_day(day)))]
        lines.append(_line(desk, number, each, names))
    return "\n".join(lines)


def _line(desk: Desk, number: int, each: Heading, names: dict[int, str]) -> str:
    name = "" if each.asked_by == desk.reader.id else names.get(each.asked_by, "")
    return desk.words(
        _("{number}. {time} {head}{author}"),
        number=number,
        time=desk.calendar.time_of(each.asked),
        head=Markup(each.title),
        author=f" · {shortened(name, LONGEST_NAME)}" if name else "",
    )
