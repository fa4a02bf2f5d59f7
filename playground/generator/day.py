"""One open day of the clinic: patients are seen, rated, paid back, and some complain."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from playground.generator import shape
from playground.generator.chance import Chance
from playground.generator.rows import ComplaintRow, VisitRow
from playground.generator.truth import Truth, add

RATINGS = ((5, 0.62), (4, 0.24), (3, 0.08), (2, 0.04), (1, 0.02))
NOTES = ("came with a child", "asked for mornings", "afraid of needles", "paid by card")


@dataclass(slots=True)
class Patient:
    """A patient by code; ``returns`` is the probability of a second visit."""

    code: str
    channel: str
    returns: float
    doctor: str
    referrer: str = ""
    legacy: bool = False
    visits: int = 0
    first: date = date.min


@dataclass(slots=True)
class Day:
    """What happens on one day; counts go into the truth as they happen."""

    day: date
    chance: Chance
    truth: Truth
    visits: list[VisitRow] = field(default_factory=list)
    complaints: list[ComplaintRow] = field(default_factory=list)

    @property
    def quality(self) -> shape.Quality:
        """Return how the clinic treats people on this day."""
        return shape.DECLINED if self.day >= self.truth.decline else shape.GOOD

    def see(self, patient: Patient) -> VisitRow:
        """Return the main line of the patient's visit; a second line may follow it."""
        patient.visits += 1
        if patient.visits == 1:
            patient.first = self.day
            self.truth.counts.patients += 1
            self.truth.counts.legacy += patient.legacy
        line = self._line(patient)
        self._write(line)
        if self.chance.yes(0.07):
            self._write(self._second(patient))
        self._count_visit()
        if self.chance.yes(self.quality.complaints):
            self._complain(patient)
        return line

    def pay_back(self, lines: list[VisitRow]) -> list[VisitRow]:
        """Return refund lines: the whole amount or half of it, with a minus."""
        refunds = [self._refund(line) for line in lines if line.amount > 0]
        for refund in refunds:
            self.truth.counts.refunds += 1
            self._count(refund)
        return refunds

    def _line(self, patient: Patient) -> VisitRow:
        newcomer = patient.visits == 1
        weights = [s.first if newcomer else s.later for s in shape.SERVICES]
        service = self.chance.weighted(shape.SERVICES, weights)
        return VisitRow(
            date=self.day,
            patient=patient.code,
            service=service.name,
            amount=self._price(service),
            channel=patient.channel if newcomer else "",
            doctor=patient.doctor if self.chance.yes(0.9) else self.chance.pick(shape.DOCTORS),
            wait_min=self._wait(),
            rating=self._rating(),
            referrer=patient.referrer if newcomer else "",
            legacy="yes" if patient.legacy else "",
            note=self.chance.pick(NOTES) if self.chance.yes(0.03) else "",
        )

    def _second(self, patient: Patient) -> VisitRow:
        extra = shape.XRAY if self.chance.yes(0.7) else shape.SERVICES[1]
        legacy = "yes" if patient.legacy else ""
        amount = self._price(extra)
        return VisitRow(self.day, patient.code, extra.name, amount, "", patient.doctor, None,
                        None, "", legacy)  # fmt: skip

    def _price(self, service: shape.Service) -> int:
        years = (self.day - self.truth.first).days // 365
        grown = service.price * (1 + shape.PRICES_A_YEAR) ** years
        share = self.chance.pick((0.8, 0.9, 1.0, 1.0, 1.0, 1.0, 1.15))
        if self.chance.yes(0.02):
            return round(grown * share)
        return round(grown * share / 50_00) * 50_00

    def _wait(self) -> int | None:
        minutes = min(120, self.chance.waiting(self.quality.wait))
        return minutes if self.chance.yes(0.85) else None

    def _rating(self) -> int | None:
        if not self.chance.yes(0.3):
            return None
        stars, weights = zip(*RATINGS, strict=True)
        rating = self.chance.weighted(stars, weights)
        return max(1, int(rating) - self.chance.yes(self.quality.rating_loss))

    def _complain(self, patient: Patient) -> None:
        declined = self.quality is shape.DECLINED
        weights = [bad if declined else good for _, good, bad, _ in shape.COMPLAINTS]
        subject, _, _, texts = self.chance.weighted(shape.COMPLAINTS, weights)
        code = patient.code if self.chance.yes(0.8) else ""
        gravity = self.chance.pick((1, 1, 2, 2, 3))
        status, resolved = self._outcome()
        self.complaints.append(
            ComplaintRow(
                self.day, self.chance.pick(texts), code, subject, gravity, status, resolved
            )
        )
        self.truth.counts.complaints += 1
        self.truth.counts.complaints_in_decline += declined

    def _outcome(self) -> tuple[str, date | None]:
        resolved = self.day + timedelta(self.chance.waiting(9))
        if self.chance.yes(0.15) or resolved > self.truth.last:
            return self.chance.pick(("new", "acknowledged", "answered")), None
        return "resolved", resolved

    def _refund(self, line: VisitRow) -> VisitRow:
        share = self.chance.pick((1, 1, 2))
        return VisitRow(self.day, line.patient, line.service, -(line.amount // share),
                        legacy=line.legacy, note="refund")  # fmt: skip

    def _write(self, line: VisitRow) -> None:
        self.visits.append(line)
        self._count(line)

    def _count(self, line: VisitRow) -> None:
        counts = self.truth.counts
        counts.lines += 1
        counts.revenue += line.amount
        add(counts.revenue_by_month, self.day, line.amount)
        if line.wait_min is not None:
            counts.wait_sum += line.wait_min
            counts.wait_lines += 1

    def _count_visit(self) -> None:
        self.truth.counts.visits += 1
        add(self.truth.counts.visits_by_month, self.day, 1)
        self.truth.counts.visits_in_decline += self.quality is shape.DECLINED
