"""Asking the Bot API by plain HTTP whose a token is: no aiogram, so that ``check`` is quick."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from http.client import HTTPException

from clinic.errors import Refusal
from clinic.marks import mark as _

PATIENCE = 5
"""How long the Bot API may take to answer, in seconds."""


class TokenRefused(Refusal):
    """The Bot API does not know the token."""

    template = _("the Bot API refused it ({code}); copy BOT_TOKEN again from @BotFather")


class NoAnswer(Refusal):
    """The Bot API does not answer, or what answers is none."""

    template = _("{address} does not answer as a Bot API; check the network and TELEGRAM_API_URL")


def owner_of(token: str, address: str) -> str:
    """Return the user name of the token's bot.

    Raises TokenRefused or NoAnswer; neither holds the token.
    """
    try:
        with urllib.request.urlopen(f"{address}/bot{token}/getMe", timeout=PATIENCE) as answer:  # noqa: S310 - the settings let only http and https through
            return str(json.load(answer)["result"]["username"])
    except urllib.error.HTTPError as refused:
        refused.close()
        if refused.code in {401, 404}:
            raise TokenRefused(code=refused.code) from None
        raise NoAnswer(address=address) from None
    except (OSError, HTTPException, ValueError, KeyError, TypeError):
        raise NoAnswer(address=address) from None  # the fault's words may hold the token
