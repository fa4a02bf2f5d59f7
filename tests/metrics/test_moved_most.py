"""What moved most, where one name moved and the others did not.

Seen to fail when the newest weeks are part of what is usual, when a sign's better side counts, and
when few are told of.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from clinic.calendar import day_number
from metrics.kit.frames import Frames
from metrics.kit.moved_most import Moved, moved_most
from metrics.kit.weeks import Weeks
from metrics.signs import METRIC
from tests.metrics.asking import Asked
from tests.metrics.journals import CHANNELS, CLINIC, SERVICES

FIRST, COUNT = date(2025, 1, 6), 20
NEWEST = range(COUNT - 4, COUNT)


def monday(week: int) -> date:
    return FIRST + timedelta(weeks=week)


def moved(clinic: Asked, sign: str) -> Moved | None:
    columns = clinic.desk._shelf.columns(CLINIC, METRIC.reads)
    weeks = Weeks.until(Frames(columns), monday(COUNT) - timedelta(days=1))
    return moved_most(sign, weeks, FIRST)


def newcomers(clinic: Asked, per_week: dict[int, tuple[int, int]]) -> None:
    """Write new patients of each channel: so many in usual weeks, so many in the newest."""
    patient = 0
    for week in range(COUNT):
        for channel, (usual, now) in per_week.items():
            for _each in range(now if week in NEWEST else usual):
                patient += 1
                clinic.visit(patient, monday(week), channel_id=channel)


def test_the_channel_that_went_quiet_is_told(clinic: Asked):
    newcomers(clinic, {1: (3, 3), 2: (4, 1)})
    assert moved(clinic, "new") == Moved("first_channel", CHANNELS[2], 4, 16.0)


def test_a_channel_that_brings_more_is_no_bad_sign(clinic: Asked):
    newcomers(clinic, {1: (3, 3), 2: (2, 9)})
    assert moved(clinic, "new") is None


def test_the_subject_that_is_complained_of_more_often_is_told(clinic: Asked):
    clinic.visit(1, FIRST)
    for week in range(COUNT):
        for each, subject in enumerate(("booking", *["waiting"] * (3 if week in NEWEST else 0))):
            clinic.writer.complain(10 * week + each + 1, day_number(monday(week)), subject=subject)
    assert moved(clinic, "complaints") == Moved("subject", "waiting", 12, 0.0)


def test_two_more_than_usual_are_too_few_to_be_told(clinic: Asked):
    clinic.visit(1, FIRST)
    for each in range(2):
        clinic.writer.complain(each + 1, day_number(monday(COUNT - 1)), subject="waiting")
    assert moved(clinic, "complaints") is None


@pytest.mark.parametrize("sign", ["base", "trust"])
def test_the_service_after_which_it_went_wrong_is_told(clinic: Asked, sign: str):
    for id in SERVICES:
        clinic.writer.update("services", id, recall_days=7)
    patient = 0
    for week in range(COUNT):
        for service in (1, 2):
            for _each in range(4):
                patient += 1
                bad = service == 2 and week in NEWEST
                clinic.visit(patient, monday(week), 200 if bad else 100, quote=100,
                             service_id=service)  # fmt: skip
                if not (service == 2 and week + 1 in NEWEST):
                    clinic.visit(patient, monday(week) + timedelta(days=6), service_id=3)
    found = moved(clinic, sign)
    assert found is not None
    assert (found.by, found.name, found.now) == ("service", SERVICES[2][0], 16)


def test_before_four_weeks_are_over_nothing_has_moved(clinic: Asked):
    clinic.visit(1, monday(COUNT - 3))
    assert moved(clinic, "complaints") is None
