"""Calls of the Bot API: a result, a refusal with what it asks for, or no answer at all."""

from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest
from aiohttp import web

from bot.api import ApiRefusal, BotApi, Unreachable, as_json
from tests.support.ports import free_port
from tests.support.stage import TOKEN

Asking = Callable[[bytes], Awaitable[object]]


@pytest.fixture
async def asking() -> AsyncIterator[Asking]:
    """Ask a server that answers every call with these bytes."""
    said = [b""]

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(body=said[0])

    app = web.Application()
    app.router.add_post("/{path:.+}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"

    async with aiohttp.ClientSession() as session:

        async def ask(body: bytes) -> object:
            said[0] = body
            return await BotApi(session, address, TOKEN).call("getMe", seconds=5)

        yield ask
    await runner.cleanup()


async def test_the_result_is_what_the_method_returned(asking):
    assert await asking(b'{"ok": true, "result": [1, "\xd0\xb6"]}') == [1, "ж"]


async def test_a_refusal_says_code_words_and_what_to_do(asking):
    with pytest.raises(ApiRefusal) as refused:
        await asking(
            b'{"ok": false, "error_code": 429, "description": "Too Many",'
            b' "parameters": {"retry_after": 7, "migrate_to_chat_id": -1005}}'
        )

    assert (refused.value.code, refused.value.words) == (429, "Too Many")
    assert (refused.value.retry_after, refused.value.migrated_to) == (7, -1005)


@pytest.mark.parametrize("body", [b"", b"<html>502</html>", b"[]", b"null", b'"x"', b"\xff\xfe{"])
async def test_what_is_no_answer_of_a_bot_api_counts_as_none(asking, body):
    with pytest.raises(Unreachable):
        await asking(body)


async def test_a_server_that_is_away_is_unreachable_and_the_token_does_not_show():
    async with aiohttp.ClientSession() as session:
        api = BotApi(session, f"http://127.0.0.1:{free_port()}", TOKEN)
        with pytest.raises(Unreachable) as fault:
            await api.call("getMe")

    assert TOKEN not in repr(fault.value)
    assert fault.value.__cause__ is None


def test_payloads_are_utf_8():
    assert as_json({"text": "ж"}) == '{"text": "ж"}'.encode()
