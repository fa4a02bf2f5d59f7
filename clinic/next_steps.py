"""The next step of a number in the clinic's own words, in place of the bot's."""

from __future__ import annotations

import re

from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.text import clean

PREFIX = "step."
"""Begins the key of the setting that holds a step, such as ``step.returns``."""

LONGEST = 200
_COMMAND = re.compile(r"/\w+(@\w+)?")


class BadStep(Refusal):
    """Nothing that a person could do: no letter, or a command alone."""

    template = _(
        "A next step is one line in your own words, with more than a command in it, such as: "
        "Call ten of them by Friday, /calls"
    )


class LongStep(Refusal):
    """The step is longer than a line."""

    template = _("A next step has at most {limit} characters, and this has {size}; write less.")


def key_of(metric: str, state: str = "") -> str:
    """Return the key of a step: of the metric, or of a state in which it has another one."""
    return PREFIX + ".".join(filter(None, (metric, state)))


def read_step(typed: str) -> str:
    """Return a step as it is kept. Raises BadStep and LongStep."""
    step = " ".join(clean(typed).split())
    if len(step) > LONGEST:
        raise LongStep(limit=LONGEST, size=len(step))
    if _COMMAND.fullmatch(step) or not any(each.isalpha() for each in step):
        raise BadStep
    return step
