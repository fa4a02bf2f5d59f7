"""Invites: an owner makes one-time links, and whoever opens one joins the clinic."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import Message

from clinic.errors import Refusal
from clinic.invite import INVITE_LIFE, new_invite
from clinic.marks import mark as _
from clinic.people import ROLE_NAMES, Right, Role, StaffMember
from clinic.settings import ClinicSettings
from clinic.words import Markup, Words
from handlers.filters import May
from handlers.letters import message as letter
from storage.team import Team, join, make_invite
from storage.unit import Unit

EXAMPLE = Markup("<code>1042 hygiene 3500</code>")
LONGEST_NAME = 64

JOINED = _(
    "Welcome to {clinic}! You are its {role} here.\n\n"
    "Write a visit as it comes, for example {example}: the patient's card number, the service, "
    "the amount. I save it at once, and you can undo it.\n\n/help shows the rest."
)
OWNER_NEXT = _("/today shows today's numbers, /invite lets a colleague in.")
INVITE = _(
    "An invite for one colleague as {role}. It works once and for 24 hours: send it to the "
    "person it is for.\n\n{link}"
)
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
    """The person works in this clinic already."""

    template = _("You work in this clinic already. The invite is still good for a colleague.")


class OtherRole(Refusal):
    """There is no invite for that role."""

    template = _("I can invite: {known}. For example: /invite staff")


def routes() -> Router:
    """Route what brings people in."""
    router = Router(name=__name__)
    router.message.register(join_another, CommandStart(deep_link=True), F.text, ~F.forward_origin)
    router.message.register(invite, Command("invite"), May(Right.INVITE), ~F.forward_origin)
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
    if any(here.clinic_id == found.clinic_id for here in team.memberships(person.id)):
        raise AlreadyHere
    if found.used is not None:
        raise UsedInvite
    if found.revoked is not None:
        raise RevokedInvite
    if found.expires < unit.now:
        raise ExpiredInvite
    unit.clinic_id, unit.staff_seen = found.clinic_id, None
    join(unit, code, found.role, person.id, person.full_name[:LONGEST_NAME])
    settings = team.settings(found.clinic_id, unit.now)
    unit.send(letter(message.chat.id, _welcome(found.role, settings, words)))


def _welcome(role: Role, settings: ClinicSettings, words: Words) -> str:
    role_name = words(ROLE_NAMES[role])
    text = words(JOINED, clinic=settings.name, role=role_name, example=EXAMPLE)
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
    start = Markup(f"<code>/start {code}</code>")
    link = Markup(f"https://t.me/{bot_name}?start={code}") if bot_name else start
    text = words(INVITE, role=words(ROLE_NAMES[role]), link=link)
    if bot_name:
        text += "\n\n" + words(BY_HAND, start=start)
    unit.send(letter(message.chat.id, text))


def _role(typed: str | None, words: Words) -> Role:
    """Return the role an invite is for: staff unless another is named, in any known language."""
    if not typed or not typed.strip():
        return Role.STAFF
    wanted = typed.strip().casefold()
    for role in (Role.STAFF, Role.OWNER):
        if wanted in {role.value, words(ROLE_NAMES[role]).casefold()}:
            return role
    known = ", ".join(words(ROLE_NAMES[role]) for role in (Role.STAFF, Role.OWNER))
    raise OtherRole(known=known)
