"""Forwarded messages are never a command, an entry or an answer: somebody else wrote them."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import Message

from clinic.errors import Refusal
from clinic.marks import mark as _


class Forwarded(Refusal):
    """A message of somebody else's was passed on."""

    template = _(
        "Forwarded messages are not read, so nothing was saved. Type the line yourself: "
        "1042 hygiene 3500"
    )


def routes() -> Router:
    """Route whatever was forwarded, before anybody can take it for the sender's own words."""
    router = Router(name=__name__)
    router.message.register(refuse, F.forward_origin)
    return router


async def refuse(message: Message) -> None:
    """Ask the person to type it."""
    raise Forwarded
