"""What owners change about a person: role, doctor, name, and whether he works here at all."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from clinic.calendar import HOUR
from clinic.errors import Refusal
from clinic.line import reads_as_visit
from clinic.marks import mark as _
from clinic.people import Right
from handlers.colleagues import LONGEST_NAME, one_line
from handlers.desk import Desk
from handlers.filters import ForAll, IsCommand, May, command
from handlers.keys import IsKey
from handlers.leaving import let_go
from handlers.letters import Rows
from handlers.letters import message as letter
from handlers.menu import Menus
from handlers.people_buttons import (
    AskName,
    AskRemoval,
    GiveRole,
    MakeDoctor,
    RemovePerson,
    ShowPerson,
)
from handlers.team import redraw
from handlers.team_notices import ENDED, tell_role
from handlers.team_pages import NobodyHere, Roster
from storage.membership import (
    change_role,
    rename_member,
    stand_among_doctors,
    stand_no_more_among_doctors,
)
from storage.team import Team
from storage.unit import Unit

FORM_LIFE = HOUR
WHAT_NAME = _("How shall {name} be called here? Type it, or /cancel.")
SURE = _("Remove {name} from {clinic}? The access ends at once; the entries stay in the journal.")


class Renaming(StatesGroup):
    """The form: one person waits for a new name."""

    name = State()


class LastOwner(Refusal):
    """A clinic without an owner could never get one again."""

    template = _("A clinic keeps an owner: make somebody else one in /team first.")


class BadPersonName(Refusal):
    """Nothing of the name can be shown, or it is too long."""

    template = _("A name has 1 to {limit} characters on one line, such as: Anna. Type it again.")


def routes() -> Router:
    """Route what owners change about people."""
    router = Router(name=__name__)
    may = May(Right.INVITE)
    router.callback_query.register(give_role, GiveRole.filter(), may)
    router.callback_query.register(make_doctor, MakeDoctor.filter(), may)
    router.callback_query.register(ask_name, AskName.filter(), may)
    router.callback_query.register(ask_removal, AskRemoval.filter(), may)
    router.callback_query.register(remove, RemovePerson.filter(), may)
    typed = (Renaming.name, F.text, ~IsCommand(), ~IsKey(), ~F.text.func(reads_as_visit))
    router.message.register(rename, *typed, may)
    router.message.register(drop, Renaming.name, command("cancel"), ForAll())
    return router


async def give_role(
    callback: CallbackQuery,
    callback_data: GiveRole,
    desk: Desk,
    team: Team,
    unit: Unit,
    menus: Menus,
) -> None:
    """Give a person another role, and show him the main screen that comes with it."""
    roster, role = Roster.behind(callback_data, desk, team, unit.now), callback_data.role
    member = roster.member(callback_data.person)
    changed = replace(member, role=role)
    if role is not member.role:
        if roster.is_last_owner(member):
            raise LastOwner
        change_role(unit, member, role, desk.reader.id)
        tell_role(desk, changed, unit, menus)
    members = tuple(changed if each is member else each for each in roster.members)
    page = replace(roster, members=members)
    # Who gives his own role away sees no more of the others.
    if member.id != desk.reader.id or changed.role is member.role:
        redraw(callback, unit, *page.person(changed))
    else:
        redraw(callback, unit, page.about(changed), [])


async def make_doctor(
    callback: CallbackQuery, callback_data: MakeDoctor, desk: Desk, team: Team, unit: Unit
) -> None:
    """Let a person stand among the doctors, so that his own lines are his, or no more."""
    roster = Roster.behind(callback_data, desk, team, unit.now)
    member = roster.member(callback_data.person)
    if callback_data.doctor:
        stand_among_doctors(unit, desk.catalogue, member.id, member.name)
        doctors = roster.doctors | {member.id}
    else:
        stand_no_more_among_doctors(unit, desk.catalogue, member.id)
        doctors = roster.doctors - {member.id}
    redraw(callback, unit, *replace(roster, doctors=doctors).person(member))


async def ask_name(
    callback: CallbackQuery,
    callback_data: AskName,
    desk: Desk,
    team: Team,
    unit: Unit,
    state: FSMContext,
) -> None:
    """Ask how a person is to be called; the next text is the name."""
    roster = Roster.behind(callback_data, desk, team, unit.now)
    member = roster.member(callback_data.person)
    await state.set_state(Renaming.name)
    await state.set_data({"person": member.id, "clinic": roster.clinic, "asked": unit.now})
    unit.send(letter(desk.chat_id, desk.words(WHAT_NAME, name=member.name)))


async def rename(message: Message, desk: Desk, team: Team, unit: Unit, state: FSMContext) -> None:
    """Call the person by the typed name from now on."""
    form, typed = await state.get_data(), message.text or ""
    if unit.now - form["asked"] > FORM_LIFE or form.get("clinic") != desk.reader.clinic_id:
        await state.clear()
        raise SkipHandler
    name, roster = one_line(typed), Roster.of(desk, team, unit.now)
    if not name or len(typed.strip()) > LONGEST_NAME:
        raise BadPersonName(limit=LONGEST_NAME)
    member = next((each for each in roster.members if each.id == form["person"]), None)
    await state.clear()
    if member is None:
        raise NobodyHere
    rename_member(unit, member, name, desk.reader.id)
    unit.send(letter(desk.chat_id, *roster.person(replace(member, name=name))))


async def drop(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Ask for no name any more."""
    await state.clear()
    unit.send(letter(desk.chat_id, desk.words(_("Dropped. The name stays as it was."))))


async def ask_removal(
    callback: CallbackQuery, callback_data: AskRemoval, desk: Desk, team: Team, unit: Unit
) -> None:
    """Ask once more: it cannot be taken back by a tap."""
    roster = Roster.behind(callback_data, desk, team, unit.now)
    member = roster.member(callback_data.person)
    if roster.is_last_owner(member):
        raise LastOwner
    of = {"clinic": roster.clinic, "person": member.id}
    yes, back = desk.words(_("Yes, remove")), desk.words(_("Back"))
    rows: Rows = [[(yes, RemovePerson(**of))], [(back, ShowPerson(**of))]]
    redraw(callback, unit, desk.words(SURE, name=member.name, clinic=desk.settings.name), rows)


async def remove(
    callback: CallbackQuery,
    callback_data: RemovePerson,
    desk: Desk,
    team: Team,
    unit: Unit,
    menus: Menus,
) -> None:
    """End a person's access at once and tell him; the list goes on without him."""
    roster = Roster.behind(callback_data, desk, team, unit.now)
    member = roster.member(callback_data.person)
    if roster.is_last_owner(member):
        raise LastOwner
    let_go(desk, member, unit, team, menus)
    if member.id == desk.reader.id:
        redraw(callback, unit, desk.words(ENDED, clinic=desk.settings.name), [])
        return
    members = tuple(each for each in roster.members if each is not member)
    redraw(callback, unit, *replace(roster, members=members).page(0))
