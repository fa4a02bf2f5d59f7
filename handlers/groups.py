"""Staff groups: binding one to a clinic, what the bot says there, and what it shows by an alert."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import (
    JOIN_TRANSITION,
    LEAVE_TRANSITION,
    ChatMemberUpdatedFilter,
    Filter,
)
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.people import Right, Role, StaffMember
from clinic.words import Markup, Words
from handlers.cards import headline
from handlers.desk import Desk
from handlers.filters import ForAll, InGroup, May, command, start
from handlers.group_buttons import LeaveGroup, ShowAmount
from handlers.letters import edit_message, in_plain, to_stranger
from handlers.letters import message as letter
from handlers.reach import NoSuchLine
from handlers.silence import Silence
from storage.groups import Group, bind, unbind
from storage.unit import Unit

BINDERS = frozenset({Role.OWNER, Role.MANAGER})
BOUND = _("I write down in this group what belongs into the journal of {clinic}.\n\n{how}")
HOW = _(
    "Write <code>/visit 1042 hygiene 3500</code>, and reply to my card with what is right, for "
    "example <code>w20</code>. /undo, /day and /today work too. I read nothing else here, and "
    "show no money."
)
NOT_BOUND = _(
    "I write for a clinic's staff. Let the clinic's owner or a manager send /start here, then I "
    "work in this group."
)
SETTINGS = _("This group writes into the journal of {clinic}.")
LEFT = _("I work in this group no more. The entries stay; /start lets me in again.")


class NotShown(Refusal):
    """The amount is shown to the line's author and to who sees money, and not to this person."""

    template = _("An amount is shown to whoever wrote the entry, and to the owner.")


class Binds(Filter):
    """Lets through whoever may let the bot into a group for his clinic."""

    async def __call__(self, event: ChatMemberUpdated, author: StaffMember | None = None) -> bool:
        """Return whether the person is an owner or a manager of the clinic where he works now."""
        return author is not None and author.role in BINDERS


def routes() -> Router:
    """Route what happens to groups, and what is said about the group itself."""
    router = Router(name=__name__)
    router.my_chat_member.filter(F.chat.type != "private")
    added = ChatMemberUpdatedFilter(JOIN_TRANSITION)
    router.my_chat_member.register(come, added, Binds(), ForAll())
    router.my_chat_member.register(decline, added, ForAll())
    router.my_chat_member.register(go, ChatMemberUpdatedFilter(LEAVE_TRANSITION), ForAll())
    in_group = InGroup()
    router.message.register(begin, start(with_code=False), in_group, ForAll())
    router.message.register(begin, start(with_code=True), in_group, ForAll())
    router.message.register(explain, command("help"), in_group, ForAll())
    router.message.register(offer_to_leave, command("settings"), in_group, May(Right.SET))
    router.callback_query.register(leave, LeaveGroup.filter(), in_group, May(Right.SET))
    router.callback_query.register(show_amount, ShowAmount.filter(), May(Right.LOG))
    return router


async def come(
    event: ChatMemberUpdated, desk: Desk, unit: Unit, group: Group | None = None
) -> None:
    """Bind the group to the clinic of the owner or manager who lets the bot in."""
    if group is None:
        _bind(desk, event.chat.title or "", unit)


async def decline(
    event: ChatMemberUpdated, unit: Unit, words: Words, silence: Silence, group: Group | None = None
) -> None:
    """Say once to whom the bot listens; nothing is bound and nothing kept."""
    if group is None and silence.may_hear(event.chat.id):
        unit.clinic_id = None
        unit.send(to_stranger(event.chat.id, words(NOT_BOUND)))


async def go(event: ChatMemberUpdated, unit: Unit, group: Group | None = None) -> None:
    """Unbind the group that the bot was put out of, whoever did it."""
    if group is not None:
        unbind(unit, group, event.from_user.id)


async def begin(message: Message, desk: Desk, unit: Unit, group: Group | None = None) -> None:
    """Bind the group when an owner or a manager asks for it; say how to log where it is bound."""
    if group is not None:
        unit.send(letter(desk.chat_id, _bound(desk)))
    elif desk.reader.role in BINDERS:
        _bind(desk, message.chat.title or "", unit)


async def explain(message: Message, desk: Desk, unit: Unit) -> None:
    """Say how to log in the group."""
    unit.send(letter(desk.chat_id, desk.words(HOW)))


async def offer_to_leave(message: Message, desk: Desk, unit: Unit) -> None:
    """Say whose journal it is, and offer the way out."""
    text = desk.words(SETTINGS, clinic=desk.settings.name)
    unit.send(letter(desk.chat_id, text, [[(desk.words(_("Stop here")), LeaveGroup())]]))


async def leave(
    callback: CallbackQuery, desk: Desk, author: StaffMember, unit: Unit, group: Group | None = None
) -> None:
    """Unbind the group; the bot stays in it and is silent."""
    if group is not None:
        unbind(unit, group, author.id)
    if callback.message is not None:
        unit.send(edit_message(desk.chat_id, callback.message.message_id, desk.words(LEFT)))


async def show_amount(
    callback: CallbackQuery, callback_data: ShowAmount, desk: Desk, unit: Unit
) -> None:
    """Show the amount in a window that only this person sees."""
    line = desk.journal.line(callback_data.line) if callback_data.line >= 0 else None
    if line is None:
        raise NoSuchLine(line=callback_data.line)
    own = desk.seen_by(desk.reader, desk.reader.id)
    if not own.sees_money_of(line):
        raise NotShown
    unit.alert = in_plain(headline(own, line))


def _bind(desk: Desk, title: str, unit: Unit) -> None:
    bind(unit, desk.chat_id, title, desk.reader.id)
    unit.send(letter(desk.chat_id, _bound(desk)))


def _bound(desk: Desk) -> str:
    how = Markup(desk.words(HOW))
    return desk.words(BOUND, clinic=desk.settings.name, how=how)
