"""What a patient sees: the question, and his rating with what he may add."""

from __future__ import annotations

from clinic.marks import mark as _
from clinic.voice import CALL, GOOD, MATTERS, MOST_STARS, Matter
from clinic.words import Words
from handlers.letters import Button, Rows, in_rows
from handlers.rating_buttons import AskCallBack, AskWords, CloseRating, GiveStars, TapMatter
from storage.posters import Poster
from storage.ratings import Rating

ASK = _("<b>{clinic}</b> · {place}\nHow was it here? Tap a star: five is best. It stays anonymous.")
STAFF_SEE = _("This is what patients see. Your own taps do not count here.")
SAVED = _("Thank you, {stars} of 5 is saved, and nobody learns that it was you.")
NAMED = _("Thank you, {stars} of 5 is saved, with your card number {code}.")
WHAT_GOOD = _("What was good? Tap what fits, or write a few words.")
WHAT_BAD = _("What was not good? Tap what fits, or write a few words.")
WHOM_TO_CALL = _(
    "Whom shall we call? Write your card number here; the clinic then knows that it was you. "
    "Names and phone numbers are not kept."
)
WRITE = _("Write it here as a message, within the hour. Names and phone numbers are left out.")
THANKS = _("Thank you! The clinic reads every word.")
WILL_CALL = _("Thank you! The clinic will call you; your card number {code} is noted.")
TAPPED = _("✓ {chip}")
A_ROW = 2


def ask_text(words: Words, clinic: str, poster: Poster, to_staff: bool) -> str:
    """Return the question; staff are told that it is not theirs."""
    asked = words(ASK, clinic=clinic, place=poster.place)
    return f"{words(STAFF_SEE)}\n\n{asked}" if to_staff else asked


def star_rows(words: Words, poster: Poster) -> Rows:
    """Return five stars in one row."""
    return [
        [
            (words(_("{n} ★"), n=n), GiveStars(poster=poster.code, stars=n))
            for n in range(1, MOST_STARS + 1)
        ]
    ]


def rating_text(words: Words, rating: Rating) -> str:
    """Return what is saved, and what may be added."""
    if rating.code is not None:
        return words(NAMED, stars=rating.stars, code=rating.code)
    asks = WHOM_TO_CALL if CALL in rating.praised else WHAT_BAD
    if asks is WHAT_BAD and rating.stars >= GOOD:
        asks = WHAT_GOOD
    return f"{words(SAVED, stars=rating.stars)}\n{words(asks)}"


def rating_rows(words: Words, clinic_id: int, rating: Rating) -> Rows:
    """Return the chips, those that were tapped with a sign, and what else may be said."""
    own = {"clinic": clinic_id, "rating": rating.id}
    chips: list[Button] = [
        (_label(words, label, matter, rating), TapMatter(**own, matter=matter))
        for matter, label in MATTERS.items()
    ]
    call = _label(words, _("Call me back"), CALL, rating)
    write, close = words(_("Write words")), words(_("That is all"))
    return [
        *in_rows(chips, A_ROW),
        [(write, AskWords(**own)), (call, AskCallBack(**own))],
        [(close, CloseRating(**own))],
    ]


def _label(words: Words, label: str, chip: Matter | str, rating: Rating) -> str:
    said = words(label)
    return words(TAPPED, chip=said) if chip in rating.praised else said
