"""Groups, menus, names, pins: what a bot sets and asks beside its messages."""

import pytest


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("group", "kicked", "bot was kicked from the group chat"),
        ("group", "left", "bot is not a member of the group chat"),
        ("supergroup", "kicked", "bot was kicked from the supergroup chat"),
    ],
)
async def test_a_bot_out_of_a_group_can_do_nothing_there(call, world, rita, kind, status, words):
    group = world.add_group("Desk", [rita], kind=kind, bot_status=status)
    refused = await call("sendMessage", chat_id=group.chat_id, text="x")
    assert (refused.status, refused.words) == (403, f"Forbidden: {words}")


async def test_after_leaving_a_group_a_bot_is_out_of_it(call, world, rita):
    group = world.add_group("Desk", [rita])
    assert (await call("leaveChat", chat_id=group.chat_id)).result is True
    assert (await call("getChatMemberCount", chat_id=group.chat_id)).status == 403
    assert (await call("leaveChat", chat_id=1001)).status == 400


async def test_others_words_in_a_group_are_deleted_only_by_an_administrator(call, world, rita):
    group = world.add_group("Desk", [rita])
    message = rita.sends("oops", group)
    which = {"chat_id": group.chat_id, "message_id": message.message_id}
    assert (await call("deleteMessage", **which)).words == "Bad Request: message can't be deleted"
    group.bot_status = "administrator"
    assert (await call("deleteMessage", **which)).result is True
    assert message not in group.screen


async def test_the_owner_of_a_group_is_told_from_its_people(call, world, rita):
    oleg = world.add_person(id=1002, first_name="Oleg")
    there = {"chat_id": world.add_group("Desk", [rita, oleg]).chat_id}
    statuses = [
        (await call("getChatMember", user_id=number, **there)).result["status"]
        for number in (1001, 1002, 4242)
    ]
    assert statuses == ["creator", "member", "member"]
    assert (await call("getChatMemberCount", **there)).result == 3
    [owner] = (await call("getChatAdministrators", **there)).result
    assert owner["user"]["id"] == 1001


async def test_a_pinned_message_is_told_with_its_chat_until_it_is_unpinned(call, rita):
    for text in ("one", "two"):
        sent = (await call("sendMessage", chat_id=1001, text=text)).result
        await call("pinChatMessage", chat_id=1001, message_id=sent["message_id"])
    assert (await call("getChat", chat_id=1001)).result["pinned_message"]["text"] == "two"
    await call("unpinChatMessage", chat_id=1001)
    assert (await call("getChat", chat_id=1001)).result["pinned_message"]["text"] == "one"


async def test_names_are_kept_by_language_and_an_empty_one_takes_them_away(call):
    await call("setMyName", name="Клиника", language_code="ru")
    await call("setMyDescription", description="Counts visits")
    assert (await call("getMyName", language_code="ru")).result == {"name": "Клиника"}
    assert (await call("getMyName", language_code="uk")).result == {"name": "Clinic"}
    await call("setMyName", name="", language_code="ru")
    assert (await call("getMyName", language_code="ru")).result == {"name": "Clinic"}
    told = (await call("getMyDescription", language_code="zh")).result
    assert told == {"description": "Counts visits"}


async def test_a_menu_belongs_to_its_scope_and_language(call, world, rita):
    line = {"command": "today", "description": "Сегодня"}
    scope = {"type": "chat", "chat_id": 1001}
    await call("setMyCommands", commands=[line], scope=scope, language_code="ru")
    assert (await call("getMyCommands")).result == []
    assert (await call("getMyCommands", scope=scope, language_code="ru")).result == [line]
    assert rita.view()["commands"] == [line]
    stranger = {"type": "chat_member", "chat_id": 5, "user_id": 1001}
    refused = await call("setMyCommands", commands=[], scope=stranger)
    assert refused.words == "Bad Request: chat not found"
    many = await call("setMyCommands", commands=[line] * 101)
    assert many.words == "Bad Request: BOT_COMMANDS_TOO_MUCH"
    assert (await call("setMyCommands", commands={"a": 1})).words.endswith("Array of BotCommand")


async def test_a_menu_button_is_set_for_one_chat_or_for_all(call, rita):
    await call("setChatMenuButton", chat_id=1001, menu_button={"type": "default"})
    assert (await call("getChatMenuButton", chat_id=1001)).result == {"type": "default"}
    assert (await call("getChatMenuButton")).result == {"type": "commands"}
    await call("setChatMenuButton", menu_button={"type": "default"})
    assert (await call("getChatMenuButton")).result == {"type": "commands"}
    wrong = await call("setChatMenuButton", menu_button={"type": "moon"})
    assert wrong.words.endswith("MenuButton has unsupported type")


async def test_a_new_reaction_of_the_bot_replaces_its_old_one_only(call, rita):
    message = rita.sends("done")
    rita.reacts(message, "👏")
    which = {"chat_id": 1001, "message_id": message.message_id}
    for emoji in ("👀", "👍"):
        await call("setMessageReaction", reaction=[{"type": "emoji", "emoji": emoji}], **which)
    assert [one["emoji"] for one in message.reactions] == ["👏", "👍"]
    await call("setMessageReaction", **which)
    assert [one["emoji"] for one in message.reactions] == ["👏"]


async def test_a_copy_may_get_another_caption(call, rita, png):
    sent = (await call.upload("sendPhoto", {"photo": png()}, chat_id="1001", caption="a")).result
    which = {"chat_id": 1001, "from_chat_id": 1001, "message_id": sent["message_id"]}
    await call("copyMessage", caption="<b>b</b>", parse_mode="HTML", **which)
    assert (rita.last.html, rita.last.photo) == ("<b>b</b>", png())
    await call("copyMessage", **which)
    assert rita.last.text == "a"
