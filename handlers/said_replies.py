"""Replies to the card of a complaint or of praise add words and photos to that very entry."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import Message

from clinic.complaint import MOST_PHOTOS, Emotion, Gravity, Subject, is_code_alone, read_mark
from clinic.errors import Refusal
from clinic.line import bounded_note
from clinic.marks import mark as _
from clinic.people import Right
from clinic.reading.typed_code import answered_code
from clinic.text import capped, clean
from handlers.alarm import tell_owners
from handlers.desk import Desk
from handlers.fallback import UNREAD
from handlers.filters import IsCommand, May
from handlers.keys import IsKey
from handlers.letters import token_of
from handlers.privacy import Screened, ask_about, screen
from handlers.said import Said, amend_said, kind_of, own_said, said_of, show_result
from storage.attachments import attach, photos_of
from storage.complaints import Complaint, complaint_by_token
from storage.praises import praise_by_token
from storage.team import Team
from storage.unit import Unit
from storage.visits import patient_of


class TooManyPhotos(Refusal):
    """The entry has as many photos as it may."""

    template = _("This entry has {limit} photos already, and that is the most. It stays as it was.")


class OnlyWordsAndPhotos(Refusal):
    """A file, a voice or the like in reply to a card."""

    template = _("I add only words and photos to this entry. Write it, or send it as a photo.")


def routes() -> Router:
    """Route replies to these cards; those to others go on."""
    router = Router(name=__name__)
    router.message.filter(May(Right.LOG))
    router.message.register(add_words, F.reply_to_message, F.text, ~IsCommand(), ~IsKey())
    router.message.register(add_photo, F.reply_to_message, F.photo)
    router.message.register(refuse_other, F.reply_to_message, F.content_type.in_(UNREAD))
    return router


async def add_words(message: Message, desk: Desk, unit: Unit, team: Team) -> None:
    """Add the text to the entry's words; ``grave``, ``furious`` or ``#1043`` alone set a field."""
    said = _replied(desk, message)
    text = clean(capped(message.text or "")).strip()
    values, screened = _read(desk, said, text, unit)
    changed = amend_said(unit, said, replace(said, **values), desk.reader.id)
    show_changed(desk, changed, unit, team)
    ask_about(desk, unit, screened)


def _read(desk: Desk, said: Said, text: str, unit: Unit) -> tuple[dict[str, Any], Screened]:
    """Return the fields that a reply sets, and what was screened of it."""
    if is_code_alone(text):
        code = answered_code(text, desk.known_code)
        return {"patient_id": patient_of(unit, desk.journal, code), "code": code}, Screened("")
    mark = read_mark(text) if isinstance(said, Complaint) else None
    if mark is not None:
        return _marked(mark), Screened("")
    screened = screen(desk, unit, kind_of(said), said.id, text)
    return {"note": bounded_note("\n".join(filter(None, (said.note, screened.text))))}, screened


def _marked(mark: Gravity | Emotion | Subject) -> dict[str, Any]:
    if isinstance(mark, Gravity):
        return {"gravity": int(mark)}
    return {"emotion": mark.value} if isinstance(mark, Emotion) else {"rude": 1}


async def add_photo(message: Message, desk: Desk, unit: Unit, team: Team) -> None:
    """Add the photo, and its caption to the words; an album comes photo by photo."""
    said = _replied(desk, message)
    added = attach_photo(message, desk, said, unit)
    values, screened = _read(desk, said, clean(message.caption or "").strip(), unit)
    changed = amend_said(unit, said, replace(said, **values), desk.reader.id)
    show_changed(desk, changed, unit, team, added)
    ask_about(desk, unit, screened)


def attach_photo(message: Message, desk: Desk, said: Said, unit: Unit) -> int:
    """Add the message's photo and return how many came: none where it has none, or had it before.

    Raises TooManyPhotos.
    """
    if not message.photo:
        return 0
    largest, photos = message.photo[-1], photos_of(desk.journal, said.id)
    if largest.file_unique_id in photos:
        return 0
    if len(photos) >= MOST_PHOTOS:
        raise TooManyPhotos(limit=MOST_PHOTOS)
    photo = (largest.file_id, largest.file_unique_id)
    attach(unit, kind_of(said), said.id, photo, desk.reader.id)
    return 1


async def refuse_other(message: Message, desk: Desk) -> None:
    """Say what can be added."""
    _replied(desk, message)
    raise OnlyWordsAndPhotos


def show_changed(desk: Desk, said: Said, unit: Unit, team: Team, added: int = 0) -> None:
    """Show the entry wherever it stands, and tell owners of a complaint if it is due now."""
    show_result(desk, said, unit, added)
    if isinstance(said, Complaint):
        tell_owners(desk, said, unit, team)


def _replied(desk: Desk, message: Message) -> Said:
    """Return the entry whose card, or whose own line, is replied to; skips where it is none."""
    replied = message.reply_to_message
    if replied is None:
        raise SkipHandler
    entry = desk.mail.cards.entry_of(desk.reader.clinic_id, desk.chat_id, replied.message_id)
    said = said_of(desk, entry) if entry else typed_in(desk, replied)
    if said is None:
        raise SkipHandler
    return own_said(desk, said.id)


def typed_in(desk: Desk, message: Message) -> Said | None:
    """Return the entry that a message was typed for."""
    token = token_of(message, 0)
    return complaint_by_token(desk.journal, token) or praise_by_token(desk.journal, token)
