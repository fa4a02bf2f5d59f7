"""What a bot says about itself: names, texts, commands by scope and language, menu buttons.

Sources: core.telegram.org/bots/api#botcommandscope, tdlib/td BotCommand.cpp, set_commands.
"""

import re
from functools import partial

from playground import access, errors
from playground.asked import Asked
from playground.bots import Bot
from playground.methods.method import Method
from playground.wire import Wire

_COMMAND = re.compile(r"[a-z0-9_]+")
_WIDE = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_LIMITS = {
    "name": errors.NAME,
    "description": errors.DESCRIPTION,
    "short_description": errors.SHORT_DESCRIPTION,
}


def get_me(bot: Bot, _asked: Asked) -> Wire:
    """Return the bot."""
    return {
        **bot.about(),
        "can_join_groups": True,
        "can_read_all_group_messages": bot.reads_groups,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_commands(bot: Bot, asked: Asked) -> bool:
    """Set the menu of one scope and language; an empty list takes it away."""
    commands = asked.parsed("commands", errors.COMMANDS_JSON) or []
    if not isinstance(commands, list):
        errors.bad(errors.COMMANDS_ARRAY)
    if len(commands) > errors.COMMANDS:
        errors.bad(errors.COMMANDS_MANY)
    bot.commands[_scope(bot, asked)] = [_command(one) for one in commands]
    bot.world.tell("commands", {})
    return True


def get_commands(bot: Bot, asked: Asked) -> list[Wire]:
    """Return the menu set for exactly this scope and language."""
    return bot.commands.get(_scope(bot, asked), [])


def delete_commands(bot: Bot, asked: Asked) -> bool:
    """Take away the menu of one scope and language."""
    bot.commands.pop(_scope(bot, asked), None)
    bot.world.tell("commands", {})
    return True


def set_words(kind: str, bot: Bot, asked: Asked) -> bool:
    """Set the name or a description for a language, or for all others."""
    words, language = asked.text(kind), _language(asked)
    if len(words) > _LIMITS[kind]:
        errors.bad(errors.WORDS_LONG.format(kind.replace("_", " ")))
    texts = bot.names.setdefault(kind, {})
    if words:
        texts[language] = words
    elif language or kind != "name":
        texts.pop(language, None)
    return True


def get_words(kind: str, bot: Bot, asked: Asked) -> Wire:
    """Return the name or a description in a language, else the one for all others."""
    texts = bot.names.get(kind, {})
    return {kind: texts.get(_language(asked)) or texts.get("", "")}


def set_menu_button(bot: Bot, asked: Asked) -> bool:
    """Set the button beside the input line, in one private chat or everywhere."""
    button = asked.parsed("menu_button", errors.MENU_JSON) or {"type": "default"}
    if button.get("type") not in ("commands", "web_app", "default"):
        errors.bad(errors.MENU_TYPE)
    if asked.has("chat_id"):
        access.chat_to_read(bot, asked).menu_button = button
    else:
        bot.menu_button = {"type": "commands"} if button["type"] == "default" else button
    return True


def get_menu_button(bot: Bot, asked: Asked) -> Wire:
    """Return the button beside the input line."""
    own = access.chat_to_read(bot, asked).menu_button if asked.has("chat_id") else None
    return own or bot.menu_button


def _scope(bot: Bot, asked: Asked) -> tuple[str, int, int, str]:
    scope = asked.parsed("scope", errors.SCOPE_JSON) or {"type": "default"}
    kind, language = scope.get("type"), _language(asked)
    if kind in _WIDE:
        return kind, 0, 0, language
    if kind not in ("chat", "chat_administrators", "chat_member"):
        errors.bad(errors.SCOPE_TYPE)
    chat = access.chat_to_read(bot, Asked(asked.method, scope))
    if chat.private and kind != "chat":
        errors.bad(errors.SCOPE_PRIVATE)
    person = int(scope.get("user_id", 0)) if kind == "chat_member" else 0
    if person and person not in bot.world.people:
        errors.bad(errors.PERSON_UNKNOWN)
    return kind, chat.chat_id, person, language


def _language(asked: Asked) -> str:
    language = asked.text("language_code")
    if language and not re.fullmatch("[a-z]{2}", language):
        errors.bad(errors.LANGUAGE)
    return language


def _command(given: Wire) -> Wire:
    name = str(given.get("command", "")).strip().removeprefix("/")
    words = str(given.get("description", "")).strip()
    if not name:
        errors.bad(errors.COMMAND_EMPTY)
    if len(name) > errors.COMMAND:
        errors.bad(errors.COMMAND_LONG)
    if not words:
        errors.bad(errors.COMMAND_DESCRIPTION_EMPTY)
    if len(words) > errors.COMMAND_DESCRIPTION:
        errors.bad(errors.COMMAND_DESCRIPTION_LONG)
    if not _COMMAND.fullmatch(name):
        errors.bad(errors.COMMAND_INVALID)
    return {"command": name, "description": words}


_SCOPED = ("scope", "language_code")

METHODS = (
    Method("getMe", get_me),
    Method("setMyCommands", set_commands, ("commands",), _SCOPED),
    Method("getMyCommands", get_commands, (), _SCOPED),
    Method("deleteMyCommands", delete_commands, (), _SCOPED),
    Method("setMyName", partial(set_words, "name"), (), ("name", "language_code")),
    Method("getMyName", partial(get_words, "name"), (), ("language_code",)),
    Method(
        "setMyDescription", partial(set_words, "description"), (), ("description", "language_code")
    ),
    Method("getMyDescription", partial(get_words, "description"), (), ("language_code",)),
    Method(
        "setMyShortDescription",
        partial(set_words, "short_description"),
        (),
        ("short_description", "language_code"),
    ),
    Method(
        "getMyShortDescription", partial(get_words, "short_description"), (), ("language_code",)
    ),
    Method("setChatMenuButton", set_menu_button, (), ("chat_id", "menu_button")),
    Method("getChatMenuButton", get_menu_button, (), ("chat_id",)),
)
