"""Texts as they were typed, kept beside the journal until the person says what to do with them.

Each is a form of its own, under an id that tells when it was asked: no chat has so large a number.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from sqlalchemy import BindParameter, and_, bindparam, delete

from storage.ids import RANDOM_BITS
from storage.mail import KEEP_FORM, Mail
from storage.post import forms
from storage.statements import compiled, rank_of
from storage.unit import Unit

STATE = "withheld"
LARGEST_CHAT = 1 << 52
"""Telegram's ids have at most 52 bits."""

_HELD: BindParameter[int] = bindparam("held")
FORGET_WITHHELD = compiled(
    delete(forms).where(
        and_(
            forms.c.bot_id == bindparam("bot_id"),
            forms.c.chat_id == _HELD,
            forms.c.person_id == bindparam("person_id"),
        )
    ),
    rank_of(forms),
)
PRUNE_WITHHELD = compiled(
    delete(forms).where(
        forms.c.bot_id == bindparam("bot_id"),
        forms.c.chat_id > LARGEST_CHAT,
        forms.c.chat_id < bindparam("oldest"),
    ),
    rank_of(forms),
)


@dataclass(frozen=True, slots=True)
class Withheld:
    """What was typed for an entry of a kind, and what is left of it in the journal."""

    kind: str
    entry: int
    typed: str
    left: str


def withhold(unit: Unit, person_id: int, text: Withheld) -> int:
    """Keep a text for its author and return the id under which it is found."""
    held = unit.ids.new()
    content = json.dumps(asdict(text), ensure_ascii=False)
    place = {"bot_id": unit.bot_id, "chat_id": held, "person_id": person_id}
    unit.write(KEEP_FORM, **place, state=STATE, content=content)
    return held


def withheld(mail: Mail, held: int, person_id: int) -> Withheld | None:
    """Return what is kept under an id for this person, or None: it was answered or is too old."""
    if held <= LARGEST_CHAT:
        return None
    state, content = mail.form(held, person_id)
    return Withheld(**json.loads(content)) if state == STATE else None


def forget(unit: Unit, held: int, person_id: int) -> None:
    """Delete a kept text; answered by two taps at once, the slower one is stale."""
    unit.write(FORGET_WITHHELD, bot_id=unit.bot_id, held=held, person_id=person_id)


def forget_older(unit: Unit, age: int) -> None:
    """Delete what is kept for longer than ``age`` (in milliseconds) under the unit's bot."""
    unit.write(PRUNE_WITHHELD, None, bot_id=unit.bot_id, oldest=unit.now - age << RANDOM_BITS)
