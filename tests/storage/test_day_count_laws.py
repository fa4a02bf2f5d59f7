"""Law: the nth visit and the day's money that answers are worded from equal a recount."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.calendar import day_number
from storage.journal import VisitLine
from storage.unit import DayCount, Outcome, Stale, Unit
from storage.visits import amend_line, patient_of, void_line
from tests.support.books import RITA, TODAY, Books, counted, new_database, opened

CODES = ("1", "2", "3")
DAYS = tuple(TODAY - timedelta(days=back) for back in range(3))
AMOUNTS = (None, 0, 3500, 120000, -3500)
STANDING = """
SELECT day, patient_id, amount FROM visit_lines WHERE voided IS NULL AND clinic_id = 1
"""


@dataclass(frozen=True)
class Step:
    """What somebody does: to log a line, or to amend or void the one he saw at that place."""

    wish: str
    place: int
    code: str
    day: date
    amount: int | None


steps = st.builds(
    Step,
    st.sampled_from(["log", "log", "amend", "void"]),
    st.integers(0, 9),
    st.sampled_from(CODES),
    st.sampled_from(DAYS),
    st.sampled_from(AMOUNTS),
)
rounds = st.lists(st.lists(steps, min_size=1, max_size=4), min_size=1, max_size=6)
"""Steps of a round are handed over at once, by people who have seen the round before."""


@dataclass
class Model:
    """Standing lines as (day, patient, amount) by id, counted anew each time."""

    lines: dict[int, tuple[int, int, int | None]] = field(default_factory=dict)

    def recount(self, day: int, patient_id: int) -> DayCount:
        there = [line for line in self.lines.values() if line[0] == day]
        visits = [who for _, who, amount in there if (amount or 0) >= 0]
        money = sum(amount or 0 for *_, amount in there)
        return DayCount(day, len(set(visits)), money, visits.count(patient_id))


@dataclass
class Told:
    """A unit of one step, what it may change, and what its answer was worded from."""

    unit: Unit
    heard: list[Outcome]
    line: VisitLine
    stands: bool


def prepared(books: Books, step: Step) -> Told | None:
    """Return the step as a unit, built upon what is committed; None where it finds no line."""
    heard: list[Outcome] = []
    unit = counted(books.unit(), heard)
    if step.wish == "log":
        line = books.log(unit, step.code, step.amount, day=step.day)
        return Told(unit, heard, line, stands=True)
    standing = [line for day in DAYS for line in books.journal.lines_of(day_number(day))]
    if not standing:
        return None
    seen = standing[step.place % len(standing)]
    if step.wish == "void":
        return Told(unit, heard, void_line(unit, seen, RITA), stands=False)
    patient_id = patient_of(unit, books.journal, step.code)
    wanted = replace(seen, patient_id=patient_id, day=day_number(step.day), amount=step.amount)
    return Told(unit, heard, amend_line(unit, seen, wanted, RITA), stands=True)


def follow(model: Model, told: Told, verdict: BaseException | None) -> None:
    """Do to the model what the unit did, and compare what it was told with a recount."""
    if verdict is not None:
        assert isinstance(verdict, Stale)
        return
    if not told.unit.effects:
        return
    model.lines.pop(told.line.id, None)
    if told.stands:
        line = told.line
        model.lines[line.id] = (line.day, line.patient_id, line.amount)
    last = told.unit.effects[-1]
    assert told.heard[-1][-1] == model.recount(last.day, last.patient_id)


async def play(path: Path, asked: list[list[Step]]) -> None:
    model = Model()
    async with opened(path) as books:
        for wishes in asked:
            at_once = [told for step in wishes if (told := prepared(books, step))]
            verdicts = await books.all_at_once([told.unit for told in at_once])
            assert not any(verdicts[:1]), "nobody was faster than the first"
            for told, verdict in zip(at_once, verdicts, strict=True):
                follow(model, told, verdict)
            assert sorted(books.rows(STANDING), key=repr) == sorted(model.lines.values(), key=repr)
        assert books.broken_link() is None


@pytest.fixture(scope="module")
def paths() -> Iterator[Iterator[Path]]:
    """New databases with two empty clinics, as many as are asked for."""
    with TemporaryDirectory() as folder:
        empty = new_database(Path(folder) / "empty.db")
        yield (_copy(empty, number) for number in count())


def _copy(path: Path, number: int) -> Path:
    """A closed database has no WAL: its file is all there is."""
    copy = path.with_name(f"{number}.db")
    copy.write_bytes(path.read_bytes())
    return copy


@pytest.mark.no_cover
@settings(max_examples=60)
@given(asked=rounds)
def test_answers_count_as_a_recount_would(paths, asked):
    asyncio.run(play(next(paths), asked))
