"""How posters are shown: the list with its places, and the page to be printed."""

from __future__ import annotations

from clinic.marks import mark as _
from clinic.people import Role
from clinic.poster import PLACES, PREFIX
from clinic.report import Sheet
from clinic.words import Words
from handlers.desk import Desk
from handlers.letters import Button, Rows, in_rows, shortened
from handlers.number_buttons import AskLine
from handlers.poster_buttons import MakePoster, ShowPoster, TakeDown
from storage.posters import Poster, posters_of

WHERE = _("Where will the poster hang? Each place has its own, so you see who was asked where.")
NONE_YET = _("A poster with a QR code asks your patients for one to five stars, anonymously.")
LISTED = _("Your posters. Tap one for its picture.")
TYPED = "typed"
MOST = 20
ASK, RATE = _("How was your visit?"), _("Rate us in ten seconds")
HOW = _("Anonymous. Opens in Telegram")
LINK = "t.me/{bot}?start={start}"


def poster_sheet(desk: Desk, poster: Poster, bot_name: str, format: str) -> Sheet:
    """Return the page that patients see, in the clinic's language."""
    words = Words(desk.settings.language)
    said = {
        "clinic": desk.settings.name,
        "ask": words(ASK),
        "rate": words(RATE),
        "how": words(HOW),
        "link": link_of(poster, bot_name),
        "place": poster.place,
    }
    return Sheet("rating", "a4", format, said)


def link_of(poster: Poster, bot_name: str) -> str:
    """Return the poster's link as it is read and typed."""
    return LINK.format(bot=bot_name, start=f"{PREFIX}{poster.code}")


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
    rows: Rows = [*listed, *in_rows(places, 2), [other], *_for_the_staff_room(desk)]
    return f"{head}\n{desk.words(WHERE)}", rows


def _for_the_staff_room(desk: Desk) -> list[list[Button]]:
    """Return the way to the other poster, of what a patient brings: the owner alone may see it."""
    if desk.reader.role is not Role.OWNER:
        return []
    return [[(desk.words(_("For the staff room: value of a patient")), AskLine(line="poster"))]]


def _named(desk: Desk, poster: Poster) -> Button:
    of = {"clinic": poster.clinic_id, "poster": poster.id}
    return (desk.words("{place}", place=shortened(poster.place, MOST)), ShowPoster(**of))


def down_button(desk: Desk, poster: Poster, hidden: bool) -> Button:
    """Return the button that takes a poster down, or puts up one that is ``hidden``."""
    of = {"clinic": poster.clinic_id, "poster": poster.id}
    label = _("Put it up") if hidden else _("Take it down")
    return (desk.words(label), TakeDown(**of, down=not hidden))
