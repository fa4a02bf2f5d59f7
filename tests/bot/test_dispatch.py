"""The switchboard asks as aiogram would, only faster: the same handler takes every event."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot, Dispatcher, Router
from aiogram.dispatcher.event.bases import UNHANDLED, SkipHandler
from aiogram.types import CallbackQuery, Chat, Message, TelegramObject, Update, User
from hypothesis import given
from hypothesis import strategies as st

from bot.dispatch import Switchboard
from clinic.calendar import HandClock
from clinic.errors import NotAllowed
from clinic.people import Role, StaffMember
from clinic.report import MetricLine
from clinic.words import Words
from handlers import all_routes
from handlers.editing import Editing
from storage.database import open_reading, prepare
from storage.ids import Ids
from storage.reader import Reader
from storage.team import Team
from storage.unit import Unit
from tests.support.stage import MORNING, TOKEN, staged

BOT = Bot(TOKEN)
RITA = User(id=502, is_bot=False, first_name="Rita")
CHAT = Chat(id=502, type="private")
MOMENT = datetime(2026, 3, 12, 7, 30, tzinfo=UTC)
AUTHOR = StaffMember(502, 1, Role.STAFF, "Rita", "en")


@dataclass(frozen=True)
class Listed:
    async def listed(self) -> tuple[MetricLine, ...]:
        return ()


def noted() -> list[Router]:
    """All routes, whose handlers only tell their names."""
    routes = all_routes()
    for router in routes:
        for observer in router.observers.values():
            for handler in observer.handlers:
                handler.callback = telling(handler.callback)
    return routes


def telling(callback: Any) -> Any:
    async def tell(_event: object, **_given: Any) -> str:
        return f"{callback.__module__}.{callback.__name__}"

    return tell


OURS = Switchboard(access=None, forms=None, routes=noted())
THEIRS = Dispatcher()
THEIRS.include_routers(*noted())


def message(text: str | None, **more: Any) -> Message:
    return Message(message_id=7, date=MOMENT, chat=CHAT, from_user=RITA, text=text, **more)


def tap(data: str) -> CallbackQuery:
    return CallbackQuery(id="1", from_user=RITA, chat_instance="1", message=message("x"), data=data)


@pytest.fixture(scope="module", autouse=True)
def nobody_rates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Patients' words are looked for in a database of nobody."""
    path = tmp_path_factory.mktemp("nobody") / "clinic.db"
    prepare(path)
    with closing(open_reading(path)) as connection:
        reader, clock = Reader(connection), HandClock(MORNING)
        GIVEN.update(team=Team(reader), unit=Unit(Ids(clock), clock.now()))
        yield


GIVEN: dict[str, Any] = {}


async def takes(dispatcher: Dispatcher, kind: str, event: TelegramObject, **more: Any) -> object:
    own = {"bot": BOT, "author": AUTHOR, "words": Words("en"), "reports": Listed()}
    given = {**own, **GIVEN, **more}
    try:
        return await dispatcher.propagate_event(kind, event, **given)
    except NotAllowed as refusal:
        return type(refusal)


PLAIN = ["1042 hygiene 3500", "today", "hello", "// note", "4500", "#Anna 10", "вчера", ""]
COMMANDS = ["/day", " /help", "/Visit@smile_bot 1042", "/start", "/start abc", "/nothing", "/"]
TEXTS = st.sampled_from([*PLAIN, *COMMANDS]) | st.text(alphabet="/ 1042#abcday@_", max_size=12)
STATES = st.sampled_from([None, Editing.value.state])
AUTHORS = st.sampled_from([AUTHOR, None])
REPLIES = st.sampled_from([None, message("card")])


@given(text=TEXTS, state=STATES, author=AUTHORS, reply=REPLIES)
async def test_a_message_is_taken_by_the_handler_that_aiogram_would_ask(
    text: str, state: str | None, author: StaffMember | None, reply: Message | None
) -> None:
    event = message(text, reply_to_message=reply)
    more = {"raw_state": state, "author": author}

    for kind in ("message", "edited_message"):
        assert await takes(OURS, kind, event, **more) == await takes(THEIRS, kind, event, **more)


@given(st.sampled_from(["1u:7", "1s:7", "1d:20000:0", "1l:ru", "1c:7:service:9", "0u:7", "x", ""]))
async def test_a_button_is_taken_by_the_handler_that_aiogram_would_ask(data: str) -> None:
    ours = await takes(OURS, "callback_query", tap(data))

    assert ours == await takes(THEIRS, "callback_query", tap(data))
    assert ours is not UNHANDLED


async def test_a_caption_that_is_a_command_is_one() -> None:
    captioned = message(None, caption="/day")

    assert await takes(OURS, "message", captioned) == "handlers.day.list_day"


async def test_a_handler_that_passes_is_followed_by_the_next() -> None:
    async def passes(_event: object, **_given: Any) -> None:
        raise SkipHandler

    routes = noted()
    chosen = [
        handler
        for router in routes
        for handler in router.message.handlers
        if router.name == "handlers.visits"
    ]
    for handler in chosen:
        handler.callback = passes

    board = Switchboard(access=None, forms=None, routes=routes)
    answer = await takes(board, "message", message("1042 hygiene 3500"))
    assert answer == "handlers.fallback.refuse_text"


async def test_an_update_of_a_kind_that_nobody_knows_is_left_alone(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        stage.add_clinic("Smile", 501)
        await stage.actor("Olga", 501).sends("/day")

        assert await OURS.feed_update(BOT, Update(update_id=1)) is UNHANDLED


@pytest.mark.parametrize("text", ["1042 hygiene 3500", "hello"])
async def test_plain_text_is_never_asked_whether_it_is_a_command(text: str) -> None:
    await takes(OURS, "message", message(text))

    asked = [one for _, handlers in OURS._areas["message", False, False] for one in handlers]
    assert asked
    assert not any("commands" in handler.flags for handler in asked)
