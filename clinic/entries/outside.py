"""What concerns the clinic from outside or as a whole: reviews, changes, households."""

from __future__ import annotations

from clinic.entries.kind import Choice, Field, Kind, Shape
from clinic.marks import mark as _

SITES = (
    Choice("google", "Google", "google maps,гугл,谷歌"),
    Choice("yandex", "Yandex", "яндекс,яндекс карты,yandex maps"),
    Choice("2gis", "2GIS", "2гис,дубльгис"),
    Choice("prodoctorov", "ProDoctorov", "продокторов,про докторов"),
    Choice("dianping", "Dianping", "大众点评"),
)
REVIEW = Kind(
    name="review",
    table="reviews",
    command="review",
    title=_("Public review"),
    menu=_("a review that stands on the web"),
    example=_("/review google 2/5 waited an hour"),
    said=("review", "отзыв", "відгук", "点评"),
    fields=(
        Field(
            "site",
            Shape.NAME,
            _("site"),
            _("On which site? Tap, or write its name."),
            needed=True,
            choices=SITES,
        ),
        Field("stars", Shape.STARS, _("stars"), _("How many stars?")),
        Field("link", Shape.LINK, _("link"), _("Send the link.")),
    ),
)
MARK = Kind(
    name="mark",
    table="marks",
    command="change",
    title=_("Change"),
    menu=_("mark what changed at the clinic"),
    example=_("/change new receptionist"),
    said=("change", "изменение", "зміна", "变化"),
    words=_("What changed? Write it in a few words, such as: new receptionist."),
)
KINSHIP = Kind(
    name="kinship",
    table="kinships",
    command="family",
    title=_("Household"),
    menu=_("two patients of one household"),
    example=_("/family 1042 1043"),
    said=("family", "household", "семья", "родня", "родина", "家庭"),
    fields=(
        Field(
            "patient",
            Shape.PATIENT,
            _("patient"),
            _("Who? Tap, or write the card number."),
            needed=True,
        ),
        Field(
            "relative",
            Shape.PATIENT,
            _("relative"),
            _("And who belongs to him? Tap, or write the card number."),
            needed=True,
        ),
    ),
)
