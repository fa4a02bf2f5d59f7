"""The world of the playground: bots, people, chats, files, knobs, and a log of the calls.

Everything lives in memory and on one event loop; what people do takes effect at once. Who wants
to know of changes listens: `stop = world.listen(callback)`, and gets (event, payload) for

- "message", "edited": {"chat": id, "message": Message.view()}
- "deleted": {"chat": id, "message": number}
- "reaction": {"chat", "message": number, "reactions": [{"person" or "bot": id, "emoji"}]}
- "alert": {"person", "chat", "query", "text", "show_alert", "url"}, the answer to a tap
- "typing": {"chat", "action"}
- "commands": {}, some menus changed: ask Person.view() again
- "polls": {"bot"}, a bot begins to wait in getUpdates
- "webhook": {"failed": words}, an update could not be carried to a webhook
- "counted": {"person": id, ...Count.view()}, somebody tapped or typed
- "person": Person.view() · "chat": Chat.view(), somebody or a chat is new or has changed
"""

from __future__ import annotations

import asyncio
import random
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from playground import clock, groups
from playground.bots import Bot
from playground.chats import Chat
from playground.files import Files
from playground.knobs import Knobs
from playground.people import Person
from playground.wire import Wire, without_none

Listener = Callable[[str, Wire], None]
CALLS_KEPT = 10_000
TOKEN_SHAPE = re.compile(r"[1-9]\d*:[\w-]{20,}", re.ASCII)


@dataclass(slots=True, frozen=True)
class Call:
    """One call of the Bot API, as it arrived."""

    method: str
    parameters: Wire
    at: float


class World:
    """Bots, people and what they say to each other."""

    def __init__(
        self, seed: int = 0, now: Callable[[], float] = clock.now, history: int = 1000
    ) -> None:
        """Draw chances from the seed, read the time from now, keep so many messages a chat."""
        self.seed = seed
        self.now = now
        self.history = history
        self.knobs = Knobs(random.Random(seed))  # noqa: S311 - chances, not secrets
        self.files = Files()
        self.bots: dict[str, Bot] = {}
        self.people: dict[int, Person] = {}
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.calls_of: Counter[str] = Counter()
        self.unknown_parameters: set[tuple[str, str]] = set()
        self.webhook_changed: Callable[[Bot], None] = lambda _bot: None
        self._listeners: list[Listener] = []
        self._groups = 0

    @property
    def bot(self) -> Bot:
        """Return the first bot; LookupError when there is none."""
        for bot in self.bots.values():
            return bot
        raise LookupError("the world has no bot yet: world.add_bot(token)")

    def bot_named(self, username: str) -> Bot:
        """Return the bot with this username; LookupError names those that are here."""
        for bot in self.bots.values():
            if bot.username.lower() == username.lower():
                return bot
        here = ", ".join(f"@{bot.username}" for bot in self.bots.values())
        raise LookupError(f"no bot @{username} here, only {here}")

    @property
    def listened(self) -> bool:
        """Tell whether somebody listens, so that views are worth building."""
        return bool(self._listeners)

    def add_bot(self, token: str, username: str = "clinic_bot", name: str = "Clinic") -> Bot:
        """Return a new bot that answers to this token; ValueError when it has another shape."""
        if not TOKEN_SHAPE.fullmatch(token):
            raise ValueError("a token is a number, a colon and at least 20 letters or digits")
        bot = self.bots[token] = Bot(self, token, username, name)
        return bot

    def add_person(
        self,
        id: int | None = None,
        first_name: str = "Rita",
        language_code: str | None = "ru",
        last_name: str | None = None,
        username: str | None = None,
    ) -> Person:
        """Return a new person, or the one who has this id already."""
        person_id = id or max(self.people, default=1000) + 1
        if person_id not in self.people:
            about = without_none(
                id=person_id,
                is_bot=False,
                first_name=first_name,
                last_name=last_name,
                username=username,
                language_code=language_code,
            )
            person = self.people[person_id] = Person(self, about)
            self.tell("person", person.view())
        return self.people[person_id]

    def add_group(
        self,
        title: str,
        people: Iterable[Person],
        *,
        kind: str = "group",
        bot_status: str = "member",
        bot: Bot | None = None,
    ) -> Chat:
        """Return a new group (or "supergroup"); its first person is the owner, who adds the bot."""
        chat = groups.begin(bot or self.bot, title, people, kind, bot_status)
        groups.note_beginning(chat)
        return chat

    def number_group(self) -> int:
        """Return a number for a group, unlike those before."""
        self._groups += 1
        return 4_000_000_000 + self._groups

    def migrate(self, group: Chat) -> Chat:
        """Turn a group into a supergroup and return it; the old id answers with the new one."""
        return groups.migrate(group)

    def chat(self, chat_id: int) -> Chat:
        """Return a chat of the first bot; a person's private chat begins when asked for."""
        person = self.people.get(chat_id)
        return self.bot.chat_with(person) if person else self.bot.chats[chat_id]

    def listen(self, callback: Listener) -> Callable[[], None]:
        """Call back with (event, payload) on each change, until the returned stop is called."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    def tell(self, event: str, payload: Wire) -> None:
        """Tell the listeners."""
        for listener in tuple(self._listeners):
            listener(event, payload)

    async def until(self, condition: Callable[[], bool], seconds: float = 10.0) -> None:
        """Return when the condition holds; it is looked at after each change. TimeoutError."""
        changed = asyncio.Event()
        stop = self.listen(lambda _event, _payload: changed.set())
        try:
            async with asyncio.timeout(seconds):
                while not condition():
                    changed.clear()
                    await changed.wait()
        finally:
            stop()

    def snapshot(self) -> Wire:
        """Return everything a page needs to begin: people, chats, messages by chat id."""
        chats = self.bot.chats if self.bots else {}
        return {
            "people": [person.view() for person in self.people.values()],
            "chats": [chat.view() for chat in chats.values()],
            "messages": {
                str(chat.chat_id): [message.view() for message in chat.messages.values()]
                for chat in chats.values()
            },
        }
