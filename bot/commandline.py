"""The command line: which commands there are, and how each ends.

A command's file is imported when the command is given, so that ``metrics`` need not wait for
aiogram, nor ``run`` for pandas. Exit codes: 0 done, 1 done in part, 2 refused.
"""

from __future__ import annotations

import argparse
import importlib
import logging
from typing import NoReturn, cast

from bot.commands import Command
from bot.logs import hidden, set_up
from bot.settings import read_settings
from bot.terminal import complain, words
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.nearest import nearest

log = logging.getLogger(__name__)

REFUSED = 2
INTERRUPTED = 130
ABOUT = _("ClinicPulse: a clinic logs its visits in Telegram, its owner gets numbers.")
COMMANDS = {
    "run": ("run", _("serve the clinics until it is told to stop")),
    "demo": ("demo", _("the bot, a local Telegram and a browser chat, with a made-up clinic")),
    "clinic": ("clinic", _("add a clinic, list them all, change a setting of one")),
    "import": ("import_file", _("read visits or complaints from a file")),
    "export": ("export", _("write everything of a clinic into a workbook")),
    "metric": ("metric", _("answer one metric as text, JSON or a picture")),
    "metrics": ("metrics_list", _("list the metrics")),
    "check": ("check", _("test settings, schema, integrity and token")),
}
"""Each command's file and what it does."""

LATER = ("backup", "restore")
"""Commands that are promised, and that no version has yet."""

HELP = {"-h", "--help"}


class BadUsage(Refusal):
    """The command line does not read."""

    template = _("{fault}. See: {program} --help")


class NoCommand(Refusal):
    """Nothing was asked for."""

    template = _("Which command? There are: {known}.")


class UnknownCommand(Refusal):
    """There is no such command."""

    template = _("There is no command {typed}; did you mean {nearest}? There are: {known}.")


class LaterCommand(Refusal):
    """The command comes in a later version."""

    template = _("{typed} comes in a later version. There are: {known}.")


class Unexpected(Refusal):
    """A fault that nobody foresaw, or one of the machine."""

    template = _("{kind}: {fault}. LOG_LEVEL=DEBUG shows where it happened.")


class Parser(argparse.ArgumentParser):
    """A parser that refuses in one line."""

    def error(self, message: str) -> NoReturn:
        """Raise BadUsage instead of printing the usage."""
        raise BadUsage(fault=message.rstrip("."), program=self.prog)


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code; what it refuses is one line of errors."""
    token = None
    try:
        command, args = _read(arguments)
        settings = read_settings()
        token = settings.known_token
        set_up(settings.log_level, token)
        return command.run(args, settings)
    except Refusal as refusal:
        complain(refusal)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as fault:
        log.debug("unexpected", exc_info=fault)
        complain(Unexpected(kind=type(fault).__name__, fault=hidden(str(fault), token)))
    return REFUSED


def _read(arguments: list[str]) -> tuple[Command, argparse.Namespace]:
    arguments = _command_first(arguments)
    name = next((word for word in arguments if not word.startswith("-")), None)
    command = _load(name)
    args = _parser(command).parse_args(arguments)
    if command is None:
        raise NoCommand(known=", ".join(COMMANDS))
    return command, args


def _command_first(arguments: list[str]) -> list[str]:
    """Return the arguments with options that stand before the command behind it.

    Raises NoCommand where only options were given, or their values.
    """
    if not arguments or arguments[0] in HELP or not arguments[0].startswith("-"):
        return arguments
    known = {*COMMANDS, *LATER}
    start = next((number for number, word in enumerate(arguments) if word in known), None)
    if start is None:
        raise NoCommand(known=", ".join(COMMANDS))
    return [*arguments[start:], *arguments[:start]]


def _load(name: str | None) -> Command | None:
    """Return the module of a command; None where only help can have been asked for."""
    if name is None:
        return None
    if name in LATER:
        raise LaterCommand(typed=name, known=", ".join(COMMANDS))
    if name not in COMMANDS:
        raise UnknownCommand(typed=name, nearest=nearest(name, COMMANDS), known=", ".join(COMMANDS))
    return cast(Command, importlib.import_module(f"bot.commands.{COMMANDS[name][0]}"))


def _parser(command: Command | None) -> argparse.ArgumentParser:
    """Return a parser of the one command, or of all their names for the help."""
    reader = words()
    parser: argparse.ArgumentParser = Parser(prog="python -m bot", description=reader(ABOUT))
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    if command is not None:
        command.add(commands)
        return parser
    for name, (_file, summary) in COMMANDS.items():
        commands.add_parser(name, help=reader(summary))
    return parser
