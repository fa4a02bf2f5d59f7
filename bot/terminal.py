"""What commands say: to standard output and, when something is wrong, in one line of errors."""

from __future__ import annotations

import os
import sys

from clinic.errors import Refusal
from clinic.words import Words, nearest_language


def words() -> Words:
    """Return the words of the terminal's language; English where the system names none."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    asked = next((os.environ[name] for name in names if os.environ.get(name)), None)
    return Words(nearest_language(asked))


def say(line: str = "") -> None:
    """Write a line to standard output, at once: scripts wait for some of them."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def complain(refusal: Refusal) -> None:
    """Write what was refused to standard error, as one line."""
    sys.stderr.write(" ".join(words().refusal(refusal).split()) + "\n")
