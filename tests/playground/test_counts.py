"""Taps and characters are counted as a telephone would cost them; links are read as by a camera."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.counts import newly_typed
from playground.links import bot_link


def count(person) -> tuple[int, int, int]:
    counted = person.counted
    return counted.taps, counted.characters, counted.messages


@pytest.fixture
async def keys(call, rita):
    """The bot offers a key, an inline button and a copy button; Rita's count is at nothing."""
    line = {"command": "today", "description": "How is today?"}
    await call("setMyCommands", commands=[line])
    await call("sendMessage", chat_id=1001, text="x", reply_markup={"keyboard": [["Today"]]})
    row = [{"text": "Undo", "callback_data": "u"}, {"text": "Copy", "copy_text": {"text": "t.me"}}]
    markup = {"inline_keyboard": [row]}
    await call("sendMessage", chat_id=1001, text="card", reply_markup=markup)
    rita.recounts()
    return rita


def test_a_typed_text_costs_its_characters_and_a_key_one_tap(keys):
    keys.sends("1042 гигиена 3500")
    assert count(keys) == (0, 17, 1)
    keys.presses("Today")
    assert count(keys) == (1, 17, 2)


def test_buttons_commands_and_start_cost_taps_and_no_characters(keys):
    keys.taps("Undo")
    assert keys.copies("Copy") == "t.me"
    assert count(keys) == (2, 0, 0)
    keys.chooses("/today")
    keys.follows("/day_2")
    assert count(keys) == (5, 0, 2)
    keys.starts("code")
    keys.scans("https://t.me/clinic_bot?start=code")
    assert count(keys) == (8, 0, 4)
    assert keys.sees[-1].text == "/start code"


def test_replies_edits_and_pictures_cost_what_they_cost_on_a_telephone(keys, png):
    keys.sends("4500", reply_to=keys.last)
    assert count(keys) == (1, 4, 1)
    keys.edits(keys.sends("1042 hygiene 3500"), "1042 hygiene 4500")
    assert count(keys) == (3, 22, 2)
    keys.sends_photo(png(), "broken", reply_to=keys.last)
    assert count(keys) == (6, 28, 3)
    keys.sends_album([png(), png(), png()])
    assert count(keys) == (10, 28, 6)


def test_what_cannot_be_done_costs_nothing(keys):
    with pytest.raises(ValueError, match="visible"):
        keys.sends(" ")
    for deed in (keys.taps, keys.copies, keys.presses):
        with pytest.raises(LookupError):
            deed("Nothing")
    with pytest.raises(LookupError, match="asks the bot nothing"):
        keys.taps("Copy")
    assert count(keys) == (0, 0, 0)


@given(before=st.text(), after=st.text(), head=st.text(), tail=st.text())
def test_only_what_is_new_in_an_edit_is_typed(before, after, head, tail):
    assert newly_typed(before, before) == 0
    assert newly_typed(head + tail, head + after + tail) <= len(after)
    assert newly_typed(before, after) <= len(after)
    assert newly_typed("", after) == len(after)


@pytest.mark.parametrize(
    "link",
    [
        "https://t.me/clinic_bot?start=abc-1_Z",
        "http://telegram.me/clinic_bot?start=abc-1_Z",
        " t.me/clinic_bot?start=abc-1_Z\n",
        "tg://resolve?domain=clinic_bot&start=abc-1_Z",
    ],
)
def test_a_link_to_a_bot_is_read_in_each_of_its_forms(link):
    assert bot_link(link) == ("clinic_bot", "abc-1_Z")


@pytest.mark.parametrize(
    "link",
    ["", "hello", "https://t.me/", "https://example.org/clinic_bot?start=x", "tg://msg?text=x"],
)
def test_what_is_no_link_to_a_bot_is_named(rita, link):
    with pytest.raises(ValueError, match="no link to a bot"):
        rita.scans(link)


def test_a_code_of_another_bot_and_one_that_is_too_long_are_named(rita):
    with pytest.raises(LookupError, match="no bot @other_bot here, only @clinic_bot"):
        rita.scans("https://t.me/other_bot?start=x")
    with pytest.raises(ValueError, match="up to 64"):
        rita.scans(f"https://t.me/clinic_bot?start={'x' * 65}")
    rita.scans("https://t.me/Clinic_Bot")
    assert rita.sees[-1].text == "/start"


def test_an_album_holds_two_to_ten_pictures_of_one_group(rita, png):
    with pytest.raises(ValueError, match="2 to 10"):
        rita.sends_album([png()])
    sent = rita.sends_album([png(), png()], "both", reply_to=rita.sends("before"))
    assert len({message.wire["media_group_id"] for message in sent}) == 1
    assert [message.text for message in sent] == ["both", ""]
    assert all(message.reply_to for message in sent)
    rita.edits(sent[0], "both /x")
    assert (sent[0].text, sent[0].photo) == ("both /x", png())
    assert "media_group_id" in sent[0].wire
