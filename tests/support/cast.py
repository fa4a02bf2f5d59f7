"""The cast by number: Olga owns Smile, Rita and Zoe sit at its reception, Nikolai owns the
neighbour, Sasha is a stranger."""

from collections.abc import Awaitable, Callable

from tests.support.stage import Actor

OLGA, RITA, ZOE, NIKOLAI, SASHA = 501, 502, 503, 601, 701

Joins = Callable[..., Awaitable[Actor]]
"""(name, number, role, language) → somebody who has joined Smile by an invite."""


def code_in(invite: str) -> str:
    """Return the code of the link in an invite."""
    return invite.split("start=")[1].split()[0]
