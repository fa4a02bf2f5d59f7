"""A nursery of workers: what takes a worker seconds to load is loaded once, and each is forked.

Every worker is a process of its own all the same, runs ``bot.worker`` from its first line, and
speaks over its own pipes; it only begins where another would be after its imports. Tests about the
worker's start use ``bot.reports`` as it is.
"""

import atexit
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).parent.parent.parent
NURSLING = Path(__file__).with_name("nursling.py")


@cache
def worker() -> tuple[str, ...]:
    """Return the command of a worker from the nursery; it loads when it is first asked for one."""
    folder = tempfile.TemporaryDirectory()
    door = socket.socket(socket.AF_UNIX)
    door.bind(address := str(Path(folder.name, "door")))
    door.listen()
    command = (sys.executable, "-m", __name__, str(door.fileno()))
    stays = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "cwd": ROOT}
    nursery = subprocess.Popen(command, pass_fds=[door.fileno()], **stays)

    @atexit.register
    def close() -> None:
        nursery.communicate()
        door.close()
        folder.cleanup()

    return sys.executable, "-I", "-S", str(NURSLING), address


def main() -> None:
    """Fork a worker for whoever knocks, until the tests have ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    door = socket.socket(fileno=int(sys.argv[1]))
    while True:
        ready, _, _ = select.select([0, door], [], [])
        if 0 in ready:
            return
        caller, _ = door.accept()
        _load()
        if not os.fork():
            door.close()
            _work(caller)
        caller.close()


@cache
def _load() -> None:
    """Load what ``bot.worker`` loads before it answers."""
    for name in ("bot.worker", "metrics.kit.desk", "metrics.kit.shelf", "storage.feed"):
        import_module(name)
    import_module("metrics.kit.discovery").lines()
    import_module("metrics.kit.chart").warm()
    gc.freeze()


def _work(caller: socket.socket) -> NoReturn:
    """Be the worker whose pipes the caller hands over; it ends with him."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    told, pipes, _, _ = socket.recv_fds(caller, 1 << 16, 3)
    for place, pipe in enumerate(pipes):
        os.dup2(pipe, place)
        os.close(pipe)
    sys.argv[1:] = json.loads(told)
    threading.Thread(target=_end_with, args=[caller], daemon=True).start()
    sys.exit(import_module("bot.worker").main())


def _end_with(caller: socket.socket) -> None:
    caller.recv(1)
    os._exit(1)


if __name__ == "__main__":
    main()
