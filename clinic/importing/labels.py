"""What a table's columns are called in a sentence, whatever their title in the file."""

from clinic.marks import mark as _

LABELS = {
    "date": _("day"),
    "patient": _("patient"),
    "service": _("service"),
    "amount": _("amount"),
    "paid": _("paid"),
    "discount": _("discount"),
    "quote": _("quote"),
    "channel": _("channel"),
    "doctor": _("doctor"),
    "wait_min": _("wait, min"),
    "rating": _("rating"),
    "referrer": _("referrer"),
    "legacy": _("old patient"),
    "note": _("note"),
    "text": _("words"),
    "subject": _("subject"),
    "cause": _("cause"),
    "gravity": _("gravity"),
    "status": _("status"),
    "resolved": _("resolved on"),
    "measure": _("measure"),
    "emotion": _("emotion"),
    "category": _("category"),
    "bucket": _("kind of cost"),
}
