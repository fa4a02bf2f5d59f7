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
from handlers.entry_buttons import OpenEntry
from handlers.entry_views import entry_line
from handlers.letters import Button, Rows, in_rows, shortened
from handlers.said_day import room_below, said_on
from storage.amendments import withdrawn_on
from storage.journal import VisitLine
from storage.kept import Kept, kept_on

PAGE = 8
BUTTONS_A_ROW = 4
LONGEST_NAME = 12
Listed = VisitLine | Kept
Numbered = list[tuple[int, Listed]]


def day_page(desk: Desk, day: int, first: int = 0) -> tuple[str, Rows]:
    """Return text and buttons of the page that begins at the entry ``first`` (its id).

    An entry that was added or withdrawn meanwhile does not move the page; where the entry itself
    is gone the next one begins it.
    """
    lines, said = desk.journal.lines_of(day), said_on(desk, day)
    entries: list[Listed] = sorted([*lines, *kept_on(desk.journal, day)], key=_by_id)
    own = [each for each in entries if desk.reader.may_mend(each.author_id)]
    start = _start(own, first)
    numbered = list(enumerate(own[start : start + PAGE], start + 1))
    mine = _whose(desk, entries, own, empty=not said.entries)
    head = _head(desk, day, lines) + (f"\n{mine}" if mine else "")
    parts = [head, *said.counted(desk), *_listed(desk, numbered), *_withdrawn(desk, day)]
    place = own[start].id if start else 0
    rows = [*_numbers(day, place, numbered)]
    if start + PAGE >= len(own):
        parts += said.listed(desk, room_below(parts))
        rows += said.buttons()
    return "\n".join(parts), [*rows, _pages(day, start, own), _days(desk, day)]


def _by_id(entry: Listed) -> int:
    return entry.id


def _start(own: list[Listed], first: int) -> int:
    """Return where the page begins; behind the last line it is the last page."""
    start = bisect_left([line.id for line in own], first)
    return start if start < len(own) else max(0, (len(own) - 1) // PAGE * PAGE)


def _head(desk: Desk, day: int, lines: list[VisitLine]) -> str:
    """Return the day with its visits; money of all only to who may see totals."""
    words = desk.words
    visits = len({line.patient_id for line in lines if line.counts})
    parts = [
        words("<b>{day}</b>", day=day_from(day)),
        words.plural("{n} visit", "{n} visits", visits),
    ]
    if desk.reader.may(Right.SEE_MONEY) and not desk.in_group:
        parts.append(desk.money(sum(line.money for line in lines)))
    return DOT.join(parts)


def _whose(desk: Desk, entries: list[Listed], own: list[Listed], *, empty: bool) -> str:
    """Return what is said of the list below; nothing where it is that of all.

    ``empty``: nothing else is listed below.
    """
    if not own and not empty:
        return ""
    if not entries:
        return desk.words(_("Nothing was logged on this day."))
    if not own:
        return desk.words(_("You logged nothing on this day."))
    return "" if len(own) == len(entries) else desk.words(_("Your own entries:"))


def _listed(desk: Desk, numbered: Numbered) -> list[str]:
    names = desk.journal.names()
    return [
        desk.words(
            _("{number}. {time} {head}{author}"),
            number=number,
            time=desk.calendar.time_of(entry.logged),
            head=Markup(_line(desk, entry)),
            author="" if entry.author_id == desk.reader.id else _signed(names, entry),
        )
        for number, entry in numbered
    ]


def _line(desk: Desk, entry: Listed) -> str:
    if isinstance(entry, Kept):
        return entry_line(desk, entry, LISTED)
    return headline(desk, entry, LISTED)


def _signed(names: dict[int, str], entry: Listed) -> str:
    name = names.get(entry.author_id, "")
    return f"{DOT}{shortened(name, LONGEST_NAME)}" if name else ""


def _withdrawn(desk: Desk, day: int) -> list[str]:
    """Return how many entries within the reader's reach were withdrawn; none are not mentioned."""
    reached = [each for each in withdrawn_on(desk.journal, day) if desk.reader.may_mend(each)]
    return [desk.words.plural("{n} withdrawn", "{n} withdrawn", len(reached))] if reached else []


def _numbers(day: int, place: int, numbered: Numbered) -> Rows:
    """Return a button for each entry, which knows the page to come back to."""
    cards = [(str(number), _opened(entry, day, place)) for number, entry in numbered]
    return in_rows(cards, BUTTONS_A_ROW)


def _opened(entry: Listed, day: int, place: int) -> OpenLine | OpenEntry:
    if isinstance(entry, Kept):
        return OpenEntry(entry=entry.id, day=day, first=place)
    return OpenLine(line=entry.id, day=day, first=place)


def _pages(day: int, start: int, own: list[Listed]) -> list[Button]:
    """Return the ways to the page before and the one after; the first page begins at no entry."""
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
