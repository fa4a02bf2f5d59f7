"""Memory: a question's arrays come from what the question before it gave back.

Asking the system anew for every array of a million rows costs a third of a question's time.
"""

from __future__ import annotations

import ctypes
import sys

TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
"""What ``mallopt`` of glibc calls the two; see its manual page."""

KEPT = 256 << 20
"""So many freed bytes stay with the process at most; a small clinic never has as many."""

LARGEST = 1 << 30
"""Arrays of so many bytes are taken from the system and given back at once."""


def keep_freed() -> None:
    """Let the process keep the memory it frees; with another C library than glibc nothing is done.

    Tell it before the first question.
    """
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(TRIM_THRESHOLD, KEPT)
        mallopt(MMAP_THRESHOLD, LARGEST)
