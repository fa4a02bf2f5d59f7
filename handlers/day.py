"""/day: a day's entries, page by page; a number opens that entry's card."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from clinic.calendar import day_from, day_number
from clinic.days import read_day
from clinic.marks import mark as _
from clinic.people import Right
from clinic.words import Markup
from handlers.callbacks import ShowDay, ShowLine
from handlers.cards import DOT, LISTED, headline
from handlers.desk import Desk
from handlers.filters import May, command
from handlers.letters import Button, Rows, edit_message, in_rows, shortened
from handlers.letters import message as letter
from storage.journal import VisitLine
from storage.unit import Unit

PAGE = 8
BUTTONS_A_ROW = 4
LONGEST_NAME = 12


def routes() -> Router:
    """Route the list of a day."""
    router = Router(name=__name__)
    router.message.register(list_day, command("day"), May(Right.LOG))
    router.callback_query.register(turn_page, ShowDay.filter(), May(Right.LOG))
    return router


async def list_day(message: Message, command: CommandObject, desk: Desk, unit: Unit) -> None:
    """List the day that is named behind the command, or today."""
    today = desk.calendar.today()
    day = read_day(command.args, today) if command.args else today
    text, rows = _page(desk, day_number(day), 0)
    unit.send(letter(message.chat.id, text, rows))


async def turn_page(
    callback: CallbackQuery, callback_data: ShowDay, desk: Desk, unit: Unit
) -> None:
    """Show another page or day in the same message."""
    day = min(max(callback_data.day, 0), day_number(desk.calendar.today()))
    text, rows = _page(desk, day, callback_data.page)
    if callback.message is not None:
        unit.send(edit_message(desk.chat_id, callback.message.message_id, text, rows))


def _page(desk: Desk, day: int, page: int) -> tuple[str, Rows]:
    lines = desk.journal.lines_of(day)
    own = [line for line in lines if desk.reader.may_mend(line.author_id)]
    last = max(0, (len(own) - 1) // PAGE)
    page = min(max(page, 0), last)
    shown = own[page * PAGE : (page + 1) * PAGE]
    numbered = list(enumerate(shown, page * PAGE + 1))
    text = "\n".join([_head(desk, day, lines, own), *_listed(desk, numbered)])
    cards = [(str(number), ShowLine(line=line.id)) for number, line in numbered]
    return text, [*in_rows(cards, BUTTONS_A_ROW), _pages(day, page, last), _days(desk, day)]


def _head(desk: Desk, day: int, lines: list[VisitLine], own: list[VisitLine]) -> str:
    """Return the day with its visits; money of all only to who may see totals."""
    words = desk.words
    visits = len({line.patient_id for line in lines if line.counts})
    parts = [
        words("<b>{day}</b>", day=day_from(day)),
        words.plural("{n} visit", "{n} visits", visits),
    ]
    if desk.reader.may(Right.SEE_MONEY) and not desk.in_group:
        parts.append(desk.money(sum(line.money for line in lines)))
    head = DOT.join(parts)
    if not lines:
        return head + "\n" + words(_("Nothing was logged on this day."))
    if not own:
        return head + "\n" + words(_("You logged nothing on this day."))
    return head if len(own) == len(lines) else head + "\n" + words(_("Your own entries:"))


def _listed(desk: Desk, numbered: list[tuple[int, VisitLine]]) -> list[str]:
    names = desk.journal.names()
    return [
        desk.words(
            _("{number}. {time} {head}{author}"),
            number=number,
            time=desk.calendar.time_of(line.logged),
            head=Markup(headline(desk, line, LISTED)),
            author="" if line.author_id == desk.reader.id else _signed(names, line),
        )
        for number, line in numbered
    ]


def _signed(names: dict[int, str], line: VisitLine) -> str:
    name = names.get(line.author_id, "")
    return f"{DOT}{shortened(name, LONGEST_NAME)}" if name else ""


def _pages(day: int, page: int, last: int) -> list[Button]:
    steps = [("◀", page - 1), ("▶", page + 1)]
    return [(sign, ShowDay(day=day, page=turned)) for sign, turned in steps if 0 <= turned <= last]


def _days(desk: Desk, day: int) -> list[Button]:
    """Return the way to the day before, and to the day after unless that is ahead."""
    today = day_number(desk.calendar.today())
    steps = [("« {}", day - 1), ("{} »", day + 1)]
    return [
        (sign.format(desk.words.short_day(day_from(other))), ShowDay(day=other, page=0))
        for sign, other in steps
        if 0 <= other <= today
    ]
