"""What a complaint puts at risk, on its owner's card: worked out behind the card, never before it.

What was found is remembered, so that the card keeps its line while it changes; it is no part of
the journal, and after a new start it is worked out again.
"""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clinic.calendar import day_from
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.money import minor_digits
from clinic.people import Role
from clinic.report import Question
from handlers.reporting import Reporting
from storage.complaints import Complaint
from storage.jobs import plan
from storage.unit import Unit

if TYPE_CHECKING:
    from handlers.desk import Desk

KIND, METRIC = "complaint_risk", "risk"
REMEMBERED = 1000
"""Complaints, each a few numbers."""

Behind = tuple[int, int | None, str | None]
"""A complaint, and whose it is: of another patient another sum is at risk."""


@dataclass(frozen=True, slots=True)
class AtRisk:
    """What a complaint puts at risk, in minor units, and whether its patient is of the best."""

    money: int | None
    top: bool


class Risks:
    """What the worker found complaints to put at risk."""

    def __init__(self, reports: Reporting | None = None) -> None:
        """Ask this worker; without one nothing is found."""
        self._reports = reports
        self._found: OrderedDict[Behind, AtRisk] = OrderedDict()

    def of(self, complaint: Complaint) -> AtRisk | None:
        """Return what was found last, or None."""
        return self._found.get(_behind(complaint))

    async def find(self, desk: Desk, complaint: Complaint) -> None:
        """Ask what is at risk; no worker is started for it, and what none can tell is left out."""
        if self._reports is not None and self._reports.metrics:
            with suppress(Refusal):
                await self.ask(desk, complaint)

    async def ask(self, desk: Desk, complaint: Complaint) -> None:
        """Ask the same, if need be by waking the worker; raises a Refusal where none can tell."""
        if self._reports is None:
            return
        values = (await self._reports.report(_question(desk, complaint))).numbers["values"]
        money = round(values["at_risk"]) if values["at_risk"] else None
        if money or values["top"]:
            self._found[_behind(complaint)] = AtRisk(money, bool(values["top"]))
        while len(self._found) > REMEMBERED:
            self._found.popitem(last=False)


def _behind(complaint: Complaint) -> Behind:
    return complaint.id, complaint.patient_id, complaint.contact


def _question(desk: Desk, complaint: Complaint) -> Question:
    """Return the question of this complaint alone, with what is known today."""
    today, day = desk.calendar.today().isoformat(), day_from(complaint.day).isoformat()
    alone: dict[str, float] = {"complaint": complaint.id}
    return Question(METRIC, desk.reader.clinic_id, today, f"{day}..{day}", alone)


def reads_it(desk: Desk) -> bool:
    """Return whether the reader is the owner, in his own chat and in earnest."""
    return desk.reader.role is Role.OWNER and not desk.in_group and not desk.reader.practises


def risk_lines(desk: Desk, complaint: Complaint) -> list[str]:
    """Return what the complaint puts at risk, to whole units of money; nothing but for owners."""
    found = desk.risks.of(complaint) if reads_it(desk) else None
    if found is None:
        return []
    lines = [desk.words(_("One of the 20% of your patients who bring most"))] if found.top else []
    if found.money is not None:
        unit = 10 ** minor_digits(desk.settings.currency)
        sum_ = desk.money(round(found.money / unit) * unit)
        lines.append(desk.words(_("At risk ≈ {sum}"), sum=sum_))
    return lines


def follow(desk: Desk, complaint: Complaint, card_id: int | None, unit: Unit) -> None:
    """Let what is at risk come onto a card once the card is written."""
    if card_id is not None and reads_it(desk) and complaint.voided is None:
        known = {"complaint": complaint.id, "card": card_id, "chat": desk.chat_id}
        said = risk_lines(desk, complaint)
        plan(unit, KIND, str(unit.ids.new()), unit.now, **known, said=said)
