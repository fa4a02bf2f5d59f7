"""Whom to call: who stays away longer than usual or was let down, and what a call is worth.

Days are numbers (days since 1970), money is whole minor units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from clinic.working import WorkingDays

LEAST_INTERVALS = 3
"""From so many intervals on a patient has a rhythm of his own."""

YEAR, WEEK = 365, 7
USUAL_RECALL = 180
"""Days: what stands in for a rhythm where neither visits nor the service tell one."""

LOW_STARS, STARS = 2, 5
"""At most so many stars of five are a low rating."""

HELD_MINUTES = 30
"""For so long a card is one person's alone."""

LEFT_IN_PEACE = 90
"""Days: whoever was spoken to is not called again, and a visit within them is the call's."""

PATIENCE = 3
"""After so many attempts nobody tries again before a week has passed."""

MOST_ATTEMPTS = 6
FOR_GOOD = ("moved", "done", "one_off", "student")
"""Reasons for staying away that no call changes."""


class Reason(StrEnum):
    """Why a patient is to be called, the gravest first."""

    COMPLAINT = "complaint"
    PROMISE = "promise"
    RATING = "rating"
    OVERDUE = "overdue"
    RECALL = "recall"


class Outcome(StrEnum):
    """What came of one attempt."""

    REACHED = "reached"
    BOOKED = "booked"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    DO_NOT_CALL = "do_not_call"


GRAVE = frozenset({Reason.COMPLAINT, Reason.PROMISE})
"""These are called before all others, whatever they are worth."""

CONTACTS = (Outcome.REACHED, Outcome.BOOKED, Outcome.REFUSED)
"""Outcomes after which the patient was spoken to."""

QUIET = (Outcome.REACHED, Outcome.REFUSED, Outcome.NO_ANSWER)
"""Closed so, a call is followed by no other for a while; a visit that was booked is waited for."""


@dataclass(frozen=True, slots=True)
class Story:
    """What is known of a patient when it is asked whether to call him.

    ``days`` of his visits rise; ``money`` is what all his lines brought, None where no line says;
    ``recall`` is in how many days the last service is due again. The other days are the newest of
    their kind: an open complaint, a promise that was due and broken, a low rating, a reason to stay
    away for good, a booked visit, a call that was closed.
    """

    days: tuple[int, ...]
    money: int | None = None
    recall: int | None = None
    low_rating: bool = False
    complaint: int | None = None
    promise: int | None = None
    rated: int | None = None
    left: int | None = None
    booked: int | None = None
    called: int | None = None

    @property
    def last(self) -> int:
        """The day of the last visit."""
        return self.days[-1]


def own_limit(days: Sequence[int]) -> int | None:
    """Return 1.5 × the median interval between visits in whole days, or None without a rhythm."""
    gaps = sorted(after - before for before, after in pairwise(days))
    if len(gaps) < LEAST_INTERVALS:
        return None
    twice_the_median = gaps[len(gaps) // 2] + gaps[(len(gaps) - 1) // 2]
    return twice_the_median * 3 // 4


def limit_of(story: Story) -> int | None:
    """Return after how many days without a visit the patient is overdue; None: nobody knows."""
    limits = [each for each in (own_limit(story.days), story.recall) if each is not None]
    return max(limits, default=None)


def reasons_of(story: Story, today: int, active_gap: int) -> tuple[Reason, ...]:
    """Return why to call the patient today, the gravest first; nothing where he is not to be.

    A patient last seen ``active_gap`` days ago, or longer, is lost for the call list.
    """
    if not story.days or today - story.last >= active_gap or _is_let_alone(story, today):
        return ()
    let_down = {
        Reason.COMPLAINT: _since(story.complaint, story),
        Reason.PROMISE: _since(story.promise, story),
        Reason.RATING: story.low_rating or _since(story.rated, story),
    }
    found = [reason for reason, holds in let_down.items() if holds]
    return (*found, *_late(story, today))


def _since(day: int | None, story: Story) -> bool:
    """Return whether it happened and the patient has not been here on a later day."""
    return day is not None and day >= story.last


def _is_let_alone(story: Story, today: int) -> bool:
    """Return whether he is to come, has left for good, or was spoken to of late.

    A complaint or a broken promise of after the call brings him back.
    """
    if _since(story.left, story) or (story.booked is not None and story.booked >= today):
        return True
    if story.called is None or today - story.called > LEFT_IN_PEACE:
        return False
    news = (story.complaint, story.promise)
    return not any(day is not None and day > story.called for day in news)


def _late(story: Story, today: int) -> tuple[Reason, ...]:
    limit = limit_of(story)
    if limit is None or today - story.last <= limit:
        return ()
    return (Reason.OVERDUE,) if limit == own_limit(story.days) else (Reason.RECALL,)


def worth_of(story: Story, today: int) -> int | None:
    """Return what a call is expected to bring in a year, in minor units; None without money.

    The patient's revenue per active year (at least one), times the chance that he comes back: of n
    visits n ÷ (n + 1), less the longer he stays away beyond his limit: limit ÷ days since.
    """
    if story.money is None or not story.days:
        return None
    visits, limit = len(story.days), limit_of(story) or USUAL_RECALL
    active = max(YEAR, story.last - story.days[0])
    away = max(limit, today - story.last)
    return max(0, story.money) * YEAR * visits * limit // (active * (visits + 1) * away)


def rank_of(reason: str, worth: int | None, call_id: int) -> tuple[bool, bool, int, int]:
    """Return what calls are sorted by: grave reasons first, then worth, then the older call."""
    return reason not in GRAVE, worth is None, -(worth or 0), call_id


def next_attempt(attempts: int, today: date, working: WorkingDays) -> date | None:
    """Return when to try again after so many attempts in vain, a working day; None: never."""
    if attempts >= MOST_ATTEMPTS:
        return None
    pause = 0 if attempts < PATIENCE else WEEK - 1
    return working.after(today + timedelta(days=pause), 1)
