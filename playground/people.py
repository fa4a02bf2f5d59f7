"""The people of the playground: they type, tap, send pictures, and see what a chat shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground import acts, groups
from playground.keyboards import keys_of
from playground.links import bot_link
from playground.messages import Message, Screen
from playground.speaking import Speaker
from playground.wire import Wire, without_none

if TYPE_CHECKING:
    from playground.bots import Query
    from playground.chats import Chat
    from playground.world import World


class Person(Speaker):
    """One person; without a chat, everything happens in the private chat with the first bot."""

    def __init__(self, world: World, about: Wire) -> None:
        """Take the User object of the Bot API."""
        super().__init__(world, about)
        self.alerts: list[Wire] = []

    @property
    def language_code(self) -> str | None:
        """Return the language of the person's app, or None when it tells none."""
        code: str | None = self._about.get("language_code")
        return code

    @property
    def tongue(self) -> str:
        """Return the two letters by which Telegram finds texts: "pt" of "pt-br", "" for none."""
        return (self.language_code or "").partition("-")[0]

    @property
    def username(self) -> str | None:
        """Return the name by which others mention the person, or None without one."""
        name: str | None = self._about.get("username")
        return name

    @property
    def chat(self) -> Chat:
        """Return the private chat with the first bot."""
        return self.world.bot.chat_with(self)

    @property
    def sees(self) -> Screen:
        """Return the messages of the private chat with the first bot, oldest first."""
        return self.chat.screen

    @property
    def last(self) -> Message:
        """Return the newest message of the bot in the private chat; LookupError without one."""
        return self.chat.last_of_bot()

    def speaks(self, language_code: str | None) -> None:
        """Change the language of the person's app."""
        rest = {name: part for name, part in self._about.items() if name != "language_code"}
        self._about = {**rest, **without_none(language_code=language_code)}
        self.world.tell("person", self.view())

    def view(self) -> Wire:
        """Return what the page needs: the person, the count, the commands of the private chat."""
        commands = self.world.bot.commands_for(self.chat, self) if self.world.bots else []
        return {**self._about, "commands": commands, "counted": self.counted.view()}

    def starts(self, payload: str = "", chat: Chat | None = None) -> Message:
        """Press Start, as a link t.me/bot?start=payload offers it."""
        message = self.says(f"/start {payload}".rstrip(), chat)
        self.counts(1, 0, 1)
        return message

    def scans(self, link: str) -> Message:
        """Open the link of a QR code and press Start; return the message.

        ValueError when it is no link to a bot, LookupError when that bot is not in this world.
        """
        username, payload = bot_link(link)
        message = self.starts(payload, self.world.bot_named(username).chat_with(self))
        self.counts(1)
        return message

    def taps(
        self,
        button: str,
        message: Message | None = None,
        *,
        stale: bool = False,
        chat: Chat | None = None,
    ) -> Query:
        """Tap an inline button by label or callback data and return the query.

        Without a message it is the newest one that has the button. A stale tap sends the given
        callback data even though the message no longer shows them, as an app that was asleep
        does. LookupError names the buttons that are there.
        """
        found = message or (chat or self.chat).newest_with(button)
        shown = None if found.deleted else found.button(button)
        if shown is None and not stale:
            raise LookupError(f"no button {button!r} on {found!r}")
        if shown is not None and "callback_data" not in shown:
            raise LookupError(f"{button!r} on {found!r} asks the bot nothing: {shown}")
        self._mark(found.chat)
        self.counts(1)
        return acts.tap(self, found, button if shown is None else shown["callback_data"])

    def copies(self, button: str, message: Message | None = None, chat: Chat | None = None) -> str:
        """Tap a copy button and return what is in the clipboard then; the bot hears nothing."""
        found = message or (chat or self.chat).newest_with(button)
        shown = found.button(button) or {}
        if "copy_text" not in shown:
            raise LookupError(f"no copy button {button!r} on {found!r}")
        self.counts(1)
        copied: str = shown["copy_text"]["text"]
        return copied

    def presses(self, label: str, chat: Chat | None = None) -> Message:
        """Press a key of the reply keyboard, which sends its label; LookupError without it.

        In a group it answers the message that brought the keyboard, so the bot hears it whatever
        its privacy mode: Telegram Desktop, history_widget.cpp, sendBotCommand.
        """
        chat = chat or self.chat
        keyboard = chat.keyboards.get(self.person_id)
        if not any(label in row for row in keys_of(keyboard)):
            raise LookupError(f"no key {label!r} among {keys_of(keyboard)}")
        answered = None if chat.private else (keyboard or {})["message_id"]
        message = self.says(label, chat, answered)
        self.counts(1, 0, 1)
        return message

    def chooses(self, command: str, chat: Chat | None = None) -> Message:
        """Choose a command (with its slash) from the menu; LookupError when it is not there.

        In a group apps add the bot's name to it, so that no other bot takes it for its own.
        """
        chat = chat or self.chat
        offered = [f"/{one['command']}" for one in chat.bot.commands_for(chat, self)]
        if command not in offered:
            raise LookupError(f"no {command} in the menu: {offered}")
        message = self.says(command if chat.private else f"{command}@{chat.bot.username}", chat)
        self.counts(2, 0, 1)
        return message

    def follows(self, command: str, chat: Chat | None = None) -> Message:
        """Tap a command within a text, which sends it."""
        message = self.says(command, chat)
        self.counts(1, 0, 1)
        return message

    def reacts(self, message: Message, emoji: str | None) -> None:
        """Put an emoji under a message, or take it away with None."""
        acts.react(self, message, emoji)

    def blocks(self) -> None:
        """Block the bot: its calls to this chat are refused from now on."""
        acts.change_status(self.chat, self, "kicked")

    def unblocks(self) -> None:
        """Let the bot write again."""
        acts.change_status(self.chat, self, "member")

    def brings_bot(self, group: Chat, status: str = "member") -> None:
        """Add the bot to a group, or make it an "administrator" there."""
        groups.bring_bot(group, self, status)

    def puts_bot_out(self, group: Chat) -> None:
        """Remove the bot from a group."""
        groups.put_bot_out(group, self)

    def joins(self, group: Chat, by: Person | None = None) -> None:
        """Come into a group, by oneself or brought by somebody."""
        groups.join(group, self, by)

    def leaves(self, group: Chat, by: Person | None = None) -> None:
        """Go out of a group, by oneself or put out by somebody."""
        groups.leave(group, self, by)

    async def hears(self, chat: Chat | None = None, seconds: float = 10.0) -> Message:
        """Wait until the bot wrote or edited something since this person last acted.

        Returns the newest message of the bot; TimeoutError after so many seconds.
        """
        chat = chat or self.chat
        before = self._spoken_to.get(chat.chat_id, 0)
        await self.world.until(lambda: chat.bot_spoke > before, seconds)
        return chat.last_of_bot()
