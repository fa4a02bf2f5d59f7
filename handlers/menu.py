"""The commands that exist, each with its line in Telegram's menu, and who finds it there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from clinic.entries.kinds import BY_COMMAND
from clinic.marks import mark as _
from clinic.people import Right, StaffMember
from clinic.report import MetricLine
from clinic.words import Words
from handlers.number_asking import ordered


@dataclass(frozen=True, slots=True)
class MenuLine:
    """A command's line in Telegram's menu, and the right without which it is not shown."""

    text: str
    right: Right | None = None


MENU = {
    "visit": MenuLine(_("log a visit"), Right.LOG),
    "complaint": MenuLine(_("write a complaint down"), Right.LOG),
    "praise": MenuLine(_("write praise down"), Right.LOG),
    "more": MenuLine(_("everything else to write down"), Right.LOG),
    "today": MenuLine(_("how today is going"), Right.SEE_COUNTS),
    "day": MenuLine(_("the day's entries"), Right.LOG),
    "undo": MenuLine(_("withdraw your newest entry"), Right.LOG),
    "week": MenuLine(_("this week"), Right.SEE_COUNTS),
    "month": MenuLine(_("this month"), Right.SEE_COUNTS),
    "yesterday": MenuLine(_("yesterday"), Right.SEE_COUNTS),
    "chart": MenuLine(_("this week as a picture"), Right.SEE_COUNTS),
    "numbers": MenuLine(_("all numbers that can be asked for"), Right.SEE_COUNTS),
    "open": MenuLine(_("open complaints"), Right.MEND_OTHERS),
    "calls": MenuLine(_("whom to call"), Right.LOG),
    "due": MenuLine(_("what was promised and is due"), Right.LOG),
    "import": MenuLine(_("take a file in"), Right.SET),
    "export": MenuLine(_("everything as a file"), Right.MEND_OTHERS),
    "invite": MenuLine(_("let a colleague in"), Right.INVITE),
    "team": MenuLine(_("who works here, and as what"), Right.INVITE),
    "settings": MenuLine(_("the clinic's settings"), Right.SET),
    "reports": MenuLine(_("what was said before"), Right.SEE_COUNTS),
    "explain": MenuLine(_("how a number is computed"), Right.SEE_COUNTS),
    "clinics": MenuLine(_("work in another of your clinics")),
    "practice": MenuLine(_("try everything out; nothing counts"), Right.LOG),
    "language": MenuLine(_("change the language")),
    "privacy": MenuLine(_("what is kept, and what must not be written")),
    "help": MenuLine(_("what I understand")),
}
"""What Telegram's menu lists, the most used first."""

BEGIN = MenuLine(_("begin here"))
FOR_EVERYBODY = {"start": BEGIN, **{name: MENU[name] for name in ("help", "language", "privacy")}}
"""The menu of whoever has no role yet."""

OF_SEVERAL = "clinics"
OTHERS = ("start", "cancel", *BY_COMMAND, "poster", "merge")
COMMANDS = (*MENU, *OTHERS)
MOST, LONGEST = 100, 256
"""Lines that Telegram takes, and characters of one."""

SayNow = Callable[[str, dict[str, Any]], None]


class Menus:
    """Shows each member the menu of his role in his own chat, and only when it has changed."""

    def __init__(self, say_now: SayNow, metrics: Callable[[], Sequence[MetricLine]]) -> None:
        """Take what calls a method at once, best effort: a menu that is refused changes nothing.

        The metrics are none until the worker has listed them.
        """
        self._say_now = say_now
        self._metrics = metrics
        self._shown: dict[int, tuple[object, ...]] = {}

    def show(self, member: StaffMember) -> None:
        """Show a member's menu unless it was shown since the start just as it is now."""
        words = Words.for_chat(member.language)
        lines = lines_of(member, self._metrics())
        menu = (member.role, words.language, *lines)
        if self._shown.get(member.id) == menu:
            return
        self._shown[member.id] = menu
        commands = as_commands(lines, words)
        self._say_now("setMyCommands", {"commands": commands, "scope": _chat(member.id)})

    def take_away(self, person_id: int) -> None:
        """Leave whoever works nowhere the menu that everybody has."""
        self._shown.pop(person_id, None)
        self._say_now("deleteMyCommands", {"scope": _chat(person_id)})


def lines_of(member: StaffMember, metrics: Sequence[MetricLine] = ()) -> dict[str, MenuLine]:
    """Return the commands that a member may use, the numbers for every day behind the others."""
    lines = {
        name: line
        for name, line in MENU.items()
        if (line.right is None or member.may(line.right)) and (name != OF_SEVERAL or member.several)
    }
    numbers = {
        each.name: MenuLine(each.question) for each in ordered(member, metrics) if each.everyday
    }
    own = {name: line for name, line in numbers.items() if name not in COMMANDS}
    return dict([*lines.items(), *own.items()][:MOST])


def as_commands(lines: dict[str, MenuLine], words: Words) -> list[dict[str, str]]:
    """Return the lines as the Bot API takes them."""
    return [
        {"command": name, "description": words(line.text)[:LONGEST]} for name, line in lines.items()
    ]


def _chat(person_id: int) -> dict[str, object]:
    return {"type": "chat", "chat_id": person_id}
