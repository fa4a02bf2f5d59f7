"""Which messages of a chat reach the bot: all of a private chat, of a group by privacy mode.

Source: core.telegram.org/bots/features#privacy-mode and core.telegram.org/bots/faq
#what-messages-will-my-bot-get. With privacy mode on, a bot that is no administrator gets service
messages, commands meant for it, general commands, and replies to what is its own or meant for it.
Other bots never speak here, so general commands always find it "the last bot that wrote".

A plain mention (@bot) is in neither list; that it does not arrive is what people report
(github.com/telegraf/telegraf/issues/545, archestra-ai/archestra/pull/6562), though BotFather's own
words promise it. Bot.hears_mentions = True plays BotFather's version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playground.chats import Chat
    from playground.messages import Message

# core.telegram.org/bots/api#message: the fields of service messages that the playground knows.
NOTICES = frozenset(
    {
        "new_chat_members",
        "left_chat_member",
        "group_chat_created",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "pinned_message",
    }
)


def bot_hears(chat: Chat, message: Message) -> bool:
    """Tell whether the bot gets this message."""
    if chat.private:
        return not chat.blocked
    if chat.bot_status in ("left", "kicked"):
        return False
    if chat.bot.reads_groups or chat.bot_status == "administrator":
        return True
    return _is_notice(message) or _answers(chat, message) or _names(chat, message)


def _is_notice(message: Message) -> bool:
    return not NOTICES.isdisjoint(message.wire)


def _answers(chat: Chat, message: Message) -> bool:
    """Replies come first: one to the bot reaches it even with a command for another bot."""
    answered = chat.messages.get(message.reply_to or 0)
    return answered is not None and (answered.from_bot or answered.heard)


def _names(chat: Chat, message: Message) -> bool:
    username = chat.bot.username.lower()
    for mark, part in message.marked("bot_command", "mention"):
        name, _, bot = part.lower().partition("@")
        if not name:
            if bot == username and chat.bot.hears_mentions:
                return True
        elif bot == username or (not bot and mark["offset"] == 0):
            return True
    return False
