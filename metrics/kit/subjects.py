"""What complaints are about and why they happened, by name."""

from __future__ import annotations

from clinic.marks import mark as _
from metrics.kit.classified import ABOVE, BELOW, CANNOT_TELL, CUSTOMERS, INSIDE
from metrics.kit.intervals import Interval
from metrics.kit.words import Words

SUBJECT_NAMES = {
    "waiting": _("Waiting"),
    "rudeness": _("Rudeness"),
    "price": _("Price or promise"),
    "treatment": _("Treatment"),
    "booking": _("Booking"),
    "premises": _("Premises"),
    "other": _("Something else"),
}

CAUSE_NAMES = {
    "people": _("People"),
    "systems": _("Systems"),
    "processes": _("Processes"),
    "products": _("Products"),
    "customers": _("Patients"),
}
GROUP_NAMES = {
    "organisation": _("Organisation"),
    CUSTOMERS: _("Patients"),
    "people": _("People"),
}
VERDICTS = {
    BELOW: _("less than in the article"),
    INSIDE: _("does not contradict the article"),
    ABOVE: _("more than in the article"),
    CANNOT_TELL: _("too few to tell"),
}


def span(band: Interval, words: Words) -> str:
    """Return between which shares something is said to lie."""
    return f"{words.number(band.low * 100)}\N{EN DASH}{words.share(band.high)}"
