"""The clinic's journal as a file, by role."""

from __future__ import annotations

from typing import Protocol

from aiogram import Router
from aiogram.types import Message

from clinic.errors import Refusal
from clinic.exporting.names import file_name, stored_under
from clinic.marks import mark as _
from clinic.people import Right
from handlers.desk import Desk
from handlers.filters import May, command
from handlers.letters import document
from storage.pictures import add_picture
from storage.unit import Unit

HERE = _(
    "Everything of {clinic} as it stands: one sheet a table, what was withdrawn on a sheet of its "
    "own, and what the words mean on the first. It can be imported again."
)
NO_MONEY = _("Amounts are left out: the owner decides who sees money.")


class NothingInPractice(Refusal):
    """A room for practice is no clinic."""

    template = _("This is practice, and nothing of it is kept. End it first: /practice")


class Exporting(Protocol):
    """Writes a clinic's workbook, in another process."""

    async def workbook(self, clinic_id: int, language: str, money: bool) -> bytes:
        """Return the workbook; raises a Refusal where it cannot be written or sent."""


def routes() -> Router:
    """Route /export: for owners with all, for managers as the owner lets them see money."""
    router = Router(name=__name__)
    router.message.register(export, command("export"), May(Right.MEND_OTHERS))
    return router


async def export(message: Message, desk: Desk, unit: Unit, exports: Exporting) -> None:
    """Send the workbook to the reader himself."""
    reader = desk.reader
    if reader.practises:
        raise NothingInPractice
    money = reader.may(Right.SEE_MONEY)
    book = await exports.workbook(reader.clinic_id, desk.words.language, money)
    name = file_name(desk.settings.name, desk.calendar.today())
    kept = add_picture(unit, stored_under(unit.ids.new()), book)
    said = [desk.words(HERE, clinic=desk.settings.name)]
    said += [] if money else [desk.words(NO_MONEY)]
    unit.send(document(reader.id, kept, name, " ".join(said)))
    unit.note("exported", reader.id, None, money=money)
