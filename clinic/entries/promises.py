"""Promises: what was promised, to whom, by when, and who keeps it."""

from __future__ import annotations

from clinic.entries.kind import Choice, Field, Kind, Shape
from clinic.marks import mark as _

CONTACTS = (
    Choice("patient", _("patient"), "пациент,пацієнт,患者"),
    Choice("relative", _("relative"), "family,родственник,родич,家属"),
    Choice("supplier", _("supplier"), "поставщик,постачальник,供应商"),
    Choice("partner", _("partner"), "партнер,合作伙伴"),
    Choice("alliance", _("member of an alliance"), "alliance,альянс,союз,联盟"),
    Choice("competitor", _("competitor"), "конкурент,竞争对手"),
)
"""Who it is that complains, praises or is promised something; without one, a patient."""

CONTACT = Field("contact", Shape.CHOICE, _("who"), _("Who is it?"), choices=CONTACTS)
PROMISE = Kind(
    name="promise",
    table="promises",
    command="promise",
    title=_("Promise"),
    menu=_("write a promise down"),
    example=_("/promise 1042 call back tomorrow"),
    said=("promise", "promised", "обещание", "обещали", "обіцянка", "承诺"),
    fields=(
        Field(
            "patient",
            Shape.PATIENT,
            _("patient"),
            _("To whom? Tap, or write the card number."),
        ),
        Field(
            "due",
            Shape.DUE,
            _("by when"),
            _("By when? Tap, or write it: tomorrow, friday, 15.12."),
        ),
        Field("keeper", Shape.KEEPER, _("keeper"), _("Who keeps it?")),
        CONTACT,
    ),
    words=_("What was promised? Write it in a few words."),
)
