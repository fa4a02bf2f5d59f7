"""The JSON routes by which another process acts for people and turns the knobs.

All take and return JSON; `chat` is a chat id and may be left out for the private chat with the
first bot. What cannot be done (no such button, no such person) answers 404 or 400 with
{"error": words}.

    GET  /play/state      World.snapshot()
    GET  /play/people     [Person.view(), ...]
    POST /play/people     {"id"?, "first_name"?, "last_name"?, "username"?, "language_code"?}
                          -> Person.view(); an id that is there already changes nothing
    POST /play/groups     {"title", "people": [ids], "kind"?, "bot_status"?} -> Chat.view()
    POST /play/migrate    {"chat"} -> Chat.view() of the supergroup
    POST /play/bot        {"chat", "person", "status": "member", "administrator" or "kicked"}
                          -> Chat.view(), who adds or removes the bot
    POST /play/member     {"chat", "person", "status": "member" or "left", "by"?: person}
                          -> Chat.view()
    POST /play/privacy    {"on"?: true or false, "mentions"?: true or false} -> how it stands
    POST /play/send       {"person", "text", "chat"?, "reply_to"?} -> Message.view()
    POST /play/sends      {"messages": [{"person", "text", "chat"?}, ...]} -> {"messages":
                          [numbers]}, a burst in one request
    POST /play/start      {"person", "payload"?, "chat"?} -> Message.view()
    POST /play/edit       {"person", "message", "text", "chat"?} -> Message.view()
    POST /play/tap        {"person", "button", "message"?, "chat"?, "stale"?} -> {"query"}
    POST /play/press      {"person", "label", "chat"?} -> Message.view()
    POST /play/choose     {"person", "command", "chat"?, "in_text"?: true} -> Message.view(), a
                          command of the menu, or one that stands in a message
    POST /play/copy       {"person", "message", "button", "chat"?} -> {"text"}
    POST /play/scan       {"person", "link"} -> Message.view(), the link of a QR code and Start
    POST /play/react      {"person", "message", "emoji" or null, "chat"?} -> {}
    POST /play/document   {"person", "name", "content": base64, "caption"?, "chat"?}
                          -> Message.view()
    POST /play/photo      {"person", "content": base64, "caption"?, "chat"?, "reply_to"?}
                          -> Message.view()
    POST /play/album      {"person", "contents": [base64, ...], "caption"?, "chat"?, "reply_to"?}
                          -> [Message.view(), ...]
    POST /play/block      {"person", "blocked": true or false} -> {}
    GET  /play/messages   ?chat=1&after=0 -> [Message.view(), ...] with greater numbers
    GET  /play/alerts     ?person=1 -> [{"query", "text", "show_alert", "url"}, ...]
    GET  /play/counts     ?person=1 or everybody -> [{"person", "taps", "characters", "messages",
                          "since"}, ...]; playground/counts.py says what counts
    POST /play/counts     {"person"?} begins anew -> GET /play/counts
    GET  /play/file/<id>  the bytes of a file
    GET  /play/queue      {"waiting", "repeats", "delivered", "confirmed", "next"}
    GET  /play/calls      {"counts": {method: n}, "unknown_parameters": [[method, name], ...]};
                          with ?last=n also "last": [{"method", "parameters", "at"}, ...]
    POST /play/knobs      {"clear"?: true, "fail"?: [{"method", "code", "retry_after"?, "times"?,
                          "share"?, "chat"?}], "drop"?: [{"method", "after"?, "times"?, "share"?,
                          "chat"?}], "delay"?: [{"method", "seconds"}], "repeat"?: [least, most],
                          "next_update"?: number} -> GET /play/knobs
    GET  /play/knobs      {"faults": [{"kind", "method", "times", "share", "happened", ...}],
                          "delays", "repeat"}
"""

import json
from collections.abc import Awaitable, Callable
from functools import partial

from aiohttp import web

from playground import remote, remote_groups
from playground.wire import Wire
from playground.world import World

Act = Callable[[World, Wire], object]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

ASKED: dict[str, Act] = {
    "state": lambda world, _given: world.snapshot(),
    "people": remote.people,
    "messages": remote.messages,
    "alerts": remote.alerts,
    "queue": remote.queue,
    "calls": remote.calls,
    "counts": remote.counts,
    "knobs": remote.knobs,
}
DONE: dict[str, Act] = {
    "people": remote.add_person,
    "groups": remote_groups.add_group,
    "bot": remote_groups.place_bot,
    "member": remote_groups.place_member,
    "privacy": remote_groups.privacy,
    "send": remote.send,
    "sends": remote.send_many,
    "start": remote.start,
    "edit": remote.edit,
    "tap": remote.tap,
    "press": remote.press,
    "choose": remote.choose,
    "copy": remote.copy,
    "scan": remote.scan,
    "react": remote.react,
    "document": remote.send_document,
    "photo": remote.send_photo,
    "album": remote.send_album,
    "block": remote.block,
    "migrate": remote_groups.migrate,
    "counts": remote.recount,
    "knobs": remote.turn_knobs,
}


def control_routes(world: World) -> list[web.RouteDef]:
    """Return the routes listed above, for one world."""
    return [
        *(web.get(f"/play/{name}", _asking(world, act)) for name, act in ASKED.items()),
        *(web.post(f"/play/{name}", _doing(world, act)) for name, act in DONE.items()),
        web.get("/play/file/{id}", _fetching(world)),
    ]


def _asking(world: World, act: Act) -> Handler:
    async def ask(request: web.Request) -> web.StreamResponse:
        return _reply(world, act, dict(request.query))

    return ask


def _doing(world: World, act: Act) -> Handler:
    async def do(request: web.Request) -> web.StreamResponse:
        try:
            given = await request.json()
        except ValueError:
            return _wrong(400, "the body is no JSON")
        if not isinstance(given, dict):
            return _wrong(400, "the body is no JSON object")
        return _reply(world, act, given)

    return do


def _fetching(world: World) -> Handler:
    async def fetch(request: web.Request) -> web.StreamResponse:
        stored = world.files.find(request.match_info["id"])
        if stored is None:
            return _wrong(404, "no such file")
        return web.Response(body=stored.content, headers={"Content-Type": stored.mime})

    return fetch


def _reply(world: World, act: Act, given: Wire) -> web.StreamResponse:
    try:
        return web.json_response(act(world, given), dumps=partial(json.dumps, ensure_ascii=False))
    except LookupError as fault:
        return _wrong(404, f"not found: {fault}")
    except (TypeError, ValueError) as fault:
        return _wrong(400, str(fault))


def _wrong(status: int, words: str) -> web.StreamResponse:
    return web.json_response({"error": words}, status=status)
