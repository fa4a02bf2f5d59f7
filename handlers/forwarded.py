"""Forwarded messages are never a command, an entry or an answer: somebody else wrote them."""

from __future__ import annotations

import re

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import Message

from clinic.errors import Refusal
from clinic.marks import mark as _
from handlers.filters import ForAll

OPENS = re.compile(r"^/start\s+\S|\?start=", re.IGNORECASE)


class Forwarded(Refusal):
    """A message of somebody else's was passed on."""

    template = _(
        "Forwarded messages are not read, so nothing was saved. Type the line yourself: "
        "1042 hygiene 3500"
    )


class ForwardedInvite(Refusal):
    """An invite was passed on instead of opened; it is not used."""

    template = _(
        "An invite does not open when it is forwarded to me. If it is yours, tap its link "
        "yourself; otherwise ask the clinic's owner for an invite of your own."
    )


class ForwardsInvite(Filter):
    """Lets through an invite that somebody passes on."""

    async def __call__(self, message: Message) -> bool:
        """Return whether the forwarded text or caption would open an invite."""
        text = message.text or message.caption or ""
        return message.forward_origin is not None and OPENS.search(text) is not None


def routes() -> Router:
    """Route whatever was forwarded, before anybody can take it for the sender's own words."""
    router = Router(name=__name__)
    router.message.register(refuse_invite, ForwardsInvite(), ForAll())
    router.message.register(refuse, F.forward_origin, ForAll())
    return router


async def refuse_invite(message: Message) -> None:
    """Ask the person to open it himself."""
    raise ForwardedInvite


async def refuse(message: Message) -> None:
    """Ask the person to type it."""
    raise Forwarded
