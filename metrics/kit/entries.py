"""Entries as frames: one declaration a kind, of its table, its fields and how each is read.

Words are places in the lists named here. An entry is read when a metric that reads its kind is
asked, and kept true to the journal by its change number from then on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from metrics.kit import fields
from metrics.kit.fields import Field
from metrics.kit.layout import Kind

BUCKETS = ("acquire", "keep", "improve", "fixed", "variable", "tax")
PAID_FOR = ("debt", "prepayment")
BOOKINGS = ("booked", "missed", "cancelled")
PROMISE_STATES = ("open", "kept", "late", "broken", "released")
REASONS = (
    *("price", "student", "moved", "one_off", "unhappy", "competitor", "rudeness", "done"),
    *("no_answer", "unknown"),
)
RIVALS = ("", "price", "assortment", "service", "location")
PREVENTIONS = ("training", "culture", "rules", "technology", "promises", "products", "none")
EFFECTS = ("", "worked", "partly", "failed", "unknown")
CALL_REASONS = ("overdue", "recall", "complaint", "rating", "promise")
CALL_OUTCOMES = ("", "reached", "booked", "no_answer", "refused", "do_not_call")


@dataclass(frozen=True)
class EntryKind(Kind):
    """A kind of frame that is one table of the journal; sorted by day, then by id."""

    table: str = ""
    finds: bool = False
    """Whether it finds patients by their codes: who comes later may be whom it named."""

    grows: bool = False
    """Whether rows are only ever added, each with a higher id, and never changed."""

    read: Mapping[str, Field] = field(default_factory=dict)

    def __hash__(self) -> int:
        """Return a hash of the name: kinds are few and named apart."""
        return hash(self.name)

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the journal's columns in the order of the fields behind the id."""
        return tuple(each.column for each in self.read.values())

    @property
    def people(self) -> tuple[str, ...]:
        """Return the fields that hold patients' places."""
        return tuple(name for name, each in self.read.items() if each.person)


def declared(
    table: str,
    day: Field | None = None,
    undone: Mapping[str, tuple[str, int]] | None = None,
    finds: bool = False,
    grows: bool = False,
    **read: Field,
) -> EntryKind:
    """Return a kind of entries: its table, the field it is dated by, and its other fields."""
    read = {"day": day or fields.day("day"), **read}
    return EntryKind(
        name=table,
        fields={"id": "i8", **{name: each.dtype for name, each in read.items()}},
        sorted_by=("day",),
        later={name: each.later for name, each in read.items() if each.later},
        undone=undone or {},
        table=table,
        finds=finds,
        grows=grows,
        read=read,
    )


EXPENSES = declared(
    "expenses",
    bucket=fields.one_of("bucket", BUCKETS),
    category=fields.words("category"),
    channel=fields.named("channel_id", "channel"),
    amount=fields.number("amount", "i8"),
    recurring=fields.flag("recurring_id"),
)
CASH = declared("cash_totals", amount=fields.number("amount", "i8"))
BILLS = declared(
    "bills",
    patient=fields.patient(),
    service=fields.named("service_id", "service"),
    doctor=fields.named("doctor_id", "doctor"),
    amount=fields.number("amount", "i8"),
    paid=fields.number("paid", "i8"),
    discount=fields.number("discount", "i8", -1),
    quote=fields.number("quote", "i8", -1),
)
"""Lines of visits with a discount or a quote, or paid otherwise than billed; -1: none was said.

``amount`` is the bill after the discount, ``paid`` what was paid on that day.
"""

REFERRALS = declared(
    "referrals",
    finds=True,
    patient=fields.patient(),
    referrer=fields.patient("referrer_id"),
)
"""Who recommended the clinic to whom; NOBODY where the code is no patient's."""

CORRECTIONS = declared("amendments", day=fields.day_of("at"), grows=True)
"""What was changed in an entry, on the day on which it was changed."""

LATE = declared("late", entered=fields.day_of("logged"))
"""Lines of visits that were typed after their day."""

PAYMENTS = declared(
    "payments",
    patient=fields.patient(),
    kind=fields.one_of("kind", PAID_FOR),
    amount=fields.number("amount", "i8"),
)
APPOINTMENTS = declared(
    "appointments",
    planned=fields.day("planned"),
    kind=fields.one_of("kind", BOOKINGS),
    patient=fields.patient(),
    doctor=fields.named("doctor_id", "doctor"),
    hour=fields.number("hour", "i1", -1),
    written=fields.day_of("logged"),
    written_hour=fields.hour_of("logged"),
)
"""``written`` and ``written_hour`` are when it was written down, on the clinic's clock."""

PROMISES = declared(
    "promises",
    due=fields.day("due"),
    state=fields.one_of("state", PROMISE_STATES),
    closed=fields.day_of("closed", later=True),
    keeper=fields.number("keeper_id", "i8"),
    patient=fields.patient(),
    undone={"state": ("closed", PROMISE_STATES.index("open"))},
)
LEAVINGS = declared(
    "leavings",
    patient=fields.patient(),
    reason=fields.one_of("reason", REASONS),
    rival=fields.one_of("rival", RIVALS),
)
WISHES = declared("wishes", note=fields.words("note"))
REVIEWS = declared(
    "reviews",
    site=fields.words("site"),
    stars=fields.number("stars", "u1"),
    answered=fields.day_of("answered", later=True),
    logged=fields.moment("logged", later=False),
)
MARKS = declared("marks", note=fields.words("note"))
KINSHIPS = declared("kinships", patient=fields.patient(), relative=fields.patient("relative_id"))
RATINGS = declared(
    "ratings", stars=fields.number("stars", "u1"), poster=fields.number("poster_id", "i8")
)
MEASURES = declared(
    "measures",
    day=fields.day_of("at"),
    complaint=fields.number("complaint_id", "i8"),
    kind=fields.one_of("kind", PREVENTIONS),
    due=fields.day("due"),
    done=fields.day_of("done", later=True),
    dropped=fields.day_of("dropped", later=True),
    effect_30=fields.one_of("effect_30", EFFECTS),
    effect_90=fields.one_of("effect_90", EFFECTS),
)
CALLS = declared(
    "calls",
    day=fields.day_of("opened"),
    patient=fields.patient(),
    reason=fields.one_of("reason", CALL_REASONS),
    opened=fields.moment("opened", later=False),
    contacted=fields.day_of("contacted", later=True),
    outcome=fields.one_of("outcome", CALL_OUTCOMES),
    closed=fields.moment("closed"),
    worth=fields.number("worth", "f8", float("nan")),
    undone={"outcome": ("closed", 0)},
)
PRAISES = declared("praises", patient=fields.patient(), doctor=fields.named("doctor_id", "doctor"))

ENTRIES = (
    *(BILLS, REFERRALS, CORRECTIONS, LATE),
    *(EXPENSES, CASH, PAYMENTS, APPOINTMENTS, PROMISES, LEAVINGS, WISHES, REVIEWS, MARKS),
    *(KINSHIPS, RATINGS, MEASURES, CALLS, PRAISES),
)
