"""Groups: what the bot hears by privacy mode, who comes and goes, and what becomes of them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.hearing import NOTICES
from playground.world import World

TOKEN = "4242:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


def taken(world) -> list[dict]:
    """What waits for the bot, and is gone with it."""
    bodies = [json.loads(body) for body in world.bot.queue.take(0, 100)]
    world.bot.queue.forget()
    return bodies


def heard(world) -> list[str]:
    messages = [body["message"] for body in taken(world) if "message" in body]
    return [one.get("text", one.get("caption", "")) for one in messages if not NOTICES & set(one)]


@pytest.fixture
def group(world, rita):
    oleg = world.add_person(id=1002, first_name="Oleg", username="oleg_desk")
    group = world.add_group("Front desk", [rita, oleg])
    world.bot.queue.forget()
    return group


@pytest.mark.parametrize(
    ("text", "reaches"),
    [
        ("/today", True),
        ("/today@clinic_bot", True),
        ("/TODAY@Clinic_Bot now", True),
        ("now /today@clinic_bot", True),
        ("see /today", False),
        ("/today@other_bot", False),
        ("@clinic_bot 1042 hygiene", False),
        ("1042 hygiene 3500", False),
        ("mail a@clinic_bot", False),
    ],
)
def test_with_privacy_mode_a_text_reaches_the_bot_only_as_its_command(
    world, rita, group, text, reaches
):
    rita.sends(text, group)
    assert heard(world) == ([text] if reaches else [])


def test_a_mention_reaches_a_bot_only_where_botfathers_words_are_played(world, rita, group):
    world.bot.hears_mentions = True
    rita.sends("@clinic_bot 1042 hygiene", group)
    rita.sends("@other_bot 1042 hygiene", group)
    assert heard(world) == ["@clinic_bot 1042 hygiene"]


def test_replies_to_the_bot_and_to_what_was_meant_for_it_reach_it(world, rita, group):
    card = group.add(world.bot.about(), {"text": "saved"})
    asked = rita.sends("/today", group)
    chat = rita.sends("good morning", group)
    for answered, text in ((card, "/fix@other_bot"), (asked, "why?"), (chat, "and to you")):
        rita.sends(text, group, reply_to=answered)
    assert heard(world) == ["/today", "/fix@other_bot", "why?"]


def test_a_picture_without_words_stays_among_people(world, rita, group, png):
    rita.sends_photo(png(), chat=group)
    rita.sends_photo(png(), "/complaint rude", chat=group)
    assert heard(world) == ["/complaint rude"]


def test_an_edit_reaches_the_bot_by_the_same_rules(world, rita, group):
    rita.edits(rita.sends("hygiene", group), "filling")
    rita.edits(rita.sends("/visit 1", group), "/visit 2")
    assert [b["edited_message"]["text"] for b in taken(world) if "edited_message" in b] == [
        "/visit 2"
    ]


@given(text=st.text(st.characters(categories=("L", "N", "P", "Z")), min_size=1).map("x".__add__))
def test_without_privacy_mode_everything_reaches_the_bot_and_with_it_nothing_plain(text):
    world = World()
    world.add_bot(TOKEN)
    rita = world.add_person()
    group = world.add_group("Desk", [rita])
    taken(world)
    if "/" not in text and "@" not in text:
        rita.sends(text, group)
        assert heard(world) == []
    world.bot.reads_groups = True
    rita.sends(text, group)
    assert heard(world) == [text]


def statuses(bodies):
    changes = [body["my_chat_member"] for body in bodies if "my_chat_member" in body]
    return [(c["old_chat_member"]["status"], c["new_chat_member"]["status"]) for c in changes]


def test_the_bot_hears_of_its_coming_its_rank_and_its_going(world, rita, group):
    rita.puts_bot_out(group)
    rita.sends("/today", group)
    rita.brings_bot(group)
    rita.brings_bot(group, "administrator")
    bodies = taken(world)
    changes = [("member", "kicked"), ("kicked", "member"), ("member", "administrator")]
    assert statuses(bodies) == changes
    notices = [set(body["message"]) & NOTICES for body in bodies if "message" in body]
    assert notices == [{"left_chat_member"}, {"new_chat_members"}]


def test_a_group_may_begin_without_the_bot(world, rita):
    group = world.add_group("Ours", [rita], bot_status="left")
    rita.sends("/today", group)
    assert taken(world) == []
    with pytest.raises(LookupError, match="not in"):
        rita.puts_bot_out(group)


async def test_a_bot_that_leaves_is_told_so_and_hears_nothing_more(call, world, rita, group):
    await call("leaveChat", chat_id=group.chat_id)
    rita.sends("/today", group)
    bodies = taken(world)
    assert statuses(bodies) == [("member", "left")]
    assert bodies[-1]["message"]["left_chat_member"]["id"] == 4242


def test_who_left_a_group_neither_writes_nor_has_its_keys(world, rita, group):
    oleg = world.people[1002]
    group.take_keyboard({"keyboard": [["Today"]]}, group.add(world.bot.about(), {"text": "keys"}))
    oleg.leaves(group, by=rita)
    with pytest.raises(LookupError, match="not in"):
        oleg.sends("hello?", group)
    assert list(group.keyboards) == [1001]
    oleg.joins(group)
    left, came = (body["message"] for body in taken(world))
    assert (left["from"]["id"], left["left_chat_member"]["id"]) == (1001, 1002)
    assert came["new_chat_members"][0]["id"] == 1002


async def test_a_supergroup_has_the_people_and_the_bot_of_its_group(call, world, rita, group):
    grown = world.migrate(group)
    assert (set(grown.people), grown.administrators) == ({1001, 1002}, {1001})
    bodies = taken(world)
    assert statuses(bodies) == [("left", "member")]
    went, came = (body["message"] for body in bodies if "message" in body)
    assert went["migrate_to_chat_id"] == grown.chat_id == came["chat"]["id"]
    assert came["migrate_from_chat_id"] == group.chat_id
    assert came["from"]["username"] == "GroupAnonymousBot"
    refused = await call("sendMessage", chat_id=group.chat_id, text="x")
    assert refused.body["parameters"] == {"migrate_to_chat_id": grown.chat_id}
    with pytest.raises(ValueError, match="supergroup"):
        world.migrate(group)


async def test_a_selective_keyboard_is_for_the_mentioned_and_the_answered(call, world, rita, group):
    oleg = world.people[1002]
    keys = {"keyboard": [["Today"], [{"text": "Day"}]], "selective": True}
    there = {"chat_id": group.chat_id, "reply_markup": keys}
    await call("sendMessage", text="@oleg_desk, press", **there)
    assert oleg.presses("Day", group).reply_to == group.last_of_bot().message_id
    with pytest.raises(LookupError, match="no key"):
        rita.presses("Today", group)
    asked = rita.sends("/menu", group).message_id
    await call("sendMessage", text="here", reply_parameters={"message_id": asked}, **there)
    rita.presses("Today", group)
    assert heard(world) == ["Day", "/menu", "Today"]
    gone = {"remove_keyboard": True}
    await call("sendMessage", chat_id=group.chat_id, text="no more", reply_markup=gone)
    assert group.keyboards == {}


async def test_a_keyboard_goes_with_its_message(call, rita):
    sent = await call(
        "sendMessage", chat_id=1001, text="menu", reply_markup={"keyboard": [["Today"]]}
    )
    await call("sendMessage", chat_id=1001, text="a line without keys")
    rita.presses("Today")
    await call("deleteMessage", chat_id=1001, message_id=sent.result["message_id"])
    with pytest.raises(LookupError, match="no key"):
        rita.presses("Today")


async def test_a_command_of_the_menu_names_the_bot_in_a_group(call, world, rita, group):
    line = {"command": "today", "description": "How is today?"}
    await call("setMyCommands", commands=[line], scope={"type": "all_group_chats"})
    assert rita.chooses("/today", group).text == "/today@clinic_bot"
    with pytest.raises(LookupError, match="no /today in the menu"):
        rita.chooses("/today")
    member = {"type": "chat_member", "chat_id": 1001, "user_id": 1001}
    refused = await call("setMyCommands", commands=[line], scope=member)
    assert refused.words == "Bad Request: can't use specified scope in private chats"
    nobody = {"type": "chat_member", "chat_id": group.chat_id, "user_id": 77}
    assert (await call("setMyCommands", commands=[line], scope=nobody)).status == 400
