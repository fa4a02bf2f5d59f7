"""One method of the Bot API: its name, its parameters, and what it does."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from playground.asked import Asked
from playground.bots import Bot


class Raw(str):
    """A result that is JSON already."""

    __slots__ = ()


Answer = object | Awaitable[object]
Handler = Callable[[Bot, Asked], Answer]


@dataclass(frozen=True)
class Method:
    """A method with the parameters it must get, those it uses and those it takes silently.

    `silent` parameters are part of the Bot API and change nothing here (forums, business
    accounts, effects); anything else that is sent is noted in World.unknown_parameters.
    """

    name: str
    handler: Handler
    required: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    parameters: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Gather all parameters that Telegram knows for this method."""
        known = frozenset(self.required) | frozenset(self.uses) | frozenset(self.silent)
        object.__setattr__(self, "parameters", known)
