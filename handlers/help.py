"""/start, /help and /privacy: what the bot understands, by task."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import Message

from clinic.marks import mark as _
from clinic.people import Right
from handlers.colleagues import YOU_ARE
from handlers.desk import Desk
from handlers.examples import examples
from handlers.filters import ForAll, command, start
from handlers.home import with_home
from handlers.keys import HELP, Pressed
from handlers.letters import message as letter
from storage.unit import Unit

LOG = _(
    "<b>Log a visit</b>: the patient's card number, the service, the amount; or “+ Visit” and "
    "taps.\n"
    "<code>{line}</code>\n"
    "<code>{fuller}</code>\n"
    "Also, in any order: wait <code>w15</code>, rating <code>5/5</code>, "
    "<code>yesterday</code> or <code>12.03</code>, a channel, a doctor, "
    "<code>// a note</code>. Several lines are several visits."
)
SAID = _(
    "<b>Complaint or praise</b>: its key, or /complaint and /praise. Words and photos are added "
    "by a reply."
)
FIX = _(
    "<b>Fix</b>: Undo and Edit on the card, or reply to the card with what is right: {listed}. "
    "/undo withdraws your newest entry, /day lists the day."
)
ASK = _("<b>Ask</b>: /today, /yesterday, /week, /month, or just “today”. /chart draws the week.")
PEOPLE = _(
    "<b>People</b>: /invite lets a colleague in by a link that works once; /team shows who works "
    "here, changes roles and removes."
)
SETTINGS = _("<b>Clinic</b>: /settings holds its name, services, prices, channels and doctors.")
SEVERAL = _("<b>Several clinics</b>: /clinics, or the key with the clinic's name, switches.")
MORE = _(
    "/practice lets you try everything and counts nothing. /language changes the language, "
    "/privacy says what is kept."
)
PRIVACY = _(
    "A patient is a card number or a short code here: never write a name, a phone number, a birth "
    "date or a diagnosis. A chat lies on Telegram's servers and cannot be recalled later.\n\n"
    "The clinic's server keeps the entries, who wrote them and when, and what was corrected. Your "
    "messages as they came are deleted there after seven days.\n\n"
    "Who rates the clinic at a poster is anonymous. Kept are stars, chips, words, the day and the "
    "place; no name, no chat, no message. Against rating twice a day a digest is kept, another one "
    "each day, which names nobody. A card number is kept only if the patient types it to be called "
    "back. Names and phone numbers in his words are left out."
)


def routes() -> Router:
    """Route questions about the bot itself."""
    router = Router(name=__name__)
    router.message.register(help_by_task, start(with_code=False), ForAll())
    router.message.register(help_by_task, command("help"), ForAll())
    router.message.register(help_by_task, Pressed(HELP), ForAll())
    router.message.register(say_privacy, command("privacy"), ForAll())
    return router


async def help_by_task(message: Message, desk: Desk, unit: Unit) -> None:
    """Answer with one example a task, those of the person's role, and show the main screen."""
    words, reader = desk.words, desk.reader
    typed = examples(desk)
    parts = [
        words(YOU_ARE[reader.role], clinic=desk.settings.name),
        words(LOG, line=typed.line, fuller=typed.fuller),
        words(SAID),
        words(FIX, listed=typed.listed(words)),
        words(ASK),
    ]
    parts += [words(text) for text in (*_of_role(desk), MORE)]
    unit.send(with_home(desk, "\n\n".join(parts)))


def _of_role(desk: Desk) -> list[str]:
    """Return the tasks that not everybody has."""
    tasks = [
        (PEOPLE, desk.reader.may(Right.INVITE)),
        (SETTINGS, desk.reader.may(Right.SET)),
        (SEVERAL, desk.reader.several),
    ]
    return [text for text, his in tasks if his]


async def say_privacy(message: Message, desk: Desk, unit: Unit) -> None:
    """Say what is kept and what must not be written."""
    unit.send(letter(message.chat.id, desk.words(PRIVACY)))
