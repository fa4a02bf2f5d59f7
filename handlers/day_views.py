"""How a page of a day looks: the head, the entries by number, and the ways on."""

from __future__ import annotations

from bisect import bisect_left

from clinic.calendar import day_from, day_number
from clinic.marks import mark as _
from clinic.people import Right
from clinic.words import Markup
from handlers.callbacks import OpenLine, ShowDay
from handlers.cards import DOT, LISTED, headline
from handlers.desk import Desk
from handlers.letters import Button, Rows, in_rows, shortened
from handlers.said_day import room_below, said_on
from storage.amendments import withdrawn_on
from storage.journal import VisitLine

PAGE = 8
BUTTONS_A_ROW = 4
LONGEST_NAME = 12
Numbered = list[tuple[int, VisitLine]]


def day_page(desk: Desk, day: int, first: int = 0) -> tuple[str, Rows]:
    """Return text and buttons of the page that begins at the line ``first`` (its id).

    A line that was added or withdrawn meanwhile does not move the page; where the line itself is
    gone the next one begins it.
    """
    lines, said = desk.journal.lines_of(day), said_on(desk, day)
    own = [line for line in lines if desk.reader.may_mend(line.author_id)]
    start = _start(own, first)
    numbered = list(enumerate(own[start : start + PAGE], start + 1))
    head = _head(desk, day, lines, own, empty=not said.entries)
    parts = [head, *said.counted(desk), *_listed(desk, numbered), *_withdrawn(desk, day)]
    place = own[start].id if start else 0
    rows = [*_numbers(day, place, numbered)]
    if start + PAGE >= len(own):
        parts += said.listed(desk, room_below(parts))
        rows += said.buttons()
    return "\n".join(parts), [*rows, _pages(day, start, own), _days(desk, day)]


def _start(own: list[VisitLine], first: int) -> int:
    """Return where the page begins; behind the last line it is the last page."""
    start = bisect_left([line.id for line in own], first)
    return start if start < len(own) else max(0, (len(own) - 1) // PAGE * PAGE)


def _head(
    desk: Desk, day: int, lines: list[VisitLine], own: list[VisitLine], *, empty: bool
) -> str:
    """Return the day with its visits; money of all only to who may see totals.

    ``empty``: nothing else is listed below.
    """
    words = desk.words
    visits = len({line.patient_id for line in lines if line.counts})
    parts = [
        words("<b>{day}</b>", day=day_from(day)),
        words.plural("{n} visit", "{n} visits", visits),
    ]
    if desk.reader.may(Right.SEE_MONEY) and not desk.in_group:
        parts.append(desk.money(sum(line.money for line in lines)))
    head = DOT.join(parts)
    if not own and not empty:
        return head
    if not lines:
        return head + "\n" + words(_("Nothing was logged on this day."))
    if not own:
        return head + "\n" + words(_("You logged nothing on this day."))
    return head if len(own) == len(lines) else head + "\n" + words(_("Your own entries:"))


def _listed(desk: Desk, numbered: Numbered) -> list[str]:
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


def _withdrawn(desk: Desk, day: int) -> list[str]:
    """Return how many entries within the reader's reach were withdrawn; none are not mentioned."""
    reached = [each for each in withdrawn_on(desk.journal, day) if desk.reader.may_mend(each)]
    return [desk.words.plural("{n} withdrawn", "{n} withdrawn", len(reached))] if reached else []


def _numbers(day: int, place: int, numbered: Numbered) -> Rows:
    """Return a button for each entry, which knows the page to come back to."""
    cards = [
        (str(number), OpenLine(line=line.id, day=day, first=place)) for number, line in numbered
    ]
    return in_rows(cards, BUTTONS_A_ROW)


def _pages(day: int, start: int, own: list[VisitLine]) -> list[Button]:
    """Return the ways to the page before and the one after; the first page begins at no line."""
    before, after = max(0, start - PAGE), start + PAGE
    steps: list[Button] = []
    if start:
        steps.append(("◀", ShowDay(day=day, first=own[before].id if before else 0)))
    if after < len(own):
        steps.append(("▶", ShowDay(day=day, first=own[after].id)))
    return steps


def _days(desk: Desk, day: int) -> list[Button]:
    """Return the way to the day before, and to the day after unless that is ahead."""
    today = day_number(desk.calendar.today())
    steps = [("« {}", day - 1), ("{} »", day + 1)]
    return [
        (sign.format(desk.words.short_day(day_from(other))), ShowDay(day=other, first=0))
        for sign, other in steps
        if 0 <= other <= today
    ]
