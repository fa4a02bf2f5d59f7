"""``metrics``: the list of metrics, one line each."""

from __future__ import annotations

import argparse

from bot.commands import Subparsers
from bot.settings import Settings
from bot.terminal import say, words
from clinic.marks import mark as _
from metrics.kit.discovery import lines


def add(commands: Subparsers) -> None:
    """Declare the command."""
    commands.add_parser("metrics", help=words()(_("list the metrics")))


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Print each metric's name and question; returns 0."""
    reader = words()
    width = max(len(line.name) for line in lines())
    for line in lines():
        say(f"{line.name:<{width}}  {reader(line.question)}")
    return 0
