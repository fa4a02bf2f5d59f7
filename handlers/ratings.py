"""What patients say themselves: stars, chips and words, behind a poster's link.

Whoever opens it is a patient here and sees nothing else; nothing that names him is stored.
"""

from __future__ import annotations

import re
from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.poster import PREFIX
from clinic.voice import (
    CALL,
    CHANGES_FOR,
    after_stars,
    toggled,
)
from handlers import rating_views as views
from handlers.chores import Chore, Daily
from handlers.filters import ForAll, IsCommand, IsStranger
from handlers.letters import Rows, edit_message
from handlers.letters import message as letter
from handlers.rating_alarm import RATED, follow
from handlers.rating_buttons import AskCallBack, AskWords, CloseRating, GiveStars, TapMatter
from handlers.rating_limits import is_crowded, is_too_much, may_guess
from handlers.rating_visitor import (
    OnlyPatients,
    Visitor,
    own_rating,
    visitor_of,
)
from handlers.rating_words import HasRated, plan_work, take_words
from handlers.silence import Silence
from storage.ratings import Rating, add_rating, amend_rating, rating_by_token
from storage.team import Team
from storage.unit import Letter, Priority, Unit

OPENS = re.compile(rf"/start(?:@\w+)?\s+{PREFIX}(?P<code>\S*)", re.IGNORECASE)


class RatedToday(Refusal):
    """The patient has rated this place today, longer than ten minutes ago."""

    template = _("You have rated us today already, thank you! Tomorrow you can again.")


class OpensPoster(Filter):
    """Lets through the link of a poster."""

    async def __call__(self, message: Message) -> bool:
        """Return whether a poster's code stands behind /start."""
        return OPENS.match(message.text or "") is not None


def routes() -> Router:
    """Route patients; who works somewhere has his own chat for words, so only taps are heard."""
    router = Router(name=__name__)
    router.message.register(open_poster, OpensPoster(), ~F.forward_origin, ForAll())
    router.callback_query.register(rate, GiveStars.filter(), ForAll())
    router.callback_query.register(tap_matter, TapMatter.filter(), ForAll())
    router.callback_query.register(ask_call, AskCallBack.filter(), ForAll())
    router.callback_query.register(ask_words, AskWords.filter(), ForAll())
    router.callback_query.register(close, CloseRating.filter(), ForAll())
    router.message.register(
        take_words, IsStranger(), F.text, ~F.forward_origin, ~IsCommand(), HasRated()
    )
    return router


def chores() -> tuple[dict[str, Chore], tuple[Daily, ...]]:
    """Return what follows from a rating: the managers are told of a low one."""
    return {RATED: follow}, ()


async def open_poster(message: Message, unit: Unit, team: Team, silence: Silence) -> None:
    """Ask for stars; wrong codes are answered a few times an hour."""
    found = OPENS.match(message.text or "")
    poster = team.posters.by_code(found["code"]) if found else None
    if (poster is None or poster.hidden) and not may_guess(message, silence):
        return
    visitor = visitor_of(message, poster, team, unit)
    if is_too_much(visitor, unit, silence):
        return
    text = views.ask_text(visitor.words, visitor.settings.name, visitor.poster, visitor.works_here)
    rows = views.star_rows(visitor.words, visitor.poster)
    unit.send(_to(letter(message.chat.id, text, rows)))


async def rate(
    callback: CallbackQuery, callback_data: GiveStars, unit: Unit, team: Team, silence: Silence
) -> None:
    """Save the stars at once, or change those of the last ten minutes."""
    poster, stars = team.posters.by_code(callback_data.poster), callback_data.stars
    visitor = visitor_of(callback, poster, team, unit)
    if visitor.works_here:
        raise OnlyPatients
    if is_too_much(visitor, unit, silence):
        return
    before = rating_by_token(visitor.journal, visitor.token)
    if before is None:
        if is_crowded(visitor, unit, silence):
            return
        after = add_rating(unit, visitor.poster.id, visitor.day, stars, visitor.token)
    elif unit.now - before.logged > CHANGES_FOR:
        raise RatedToday
    else:
        chips = after_stars(before.praised, before.stars, stars)
        after = amend_rating(unit, before, stars=stars, praised=chips)
    _show(callback, visitor, after, unit)


async def tap_matter(
    callback: CallbackQuery, callback_data: TapMatter, unit: Unit, team: Team, silence: Silence
) -> None:
    """Note what was good or not, or take it back."""
    _toggle(callback, callback_data, callback_data.matter, unit, team, silence)


async def ask_call(
    callback: CallbackQuery, callback_data: AskCallBack, unit: Unit, team: Team, silence: Silence
) -> None:
    """Note that he wants to be called back, and ask for his card number."""
    _toggle(callback, callback_data, CALL, unit, team, silence)


def _toggle(
    callback: CallbackQuery,
    button: TapMatter | AskCallBack,
    chip: str,
    unit: Unit,
    team: Team,
    silence: Silence,
) -> None:
    visitor, rating = own_rating(callback, button, team, unit)
    if not is_too_much(visitor, unit, silence):
        after = amend_rating(unit, rating, praised=toggled(rating.praised, chip))
        _show(callback, visitor, after, unit)


async def ask_words(
    callback: CallbackQuery, callback_data: AskWords, unit: Unit, team: Team, silence: Silence
) -> None:
    """Say where words go: any message within the hour is taken."""
    visitor, _rating = own_rating(callback, callback_data, team, unit)
    if not is_too_much(visitor, unit, silence):
        unit.send(_to(letter(visitor.person_id, visitor.words(views.WRITE))))


async def close(
    callback: CallbackQuery, callback_data: CloseRating, unit: Unit, team: Team
) -> None:
    """Thank him; the chips go."""
    visitor, _rating = own_rating(callback, callback_data, team, unit)
    _edit(callback, visitor.words(views.THANKS), (), unit)


def _show(callback: CallbackQuery, visitor: Visitor, rating: Rating, unit: Unit) -> None:
    """Show the rating where it was tapped, and let the clinic's own work follow."""
    text = views.rating_text(visitor.words, rating)
    rows = views.rating_rows(visitor.words, visitor.poster.clinic_id, rating)
    _edit(callback, text, rows, unit)
    plan_work(rating, unit)


def _edit(callback: CallbackQuery, text: str, rows: Rows, unit: Unit) -> None:
    if callback.message is not None:
        place = (callback.message.chat.id, callback.message.message_id)
        unit.send(_to(edit_message(*place, text, rows)))


def _to(sent: Letter) -> Letter:
    """Return the letter as one to a stranger: it is forgotten once it is sent."""
    return replace(sent, priority=Priority.STRANGER)
