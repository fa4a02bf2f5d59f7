"""What patients said on a day, below its visits: counted on each page, listed on the last."""

from __future__ import annotations

from dataclasses import dataclass, field
from string import ascii_uppercase

from clinic.marks import mark as _
from clinic.words import Markup
from handlers.cards import DOT, LISTED
from handlers.desk import Desk
from handlers.letters import LONGEST, Button, Rows, in_rows
from handlers.said import Said, head_of
from handlers.said_buttons import OpenSaid
from storage.complaints import Complaint, complaints_on
from storage.praises import praises_on

MOST = 8
A_ROW = 4


@dataclass(frozen=True, slots=True)
class SaidOn:
    """The complaints and praise of a day within the reader's reach, in the order of their time."""

    entries: list[Said] = field(default_factory=list)

    def counted(self, desk: Desk) -> list[str]:
        """Return how many there are, on one line; nothing where there are none."""
        complaints = sum(isinstance(each, Complaint) for each in self.entries)
        praises, plural = len(self.entries) - complaints, desk.words.plural
        parts = [plural("{n} complaint", "{n} complaints", complaints)] if complaints else []
        if praises:
            parts.append(plural("{n} time praised", "{n} times praised", praises))
        return [DOT.join(parts)] if parts else []

    def listed(self, desk: Desk, room: int) -> list[str]:
        """Return the newest as far as there is room, each by a letter."""
        lines: list[str] = []
        for letter, said in self._newest():
            text = desk.words(
                _("{letter}. {time} {head}"),
                letter=letter,
                time=desk.calendar.time_of(said.logged),
                head=Markup(head_of(desk, said, LISTED)),
            )
            room -= len(text) + 1
            if room < 0:
                break
            lines.append(text)
        return lines

    def buttons(self) -> Rows:
        """Return a button for each that may be listed; it opens the entry's card."""
        cards: list[Button] = [(letter, OpenSaid(entry=said.id)) for letter, said in self._newest()]
        return in_rows(cards, A_ROW)

    def _newest(self) -> list[tuple[str, Said]]:
        return list(zip(ascii_uppercase, self.entries[-MOST:], strict=False))


def said_on(desk: Desk, day: int) -> SaidOn:
    """Return what was said on a day; staff see what they wrote down themselves."""
    found: list[Said] = [*complaints_on(desk.journal, day), *praises_on(desk.journal, day)]
    own = [each for each in found if desk.reader.may_mend(each.author_id)]
    return SaidOn(sorted(own, key=lambda each: each.logged))


def room_below(parts: list[str]) -> int:
    """Return how many characters are left below these lines."""
    return LONGEST - sum(len(part) + 1 for part in parts)
