"""A bot as Telegram keeps it: token, names, commands, chats, and what waits for it."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.chats import Chat
from playground.errors import Refused
from playground.updates import UpdateQueue
from playground.wire import Wire

if TYPE_CHECKING:
    from playground.messages import Message
    from playground.people import Person
    from playground.world import World

QUERIES_KEPT = 10_000


@dataclass(slots=True)
class Query:
    """One tap on an inline button that waits for its answer."""

    query_id: str
    person: Person
    message: Message
    at: float
    answered: bool = False


@dataclass(slots=True)
class Webhook:
    """Where a bot wants its updates, and how the last attempt ended."""

    url: str = ""
    secret: str = ""
    connections: int = 40
    failed_at: int = 0
    failed_with: str = ""


class Bot:
    """One bot of the world."""

    def __init__(self, world: World, token: str, username: str, name: str) -> None:
        """Start with an empty queue whose numbers begin at random, as Telegram's do."""
        draw = random.Random(f"{world.seed}:{token}")  # noqa: S311 - chances, not secrets
        self.world = world
        self.token = token
        self.bot_id = int(token.partition(":")[0])
        self.username = username
        self.reads_groups = False
        self.hears_mentions = False
        self.chats: dict[int, Chat] = {}
        self.queue = UpdateQueue(draw.randrange(10**8, 9 * 10**8), draw, world.knobs.copies)
        self.names: dict[str, dict[str, str]] = {"name": {"": name}}
        self.commands: dict[tuple[str, int, int, str], list[Wire]] = {}
        self.menu_button: Wire = {"type": "commands"}
        self.queries: dict[str, Query] = {}
        self.webhook = Webhook()
        self.poll: asyncio.Future[Refused | None] | None = None
        self._draw = draw
        self._about: Wire = {}
        self._last_number = 0

    def about(self) -> Wire:
        """Return the User object of the bot as messages carry it."""
        name = self.names["name"][""]
        if self._about.get("first_name") != name:
            self._about = {
                "id": self.bot_id,
                "is_bot": True,
                "first_name": name,
                "username": self.username,
            }
        return self._about

    def number_message(self, chat: Chat) -> int:
        """Return the next number: one count for a bot's chats, one a supergroup of its own."""
        if chat.kind == "supergroup":
            chat.last_number += 1
            return chat.last_number
        self._last_number += 1
        return self._last_number

    def number_album(self) -> int:
        """Return a number for an album, unlike those before."""
        return self._draw.randrange(10**16, 10**17)

    def chat_with(self, person: Person) -> Chat:
        """Return the private chat with a person, begun when there was none."""
        chat = self.chats.get(person.person_id)
        if chat is None:
            chat = self.chats[person.person_id] = Chat(self, person.person_id, "private")
            chat.people[person.person_id] = person
            self.world.tell("chat", chat.view())
        return chat

    def end_poll(self, words: Refused | None) -> None:
        """Let the waiting poller go, with a refusal or with what there is."""
        poll, self.poll = self.poll, None
        if poll is not None and not poll.done():
            poll.set_result(words)

    def ask(self, person: Person, message: Message) -> Query:
        """Return a new query for a tap of this person on a button of this message."""
        query_id = str(self._draw.randrange(10**17, 10**18))
        query = self.queries[query_id] = Query(query_id, person, message, self.world.now())
        if len(self.queries) > QUERIES_KEPT:
            del self.queries[next(iter(self.queries))]
        return query

    def commands_for(self, chat: Chat, person: Person) -> list[Wire]:
        """Return the menu that this person sees in this chat, by scope and language.

        The order is the one of core.telegram.org/bots/api#determining-list-of-commands.
        """
        for scope in _scopes(chat, person.person_id):
            for language in (person.tongue, ""):
                found = self.commands.get((*scope, language))
                if found:
                    return found
        return []


def _scopes(chat: Chat, person_id: int) -> list[tuple[str, int, int]]:
    here = chat.chat_id
    if chat.private:
        return [("chat", here, 0), ("all_private_chats", 0, 0), ("default", 0, 0)]
    scopes = [("chat_member", here, person_id)]
    if person_id in chat.administrators:
        scopes += [("chat_administrators", here, 0)]
    scopes += [("chat", here, 0)]
    if person_id in chat.administrators:
        scopes += [("all_chat_administrators", 0, 0)]
    return [*scopes, ("all_group_chats", 0, 0), ("default", 0, 0)]
