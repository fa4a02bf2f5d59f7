"""``check``: settings, schema, integrity and token, one line each."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from bot.choice import add_clinic_option, chosen_clinic
from bot.commands import Subparsers
from bot.settings import Settings
from bot.terminal import say, words
from bot.token import owner_of
from clinic.errors import Refusal
from clinic.marks import mark as _
from storage.soundness import examine

GOOD = _("good")


class NotSound(Refusal):
    """Some of what was tested is not as it should be."""

    template = _("{count} of {all} are not as they should be: {names}")


def add(commands: Subparsers) -> None:
    """Declare the command."""
    text = words()(_("test settings, schema, integrity and token"))
    add_clinic_option(commands.add_parser("check", help=text))


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Test one thing after the other and return 0; raises NotSound where one does not hold."""
    if args.clinic is not None:
        chosen_clinic(settings.database, args.clinic)
    reader = words()
    names, faulty = [], []
    for name, verdict in _verdicts(settings):
        names.append(reader(name))
        if isinstance(verdict, Refusal):
            faulty.append(reader(name))
        text = reader.refusal(verdict) if isinstance(verdict, Refusal) else verdict
        say(f"{reader(name)}: {text}")
    if faulty:
        raise NotSound(count=len(faulty), all=len(names), names=", ".join(faulty))
    return 0


def _verdicts(settings: Settings) -> Iterator[tuple[str, Refusal | str]]:
    """Yield names and verdicts; the settings have been read by now, or nothing would run."""
    reader = words()
    yield _("settings"), reader(GOOD)
    if settings.database.exists():
        for name, fault in examine(settings.database):
            yield name, fault or reader(GOOD)
    else:
        yield _("database"), reader(_("not there yet; the first command that writes creates it"))
    yield _("token"), _token(settings)


def _token(settings: Settings) -> Refusal | str:
    if settings.bot_token is None:
        return words()(_("none is set; only `run` needs one"))
    try:
        return f"@{owner_of(settings.token(), settings.api_url)}"
    except Refusal as refusal:
        return refusal
