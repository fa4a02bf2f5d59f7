"""How posters are shown: the list with its places, and the picture to be printed."""

from __future__ import annotations

import io

import segno

from clinic.marks import mark as _
from clinic.poster import PLACES
from handlers.desk import Desk
from handlers.letters import Button, Rows, in_rows, shortened
from handlers.poster_buttons import MakePoster, ShowPoster, TakeDown
from storage.posters import Poster, posters_of

WHERE = _("Where will the poster hang? Each place has its own, so you see who was asked where.")
NONE_YET = _("A poster with a QR code asks your patients for one to five stars, anonymously.")
LISTED = _("Your posters. Tap one for its picture.")
TYPED = "typed"
MOST = 20
QR_SCALE = 24
"""Pixels for each module of the QR code: about a thousand across, for print on A4."""


def poster_picture(link: str) -> bytes:
    """Return the QR code of a link as PNG, as large as A4 needs it; a corner may be covered."""
    image = io.BytesIO()
    segno.make(link, micro=False, error="h").save(image, kind="png", scale=QR_SCALE)
    return image.getvalue()


def poster_page(desk: Desk, changed: tuple[int, bool] | None = None) -> tuple[str, Rows]:
    """Return the list of posters, ``changed`` (id, hidden) as it shall be, and the places."""
    hidden = dict([changed] if changed else [])
    known = posters_of(desk.journal)
    listed: list[list[Button]] = [
        [_named(desk, each), down_button(desk, each, hidden.get(each.id, each.hidden))]
        for each in known
    ]
    clinic = desk.reader.clinic_id
    places: list[Button] = [
        (desk.words(_("+ {place}"), place=desk.words(label)), MakePoster(clinic=clinic, place=key))
        for key, label in PLACES.items()
    ]
    other = (desk.words(_("Another place")), MakePoster(clinic=clinic, place=TYPED))
    head = desk.words(LISTED if known else NONE_YET)
    rows: Rows = [*listed, *in_rows(places, 2), [other]]
    return f"{head}\n{desk.words(WHERE)}", rows


def _named(desk: Desk, poster: Poster) -> Button:
    of = {"clinic": poster.clinic_id, "poster": poster.id}
    return (desk.words("{place}", place=shortened(poster.place, MOST)), ShowPoster(**of))


def down_button(desk: Desk, poster: Poster, hidden: bool) -> Button:
    """Return the button that takes a poster down, or puts up one that is ``hidden``."""
    of = {"clinic": poster.clinic_id, "poster": poster.id}
    label = _("Put it up") if hidden else _("Take it down")
    return (desk.words(label), TakeDown(**of, down=not hidden))
