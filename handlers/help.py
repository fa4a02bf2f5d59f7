"""/start, /help and /privacy: what the bot understands, by task."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import Message

from clinic.marks import mark as _
from clinic.people import Right
from handlers.colleagues import YOU_ARE
from handlers.desk import Desk
from handlers.filters import command, start
from handlers.letters import message as letter
from storage.unit import Unit

LOG = _(
    "<b>Log a visit</b>: the patient's card number, the service, the amount.\n"
    "<code>1042 hygiene 3500</code>\n"
    "Also, in any order: wait <code>w15</code>, rating <code>5/5</code>, "
    "<code>yesterday</code> or <code>12.03</code>, a channel, a doctor, "
    "<code>// a note</code>. Several lines are several visits."
)
FIX = _(
    "<b>Fix</b>: Undo and Edit on the card, or reply to the card with what is right "
    "(<code>4500</code>, <code>w20</code>, <code>yesterday</code>). /undo withdraws your newest "
    "entry, /day lists the day."
)
ASK = _("<b>Ask</b>: /today, /yesterday, /week, /month, or just “today”. /chart draws the week.")
OWN = _("<b>People</b>: /invite lets a colleague in by a link that works once.")
MORE = _("/language changes the language, /privacy says what is kept.")
PRIVACY = _(
    "A patient is a card number or a short code here: never write a name, a phone number, a birth "
    "date or a diagnosis. A chat lies on Telegram's servers and cannot be recalled later.\n\n"
    "The clinic's server keeps the entries, who wrote them and when, and what was corrected. Your "
    "messages as they came are deleted there after seven days."
)


def routes() -> Router:
    """Route questions about the bot itself."""
    router = Router(name=__name__)
    router.message.register(help_by_task, start(with_code=False))
    router.message.register(help_by_task, command("help"))
    router.message.register(say_privacy, command("privacy"))
    return router


async def help_by_task(message: Message, desk: Desk, unit: Unit) -> None:
    """Answer with one example a task, those of the person's role."""
    words, reader = desk.words, desk.reader
    hello = words(YOU_ARE[reader.role], clinic=desk.settings.name)
    parts = [hello, words(LOG), words(FIX), words(ASK)]
    if reader.may(Right.INVITE):
        parts.append(words(OWN))
    unit.send(letter(message.chat.id, "\n\n".join([*parts, words(MORE)])))


async def say_privacy(message: Message, desk: Desk, unit: Unit) -> None:
    """Say what is kept and what must not be written."""
    unit.send(letter(message.chat.id, desk.words(PRIVACY)))
