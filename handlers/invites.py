"""Invites: an owner makes one-time links, and whoever opens one joins the clinic."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message

from clinic.errors import Refusal
from clinic.invite import INVITE_LIFE, new_invite
from clinic.marks import mark as _
from clinic.people import ROLE_NAMES, Right, Role, StaffMember
from clinic.settings import ClinicSettings
from clinic.words import Markup, Words
from handlers.colleagues import INVITE, YOU_ARE, name_of
from handlers.filters import May, command, start
from handlers.letters import message as letter
from storage.team import Invite, Team, join, make_invite
from storage.unit import Unit

JOINED = _(
    "Welcome! {you_are}\n\n"
    "Write a visit as it comes, for example <code>1042 hygiene 3500</code>: the patient's card "
    "number, the service, the amount. I save it at once, and you can undo it.\n\n"
    "/help shows the rest."
)
OWNER_NEXT = _("/today shows today's numbers, /invite lets a colleague in.")
ONCE = _("It works once and for 24 hours: send it to the person it is for.")
RANKS = (Role.OWNER, Role.MANAGER, Role.STAFF)
BY_HAND = _("Or let them write to me: {start}")


class UnknownInvite(Refusal):
    """There is no such code."""

    template = _("I don't know this code. Ask the clinic's owner for a new invite.")


class UsedInvite(Refusal):
    """Somebody has joined by this code."""

    template = _("This invite was used already; each works once. Ask the owner for a new one.")


class ExpiredInvite(Refusal):
    """The code's time is over."""

    template = _("This invite is too old. Ask the clinic's owner for a new one.")


class RevokedInvite(Refusal):
    """The owner has taken the code back."""

    template = _("The owner has withdrawn this invite. Ask for a new one.")


class AlreadyHere(Refusal):
    """The person works in this clinic already, and the invite is not used."""

    template = _("You work in this clinic already. The invite is still good for a colleague.")


class AlreadyJoined(Refusal):
    """The person has used this very invite."""

    template = _("You have joined by this invite already. /help shows what I understand.")


class OtherRole(Refusal):
    """There is no invite for that role."""

    template = _("I can invite: {known}. For example: /invite staff")


def routes() -> Router:
    """Route what brings people in."""
    router = Router(name=__name__)
    router.message.register(join_another, start(with_code=True))
    router.message.register(invite, command("invite"), May(Right.INVITE))
    return router


async def join_another(
    message: Message, command: CommandObject, unit: Unit, team: Team, words: Words
) -> None:
    """Let somebody who works elsewhere into a further clinic."""
    accept(message, command.args or "", unit, team, words)


def accept(message: Message, code: str, unit: Unit, team: Team, words: Words) -> None:
    """Add the person to the invite's clinic, or raise why the invite does not open."""
    found = team.invite(code)
    person = message.from_user
    if found is None or person is None:
        raise UnknownInvite
    here = [each.role for each in team.memberships(person.id) if each.clinic_id == found.clinic_id]
    _check(found, here, person.id, unit.now)
    unit.clinic_id, unit.staff_seen = found.clinic_id, None
    join(unit, code, found.role, person.id, name_of(person))
    settings = team.settings(found.clinic_id, unit.now)
    unit.send(letter(message.chat.id, _welcome(found.role, settings, words)))


def _check(found: Invite, here: list[Role], person_id: int, now: int) -> None:
    """Raise why the invite does not open; it may raise the role of who works here already."""
    if found.used is not None:
        raise AlreadyJoined if here and found.used_by == person_id else UsedInvite
    if found.revoked is not None:
        raise RevokedInvite
    if found.expires < now:
        raise ExpiredInvite
    if here and RANKS.index(here[0]) <= RANKS.index(found.role):
        raise AlreadyHere


def _welcome(role: Role, settings: ClinicSettings, words: Words) -> str:
    you_are = Markup(words(YOU_ARE[role], clinic=settings.name))
    text = words(JOINED, you_are=you_are)
    return text if role is not Role.OWNER else f"{text}\n{words(OWNER_NEXT)}"


async def invite(
    message: Message,
    command: CommandObject,
    author: StaffMember,
    unit: Unit,
    words: Words,
    bot_name: str,
) -> None:
    """Make a one-time link for a colleague; only its hash is kept."""
    role = _role(command.args, words)
    code = new_invite()
    make_invite(unit, code, role, author.id, unit.now + INVITE_LIFE)
    by_hand = Markup(f"<code>/start {code}</code>")
    link = f"https://t.me/{bot_name}?start={code}" if bot_name else by_hand
    parts = [f"{words(INVITE[role])} {words(ONCE)}", link]
    if bot_name:
        parts.append(words(BY_HAND, start=by_hand))
    unit.send(letter(message.chat.id, "\n\n".join(parts)))


def _role(typed: str | None, words: Words) -> Role:
    """Return the role an invite is for: staff unless another is named, in any known language."""
    if not typed or not typed.strip():
        return Role.STAFF
    wanted = typed.strip().casefold()
    for role in reversed(Role):
        if wanted in {role.value, words(ROLE_NAMES[role]).casefold()}:
            return role
    known = ", ".join(words(ROLE_NAMES[role]) for role in reversed(Role))
    raise OtherRole(known=known)
