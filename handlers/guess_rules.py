"""When an owner is asked for his guess before he sees a number, and what of it stands beside it."""

from __future__ import annotations

from dataclasses import replace

from clinic.people import Role
from clinic.report import Question
from handlers.desk import Desk
from storage.guesses import WHOLE, Split, guesses_of
from storage.reports import Said

GUESSED = "causes"
"""The number that is guessed first."""

AGAIN_AFTER = 30
"""Days until he is asked again; by a button he may guess whenever he likes."""

LOOKED_BACK = 12


def may_guess(desk: Desk, question: Question) -> bool:
    """Return whether this reader guesses here: an owner, by himself, of the whole clinic."""
    is_his = desk.reader.role is Role.OWNER and not desk.in_group
    return question.metric == GUESSED and is_his and not question.only


def must_guess(desk: Desk, said: Said) -> bool:
    """Return whether he is asked before he sees what is said; not where nothing is known yet."""
    if not may_guess(desk, said.question) or not said.numbers["values"]["classified"]:
        return False
    last = guesses_of(desk.journal, desk.reader.id, 1)
    return not last or (desk.calendar.today() - last[0].day).days >= AGAIN_AFTER


def with_split(question: Question, split: Split | None) -> Question:
    """Return the question with a guess beside it, or without one."""
    return replace(question, guess=shares_of(split) if split else None)


def with_guess(desk: Desk, question: Question) -> Question:
    """Return the question with the reader's newest guess, where he guesses and has one."""
    if not may_guess(desk, question):
        return with_split(question, None)
    kept = guesses_of(desk.journal, desk.reader.id, LOOKED_BACK)
    return with_split(question, next((each.split for each in kept if each.split), None))


def shares_of(split: Split) -> dict[str, float]:
    """Return a guess as shares by the names of the groups."""
    whole = {"organisation": split.organisation, **split._asdict()}
    return {name: percent / WHOLE for name, percent in whole.items()}
