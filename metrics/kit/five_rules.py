"""Five rules of care, each as the share of those for whom it was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.coming import coming
from metrics.kit.entries import CALLS
from metrics.kit.frames import Frames
from metrics.kit.halves import noted, up_to
from metrics.kit.keeping import kept
from metrics.kit.layout import COMPLAINTS, EMOTIONS, NEVER, VISITS, Array, Rows, taken
from metrics.kit.shares import COUNTED_UNDER, Share, share
from metrics.kit.weekly import WEEK

ATTENTION, RELATION, PROMISED, CALMING, FEEDBACK = (
    "attention",
    "relation",
    "promises",
    "calming",
    "feedback",
)
LONG = 15
"""Minutes: whoever waits longer is not attended to."""


@dataclass(frozen=True)
class Care:
    """The five rules by name, in the order in which they are told."""

    rules: dict[str, Share]

    @property
    def weakest(self) -> str | None:
        """Return the rule that is kept least often, of those of which enough is known."""
        known = {
            name: share.value
            for name, share in self.rules.items()
            if share.value is not None and share.n >= COUNTED_UNDER
        }
        return min(known, key=lambda name: known[name]) if known else None


def care(frames: Frames, period: Period, as_of: date) -> Care:
    """Return how often each rule was kept in a period, seen from the as-of day."""
    visits = frames[VISITS].rows(period, as_of)
    waits = visits["wait_min"]
    return Care(
        {
            ATTENTION: Share.of(
                np.count_nonzero(up_to(waits, LONG)), np.count_nonzero(noted(waits))
            ),
            RELATION: _kept_in_touch(frames, period, as_of),
            PROMISED: kept(frames, period, as_of).share,
            CALMING: _calmed(frames[COMPLAINTS].rows(period, as_of)),
            FEEDBACK: share(noted(visits["rating"])),
        }
    )


def _kept_in_touch(frames: Frames, period: Period, as_of: date) -> Share:
    """Return who came or was spoken to in time, of those whose time ran out in whole weeks."""
    last = min(period.last, as_of)
    weeks = ((last - period.first).days + 1) // WEEK
    rows = frames[VISITS].foreseen(last)
    due = coming(rows, day_number(period.first), weeks)
    calls = frames[CALLS].until_rows(as_of)
    calls = taken(calls, (calls["contacted"] != NEVER) & (calls["patient"] >= 0))
    reached = np.zeros(frames.patients, bool)
    reached[calls["patient"]] = True
    late = np.flatnonzero(~due.came & reached[rows["patient"][due.places]])
    seen = {name: rows[name][due.places[late]] for name in ("patient", "day")}
    spoken = _spoken_to(calls, seen, due.due[late])
    return Share.of(np.count_nonzero(due.came) + np.count_nonzero(spoken), len(due.came))


def _spoken_to(calls: Rows, seen: Rows, due: Array) -> Array:
    """Return of visits whether their patient was reached by phone behind them up to a day."""
    keys = np.sort(_key(calls["patient"], calls["contacted"]))
    after, until = (
        np.searchsorted(keys, _key(seen["patient"], days), "right") for days in (seen["day"], due)
    )
    found: Array = until > after
    return found


def _key(patient: Array, day: Array) -> Array:
    return (patient.astype(np.int64) << 32) | day


def _calmed(rows: Rows) -> Share:
    """Return who was calm in the end, of those who complained upset and of whom both is known."""
    calm, other = EMOTIONS.index("calm"), (0, EMOTIONS.index("other"))
    asked = ~np.isin(rows["emotion"], (*other, calm)) & ~np.isin(rows["emotion_after"], other)
    return share(rows["emotion_after"][asked] == calm)
