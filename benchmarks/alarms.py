"""``python -m benchmarks.alarms``: how often do the four signs cry wolf, and how soon do they see?

Many clinics are made as the demo's is, of other sizes. Without a decline each sign is asked after
every closed week whose limits are frozen: at most three answers in a hundred may be an alarm. With
the demo's decline (more complaints, fewer returns) and with another that the demo does not know
(fewer new patients, more bills over their quotes) the weeks until the first alarm are counted.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median_low

from benchmarks.figures import Findings, Target, show, write
from benchmarks.sign_clinics import clinic
from benchmarks.sign_frames import frames_of
from benchmarks.sign_journal import said_of_journal
from benchmarks.sign_natures import CALM, DECLINE_WEEKS, DEMO, LAST, OTHERS, Decline
from metrics.kit.control import SIGNAL, Control
from metrics.kit.judging import Counted, count, since
from metrics.kit.rules import NAMES
from metrics.kit.watched import SIGNS
from metrics.kit.weekly import WEEK
from metrics.kit.weeks import Weeks

CLINICS = 500
SHOWN = 52
MOST = Target(0.03)
DECLINES = {"complaints": DEMO, "base": DEMO, "new": OTHERS, "trust": OTHERS}
"""By which decline each sign is measured."""

NEVER = DECLINE_WEEKS + 1
AGREED = (10, 60, 105, 110, 130, 155)
"""After so many weeks a few clinics are asked through their journals too."""


@dataclass
class Alarms:
    """What one sign said of many clinics."""

    weeks: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    first: list[int] = field(default_factory=list)
    """After how many weeks of a decline each clinic's first alarm came; NEVER: not at all."""

    by: list[str] = field(default_factory=list)
    """By which rule."""

    @property
    def rate(self) -> float:
        """Return the alarms a closed week."""
        return self.rules.total() / self.weeks if self.weeks else 0.0


def asked(seed: int, decline: Decline) -> Iterator[tuple[str, Counted, Weeks]]:
    """Yield each sign that may decline, counted, and the weeks by which its baseline is found."""
    weeks = Weeks.until(frames_of(clinic(seed, decline)), LAST)
    for name in SIGNS:
        if decline not in (CALM, DECLINES[name]):
            continue
        yield name, count(name, weeks), weeks


def said(counted: Counted, weeks: Weeks, end: int) -> tuple[bool, str | None]:
    """Return whether limits are frozen after so many weeks, and by which rule there is an alarm."""
    control = _control(counted, weeks, end)
    frozen = control.enough and not control.trial
    return frozen, control.rule if control.state == SIGNAL else None


def _control(counted: Counted, weeks: Weeks, end: int) -> Control:
    known = Weeks(weeks.frames, weeks.mondays[:end], LAST)
    return counted.first(end).control(since(known, SHOWN))


def calm(seeds: range) -> dict[str, Alarms]:
    """Return the false alarms of clinics that do not decline."""
    found = {name: Alarms() for name in SIGNS}
    for seed in seeds:
        for name, counted, weeks in asked(seed, CALM):
            for end in range(SHOWN + 1, len(weeks.mondays) + 1):
                frozen, rule = said(counted, weeks, end)
                found[name].weeks += frozen
                found[name].rules.update([rule] if rule else [])
    return found


def declining(seeds: range, decline: Decline) -> dict[str, Alarms]:
    """Return how many weeks of a decline each sign needed in each clinic."""
    found = {name: Alarms() for name, each in DECLINES.items() if each is decline}
    for seed in seeds:
        for name, counted, weeks in asked(seed, decline):
            after, rule = _first(counted, weeks)
            found[name].first.append(after)
            found[name].by.append(rule)
    return found


def _first(counted: Counted, weeks: Weeks) -> tuple[int, str]:
    begin = len(weeks.mondays) - DECLINE_WEEKS
    for after in range(1, DECLINE_WEEKS + 1):
        _frozen, rule = said(counted, weeks, begin + after)
        if rule:
            return after, rule
    return NEVER, "never"


def agreed(seed: int, decline: Decline, ends: Sequence[int]) -> bool:
    """Return whether a clinic's journal says of these weeks what its arrays say."""
    drawn = clinic(seed, decline)
    weeks = Weeks.until(frames_of(drawn), LAST)
    counted = {name: count(name, weeks) for name in SIGNS}
    ours = [
        {name: _control(each, weeks, end).state for name, each in counted.items()} for end in ends
    ]
    days = [weeks.mondays[end - 1] + timedelta(days=WEEK - 1) for end in ends]
    return ours == said_of_journal(drawn, days)


async def whole(clinics: int) -> Findings:
    """Return what ``measure`` does, as all benchmarks are run."""
    return measure(clinics)


def measure(clinics: int, most: Target = MOST) -> Findings:
    """Return each sign's false alarms a closed week, and the weeks until it sees its decline."""
    findings, seeds = Findings("alarms", 0, clinics), range(clinics)
    for name, alarms in calm(seeds).items():
        findings.add(f"{name}: false alarms a week", "share", [alarms.rate], most)
        for rule in NAMES:
            share = alarms.rules[rule] / alarms.weeks if alarms.weeks else 0.0
            findings.add(f"{name}: by {rule}", "share", [share])
    for decline in (DEMO, OTHERS):
        for name, alarms in declining(seeds, decline).items():
            _add_delay(findings, name, alarms)
    for seed, decline in enumerate((CALM, DEMO, OTHERS)):
        findings.gate(agreed(seed, decline, AGREED), f"the journal of clinic {seed} says otherwise")
    return findings


def _add_delay(findings: Findings, name: str, alarms: Alarms) -> None:
    findings.add(f"{name}: first alarm after", "weeks", [median_low(alarms.first)])
    seen = sum(each < NEVER for each in alarms.first) / len(alarms.first)
    findings.add(f"{name}: seen within {DECLINE_WEEKS} weeks", "share", [seen])
    by = Counter(alarms.by)
    for rule in NAMES:
        findings.add(f"{name}: first seen by {rule}", "share", [by[rule] / len(alarms.by)])


def main(arguments: list[str] | None = None) -> int:
    """Measure; return 0 when no sign cries wolf more often than it may."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.alarms", description=__doc__)
    parser.add_argument("--clinics", type=int, default=CLINICS, help="how many are made")
    findings = measure(parser.parse_args(arguments).clinics)
    show(findings)
    print(f"written to {write(findings)}")
    return int(bool(findings.misses))


if __name__ == "__main__":
    sys.exit(main())
