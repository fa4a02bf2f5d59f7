"""``clinic add``, ``clinic list``, ``clinic set``: the clinics of this installation."""

from __future__ import annotations

import argparse

from sqlalchemy import Connection

from bot.choice import add_clinic_option, chosen_clinic
from bot.commands import Subparsers
from bot.settings import Settings
from bot.terminal import say, words
from clinic.calendar import SystemClock
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.next_steps import PREFIX
from clinic.setting_names import written
from clinic.settings import READERS, ClinicSettings
from storage.database import bring_up_to_date, prepare, refuse_damage
from storage.outside import outside, reading
from storage.registry import (
    NewClinic,
    add_clinic,
    bot_name,
    clinic_ids,
    owner_count,
    set_setting,
    settings_of,
)

ASKED = ("timezone", "currency", "language")
BEYOND = 1 << 63
"""The first number that the database cannot keep."""


class BadOwner(Refusal):
    """Nobody in Telegram has such an id."""

    template = _(
        "--owner takes a Telegram id, a whole number such as 123456789, not {typed}. Without "
        "--owner you get a code that makes its sender the owner."
    )


def add(commands: Subparsers) -> None:
    """Declare the three commands."""
    reader = words()
    parser = commands.add_parser("clinic", help=reader(_("the clinics of this installation")))
    parts = parser.add_subparsers(dest="part", metavar="COMMAND", required=True)
    adding = parts.add_parser("add", help=reader(_("create a clinic")))
    adding.add_argument("name", metavar="NAME")
    adding.add_argument("--timezone", metavar="ZONE", help=reader(_("such as Europe/Moscow")))
    adding.add_argument("--currency", metavar="CODE", help=reader(_("such as RUB")))
    adding.add_argument("--language", metavar="CODE", help=reader(_("such as ru")))
    adding.add_argument(
        "--owner", type=int, metavar="ID", help=reader(_("the owner's Telegram id, if known"))
    )
    add_clinic_option(parts.add_parser("list", help=reader(_("list the clinics"))))
    setting = parts.add_parser("set", help=reader(_("change a setting from now on")))
    setting.add_argument("key", metavar="KEY", help=", ".join((*READERS, f"{PREFIX}returns")))
    setting.add_argument("value", metavar="VALUE")
    add_clinic_option(setting)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Add, list or set; returns 0."""
    parts = {"add": _add, "list": _list, "set": _set}
    parts[args.part](args, settings)
    return 0


def _add(args: argparse.Namespace, settings: Settings) -> None:
    if args.owner is not None and not 0 < args.owner < BEYOND:
        raise BadOwner(typed=args.owner)
    given = {key: getattr(args, key) for key in ASKED if getattr(args, key) is not None}
    prepare(settings.database)
    clock = SystemClock()
    with outside(settings.database).begin() as connection:
        added = add_clinic(connection, clock, {"name": args.name, **given}, args.owner)
        bot = bot_name(connection)
        chosen = settings_of(connection, added.id, clock.now())
    _tell(added, args.name, bot)
    _tell_assumed(added.id, [key for key in ASKED if key not in given], chosen)


def _tell(added: NewClinic, name: str, bot: str | None) -> None:
    reader = words()
    say(reader(_("Clinic {id}: {name}"), id=added.id, name=name))
    if added.claim is None:
        return
    say(reader(_("The owner sends this to the bot within 7 days; it works once:")))
    say(f"/start {added.claim}")
    if bot:
        say(f"https://t.me/{bot}?start={added.claim}")


def _tell_assumed(clinic_id: int, keys: list[str], chosen: ClinicSettings) -> None:
    """Say what holds for settings that were left out, and how one is changed."""
    if not keys:
        return
    reader = words()
    values = {"timezone": chosen.zone.key, "currency": chosen.currency, "language": chosen.language}
    assumed = ", ".join(f"{key} {values[key]}" for key in keys)
    said = _(
        "Assumed: {assumed}. To change one: python -m bot clinic set {key} VALUE --clinic {id}"
    )
    say(reader(said, assumed=assumed, key=keys[0], id=clinic_id))


def _list(args: argparse.Namespace, settings: Settings) -> None:
    bring_up_to_date(settings.database)
    wanted = args.clinic
    if wanted is not None:
        wanted = chosen_clinic(settings.database, wanted)
    with reading(settings.database).connect() as connection:
        shown = [id for id in clinic_ids(connection) if wanted in {None, id}]
        lines = [_line(connection, clinic_id) for clinic_id in shown]
        lines += _every_setting(connection, wanted)
    for line in lines or [words()(_("There is no clinic yet."))]:
        say(line)


def _line(connection: Connection, clinic_id: int) -> str:
    chosen = settings_of(connection, clinic_id, SystemClock().now())
    facts = [str(clinic_id), chosen.name, chosen.zone.key, chosen.currency, chosen.language]
    if not owner_count(connection, clinic_id):
        facts.append(words()(_("not claimed yet")))
    return "  ".join(facts)


def _every_setting(connection: Connection, clinic_id: int | None) -> list[str]:
    """Return each setting of a clinic that was asked for, as ``clinic set`` takes it."""
    if clinic_id is None:
        return []
    chosen = settings_of(connection, clinic_id, SystemClock().now())
    return [f"{key}: {written(key, chosen.stored(key))}" for key in (*READERS, *chosen.steps)]


def _set(args: argparse.Namespace, settings: Settings) -> None:
    if args.key.startswith(PREFIX):
        from metrics.kit.discovery import refuse_unknown_step  # half a second, for these keys alone

        refuse_unknown_step(args.key)
    refuse_damage(settings.database)
    clinic_id = chosen_clinic(settings.database, args.clinic)
    with outside(settings.database).begin() as connection:
        set_setting(connection, clinic_id, SystemClock().now(), args.key, args.value)
    said = _("Clinic {id}: {key} is {value} from now on.")
    say(words()(said, id=clinic_id, key=args.key, value=args.value))
