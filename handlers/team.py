"""/team: who works here and which invites are open, in one living message."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from clinic.people import Right
from handlers.desk import Desk
from handlers.filters import May, command
from handlers.inviting import ClosedInvite, NotInPractice
from handlers.letters import Rows, edit_message
from handlers.letters import message as letter
from handlers.people_buttons import ShowPerson, ShowTeam, WithdrawListed
from handlers.team_pages import Roster
from storage.invites import revoke_invite
from storage.team import Team
from storage.unit import Unit


def routes() -> Router:
    """Route what owners look up about people."""
    router = Router(name=__name__)
    may = May(Right.INVITE)
    router.message.register(open_team, command("team"), may)
    router.callback_query.register(turn_page, ShowTeam.filter(), may)
    router.callback_query.register(open_person, ShowPerson.filter(), may)
    router.callback_query.register(withdraw, WithdrawListed.filter(), may)
    return router


async def open_team(message: Message, desk: Desk, team: Team, unit: Unit) -> None:
    """List everybody, in the owner's own chat."""
    if desk.reader.practises:
        raise NotInPractice
    unit.send(letter(desk.reader.id, *Roster.of(desk, team, unit.now).page(0)))


async def turn_page(
    callback: CallbackQuery, callback_data: ShowTeam, desk: Desk, team: Team, unit: Unit
) -> None:
    """Show a page of the people in the message whose button was tapped."""
    roster = Roster.behind(callback_data, desk, team, unit.now)
    redraw(callback, unit, *roster.page(callback_data.page))


async def open_person(
    callback: CallbackQuery, callback_data: ShowPerson, desk: Desk, team: Team, unit: Unit
) -> None:
    """Show one person and what can be changed."""
    roster = Roster.behind(callback_data, desk, team, unit.now)
    redraw(callback, unit, *roster.person(roster.member(callback_data.person)))


async def withdraw(
    callback: CallbackQuery, callback_data: WithdrawListed, desk: Desk, team: Team, unit: Unit
) -> None:
    """Take a listed invite back; the list goes on without it."""
    roster = Roster.behind(callback_data, desk, team, unit.now)
    gone = next((each for each in roster.invites if each.hash == callback_data.hash), None)
    if gone is None:
        raise ClosedInvite
    revoke_invite(unit, gone, desk.reader.id)
    left = tuple(each for each in roster.invites if each is not gone)
    redraw(callback, unit, *replace(roster, invites=left).page(0))


def redraw(callback: CallbackQuery, unit: Unit, text: str, rows: Rows) -> None:
    """Show something else in the message whose button was tapped."""
    if callback.message is not None:
        place = (callback.message.chat.id, callback.message.message_id)
        unit.send(edit_message(*place, text, rows))
