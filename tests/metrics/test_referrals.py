"""Recommendations, beside a recount person by person.

Seen to fail when a recommendation of later than the period is not seen for a patient of it, when a
patient's last referrer counts and not the first, when a circle is not cut, when who names a
referrer but no channel is unknown, and when a stranger's or nobody's name counts as a patient's.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.metrics.asking import EVERYTHING, Asked, asked

FIRST = date(2025, 1, 1)
AS_OF = FIRST + timedelta(days=364)
FRIENDS = 3
lines = st.tuples(
    st.integers(1, 8),
    st.sampled_from((0, 1, 40, 200)),
    st.sampled_from((None, None, 1, FRIENDS)),
    st.sampled_from((None, None, *range(1, 9))),
)


def chains(named: list[tuple[int, int]]) -> dict[int, int]:
    """Return each patient's referrer, taking one after another as they were written down.

    What would close a circle is no link: walking up from the referrer leads to the patient.
    """
    first: dict[int, int] = {}
    for patient, referrer in named:
        first.setdefault(patient, referrer)
    links: dict[int, int] = {}
    for patient, referrer in first.items():
        above: int | None = referrer
        while above is not None and above != patient:
            above = links.get(above)
        if above is None:
            links[patient] = referrer
    return links


def depth(links: dict[int, int], patient: int) -> int:
    return 1 + depth(links, links[patient]) if patient in links else 0


def channel_of(own: list[tuple[int, int, int | None, int | None]]) -> int | None:
    start = min(day for _, day, _, _ in own)
    return next((channel for _, day, channel, _ in own if day == start and channel), None)


@settings(max_examples=60, deadline=None)
@given(st.lists(lines, min_size=1, max_size=20))
def test_bounds_and_tree_are_those_of_a_recount(
    template: Path, journal: list[tuple[int, int, int | None, int | None]]
):
    with asked(template) as clinic:
        open_channel(clinic)
        for patient, offset, channel, referrer in journal:
            log(clinic, patient, offset, channel, referrer)
        values = clinic.values("referrals", AS_OF, EVERYTHING)
        people = {patient for patient, _, _, _ in journal}
        channels = {
            each: channel_of([line for line in journal if line[0] == each]) for each in people
        }
        named = {patient for patient, _, _, referrer in journal if referrer is not None}
        referred = {each for each in people if each in named or channels[each] == FRIENDS}
        unknown = {each for each in people - referred if channels[each] is None}
        assert values["new"] == len(people)
        assert values["share_low"] == len(referred) / len(people)
        assert values["share_high"] == (len(referred) + len(unknown)) / len(people)
        links = chains(known_links(journal, people))
        assert values["referrers"] == len(set(links.values()))
        assert values["brought"] == len(links)
        assert values["depth"] == max(depth(links, each) for each in people)
        paid = sum(1000 for patient, _, _, _ in journal if patient in links)
        assert values["brought_revenue"] == paid


def known_links(
    journal: list[tuple[int, int, int | None, int | None]], people: set[int]
) -> list[tuple[int, int]]:
    """Return who named whom, by days and as written; himself and strangers are nobody."""
    told = [(day, patient, referrer) for patient, day, _, referrer in journal]
    told.sort(key=lambda each: each[0])
    return [(who, of) for _, who, of in told if of is not None and of != who and of in people]


def open_channel(clinic: Asked) -> None:
    clinic.writer.insert("channels", id=FRIENDS, name="Сарафанное радио", key="сарафанное радио")


def log(
    clinic: Asked, patient: int, offset: int, channel: int | None, referrer: int | None
) -> None:
    by = None if referrer is None else str(referrer)
    clinic.visit(patient, FIRST + timedelta(days=offset), channel_id=channel, referrer=by)


def test_referrals_of_a_year_are_counted_per_hundred_active(clinic: Asked):
    open_channel(clinic)
    for patient in range(1, 51):
        log(clinic, patient, 0, FRIENDS if patient <= 5 else 1, None)
    report = clinic.report("referrals", AS_OF, EVERYTHING)
    assert report.numbers["values"]["per_100_active"] == pytest.approx(10)
    assert "By recommendation: 10%" in report.title


def test_what_recommenders_brought_says_of_how_many_it_is_not_told(clinic: Asked):
    open_channel(clinic)
    stranger = 99
    for patient, referrer in ((1, None), (2, None), (3, 1), (4, stranger), (5, None)):
        log(clinic, patient, 0, None if patient == 5 else FRIENDS, referrer)
    report = clinic.report("referrals", AS_OF, EVERYTHING)
    assert report.numbers["values"]["referred"] == 4
    assert report.numbers["values"]["brought"] == 1
    [note] = report.numbers["notes"]
    assert note.startswith("Of 3 who came by recommendation it is not written down who sent them")
    assert note in report.text


def test_where_everybody_names_who_recommended_nothing_is_missing(clinic: Asked):
    log(clinic, 1, 0, 1, None)
    log(clinic, 2, 0, None, 1)
    assert clinic.numbers("referrals", AS_OF, EVERYTHING)["notes"] == []


def test_of_a_circle_the_newest_recommendation_is_cut(clinic: Asked):
    for patient, offset, referrer in ((1, 0, 3), (2, 1, 1), (3, 2, 2), (4, 3, 3)):
        log(clinic, patient, offset, None, referrer)
    values = clinic.values("referrals", AS_OF, EVERYTHING)
    assert (values["depth"], values["brought"], values["unknown"]) == (2, 3, 0)


def test_who_recommended_is_seen_though_it_was_written_down_later(clinic: Asked):
    log(clinic, 1, 0, 1, None)
    log(clinic, 2, 0, None, None)
    log(clinic, 2, 40, None, 1)
    january = "2025-01"
    assert clinic.values("referrals", AS_OF, january)["referred"] == 1
    assert clinic.values("referrals", FIRST, january)["unknown"] == 1
