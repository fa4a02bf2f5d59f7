"""The pages of the settings: where everything is, what holds for the clinic, and its hours."""

from __future__ import annotations

from clinic.catalogue import Field
from clinic.marks import mark as _
from clinic.settings import OPENING, ClinicSettings
from clinic.words import Markup
from handlers.desk import Desk
from handlers.letters import Button, Rows, in_rows
from handlers.offering_pages import TITLES, listed_in
from handlers.people_buttons import ShowTeam
from handlers.setting_buttons import (
    AskClinic,
    AskSetting,
    GoOnSettingUp,
    OfClinic,
    ShowClinicPage,
    ShowGoals,
    ShowHours,
    ShowListed,
    ShowRooms,
)
from handlers.setting_goals import FROM_NOW_ON
from handlers.setting_goals import KEYS as GOAL_KEYS
from handlers.setting_hours import LABELS as OF_HOURS
from handlers.setting_questions import LABELS, holds

A_ROW = 2
BACK = _("Back")
NOT_SAID = _("Not said yet: {open}. Until then what stands here is assumed.")


def front(desk: Desk) -> tuple[str, Rows]:
    """Return the first page: where everything is, and what nobody has said yet."""
    words, settings, clinic_id = desk.words, desk.settings, desk.reader.clinic_id
    lines = [words(_("<b>{clinic}</b>: settings"), clinic=settings.name)]
    lines += [
        words(_("{title}: {n}"), title=Markup(words(title)), n=_shown(desk, field))
        for field, title in TITLES.items()
    ]
    buttons: list[Button] = [
        (words(_("The clinic")), ShowClinicPage(clinic=clinic_id)),
        (words(_("Hours, deadlines")), ShowHours(clinic=clinic_id)),
        (words(_("Money and goals")), ShowGoals(clinic=clinic_id)),
        *(
            (words(title), ShowListed(clinic=clinic_id, field=field))
            for field, title in TITLES.items()
        ),
        (words(_("Rooms")), ShowRooms(clinic=clinic_id)),
        (words(_("People")), ShowTeam(clinic=clinic_id, page=0)),
        (words(_("Add a clinic")), AskClinic(clinic=clinic_id)),
    ]
    rows = in_rows(buttons, A_ROW)
    if settings.still_open():
        lines.append(_not_said(desk))
        rows = [[(words(_("Finish the set-up")), GoOnSettingUp(clinic=clinic_id))], *rows]
    return "\n".join(lines), rows


def _shown(desk: Desk, field: Field) -> int:
    return sum(not each.hidden for each in listed_in(desk.catalogue, field))


def _not_said(desk: Desk) -> str:
    keys = [key for key in OPENING if key not in desk.settings.said]
    named = ", ".join(desk.words(LABELS[key]) for key in keys)
    return desk.words(NOT_SAID, open=Markup(named))


def page_of(key: str, desk: Desk, settings: ClinicSettings) -> tuple[str, Rows]:
    """Return the page on which a setting stands."""
    if key in GOAL_KEYS:
        return goals_page(desk, settings)
    return (hours_page if key in OF_HOURS else clinic_page)(desk, settings)


def page_button(key: str, clinic_id: int) -> OfClinic:
    """Return what a button to the page of a setting carries."""
    if key in GOAL_KEYS:
        return ShowGoals(clinic=clinic_id)
    return (ShowHours if key in OF_HOURS else ShowClinicPage)(clinic=clinic_id)


def clinic_page(desk: Desk, settings: ClinicSettings) -> tuple[str, Rows]:
    """Return what holds for the clinic as a whole, with a button to change each."""
    elsewhere = {*OF_HOURS, *GOAL_KEYS}
    return _page(desk, settings, [key for key in LABELS if key not in elsewhere])


def hours_page(desk: Desk, settings: ClinicSettings) -> tuple[str, Rows]:
    """Return when the clinic works and what is due by it, with a button to change each."""
    return _page(desk, settings, list(OF_HOURS))


def goals_page(desk: Desk, settings: ClinicSettings) -> tuple[str, Rows]:
    """Return on what numbers of money stand, with a button to change each."""
    text, rows = _page(desk, settings, list(GOAL_KEYS))
    return f"{text}\n\n{desk.words(FROM_NOW_ON)}", rows


def _page(desk: Desk, settings: ClinicSettings, keys: list[str]) -> tuple[str, Rows]:
    words, clinic_id = desk.words, desk.reader.clinic_id
    buttons: list[Button] = [
        (words(LABELS[key]), AskSetting(clinic=clinic_id, key=key)) for key in keys
    ]
    text = "\n".join(holds(words, settings, key) for key in keys)
    return text, [*in_rows(buttons, A_ROW), [(words(BACK), OfClinic(clinic=clinic_id))]]
