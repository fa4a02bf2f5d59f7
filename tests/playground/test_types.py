"""Everything the playground sends is what aiogram knows, no field more and none missing."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from aiogram import methods as aiogram_methods
from aiogram.types import Message, Update
from pydantic import BaseModel, TypeAdapter, ValidationError

from playground.methods.table import TABLE


def strangers(model: Any, raw: Any, path: str) -> Iterator[str]:
    """Yield the path of each field that aiogram does not know, and of each that it lost."""
    if isinstance(raw, dict) and isinstance(model, BaseModel):
        names = {field.alias or name: name for name, field in type(model).model_fields.items()}
        for name, value in raw.items():
            if name not in names:
                yield f"{path}.{name}"
                continue
            yield from strangers(getattr(model, names[name]), value, f"{path}.{name}")
    elif isinstance(raw, list):
        assert len(model) == len(raw)
        for place, (one, value) in enumerate(zip(model, raw, strict=True)):
            yield from strangers(one, value, f"{path}[{place}]")
    elif raw is None or (isinstance(raw, dict | list) != isinstance(model, BaseModel | list)):
        yield f"{path}: {raw!r} became {model!r}"


def check(kind: Any, raw: Any) -> None:
    found = list(strangers(TypeAdapter(kind).validate_python(raw), raw, ""))
    assert not found, f"{found} in {json.dumps(raw, ensure_ascii=False)}"


def returned(method: str) -> Any:
    return getattr(aiogram_methods, method[0].upper() + method[1:]).__returning__


HERE = {"chat_id": 1001}
TEXT = (
    "<b>Hi</b> <a href='https://x.y'>there</a> /today <pre><code class='language-sql'>1</code>"
    "</pre><blockquote expandable>q</blockquote>"
)


async def introduce(call):
    for method in ("getMe", "getMyName", "getMyDescription", "getMyShortDescription"):
        await call(method)
    commands = [{"command": "today", "description": "How is today?"}]
    await call("setMyCommands", commands=commands, language_code="ru")
    await call("getMyCommands", language_code="ru")
    await call("deleteMyCommands", language_code="ru")
    await call("setMyName", name="Klinik", language_code="de")
    await call("setMyDescription", description="What it does")
    await call("setMyShortDescription", short_description="Counts visits")
    await call("getChatMenuButton")
    await call("setChatMenuButton", menu_button={"type": "commands"}, **HERE)


async def write(call, rita):
    row = [{"text": "Undo", "callback_data": "undo:1"}, {"text": "Site", "url": "https://a.b"}]
    markup = {"inline_keyboard": [row]}
    look = {"protect_content": True, "link_preview_options": {"is_disabled": True}}
    text = {"text": TEXT, "parse_mode": "HTML", "reply_markup": markup}
    number = (await call("sendMessage", **text, **look, **HERE)).result["message_id"]
    await call("sendMessage", text="again", reply_parameters={"message_id": number}, **HERE)
    query = rita.taps("Undo")
    await call("answerCallbackQuery", callback_query_id=query.query_id, text="Gone")
    await call("editMessageText", text="Changed", reply_markup=markup, message_id=number, **HERE)
    return {"message_id": number, **HERE}


async def handle(call, which, group):
    await call("editMessageReplyMarkup", **which)
    await call("setMessageReaction", reaction=[{"type": "emoji", "emoji": "👍"}], **which)
    await call("pinChatMessage", **which)
    await call("getChat", **HERE)
    await call("unpinChatMessage", **HERE)
    original = {"from_chat_id": 1001, "message_id": which["message_id"]}
    await call("copyMessage", chat_id=group, **original)
    await call("forwardMessage", chat_id=group, **original)
    await call("sendChatAction", action="typing", **HERE)


async def show(call, picture):
    looks = {"has_spoiler": True, "caption": "Look"}
    photo = (await call.upload("sendPhoto", {"photo": picture}, **looks, **HERE)).result
    await call("editMessageCaption", caption="There", message_id=photo["message_id"], **HERE)
    sent = (await call.upload("sendDocument", {"document": b"a;b"}, **HERE)).result
    media = {"type": "document", "media": sent["document"]["file_id"], "caption": "Report"}
    await call("editMessageMedia", media=media, message_id=photo["message_id"], **HERE)
    await call("sendMediaGroup", media=[media, media], **HERE)
    await call("getFile", file_id=sent["document"]["file_id"])
    await call("deleteMessage", message_id=sent["message_id"], **HERE)
    await call("deleteMessages", message_ids=[photo["message_id"], 777], **HERE)


async def ask(call, group):
    for person in (1001, 4242, 9):
        await call("getChatMember", chat_id=group, user_id=person)
    await call("getChatAdministrators", chat_id=group, return_bots=True)
    await call("getChatMemberCount", chat_id=group)
    await call("getChat", chat_id=group)
    await call("leaveChat", chat_id=group)
    await call("setWebhook", url="http://127.0.0.1:1/hook", allowed_updates=["message"])
    await call("getWebhookInfo")
    await call("deleteWebhook")
    await call("getUpdates", offset=-1)
    await call("logOut")
    await call("close")


async def test_every_answer_is_what_aiogram_knows_and_nothing_else(call, world, rita, png):
    world.add_person(id=9)
    group = world.add_group("Front desk", [rita], bot_status="administrator").chat_id
    await introduce(call)
    await handle(call, await write(call, rita), group)
    await show(call, png())
    await ask(call, group)
    assert {method.lower() for method, _ in call.done} == set(TABLE)
    for method, result in call.done:
        check(returned(method), result)
    assert world.unknown_parameters == set()


async def test_every_update_is_what_aiogram_knows_and_nothing_else(world, rita, png):
    world.bot.queue.allow(["message", "edited_message", "callback_query", "my_chat_member"])
    world.bot.queue.allow([*world.bot.queue.allowed, "message_reaction"])
    rita.scans("https://t.me/clinic_bot?start=code")
    rita.sends_album([png(), png()], "two /x", reply_to=rita.sends_photo(png()))
    live_in_groups(world, rita)
    group = world.add_group("Front desk", [rita], bot_status="administrator")
    first = rita.sends("/visit 1042 🦷 #тег @you https://a.b")
    rita.sends("answer", reply_to=first)
    rita.edits(first, "edited")
    rita.sends_document(b"a,b\n", "visits.csv", "Old /visits")
    rita.edits(rita.sends_photo(png(), "x"), "y")
    rita.reacts(first, "👍")
    rita.reacts(first, None)
    rita.sends("from another", fields={"forward_origin": hidden(first.date)})
    rita.sends("for all", group, fields={"sender_chat": group.wire()})
    keyboard = {"inline_keyboard": [[{"text": "Undo", "callback_data": "u"}]]}
    card = rita.chat.add(world.bot.about(), {"text": "card", "reply_markup": keyboard})
    rita.taps("Undo")
    rita.chat.remove(card)
    rita.taps("u", card, stale=True)
    rita.blocks()
    rita.unblocks()
    world.migrate(group)
    kinds = set()
    for body in world.bot.queue.take(0, 100):
        raw = json.loads(body)
        check(Update, raw)
        kinds |= set(raw) - {"update_id"}
    assert kinds == world.bot.queue.allowed


def live_in_groups(world, rita):
    group = world.add_group("Doctors", [rita])
    zoe = world.add_person(id=1009, first_name="Zoe", username="zoe_clinic")
    zoe.joins(group, by=rita)
    keys = {"keyboard": [["Today"]], "selective": True}
    shown = {"text": "@zoe_clinic, press", "entities": [{"offset": 0, "length": 11}]}
    shown["entities"][0]["type"] = "mention"
    group.take_keyboard(keys, group.add(world.bot.about(), shown))
    zoe.presses("Today", group)
    zoe.leaves(group, by=rita)
    rita.brings_bot(group, "administrator")
    rita.puts_bot_out(group)
    rita.brings_bot(group)
    world.add_group("Grown", [rita], kind="supergroup")


def hidden(date: int) -> dict[str, Any]:
    return {"type": "hidden_user", "date": date, "sender_user_name": "Somebody"}


def test_the_check_sees_an_unknown_field_a_missing_one_and_one_of_another_shape(world, rita):
    raw = rita.sends("hello").wire
    check(Message, raw)
    with pytest.raises(AssertionError, match=r"\.chat\.colour"):
        check(Message, {**raw, "chat": {**raw["chat"], "colour": 1}})
    with pytest.raises(ValidationError):
        check(Message, {name: part for name, part in raw.items() if name != "date"})
    with pytest.raises(AssertionError, match="text"):
        check(Message, {**raw, "text": None})


def test_every_method_and_parameter_is_one_of_aiograms():
    for method in TABLE.values():
        model = getattr(aiogram_methods, method.name[0].upper() + method.name[1:])
        fields = model.model_fields
        required = {name for name, field in fields.items() if field.is_required()}
        assert method.parameters == set(fields), method.name
        assert set(method.required) == required, method.name


async def test_a_parameter_that_telegram_does_not_know_is_noted(call, world, rita):
    await call("sendMessage", chat_id=1001, text="hi", colour="red")
    assert world.unknown_parameters == {("sendMessage", "colour")}
