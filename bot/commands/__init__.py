"""One file a command: ``add`` declares it, ``run`` does it."""

from __future__ import annotations

import argparse
from typing import Protocol, TypeAlias

from bot.settings import Settings

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


class Command(Protocol):
    """What a command's file defines."""

    def add(self, commands: Subparsers) -> None:
        """Declare the command's arguments; imports nothing heavy."""

    def run(self, args: argparse.Namespace, settings: Settings) -> int:
        """Do it and return the exit code; a Refusal is worded by the command line."""
