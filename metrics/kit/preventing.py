"""Preventing: measures against complaints, whether they were done, and what came after them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.entries import EFFECTS, MEASURES, PREVENTIONS
from metrics.kit.frames import Frames
from metrics.kit.layout import COMPLAINTS, NEVER, Array, Rows, taken
from metrics.kit.shares import Share, share

NOT_NEEDED = PREVENTIONS.index("none")
DAYS = 90
EFFECT_DAYS = {"effect_30": 30, "effect_90": 90}
CAUSES_OF_SUBJECT = 16
"""More than there are causes: subject and cause are one number by it."""


@dataclass(frozen=True)
class Prevented:
    """The measures that were due in a period, and complaints before and after those done in it."""

    on_time: Share
    overdue: int
    by_kind: dict[str, int]
    closed: Share
    """Of the complaints closed in the period, those with a measure that was needed."""

    not_needed: int
    compared: int
    """How many measures were done long enough ago to compare."""

    before: int
    after: int
    """Complaints of the same subject and cause 90 days before and after they were done."""

    effects: dict[str, int]


def prevented(frames: Frames, period: Period, as_of: date) -> Prevented:
    """Return what became of the measures of a period, seen from the as-of day."""
    complaints, rows = (frames[kind].until_rows(as_of) for kind in (COMPLAINTS, MEASURES))
    rows = taken(rows, rows["dropped"] == NEVER)
    needed = taken(rows, rows["kind"] != NOT_NEEDED)
    first, end = day_number(period.first), day_number(as_of)
    last = min(day_number(period.last), end)
    due = (needed["due"] >= first) & (needed["due"] <= last)
    over = due & ((needed["due"] < end) | (needed["done"] != NEVER))
    done = taken(needed, (needed["done"] >= first) & (needed["done"] <= last))
    closed = complaints["id"][(complaints["resolved"] >= first) & (complaints["resolved"] <= last)]
    old = taken(done, done["done"] + DAYS <= end)
    kinds = np.bincount(needed["kind"][due], minlength=len(PREVENTIONS)).tolist()
    return Prevented(
        on_time=share(_in_time(needed)[over]),
        overdue=int(np.count_nonzero(over & (needed["done"] == NEVER))),
        by_kind={name: n for name, n in zip(PREVENTIONS, kinds, strict=True) if n},
        closed=share(np.isin(closed, needed["complaint"])),
        not_needed=int(
            np.count_nonzero(np.isin(closed, rows["complaint"][rows["kind"] == NOT_NEEDED]))
        ),
        compared=len(old["done"]),
        **_around(complaints, old),
        effects=_effects(done, end),
    )


def _in_time(rows: Rows) -> Array:
    found: Array = rows["done"] <= rows["due"]
    return found


def _alike(complaints: Rows) -> Array:
    """Return what complaints must have in common to be one another's repetition."""
    found: Array = complaints["subject"].astype(np.int64) * CAUSES_OF_SUBJECT + complaints["cause"]
    return found


def _around(complaints: Rows, done: Rows) -> dict[str, int]:
    """Return the complaints alike on the 90 days before and on the 90 days after each measure."""
    order = np.argsort((_alike(complaints) << 32) | complaints["day"], kind="stable")
    keys = ((_alike(complaints) << 32) | complaints["day"])[order]
    place = np.searchsorted(complaints["id"], done["complaint"]).clip(max=len(order) - 1)
    mine = _alike(complaints)[place] << 32 if len(order) else np.zeros(0, np.int64)
    days = done["done"][: len(mine)]
    starts = (np.searchsorted(keys, mine | day) for day in (days - DAYS, days, days + 1))
    before, at, behind = starts
    end = np.searchsorted(keys, mine | (days + DAYS), "right")
    return {"before": int((at - before).sum()), "after": int((end - behind).sum())}


def _effects(done: Rows, end: int) -> dict[str, int]:
    """Return what was answered when it was asked whether they helped; the later answer counts."""
    said = np.zeros(len(done["done"]), np.uint8)
    for name, days in EFFECT_DAYS.items():
        known = (done["done"] + days <= end) & (done[name] > 0)
        said[known] = done[name][known]
    counts = np.bincount(said, minlength=len(EFFECTS)).tolist()
    return {name: n for name, n in zip(EFFECTS, counts, strict=True) if name and n}
