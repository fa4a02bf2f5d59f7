"""How Telegram refuses a call: codes and texts, each with the place where it is written.

Sources, read in 2026: Bot API server (github.com/tdlib/telegram-bot-api, telegram-bot-api/),
TDLib (github.com/tdlib/td, td/telegram/), and core.telegram.org/bots/api (docs). The server
writes "Bad Request: " or "Forbidden: " before TDLib's words and lowers their first letter
(Client.cpp, fail_query_with_error). Texts that only Telegram's own servers send are cited from
public reports and listed in docs/first-token.md as checks by hand.
"""

from typing import NoReturn

from playground.wire import Wire


class Refused(Exception):
    """A call that is answered with ok: false."""

    def __init__(self, code: int, description: str, parameters: Wire | None = None) -> None:
        """Hold the HTTP code, the description, and ResponseParameters where there are some."""
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def wire(self) -> Wire:
        """Return the body of the answer."""
        told = {"ok": False, "error_code": self.code, "description": self.description}
        return {**told, "parameters": self.parameters} if self.parameters else told


def bad(words: str) -> NoReturn:
    """Refuse with 400 and these words."""
    raise Refused(400, f"Bad Request: {words}")


def too_many(seconds: int) -> Refused:
    """Return the refusal of a flood: Query.cpp, set_retry_after_error."""
    words = f"Too Many Requests: retry after {seconds}"
    return Refused(429, words, {"retry_after": seconds})


def upgraded(new_chat: int) -> Refused:
    """Return the refusal of a group that became a supergroup: Client.cpp, check_chat_access."""
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    return Refused(400, words, {"migrate_to_chat_id": new_chat})


# Limits. Lengths are counted in characters (code points), as TDLib's utf8_length does.
TEXT = 4096  # docs, sendMessage: "1-4096 characters after entities parsing"
CAPTION = 1024  # docs, sendPhoto: "0-1024 characters after entities parsing"
RAW_TEXT = 1 << 15  # Client.cpp, get_formatted_text: bytes before parsing
BUTTON_DATA = 64  # docs, InlineKeyboardButton: "1-64 bytes"
COPIED = 256  # docs, CopyTextButton: "1-256 characters"
PLACEHOLDER = 64  # docs, ReplyKeyboardMarkup, input_field_placeholder: "1-64 characters"
ALERT = 200  # docs, answerCallbackQuery: "0-200 characters"
ALBUM = 10  # docs, sendMediaGroup: "must include 2-10 items"
DELETED_AT_ONCE = 100  # docs, deleteMessages: "1-100 message identifiers"
DELETABLE = 2 * 86400  # docs, deleteMessage: "less than 48 hours ago"
PHOTO_BYTES = 10 * 1024 * 1024  # docs, sendPhoto: "at most 10 MB in size"
PHOTO_SIDES = 10_000  # docs, sendPhoto: "width and height must not exceed 10000 in total"
PHOTO_RATIO = 20  # docs, sendPhoto: "Width and height ratio must be at most 20"
UPLOAD_BYTES = 50 * 1024 * 1024  # docs, sendDocument: "files of any type of up to 50 MB in size"
DOWNLOAD_BYTES = 20 * 1024 * 1024  # Client.h, MAX_DOWNLOAD_FILE_SIZE; docs, getFile
COMMANDS = 100  # docs, setMyCommands: "At most 100 commands can be specified"
COMMAND = 32  # BotCommand.cpp, MAX_COMMAND_TEXT_LENGTH
COMMAND_DESCRIPTION = 256  # BotCommand.cpp, MAX_COMMAND_DESCRIPTION_LENGTH
QUERY_SECONDS = 150  # ours: how long a tap waits; Telegram does not publish it
NAME, DESCRIPTION, SHORT_DESCRIPTION = 64, 512, 120  # docs, setMyName, setMyDescription, ...

# 400, from Client.cpp
TEXT_EMPTY = "message text is empty"  # get_input_message_text
TEXT_RAW_TOO_LONG = "text is too long"  # get_formatted_text
PARSE_MODE = "unsupported parse_mode"  # get_formatted_text
CHAT_EMPTY = "chat_id is empty"  # check_chat
CHAT_UNKNOWN = "chat not found"  # TdOnCheckChatCallback
PERSON_UNKNOWN = "user not found"  # TdOnCheckUserCallback
ONLY_GROUPS = "there are no administrators in the private chat"  # getChatAdministrators
EDIT_UNKNOWN = "message to edit not found"  # process_edit_message_text_query
DELETE_UNKNOWN = "message to delete not found"  # process_delete_message_query
COPY_UNKNOWN = "message to copy not found"  # process_copy_message_query
FORWARD_UNKNOWN = "message to forward not found"  # process_forward_message_query
REACT_UNKNOWN = "message to react not found"  # process_set_message_reaction_query
REPLY_UNKNOWN = "message to be replied not found"  # check_reply_parameters
PIN_UNKNOWN = "message to pin not found"  # process_pin_chat_message_query
UNPIN_UNKNOWN = "message to unpin not found"  # TdOnGetChatPinnedMessageToUnpinCallback
MESSAGES_EMPTY = "message identifiers are not specified"  # get_message_ids
MESSAGES_MANY = "too many message identifiers specified"  # get_message_ids
MESSAGES_WRONG = "message identifier must be a Number"  # get_message_ids
ACTION = "wrong parameter action in request"  # process_send_chat_action_query
NOT_MODIFIED = (  # fail_query_with_error
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
QUERY_OLD = (  # fail_query_with_error
    "query is too old and response timeout expired or query ID is invalid"
)
MARKUP_JSON = "can't parse reply keyboard markup JSON object"  # get_reply_markup
MARKUP_OBJECT = "object expected as reply markup"  # get_reply_markup
KEYBOARD_ROWS = 'field "keyboard" must be an Array of Arrays'  # get_reply_markup
INLINE_ROWS = (  # get_reply_markup
    'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
)
_BUTTON = "can't parse inline keyboard button: "  # get_reply_markup
BUTTON_OBJECT = f"{_BUTTON}InlineKeyboardButton must be an Object"  # get_inline_keyboard_button
BUTTON_TEXT = f'{_BUTTON}Can\'t find field "text"'  # tdutils JsonBuilder.cpp's words for it
BUTTON_PLAIN = (  # get_inline_keyboard_button_type
    f"{_BUTTON}Text buttons are unallowed in the inline keyboard"
)
COPY_OBJECT = f'{_BUTTON}Field "copy_text" must be of type Object'  # JsonBuilder.cpp
_KEY = "can't parse keyboard button: "  # get_reply_markup
KEY_OBJECT = f"{_KEY}KeyboardButton must be a String or an Object"  # get_keyboard_button
KEY_TEXT = f'{_KEY}Can\'t find field "text"'  # JsonBuilder.cpp
SCOPE_PRIVATE = "can't use specified scope in private chats"  # td BotCommandScope.cpp
PLACEHOLDER_LONG = "input field placeholder is too long"  # by hand: the bound is docs'
PHOTO_MISSING = "there is no photo in the request"  # get_input_message_content of sendPhoto
DOCUMENT_MISSING = "there is no document in the request"  # the same of sendDocument
MEDIA_JSON = "can't parse input media JSON object"  # get_input_media
MEDIA_UNKNOWN = "can't parse InputMedia: media not found"  # get_input_media
ALBUM_JSON = "can't parse media JSON object"  # get_input_message_contents
ALBUM_ARRAY = "expected an Array of InputMedia"  # get_input_message_contents
ALBUM_SIZE = "media must include 2-10 items"  # by hand: the words are ours, the bounds docs'
FILE_EMPTY = "file_id not specified"  # check_remote_file_id
FILE_WRONG = "invalid file_id"  # TdOnCheckRemoteFileIdCallback
FILE_BIG = "file is too big"  # do_get_file; for a photo FileLoaderUtils.cpp
COMMANDS_JSON = "can't parse commands JSON object"  # get_bot_commands
COMMANDS_ARRAY = "expected an Array of BotCommand"  # get_bot_commands
SCOPE_JSON = "can't parse BotCommandScope JSON object"  # get_bot_command_scope
SCOPE_TYPE = "can't parse BotCommandScope: Unsupported type specified"  # get_bot_command_scope
BODY_OBJECT = "JSON object expected"  # tdnet HttpReader.cpp, parse_json_parameters
BODY_JSON = "can't parse parameter value"  # the same, which also says what is wrong and where
MENU_JSON = "can't parse menu button JSON object"  # get_bot_menu_button
MENU_TYPE = "can't parse menu button: MenuButton has unsupported type"  # get_bot_menu_button
WEBHOOK_ADDRESS = "invalid webhook URL specified"  # do_set_webhook
WEBHOOK_HTTPS = "bad webhook: An HTTPS URL must be provided for webhook"  # WebhookActor.cpp
WEBHOOK_SECRET_LONG = "secret token is too long"  # noqa: S105 - words of do_set_webhook
WEBHOOK_SECRET = "secret token contains unallowed characters"  # noqa: S105 - do_set_webhook

# 400, from TDLib
TEXT_BLANK = "text must be non-empty"  # MessageEntity.cpp, fix_formatted_text
TEXT_LONG = "message is too long"  # MessageContent.cpp, get_input_message_content
CAPTION_LONG = "message caption is too long"  # MessageContent.cpp, the same
EDIT_REFUSED = "message can't be edited"  # MessagesManager.cpp, edit_message_text
DELETE_REFUSED = "message can't be deleted"  # MessagesManager.cpp, delete_messages
DELETE_LATE = "message can't be deleted for everyone"  # MessagesManager.cpp, delete_messages
NO_TEXT_TO_EDIT = "there is no text in the message to edit"  # MessagesManager.cpp
NO_CAPTION_TO_EDIT = "there is no caption in the message to edit"  # MessagesManager.cpp
FILE_NOTHING = "file must be non-empty"  # FileLoaderUtils.cpp
FILE_KIND = "can't use file of type {} as {}"  # FileManager.cpp
WORDS_LONG = "bot {} is too long"  # by hand: the bound is docs', the words are ours
LEAVE_PRIVATE = (  # DialogParticipantManager.cpp
    "chat member status can't be changed in private chats"
)
LANGUAGE = "invalid language code specified"  # misc.cpp, validate_bot_language_code
FILE_IDENTIFIER = "wrong file identifier/HTTP URL specified"  # MessagesManager.cpp, MEDIA_EMPTY
COMMAND_LONG = f"command length must not exceed {COMMAND}"  # BotCommand.cpp
COMMAND_EMPTY = "command must be non-empty"  # BotCommand.cpp
COMMAND_DESCRIPTION_LONG = (  # BotCommand.cpp
    f"command description length must not exceed {COMMAND_DESCRIPTION}"
)
COMMAND_DESCRIPTION_EMPTY = "command description must be non-empty"  # BotCommand.cpp

# 400, from Telegram's servers, by report
BUTTON_DATA_INVALID = "BUTTON_DATA_INVALID"  # python-telegram-bot issue 528, and many more
COPY_INVALID = "BUTTON_COPY_TEXT_INVALID"  # core.telegram.org/method/messages.sendMessage
PHOTO_INVALID = "PHOTO_INVALID_DIMENSIONS"  # go-telegram-bot-api issue 600
IMAGE_PROCESS_FAILED = "IMAGE_PROCESS_FAILED"  # a photo whose bytes are no picture
ALERT_LONG = "MESSAGE_TOO_LONG"  # pyTelegramBotAPI issue 500, answerCallbackQuery
COMMAND_INVALID = "BOT_COMMAND_INVALID"  # telegram-bot-api issue 98, the maintainer's answer
COMMANDS_MANY = "BOT_COMMANDS_TOO_MUCH"  # reported for more than 100 commands
REACTION_INVALID = "REACTION_INVALID"  # reported for an emoji that is no reaction

# 401, 403, 404, 409
UNAUTHORIZED = Refused(401, "Unauthorized")  # Client.cpp, get_closing_error
TOKEN_WRONG = Refused(401, "Unauthorized: invalid token specified")  # ClientManager.cpp, send
BLOCKED = Refused(403, "Forbidden: bot was blocked by the user")  # Client.cpp, USER_IS_BLOCKED
STRANGER = Refused(  # MessagesManager.cpp, on_send_message_fail (PEER_ID_INVALID)
    403, "Forbidden: bot can't initiate conversation with a user"
)
KICKED = "Forbidden: bot was kicked from the {} chat"  # Client.cpp, check_chat_access
LEFT = "Forbidden: bot is not a member of the {} chat"  # Client.cpp, check_chat_access
TOO_LARGE = Refused(413, "Request Entity Too Large")  # tdnet, HttpReader.cpp
NOT_FOUND = Refused(404, "Not Found")  # HttpConnection.cpp, handle
NO_METHOD = Refused(404, "Not Found: method not found")  # Client.cpp, on_cmd
WEBHOOK_ACTIVE = Refused(  # Client.cpp, process_get_updates_query
    409,
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first",
)
OTHER_POLLER = Refused(  # Client.cpp, abort_long_poll
    409,
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running",
)
WEBHOOK_CAME = Refused(  # Client.cpp, abort_long_poll
    409, "Conflict: terminated by setWebhook request"
)

# core.telegram.org/bots/api names no texts for 5xx: those that nginx in front of it sends.
SERVER_FAULTS = {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}
