"""Making an invite: one message with link, QR code and buttons, for one colleague."""

from __future__ import annotations

import io
import re

import segno
from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from clinic.errors import Refusal
from clinic.invite import INVITE_LIFE, INVITED_NAMES, InvitedAs, invite_hash, new_invite
from clinic.marks import mark as _
from clinic.people import Right, StaffMember
from clinic.words import Markup, Words, languages
from handlers.colleagues import INVITE, INVITE_CHIPS
from handlers.desk import Desk
from handlers.filters import May, command
from handlers.letters import Button, Copy, Rows, edit_caption, edit_message, in_rows, picture
from handlers.letters import message as letter
from handlers.people_buttons import InviteAs, MakeInvite, Withdraw, packed
from handlers.setting_form import refuse_another_clinic
from storage.invites import Invite, change_invite, make_invite, revoke_invite
from storage.pictures import add_picture
from storage.team import Team
from storage.unit import Letter, Unit

ONCE = _("It works once and for 24 hours: send it to the person it is for.")
SCAN = _("{link}\n\nOr let them scan the picture with their camera.")
WITHDRAWN = _("This invite is withdrawn: it opens nothing. /invite makes a new one.")
A_LINK = re.compile(r"(?:https://\S+\?start=|/start )(?P<code>[a-z2-7]{26})")
CHIPS_A_ROW = 2
"""A third of a phone's width would break the longest role in two."""

QR_SCALE = 10
"""Pixels of the picture for each module of the QR code: read from another phone's screen."""


class OtherRole(Refusal):
    """There is no invite for that role."""

    template = _("I can invite: {known}. For example: /invite staff")


class ClosedInvite(Refusal):
    """The invite of a button opens nothing any more."""

    template = _("This invite is used, withdrawn or too old. /invite makes a new one.")


class NotInPractice(Refusal):
    """People are not invited into a room for practice."""

    template = _("This is practice, where nobody else comes in. End it first: /practice")


def routes() -> Router:
    """Route what owners do with invites."""
    router = Router(name=__name__)
    router.message.register(invite, command("invite"), May(Right.INVITE))
    router.callback_query.register(invite_tapped, MakeInvite.filter(), May(Right.INVITE))
    router.callback_query.register(change, InviteAs.filter(), May(Right.INVITE))
    router.callback_query.register(withdraw, Withdraw.filter(), May(Right.INVITE))
    return router


async def invite(
    message: Message, command: CommandObject, desk: Desk, unit: Unit, bot_name: str
) -> None:
    """Make an invite at once and send it to the owner himself, be he in a group or not."""
    if desk.reader.practises:
        raise NotInPractice
    _make(_wanted(command.args, desk.words), desk, unit, bot_name)


async def invite_tapped(
    callback: CallbackQuery, callback_data: MakeInvite, desk: Desk, unit: Unit, bot_name: str
) -> None:
    """Make an invite as the command does, for the clinic of the list that was tapped."""
    if desk.reader.practises:
        raise NotInPractice
    refuse_another_clinic(desk, callback_data.clinic)
    _make(InvitedAs.STAFF, desk, unit, bot_name)


def _make(wanted: InvitedAs, desk: Desk, unit: Unit, bot_name: str) -> None:
    author, words, code = desk.reader, desk.words, new_invite()
    make_invite(unit, code, wanted, author.id, unit.now + INVITE_LIFE)
    link = _link(code, bot_name)
    text, rows = _text(words, wanted, link), _rows(words, wanted, link, code)
    if not bot_name:
        unit.send(letter(author.id, text, rows))
        return
    # The key of a picture is stored for longer than the code may be.
    key = f"{unit.bot_id} qr {invite_hash(code).hex()}"
    unit.send(picture(author.id, add_picture(unit, key, qr_code(link)), text, rows))


async def change(
    callback: CallbackQuery,
    callback_data: InviteAs,
    author: StaffMember,
    unit: Unit,
    team: Team,
    words: Words,
) -> None:
    """Let the very same link make something else of a person, in the same message."""
    found, shown = _still_open(callback_data.hash, author, unit, team), _shown(callback)
    wanted, (link, code) = callback_data.wanted, _link_in(shown, callback_data.hash)
    if wanted is not found.invited_as:
        change_invite(unit, found, wanted, author.id)
    unit.send(_edit(shown, _text(words, wanted, link), _rows(words, wanted, link, code)))


async def withdraw(
    callback: CallbackQuery,
    callback_data: Withdraw,
    author: StaffMember,
    unit: Unit,
    team: Team,
    words: Words,
) -> None:
    """Take the invite back, and say so in its message."""
    revoke_invite(unit, _still_open(callback_data.hash, author, unit, team), author.id)
    unit.send(_edit(_shown(callback), words(WITHDRAWN)))


def qr_code(link: str) -> bytes:
    """Return the QR code of a link as PNG: about ten milliseconds of work."""
    image = io.BytesIO()
    segno.make(link, micro=False).save(image, kind="png", scale=QR_SCALE)
    return image.getvalue()


def _wanted(typed: str | None, words: Words) -> InvitedAs:
    """Return what an invite is for: staff unless another is named, in any known language."""
    if not typed or not typed.strip():
        return InvitedAs.STAFF
    name = typed.strip().casefold()
    for wanted in InvitedAs:
        spoken = (Words(language)(INVITED_NAMES[wanted]) for language in languages())
        if name in {wanted.value, *(each.casefold() for each in spoken)}:
            return wanted
    raise OtherRole(known=Markup(", ".join(words(INVITED_NAMES[each]) for each in InvitedAs)))


def _link(code: str, bot_name: str) -> str:
    """Return what opens the invite: a link, or the command while the bot's name is unknown."""
    return f"https://t.me/{bot_name}?start={code}" if bot_name else f"/start {code}"


def _text(words: Words, wanted: InvitedAs, link: str) -> str:
    head = f"{words(INVITE[wanted])} {words(ONCE)}"
    if link.startswith("/"):
        return f"{head}\n\n<code>{link}</code>"
    return f"{head}\n\n{words(SCAN, link=link)}"


def _rows(words: Words, wanted: InvitedAs, link: str, code: str) -> Rows:
    row = packed(invite_hash(code))
    others: list[Button] = [
        (words(INVITE_CHIPS[each]), InviteAs(invite=row, wanted=each))
        for each in InvitedAs
        if each is not wanted
    ]
    copy, back = (words(_("Copy")), Copy(link)), (words(_("Withdraw")), Withdraw(invite=row))
    return [[copy, back], *in_rows(others, CHIPS_A_ROW)]


def _still_open(invite: bytes, author: StaffMember, unit: Unit, team: Team) -> Invite:
    found = team.invites.of_hash(invite)
    if found is None or found.clinic_id != author.clinic_id:
        raise ClosedInvite
    if found.used is not None or found.revoked is not None or found.expires < unit.now:
        raise ClosedInvite
    return found


def _shown(callback: CallbackQuery) -> Message:
    """Return the message of the button; after two days Telegram shows it to nobody's bot."""
    if not isinstance(callback.message, Message):
        raise ClosedInvite
    return callback.message


def _link_in(shown: Message, invite: bytes) -> tuple[str, str]:
    """Return link and code, which only the message holds, or raise ClosedInvite."""
    for found in A_LINK.finditer(shown.caption or shown.text or ""):
        if invite_hash(found["code"]) == invite:
            return found[0], found["code"]
    raise ClosedInvite


def _edit(shown: Message, text: str, rows: Rows = ()) -> Letter:
    change = edit_caption if shown.photo else edit_message
    return change(shown.chat.id, shown.message_id, text, rows)
