"""Whether a line is within a person's reach: to be seen as a card, or to be changed."""

from __future__ import annotations

from clinic.errors import Refusal
from clinic.marks import mark as _
from handlers.desk import Desk
from storage.journal import VisitLine

LARGEST_ID = (1 << 63) - 1


class OutOfReach(Refusal):
    """The row ``line`` cannot be changed, or no more; a form that waits for it is over."""


class NoSuchLine(OutOfReach):
    """The row of a button is not in this clinic's journal."""

    template = _("I don't find this entry in your clinic's journal. /day lists the day.")


class NotHere(NoSuchLine):
    """The same, for somebody who works in several clinics: the button may be of another one."""

    template = _(
        "I don't find this entry in the clinic where you work now. If it belongs to another one, "
        "switch there with /clinics first."
    )


class WithdrawnLine(OutOfReach):
    """The row was withdrawn, so it cannot be changed."""

    template = _("This entry is withdrawn. Type it again if it should count.")


class ChangedMeanwhile(OutOfReach):
    """The row is no longer as it was when the person was asked about it."""

    template = _("This entry was changed meanwhile. Here it is as it stands now.")


class NotYours(OutOfReach):
    """The row was written by somebody else, and the role does not reach it."""

    template = _("Somebody else wrote this entry. Ask them or the owner to change it.")


class NotACard(Refusal):
    """A reply to a message that shows no single entry; taken as a line it would be a new visit."""

    template = _(
        "I can't tell which entry you mean. Reply to its own card, or press Edit there; /day lists "
        "the day."
    )


class NotACardHere(NotACard):
    """The same, for somebody who works in several clinics: the card may be of another one."""

    template = _(
        "I can't tell which entry you mean. Reply to its own card, or press Edit there. If it "
        "belongs to another clinic, switch there with /clinics first."
    )


def own_line(desk: Desk, line_id: int) -> VisitLine:
    """Return a standing line that the reader may change, or raise why not."""
    line = any_line(desk, line_id)
    if line.voided is not None:
        raise WithdrawnLine(line=line_id)
    return line


def any_line(desk: Desk, line_id: int) -> VisitLine:
    """Return a line that the reader may see as a card, withdrawn or not, or raise why not."""
    line = line_of(desk, line_id)
    if line is None:
        raise not_found(desk, line_id)
    if not desk.reader.may_mend(line.author_id):
        raise NotYours(line=line_id)
    return line


def not_found(desk: Desk, entry_id: int) -> NoSuchLine:
    """Return the refusal of an entry that is not in the clinic where the reader works now."""
    return (NotHere if desk.reader.several else NoSuchLine)(line=entry_id)


def no_card(desk: Desk) -> NotACard:
    """Return the refusal of a reply to a message that shows no entry of this clinic."""
    return (NotACardHere if desk.reader.several else NotACard)()


def line_of(desk: Desk, line_id: int) -> VisitLine | None:
    """Return the line of an id that somebody else may have made up, or None."""
    return desk.journal.line(line_id) if 0 <= line_id <= LARGEST_ID else None
