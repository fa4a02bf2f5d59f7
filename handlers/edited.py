"""Edited Telegram messages: the entry follows what its message says now."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from clinic.draft import VisitDraft
from clinic.errors import Refusal
from clinic.line import read_visits, reads_as_visit
from clinic.marks import mark as _
from clinic.people import Right
from handlers.amending import is_whole_visit
from handlers.asked import NOTHING, Asked
from handlers.checks import asked_after_saving, reconsidered
from handlers.desk import Desk
from handlers.edited_views import summary
from handlers.filters import COMMAND, IsCommand, May
from handlers.fixing import correct
from handlers.letters import token_of
from handlers.privacy import ask_about, left_of, screen
from handlers.reach import NotYours, WithdrawnLine
from handlers.rewriting import Rewritten, lines_of, rewrite
from handlers.showing import show_everywhere, show_result, still_asked
from handlers.visits import with_own_doctor
from storage.journal import VisitLine
from storage.practice import room_of
from storage.team import Team
from storage.unit import Unit
from storage.visits import AmendedLine


class StaysAsItWas(Refusal):
    """The edited text cannot be read, or what it says lies outside its bounds."""

    template = _("{reason}\nThe entry stays as it was.")


class NothingLeft(Refusal):
    """No text is left in the message of an entry."""

    template = _(
        "There is no text in this message any more, so the entry stays as it was. To withdraw it, "
        "press Undo on its card."
    )


class NotFollowed(Refusal):
    """An edited message that wrote no entry, such as an answer to a question."""

    template = _(
        "Nothing was changed: this message wrote no entry of its own. Press Edit on the card, or "
        "reply to the card with what is right."
    )


class WrittenElsewhere(Refusal):
    """The entry of the message is in another clinic of the person's."""

    template = _(
        "This message wrote an entry in another of your clinics, so nothing was changed here. "
        "Change to that clinic and edit it once more."
    )


class PictureNotRead(Refusal):
    """A picture's caption was made to look like a line."""

    template = _("I don't read captions, so nothing was saved. Type it as a message of its own.")


def routes() -> Router:
    """Route what was edited, but not what somebody else wrote."""
    router = Router(name=__name__)
    router.edited_message.filter(May(Right.LOG))
    router.edited_message.register(follow, ~F.forward_origin)
    router.edited_message.register(correct, F.reply_to_message, F.text, ~IsCommand())
    router.edited_message.register(stay, ~F.forward_origin)
    return router


async def follow(message: Message, desk: Desk, unit: Unit) -> None:
    """Change the message's own entries to what it says now; what replies changed else stays."""
    written = lines_of(desk, message)
    if not written:
        raise SkipHandler
    if any(line.author_id != desk.reader.id for line in written):
        raise NotYours(line=written[0].id)
    if all(line.voided is not None for line in written):
        raise WithdrawnLine(line=written[0].id)
    drafts = _drafts(desk, message, written)
    kept = [
        replace(with_own_doctor(desk, draft), note=left_of(desk, draft.note)) for draft in drafts
    ]
    told = rewrite(desk, unit, message, written, kept)
    _show(desk, unit, told)
    _ask_about_notes(
        desk, unit, told, {now.note: was.note for was, now in zip(drafts, kept, strict=True)}
    )


def _ask_about_notes(desk: Desk, unit: Unit, told: Rewritten, typed: dict[str, str]) -> None:
    """Ask about what was left out of the notes that came or changed; ``typed`` by what is left."""
    for line in (*told.changed, *told.added):
        changes = line.newest if isinstance(line, AmendedLine) else ()
        if line in told.added or any(each.field == "note" for each in changes):
            text = typed.get(line.note, line.note)
            if text != line.note:
                ask_about(desk, unit, screen(desk, unit, "visit", line.id, text))


async def stay(message: Message, desk: Desk, team: Team, state: FSMContext) -> None:
    """Let what was not saved before become an entry, if it says more than a number."""
    text = message.text or ""
    if message.caption and reads_as_visit(message.caption):
        raise PictureNotRead
    if not reads_as_visit(text):
        raise SkipHandler
    if _written_elsewhere(desk, team, token_of(message, 0)):
        raise WrittenElsewhere
    if not is_whole_visit(desk, text):
        raise NotFollowed
    raise SkipHandler


def _written_elsewhere(desk: Desk, team: Team, token: str) -> bool:
    """Return whether the message is an entry of another clinic, or of the person's practice."""
    person_id, here = desk.reader.id, desk.reader.clinic_id
    clinics = [each.clinic_id for each in team.memberships(person_id)]
    elsewhere = [each for each in (*clinics, room_of(person_id)) if each != here]
    return any(team.journal(each).line_by_token(token) is not None for each in elsewhere)


def _drafts(desk: Desk, message: Message, written: list[VisitLine]) -> list[VisitDraft]:
    """Return what the text says, on the day on which it was first written."""
    text = message.text or message.caption or ""
    if COMMAND.match(text):
        text = text.partition(" ")[2]
    if not text.strip():
        raise NothingLeft
    day = desk.calendar.day_of(min(line.logged for line in written))
    try:
        return read_visits(text, desk.catalogue, day, desk.settings.currency)
    except Refusal as reason:
        raise StaysAsItWas(reason=reason) from reason


def _show(desk: Desk, unit: Unit, told: Rewritten) -> None:
    """Bring the cards up to date; of several lines one summary tells what became of them."""
    if told.kept_out and len(told.touched) == 1:
        raise WithdrawnLine(line=told.kept_out[0].id)
    if len(told.touched) == 1:
        show_result(desk, told.touched[0], unit, _asked(desk, unit, told))
        return
    for line in told.touched:
        show_everywhere(desk, line, unit, still_asked(desk, line))
    if told.touched:
        unit.answer(summary(desk, told))


def _asked(desk: Desk, unit: Unit, told: Rewritten) -> Asked:
    """Return what the card of the only line asks."""
    if told.added:
        return asked_after_saving(desk, unit, told.added[0], told.said.get("choices", ()))
    if told.changed:
        return reconsidered(desk, unit, told.changed[0], told.said, NOTHING.after(told.said))
    return NOTHING
