"""Reads the parameters of a call: query string, JSON, form, or multipart with files.

Sources: core.telegram.org/bots/api#making-requests (the four ways); tdlib/td,
tdnet/td/net/HttpReader.cpp, parse_json_parameters (each value of a JSON body stays a text).
"""

import json

from aiohttp import web

from playground import errors
from playground.asked import Asked, Upload


async def read_call(request: web.Request, method: str) -> Asked:
    """Return what a request asks for; Refused when its body cannot be read."""
    kind = request.headers.get("Content-Type", "")
    asked = Asked(method, dict(request.query) if request.query_string else {})
    if kind.startswith("application/json"):
        _take_json(asked, await request.read())
    elif kind.startswith("multipart/"):
        await _take_parts(asked, request)
    elif kind.startswith("application/x-www-form-urlencoded"):
        form = await request.post()
        asked.values.update({name: value for name, value in form.items() if isinstance(value, str)})
    return asked


def _take_json(asked: Asked, body: bytes) -> None:
    try:
        values = json.loads(body) if body else {}
    except ValueError:
        errors.bad(errors.BODY_JSON)
    if not isinstance(values, dict):
        errors.bad(errors.BODY_OBJECT)
    if None in values.values():  # Telegram reads null as the word "null", not as nothing given
        values = {name: "null" if value is None else value for name, value in values.items()}
    asked.values.update(values)


async def _take_parts(asked: Asked, request: web.Request) -> None:
    form = await request.post()
    for name, value in form.items():
        if isinstance(value, str):
            asked.values[name] = value
        elif isinstance(value, web.FileField):
            asked.uploads[name] = Upload(value.filename or "file", value.file.read())
            value.file.close()
