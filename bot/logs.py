"""Logs on standard error; the token shows in none of them."""

from __future__ import annotations

import logging
import re
import traceback
from pathlib import Path

TOKEN = re.compile("[0-9]{5,}:[A-Za-z0-9_-]{20,}")
HIDDEN = "[token]"
TALKATIVE = ("aiosqlite",)
"""Libraries whose DEBUG lines quote what is written: patients' lines, as they were typed."""


def hidden(text: str, token: str | None) -> str:
    """Return the text without the token, and without whatever looks like one."""
    without = text.replace(token, HIDDEN) if token else text
    return TOKEN.sub(HIDDEN, without)


class Discreet(logging.Formatter):
    """Hides the token in the finished text: messages, arguments and tracebacks alike."""

    def __init__(self, token: str | None) -> None:
        """Take the token that must not show."""
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without the token."""
        return hidden(super().format(record), self._token)


def set_up(level: str, token: str | None) -> None:
    """Send what is at least as grave as ``level`` to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet(token))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLevelName(level)))
    logging.getLogger("aiogram").setLevel(logging.WARNING)  # it says a line of each update


def where(fault: BaseException) -> str:
    """Return a fault's kind and place; never its words, which may quote a patient's update."""
    frames = traceback.extract_tb(fault.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return type(fault).__name__ + place
