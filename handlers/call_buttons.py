"""What the buttons of the call list carry: the call, and how often it had been tried when shown."""

from __future__ import annotations

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from clinic.calling import Outcome

BEGINNING = 0
"""Instead of the call after which the next one is wanted."""


class Asks(StrEnum):
    """What a call's card asks for before it is answered."""

    NOTHING = "-"
    DAY = "day"
    REASON = "reason"
    RIVAL = "rival"
    SILENCE = "silence"


class OfCallList(CallbackData, prefix="1qh"):
    """Show this clinic's call list."""

    clinic: int


class ShowOutcomes(OfCallList, prefix="1qo"):
    """Show what came of the clinic's calls."""


class ShowSilent(OfCallList, prefix="1ql"):
    """Show who wants no calls."""


class NextCall(OfCallList, prefix="1qn"):
    """Show the card of whoever comes after this call."""

    after: int


class OfCall(CallbackData, prefix="1qk"):
    """About this call, as it was after so many attempts."""

    call: int
    seen: int


class AskCall(OfCall, prefix="1qa"):
    """Ask on the card for what an outcome needs."""

    asks: Asks


class EndCall(OfCall, prefix="1qe"):
    """Note an outcome that needs nothing further."""

    outcome: Outcome


class BookCall(OfCall, prefix="1qb"):
    """Note that the patient comes on a day (as days since 1970)."""

    day: int


class RefuseCall(OfCall, prefix="1qr"):
    """Note why the patient does not come back; ``rival``: by what a competitor won him."""

    reason: str
    rival: str = ""


class UndoCall(CallbackData, prefix="1qz"):
    """Take back this very attempt."""

    attempt: int


class WithdrawCall(CallbackData, prefix="1qw"):
    """Take back the attempt that was asked about."""

    attempt: int


class ShowNoted(OfCallList, prefix="1qm"):
    """Show what was noted lately, for what was a mistake."""


class EndSilence(CallbackData, prefix="1qu"):
    """Let this patient be called again."""

    patient: int
