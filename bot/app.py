"""The application: everything put together, started in order and ended with nothing lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import aiohttp
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession

from bot.access import Provisions
from bot.api import BotApi
from bot.buckets import Limits
from bot.clinics import Clinics
from bot.delivery import Delivery
from bot.dispatch import dispatcher_of
from bot.exports import Exports
from bot.full_disk import FullDisk
from bot.greeting import Greeting
from bot.handling import Handling
from bot.import_download import Downloads
from bot.import_room import Files, Imports
from bot.intake import Intake, Poller
from bot.janitor import Janitor
from bot.lanes import Lanes
from bot.office import Office
from bot.outage import Outage
from bot.postman import Postman
from bot.reports import WORKER, Reports
from bot.scheduler import Scheduler
from bot.tasks import Tasks
from bot.webhook import Webhook, listening
from clinic.calendar import Clock, SystemClock
from handlers import all_chores
from handlers.silence import Silence
from storage.database import open_reading, open_writing, prepare
from storage.ids import Ids
from storage.mail import Mail, newest_id
from storage.reader import Reader
from storage.writer import Writer

HANDLING_SECONDS = 3.0
SENDING_SECONDS = 1.5
CONNECTIONS = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """What an application is told."""

    database: Path
    token: str
    api_url: str
    webhook: Webhook | None = None
    clock: Clock = field(default_factory=SystemClock)
    limits: Limits = field(default_factory=Limits)
    warm: bool = True
    """Whether the worker of the numbers starts with the bot rather than with a question."""
    worker: Sequence[str] = WORKER

    @property
    def bot_id(self) -> int:
        """Return the bot's numeric id: the token begins with it."""
        return int(self.token.split(":")[0])


@dataclass(frozen=True, slots=True)
class App:
    """The running application, as tests and the command line see it."""

    office: Office
    reader: Reader
    clinics: Clinics
    reports: Reports
    delivery: Delivery
    lanes: Lanes
    intake: Intake
    greeting: Greeting
    scheduler: Scheduler
    imports: Imports

    async def settled(self) -> None:
        """Return when no update waits to be handled, nothing is due and no letter to be sent."""
        busy = (self.lanes.busy, self.imports.busy, self.delivery.busy)
        while any(each.count for each in busy) or self.scheduler.is_behind:
            await self.lanes.busy.idle()
            await self.imports.busy.idle()
            await self.scheduler.caught_up()
            await self.delivery.busy.idle()


@asynccontextmanager
async def running(plan: Plan) -> AsyncIterator[App]:
    """Serve while the context lasts; at its end everything is on disk, within ten seconds."""
    prepare(plan.database)
    async with AsyncExitStack() as stack:
        office, reader = await _open(plan, stack)
        connector = aiohttp.TCPConnector(limit=CONNECTIONS)
        jar = aiohttp.DummyCookieJar()  # the Bot API sets none; looking for them takes time
        session = aiohttp.ClientSession(connector=connector, cookie_jar=jar)
        await stack.enter_async_context(session)
        api = BotApi(session, plan.api_url, plan.token)
        sending, handling = Tasks(), Tasks()
        downloads = Downloads(session, api, plan.api_url, plan.token)
        imports = Imports(Files(plan.database, office, api, downloads), handling)
        app = _put_together(plan, (office, reader), api, imports, (sending, handling))
        stack.push_async_callback(app.reports.stop)
        stack.push_async_callback(sending.end, SENDING_SECONDS)
        stack.callback(app.delivery.stop)
        stack.push_async_callback(handling.end, HANDLING_SECONDS)
        stack.callback(app.lanes.stop)
        await _receive(plan, app, api, stack)
        yield app


async def _open(plan: Plan, stack: AsyncExitStack) -> tuple[Office, Reader]:
    """Open the database and start the writer; both end after everything else."""
    connection = await open_writing(plan.database)
    stack.push_async_callback(connection.close)
    reader = Reader(open_reading(plan.database))
    stack.callback(reader.close)
    writer = Writer(connection)
    serving = asyncio.get_running_loop().create_task(writer.serve())

    async def end() -> None:
        await writer.stop()
        await serving

    stack.push_async_callback(end)
    ids = Ids(plan.clock, newest_id(reader))
    return Office(plan.bot_id, writer, Mail(reader, plan.bot_id), ids, plan.clock), reader


def _put_together(
    plan: Plan,
    base: tuple[Office, Reader],
    api: BotApi,
    imports: Imports,
    tasks: tuple[Tasks, Tasks],
) -> App:
    (office, reader), (sending, handling) = base, tasks
    reports = Reports(plan.database, worker=plan.worker)
    clinics = Clinics(reader, plan.clock, plan.bot_id, reports)
    postman = Postman(api, office, plan.limits)
    delivery = Delivery(sending, api, office, postman)
    office.writer.listen(clinics.committed)
    office.writer.listen(delivery.committed)
    greeting = Greeting(api, office, reader)
    full_disk = FullDisk(delivery.say_now, clinics.is_known)
    silence = Silence(plan.clock)
    answering = (office.mail, delivery.say_now, greeting.name)
    given = Provisions(clinics, silence, reports, imports, *answering, Exports(plan.database))
    dispatcher = dispatcher_of(given, postman.chats)
    bot = Bot(plan.token, session=_session())
    handler = Handling(office, bot, dispatcher, clinics, full_disk, delivery.say_now)
    lanes = Lanes(handling, handler.handle, clinics.is_known)
    intake = Intake(office, lanes.put, full_disk)
    scheduler = Scheduler(office, reader, clinics, *all_chores())
    office.writer.listen(scheduler.committed)
    return App(
        office, reader, clinics, reports, delivery, lanes, intake, greeting, scheduler, imports
    )


@cache
def _session() -> AiohttpSession:
    """Return aiogram's own way to Telegram, which nobody takes: it reads every certificate."""
    return AiohttpSession()


async def _receive(plan: Plan, app: App, api: BotApi, stack: AsyncExitStack) -> None:
    """Take up what an earlier run has left, then let updates in."""
    background, outage = Tasks(), Outage(app.office, app.reader)
    stack.push_async_callback(background.end, 0)
    if plan.warm:
        background.create_task(app.reports.start())
    app.lanes.put(app.office.mail.waiting())
    app.delivery.start()
    app.imports.start()
    if plan.webhook is None:
        background.create_task(app.greeting.without_webhook())
        background.create_task(Poller(api, app.intake, plan.clock).poll())
    else:
        await stack.enter_async_context(listening(plan.webhook, app.intake))
        background.create_task(app.greeting.with_webhook(plan.webhook))
    background.create_task(app.scheduler.run())
    background.create_task(Janitor(app.office, app.clinics).run())
    background.create_task(outage.watch())
