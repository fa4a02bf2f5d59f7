"""The shape of the synthetic clinic: what it does, whence patients come, when it is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Channel:
    """Where patients hear of the clinic; ``returns`` is the probability of a second visit."""

    name: str
    weight: float
    returns: float


@dataclass(frozen=True, slots=True)
class Service:
    """What the clinic does: price in minor units, and how often as a first or later visit."""

    name: str
    price: int
    first: float
    later: float


RECOMMENDATION = "Recommendation"

CHANNELS = (
    Channel(RECOMMENDATION, 0.30, 0.78),
    Channel("Maps", 0.22, 0.66),
    Channel("Website", 0.16, 0.58),
    Channel("Instagram", 0.18, 0.44),
    Channel("Advertising", 0.06, 0.34),
    Channel("", 0.08, 0.55),
)
"""The channel without a name is the patient whom nobody asked."""

SERVICES = (
    Service("Consultation", 1_500_00, 0.42, 0.06),
    Service("Hygiene", 4_500_00, 0.22, 0.30),
    Service("Filling", 6_200_00, 0.16, 0.28),
    Service("Root canal", 11_800_00, 0.05, 0.09),
    Service("Extraction", 4_900_00, 0.10, 0.08),
    Service("Crown", 27_500_00, 0.01, 0.08),
    Service("Implant", 42_000_00, 0.01, 0.04),
    Service("Whitening", 14_500_00, 0.03, 0.07),
)
XRAY = Service("X-ray", 900_00, 0, 0)

DOCTORS = ("Orlova", "Weber", "Chen")

SEASON = (0.78, 0.96, 1.08, 1.10, 0.94, 0.92, 0.80, 0.84, 1.10, 1.14, 1.12, 1.02)
"""Demand of new patients by month, January first; returns are put off in weak months."""

LEGACY_RETURNS = 0.80
LATER_RETURNS = 0.80
"""Probability of one more visit after the second."""

SECOND_WAVE = 0.05
AWAY = (550, 700)
"""How many of those who do not come again do after all, and after how many days."""

CLOSED_DATES = frozenset(((1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (1, 7), (5, 1), (5, 9)))
SUNDAY, SATURDAY = 6, 5

DECLINE_WEEKS = 10
ADS_DAY = 5
MARK_DAYS = (120, 485)
"""When something changed at the clinic; over a year before the decline, so that it is seen."""
NEW_A_DAY = 5.1
SATURDAY_SHARE = 0.6
GROWTH_A_YEAR = 0.04
PRICES_A_YEAR = 0.06


def is_open(day: date) -> bool:
    """Return whether the clinic works on that day."""
    return day.weekday() != SUNDAY and (day.month, day.day) not in CLOSED_DATES


def season(day: date) -> float:
    """Return the factor of demand on that day."""
    return SEASON[day.month - 1]


@dataclass(frozen=True, slots=True)
class Quality:
    """How the clinic treats people at a time; a decline changes all four at once."""

    wait: float
    complaints: float
    returns: float
    rating_loss: float


GOOD = Quality(wait=8.5, complaints=0.008, returns=1.0, rating_loss=0.0)
DECLINED = Quality(wait=19.0, complaints=0.034, returns=0.55, rating_loss=0.45)

COMPLAINTS: tuple[tuple[str, float, float, tuple[str, ...]], ...] = (
    (
        "waiting",
        0.30,
        0.55,
        (
            "Waited long past the appointed time",
            "Nobody said that the doctor was late",
            "Came on time, was called in half an hour later",
        ),
    ),
    (
        "rudeness",
        0.12,
        0.16,
        ("Was answered rudely at the desk", "Nobody greeted me, I felt in the way"),
    ),
    (
        "price",
        0.20,
        0.10,
        ("The bill was higher than the quote", "Extra work was billed without asking"),
    ),
    (
        "treatment",
        0.18,
        0.08,
        ("The filling fell out after a week", "It still hurts after the treatment"),
    ),
    ("booking", 0.12, 0.08, ("Could not get through by phone", "The booking was lost")),
    ("premises", 0.08, 0.03, ("It was cold in the waiting room", "Nowhere to park")),
)
"""Subject, weight in good times, weight in the decline, words."""
