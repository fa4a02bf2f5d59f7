"""What a visit's form shows: what is filled in, one question, and the chips that answer it."""

from __future__ import annotations

from dataclasses import replace

from clinic.calendar import day_number
from clinic.catalogue import Field, Service
from clinic.checks import usual_of
from clinic.draft import Typed
from clinic.marks import mark as _
from clinic.search import is_slip, slips_of
from clinic.text import folded
from clinic.words import ABSENT, Markup
from handlers.cards import details, headline
from handlers.desk import Desk
from handlers.form_buttons import (
    AllServices,
    AmountChip,
    DropForm,
    NewPatientChip,
    PatientChip,
    ServiceChip,
    StartAnew,
    StepBack,
)
from handlers.form_state import Step, VisitForm
from handlers.letters import Button, Rows, in_rows, shortened
from handlers.questions import ASKED
from storage.habits import (
    Known,
    amounts_of,
    patients_beginning,
    patients_called,
    patients_of,
    patients_on,
    services_of,
)
from storage.journal import VisitLine

MOST_PATIENTS, MOST_NEAR, MOST_SERVICES, PAGE = 8, 6, 6, 8
MOST_NOTE = 200
SHORT, LONG = 7, 14
"""Characters of a label of which four, or three, fit beside each other on a phone."""

NEW_VISIT = _("New visit")
BACK, CANCEL = _("Back"), _("Cancel")
PATIENT = _("Which patient? Tap one or type the number.")
UNKNOWN = _("{code} is not known yet. A new patient, or one of these?")
AMOUNT = _("What is the amount? Tap it or type it.")


def view(desk: Desk, form: VisitForm, *, afresh: bool = False) -> tuple[str, Rows]:
    """Return the form's text and chips; shown ``afresh``, it offers to be emptied."""
    chips = {Step.PATIENT: _patients, Step.SERVICE: _services, Step.AMOUNT: _amounts}
    below: list[Button] = []
    if form.step is not Step.PATIENT or form.page is not None:
        below.append((desk.words(BACK), StepBack(form=form.id)))
    if afresh:
        below.append((desk.words(_("Start anew")), StartAnew(form=form.id)))
    below.append((desk.words(CANCEL), DropForm(form=form.id)))
    head = desk.words("<b>{title}</b>", title=desk.words(NEW_VISIT))
    text = "\n".join([head, *_filled(desk, form), question(desk, form)])
    return text, [*chips[form.step](desk, form), below]


def question(desk: Desk, form: VisitForm) -> str:
    """Return what the form asks now, as safe text."""
    if form.step is Step.PATIENT and form.typed is not None:
        return desk.words(UNKNOWN, code=form.typed)
    texts = {
        Step.PATIENT: PATIENT,
        Step.SERVICE: ASKED[Typed.SERVICE.value],
        Step.AMOUNT: AMOUNT,
    }
    return desk.words(texts[form.step])


def _filled(desk: Desk, form: VisitForm) -> list[str]:
    """Return what is filled in, as the card will show it; nothing where nothing is."""
    if form == replace(form.empty(), typed=form.typed):
        return []
    line = _preview(desk, form)
    note = desk.words(_("Note: {note}"), note=shortened(form.note, MOST_NOTE))
    return [headline(desk, line), *details(desk, line), *([note] if form.note else [])]


def _preview(desk: Desk, form: VisitForm) -> VisitLine:
    """Return the line that the form would be if it were saved now."""
    today = day_number(desk.calendar.today())
    return VisitLine(
        id=form.id,
        patient_id=0,
        code=form.code or ABSENT,
        day=today if form.day is None else form.day,
        service_id=form.service,
        amount=form.amount,
        paid=form.paid,
        discount=form.discount,
        quote=form.quote,
        channel_id=form.channel,
        doctor_id=form.doctor,
        wait_min=form.wait_min,
        rating=form.rating,
        rating_scale=form.scale,
        referrer=None,
        note=form.note,
        author_id=desk.reader.id,
        logged=form.begun,
        voided=None,
        voided_by=None,
        change=0,
    )


def _patients(desk: Desk, form: VisitForm) -> Rows:
    """Return the patients at hand; for an unknown code those that are near it."""
    if form.typed is None:
        today = day_number(desk.calendar.today())
        return _codes(form, patients_of(desk.journal, desk.reader.id, today, MOST_PATIENTS))
    label = desk.words(_("New patient {code}"), code=Markup(form.typed))
    new: list[Button] = [(label, NewPatientChip(form=form.id))]
    return [new, *_codes(form, near(desk, form.typed))]


def near(desk: Desk, typed: str) -> list[Known]:
    """Return known patients whose code begins so or is one slip away, today's first."""
    journal, key, slips = desk.journal, folded(typed), slips_of(typed)
    alike = [
        each
        for each in patients_on(journal, day_number(desk.calendar.today()))
        if folded(each.code).startswith(key) or is_slip(typed, each.code)
    ]
    found = [
        *alike,
        *patients_beginning(journal, key, MOST_NEAR),
        *patients_called(journal, slips),
    ]
    return list(dict.fromkeys(found))[:MOST_NEAR]


def _codes(form: VisitForm, known: list[Known]) -> Rows:
    a_row, longest = (4, SHORT) if all(len(each.code) <= SHORT for each in known) else (3, LONG)
    chips: list[Button] = [
        (shortened(each.code, longest), PatientChip(form=form.id, patient=each.id))
        for each in known
    ]
    return in_rows(chips, a_row)


def _services(desk: Desk, form: VisitForm) -> Rows:
    """Return the services that were meant, or a page of all, or those most used."""
    offered = [each for each in desk.catalogue.services if not each.hidden]
    meant = {id for field, _words, ids in form.choices if field == Field.SERVICE for id in ids}
    if meant and form.page is None:
        shown = [each for each in offered if each.id in meant]
    elif form.page is not None:
        return _page(form, offered)
    else:
        shown = _most_used(desk, offered)
    every: Button = (desk.words(_("All services")), AllServices(form=form.id, page=0))
    return [*_names(form, shown), *([[every]] if len(shown) < len(offered) else [])]


def _most_used(desk: Desk, offered: list[Service]) -> list[Service]:
    ranked = {id: place for place, id in enumerate(services_of(desk.journal, desk.reader.id))}
    return sorted(offered, key=lambda each: ranked.get(each.id, len(ranked)))[:MOST_SERVICES]


def _page(form: VisitForm, offered: list[Service]) -> Rows:
    last = max(0, (len(offered) - 1) // PAGE)
    page = min(max(form.page or 0, 0), last)
    steps = [("◀", page - 1), ("▶", page + 1)]
    turns: list[Button] = [
        (sign, AllServices(form=form.id, page=turned))
        for sign, turned in steps
        if 0 <= turned <= last
    ]
    return [*_names(form, offered[page * PAGE : (page + 1) * PAGE]), turns]


def _names(form: VisitForm, services: list[Service]) -> Rows:
    chips: list[Button] = [
        (each.name, ServiceChip(form=form.id, service=each.id)) for each in services
    ]
    return in_rows(chips, 2)


def _amounts(desk: Desk, form: VisitForm) -> Rows:
    """Return the usual price, where there is one, and that there is no amount."""
    usual = usual_amount(desk, form.service or 0)
    price = [] if usual is None else [(desk.money(usual), AmountChip(form=form.id, amount=usual))]
    return [[*price, (desk.words(_("No amount")), AmountChip(form=form.id))]]


def usual_amount(desk: Desk, service_id: int) -> int | None:
    """Return the service's price, else the median of its last amounts, in minor units."""
    prices = (each.price for each in desk.catalogue.services if each.id == service_id)
    price = next(prices, None)
    return usual_of(price, [] if price is not None else amounts_of(desk.journal, service_id))
