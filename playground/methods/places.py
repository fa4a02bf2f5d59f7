"""What a bot may ask: chats and their people, files, and the answer to a tap.

Sources: core.telegram.org/bots/api#chatfullinfo, #file, #answercallbackquery;
telegram-bot-api/Client.cpp, process_get_chat_administrators_query and do_get_file.
"""

from playground import access, errors, groups
from playground.asked import Asked
from playground.bots import Bot
from playground.methods.method import Method
from playground.wire import Wire

_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def get_chat(bot: Bot, asked: Asked) -> Wire:
    """Return what is known of a chat."""
    chat = access.chat_to_read(bot, asked)
    pinned = chat.messages.get(chat.pinned[-1]) if chat.pinned else None
    return {
        **chat.wire(),
        "accent_color_id": abs(chat.chat_id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, False),
        **({"pinned_message": pinned.wire} if pinned else {}),
    }


def get_member(bot: Bot, asked: Asked) -> Wire:
    """Return a person's, or the bot's, place in a chat."""
    chat = access.chat_to_read(bot, asked)
    person_id = asked.number("user_id")
    member = chat.member(person_id)
    if member is not None:
        return member
    person = bot.world.people.get(person_id)
    if person is None:
        errors.bad(errors.PERSON_UNKNOWN)
    return {"status": "left", "user": person.about()}


def get_administrators(bot: Bot, asked: Asked) -> list[Wire]:
    """Return the owner of a group, and the bot where it is an administrator and wanted."""
    chat = access.chat_to_edit(bot, asked)
    if chat.private:
        errors.bad(errors.ONLY_GROUPS)
    bots = [bot.bot_id] if chat.bot_status == "administrator" and asked.flag("return_bots") else []
    return [chat.member(person_id) or {} for person_id in [*sorted(chat.administrators), *bots]]


def get_member_count(bot: Bot, asked: Asked) -> int:
    """Return how many people and bots a chat has."""
    return len(access.chat_to_edit(bot, asked).people) + 1


def leave_chat(bot: Bot, asked: Asked) -> bool:
    """Go out of a group."""
    chat = access.chat_to_edit(bot, asked)
    if chat.private:
        errors.bad(errors.LEAVE_PRIVATE)
    groups.bot_leaves(chat)
    return True


def get_file(bot: Bot, asked: Asked) -> Wire:
    """Return the path from which a file can be fetched."""
    if not asked.has("file_id"):
        errors.bad(errors.FILE_EMPTY)
    stored = bot.world.files.find(asked.text("file_id"))
    if stored is None:
        errors.bad(errors.FILE_WRONG)
    if len(stored.content) > errors.DOWNLOAD_BYTES:
        errors.bad(errors.FILE_BIG)
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.content),
        "file_path": stored.path,
    }


def answer_query(bot: Bot, asked: Asked) -> bool:
    """Answer a tap: nothing, a short notice, or a window."""
    query = bot.queries.get(asked.text("callback_query_id"))
    if query is None or bot.world.now() - query.at > errors.QUERY_SECONDS:
        errors.bad(errors.QUERY_OLD)
    text = asked.text("text")
    if len(text) > errors.ALERT:
        errors.bad(errors.ALERT_LONG)
    query.answered = True
    alert = {"text": text, "show_alert": asked.flag("show_alert"), "url": asked.text("url")}
    query.person.alerts.append({"query": query.query_id, **alert})
    where = {"person": query.person.person_id, "chat": query.message.chat.chat_id}
    bot.world.tell("alert", {**where, "query": query.query_id, **alert})
    return True


METHODS = (
    Method("getChat", get_chat, ("chat_id",)),
    Method("getChatMember", get_member, ("chat_id", "user_id")),
    Method("getChatAdministrators", get_administrators, ("chat_id",), ("return_bots",)),
    Method("getChatMemberCount", get_member_count, ("chat_id",)),
    Method("leaveChat", leave_chat, ("chat_id",)),
    Method("getFile", get_file, ("file_id",)),
    Method(
        "answerCallbackQuery",
        answer_query,
        ("callback_query_id",),
        ("text", "show_alert", "url"),
        ("cache_time",),
    ),
)
