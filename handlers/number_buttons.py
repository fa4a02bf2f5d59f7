"""What the buttons under a number carry: the report they hang on, and one small thing to change.

A report knows its whole question; a button of three years ago still does what it says.
"""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field as Limited
from pydantic import FiniteFloat

from clinic.catalogue import Field

Percent = Annotated[int, Limited(ge=0, le=100)]


class OfReport(CallbackData, prefix="1y"):
    """Show this report as it was said: the way back."""

    report: int


class OpenReport(OfReport, prefix="1yo"):
    """Show it as it was said, from the list of what was said."""


class DrawReport(OfReport, prefix="1yp"):
    """Draw its picture."""


class ExplainReport(OfReport, prefix="1yx"):
    """Show how it was computed."""


class ChangeStep(OfReport, prefix="1yz"):
    """Ask for its next step in the owner's words."""


class LeaveStep(OfReport, prefix="1yv"):
    """Let it say the bot's own next step again."""


class AskAgain(OfReport, prefix="1yr"):
    """Ask the same of the same days, as they are now."""


class AskPeriod(OfReport, prefix="1yt"):
    """Ask the same of other days."""

    period: str


class AskOption(OfReport, prefix="1yw"):
    """Ask the same with another value of one option."""

    option: str
    value: FiniteFloat


class ListNames(OfReport, prefix="1yl"):
    """Show the names by which the question can be narrowed, page by page."""

    field: Field
    page: int = 0


class Narrow(OfReport, prefix="1yn"):
    """Ask the same of one service, channel or doctor alone; 0 is unknown."""

    field: Field
    id: int


class Widen(OfReport, prefix="1ya"):
    """Ask the same of all."""


class GuessAgain(OfReport, prefix="1yh"):
    """Ask for a guess before this report is seen, or again."""


class GuessPeople(OfReport, prefix="1yhp"):
    """Guess the share of people, and be asked for that of patients."""

    people: Percent


class GuessPatients(OfReport, prefix="1yhc"):
    """Guess both shares, and see what is so."""

    people: Percent
    patients: Percent


class SeeWithoutGuess(OfReport, prefix="1yhs"):
    """See the report without a guess."""


class ListGuesses(OfReport, prefix="1yhl"):
    """Show one's guesses beside what was so on their days."""


class ListReports(CallbackData, prefix="1yd"):
    """Show the page of what was said that begins below this report; 0: the newest."""

    report: int = 0


class ListNumbers(CallbackData, prefix="1yg"):
    """Show the numbers of one group, or which groups there are."""

    group: str = ""


class AskLine(CallbackData, prefix="1yq"):
    """Ask what is typed here: a metric's name and what may stand behind it."""

    line: str
