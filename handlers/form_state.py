"""A visit's form: what is filled in, kept with the person's state until it is saved or dropped."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup

from clinic.bill import in_money
from clinic.calendar import HOUR, day_from, day_number
from clinic.catalogue import Channel, Doctor, Field, Service
from clinic.draft import Amendment, Choice, VisitDraft
from clinic.rating import Rating
from handlers.desk import Desk
from handlers.form_shelf import SHELF, put_by
from handlers.questions import listed

FORM_LIFE = 12 * HOUR
"""A form that was begun in another shift is forgotten."""

PLAIN = ("amount", "quote", "paid", "wait_min", "note")


class Filling(StatesGroup):
    """The form of a visit waits for taps or text."""

    visit = State()


class Step(Enum):
    """What the form asks for next."""

    PATIENT = "patient"
    SERVICE = "service"
    AMOUNT = "amount"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class VisitForm:
    """What is filled in, as it is kept: ids of the catalogue, minor units, a day's number.

    ``id`` is the form's own id, which its chips carry, and ``card`` the message where it lives.
    ``typed`` is a code that nobody has, ``page`` the one of all services that is shown.
    """

    clinic: int
    id: int
    card: int
    begun: int
    code: str | None = None
    typed: str | None = None
    service: int | None = None
    priced: bool = False
    amount: int | None = None
    quote: int | None = None
    discount: int | None = None
    paid: int | None = None
    day: int | None = None
    channel: int | None = None
    doctor: int | None = None
    wait_min: int | None = None
    rating: float | None = None
    scale: int | None = None
    note: str = ""
    choices: tuple[tuple[str, str, tuple[int, ...]], ...] = ()
    page: int | None = None

    @property
    def step(self) -> Step:
        """Return what is asked for next."""
        if self.code is None:
            return Step.PATIENT
        if self.service is None:
            return Step.SERVICE
        return Step.DONE if self.priced else Step.AMOUNT

    def empty(self) -> VisitForm:
        """Return the form with nothing filled in."""
        return VisitForm(self.clinic, self.id, self.card, self.begun)

    def back(self) -> VisitForm:
        """Return the form as it was before the last step."""
        if self.page is not None:
            return replace(self, page=None)
        if self.step is Step.SERVICE:
            return replace(self, code=None, typed=None)
        return replace(self, service=None, page=None)

    def taking(self, fields: Amendment) -> VisitForm:
        """Return the form with the fields that a text names; a code is another matter."""
        typed: dict[str, Any] = dict(fields)
        changes = {name: typed[name] for name in PLAIN if name in typed}
        changes |= {each.value: typed[each.value].id for each in Field if each.value in typed}
        if "amount" in fields:
            changes["priced"] = True
        if "discount" in fields:
            changes["discount"] = in_money(fields["discount"], fields.get("amount", self.amount))
        if "day" in fields:
            changes["day"] = day_number(fields["day"])
        if "rating" in fields:
            changes |= {"rating": fields["rating"].value, "scale": fields["rating"].scale}
        new = tuple(
            (each.field.value, each.words, tuple(one.id for one in each.candidates))
            for each in fields.get("choices", ())
        )
        left = tuple(each for each in self.choices if each[0] not in {*typed, *(n[0] for n in new)})
        return replace(self, page=None, choices=(*left, *new), **changes)


async def form_of(state: FSMContext) -> VisitForm | None:
    """Return the form that waits, be it on the shelf, however old and of whichever clinic."""
    kept: dict[str, Any] | None
    if await state.get_state() == Filling.visit.state:
        kept = await state.get_data()
        kept.pop(SHELF, None)
    else:
        kept = await put_by(state, Filling.__name__)
    if kept is None:
        return None
    choices = tuple((field, words, tuple(ids)) for field, words, ids in kept["choices"])
    return VisitForm(**{**kept, "choices": choices})


async def keep(state: FSMContext, form: VisitForm) -> None:
    """Keep the form with the unit; it is the one that is asked now."""
    await state.set_state(Filling.visit)
    await state.set_data(asdict(form))


async def end(state: FSMContext) -> None:
    """End the visit's form, be it on the shelf; what else waits goes on."""
    await state.set_state(Filling.visit)
    await state.clear()


def draft_of(desk: Desk, form: VisitForm) -> VisitDraft:
    """Return the form as a draft; what is not filled in is as if it were not typed."""
    scaled = form.rating is not None and form.scale is not None
    return VisitDraft(
        code=form.code or "",
        day=desk.calendar.today() if form.day is None else day_from(form.day),
        service=_among(desk.catalogue.services, form.service),
        amount=form.amount,
        quote=form.quote,
        discount=form.discount,
        paid=form.paid,
        channel=_among(desk.catalogue.channels, form.channel),
        doctor=_among(desk.catalogue.doctors, form.doctor),
        wait_min=form.wait_min,
        rating=Rating(form.rating or 0, form.scale or 0) if scaled else None,
        note=form.note,
        choices=tuple(_choice(desk, *each) for each in form.choices if each[0] != Field.SERVICE),
    )


def _choice(desk: Desk, field: str, words: str, ids: tuple[int, ...]) -> Choice:
    candidates: Any = tuple(each for each in listed(desk, Field(field)) if each.id in ids)
    return Choice(Field(field), words, candidates)


T = TypeVar("T", Service, Channel, Doctor)


def _among(things: tuple[T, ...], wanted: int | None) -> T | None:
    return next((each for each in things if each.id == wanted), None)
