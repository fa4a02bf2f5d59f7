"""Each limit and each refusal, in Telegram's words."""

import pytest

from playground import errors

CARD = {"inline_keyboard": [[{"text": "Undo", "callback_data": "u"}]]}
SEND = "sendMessage"


def button(**fields):
    return {"reply_markup": {"inline_keyboard": [[fields]]}, "text": "x"}


def keys(key, **fields):
    return {"reply_markup": {"keyboard": [[key]], **fields}, "text": "x"}


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "я" * 4097}, "message is too long"),
        ({"text": "🦷" * 8193}, "text is too long"),
        ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "chat_id": 555}, "chat not found"),
        ({"text": "x", "chat_id": "abc"}, "chat not found"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, errors.REPLY_UNKNOWN),
        ({"text": "x", "reply_markup": "{"}, errors.MARKUP_JSON),
        ({"text": "x", "reply_markup": "[]"}, errors.MARKUP_OBJECT),
        ({"text": "x", "reply_markup": {"inline_keyboard": [{}]}}, errors.INLINE_ROWS),
        (button(text="Undo"), errors.BUTTON_PLAIN),
        (button(callback_data="u"), errors.BUTTON_TEXT),
        (button(text="Undo", callback_data="я" * 33), "BUTTON_DATA_INVALID"),
        (button(text="Copy", copy_text="x"), errors.COPY_OBJECT),
        (button(text="Copy", copy_text={"words": "x"}), errors.BUTTON_TEXT),
        (button(text="Copy", copy_text={"text": ""}), "BUTTON_COPY_TEXT_INVALID"),
        (button(text="Copy", copy_text={"text": "я" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (keys(7), errors.KEY_OBJECT),
        (keys({"label": "Today"}), errors.KEY_TEXT),
        (keys("Today", input_field_placeholder="я" * 65), errors.PLACEHOLDER_LONG),
    ],
)
async def test_a_message_out_of_bounds_is_refused(call, rita, parameters, words):
    answer = await call(SEND, **{"chat_id": 1001, **parameters})
    assert (answer.status, answer.words) == (400, f"Bad Request: {words}")


@pytest.mark.parametrize(
    "parameters",
    [
        {"text": "я" * 4096},
        {"text": f"<b>{'x' * 4096}</b>", "parse_mode": "HTML"},
        button(text="Undo", callback_data="я" * 32),
        button(text="Copy", copy_text={"text": "я" * 256}),
        keys("Today", input_field_placeholder="я" * 64, is_persistent=True, resize_keyboard=True),
        {"text": "x", "reply_parameters": {"message_id": 9, "allow_sending_without_reply": True}},
    ],
)
async def test_a_message_at_its_bounds_is_sent(call, rita, parameters):
    assert (await call(SEND, chat_id=1001, **parameters)).result["message_id"]


async def test_a_caption_holds_1024_characters_after_its_tags_are_read(call, rita, png):
    fields = {"chat_id": "1001", "parse_mode": "HTML"}
    good = await call.upload(
        "sendPhoto", {"photo": png()}, caption=f"<i>{'я' * 1024}</i>", **fields
    )
    assert len(good.result["caption"]) == 1024
    bad = await call.upload("sendPhoto", {"photo": png()}, caption="я" * 1025, **fields)
    assert bad.words == "Bad Request: message caption is too long"


@pytest.mark.parametrize(
    ("method", "parameters", "words"),
    [
        ("editMessageText", {"text": "x", "message_id": 99}, errors.EDIT_UNKNOWN),
        ("editMessageText", {"text": "x", "message_id": 1}, errors.EDIT_REFUSED),
        ("editMessageText", {"text": "card", "reply_markup": CARD}, errors.NOT_MODIFIED),
        ("editMessageReplyMarkup", {"reply_markup": CARD}, errors.NOT_MODIFIED),
        ("editMessageCaption", {"caption": "x"}, errors.NO_CAPTION_TO_EDIT),
        ("deleteMessage", {"message_id": 99}, errors.DELETE_UNKNOWN),
        ("copyMessage", {"message_id": 99, "from_chat_id": 1001}, errors.COPY_UNKNOWN),
        ("pinChatMessage", {"message_id": 99}, errors.PIN_UNKNOWN),
        ("unpinChatMessage", {}, errors.UNPIN_UNKNOWN),
        ("deleteMessages", {"message_ids": []}, errors.MESSAGES_EMPTY),
        ("deleteMessages", {"message_ids": list(range(1, 102))}, errors.MESSAGES_MANY),
        ("setMessageReaction", {"reaction": [{"emoji": "🦷"}]}, "REACTION_INVALID"),
        ("sendChatAction", {"action": "dancing"}, errors.ACTION),
        ("sendPhoto", {}, errors.PHOTO_MISSING),
        ("sendDocument", {"document": "no-such-id"}, errors.FILE_IDENTIFIER),
        ("getFile", {"file_id": "no-such-id"}, errors.FILE_WRONG),
        ("getFile", {}, errors.FILE_EMPTY),
        ("answerCallbackQuery", {"callback_query_id": "1"}, errors.QUERY_OLD),
        ("getChatAdministrators", {}, errors.ONLY_GROUPS),
        ("getChatMember", {"user_id": 31}, errors.PERSON_UNKNOWN),
        ("setMyCommands", {"commands": "["}, errors.COMMANDS_JSON),
        ("setMyCommands", {"scope": {"type": "moon"}}, errors.SCOPE_TYPE),
        ("setMyCommands", {"language_code": "rus"}, errors.LANGUAGE),
        ("setMyName", {"name": "x" * 65}, "bot name is too long"),
        ("setWebhook", {"url": "ftp://a.b"}, errors.WEBHOOK_ADDRESS),
        ("setWebhook", {"url": "http://a.b"}, errors.WEBHOOK_HTTPS),
        ("setWebhook", {"url": "https://a.b", "secret_token": "я"}, errors.WEBHOOK_SECRET),
    ],
)
async def test_a_call_that_cannot_be_done_is_refused(call, rita, method, parameters, words):
    card = (await call(SEND, chat_id=1001, text="card", reply_markup=CARD)).result
    given = {"chat_id": 1001, "message_id": card["message_id"], **parameters}
    answer = await call(method, **given)
    assert (answer.status, answer.words) == (400, f"Bad Request: {words}")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ({"command": "", "description": "x"}, errors.COMMAND_EMPTY),
        ({"command": "a" * 33, "description": "x"}, errors.COMMAND_LONG),
        ({"command": "Today", "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "today", "description": ""}, errors.COMMAND_DESCRIPTION_EMPTY),
        ({"command": "today", "description": "x" * 257}, errors.COMMAND_DESCRIPTION_LONG),
    ],
)
async def test_a_menu_line_out_of_bounds_is_refused(call, command, words):
    assert (await call("setMyCommands", commands=[command])).words == f"Bad Request: {words}"


@pytest.mark.parametrize(
    ("size", "words"),
    [((9000, 1001), "PHOTO_INVALID_DIMENSIONS"), ((2100, 100), "PHOTO_INVALID_DIMENSIONS")],
)
async def test_a_picture_too_large_or_too_narrow_is_refused(call, rita, png, size, words):
    answer = await call.upload("sendPhoto", {"photo": png(*size)}, chat_id=1001)
    assert answer.words == f"Bad Request: {words}"
    assert (await call.upload("sendPhoto", {"photo": b"text"}, chat_id=1001)).words == (
        "Bad Request: IMAGE_PROCESS_FAILED"
    )


async def test_a_message_of_two_days_cannot_be_deleted(call, world, rita):
    old = rita.sends("old")
    moment = world.now()
    world.now = lambda: moment + errors.DELETABLE + 1
    answer = await call("deleteMessage", chat_id=1001, message_id=old.message_id)
    assert answer.words == "Bad Request: message can't be deleted for everyone"


async def test_a_tap_can_be_answered_for_a_while_and_with_few_words(call, world, rita):
    await call(SEND, chat_id=1001, text="card", reply_markup=CARD)
    query = rita.taps("Undo").query_id
    long = await call("answerCallbackQuery", callback_query_id=query, text="x" * 201)
    assert long.words == "Bad Request: MESSAGE_TOO_LONG"
    moment = world.now()
    world.now = lambda: moment + errors.QUERY_SECONDS + 1
    assert (await call("answerCallbackQuery", callback_query_id=query)).words.endswith(
        errors.QUERY_OLD
    )
    assert rita.alerts == []


async def test_a_wrong_token_an_unknown_method_and_another_path_are_told_apart(call, http):
    assert (await call("sendVoiceMail")).words == "Not Found: method not found"
    for token, words in (("1:" + "B" * 30, ""), ("nonsense", ": invalid token specified")):
        async with http.get(f"{call.address}/bot{token}/getMe") as answer:
            assert answer.status == 401
            assert (await answer.json())["description"] == f"Unauthorized{words}"


async def test_a_body_that_is_no_json_is_refused(call, http, token):
    headers = {"Content-Type": "application/json"}
    for body in ("{", "[]"):
        async with http.post(
            f"{call.address}/bot{token}/getMe", data=body, headers=headers
        ) as answer:
            assert answer.status == 400
