"""Replies to an entry's card correct that very entry: 25000, rent, yesterday, #1043, // a note."""

from __future__ import annotations

from collections.abc import Iterator

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from clinic.entries.kind import Field, Kind, Shape
from clinic.entries.reading import read_values
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.people import Right
from clinic.reading.edges import quoted
from clinic.words import Markup
from handlers.desk import Desk
from handlers.entry_amending import correct_kept
from handlers.entry_editing import asks_on
from handlers.entry_place import place_of
from handlers.entry_reach import own_kept, replied_kept
from handlers.examples import CODES, YESTERDAY
from handlers.filters import IsCommand, May
from handlers.keys import IsKey
from handlers.showing import way_back
from storage.unit import Unit

AMOUNT, TOMORROW, NOTED, STARRED = "25000", _("tomorrow"), _("// a note"), "4/5"
MOST_CHOICES = 2


class NotACorrection(Refusal):
    """The words of a reply say nothing that this kind of entry has."""

    template = _("I did not understand “{part}”. A correction of this looks like: {examples}")


def routes() -> Router:
    """Route replies to the cards of entries; those to others go on."""
    router = Router(name=__name__)
    for observer in (router.message, router.edited_message):
        observer.filter(May(Right.LOG))
        observer.register(correct, F.reply_to_message, F.text, ~IsCommand(), ~IsKey())
    return router


async def correct(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Change what the text says of the replied card's own row."""
    found = replied_kept(desk, message)
    if found is None or await asks_on(state, found.id, unit.now):
        raise SkipHandler  # another card, or an answer to what this one asks
    kept, text = own_kept(desk, found.id), message.text or ""
    values = read_values(kept.kind, text, place_of(desk))
    if not values:
        examples = ", ".join(examples_of(desk, kept.kind))
        raise NotACorrection(part=quoted(text), examples=Markup(examples))
    correct_kept(desk, kept, values, unit, back=way_back(message.reply_to_message))


def examples_of(desk: Desk, kind: Kind) -> Iterator[str]:
    """Yield corrections that this kind understands, each to be copied by a tap."""
    shapes = {each.shape for each in kind.fields}
    typed = [
        *([AMOUNT] if Shape.MONEY in shapes else []),
        *(choice for each in kind.fields for choice in _choices(desk, each)),
        *([STARRED] if Shape.STARS in shapes else []),
        *([f"#{CODES[1]}"] if Shape.PATIENT in shapes else []),
        desk.words(TOMORROW if Shape.DUE in shapes else YESTERDAY),
        desk.words(NOTED),
    ]
    return (desk.words("<code>{each}</code>", each=Markup(each)) for each in typed)


def _choices(desk: Desk, field: Field) -> list[str]:
    return [desk.words(each.label) for each in field.choices[:MOST_CHOICES]] if field.kept else []
