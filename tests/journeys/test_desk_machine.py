"""Six people at two clinics do as they like; after each step the database, every card and today's
count are those of a plain model."""

import asyncio
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

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
from tests.support.cast import NIKOLAI, OLGA
from tests.support.machine_steps import (
    KOPECKS,
    NAMES,
    NEIGHBOUR,
    SERVICES,
    SMILE,
    TODAY,
    Correction,
    Desks,
    template,
)
from tests.support.model import Entry

RUNS = int(os.environ.get("DESK_RUNS", "12"))
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
)
"""A run that fails is told whole, step by step: to make it small would take minutes."""

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
CORRECTIONS = st.one_of(
    AMOUNTS.map(lambda whole: Correction(str(whole), {"amount": whole * KOPECKS})),
    st.sampled_from(SERVICES).map(lambda name: Correction(name.lower(), {"service": name})),
    st.sampled_from([Correction("yesterday", {"day": TODAY - 1}), Correction("w20", {"wait": 20})]),
    CODES.map(lambda code: Correction(f"#{code}", {"code": code})),
    st.just(Correction("// call back", {"note": "call back"})),
)


@cache
def beginning() -> Path:
    """The database that each run begins with; made once for all."""
    folder = Path(tempfile.mkdtemp(prefix="desk-machine-"))
    return asyncio.run(template(folder))


class DeskMachine(RuleBasedStateMachine):
    """What may happen at the desk, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory(prefix="desk-")
        self.desks = Desks(Path(self.folder.name))

    def do(self, step: Any) -> None:
        self.runner.run(step)

    @initialize()
    def opens(self) -> None:
        self.do(self.desks.opens(beginning()))

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

    @precondition(lambda self: self.desks.model.entries)
    @rule(who=PEOPLE, card=NUMBERS, correction=CORRECTIONS)
    def replies(self, who: int, card: int, correction: Correction) -> None:
        if self.has_card(who):
            self.do(self.desks.replies(who, card, correction))

    @precondition(lambda self: self.desks.model.entries)
    @rule(who=PEOPLE, card=NUMBERS, taps=st.integers(1, 2))
    def undoes(self, who: int, card: int, taps: int) -> None:
        if self.has_card(who):
            self.do(self.desks.undoes(who, card, taps))

    @precondition(lambda self: self.desks.model.entries)
    @rule(who=PEOPLE)
    def undoes_newest(self, who: int) -> None:
        self.do(self.desks.undoes_newest(who))

    @precondition(lambda self: self.desks.model.entries)
    @rule(who=PEOPLE, card=NUMBERS, amount=AMOUNTS)
    def edits_field(self, who: int, card: int, amount: int) -> None:
        if self.has_card(who):
            self.do(self.desks.edits_field(who, card, amount))

    @precondition(lambda self: any(self.desks.typed.values()))
    @rule(number=NUMBERS, now=ENTRIES)
    def edits_message(self, number: int, now: Entry) -> None:
        authors = sorted(self.desks.typed)
        self.do(self.desks.edits_message(authors[number % len(authors)], number, now))

    @rule(minutes=st.sampled_from([1, 11]))
    def waits(self, minutes: int) -> None:
        self.desks.clock.move(minutes * MINUTE)

    @rule()
    def restarts(self) -> None:
        self.do(self.desks.restarts())

    @rule(most=st.integers(1, 3))
    def is_redelivered(self, most: int) -> None:
        self.desks.world.knobs.repeat(1, most)

    @rule(who=PEOPLE, clinic=st.sampled_from([SMILE, NEIGHBOUR]))
    def switches(self, who: int, clinic: int) -> None:
        self.do(self.desks.switches(who, clinic))

    @rule(who=PEOPLE, whom=PEOPLE)
    def removes(self, who: int, whom: int) -> None:
        self.do(self.desks.removes(who, whom))

    @rule(who=OWNERS, whom=PEOPLE, role=st.sampled_from(["staff", "manager", "owner"]))
    def gives_role(self, who: int, whom: int, role: str) -> None:
        self.do(self.desks.gives_role(who, whom, role))

    @rule(who=OWNERS, whom=PEOPLE, role=st.sampled_from(["staff", "manager"]))
    def invites(self, who: int, whom: int, role: str) -> None:
        self.do(self.desks.invites(who, whom, role))


def test_whatever_six_people_do_the_journal_is_what_a_plain_model_says() -> None:
    run_state_machine_as_test(DeskMachine, settings=SHORT)
