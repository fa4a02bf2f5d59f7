"""Practice for newcomers: a room of their own, where everything works and nothing counts."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message

from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.people import Right
from handlers.desk import Desk
from handlers.examples import examples
from handlers.filters import ForAll, IsCommand, May, command
from handlers.home import with_home
from handlers.keys import PRACTICE, Pressed
from handlers.letters import message as letter
from handlers.rooms import OfPastPractice
from storage.practice import empty_room, open_room
from storage.team import Team
from storage.unit import Unit

BEGUN = _(
    "<b>Practice.</b> What you write now counts nowhere and nobody else sees it; it vanishes when "
    "you end, or after a day.\n\nWrite <code>{line}</code>, then reply <code>4500</code> to the "
    "card, then press Undo on it."
)
UNDER_WAY = _("You are practising: what you write counts nowhere.")
OVER = _("Practice is over, and nothing of it is left. What you write from now on counts.")
AT_WORK = _("You are not practising: what you write counts. /practice begins.")


class PracticeOver(Refusal):
    """A card of practice is used after its end."""

    template = _(
        "This was practice. It is over and nothing of it is left; what you write now counts."
    )


class BeginPractice(CallbackData, prefix="1gp"):
    """Work in a room of one's own."""


class EndPractice(CallbackData, prefix="1ge"):
    """Go back to work."""


def routes() -> Router:
    """Route the way into practice and out of it."""
    router = Router(name=__name__)
    past = OfPastPractice()
    router.message.register(say_over, F.reply_to_message, ~IsCommand(), past, ForAll())
    router.callback_query.register(say_over, past, ForAll())
    router.message.register(begin, command("practice"), May(Right.LOG))
    router.callback_query.register(begin, BeginPractice.filter(), May(Right.LOG))
    router.message.register(end, Pressed(PRACTICE), ForAll())
    router.callback_query.register(end, EndPractice.filter(), ForAll())
    return router


async def say_over(event: Message | CallbackQuery) -> None:
    """Say that the card shows nothing any more."""
    raise PracticeOver


async def begin(event: Message | CallbackQuery, desk: Desk, unit: Unit) -> None:
    """Open a room; who is in one already is told so, and shown the way out."""
    reader = desk.reader
    if reader.practises:
        out = [[(desk.words(PRACTICE), EndPractice())]]
        unit.send(letter(reader.id, desk.words(UNDER_WAY), out))
        return
    open_room(unit, reader.id, reader.clinic_id)
    inside = replace(desk, reader=replace(reader, practises=True))
    unit.send(with_home(inside, desk.words(BEGUN, line=examples(desk).line)))


async def end(event: Message | CallbackQuery, desk: Desk, unit: Unit, team: Team) -> None:
    """Empty the room and go back to work; an old key says that practice is over."""
    reader = desk.reader
    if not reader.practises:
        unit.send(with_home(desk, desk.words(AT_WORK)))
        return
    _language, unit.clinic_id = team.standing(reader.id)
    unit.staff_seen = None
    empty_room(unit, reader.id)
    outside = replace(desk, reader=replace(reader, practises=False))
    unit.send(with_home(outside, desk.words(OVER)))
