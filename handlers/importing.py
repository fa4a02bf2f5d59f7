"""Files that are sent in chat: what their columns are, a dry run, and the import."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from clinic.errors import Refusal
from clinic.importing.header import digest
from clinic.importing.kinds import kind_of
from clinic.importing.labels import LABELS
from clinic.importing.refusals import TooLarge
from clinic.importing.seen import best_sheet
from clinic.marks import mark as _
from clinic.people import Right
from handlers import import_deciding, import_undoing
from handlers.desk import Desk
from handlers.filters import May
from handlers.import_buttons import Offer
from handlers.import_deciding import NotKept, kept, place_of, shown_of
from handlers.import_room import ImportRoom
from handlers.import_views import (
    column_rows,
    kind_rows,
    offer_rows,
    offer_text,
    sheet_rows,
    title_rows,
    understood,
)
from handlers.letters import message as letter
from handlers.setting_form import redraw
from storage.formats import tell_columns, told_columns
from storage.unit import Unit

MIB = 1024 * 1024
LARGEST = 20 * MIB
NO_TABLES = ("image/", "audio/", "video/")


class NoImportInPractice(Refusal):
    """A room for practice takes no files in."""

    template = _("This is practice, and takes no files in. End it first: /practice")


def routes() -> Router:
    """Route files, and what is tapped and typed about them."""
    router = Router(name=__name__)
    may = May(Right.SET)
    router.message.register(take_file, F.document, ~F.reply_to_message, is_table, may)
    router.callback_query.register(show, Offer.filter(F.deed == "show"), may)
    router.callback_query.register(show_columns, Offer.filter(F.deed == "columns"), may)
    router.callback_query.register(show_titles, Offer.filter(F.deed == "column"), may)
    router.callback_query.register(set_column, Offer.filter(F.deed == "set"), may)
    router.callback_query.register(show_sheets, Offer.filter(F.deed == "sheets"), may)
    router.callback_query.register(show_kinds, Offer.filter(F.deed == "kinds"), may)
    import_deciding.register(router, may)
    import_undoing.register(router, may)
    return router


def is_table(message: Message) -> bool:
    """Return whether a file may be a table: pictures and sounds that come as files are none."""
    kind = (message.document.mime_type or "") if message.document else ""
    return not kind.startswith(NO_TABLES)


async def take_file(message: Message, desk: Desk, unit: Unit, imports: ImportRoom) -> None:
    """Read a file and say how it was understood."""
    file = message.document
    if file is None:
        return
    if desk.reader.practises:
        raise NoImportInPractice
    if (file.file_size or 0) > LARGEST:
        raise TooLarge(limit=LARGEST // MIB)
    place = place_of(desk, message.message_id)
    name = file.file_name or desk.words(_("file"))
    seen = await imports.fetch(place, file.file_id, name, shown_of(desk, message.message_id))
    sheet = best_sheet(list(seen.sheets))
    kind = kind_of(seen.sheets[sheet].header).name
    offer = Offer.model_validate(
        {"file": message.message_id, "sheet": sheet, "kind": kind, "deed": "show"}
    )
    found = understood(desk, seen, offer)
    unit.send(letter(desk.reader.id, offer_text(desk, found), offer_rows(desk, found, offer)))


async def show(
    callback: CallbackQuery, callback_data: Offer, desk: Desk, unit: Unit, imports: ImportRoom
) -> None:
    """Say how the file is understood."""
    found = understood(desk, kept(desk, imports, callback_data), callback_data)
    text, rows = offer_text(desk, found), offer_rows(desk, found, callback_data)
    redraw(callback, unit, text, rows)


async def show_columns(
    callback: CallbackQuery, callback_data: Offer, desk: Desk, unit: Unit, imports: ImportRoom
) -> None:
    """Ask which column is wrong."""
    found = understood(desk, kept(desk, imports, callback_data), callback_data)
    text = desk.words(_("Which column shall stand elsewhere?"))
    redraw(callback, unit, text, column_rows(desk, found, callback_data))


async def show_titles(
    callback: CallbackQuery, callback_data: Offer, desk: Desk, unit: Unit, imports: ImportRoom
) -> None:
    """Ask under which title of the file a column stands."""
    found = understood(desk, kept(desk, imports, callback_data), callback_data)
    name = column_of(found.kind.columns, callback_data)
    text = desk.words(_("Under which title stands: {column}?"), column=desk.words(LABELS[name]))
    redraw(callback, unit, text, title_rows(desk, found, callback_data))


async def set_column(
    callback: CallbackQuery, callback_data: Offer, desk: Desk, unit: Unit, imports: ImportRoom
) -> None:
    """Keep where a column stands, for this header and all like it, and show the file again."""
    seen = kept(desk, imports, callback_data)
    found = understood(desk, seen, callback_data)
    name, header = column_of(found.kind.columns, callback_data), found.sheet.header
    if not -1 <= callback_data.at < len(header):
        raise NotKept
    told = told_columns(desk.journal, found.kind.name, digest(header))
    told = {each: at for each, at in told.items() if at != callback_data.at or at < 0}
    told[name] = callback_data.at
    tell_columns(unit, found.kind.name, digest(header), told, desk.reader.id)
    after = understood(desk, seen, callback_data, told)
    offer = callback_data.but("show", number=-1, at=-1)
    redraw(callback, unit, offer_text(desk, after), offer_rows(desk, after, offer))


async def show_sheets(
    callback: CallbackQuery, callback_data: Offer, desk: Desk, unit: Unit, imports: ImportRoom
) -> None:
    """Ask which sheet is meant."""
    seen = kept(desk, imports, callback_data)
    redraw(callback, unit, desk.words(_("Which sheet?")), sheet_rows(desk, seen, callback_data))


async def show_kinds(
    callback: CallbackQuery, callback_data: Offer, desk: Desk, unit: Unit, imports: ImportRoom
) -> None:
    """Ask what the rows are."""
    kept(desk, imports, callback_data)
    redraw(
        callback, unit, desk.words(_("What does the file hold?")), kind_rows(desk, callback_data)
    )


def column_of(columns: tuple[str, ...], offer: Offer) -> str:
    """Return the column that a button is about; raises NotKept for none of the kind's."""
    if not 0 <= offer.number < len(columns):
        raise NotKept
    return columns[offer.number]
