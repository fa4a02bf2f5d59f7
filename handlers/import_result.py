"""What is said of an import while it goes on, and in the end."""

from __future__ import annotations

from clinic.errors import Refusal
from clinic.importing.seen import Rehearsed
from clinic.marks import mark as _
from clinic.words import Markup, Words
from handlers.import_buttons import IMPORT, UNDO_IMPORT, Offer, undoing
from handlers.letters import edit_message, shortened
from storage.unit import Letter

BEGUN = _("Importing. You can go on working.")
UNDER_WAY = _("Importing: {n} rows so far. You can go on working.")
BROKEN_OFF = _("The import was broken off: {reason}\nWhat is in by now stays; it can go on.")
DONE = _("<b>The import is done.</b>")
NEW = {
    "services": _("New services: {names}"),
    "channels": _("New channels: {names}"),
    "doctors": _("New doctors: {names}"),
}
LONGEST_NAMES = 150


def under_way(words: Words, chat_id: int, message_id: int, done: int) -> Letter:
    """Return the edit that says how far an import is."""
    text = words(UNDER_WAY, n=words.number(done))
    return edit_message(chat_id, message_id, text)


def came_to(
    words: Words, chat_id: int, message_id: int, import_id: int, result: Rehearsed
) -> Letter:
    """Return the edit that says what came of an import, with the way back."""
    text = "\n".join([words(DONE), *counted(words, result)])
    rows = [[undoing(words(UNDO_IMPORT), import_id)]] if result.good else []
    return edit_message(chat_id, message_id, text, rows)


def broken_off(
    words: Words, chat_id: int, message_id: int, refusal: Refusal, offer: Offer
) -> Letter:
    """Return the edit that says why an import ended before its end, and lets it go on."""
    text = words(BROKEN_OFF, reason=Markup(words.refusal(refusal)))
    return edit_message(chat_id, message_id, text, [[(words(IMPORT), offer)]])


def counted(words: Words, result: Rehearsed) -> list[str]:
    """Return what the rows are: good, held already, and bad by the kind of their fault."""
    rows = result.good + result.duplicate + result.bad
    lines = [
        words.plural("{n} row:", "{n} rows:", rows),
        words(_("good: {n}"), n=words.number(result.good)),
        words(_("duplicate: {n}"), n=words.number(result.duplicate)),
        words(_("bad: {n}"), n=words.number(result.bad)),
    ]
    lines += [
        words(_("· {n}: {reason}"), n=words.number(count), reason=shortened(reason, 100))
        for count, reason in result.reasons[:4]
    ]
    for table, names in result.created.items():
        shown = shortened(", ".join(names), LONGEST_NAMES)
        lines.append(words(NEW[table], names=shown))
    return lines
