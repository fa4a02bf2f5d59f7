"""What goes wrong on purpose goes wrong as asked, and leaves the effect it should."""

import aiohttp
import pytest


async def test_the_next_calls_of_a_method_are_refused_and_then_no_more(call, world, rita):
    fault = world.knobs.fail("sendMessage", 502, times=2)
    told = [await call("sendMessage", chat_id=1001, text=str(turn)) for turn in range(3)]
    assert [answer.status for answer in told] == [502, 502, 200]
    assert told[0].words == "Bad Gateway"
    assert (await call("getMe")).status == 200
    assert fault.happened == 2
    assert [message.text for message in rita.sees if message.from_bot] == ["2"]


async def test_a_flood_is_named_in_body_and_header_and_only_in_its_chat(call, world, rita):
    world.add_person(id=1002).starts()
    world.knobs.fail("sendMessage", 429, 9, chat=1002)
    flooded = await call("sendMessage", chat_id=1002, text="x")
    assert flooded.words == "Too Many Requests: retry after 9"
    assert flooded.body["parameters"] == {"retry_after": 9}
    assert flooded.headers["Retry-After"] == "9"
    assert (await call("sendMessage", chat_id=1001, text="x")).status == 200


@pytest.mark.parametrize(("after", "seen"), [(False, []), (True, ["x"])])
async def test_a_cut_connection_leaves_the_effect_only_when_it_is_cut_after(
    call, world, rita, after, seen
):
    world.knobs.drop("sendMessage", after=after, times=1)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await call("sendMessage", chat_id=1001, text="x")
    assert [message.text for message in rita.sees if message.from_bot] == seen


async def test_a_share_of_calls_fails_the_same_ones_for_the_same_seed(call, world, rita):
    fault = world.knobs.fail("getMe", share=0.3)
    statuses = [(await call("getMe")).status for _ in range(60)]
    assert 8 <= statuses.count(500) == fault.happened <= 28
    world.knobs.clear()
    assert (await call("getMe")).status == 200


async def test_a_delayed_call_has_its_effect_only_afterwards(call, world, rita, loop_time):
    world.knobs.delay("sendMessage", 0.1)
    before = loop_time()
    await call("sendMessage", chat_id=1001, text="late")
    assert loop_time() - before >= 0.1
    assert rita.last.text == "late"


async def test_calls_are_counted_and_the_newest_are_kept(call, world, rita):
    for turn in range(3):
        await call("sendMessage", chat_id=1001, text=str(turn))
    assert world.calls_of == {"sendMessage": 3}
    assert [one.parameters["text"] for one in world.calls] == ["0", "1", "2"]


def test_knobs_turned_as_json_are_those_that_are_shown(world):
    world.knobs.turn(
        {
            "fail": [{"method": "sendMessage", "code": 429, "retry_after": 2, "share": 0.5}],
            "drop": [{"method": "*", "after": True, "times": 4}],
            "delay": [{"method": "getUpdates", "seconds": 0.2}],
            "repeat": [2, 5],
        }
    )
    shown = world.knobs.view()
    assert [(one["kind"], one["method"]) for one in shown["faults"]] == [
        ("refuse", "sendMessage"),
        ("drop_after", "*"),
    ]
    assert (shown["delays"], shown["repeat"]) == ({"getUpdates": 0.2}, [2, 5])
    world.knobs.turn({"clear": True})
    assert world.knobs.view() == {"faults": [], "delays": {}, "repeat": [1, 1]}
