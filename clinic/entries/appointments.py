"""Appointments: the next visit that was booked, who did not come, and who sits waiting."""

from __future__ import annotations

from clinic.entries.kind import Field, Kind, Shape
from clinic.marks import mark as _

_PATIENT = Field(
    "patient", Shape.PATIENT, _("patient"), _("Who? Tap, or write the card number."), needed=True
)
_DOCTOR = Field("doctor", Shape.DOCTOR, _("doctor"), _("With which doctor?"))


BOOKED = Kind(
    name="appointment",
    table="appointments",
    command="booked",
    title=_("Booked"),
    menu=_("a next visit was booked"),
    example=_("/booked 1042 15.12"),
    said=("booked", "записан", "записана", "записали", "записаний", "预约"),
    fields=(
        _PATIENT,
        Field(
            "planned",
            Shape.DUE,
            _("day"),
            _("For which day? Tap, or write it: 15.12, friday, in 2 weeks."),
            needed=True,
        ),
        _DOCTOR,
    ),
    fixed={"kind": "booked"},
)
MISSED = Kind(
    name="appointment",
    table="appointments",
    command="missed",
    title=_("Did not come"),
    menu=_("a patient did not come"),
    example=_("/missed 1042"),
    said=("missed", "no-show", "noshow", "не пришел", "не пришла", "неявка", "не прийшов", "爽约"),
    fields=(_PATIENT, _DOCTOR),
    fixed={"kind": "missed"},
)
CANCELLED = Kind(
    name="appointment",
    table="appointments",
    command="cancelled",
    title=_("Cancelled"),
    menu=_("a patient cancelled"),
    example=_("/cancelled 1042"),
    said=("cancelled", "canceled", "отменил", "отменила", "отмена", "скасував", "取消"),
    fields=(_PATIENT, _DOCTOR),
    fixed={"kind": "cancelled"},
)
ARRIVED = Kind(
    name="arrival",
    table="arrivals",
    command="arrived",
    title=_("Waiting"),
    menu=_("a patient has come and waits"),
    example=_("/arrived 1042"),
    said=("arrived", "пришел", "пришла", "ждет", "прийшов", "прийшла", "到了"),
    fields=(_PATIENT,),
)
