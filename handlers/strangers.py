"""Strangers: a code from a clinic lets them in; anything else gets one polite line."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from clinic.marks import mark as _
from clinic.words import Words
from handlers.filters import IsStranger, start
from handlers.forwarded import ForwardedInvite, ForwardsInvite
from handlers.invites import accept
from handlers.letters import to_stranger
from handlers.menu import Menus
from handlers.setup import begin
from handlers.silence import Silence
from storage.team import Team
from storage.unit import Unit

POLITE = _(
    "I keep a clinic's journal and work only for its staff. If you work in a clinic, ask its "
    "owner for an invite and open it here."
)
TRIES_AN_HOUR = 5


def routes() -> Router:
    """Route everybody who has no role anywhere."""
    router = Router(name=__name__)
    router.message.filter(IsStranger())
    router.edited_message.filter(IsStranger())
    router.callback_query.filter(IsStranger())
    router.message.register(refuse_forwarded, ForwardsInvite())
    router.message.register(enter, start(with_code=True), ~F.forward_origin)
    router.message.register(stay_outside)
    router.edited_message.register(say_nothing)
    router.callback_query.register(say_nothing)
    return router


async def enter(
    message: Message, unit: Unit, team: Team, menus: Menus, silence: Silence, state: FSMContext
) -> None:
    """Let a person in by an invite or a claim code; guesses are few an hour."""
    if silence.may_hear(message.chat.id, TRIES_AN_HOUR):
        code = (message.text or "").split(maxsplit=1)[1]
        member = accept(message, code, unit, team)
        menus.show(member)
        await begin(member, unit, team, state)


async def refuse_forwarded(message: Message, silence: Silence) -> None:
    """Say how an invite opens, within the guesses of an hour."""
    if silence.may_hear(message.chat.id, TRIES_AN_HOUR):
        raise ForwardedInvite


async def stay_outside(message: Message, unit: Unit, words: Words, silence: Silence) -> None:
    """Answer once an hour."""
    if silence.may_hear(message.chat.id):
        unit.send(to_stranger(message.chat.id, words(POLITE)))


async def say_nothing(event: Message | CallbackQuery) -> None:
    """Leave old buttons and edits of strangers alone."""
