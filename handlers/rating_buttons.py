"""What a patient's buttons carry: the poster, or his own rating of a clinic."""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from clinic.voice import MOST_STARS, Matter
from handlers.reach import LARGEST_ID

Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]


class GiveStars(CallbackData, prefix="1rs"):
    """Rate the clinic of the poster with this code."""

    poster: str
    stars: Annotated[int, Field(ge=1, le=MOST_STARS)]


class OfRating(CallbackData, prefix="1r"):
    """A rating of a clinic; whose it is shows by its digest."""

    clinic: Id
    rating: Id


class TapMatter(OfRating, prefix="1rm"):
    """Say what was good or not, or take it back."""

    matter: Matter


class AskCallBack(OfRating, prefix="1rc"):
    """Ask to be called back, or take it back."""


class AskWords(OfRating, prefix="1rw"):
    """Ask where words go."""


class CloseRating(OfRating, prefix="1rx"):
    """Say that this is all."""
