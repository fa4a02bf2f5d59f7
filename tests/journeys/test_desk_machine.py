"""Six people at two clinics do as they like; after each step the database, every card and today's
count are those of a plain model."""

import asyncio
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from clinic.calendar import MINUTE
from tests.support.cast import NIKOLAI, OLGA, RITA, ZOE
from tests.support.desk_faults import FAULTS
from tests.support.machine_cast import (
    KOPECKS,
    NAMES,
    NEIGHBOUR,
    SERVICES,
    SMILE,
    TODAY,
    Correction,
    template,
)
from tests.support.machine_steps import Desks
from tests.support.model import Entry

RUNS = int(os.environ.get("DESK_RUNS", "8"))
"""Runs of the machine; DESK_RUNS=300 looks longer."""

STEPS = 30
SHORT = settings(
    max_examples=RUNS,
    stateful_step_count=STEPS,
    derandomize="DESK_RUNS" not in os.environ,
    database=None,
    deadline=None,
    print_blob=False,
    phases=(Phase.generate,),
    report_multiple_bugs=False,
)
"""A run that fails is told whole, step by step: to make it small would take minutes."""

HUNT = settings(SHORT, max_examples=max(RUNS, 60))
"""For a fault that is known to be there."""

PEOPLE = st.sampled_from(sorted(NAMES))
OWNERS = st.one_of(st.sampled_from([OLGA, NIKOLAI]), PEOPLE)
NUMBERS = st.integers(0, 40)
AMOUNTS = st.integers(1000, 1060)
CODES = st.sampled_from(["1042", "2077", "3133", "5117"])
NOTES = st.sampled_from(["", "", "asks for mornings"])
WAITS = st.sampled_from([None, None, 15])
ENTRIES = st.builds(
    Entry,
    clinic=st.just(0),
    author=st.just(0),
    code=CODES,
    service=st.sampled_from(SERVICES),
    amount=AMOUNTS.map(lambda whole: whole * KOPECKS),
    day=st.just(TODAY),
    wait=WAITS,
    note=NOTES,
)
FIRST = [
    (who, Entry(0, 0, code, "Hygiene", 1_000 * KOPECKS, TODAY))
    for who, code in [(RITA, "1042"), (ZOE, "2077"), (RITA, "3133"), (NIKOLAI, "1042")]
]
CORRECTIONS = st.one_of(
    AMOUNTS.map(lambda whole: Correction(str(whole), {"amount": whole * KOPECKS})),
    st.sampled_from(SERVICES).map(lambda name: Correction(name.lower(), {"service": name})),
    st.sampled_from([Correction("yesterday", {"day": TODAY - 1}), Correction("w20", {"wait": 20})]),
    CODES.map(lambda code: Correction(f"#{code}", {"code": code})),
    st.just(Correction("// call back", {"note": "call back"})),
)


FOLDER = tempfile.TemporaryDirectory(prefix="desk-machine-")


@cache
def beginning() -> Path:
    """The database that each run begins with; made once for all."""
    return asyncio.run(template(Path(FOLDER.name)))


class DeskMachine(RuleBasedStateMachine):
    """What may happen at the desk, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory(prefix="desk-")
        self.desks = Desks(Path(self.folder.name))
        self.restarted = False

    def do(self, step: Any) -> None:
        self.runner.run(step)

    @initialize()
    def opens(self) -> None:
        """Two of each clinic have logged something already, each with a neighbour."""
        self.do(self.desks.opens(beginning()))
        for who, entry in FIRST:
            self.do(self.desks.logs(who, entry))

    def teardown(self) -> None:
        self.do(self.desks.closes())
        self.runner.close()
        self.folder.cleanup()

    @invariant()
    def holds(self) -> None:
        if hasattr(self.desks, "stage"):
            self.desks.holds()

    def has_card(self, who: int) -> bool:
        return bool(self.desks.cards_of(who))

    @rule(who=PEOPLE, entry=ENTRIES)
    def logs(self, who: int, entry: Entry) -> None:
        self.do(self.desks.logs(who, entry))

    @rule(who=PEOPLE, code=CODES, service=st.sampled_from(SERVICES), taps=st.integers(1, 2))
    def logs_by_taps(self, who: int, code: str, service: str, taps: int) -> None:
        self.do(self.desks.logs_by_taps(who, code, service, taps))

    @rule(who=PEOPLE, card=NUMBERS, correction=CORRECTIONS)
    def replies(self, who: int, card: int, correction: Correction) -> None:
        if self.has_card(who):
            self.do(self.desks.replies(who, card, correction))

    @rule(who=PEOPLE, card=NUMBERS, taps=st.integers(1, 2))
    def undoes(self, who: int, card: int, taps: int) -> None:
        if self.has_card(who):
            self.do(self.desks.undoes(who, card, taps))

    @rule(who=PEOPLE, number=NUMBERS)
    def reaches_for(self, who: int, number: int) -> None:
        self.do(self.desks.reaches_for(who, number))

    @rule(who=PEOPLE, number=NUMBERS)
    def looks_at(self, who: int, number: int) -> None:
        self.do(self.desks.looks_at(who, number))

    @rule(who=PEOPLE)
    def undoes_newest(self, who: int) -> None:
        self.do(self.desks.undoes_newest(who))

    @rule(who=PEOPLE, card=NUMBERS, amount=AMOUNTS)
    def edits_field(self, who: int, card: int, amount: int) -> None:
        if self.has_card(who):
            self.do(self.desks.edits_field(who, card, amount))

    @rule(number=NUMBERS, now=ENTRIES)
    def edits_message(self, number: int, now: Entry) -> None:
        authors = sorted(self.desks.typed)
        self.do(self.desks.edits_message(authors[number % len(authors)], number, now))

    @rule(minutes=st.sampled_from([1, 11]))
    def waits(self, minutes: int) -> None:
        self.desks.clock.move(minutes * MINUTE)

    @precondition(lambda self: not self.restarted)
    @rule()
    def restarts(self) -> None:
        self.restarted = True  # once a run: it costs as much as ten other steps
        self.do(self.desks.restarts())

    @rule(most=st.integers(1, 3))
    def is_redelivered(self, most: int) -> None:
        self.desks.world.knobs.repeat(1, most)

    @rule(who=PEOPLE, clinic=st.sampled_from([SMILE, NEIGHBOUR]))
    def switches(self, who: int, clinic: int) -> None:
        self.do(self.desks.switches(who, clinic))

    @rule(who=OWNERS, whom=PEOPLE)
    def removes(self, who: int, whom: int) -> None:
        self.do(self.desks.removes(who, whom))

    @rule(who=OWNERS, whom=PEOPLE, role=st.sampled_from(["staff", "manager", "owner"]))
    def gives_role(self, who: int, whom: int, role: str) -> None:
        self.do(self.desks.gives_role(who, whom, role))

    @rule(who=OWNERS, whom=PEOPLE, role=st.sampled_from(["staff", "manager"]))
    def invites(self, who: int, whom: int, role: str) -> None:
        self.do(self.desks.invites(who, whom, role))


Trail = tuple[Callable[[DeskMachine], None], ...]
NOW = Entry(0, 0, "1042", "Hygiene", 1_005 * KOPECKS, TODAY)
DEARER = Correction("1010", {"amount": 1_010 * KOPECKS})
TRAILS: dict[str, Trail] = {
    "undo_withdraws_the_newest": (lambda desk: desk.undoes(RITA, 0, 1),),
    "an_edit_amends_the_newest": (lambda desk: desk.edits_message(0, NOW),),
    "a_reply_drops_the_amount": (lambda desk: desk.replies(RITA, 0, DEARER),),
    "a_switch_moves_nobody": (
        lambda desk: desk.switches(ZOE, NEIGHBOUR),
        lambda desk: desk.logs(ZOE, NOW),
    ),
    "a_second_tap_logs_again": (lambda desk: desk.logs_by_taps(RITA, "5117", "Filling", 2),),
    "removal_is_seen_late": (
        lambda desk: desk.removes(OLGA, RITA),
        lambda desk: desk.logs(RITA, NOW),
    ),
    "anybody_mends_anything": (lambda desk: desk.reaches_for(RITA, 1),),
    "cards_of_others_stay_as_they_were": (
        lambda desk: desk.looks_at(OLGA, 0),
        lambda desk: desk.replies(RITA, 0, DEARER),
    ),
    "the_day_s_count_is_one_behind": (lambda desk: desk.logs(RITA, NOW),),
}
"""Fault → the shortest way that leads to it; chance finds each of them too, in minutes."""


def walks(trail: Trail) -> None:
    """Take the steps of a trail, and look after each whether all holds."""
    machine = DeskMachine()
    try:
        machine.opens()
        machine.holds()
        for step in trail:
            step(machine)
            machine.holds()
    finally:
        machine.teardown()


@pytest.mark.no_cover
def test_whatever_six_people_do_the_journal_is_what_a_plain_model_says() -> None:
    run_state_machine_as_test(DeskMachine, settings=SHORT)


@pytest.mark.no_cover
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_was_put_in_is_seen_where_its_trail_leads(
    monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    walks(TRAILS[fault])
    FAULTS[fault](monkeypatch)

    with pytest.raises(AssertionError):
        walks(TRAILS[fault])


@pytest.mark.skipif("DESK_RUNS" not in os.environ, reason="takes minutes; DESK_RUNS=60 does it")
@pytest.mark.parametrize("fault", FAULTS)
def test_chance_finds_a_fault_that_was_put_in(monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    FAULTS[fault](monkeypatch)

    with pytest.raises(AssertionError):
        run_state_machine_as_test(DeskMachine, settings=HUNT)
