"""Links that open a bot, as a telephone's camera reads them from a QR code.

Source: core.telegram.org/bots/features#deep-linking: t.me/<bot>?start=<payload>, "up to 64
characters"; "A-Z, a-z, 0-9, _ and -".
"""

import re
from urllib.parse import parse_qs, urlsplit

_HOSTS = ("t.me", "telegram.me")
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


def bot_link(link: str) -> tuple[str, str]:
    """Return the username and the payload of a link; ValueError when it leads to no bot."""
    parts = urlsplit(link.strip() if "://" in link else f"https://{link.strip()}")
    asked = parse_qs(parts.query)
    username = parts.path.strip("/") if parts.hostname in _HOSTS else ""
    if parts.scheme == "tg" and parts.hostname == "resolve":
        username = asked.get("domain", [""])[0]
    payload = asked.get("start", [""])[0]
    if not re.fullmatch(r"\w{3,32}", username):
        raise ValueError(f"no link to a bot: {link!r}")
    if not _PAYLOAD.fullmatch(payload):
        raise ValueError(f"start takes up to 64 letters, digits, _ and -: {payload!r}")
    return username, payload
