"""The playground's only source of time; a World may be given another one."""

import time


def now() -> float:
    """Return the current moment in seconds since 1970, UTC."""
    return time.time()  # noqa: TID251 - the playground knows no Calendar, this is its clock
