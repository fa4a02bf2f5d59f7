"""Why a number or a page cannot be had from the worker."""

from __future__ import annotations

from clinic.errors import Refusal
from clinic.marks import mark as _


class Unanswered(Refusal):
    """The worker could not answer as asked; ``reason`` is worded in the reader's language."""

    template = _("{reason}")


class WorkerDown(Refusal):
    """The worker died or took too long; the next question starts a new one."""

    template = _("The numbers could not be worked out just now. Nothing is lost: ask again.")


class NotDrawn(Refusal):
    """The worker died or took too long over a page."""

    template = _("The page could not be drawn just now. Nothing is lost: ask again.")
