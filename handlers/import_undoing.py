"""/import: how to send a file, the last imports, and their undoing."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from clinic.importing.kinds import KINDS, PATIENTS
from clinic.marks import mark as _
from clinic.words import Markup
from handlers.desk import Desk
from handlers.filters import command
from handlers.import_buttons import UNDO_IMPORT, OfImport, undoing
from handlers.import_deciding import shown_of
from handlers.import_room import ImportRoom
from handlers.letters import Rows, shortened
from handlers.letters import message as letter
from handlers.setting_form import redraw
from storage.import_list import Import, import_by_id, newest_imports
from storage.import_undo import NoImport, Undone, UndoneBefore
from storage.unit import Unit

SEND = _(
    "Send me a file with visits, complaints, expenses or patients: XLSX, XLS, ODS or CSV, up to "
    "20 MB. I show how I read it before anything is written."
)
ASK = _("Undo the import of <b>{file}</b>? All its entries are withdrawn, amended ones too.")
ASK_PATIENTS = _(
    "Undo the import of <b>{file}</b>? Its patients are removed again; whoever has an entry by "
    "now stays."
)
ENTRY = _("{day} · {file} · {kind}: {n}")


def register(router: Router, may: Filter) -> None:
    """Route the list and the undoing."""
    router.message.register(list_imports, command("import"), may)
    router.callback_query.register(ask, OfImport.filter(F.deed == "ask"), may)
    router.callback_query.register(undo, OfImport.filter(F.deed == "undo"), may)
    router.callback_query.register(keep, OfImport.filter(F.deed == "keep"), may)


async def list_imports(message: Message, desk: Desk, unit: Unit) -> None:
    """Say how a file is sent, and list what was imported."""
    text, rows = _listed(desk)
    unit.send(letter(desk.reader.id, text, rows))


def _listed(desk: Desk) -> tuple[str, Rows]:
    found = newest_imports(desk.journal)
    lines = [desk.words(SEND), *(_line(desk, each) for each in found)]
    rows = [
        [undoing(desk.words(_("Undo {file}"), file=shortened(each.file, 24)), each.id)]
        for each in found
        if each.undone is None
    ]
    return "\n".join(lines), rows


def _line(desk: Desk, each: Import) -> str:
    words, started = desk.words, desk.calendar.day_of(each.started)
    said = words(
        ENTRY,
        day=words.short_day(started),
        file=shortened(each.file, 40),
        kind=Markup(words(KINDS[each.kind].label)),
        n=words.number(each.good),
    )
    if each.undone is not None:
        return words(_("{entry}, undone"), entry=Markup(said))
    if each.finished is None:
        return words(_("{entry}, not finished"), entry=Markup(said))
    return said


def _found(desk: Desk, import_id: int) -> Import:
    """Return the import of a button; raises NoImport or UndoneBefore."""
    found = import_by_id(desk.journal, import_id)
    if found is None:
        raise NoImport(number=import_id)
    if found.undone is not None:
        raise UndoneBefore
    return found


async def ask(callback: CallbackQuery, callback_data: OfImport, desk: Desk, unit: Unit) -> None:
    """Ask before a whole import is undone."""
    found = _found(desk, callback_data.imported)
    template = ASK_PATIENTS if found.kind == PATIENTS.name else ASK
    text = desk.words(template, file=shortened(found.file, 60))
    import_id = callback_data.imported
    yes = (desk.words(UNDO_IMPORT), OfImport(imported=import_id, deed="undo"))
    no = (desk.words(_("Leave it")), OfImport(imported=import_id, deed="keep"))
    redraw(callback, unit, text, [[yes], [no]])


async def undo(
    callback: CallbackQuery, callback_data: OfImport, desk: Desk, unit: Unit, imports: ImportRoom
) -> None:
    """Withdraw all lines of an import, once."""
    found = _found(desk, callback_data.imported)
    undone = await imports.undo(found.id, shown_of(desk, 0))
    redraw(callback, unit, _came_to(desk, undone, shortened(found.file, 60)))


def _came_to(desk: Desk, undone: Undone, file: str) -> str:
    if undone.kind != PATIENTS.name:
        return desk.words.plural(
            "The import of <b>{file}</b> is undone: {n} entry is withdrawn.",
            "The import of <b>{file}</b> is undone: {n} entries are withdrawn.",
            undone.count,
            file=file,
        )
    said = desk.words.plural(
        "The import of <b>{file}</b> is undone: {n} patient is removed.",
        "The import of <b>{file}</b> is undone: {n} patients are removed.",
        undone.count,
        file=file,
    )
    stayed = desk.words.plural(
        "{n} patient has entries and stays.", "{n} patients have entries and stay.", undone.stayed
    )
    return f"{said}\n{stayed}" if undone.stayed else said


async def keep(callback: CallbackQuery, callback_data: OfImport, desk: Desk, unit: Unit) -> None:
    """Leave the import as it is."""
    redraw(callback, unit, *_listed(desk))
