"""Bookings: who did not come, beside who came, and who left with a next visit booked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.period import Period
from metrics.kit.entries import APPOINTMENTS, BOOKINGS
from metrics.kit.frames import Frames
from metrics.kit.layout import VISITS, Array, Rows
from metrics.kit.newcomers import first_codes
from metrics.kit.pieces import counted
from metrics.kit.shares import Share
from metrics.kit.statistics import ratio

BOOKED, MISSED = BOOKINGS.index("booked"), BOOKINGS.index("missed")
HOURS = 24
COMPLETE = 0.8
"""Of so many it must be known by whom or when, for shares of each to be told."""

MISSED_FIELDS = ("day", "patient", "doctor", "hour", "written", "written_hour")


@dataclass(frozen=True)
class Part:
    """One hour (0…23), doctor or channel, by its name; how many came, and who did not come."""

    by: str
    name: str | int | None
    visits: int
    missed: int

    @property
    def share(self) -> Share:
        """Return no-shows ÷ (visits + no-shows)."""
        return Share.of(self.missed, self.visits + self.missed)


@dataclass(frozen=True)
class Chair:
    """The visits of a period and those that did not take place."""

    whole: Part
    parts: list[Part]
    ahead: Share | None
    """The share of visits with a next one booked on the same day; None where nobody books."""


def chair(frames: Frames, period: Period, as_of: date) -> Chair:
    """Return visits and no-shows of a period, in all and by hour, doctor and first channel.

    Several no-shows of a patient on a day are one. The hour is the one that was booked, else when
    it was written down on its day, as with visits.
    """
    first_channels = first_codes(frames, as_of, "first_channel")
    visits, rows = frames[VISITS].rows(period, as_of), frames[APPOINTMENTS].rows(period, as_of)
    missed = no_shows(rows)
    channels = first_channels[missed["patient"]]
    doctors, named = frames.names["doctor"], frames.names["channel"]
    hours = _complete("hour", range(-1, HOURS), visits["hour"] + 1, _hours(missed) + 1)
    return Chair(
        Part("", None, len(visits["day"]), len(missed["day"])),
        [
            *hours,
            *_complete("doctor", [None, *doctors.names], visits["doctor"], missed["doctor"]),
            *_parts("channel", [None, *named.names], visits["first_channel"], channels),
        ],
        _ahead(visits, rows),
    )


def no_shows(rows: Rows) -> Rows:
    """Return the no-shows, one a patient and day."""
    places = np.flatnonzero((rows["kind"] == MISSED) & (rows["patient"] >= 0))
    keys = _key(rows["day"][places], rows["patient"][places])
    places = places[np.unique(keys, return_index=True)[1]]
    return {name: rows[name][places] for name in MISSED_FIELDS}


def _key(day: Array, patient: Array) -> Array:
    return (day.astype(np.int64) << 32) | patient


def _hours(missed: Rows) -> Array:
    """Return the hour of each no-show, -1 where nobody can know it."""
    at_once = np.where(missed["written"] == missed["day"], missed["written_hour"], np.int8(-1))
    found: Array = np.where(missed["hour"] >= 0, missed["hour"], at_once)
    return found


def _parts(by: str, names: Sequence[int | str | None], came: Array, stayed: Array) -> list[Part]:
    """Return what was counted by each name; code 0 is unknown."""
    seen, missed = (counted(codes, len(names)) for codes in (came, stayed))
    return [
        Part(by, name if code else None, int(seen[code]), int(missed[code]))
        for code, name in enumerate(names)
        if seen[code] or missed[code]
    ]


def _complete(by: str, names: Sequence[int | str | None], came: Array, stayed: Array) -> list[Part]:
    """Return the parts, or nothing where it is unknown of more than a fifth: shares would lie."""
    if min(_known(came), _known(stayed)) < COMPLETE:
        return []
    return _parts(by, names, came, stayed)


def _known(codes: Array) -> float:
    return ratio(int(np.count_nonzero(codes)), len(codes)) or 0.0


def _ahead(visits: Rows, rows: Rows) -> Share | None:
    booked = np.flatnonzero((rows["kind"] == BOOKED) & (rows["planned"] > rows["day"]))
    if not len(booked):
        return None
    keys = _key(visits["day"], visits["patient"])  # visits come sorted so
    wanted = np.sort(_key(rows["day"][booked], rows["patient"][booked]))  # is found much sooner
    places = np.searchsorted(keys, wanted)
    there = places < len(keys)
    places, wanted = places[there], wanted[there]
    met = np.zeros(len(keys), bool)
    met[places[keys[places] == wanted]] = True
    return Share.of(int(np.count_nonzero(met)), len(keys))
