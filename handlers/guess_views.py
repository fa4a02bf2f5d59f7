"""Guess first: its two questions, and the guesses of before beside what was so on their days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clinic.marks import mark as _
from clinic.words import Markup
from handlers.desk import Desk
from handlers.guess_rules import may_guess, shares_of
from handlers.letters import Button, Rows, in_rows
from handlers.number_buttons import (
    GuessAgain,
    GuessPatients,
    GuessPeople,
    ListGuesses,
    OfReport,
    SeeWithoutGuess,
)
from storage.guesses import WHOLE, Guess, Split
from storage.reports import Said

STEP, A_ROW, SHOWN = 10, 4, 6
BACK = _("Back")
HOW_MANY_PEOPLE = _(
    "Guess before you look. Of all complaints, what share comes from <b>people</b>: mistakes and "
    "attitude of staff?"
)
HOW_MANY_PATIENTS = _(
    "People: {people}. And from <b>patients</b>: their own mistakes and inflated expectations? "
    "What is left is the organisation: systems, processes, products."
)
NO_GUESSES = _("You have not guessed yet.")
GUESSES = _("Your guesses, and what was known on the day of each:")
OF_A_DAY = _("<b>{day}</b>: organisation {organisation}, patients {customers}, people {people}")
BESIDE_THE_FACT = _("{guess} (it was {fact})")


def first_question(desk: Desk, report_id: int) -> tuple[str, Rows]:
    """Return how he is asked for the share of people, with the way past the question."""
    chips = [
        (_percent(desk, each), GuessPeople(report=report_id, people=each))
        for each in range(0, WHOLE + 1, STEP)
    ]
    past: list[Button] = [(desk.words(_("Show me")), SeeWithoutGuess(report=report_id))]
    return desk.words(HOW_MANY_PEOPLE), [*in_rows(chips, A_ROW), past]


def second_question(desk: Desk, report_id: int, people: int) -> tuple[str, Rows]:
    """Return how he is asked for the share of patients, of what is left."""
    chips = [
        (_percent(desk, each), GuessPatients(report=report_id, people=people, patients=each))
        for each in range(0, WHOLE - people + 1, STEP)
    ]
    back: list[Button] = [(desk.words(BACK), GuessAgain(report=report_id))]
    text = desk.words(HOW_MANY_PATIENTS, people=_percent(desk, people))
    return text, [*in_rows(chips, A_ROW), back]


def guess_row(desk: Desk, said: Said) -> list[Button]:
    """Return the buttons of whoever guesses, under a number that he may guess."""
    if not may_guess(desk, said.question):
        return []
    again = desk.words(_("Guess again") if said.question.guess else _("Guess"))
    return [
        (again, GuessAgain(report=said.id)),
        (desk.words(_("My guesses")), ListGuesses(report=said.id)),
    ]


def guesses_page(
    desk: Desk, report_id: int, kept: list[tuple[Guess, Split, Mapping[str, Any]]]
) -> tuple[str, Rows]:
    """Return the guesses, each beside the groups as they were known on its day."""
    lines = [_line(desk, *each) for each in kept]
    text = "\n".join([desk.words(GUESSES), *lines]) if lines else desk.words(NO_GUESSES)
    return text, [[(desk.words(BACK), OfReport(report=report_id))]]


def _line(desk: Desk, guess: Guess, split: Split, then: Mapping[str, Any]) -> str:
    words = desk.words
    told = {
        name: words(BESIDE_THE_FACT, guess=words.share(share), fact=words.share(_fact(then, name)))
        for name, share in shares_of(split).items()
    }
    return words(OF_A_DAY, day=Markup(words.full_day(guess.day)), **told)


def _fact(then: Mapping[str, Any], group: str) -> float | None:
    share: float | None = then[group]["share"]
    return share


def _percent(desk: Desk, percent: int) -> str:
    return desk.words.share(percent / WHOLE)
