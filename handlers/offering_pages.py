"""Services, channels and doctors in words: a page of them, one of them, and what is asked."""

from __future__ import annotations

from collections.abc import Sequence

from clinic.catalogue import Catalogue, Field, Listed, Service
from clinic.errors import Refusal
from clinic.kinds import ServiceClass
from clinic.marks import mark as _
from clinic.setting_values import NONE
from clinic.words import Markup
from handlers.desk import Desk
from handlers.letters import Button, Rows, in_rows, shortened
from handlers.setting_buttons import (
    Asked,
    AskListed,
    AskMerge,
    AskNew,
    HideListed,
    OfClinic,
    OfListed,
    SetListed,
    ShowListed,
)

PAGE, A_ROW = 10, 2
LABEL, LISTED, LINE = 18, 20, 200
"""Characters of a name on a button, on a line of a list, and of other names in a row."""

TITLES = {Field.SERVICE: _("Services"), Field.CHANNEL: _("Channels"), Field.DOCTOR: _("Doctors")}
REMOVED = {
    Field.SERVICE: _("Removed services"),
    Field.CHANNEL: _("Removed channels"),
    Field.DOCTOR: _("Removed doctors"),
}
NOBODY = {
    Field.SERVICE: _("There are no services. Add one, and it can be typed in a line."),
    Field.CHANNEL: _("There are no channels. Add one, and new patients can be asked for it."),
    Field.DOCTOR: _("There are no doctors. Add one, and the name can be typed in a line."),
}
NEW = {
    Field.SERVICE: _("What is the new service called? Write its name."),
    Field.CHANNEL: _("What is the new channel called? Write its name."),
    Field.DOCTOR: _("What is the new doctor called? Write the name as it is typed in a line."),
}
KINDS = {
    ServiceClass.TREATMENT: _("treatment"),
    ServiceClass.HYGIENE: _("hygiene"),
    ServiceClass.CONSULTATION: _("consultation"),
    ServiceClass.OTHER: _("other"),
}
QUESTIONS = {
    Asked.NAME: _("What shall “{name}” be called? Lines typed with the old name still match."),
    Asked.PRICE: _("What does “{name}” usually cost? For example: 3500"),
    Asked.KIND: _("Of which class is “{name}”? A first visit counts under the class of its work."),
    Asked.RECALL: _("After how many days is “{name}” due again? For example: 180"),
    Asked.ALIASES: _("How else is “{name}” typed? Write all other names, split by commas."),
}
CHANGES = {
    Asked.NAME: _("Rename"),
    Asked.PRICE: _("Price"),
    Asked.KIND: _("Class"),
    Asked.RECALL: _("Due again"),
    Asked.ALIASES: _("Other names"),
}
OF_SERVICES = frozenset({Asked.PRICE, Asked.KIND, Asked.RECALL})
BACK = _("Back")
ABSENT = "\N{EM DASH}"


class NoSuchListed(Refusal):
    """The row of a button is not in this clinic's catalogue."""

    template = _("I don't find this in your clinic. /settings lists what there is.")


def listed_in(catalogue: Catalogue, field: Field) -> Sequence[Listed]:
    """Return the services, channels or doctors, those that were removed included."""
    if field is Field.SERVICE:
        return catalogue.services
    return catalogue.channels if field is Field.CHANNEL else catalogue.doctors


def found(catalogue: Catalogue, field: Field, wanted: int) -> Listed:
    """Return the one of that id, removed or not; raises NoSuchListed."""
    one = next((each for each in listed_in(catalogue, field) if each.id == wanted), None)
    if one is None:
        raise NoSuchListed
    return one


def list_page(desk: Desk, of: ShowListed) -> tuple[str, Rows]:
    """Return a page of what is offered, or of what was removed, with a button for each."""
    words, every = desk.words, listed_in(desk.catalogue, of.field)
    removed = sum(each.hidden for each in every)
    listed = [each for each in every if each.hidden == of.hidden]
    last = max(0, (len(listed) - 1) // PAGE)
    page = min(max(of.page, 0), last)
    shown = listed[page * PAGE : (page + 1) * PAGE]
    title = words((REMOVED if of.hidden else TITLES)[of.field])
    lines = [words(_("<b>{title}</b>: {n}"), title=Markup(title), n=len(listed))]
    lines += [_line(desk, each) for each in shown]
    if not listed and not of.hidden:
        lines = [words(NOBODY[of.field])]
    buttons: list[Button] = [
        (shortened(each.name, LABEL), OfListed(field=of.field, id=each.id)) for each in shown
    ]
    turns = [("‹", page - 1), ("›", page + 1)]
    pages: list[Button] = [
        (sign, ShowListed(clinic=of.clinic, field=of.field, page=to, hidden=of.hidden))
        for sign, to in turns
        if 0 <= to <= last
    ]
    return "\n".join(lines), [*in_rows(buttons, A_ROW), pages, *_below(desk, of, removed)]


def _line(desk: Desk, one: Listed) -> str:
    name = shortened(one.name, LISTED)
    if isinstance(one, Service) and one.price is not None:
        price = Markup(desk.money(one.price))
        return desk.words(_("{name} · {price}"), name=name, price=price)
    return desk.words(_("{name}"), name=name)


def _below(desk: Desk, of: ShowListed, removed: int) -> Rows:
    """Return what leads on: a new one, those that were removed, and back."""
    words, field, clinic_id = desk.words, of.field, of.clinic
    if of.hidden:
        return [[(words(BACK), ShowListed(clinic=clinic_id, field=field))]]
    new: list[Button] = [(words(_("+ Add")), AskNew(clinic=clinic_id, field=field))]
    if removed:
        gone = ShowListed(clinic=clinic_id, field=field, hidden=True)
        new.append((words(_("Removed: {n}"), n=removed), gone))
    return [new, [(words(BACK), OfClinic(clinic=clinic_id))]]


def one_page(desk: Desk, field: Field, one: Listed) -> tuple[str, Rows]:
    """Return one service, channel or doctor with the buttons that change it."""
    words = desk.words
    lines = [words(_("<b>{name}</b>"), name=one.name)]
    if isinstance(one, Service):
        lines += _about_service(desk, one)
    if one.aliases:
        names = shortened(", ".join(one.aliases), LINE)
        lines.append(words(_("Also: {names}"), names=names))
    listed = ShowListed(clinic=desk.reader.clinic_id, field=field, hidden=one.hidden)
    back: list[Button] = [(words(BACK), listed)]
    if one.hidden:
        lines.append(words(_("Removed: it is not offered any more. Entries of before keep it.")))
        bring = HideListed(field=field, id=one.id, hidden=False)
        return "\n".join(lines), [[(words(_("Bring back")), bring)], back]
    buttons: list[Button] = [
        (words(label), AskListed(field=field, id=one.id, asked=asked))
        for asked, label in CHANGES.items()
        if field is Field.SERVICE or asked not in OF_SERVICES
    ]
    merge: Button = (words(_("Merge")), AskMerge(field=field, id=one.id))
    remove: Button = (words(_("Remove")), HideListed(field=field, id=one.id, hidden=True))
    return "\n".join(lines), [*in_rows([*buttons, merge, remove], A_ROW), back]


def _about_service(desk: Desk, service: Service) -> list[str]:
    words, days = desk.words, service.recall_days
    price = ABSENT if service.price is None else desk.money(service.price)
    recall = ABSENT if days is None else words.plural("after {n} day", "after {n} days", days)
    return [
        words(_("Usual price: {value}"), value=Markup(price)),
        words(_("Class: {value}"), value=Markup(words(KINDS[service.kind]))),
        words(_("Due again: {value}"), value=Markup(recall)),
    ]


def ask_page(desk: Desk, field: Field, one: Listed, asked: Asked) -> tuple[str, Rows]:
    """Return a question about one of them, with what can be tapped as an answer."""
    words = desk.words
    taps: list[Button] = []
    if asked is Asked.KIND:
        taps = [(words(text), _setting(field, one, asked, kind)) for kind, text in KINDS.items()]
    elif asked is not Asked.NAME:
        taps = [(words(_("None")), _setting(field, one, asked, NONE))]
    back: list[Button] = [(words(BACK), OfListed(field=field, id=one.id))]
    return words(QUESTIONS[asked], name=one.name), [*in_rows(taps, A_ROW), back]


def _setting(field: Field, one: Listed, asked: Asked, value: str) -> SetListed:
    return SetListed(field=field, id=one.id, asked=asked, value=value)
