"""How much a person had to do: taps and typed characters, counted as on a telephone.

- a tap on an inline button, on a key, on a link, on Start, on a command within a text: 1 tap
- a command out of the menu: 2 taps, the menu and the command; typed, it is characters
- a reply: 1 tap (the swipe) more than the text; an edit: 2 taps (hold, Edit) and what is new in it
- pictures and files: 1 tap for the paper clip and 1 for each
- a link that is scanned: 2 taps, the link that the camera shows and Start

Send is no tap, as Enter is none: it is a part of typing.
"""

from dataclasses import asdict, dataclass

from playground.wire import Wire


@dataclass(slots=True)
class Count:
    """What a person did since a moment, given in seconds since 1970."""

    since: float
    taps: int = 0
    characters: int = 0
    messages: int = 0

    def view(self) -> Wire:
        """Return it as JSON."""
        return asdict(self)


def newly_typed(before: str, after: str) -> int:
    """Return how many characters of a text lie between what it begins and ends with as before."""
    most = min(len(before), len(after))
    head = next((at for at in range(most) if before[at] != after[at]), most)
    rest = most - head
    tail = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    return len(after) - head - tail
