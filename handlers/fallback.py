"""What nobody else understood: the nearest command, an example of a line, a button that is old."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, Message

from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.nearest import nearest
from clinic.reading.edges import quoted
from handlers.desk import Desk
from handlers.filters import ForAll, IsCommand
from handlers.letters import Rows
from handlers.letters import message as letter
from handlers.menu import COMMANDS
from handlers.number_asking import ordered
from handlers.number_buttons import AskLine
from handlers.reporting import Reporting
from storage.unit import Unit

UNREAD = frozenset(
    {
        ContentType.ANIMATION,
        ContentType.AUDIO,
        ContentType.CHECKLIST,
        ContentType.CONTACT,
        ContentType.DICE,
        ContentType.DOCUMENT,
        ContentType.LOCATION,
        ContentType.PAID_MEDIA,
        ContentType.PHOTO,
        ContentType.POLL,
        ContentType.STICKER,
        ContentType.STORY,
        ContentType.VENUE,
        ContentType.VIDEO,
        ContentType.VIDEO_NOTE,
        ContentType.VOICE,
    }
)
"""What people send on purpose; a pinned message or a new theme is no question."""


class UnknownCommand(Refusal):
    """There is no such command."""

    template = _("There is no {typed}. Did you mean {nearest}? /help lists what I understand.")


class NotALine(Refusal):
    """A message that is neither a visit nor a question."""

    template = _(
        "I did not understand “{part}”. A visit begins with the patient's card number, for "
        "example: 1042 hygiene 3500\n/help shows what else I understand."
    )


class NotText(Refusal):
    """A picture, a voice message, a file: nothing here reads it."""

    template = _(
        "I read only text, so nothing was saved. Type it as a line, for example: 1042 hygiene 3500"
    )


class OldButton(Refusal):
    """A button of an older version."""

    template = _("This button is too old. /day lists the day's entries with fresh ones.")


def routes() -> Router:
    """Route the rest."""
    router = Router(name=__name__)
    router.message.filter(ForAll())
    router.callback_query.filter(ForAll())
    router.message.register(refuse_command, IsCommand())
    router.message.register(refuse_text, F.text)
    router.message.register(refuse_other, F.content_type.in_(UNREAD))
    router.callback_query.register(refuse_button)
    return router


async def refuse_command(message: Message, desk: Desk, reports: Reporting, unit: Unit) -> None:
    """Name the nearest command; the nearest number is a tap away."""
    typed = (message.text or "").split()[0]
    numbers = [line.name for line in ordered(desk.reader, reports.metrics)]
    near = nearest(typed[1:], [*COMMANDS, *numbers])
    refusal = UnknownCommand(typed=quoted(typed), nearest=f"/{near}")
    if near not in numbers or near in COMMANDS or desk.in_group:
        raise refusal
    offered: Rows = [[(f"/{near}", AskLine(line=near))]]
    unit.send(letter(desk.chat_id, desk.words.refusal(refusal), offered))


async def refuse_text(message: Message) -> None:
    """Quote what was not understood and show one right example."""
    raise NotALine(part=quoted(message.text or ""))


async def refuse_other(message: Message) -> None:
    """Say that only text is read."""
    raise NotText


async def refuse_button(callback: CallbackQuery) -> None:
    """Say where fresh buttons are."""
    raise OldButton
