"""Whether complaints of the same subject and cause came again after a measure."""

from hypothesis import given
from hypothesis import strategies as st

from clinic.measure import Told, compared

TURN = 100
SUBJECTS = st.frozensets(st.sampled_from(["waiting", "price"]), min_size=1)
CAUSES = st.frozensets(st.sampled_from(["people", "systems"]))
TOLD = st.builds(Told, st.integers(0, 200), SUBJECTS, CAUSES)


def told(day: int, subjects: str = "waiting", causes: str = "people") -> Told:
    return Told(day, frozenset(subjects.split()), frozenset(causes.split()))


def test_only_the_same_subject_and_cause_count() -> None:
    others = [told(99), told(101), told(110, "price"), told(110, causes="systems")]
    others += [told(120, "price waiting", "systems people"), told(130, causes=""), told(131)]
    found = compared(told(99), others, TURN, 30)

    assert (found.before, found.after, found.unexamined) == (1, 2, 1)


def test_the_day_itself_belongs_to_the_days_before() -> None:
    found = compared(told(100), [told(100), told(70), told(71), told(130), told(131)], TURN, 30)

    assert (found.before, found.after) == (2, 1)


@given(st.lists(TOLD), st.sampled_from([30, 90]))
def test_a_complaint_counts_at_most_once(others: list[Told], window: int) -> None:
    found = compared(told(TURN), others, TURN, window)
    near = [each for each in others if TURN - window < each.day <= TURN + window]

    assert found.before + found.after + found.unexamined <= len(near)
