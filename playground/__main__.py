"""Runs the playground as a process of its own: python -m playground [--port 8081] [--token T].

When it is ready it prints its address as one line (http://127.0.0.1:8081) and serves until
SIGINT or SIGTERM. Without --quiet a second line says where the chat page is.
"""

import argparse
import asyncio
import signal
import sys

from playground.server import serve
from playground.world import World

TOKEN = "4242424242:AAPlaygroundTokenOfNoSecretValue_42"  # noqa: S105 - opens nothing


def main(arguments: list[str] | None = None) -> int:
    """Serve until told to stop and return the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        asyncio.run(_serve(asked))
    except OSError as fault:
        return _refuse(f"cannot listen on port {asked.port}: {fault.strerror}")
    except ValueError as fault:
        return _refuse(str(fault))
    return 0


def _refuse(words: str) -> int:
    sys.stderr.write(f"playground: {words}\n")
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m playground", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free one")
    parser.add_argument("--token", default=TOKEN, help="the token its bot answers to")
    parser.add_argument("--people", type=int, default=1, help="how many people there are at first")
    parser.add_argument("--seed", type=int, default=0, help="of chances and update numbers")
    parser.add_argument("--history", type=int, default=1000, help="messages kept in each chat")
    parser.add_argument("--quiet", action="store_true", help="print the address and nothing else")
    return parser


async def _serve(asked: argparse.Namespace) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    world = World(seed=asked.seed, history=asked.history)
    world.add_bot(asked.token)
    for number in range(1, asked.people + 1):
        world.add_person(id=number, first_name=f"Person {number}")
    async with serve(world, asked.port) as address:
        sys.stdout.write(f"{address}\n")
        if not asked.quiet:
            sys.stdout.write(f"chat page: {address}/ · Bot API: {address}/bot<token>/<method>\n")
        sys.stdout.flush()
        await stop.wait()


if __name__ == "__main__":
    sys.exit(main())
