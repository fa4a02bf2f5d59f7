"""The ways of making a call, files up and down, and what is too large."""

import asyncio
import json

import pytest

from playground import errors
from playground.files import Files


async def test_a_call_may_come_in_the_address_in_a_form_or_as_json(call, http, token, rita):
    address = f"{call.address}/bot{token}/SENDmessage"
    fields = {"chat_id": "1001", "text": "Привет"}
    async with http.get(address, params=fields) as answer:
        assert (await answer.json())["result"]["text"] == "Привет"
    markup = json.dumps({"inline_keyboard": [[{"text": "Undo", "callback_data": "u"}]]})
    async with http.post(address, data={**fields, "reply_markup": markup}) as answer:
        assert (await answer.json())["result"]["reply_markup"] == json.loads(markup)
    async with http.post(address, json={**fields, "reply_markup": markup}) as answer:
        assert (await answer.json())["result"]["reply_markup"] == json.loads(markup)
    assert len([message for message in rita.sees if message.from_bot]) == 3


async def test_numbers_and_truths_are_read_from_texts_too(call, rita, png):
    fields = {"chat_id": "1001", "has_spoiler": "True", "protect_content": "no"}
    sent = (await call.upload("sendPhoto", {"photo": png()}, **fields)).result
    assert sent["has_media_spoiler"] is True
    assert "has_protected_content" not in sent
    assert (await call("getUpdates", limit="abc", offset="1.5")).result == []


@pytest.mark.parametrize(
    ("parameter", "words"),
    [("parse_mode", "unsupported parse_mode"), ("reply_markup", "object expected as reply markup")],
)
async def test_null_in_a_body_is_a_word_and_not_nothing(call, rita, parameter, words):
    refused = await call("sendMessage", chat_id=1001, text="x", **{parameter: None})
    assert refused.words == f"Bad Request: {words}"


async def test_a_file_is_named_by_attach_and_must_be_there(call, rita, png):
    media = {"type": "photo", "media": "attach://one"}
    fields = {"chat_id": "1001", "media": [media, {**media, "media": "attach://two"}]}
    both = await call.upload("sendMediaGroup", {"one": png(), "two": png(50, 40)}, **fields)
    assert [message["photo"][-1]["width"] for message in both.result] == [1280, 50]
    lacking = await call.upload("sendMediaGroup", {"one": png()}, **fields)
    assert lacking.words == f"Bad Request: {errors.MEDIA_UNKNOWN}"
    alone = await call.upload("sendMediaGroup", {"one": png()}, chat_id="1001", media=[media])
    assert alone.words == f"Bad Request: {errors.ALBUM_SIZE}"
    empty = await call.upload("sendDocument", {"document": b""}, chat_id="1001")
    assert empty.words == "Bad Request: file must be non-empty"


async def test_a_file_id_serves_only_its_own_kind(call, rita, png):
    photo = (await call.upload("sendPhoto", {"photo": png()}, chat_id="1001")).result
    document = (await call.upload("sendDocument", {"document": b"x"}, chat_id="1001")).result
    known = photo["photo"][0]["file_id"]
    assert (await call("sendDocument", chat_id=1001, document=known)).words.endswith(
        "can't use file of type Photo as Document"
    )
    known = document["document"]["file_id"]
    assert (await call("sendPhoto", chat_id=1001, photo=known)).words.endswith(
        "can't use file of type Document as Photo"
    )
    assert (await call("sendDocument", chat_id=1001, document=known)).result["document"] == (
        document["document"]
    )


async def test_an_upload_of_more_than_fifty_megabytes_is_too_large(call, rita):
    large = bytes(errors.UPLOAD_BYTES + (2 << 20))
    refused = await call.upload("sendDocument", {"document": large}, chat_id="1001")
    assert (refused.status, refused.words) == (413, "Request Entity Too Large")


async def test_a_file_is_fetched_only_by_a_known_bot_and_path(call, http, token, rita):
    sent = rita.sends_document(b"code;amount", "visits.csv")
    path = (await call("getFile", file_id=sent.wire["document"]["file_id"])).result["file_path"]
    for bot, where, status in ((token, path, 200), (token, "x/y", 404), ("1:x", path, 401)):
        async with http.get(f"{call.address}/file/bot{bot}/{where}") as answer:
            assert answer.status == status
            assert (await answer.read() == b"code;amount") == (status == 200)


async def test_a_large_file_comes_down_whole(call, http, token, rita):
    content = bytes(range(256)) * (3 << 12)
    sent = rita.sends_document(content, "large.bin")
    path = (await call("getFile", file_id=sent.wire["document"]["file_id"])).result["file_path"]
    for where in (f"/file/bot{token}/{path}", sent.view()["document_address"]):
        async with http.get(call.address + where) as answer:
            assert await answer.read() == content


async def test_a_file_beyond_twenty_megabytes_cannot_be_fetched(call, rita):
    large = rita.sends_document(bytes(errors.DOWNLOAD_BYTES + 1), "large.csv")
    refused = await call("getFile", file_id=large.wire["document"]["file_id"])
    assert refused.words == "Bad Request: file is too big"


def test_the_oldest_files_are_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("playground.files.BYTES_KEPT", 10)
    files = Files()
    first, second, third = (files.add(b"12345", "a.csv", "text/csv") for _ in range(3))
    assert files.find(first.file_id) is None
    assert files.at(first.path) is None
    assert files.find(second.file_id) == second
    assert files.at(third.path) == third


async def test_a_call_without_a_method_or_to_nowhere_is_not_found(call, http, token):
    for path in (f"/bot{token}", f"/bot{token}/", "/nothing"):
        async with http.get(call.address + path) as answer:
            assert answer.status == 404


async def test_many_calls_at_once_are_all_answered(call, rita):
    await asyncio.gather(*(call("sendMessage", chat_id=1001, text=str(n)) for n in range(100)))
    assert len([message for message in rita.sees if message.from_bot]) == 100
