"""What buttons on complaints and praise carry: the row they act on, saved or still being filled."""

from __future__ import annotations

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from clinic.complaint import Emotion, Gravity, Subject

ANONYMOUS = 0
"""Instead of a patient's id, and of a doctor's."""


class Asks(StrEnum):
    """What the card of a complaint asks for when it is edited."""

    FIELD = "field"
    SUBJECT = "subject"
    PATIENT = "patient"
    GRAVITY = "gravity"
    EMOTION = "emotion"


class SetSubject(CallbackData, prefix="1ks"):
    """Say what this complaint is about."""

    entry: int
    subject: Subject


class SetPatient(CallbackData, prefix="1kp"):
    """Say who complained; a complaint that is not saved yet is saved, with this subject."""

    entry: int
    subject: Subject
    patient: int


class SetGravity(CallbackData, prefix="1kg"):
    """Say how much this complaint weighs."""

    entry: int
    gravity: Gravity


class SetRude(CallbackData, prefix="1kr"):
    """Say whether somebody was rude."""

    entry: int
    rude: bool


class SetEmotion(CallbackData, prefix="1ke"):
    """Say how the patient was."""

    entry: int
    emotion: Emotion


class EditComplaint(CallbackData, prefix="1kd"):
    """Show on the card what can be changed, or ask for one thing."""

    entry: int
    asks: Asks


class PraisedBy(CallbackData, prefix="1kt"):
    """Say who praised; praise that is not saved yet is saved."""

    entry: int
    patient: int


class OfferDoctors(CallbackData, prefix="1kc"):
    """Show on the card whom this praise may be for."""

    entry: int


class SetDoctor(CallbackData, prefix="1kv"):
    """Say for whom this praise is."""

    entry: int
    doctor: int


class DropSaid(CallbackData, prefix="1kx"):
    """Drop what is not saved yet."""

    entry: int


class ShowSaid(CallbackData, prefix="1kb"):
    """Show the card as it stands, in place of a question."""

    entry: int


class OpenSaid(CallbackData, prefix="1ko"):
    """Send the card of this entry."""

    entry: int


class VoidSaid(CallbackData, prefix="1ku"):
    """Withdraw this entry, or ask first."""

    entry: int


class WithdrawSaid(CallbackData, prefix="1kw"):
    """Withdraw this entry as it stood (its ``change``) when the person was asked."""

    entry: int
    seen: int


class KeepOut(CallbackData, prefix="1kn"):
    """Leave out what was left out, and forget it."""

    held: int


class PutBack(CallbackData, prefix="1kh"):
    """Put back what was left out."""

    held: int
