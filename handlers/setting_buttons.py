"""What the buttons of set-up and settings carry: the clinic or the row of the catalogue."""

from __future__ import annotations

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from clinic.catalogue import Field


class Asked(StrEnum):
    """What can be changed of a service, a channel or a doctor."""

    NAME = "name"
    PRICE = "price"
    KIND = "kind"
    RECALL = "recall"
    ALIASES = "also"


class OfClinic(CallbackData, prefix="1a"):
    """Show the settings of this clinic."""

    clinic: int


class ShowClinicPage(OfClinic, prefix="1ap"):
    """Show what is set for this clinic as a whole."""


class ShowHours(OfClinic, prefix="1jh"):
    """Show when this clinic works, and what is due by it."""


class ShowGoals(OfClinic, prefix="1ax"):
    """Show on what this clinic's numbers of money stand."""


class GoOnSettingUp(OfClinic, prefix="1ag"):
    """Ask what the set-up of this clinic has left open."""


class AskClinic(OfClinic, prefix="1ac"):
    """Ask for the name of a further clinic."""


class AskSetting(OfClinic, prefix="1ak"):
    """Ask for another value of one setting."""

    key: str


class SetSetting(OfClinic, prefix="1as"):
    """Let this value be in force."""

    key: str
    value: str


class Settle(OfClinic, prefix="1aw"):
    """Answer a question of the set-up."""

    key: str
    value: str


class ShowListed(OfClinic, prefix="1al"):
    """Show a page of its services, channels or doctors, or of those that were removed."""

    field: Field
    page: int = 0
    hidden: bool = False


class AskNew(OfClinic, prefix="1an"):
    """Ask for the name of a new one."""

    field: Field


class ShowRooms(OfClinic, prefix="1jp"):
    """Show its rooms, those that were removed too."""


class AskRoom(OfClinic, prefix="1ju"):
    """Ask what a room is called; 0 is a new one."""

    room: int = 0


class OfRoom(CallbackData, prefix="1jq"):
    """Show this room."""

    room: int


class HideRoom(OfRoom, prefix="1jv"):
    """Remove it from what is offered, or bring it back."""

    hidden: bool


class OfListed(CallbackData, prefix="1ao"):
    """Show this service, channel or doctor."""

    field: Field
    id: int


class AskListed(OfListed, prefix="1aq"):
    """Ask for another value of one of its fields."""

    asked: Asked


class SetListed(OfListed, prefix="1av"):
    """Set one of its fields."""

    asked: Asked
    value: str


class AskMerge(OfListed, prefix="1jo"):
    """Show with which other one it can be merged, by pages."""

    page: int = 0


class OfTwo(CallbackData, prefix="1jb"):
    """Two of a kind: the one that stays, and the one that goes."""

    field: Field
    kept: int
    gone: int


class OfferMerge(OfTwo, prefix="1je"):
    """Say what merging these two will do."""


class MergeListed(OfTwo, prefix="1jd"):
    """Let the one stand for both."""


class SeparateListed(OfTwo, prefix="1ji"):
    """Let them be two again."""


class HideListed(OfListed, prefix="1ah"):
    """Remove it from what is offered, or bring it back."""

    hidden: bool
