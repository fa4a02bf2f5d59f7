"""A poster sent to whoever made it: the page for the printer, and how it looks."""

from __future__ import annotations

from clinic.marks import mark as _
from clinic.poster import file_name
from clinic.report import Sheet
from handlers.desk import Desk
from handlers.letters import Copy, Rows, document, picture
from handlers.poster_views import down_button, link_of, poster_sheet
from handlers.reporting import Reporting
from storage.pictures import add_picture
from storage.posters import Poster
from storage.unit import Unit

HERE = _("<b>{clinic}</b> · {place}\n{link}\n\nThe PDF above is for print on A4.")


async def send_poster(
    desk: Desk, unit: Unit, poster: Poster, bot_name: str, reports: Reporting
) -> None:
    """Send the poster to the reader himself: the page for the printer, and how it looks."""
    link = f"https://{link_of(poster, bot_name)}"
    text = desk.words(HERE, clinic=desk.settings.name, place=poster.place, link=link)
    rows: Rows = [[(desk.words(_("Copy")), Copy(link)), down_button(desk, poster, poster.hidden)]]
    printed, shown = [
        await _page(desk, unit, poster_sheet(desk, poster, bot_name, format), reports)
        for format in ("pdf", "png")
    ]
    unit.send(document(desk.reader.id, printed, file_name(poster.place), ""))
    unit.send(picture(desk.reader.id, shown, text, rows))


async def _page(desk: Desk, unit: Unit, sheet: Sheet, reports: Reporting) -> int:
    """Return the id of a page; it is drawn once, and sent again by what Telegram kept of it."""
    key = f"{unit.bot_id} {sheet.format} {sheet.version}"  # a file id is good for one bot only
    return desk.mail.pictures.of(key) or add_picture(unit, key, await reports.sheet(sheet))
