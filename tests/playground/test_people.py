"""What people do and see, and what the bot hears of it in groups."""

import asyncio
import json

import pytest


def heard(world) -> list[str]:
    bodies = [json.loads(body) for body in world.bot.queue.take(0, 100)]
    return [body["message"]["text"] for body in bodies if "text" in body.get("message", {})]


def test_in_a_group_the_bot_hears_commands_and_answers_only(world, rita):
    group = world.add_group("Front desk", [rita])
    ours = group.add(world.bot.about(), {"text": "which doctor?"})
    rita.sends("good morning", group)
    rita.sends("/today", group)
    rita.sends("/today@other_bot", group)
    rita.sends("ask @clinic_bot", group)
    rita.sends("Petrova", group, reply_to=ours)
    assert heard(world) == ["/today", "Petrova"]


def test_an_administrator_and_a_bot_without_privacy_hear_everything(world, rita):
    rita.sends("one", world.add_group("A", [rita], bot_status="administrator"))
    world.bot.reads_groups = True
    rita.sends("two", world.add_group("B", [rita]))
    rita.sends("three", world.add_group("C", [rita], bot_status="kicked"))
    assert heard(world) == ["one", "two"]


def test_the_menu_of_a_dialect_is_that_of_its_language(world):
    brazil = world.add_person(language_code="pt-br")
    world.bot.commands["default", 0, 0, "pt"] = [{"command": "hoje", "description": "Hoje"}]
    assert [line["command"] for line in brazil.view()["commands"]] == ["hoje"]


def test_the_menu_is_the_narrowest_that_fits_person_chat_and_language(world, rita):
    def menu(name, *scope):
        world.bot.commands[scope] = [{"command": name, "description": name}]

    def seen(chat, person=rita):
        return [line["command"] for line in world.bot.commands_for(chat, person)]

    group = world.add_group("Front desk", [rita, world.add_person(id=1002, language_code="uk")])
    assert seen(rita.chat) == []
    menu("all", "default", 0, 0, "")
    menu("russian", "default", 0, 0, "ru")
    assert seen(rita.chat) == seen(group) == ["russian"]
    menu("private", "all_private_chats", 0, 0, "")
    assert (seen(rita.chat), seen(group)) == (["private"], ["russian"])
    menu("mine", "chat", 1001, 0, "")
    menu("owners", "all_chat_administrators", 0, 0, "")
    assert (seen(rita.chat), seen(group)) == (["mine"], ["owners"])
    assert seen(group, world.people[1002]) == ["all"]
    menu("only-oleg", "chat_member", group.chat_id, 1002, "")
    assert seen(group, world.people[1002]) == ["only-oleg"]


def test_only_ones_own_message_can_be_edited_and_only_sound_texts_sent(world, rita):
    card = rita.chat.add(world.bot.about(), {"text": "card"})
    with pytest.raises(LookupError):
        rita.edits(card, "mine now")
    with pytest.raises(ValueError, match="4096"):
        rita.sends("я" * 4097)
    with pytest.raises(ValueError, match="visible"):
        rita.sends(" \n")
    with pytest.raises(ValueError, match="picture"):
        rita.sends_photo(b"no picture")


def test_nothing_said_by_the_bot_is_told_as_such(world):
    rita = world.add_person()
    with pytest.raises(LookupError, match="said nothing"):
        _ = rita.last


def test_a_chat_keeps_only_its_newest_messages(world, rita):
    world.history = 3
    for turn in range(5):
        rita.sends(str(turn))
    assert [message.text for message in rita.sees] == ["2", "3", "4"]


def test_a_person_may_change_the_language_of_the_app(world, rita):
    rita.speaks("uk")
    assert rita.sends("x").wire["from"]["language_code"] == "uk"
    rita.speaks(None)
    assert "language_code" not in rita.sends("x").wire["from"]


async def test_a_person_hears_what_comes_after_the_own_words(call, rita):
    rita.sends("hello")
    waiting = asyncio.ensure_future(rita.hears())
    await call("sendMessage", chat_id=1001, text="good day")
    assert (await waiting).text == "good day"
    rita.sends("and now?")
    with pytest.raises(TimeoutError):
        await rita.hears(seconds=0.05)


async def test_listeners_are_told_of_each_change_until_they_stop(call, world, rita):
    told = []
    stop = world.listen(lambda event, payload: told.append((event, payload)))
    sent = (await call("sendMessage", chat_id=1001, text="<b>x</b>", parse_mode="HTML")).result
    which = {"chat_id": 1001, "message_id": sent["message_id"]}
    await call("editMessageText", text="y", **which)
    await call("setMessageReaction", reaction=[{"type": "emoji", "emoji": "👍"}], **which)
    await call("sendChatAction", chat_id=1001, action="typing")
    await call("deleteMessage", **which)
    await call("setMyCommands", commands=[])
    stop()
    rita.sends("unheard")
    names = ["message", "edited", "reaction", "typing", "deleted", "commands"]
    assert [event for event, _ in told] == names
    assert told[0][1]["message"]["html"] == "<b>x</b>"
    assert told[2][1]["reactions"] == [{"bot": 4242, "emoji": "👍"}]
    assert told[4][1] == {"chat": 1001, "message": sent["message_id"]}


def test_a_snapshot_is_json_and_holds_people_chats_and_messages(world, rita, png):
    rita.sends_photo(png(), "look")
    rita.reacts(rita.sees[-1], "👍")
    shot = json.loads(json.dumps(world.snapshot()))
    assert [person["id"] for person in shot["people"]] == [1001]
    assert [chat["people"] for chat in shot["chats"]] == [[1001]]
    look = shot["messages"]["1001"][-1]
    assert look["photo_address"].startswith("/play/file/")
    assert look["reactions"] == [{"person": 1001, "emoji": "👍"}]


def test_a_token_of_another_shape_makes_no_bot(world):
    for token in ("", "42", "0:" + "A" * 30, "42:short", "42:" + "я" * 30):
        with pytest.raises(ValueError, match="token"):
            world.add_bot(token)


def test_two_worlds_of_one_seed_do_the_same(world):
    other = type(world)(seed=7)
    other.add_bot(world.bot.token)
    for one in (world, other):
        one.now = lambda: 1_800_000_000.0
        one.add_person(id=1).sends("hello")
    assert world.bot.queue.take(0, 9) == other.bot.queue.take(0, 9)
