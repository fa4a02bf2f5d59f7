"""What the chips of a visit's form carry: the form's own id, and what was tapped."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData


class OpenForm(CallbackData, prefix="1vo"):
    """Show the form that waits, or begin one; this one is closed."""

    form: int


class StartAnew(CallbackData, prefix="1vn"):
    """Empty the form."""

    form: int


class DropForm(CallbackData, prefix="1vx"):
    """Drop the form; nothing is saved."""

    form: int


class StepBack(CallbackData, prefix="1vb"):
    """Ask again for what was filled in last."""

    form: int


class PatientChip(CallbackData, prefix="1vp"):
    """Take a patient of the clinic."""

    form: int
    patient: int


class NewPatientChip(CallbackData, prefix="1vw"):
    """Take the typed code, which nobody has yet, for that of a new patient."""

    form: int


class ServiceChip(CallbackData, prefix="1vs"):
    """Take a service."""

    form: int
    service: int


class AllServices(CallbackData, prefix="1va"):
    """Show a page of all services."""

    form: int
    page: int


class AmountChip(CallbackData, prefix="1vm"):
    """Take an amount in minor units, or none."""

    form: int
    amount: int | None = None
