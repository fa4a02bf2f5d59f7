"""Which clinic a command speaks of: ``--clinic ID``, or the only one there is."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.terminal import words
from clinic.errors import Refusal
from clinic.marks import mark as _
from storage.database import bring_up_to_date
from storage.outside import reading
from storage.registry import clinic_ids


class NoClinic(Refusal):
    """There is no clinic at all."""

    template = _('There is no clinic yet. Create one: python -m bot clinic add "NAME"')


class WhichClinic(Refusal):
    """There are several, and none was named."""

    template = _("There are several clinics: {known}. Say which: --clinic {example}")


class NoSuchClinic(Refusal):
    """The clinic that was named does not exist."""

    template = _("There is no clinic {typed}. There are: {known}.")


def add_clinic_option(parser: argparse.ArgumentParser) -> None:
    """Let a command take ``--clinic ID``; it arrives as ``args.clinic``, an int or None."""
    text = words()(_("which clinic, by its id; the only one if left out"))
    parser.add_argument("--clinic", type=int, metavar="ID", help=text)


def chosen_clinic(path: Path, wanted: int | None) -> int:
    """Return the clinic's id, after bringing the database up to date where there is one.

    Raises NoClinic, WhichClinic or NoSuchClinic, or what is wrong with the database.
    """
    if not path.exists():
        raise NoClinic
    bring_up_to_date(path)
    with reading(path).connect() as connection:
        ids = clinic_ids(connection)
    if not ids:
        raise NoClinic
    known = ", ".join(map(str, ids))
    if wanted is None and len(ids) > 1:
        raise WhichClinic(known=known, example=ids[0])
    if wanted is not None and wanted not in ids:
        raise NoSuchClinic(typed=wanted, known=known)
    return ids[0] if wanted is None else wanted
