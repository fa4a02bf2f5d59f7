"""Entries of every kind by a typed line: `/expense ads 20000 instagram`, or the bare words."""

from __future__ import annotations

from typing import Any

from aiogram import F, Router
from aiogram.filters import CommandObject, Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from clinic.entries.kind import EntryDraft, Kind, Shape
from clinic.entries.kinds import BY_COMMAND
from clinic.entries.reading import read_entry
from clinic.entries.refusals import NoAmount, NoChoice, NoDueDay, NoName, NoPatient, NoWords
from clinic.entries.spoken import spoken_kind
from clinic.errors import Refusal
from clinic.people import Right
from handlers import entry_forms
from handlers.desk import Desk
from handlers.entry_cards import show_saved
from handlers.entry_place import place_of
from handlers.entry_saving import check_names, save_entry
from handlers.filters import May, command
from handlers.letters import message as letter
from handlers.letters import token_of
from handlers.visits import SAVED_ALREADY
from storage.kept import kept_by_token
from storage.unit import Unit

LACKS: dict[Shape, type[Refusal]] = {
    Shape.PATIENT: NoPatient,
    Shape.MONEY: NoAmount,
    Shape.NAME: NoName,
    Shape.DUE: NoDueDay,
}


class SpokenEntry(Filter):
    """Lets through a bare text that begins with the word of a kind of entry."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        """Return the kind and what follows its word, or False."""
        spoken = spoken_kind(message.text or "")
        return {"kind": spoken[0], "line": spoken[1]} if spoken else False


def routes() -> Router:
    """Route the commands of the kinds, and bare lines that begin with their words."""
    router = Router(name=__name__)
    router.message.filter(May(Right.LOG))
    router.edited_message.filter(May(Right.LOG))
    router.message.register(log_by_command, command(*BY_COMMAND))
    router.message.register(log_line, F.text, SpokenEntry())
    router.edited_message.register(log_by_command, command(*BY_COMMAND), ~F.forward_origin)
    router.edited_message.register(log_line, F.text, SpokenEntry(), ~F.forward_origin)
    return router


async def log_by_command(
    message: Message, command: CommandObject, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Log what stands behind the command, or ask for it by taps."""
    kind = BY_COMMAND[command.command.casefold()]
    await log_line(message, kind, command.args or "", desk, unit, state)


async def log_line(
    message: Message, kind: Kind, line: str, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Save the entry and answer with its card; what it lacks is asked, and it is saved then."""
    token = token_of(message, 0)
    if kept_by_token(desk.journal, token) is not None:
        unit.send(letter(desk.chat_id, desk.words(SAVED_ALREADY)))
        return
    if not line.strip():
        await entry_forms.begin(desk, unit, state, kind)
        return
    draft = read_entry(kind, line, place_of(desk))
    check_names(desk, draft)
    lack = lack_of(desk, draft)
    if lack is None:
        show_saved(desk, save_entry(desk, unit, draft, token), unit)
    elif desk.in_group:
        raise lack
    else:
        await entry_forms.begin(desk, unit, state, kind, draft)


def lack_of(desk: Desk, draft: EntryDraft) -> Refusal | None:
    """Return the refusal of what the draft lacks and cannot do without, or None."""
    kind, missing = draft.kind, draft.missing()
    if missing is None:
        return NoWords(example=kind.example) if kind.words and not draft.note else None
    if missing.shape is Shape.CHOICE:
        names = ", ".join(desk.words(each.label) for each in missing.choices)
        return NoChoice(choices=names, example=kind.example)
    return LACKS[missing.shape](example=kind.example)
