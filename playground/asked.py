"""What a call asks for: its parameters as the Bot API reads them, its files, its size.

Source: telegram-bot-api/Query.h and Client.cpp, get_integer_arg, to_bool: every parameter is a
text first; objects and arrays are JSON, whether they come in a form or in a JSON body.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from playground import errors
from playground.wire import Wire


@dataclass(slots=True, frozen=True)
class Upload:
    """One file of a multipart form."""

    name: str
    content: bytes


@dataclass(slots=True)
class Asked:
    """The parameters of one call."""

    method: str
    values: Wire
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a parameter as a text, empty when it is not given."""
        value = self.values.get(name)
        if isinstance(value, str):
            return value
        return "" if value is None else json.dumps(value, ensure_ascii=False)

    def has(self, name: str) -> bool:
        """Tell whether a parameter is given and not empty."""
        return self.values.get(name) not in (None, "")

    def number(self, name: str, default: int = 0) -> int:
        """Return a parameter as a whole number, the default when it is none."""
        value = self.values.get(name)
        try:
            return default if value in (None, "") else int(value)
        except (TypeError, ValueError):
            return 0  # td::to_integer reads what is no number as 0

    def flag(self, name: str) -> bool:
        """Return a parameter as true or false: true, yes and 1 are true."""
        return str(self.values.get(name, "")).lower() in ("true", "yes", "1")

    def parsed(self, name: str, words: str) -> Any:  # noqa: ANN401 - any JSON there is
        """Return a parameter that is JSON, None without it; Refused with words when it is not."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            errors.bad(words)

    def array(self, name: str) -> list[Wire]:
        """Return an array of objects, empty when the parameter is none: entities are lenient."""
        try:
            value = self.parsed(name, "")
        except errors.Refused:
            return []
        return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []

    def names(self, name: str) -> list[str]:
        """Return an array of texts, empty when the parameter is none."""
        value = self.parsed(name, f"can't parse {name} JSON object") or []
        return [str(one) for one in value] if isinstance(value, list) else []

    def chat(self) -> int | None:
        """Return the chat that is asked for, when it is a number."""
        return self.number("chat_id") or None
