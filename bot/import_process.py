"""The process that reads files: ``python -m bot.import_process``, under limits of its own.

One request comes as a line of JSON on standard input. Answers are lines of JSON too: what is done
so far, and at the end the result, or a refusal in words. A file that takes too much memory or time
ends this process and nothing else; what is committed by then goes on with the next attempt.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from bot.import_limits import MEMORY, WRITING_SECONDS, hold
from bot.import_source import BAD_ROWS, look, opened
from bot.importing import Job, take_in
from clinic.calendar import SECOND, Clock, SystemClock
from clinic.errors import Refusal
from clinic.importing.header import lay_out
from clinic.importing.kinds import KINDS
from clinic.importing.seen import SheetSeen
from clinic.words import Words
from storage.import_undo import undo_import
from storage.import_work import ImportPlan, Tally
from storage.outside import outside

Say = Callable[[dict[str, Any]], None]


class ShiftedClock:
    """The machine's clock, as far ahead or behind as that of whoever asks."""

    def __init__(self, now: int) -> None:
        """Take the asker's moment of now (ms UTC)."""
        self._clock = SystemClock()
        self._shift = now - self._clock.now()

    def now(self) -> int:
        """Return this moment in milliseconds UTC."""
        return self._clock.now() + self._shift

    async def until(self, moment: int) -> None:
        """Return when the moment (milliseconds UTC) has come."""
        await self._clock.until(moment - self._shift)


def answer(request: dict[str, Any], say: Say) -> None:
    """Do what is asked and say what came of it."""
    language = request.pop("language")
    try:
        WISHES[request.pop("wish")](request, Words(language), say)
    except Refusal as refusal:
        say({"refusal": Words(language).refusal(refusal)})


def _look(request: dict[str, Any], words: Words, say: Say) -> None:
    hold()
    sheets = look(Path(request["source"]), Path(request["folder"]))
    say({"sheets": [asdict(sheet) for sheet in sheets]})


def _take(request: dict[str, Any], words: Words, say: Say) -> None:
    hold(seconds=WRITING_SECONDS)
    source, folder = Path(request["source"]), Path(request["folder"])
    sheet, kind = SheetSeen(**request["sheet"]), KINDS[request["kind"]]
    clock = ShiftedClock(request["now"])
    columns = lay_out(sheet.header, kind.columns, kind.needed, request["places"])
    plan = ImportPlan(kind=kind.name, **request["plan"])
    place = folder / BAD_ROWS
    job = Job(Path(request["database"]), kind, columns, plan, place, rehearsal=request["rehearsal"])
    with opened(source, folder, sheet) as rows:
        taken = take_in(job, rows, words, clock, _progress(say, clock))
    reasons = taken.reasons
    say(
        {
            **asdict(taken.tally),
            "bad": taken.bad,
            "first": taken.span.first,
            "reasons": reasons.groups,
            "written": reasons.written,
        }
    )


def _progress(say: Say, clock: Clock) -> Callable[[Tally], None]:
    """Return what says how many rows are done, at most once a second."""
    said = [clock.now()]

    def tell(tally: Tally) -> None:
        if clock.now() - said[0] >= SECOND:
            said[0] = clock.now()
            say({"done": tally.good + tally.duplicate})

    return tell


def _undo(request: dict[str, Any], words: Words, say: Say) -> None:
    hold(MEMORY, WRITING_SECONDS)
    engine, clock = outside(Path(request["database"])), ShiftedClock(request["now"])
    ids = (request["clinic_id"], request["import_id"])
    say(asdict(undo_import(engine, *ids, clock, request["author_id"])))


WISHES: dict[str, Callable[[dict[str, Any], Words, Say], None]] = {
    "look": _look,
    "take": _take,
    "undo": _undo,
}


def main() -> int:
    """Answer the one request; 0 where an answer was given, be it a refusal."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints must not break the answers
    with answers:
        answer(json.loads(sys.stdin.buffer.readline()), _teller(answers))
    return 0


def _teller(answers: BinaryIO) -> Say:
    def say(facts: dict[str, Any]) -> None:
        answers.write(json.dumps(facts, ensure_ascii=False).encode() + b"\n")
        answers.flush()

    return say


if __name__ == "__main__":
    sys.exit(main())
