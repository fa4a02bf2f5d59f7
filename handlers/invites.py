"""Opening an invite: whoever opens one joins the clinic, or hears why it does not open."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, User

from clinic.calendar import HOUR, day_from
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.people import ROLE_NAMES, Role, StaffMember
from clinic.words import Markup, Words
from handlers.colleagues import YOU_ARE, YOU_ARE_DOCTOR, name_of
from handlers.examples import examples_in
from handlers.filters import ForAll, start
from handlers.home import keys_for
from handlers.letters import message as letter
from handlers.letters import with_keys
from handlers.menu import Menus
from handlers.practice import BeginPractice
from handlers.setup import begin
from storage.invites import Invite
from storage.membership import stand_among_doctors
from storage.team import Team, join
from storage.unit import Unit

JOINED = _(
    "Welcome! {you_are}\n\n"
    "Write a visit as it comes, for example <code>{line}</code>: the patient's card number, the "
    "service, the amount. I save it at once, and you can undo it.\n\n"
    "/help shows the rest."
)
OWNER_NEXT = _("/today shows today's numbers, /invite lets a colleague in.")
TRY = _("You can practise first: nothing of it counts.")
HERE_NOW = _("From now on you work in {clinic} here; /clinics switches back.")
DROPPED = _("What you had begun to fill in is dropped.")


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


class AnotherRole(Refusal):
    """The person works in this clinic already as ``role``, and the invite is not used."""

    template = _(
        "You work in this clinic already, as {role}, and this invite is for another role. An owner "
        "changes yours in /team; the invite is still good for a colleague."
    )


class AlreadyJoined(Refusal):
    """The person has used this very invite."""

    template = _("You have joined by this invite already. /help shows what I understand.")


def routes() -> Router:
    """Route who works somewhere already and opens an invite."""
    router = Router(name=__name__)
    router.message.register(join_another, start(with_code=True), ForAll())
    return router


async def join_another(
    message: Message,
    command: CommandObject,
    unit: Unit,
    team: Team,
    state: FSMContext,
    menus: Menus,
) -> None:
    """Let somebody who works elsewhere into a further clinic, or a claimed one get its owner."""
    form = await state.get_state()
    await state.clear()
    member = accept(message, command.args or "", unit, team, dropped=form is not None)
    menus.show(member)
    await begin(member, unit, team, state)


def accept(
    message: Message, code: str, unit: Unit, team: Team, *, dropped: bool = False
) -> StaffMember:
    """Add the person to the invite's clinic and return him as he is there.

    ``dropped``: a form of another clinic is dropped, and he is told so. Raises why the invite
    does not open; it is not used then.
    """
    found, person = team.invites.of_code(code), message.from_user
    if found is None or person is None:
        raise UnknownInvite
    unit.staff_seen = team.staff_change(found.clinic_id)
    words = _words(person, found, team, unit.now)
    elsewhere = {each.clinic_id: each.role for each in team.memberships(person.id)}
    here = elsewhere.pop(found.clinic_id, None)
    _check(found, here, person.id, unit.now, words)
    unit.clinic_id = found.clinic_id
    join(unit, found, person.id, name_of(person))
    if found.doctor:
        catalogue = team.journal(found.clinic_id).catalogue()
        stand_among_doctors(unit, catalogue, person.id, name_of(person))
    about = (person.id, found.clinic_id, found.role, name_of(person), words.language)
    member = StaffMember(*about, several=bool(elsewhere))
    _welcome(member, unit, team, doctor=found.doctor, dropped=dropped)
    return member


def _words(person: User, found: Invite, team: Team, now: int) -> Words:
    """Return the words of the language asked for, else of his Telegram's, else of the clinic."""
    asked, _clinic = team.standing(person.id)
    clinics = team.settings(found.clinic_id, now).language
    return Words.for_chat(asked or person.language_code or clinics)


def _check(found: Invite, here: Role | None, person_id: int, now: int, words: Words) -> None:
    """Raise why the invite does not open; only a claim code raises who works here already."""
    if found.used is not None:
        raise AlreadyJoined if here and found.used_by == person_id else UsedInvite
    if found.revoked is not None:
        raise RevokedInvite
    if found.expires < now:
        raise ExpiredInvite
    if here is found.role:
        raise AlreadyHere
    if here is not None and not found.is_claim:
        raise AnotherRole(role=Markup(words(ROLE_NAMES[here])))


def _welcome(member: StaffMember, unit: Unit, team: Team, *, doctor: bool, dropped: bool) -> None:
    """Say what he is here and show the first line to type, with the main screen."""
    words, settings = Words.for_chat(member.language), team.settings(member.clinic_id, unit.now)
    catalogue = team.journal(member.clinic_id).catalogue()
    typed = examples_in(catalogue, day_from(unit.now // (24 * HOUR)), settings.currency, words)
    standing = YOU_ARE_DOCTOR if doctor and member.role is Role.STAFF else YOU_ARE[member.role]
    you_are = Markup(words(standing, clinic=settings.name))
    parts = [words(JOINED, you_are=you_are, line=typed.line)]
    if member.role is Role.OWNER:
        parts.append(words(OWNER_NEXT))
    if member.several:
        parts.append(words(HERE_NOW, clinic=settings.name))
    if dropped:
        parts.append(words(DROPPED))
    text = "\n".join(parts)
    unit.send(with_keys(member.id, text, keys_for(words, member, settings.name)))
    if member.role is not Role.OWNER:  # an owner's set-up comes next, and its questions are enough
        # One message cannot bring both keys and a button.
        practise = [[(words(_("Practise first")), BeginPractice())]]
        unit.send(letter(member.id, words(TRY), practise))
