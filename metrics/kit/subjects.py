"""What complaints are about and why they happened, by name."""

from __future__ import annotations

from clinic.marks import mark as _

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
