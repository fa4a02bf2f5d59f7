"""What nobody else understood: the nearest command, an example of a line, a button that is old."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.nearest import nearest
from handlers.menu import COMMANDS
from handlers.reporting import Reporting

QUOTED = 60


class UnknownCommand(Refusal):
    """There is no such command."""

    template = _("There is no {typed}. Did you mean {nearest}? /help lists what I understand.")


class NotALine(Refusal):
    """A message that is neither a visit nor a question."""

    template = _(
        "I did not understand “{part}”. A visit begins with the patient's card number, for "
        "example: 1042 hygiene 3500"
    )


class NotText(Refusal):
    """A picture, a voice message, a file: nothing here reads it."""

    template = _("I read only text so far. For example: 1042 hygiene 3500")


class OldButton(Refusal):
    """A button of an older version."""

    template = _("This button is too old. /day lists the day's entries with fresh ones.")


def routes() -> Router:
    """Route the rest."""
    router = Router(name=__name__)
    router.message.register(refuse_command, F.text.startswith("/"))
    router.message.register(refuse_text, F.text)
    router.message.register(refuse_other)
    router.callback_query.register(refuse_button)
    return router


async def refuse_command(message: Message, reports: Reporting) -> None:
    """Name the nearest command."""
    typed = (message.text or "").split()[0][:QUOTED]
    known = [*COMMANDS, *(line.name for line in reports.metrics)]
    raise UnknownCommand(typed=typed, nearest=f"/{nearest(typed[1:], known)}")


async def refuse_text(message: Message) -> None:
    """Quote what was not understood and show one right example."""
    raise NotALine(part=(message.text or "")[:QUOTED])


async def refuse_other(message: Message) -> None:
    """Say that only text is read."""
    raise NotText


async def refuse_button(callback: CallbackQuery) -> None:
    """Say where fresh buttons are."""
    raise OldButton
