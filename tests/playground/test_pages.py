"""The routes of the chat page: what they serve, to whom, and what they refuse."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from playground.pages import LONGEST_BACKLOG, PAGE
from playground.server import serve
from playground.world import World
from tests.support.scripted_bot import world_of

LONGEST_FILE = 200


@asynccontextmanager
async def talking(world: World) -> AsyncIterator[ClientWebSocketResponse]:
    """Serve the world and yield what a page has of it."""
    async with (
        serve(world) as address,
        ClientSession() as session,
        session.ws_connect(f"{address}/play/ws", max_msg_size=0) as socket,
    ):
        yield socket


async def told(socket: ClientWebSocketResponse, kind: str) -> dict[str, Any]:
    """Return the next event of this kind."""
    while True:
        event: dict[str, Any] = await socket.receive_json(timeout=5)
        if event["kind"] == kind:
            return event


async def test_the_page_begins_with_everything_and_hears_each_change() -> None:
    world = world_of("en", "ru")
    async with talking(world) as socket:
        state = await told(socket, "state")
        assert [person["id"] for person in state["people"]] == [1, 2]
        assert [message["text"] for message in state["messages"]] == ["/start", "/start"]
        await socket.send_json({"act": "send", "person": 2, "chat": 2, "text": "привет"})
        assert (await told(socket, "message"))["message"]["text"] == "привет"
        world.people[1].reacts(world.people[1].sees[0], "👍")
        changed = await told(socket, "edited")
        assert changed["message"]["reactions"] == [{"person": 1, "emoji": "👍"}]


async def test_an_act_that_cannot_be_done_is_refused_in_words_and_the_talk_goes_on() -> None:
    async with talking(world_of()) as socket:
        for act in (
            {"act": "fly", "person": 1},
            {"act": "send", "person": 99, "text": "nobody"},
            {"act": "tap", "person": 1, "message": 1, "button": "none"},
            {"act": "edit", "person": 1, "message": 77, "text": "no such message"},
            {"act": "document", "person": 1, "name": "a", "content": "not base64!"},
            {"act": "send", "person": 1, "text": "x" * 4097},
            {"person": 1},
        ):
            await socket.send_json(act)
            assert (await told(socket, "refused"))["why"]
        await socket.send_str("no JSON")
        assert (await told(socket, "refused"))["person"] is None
        await socket.send_json({"act": "send", "person": 1, "text": "still here"})
        assert (await told(socket, "message"))["message"]["text"] == "still here"


async def test_a_page_that_lags_too_far_behind_is_let_go() -> None:
    world = world_of()
    async with talking(world) as socket:
        await told(socket, "state")
        for _ in range(LONGEST_BACKLOG + 2):
            world.tell("typing", {"chat": 1, "action": "typing"})
        assert (await socket.receive(timeout=5)).type is WSMsgType.CLOSE


async def test_pages_of_other_sites_are_turned_away() -> None:
    async with serve(world_of()) as address, ClientSession() as session:
        url = f"{address}/play/ws"
        for origin in ("https://example.org", "null", "http://127.0.0.1:1"):
            async with session.get(url, headers={"Origin": origin}) as response:
                assert response.status == 403
        async with session.ws_connect(url, origin=address) as socket:
            assert await told(socket, "state")


async def test_the_largest_document_that_a_bot_may_fetch_can_be_sent() -> None:
    async with talking(world_of()) as socket:
        content = "A" * (-(-20 * 1024 * 1024 // 3) * 4)
        act = {"act": "document", "person": 1, "name": "a.bin", "content": content}
        await socket.send_json(act)
        sent = (await told(socket, "message"))["message"]["document"]
        assert sent["file_size"] >= 20 * 1024 * 1024


async def test_only_parts_of_the_page_are_served_with_rules_that_keep_it_at_home() -> None:
    async with serve(world_of()) as address, ClientSession() as session:
        for name in sorted(path.name for path in PAGE.iterdir()):
            async with session.get(f"{address}/page/{name}") as response:
                assert response.status == 200
                assert "default-src 'self'" in response.headers["Content-Security-Policy"]
        for name in ("nothing.js", "..%2Fpages.py", "%2e%2e%2fpages.py", ".", "style"):
            async with session.get(f"{address}/page/{name}") as response:
                assert response.status == 404


def test_the_page_names_no_foreign_address() -> None:
    harmless = ("http://www.w3.org/2000/svg",)
    for path in PAGE.iterdir():
        addresses = re.findall(r"https?://[a-z][\w.]+[\w/]*", path.read_text("utf-8"))
        foreign = [one for one in addresses if one not in harmless and "t.me" not in one]
        assert foreign == [], path.name


def test_the_page_has_each_word_in_both_languages() -> None:
    text = (PAGE / "words.js").read_text("utf-8")
    tables = re.findall(r"^const [A-Z]+ = \{\n(.*?)^\};", text, re.MULTILINE | re.DOTALL)
    english, russian = (re.findall(r'^  "?(\w+)"?: "', table, re.MULTILINE) for table in tables)
    assert english == russian
    used = "".join(path.read_text("utf-8") for path in PAGE.glob("*.js"))
    for word in set(re.findall(r"\bwords\.(?!js)(\w+)", used)):
        assert word in english


def test_files_of_the_page_are_short() -> None:
    for path in PAGE.iterdir():
        assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE, path.name
