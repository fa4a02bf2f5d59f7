"""The updates that wait for a bot: numbered, confirmed by offset, delivered again when asked to.

Sources: core.telegram.org/bots/api#getupdates (offset, limit, allowed_updates) and
telegram-bot-api/Client.cpp, do_get_updates, with tdlib/td tddb/td/db/TQueue.cpp, get (an offset
more than 10 ahead of the queue is not believed).
"""

import json
import random
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from playground.wire import Wire

# core.telegram.org/bots/api#getupdates: "all update types except chat_member, message_reaction,
# and message_reaction_count (default)".
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(slots=True)
class Waiting:
    """One update as it is sent, with the number of extra deliveries it still owes."""

    number: int
    body: str
    lane: int
    owed: int = 0
    repeated: bool = False


class UpdateQueue:
    """What one bot has not confirmed yet."""

    def __init__(self, first: int, draw: random.Random, copies: Callable[[], int]) -> None:
        """Number updates from first; copies says how often an update put now is delivered."""
        self.next_number = first
        self.allowed: frozenset[str] = frozenset()
        self.fresh: deque[Waiting] = deque()
        self.again: list[Waiting] = []
        self.delivered = 0
        self.confirmed = 0
        self.on_put: Callable[[], None] = lambda: None
        self._draw = draw
        self._copies = copies
        self._under_way = 0

    def allow(self, kinds: Iterable[str]) -> None:
        """Deliver only these kinds from now on; none given means the default."""
        self.allowed = frozenset(kinds)

    def put(self, kind: str, content: Wire) -> int:
        """Queue one update and return its number; 0 when the bot did not ask for this kind."""
        if not (kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT):
            return 0
        number = self.next_number
        self.next_number += 1
        body = json.dumps({"update_id": number, kind: content}, ensure_ascii=False)
        self.fresh.append(Waiting(number, body, _lane(content), self._copies() - 1))
        self.on_put()
        return number

    def take(self, offset: int, limit: int) -> list[str]:
        """Confirm what lies before the offset and return up to limit updates as JSON texts."""
        self._confirm_before(offset)
        repeats = self._repeats(limit // 2 if self.fresh else limit)
        bodies = [one.body for one, _ in zip(self.fresh, range(limit - len(repeats)), strict=False)]
        for body in repeats:
            bodies.insert(self._draw.randint(0, len(bodies)), body)
        self.delivered += len(bodies)
        return bodies

    @property
    def pending(self) -> int:
        """Return how many updates wait for their first delivery, those under way included."""
        return len(self.fresh) + self._under_way

    def pick(self, busy: set[int]) -> Waiting | None:
        """Take out the next update for a webhook whose chat is not busy, or return None."""
        if self.again and (not self.fresh or self._draw.random() < 0.5):
            return self._pick_again()
        for place, waiting in enumerate(self.fresh):
            if waiting.lane not in busy:
                del self.fresh[place]
                self._under_way += 1
                return waiting
        return None

    def taken(self, sent: Waiting) -> None:
        """Note that the webhook took this update."""
        self.delivered += 1
        if not sent.repeated:
            self.confirmed += 1
            self._under_way -= 1
            sent.repeated = True
        if sent.owed > 0:
            self.again.append(sent)

    def put_back(self, refused: Waiting) -> None:
        """Return an update that the webhook did not take to its place."""
        if refused.repeated:
            refused.owed += 1
            self.again.append(refused)
        else:
            self._under_way -= 1
            place = sum(1 for other in self.fresh if other.number < refused.number)
            self.fresh.insert(place, refused)
        self.on_put()

    def forget(self) -> None:
        """Drop everything, as drop_pending_updates does."""
        self.fresh.clear()
        self.again.clear()

    def _pick_again(self) -> Waiting:
        chosen = self.again.pop(self._draw.randrange(len(self.again)))
        chosen.owed -= 1
        return chosen

    def _confirm_before(self, offset: int) -> None:
        if offset < 0:
            while len(self.fresh) > -offset:
                self._confirm_first()
        elif offset <= self.next_number + 10:  # further ahead: ids fell, nothing is confirmed
            while self.fresh and self.fresh[0].number < offset:
                self._confirm_first()

    def _confirm_first(self) -> None:
        sent = self.fresh.popleft()
        self.confirmed += 1
        sent.repeated = True
        if sent.owed > 0:
            self.again.append(sent)

    def _repeats(self, most: int) -> list[str]:
        if not self.again:
            return []
        chosen = self._draw.sample(self.again, min(most, len(self.again)))
        for one in chosen:
            self._pay(one)
        return [one.body for one in chosen]

    def _pay(self, one: Waiting) -> None:
        one.owed -= 1
        if one.owed <= 0 and one in self.again:
            self.again.remove(one)


def _lane(content: Wire) -> int:
    place: Wire = content.get("message", content)
    number: int = place["chat"]["id"]
    return number
