"""What the buttons of an import carry: the file, how it is read, and what is to happen."""

from __future__ import annotations

from typing import Literal

from aiogram.filters.callback_data import CallbackData

from clinic.importing.seen import Taking
from clinic.marks import mark as _
from handlers.import_room import Place
from handlers.letters import Button

KindName = Literal["visits", "complaints", "expenses", "patients"]
Deed = Literal[
    "show", "columns", "column", "set", "sheets", "kinds", "rehearse", "legacy", "type", "begin"
]
NO_DAY = -1


class Offer(CallbackData, prefix="1io"):
    """Do something with the file of this message, read as this sheet and kind.

    ``number`` is a column of the kind, or the day before which patients are legacy; ``at`` is the
    place of a column in the file, -1 for nowhere.
    """

    file: int
    sheet: int
    kind: KindName
    deed: Deed
    number: int = NO_DAY
    at: int = -1

    def but(self, deed: Deed, **changes: object) -> Offer:
        """Return the same file's button of another deed."""
        return self.model_copy(update={"deed": deed, **changes})


class OfImport(CallbackData, prefix="1iu"):
    """Ask whether an import is to be undone, undo it, or leave it."""

    imported: int
    deed: Literal["ask", "undo", "keep"]


IMPORT, UNDO_IMPORT = _("Import"), _("Undo the whole import")


def again(place: Place, taking: Taking) -> Offer:
    """Return the button that begins an import once more."""
    legacy = NO_DAY if taking.legacy_before is None else taking.legacy_before
    return Offer.model_validate(
        {
            "file": place.message_id,
            "sheet": taking.sheet,
            "kind": taking.kind,
            "deed": "begin",
            "number": legacy,
        }
    )


def undoing(label: str, import_id: int) -> Button:
    """Return the button that asks whether to undo an import."""
    return label, OfImport(imported=import_id, deed="ask")
