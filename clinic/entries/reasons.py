"""Why a patient did not come back, and what was asked for and is not there."""

from __future__ import annotations

from clinic.entries.kind import Choice, Field, Kind, Shape
from clinic.marks import mark as _

LEAVINGS = (
    Choice("price", _("too expensive"), "price,expensive,дорого,цена,дорого,ціна,太贵,价格"),
    Choice("student", _("student, no money"), "student,студент,студентка,学生"),
    Choice("moved", _("moved away"), "moved,переехал,переехала,переезд,переїхав,переїхала,搬走"),
    Choice("one_off", _("came once only"), "one-off,emergency,разово,разовый,острая боль,一次性"),
    Choice("unhappy", _("was unhappy"), "unhappy,недоволен,недовольна,незадоволений,不满意"),
    Choice(
        "competitor",
        _("went elsewhere"),
        "competitor,another clinic,конкурент,другая клиника,конкуренти,竞争对手",
    ),
    Choice("rudeness", _("rudeness"), "rude,грубость,хамство,грубість,粗鲁"),
    Choice(
        "done", _("all is treated"), "done,finished,долечен,все вылечено,вылечен,вилікувано,治完"
    ),
    Choice("no_answer", _("does not answer"), "no answer,не отвечает,недозвон,не відповідає,没接"),
    Choice("unknown", _("unknown"), "unknown,неизвестно,не знаю,невідомо,未知"),
)
RIVALS = (
    Choice("price", _("cheaper there"), "cheaper,дешевле,дешевше,更便宜"),
    Choice("assortment", _("more services there"), "assortment,услуги,послуги,项目更多"),
    Choice("service", _("better service there"), "service,сервис,сервіс,服务更好"),
    Choice("location", _("closer there"), "closer,ближе,ближче,更近"),
)
LEAVING = Kind(
    name="leaving",
    table="leavings",
    command="left",
    title=_("Does not come back"),
    menu=_("why a patient does not come back"),
    example=_("/left 1042 moved"),
    said=("left", "не вернется", "не вернулся", "ушел", "ушла", "пішов", "流失"),
    fields=(
        Field(
            "patient",
            Shape.PATIENT,
            _("patient"),
            _("Who? Tap, or write the card number."),
            needed=True,
        ),
        Field("reason", Shape.CHOICE, _("reason"), _("Why?"), needed=True, choices=LEAVINGS),
        Field(
            "rival",
            Shape.CHOICE,
            _("what drew him there"),
            _("What is better there?"),
            choices=RIVALS,
        ),
    ),
)
WISH = Kind(
    name="wish",
    table="wishes",
    command="wish",
    title=_("Asked for, not here"),
    menu=_("asked for and we don't have it"),
    example=_("/wish implants for children"),
    said=("wish", "asked for", "просили", "нет у нас", "запит", "没有的项目"),
    fields=(
        Field("patient", Shape.PATIENT, _("patient"), _("Who? Tap, or write the card number.")),
    ),
    words=_("What was asked for? Write it in a few words."),
)
