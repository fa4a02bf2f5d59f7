"""What the bot and Telegram tell each other at the start: name, webhook, the command menu."""

from __future__ import annotations

import logging
from typing import Any

from bot.api import ApiRefusal, BotApi, Unreachable, as_json
from bot.intake import KINDS
from bot.office import Office
from bot.webhook import Webhook
from clinic.calendar import SECOND
from clinic.words import Words, languages
from handlers.menu import FOR_EVERYBODY, as_commands
from storage.mail import LEARN_NAME, bot_name
from storage.reader import Reader

FIRST_PAUSE = SECOND
LONGEST_PAUSE = 60 * SECOND

log = logging.getLogger(__name__)


class Greeting:
    """Learns the bot's name and shows the menu of whoever has no role; goes on without either."""

    def __init__(self, api: BotApi, office: Office, reader: Reader) -> None:
        """Begin with the name that an earlier run has learnt."""
        self._api = api
        self._office = office
        self._name = bot_name(reader, office.bot_id) or ""

    def name(self) -> str:
        """Return the bot's user name, empty until it is learnt."""
        return self._name

    async def without_webhook(self) -> None:
        """Learn the name and show the menu; updates are polled for."""
        await self._introduce()

    async def with_webhook(self, webhook: Webhook) -> None:
        """Ask for updates at the webhook, then learn the name and show the menu."""
        question = {
            "url": webhook.url,
            "secret_token": webhook.secret,
            "allowed_updates": KINDS,
        }
        await self._until_done("setWebhook", question)
        await self._introduce()

    async def _introduce(self) -> None:
        me = await self._until_done("getMe", {})
        self._name = me["username"]
        unit = self._office.unit()
        unit.write(LEARN_NAME, id=unit.bot_id, username=self._name)
        await self._office.keep(unit)
        for language in languages():
            await self._show_menu(language)

    async def _show_menu(self, language: str) -> None:
        question: dict[str, Any] = {"commands": as_commands(FOR_EVERYBODY, Words(language))}
        if language != languages()[0]:
            question["language_code"] = language
        try:
            await self._api.call("setMyCommands", as_json(question))
        except (ApiRefusal, Unreachable) as fault:
            log.warning("the command menu was not set: %s", fault)

    async def _until_done(self, method: str, question: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever JSON the method returns
        pause = FIRST_PAUSE
        while True:
            try:
                return await self._api.call(method, as_json(question))
            except (ApiRefusal, Unreachable) as fault:
                log.warning("%s: %s; next try in %d ms", method, fault, pause)
            await self._office.clock.until(self._office.clock.now() + pause)
            pause = min(2 * pause, LONGEST_PAUSE)
