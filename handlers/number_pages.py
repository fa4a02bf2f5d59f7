"""Pictures of numbers: each drawn once, and the pages of what is meant for the wall."""

from __future__ import annotations

from dataclasses import replace

from clinic.poster import file_name
from clinic.report import MetricLine, Question
from handlers.letters import document, picture
from handlers.number_asking import Asking
from storage.pictures import add_picture

TALL = "tall"
"""The option by which a page is as high as a phone's screen."""


async def drawn(asking: Asking, question: Question, format: str = "png") -> int:
    """Return the id of a picture; one drawn for an equal state of the journal is taken again."""
    report, unit = await asking.reports.report(question), asking.unit
    shown = f"{unit.bot_id} {report.version}"  # a file id is good for one bot only
    if format != "png":
        shown = f"{shown} {format}"
    known = asking.desk.mail.pictures.of(shown)
    return known or add_picture(unit, shown, await asking.reports.chart(question, format))


async def send_more_pages(asking: Asking, question: Question, line: MetricLine) -> None:
    """Send a page for the printer, and as a phone shows it, besides the picture."""
    chat_id, unit = asking.desk.chat_id, asking.unit
    printed = replace(question, options={**(question.options or {}), TALL: 0})
    name = file_name(line.name)
    unit.send(document(chat_id, await drawn(asking, printed, "pdf"), name, ""))
    tall = replace(question, options={**(question.options or {}), TALL: 1})
    unit.send(picture(chat_id, await drawn(asking, tall), ""))
