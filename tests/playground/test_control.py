"""The playground as a process of its own, driven from outside by JSON."""

import asyncio
import base64
import re
import signal
import sys
from asyncio.subprocess import PIPE, create_subprocess_exec

import aiohttp
import pytest

from playground import control
from playground.control import ASKED, DONE, control_routes
from playground.world import World


class Play:
    """The /play/ routes of a playground."""

    def __init__(self, http, address):
        self.http = http
        self.address = address

    async def get(self, name, /, **query):
        async with self.http.get(f"{self.address}/play/{name}", params=query) as answer:
            return answer.status, await answer.json()

    async def post(self, name, /, **body):
        async with self.http.post(f"{self.address}/play/{name}", json=body) as answer:
            return answer.status, await answer.json()


@pytest.fixture
def play(http, address):
    return Play(http, address)


async def test_people_act_from_another_process_as_they_do_here(play, call, world, png):
    assert await play.post("people", id=7, first_name="Oleg") == (200, world.people[7].view())
    assert (await play.post("start", person=7, payload="invite"))[1]["text"] == "/start invite"
    _, sent = await play.post("send", person=7, text="one")
    assert (await play.post("edit", person=7, message=sent["message_id"], text="two"))[0] == 200
    content = base64.b64encode(png()).decode()
    assert (await play.post("photo", person=7, content=content, caption="x"))[1]["photo"]
    _, document = await play.post("document", person=7, content=content, name="x.png")
    async with play.http.get(play.address + document["document_address"]) as answer:
        assert (answer.content_type, await answer.read()) == ("image/png", png())
    _, burst = await play.post("sends", messages=[{"person": 7, "text": str(n)} for n in range(5)])
    assert burst["messages"] == sorted(burst["messages"])
    _, messages = await play.get("messages", chat=7, after=sent["message_id"])
    assert [message.get("text", "-") for message in messages] == ["-", "-", *"01234"]
    _, state = await play.get("queue")
    assert (state["waiting"], state["delivered"], state["confirmed"]) == (10, 0, 0)
    assert (await play.get("state"))[1] == world.snapshot()


async def test_buttons_keys_and_reactions_are_reached_from_outside(play, call, rita):
    row = [{"text": "Undo", "callback_data": "u"}]
    sent = await call(
        "sendMessage", chat_id=1001, text="card", reply_markup={"inline_keyboard": [row]}
    )
    number = sent.result["message_id"]
    _, tapped = await play.post("tap", person=1001, button="Undo", message=number)
    await call("answerCallbackQuery", callback_query_id=tapped["query"], text="ok")
    assert (await play.get("alerts", person=1001))[1][0]["text"] == "ok"
    await play.post("react", person=1001, message=number, emoji="👍")
    assert rita.last.reactions == [{"person": 1001, "emoji": "👍"}]
    keys = {"keyboard": [["Today"]]}
    await call("sendMessage", chat_id=1001, text="menu", reply_markup=keys)
    assert (await play.post("press", person=1001, label="Today"))[1]["text"] == "Today"
    _, calls = await play.get("calls", last=1)
    assert calls["counts"] == {"sendMessage": 2, "answerCallbackQuery": 1}
    assert calls["last"][0]["parameters"]["text"] == "menu"


async def test_groups_blocks_and_knobs_are_turned_from_outside(play, call, world, rita):
    _, group = await play.post("groups", title="Desk", people=[1001], bot_status="administrator")
    await play.post("send", person=1001, text="hello all", chat=group["id"])
    _, grown = await play.post("migrate", chat=group["id"])
    assert grown["type"] == "supergroup"
    await play.post("block", person=1001, blocked=True)
    assert (await call("sendMessage", chat_id=1001, text="x")).status == 403
    await play.post("block", person=1001, blocked=False)
    assert (await call("sendMessage", chat_id=1001, text="x")).status == 200
    await play.post("knobs", fail=[{"method": "getMe", "code": 500}], next_update=5)
    assert (await call("getMe")).status == 500
    assert (await play.get("knobs"))[1]["faults"][0]["happened"] == 1
    assert world.bot.queue.next_number == 5


async def test_groups_are_changed_from_outside(play, world, rita):
    zoe = world.add_person(id=9, first_name="Zoe")
    _, group = await play.post("groups", title="Desk", people=[1001], bot_status="left")
    chat = group["id"]
    assert (await play.post("bot", chat=chat, person=1001, status="member"))[0] == 200
    assert (await play.post("member", chat=chat, person=9, status="member", by=1001))[0] == 200
    await play.post("send", person=9, text="good morning", chat=chat)
    assert (await play.post("privacy", on=False))[1] == {"on": False, "mentions": False}
    await play.post("send", person=9, text="nobody but us", chat=chat)
    assert (await play.post("privacy", on=True, mentions=True))[1] == {"on": True, "mentions": True}
    assert zoe.person_id in world.chat(chat).people
    assert (await play.post("member", chat=chat, person=9, status="left"))[1]["people"] == [1001]
    assert (await play.post("bot", chat=chat, person=1001, status="kicked"))[0] == 200
    assert world.chat(chat).bot_status == "kicked"
    bodies = "".join(world.bot.queue.take(0, 100))
    assert ("nobody but us" in bodies, "good morning" in bodies) == (True, False)


async def test_taps_and_characters_are_counted_and_forgotten_from_outside(play, call, rita, png):
    rita.recounts()
    line = [{"text": "Copy", "copy_text": {"text": "words"}}]
    markup = {"inline_keyboard": [line]}
    sent = await call("sendMessage", chat_id=1001, text="card", reply_markup=markup)
    await call("setMyCommands", commands=[{"command": "today", "description": "How is today?"}])
    message = sent.result["message_id"]
    copied = await play.post("copy", person=1001, message=message, button="Copy")
    assert copied == (200, {"text": "words"})
    await play.post("choose", person=1001, command="/today")
    await play.post("choose", person=1001, command="/day_2", in_text=True)
    _, started = await play.post("scan", person=1001, link="t.me/clinic_bot?start=code")
    assert started["text"] == "/start code"
    content = base64.b64encode(png()).decode()
    _, album = await play.post("album", person=1001, contents=[content] * 2, reply_to=message)
    assert len(album) == 2
    [counted] = (await play.get("counts", person=1001))[1]
    assert (counted["taps"], counted["characters"], counted["messages"]) == (10, 0, 5)
    assert (await play.post("counts"))[1][0]["taps"] == 0


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [
        ("scan", {"person": 1001, "link": "https://t.me/other_bot?start=x"}, 404),
        ("scan", {"person": 1001, "link": "hello"}, 400),
        ("choose", {"person": 1001, "command": "/today"}, 404),
        ("member", {"person": 1001, "chat": 1001, "status": "left"}, 404),
        ("send", {"person": 5, "text": "x"}, 404),
        ("send", {"person": 1001}, 404),
        ("send", {"person": 1001, "text": " "}, 400),
        ("people", {"colour": "red"}, 400),
        ("tap", {"person": 1001, "button": "Undo"}, 404),
        ("document", {"person": 1001, "name": "x", "content": "%"}, 400),
    ],
)
async def test_what_cannot_be_done_is_named(play, rita, name, body, status):
    answered, told = await play.post(name, **body)
    assert answered == status
    assert told["error"]


def test_each_route_is_in_the_list_above_the_code():
    listed = re.findall(r"^    (GET|POST) +/play/(\w+)", control.__doc__, re.MULTILINE)
    assert sorted(listed) == sorted(
        [*(("GET", name) for name in (*ASKED, "file")), *(("POST", name) for name in DONE)]
    )
    assert len(control_routes(World())) == len(listed)


@pytest.fixture
async def process():
    arguments = ("-m", "playground", "--port", "0", "--people", "2", "--quiet")
    started = await create_subprocess_exec(sys.executable, *arguments, stdout=PIPE, stderr=PIPE)
    yield started
    if started.returncode is None:
        started.kill()
    await started.communicate()


async def test_it_prints_its_address_serves_and_ends_cleanly_when_told(process):
    line = (await asyncio.wait_for(process.stdout.readline(), 20)).decode().strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", line)
    async with aiohttp.ClientSession() as http:
        play = Play(http, line)
        assert len((await play.get("people"))[1]) == 2
        token = "4242424242:AAPlaygroundTokenOfNoSecretValue_42"
        waiting = asyncio.ensure_future(http.get(f"{line}/bot{token}/getUpdates?timeout=50"))
        await play.get("queue")
        process.send_signal(signal.SIGTERM)
        await asyncio.gather(waiting, return_exceptions=True)
    out, err = await asyncio.wait_for(process.communicate(), 5)
    assert (process.returncode, out, err) == (0, b"", b"")


async def test_a_port_that_is_taken_is_named_in_one_line(process):
    line = (await asyncio.wait_for(process.stdout.readline(), 20)).decode().strip()
    refused = await refusal("--port", line.rpartition(":")[2])
    assert refused.startswith("playground: cannot listen on port")


async def test_a_token_that_is_none_is_named_in_one_line():
    assert (await refusal("--port", "0", "--token", "4242:short")).startswith("playground: a token")


async def refusal(*arguments: str) -> str:
    """Start the playground, see it refuse, and return its one line."""
    command = (sys.executable, "-m", "playground", *arguments)
    process = await create_subprocess_exec(*command, stdout=PIPE, stderr=PIPE)
    out, err = await asyncio.wait_for(process.communicate(), 20)
    assert (process.returncode, out, err.count(b"\n")) == (2, b"", 1)
    return err.decode()
