"""The worker: one warm process that holds pandas and matplotlib, so that no entry waits for them.

``python -m bot.worker DATABASE`` sends its list of metrics as a line of JSON, then answers each
line on standard input with one line, and a picture's bytes behind it; it ends when the input
does. A question it cannot answer costs one line, never the process.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from clinic.errors import Refusal
from clinic.report import Question, Sheet
from clinic.words import Words

if TYPE_CHECKING:
    from metrics.kit.desk import Desk
    from metrics.kit.shelf import Shelf

log = logging.getLogger(__name__)

FOLDER = "columns"
"""Beside the database: snapshots of the columns, which can be deleted at any time."""

PICTURES = {"chart": "png", "pdf": "pdf"}
"""Which wishes are for a picture, and as what."""

Answer = tuple[dict[str, Any], bytes]


@contextmanager
def open_shelf(database: Path) -> Iterator[Shelf]:
    """Open the clinics' columns; snapshots are written when it closes."""
    from metrics.kit.memory import keep_freed
    from metrics.kit.shelf import Shelf  # pandas takes a second: the process says hello first
    from storage.feed import Feed

    keep_freed()
    gc.freeze()  # what pandas left behind lives on: walking through it costs 50 ms a time
    feed = Feed(database)
    shelf = Shelf(feed, database.parent / FOLDER)
    try:
        yield shelf
    finally:
        shelf.close()
        feed.close()


def answer(desk: Desk, line: bytes) -> Answer:
    """Return the answer to a line: a report, a picture or page, a refusal in words, or a fault."""
    try:
        request = json.loads(line)
        if request["wish"] == "sheet":
            return _drawn(Sheet(**request["sheet"]))
        return _answered(desk, request["wish"], Question(**request["question"]))
    except Exception as fault:
        log.warning("a question failed: %s", _where(fault))
        return {"fault": type(fault).__name__}, b""


def _answered(desk: Desk, wish: str, question: Question) -> Answer:
    try:
        if wish in PICTURES:
            image = desk.chart(question, PICTURES[wish])
            return {"bytes": len(image)}, image
        return {"report": asdict(desk.report(question))}, b""
    except Refusal as refusal:
        return {"refusal": Words(question.language).refusal(refusal)}, b""


def _drawn(sheet: Sheet) -> Answer:
    from metrics.kit.sheets import drawn

    page = drawn(sheet)
    return {"bytes": len(page)}, page


def _where(fault: Exception) -> str:
    """Return kind and place of a fault; its text may quote what a patient's line says."""
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return f"{type(fault).__name__} at {place}"


def serve(database: Path, requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""
    from metrics.kit.chart import warm
    from metrics.kit.desk import Desk
    from metrics.kit.discovery import lines

    with open_shelf(database) as shelf:
        desk = Desk(shelf)
        _send(answers, {"metrics": [asdict(line) for line in lines()]}, b"")
        warm()
        gc.freeze()
        for line in requests:
            _send(answers, *answer(desk, line))
            shelf.tidy()


def _send(answers: BinaryIO, head: dict[str, Any], body: bytes) -> None:
    answers.write(json.dumps(head).encode() + b"\n" + body)
    answers.flush()


def main() -> int:
    """Serve the database named on the command line; return 0 when the input has ended."""
    logging.basicConfig(level=logging.WARNING, format="worker %(levelname)s %(message)s")
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints must not break the answers
    with answers:
        try:
            serve(Path(sys.argv[1]), sys.stdin.buffer, answers)
        except (BrokenPipeError, KeyboardInterrupt):
            log.warning("nobody reads the answers any more")
    return 0


if __name__ == "__main__":
    sys.exit(main())
