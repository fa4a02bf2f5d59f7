"""The list of open promises: person by person, the longest overdue first, page by page."""

from __future__ import annotations

from collections.abc import Sequence

from clinic.calendar import day_from, day_number
from clinic.marks import mark as _
from clinic.people import Right
from clinic.words import ABSENT
from handlers.cards import DOT
from handlers.desk import Desk
from handlers.entry_extra_buttons import DuePage, ShowPromise
from handlers.letters import Button, Rows, in_rows, shortened
from storage.promises import OpenPromise, open_promises

A_PAGE, A_ROW, MOST_WORDS, MOST_NAME = 8, 4, 40, 24
NONE_OPEN = _("No promise is open. Write one down so: {example}")
EXAMPLE = _("/promise 1042 call back tomorrow")
TODAY, BY, OVERDUE = _("today"), _("by {day}"), _("overdue since {day}")
BACK, FURTHER = _("Back"), _("Further")


def due_page(desk: Desk, first: int = 0) -> tuple[str, Rows]:
    """Return the open promises that the reader may close, from this place on."""
    listed = _by_person(_reached(desk))
    if not listed:
        return desk.words(NONE_OPEN, example=desk.words(EXAMPLE)), []
    first = first if 0 <= first < len(listed) else 0
    shown = listed[first : first + A_PAGE]
    head = desk.words.plural("{n} open promise", "{n} open promises", len(listed))
    lines = [head, *_lines(desk, shown, first)]
    numbers: list[Button] = [
        (str(number), ShowPromise(entry=each.id)) for number, each in enumerate(shown, first + 1)
    ]
    return "\n".join(lines), [*in_rows(numbers, A_ROW), _turning(desk, first, len(listed))]


def _reached(desk: Desk) -> list[OpenPromise]:
    """Return the promises that the reader keeps or may mend."""
    found = open_promises(desk.journal, day_number(desk.calendar.today()))
    me = desk.reader
    if me.may(Right.MEND_OTHERS):
        return found
    return [each for each in found if me.id in (each.keeper_id, each.author_id)]


def _by_person(found: Sequence[OpenPromise]) -> list[OpenPromise]:
    """Return them person by person, first whoever is longest overdue."""
    people = list(dict.fromkeys(each.keeper_id for each in found))
    return sorted(found, key=lambda each: people.index(each.keeper_id))


def _lines(desk: Desk, shown: Sequence[OpenPromise], first: int) -> list[str]:
    names, lines, keeper = desk.journal.names(), list[str](), 0
    for number, each in enumerate(shown, first + 1):
        if each.keeper_id != keeper:
            keeper = each.keeper_id
            name = shortened(names.get(keeper, ABSENT), MOST_NAME)
            lines.append(desk.words("<b>{name}</b>", name=name))
        lines.append(f"{number}. {_line(desk, each)}")
    return lines


def _line(desk: Desk, each: OpenPromise) -> str:
    words = shortened(" ".join(each.note.split()), MOST_WORDS)
    parts = [_when(desk, each.due), *([each.code] if each.code else []), words]
    said = (desk.words("{part}", part=part) for part in parts[1:])
    return DOT.join([parts[0], *said])


def _when(desk: Desk, due: int) -> str:
    today = day_number(desk.calendar.today())
    if due == today:
        return desk.words(TODAY)
    return desk.words(OVERDUE if due < today else BY, day=desk.words.short_day(day_from(due)))


def _turning(desk: Desk, first: int, count: int) -> list[Button]:
    turning: list[Button] = []
    if first > 0:
        turning.append((desk.words(BACK), DuePage(first=max(0, first - A_PAGE))))
    if first + A_PAGE < count:
        turning.append((desk.words(FURTHER), DuePage(first=first + A_PAGE)))
    return turning
