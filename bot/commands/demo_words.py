"""What patients of the made-up clinic have said, and what its team noted, for the translators."""

from clinic.marks import mark as _
from clinic.words import Words

SAID = (
    _("Waited long past the appointed time"),
    _("Nobody said that the doctor was late"),
    _("Came on time, was called in half an hour later"),
    _("Was answered rudely at the desk"),
    _("Nobody greeted me, I felt in the way"),
    _("The bill was higher than the quote"),
    _("Extra work was billed without asking"),
    _("The filling fell out after a week"),
    _("It still hurts after the treatment"),
    _("Could not get through by phone"),
    _("The booking was lost"),
    _("It was cold in the waiting room"),
    _("Nowhere to park"),
)
NOTED = (
    _("came with a child"),
    _("asked for mornings"),
    _("afraid of needles"),
    _("paid by card"),
    _("refund"),
    _("a new receptionist"),
    _("new opening hours"),
    _("call back about the crown"),
    _("send the estimate"),
    _("find a morning hour"),
)


def in_language(text: str, words: Words) -> str:
    """Return the words of the made-up clinic in the reader's language; others stay as they are."""
    return words(text) if text in SAID or text in NOTED else text
