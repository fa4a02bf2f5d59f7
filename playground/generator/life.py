"""Three years of the clinic, day by day: who comes, comes back, complains, is paid back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from playground.generator import shape
from playground.generator.chance import Chance
from playground.generator.day import Day, Patient
from playground.generator.rows import ComplaintRow, VisitRow
from playground.generator.truth import RETURN_DAYS, Returns, Truth

FIRST_CODE = 1001
LEGACY_PATIENTS = 1500
LEGACY_DAYS = 360
DAYS_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class History:
    """The rows in the order in which they were written down, and the truth about them."""

    visits: list[VisitRow]
    complaints: list[ComplaintRow]
    truth: Truth


def generate(seed: int, last: date, years: int = 3) -> History:
    """Return the clinic of that seed, ``years`` long, ending on the last day included."""
    first = last - timedelta(DAYS_A_YEAR * years - 1)
    truth = Truth(
        seed=seed,
        first=first,
        last=last,
        decline=last - timedelta(7 * shape.DECLINE_WEEKS - 1),
        season=list(shape.SEASON),
        returns={channel.name: Returns(channel.returns) for channel in shape.CHANNELS},
    )
    life = _Life(Chance(seed), truth)
    life.live()
    return History(life.visits, life.complaints, truth)


@dataclass(slots=True)
class _Life:
    """The running clinic: whom it expects on which day."""

    chance: Chance
    truth: Truth
    visits: list[VisitRow] = field(default_factory=list)
    complaints: list[ComplaintRow] = field(default_factory=list)
    expected: defaultdict[date, list[Patient]] = field(default_factory=lambda: defaultdict(list))
    refunds: defaultdict[date, list[VisitRow]] = field(default_factory=lambda: defaultdict(list))
    codes: int = FIRST_CODE

    def live(self) -> None:
        """Let every open day pass."""
        for _ in range(LEGACY_PATIENTS):
            days = min(self.chance.between(0, LEGACY_DAYS), self.chance.between(0, LEGACY_DAYS))
            self._expect(self._patient(None), self.truth.first + timedelta(days))
        for day in self._open_days():
            self.truth.open_days += 1
            self._pass(day)

    def _open_days(self) -> Iterator[date]:
        span = (self.truth.last - self.truth.first).days + 1
        days = (self.truth.first + timedelta(n) for n in range(span))
        return filter(shape.is_open, days)

    def _pass(self, day: date) -> None:
        new = [self._patient(self._channel()) for _ in range(self.chance.count(self._demand(day)))]
        for patient in new:
            self.truth.returns[patient.channel].new += 1
        today = Day(day, self.chance, self.truth)
        self._come(today, self.expected.pop(day, []) + new)
        self.visits += today.visits
        self.visits += today.pay_back(self.refunds.pop(day, []))
        self.complaints += today.complaints

    def _come(self, today: Day, patients: list[Patient]) -> None:
        for patient in patients:
            line = today.see(patient)
            self._count_return(patient, today.day)
            if self.chance.yes(0.005):
                due = self._next_open(today.day + timedelta(self.chance.between(1, 25)))
                self.refunds[due].append(line)
            if self.chance.yes(self._returns(patient, today)):
                self._expect(patient, today.day + timedelta(self._gap(today.day)))
            elif self.chance.yes(shape.SECOND_WAVE):
                self._expect(patient, today.day + timedelta(self.chance.between(*shape.AWAY)))

    def _returns(self, patient: Patient, today: Day) -> float:
        base = patient.returns if patient.visits == 1 else shape.LATER_RETURNS
        return base * today.quality.returns

    def _gap(self, day: date) -> int:
        if self.chance.yes(0.45):
            return self.chance.between(5, 40)
        gap = self.chance.between(50, 150) + self.chance.between(10, 120)
        weak = self.chance.yes(1 - min(1.0, shape.season(day + timedelta(gap))))
        return gap + 40 * weak

    def _count_return(self, patient: Patient, day: date) -> None:
        if patient.legacy or patient.visits > 2:
            return
        returns, window = self.truth.returns[patient.channel], timedelta(RETURN_DAYS)
        if patient.first + window > self.truth.last:
            return
        returns.mature += patient.visits == 1
        returns.returned += patient.visits == 2 and day - patient.first <= window

    def _expect(self, patient: Patient, day: date) -> None:
        self.expected[self._next_open(day)].append(patient)

    def _next_open(self, day: date) -> date:
        while not shape.is_open(day):
            day += timedelta(1)
        return day

    def _demand(self, day: date) -> float:
        years = (day - self.truth.first).days / DAYS_A_YEAR
        share = shape.SATURDAY_SHARE if day.weekday() == shape.SATURDAY else 1.0
        growth = 1 + shape.GROWTH_A_YEAR * years
        return shape.NEW_A_DAY * shape.season(day) * share * growth

    def _channel(self) -> shape.Channel:
        weights = [channel.weight for channel in shape.CHANNELS]
        return self.chance.weighted(shape.CHANNELS, weights)

    def _patient(self, channel: shape.Channel | None) -> Patient:
        code, self.codes = str(self.codes), self.codes + 1
        doctor = self.chance.pick(shape.DOCTORS)
        if channel is None:
            return Patient(code, "", shape.LEGACY_RETURNS, doctor, legacy=True)
        referrer = ""
        if channel.name == shape.RECOMMENDATION and self.visits and self.chance.yes(0.6):
            referrer = self.chance.pick(self.visits).patient
        return Patient(code, channel.name, channel.returns, doctor, referrer)
