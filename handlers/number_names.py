"""The names by which a number can be narrowed: services, channels or doctors, page by page."""

from __future__ import annotations

from collections.abc import Sequence

from clinic.catalogue import Field
from clinic.marks import mark as _
from clinic.narrowing import UNKNOWN_ID, UNKNOWN_NAMES, listed_in
from clinic.words import Markup
from handlers.desk import Desk
from handlers.letters import Button, Rows, in_rows, shortened
from handlers.number_buttons import ListNames, Narrow, OfReport
from handlers.number_options import CHOSEN
from handlers.number_views import BACK
from storage.habits import channels_of, doctors_of, services_of
from storage.reports import Said

PAGE, A_ROW, LONGEST = 8, 2, 20
NOBODY = 0
"""No author: the services are those that the whole clinic uses most."""

WHICH = {
    Field.SERVICE: _("{title}\n\nWhich service?"),
    Field.CHANNEL: _("{title}\n\nBy which channel did the patients come?"),
    Field.DOCTOR: _("{title}\n\nWhich doctor?"),
}


def names_page(desk: Desk, said: Said, field: Field, page: int) -> tuple[str, Rows]:
    """Return a page of names in the place of the number, with the way back to it."""
    words = desk.words
    named = [*_ranked(desk, field), (UNKNOWN_ID, words(UNKNOWN_NAMES[field]))]
    shown = named[page * PAGE : (page + 1) * PAGE]
    names = [_button(shortened(name, LONGEST), said, field, id) for id, name in shown]
    steps: list[Button] = []
    if page > 0:
        steps.append(("◀", ListNames(report=said.id, field=field, page=page - 1)))
    if (page + 1) * PAGE < len(named):
        steps.append(("▶", ListNames(report=said.id, field=field, page=page + 1)))
    rows = [*in_rows(names, A_ROW), steps, [(words(BACK), OfReport(report=said.id))]]
    return words(WHICH[field], title=Markup(f"<b>{said.title}</b>")), rows


def _ranked(desk: Desk, field: Field) -> Sequence[tuple[int, str]]:
    """Return ids and names, the most used of late first; who is offered no more only if used."""
    used = {
        Field.SERVICE: lambda: services_of(desk.journal, NOBODY),
        Field.CHANNEL: lambda: channels_of(desk.journal),
        Field.DOCTOR: lambda: doctors_of(desk.journal),
    }[field]()
    rank = {id: place for place, id in enumerate(used)}
    shown = [
        each for each in listed_in(desk.catalogue, field) if not each.hidden or each.id in rank
    ]
    shown.sort(key=lambda each: (rank.get(each.id, len(rank)), each.id))
    return [(each.id, each.name) for each in shown]


def _button(name: str, said: Said, field: Field, id: int) -> Button:
    """Return the button that asks of one alone, marked where that is so already."""
    chosen = (said.question.only or {}).get(field.value) == id
    return CHOSEN.format(name) if chosen else name, Narrow(report=said.id, field=field, id=id)
