"""What the buttons of posters carry: a place to be made, or the poster they act on."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData

from handlers.rating_buttons import Id


class MakePoster(CallbackData, prefix="1rn"):
    """Make a poster for one of the places that are offered, or for one to be typed."""

    clinic: Id
    place: str


class OfPoster(CallbackData, prefix="1rp"):
    """A poster of a clinic."""

    clinic: Id
    poster: Id


class ShowPoster(OfPoster, prefix="1ro"):
    """Send the poster's picture again."""


class TakeDown(OfPoster, prefix="1rd"):
    """Take the poster down, or put it back."""

    down: bool
