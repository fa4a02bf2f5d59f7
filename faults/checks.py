"""What is wrong at the end: typed, stored and answered are compared chat by chat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from faults.lines import Line


@dataclass(frozen=True, slots=True)
class Chat:
    """One chat: the lines typed and stored, and the codes that the bot's messages show."""

    typed: list[Line]
    stored: list[Line]
    heard: list[str]


@dataclass(slots=True)
class Findings:
    """Counts of what went wrong; all are 0 where nothing did, but for ``repeated``."""

    lost: int = 0
    doubled: int = 0
    unanswered: int = 0
    disordered: int = 0
    """Chats whose lines or first answers came in another order than they were typed."""
    repeated: int = 0
    """Answers shown more than once: Telegram has no key by which it could drop the second."""

    @property
    def wrong(self) -> dict[str, int]:
        """Return the counts that must be 0 and are not."""
        counts = {
            "lost": self.lost,
            "doubled": self.doubled,
            "unanswered": self.unanswered,
            "disordered": self.disordered,
        }
        return {name: count for name, count in counts.items() if count}


def compare(chats: Iterable[Chat]) -> Findings:
    """Return what differs between the lines that people typed and what became of them."""
    findings = Findings()
    for chat in chats:
        typed, stored = Counter(chat.typed), Counter(chat.stored)
        wanted = Counter(code for code, _ in chat.typed)
        heard = Counter(chat.heard)
        findings.lost += (typed - stored).total()
        findings.doubled += (stored - typed).total()
        findings.unanswered += (wanted - heard).total()
        findings.repeated += (heard - wanted).total()
        findings.disordered += not _in_order(chat, wanted)
    return findings


def _in_order(chat: Chat, wanted: Counter[str]) -> bool:
    """Return whether what was kept and answered came as it was typed; what was not is no matter."""
    typed_once = [code for code, _ in chat.typed if wanted[code] == 1]
    heard_once = [code for code in dict.fromkeys(chat.heard) if wanted[code] == 1]
    kept, answered = set(chat.typed) & set(chat.stored), set(heard_once)
    return _first(chat.typed, kept) == _first(chat.stored, kept) and heard_once == [
        code for code in typed_once if code in answered
    ]


def _first(lines: list[Line], wanted: set[Line]) -> list[Line]:
    """Return the wanted lines in the order of their first coming."""
    return [line for line in dict.fromkeys(lines) if line in wanted]
