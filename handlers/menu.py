"""The commands that exist, each with its line in Telegram's menu."""

from __future__ import annotations

from clinic.marks import mark as _

MENU = {
    "today": _("how today is going"),
    "day": _("the day's entries"),
    "undo": _("withdraw your newest entry"),
    "week": _("this week"),
    "month": _("this month"),
    "yesterday": _("yesterday"),
    "chart": _("this week as a picture"),
    "visit": _("log a visit"),
    "invite": _("let a colleague in"),
    "language": _("change the language"),
    "privacy": _("what is kept, and what must not be written"),
    "help": _("what I understand"),
}
"""What Telegram's menu lists, the most used first."""

OTHERS = ("start", "cancel")
LATER = frozenset({"complaint", "expense", "whatif", "calls", "settings", "import", "export"})
"""What a later version will do; people who heard of it are told so."""

COMMANDS = (*MENU, *OTHERS)
