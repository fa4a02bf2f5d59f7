"""Reports for the serving process: asks the one warm worker, and never loads what it holds.

One request at a time goes over the worker's pipes; the worker answers with a line of JSON and,
for a picture, its bytes behind it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.report_refusals import NotDrawn, Unanswered, WorkerDown
from clinic.report import MetricLine, Question, Report, Sheet

ROOT = Path(__file__).parent.parent
LINE_LIMIT = 1 << 25
"""Bytes of one answer; the rows of ten years of days take about one million."""
PATIENCE = 60.0
WORKER = (sys.executable, "-m", "bot.worker")
FAREWELL = 3.0


class Reports:
    """Answers questions about a clinic's numbers through the worker process."""

    def __init__(
        self, database: Path, patience: float = PATIENCE, worker: Sequence[str] = WORKER
    ) -> None:
        """Ask about the journal in this file; wait at most ``patience`` seconds for an answer."""
        self._database = database
        self._patience = patience
        self._worker = worker
        self._turn = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None
        self._metrics: tuple[MetricLine, ...] = ()

    @property
    def metrics(self) -> tuple[MetricLine, ...]:
        """Return the list of metrics the worker sent; empty until it is ready."""
        return self._metrics

    async def listed(self) -> tuple[MetricLine, ...]:
        """Return the list, waiting for a worker that is still starting; empty where none can."""
        if not self._metrics:
            with contextlib.suppress(ConnectionError, EOFError, TimeoutError):
                async with asyncio.timeout(self._patience):
                    await self.start()
        return self._metrics

    @property
    def pid(self) -> int | None:
        """Return the worker's process id while it lives."""
        alive = self._process is not None and self._process.returncode is None
        return self._process.pid if self._process and alive else None

    async def start(self) -> None:
        """Start the worker and return when it has sent its list; questions meanwhile wait."""
        async with self._turn:
            try:
                await self._ready()
            except asyncio.CancelledError:
                await self._drop()  # told to stop before it was ready: it has nothing to leave
                raise

    async def stop(self) -> None:
        """Let the worker write its snapshots and leave; end it if it does not."""
        async with self._turn:
            process, self._process = self._process, None
            if process is None or process.returncode is not None:
                return
            _close(process)
            try:
                await asyncio.wait_for(process.wait(), FAREWELL)
            except TimeoutError:
                await _end(process)

    async def report(self, question: Question) -> Report:
        """Return the metric in words and numbers.

        Raises ``Unanswered`` where the question cannot be answered, ``WorkerDown`` where the
        worker cannot.
        """
        answer, _nothing = await self._ask("report", question)
        return Report(**answer["report"])

    async def chart(self, question: Question, format: str = "png") -> bytes:
        """Return the metric's picture as a ``png`` or a ``pdf``; raises as ``report`` does."""
        _answer, picture = await self._ask("chart" if format == "png" else format, question)
        return picture

    async def sheet(self, sheet: Sheet) -> bytes:
        """Return a page as the bytes of its format; raises ``NotDrawn``."""
        try:
            _answer, page = await self._wish({"wish": "sheet", "sheet": asdict(sheet)})
        except WorkerDown as down:
            raise NotDrawn from down
        return page

    async def _ask(self, wish: str, question: Question) -> tuple[dict[str, Any], bytes]:
        return await self._wish({"wish": wish, "question": asdict(question)})

    async def _wish(self, wish: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        request = json.dumps(wish).encode() + b"\n"
        async with self._turn:
            answer, picture = await self._twice(request)
        if "refusal" in answer:
            raise Unanswered(reason=answer["refusal"])
        if "fault" in answer:
            raise WorkerDown(fault=answer["fault"])
        return answer, picture

    async def _twice(self, request: bytes) -> tuple[dict[str, Any], bytes]:
        try:
            return await self._once(request)
        except (ConnectionError, EOFError):
            await self._drop()
        try:
            return await self._once(request)
        except (ConnectionError, EOFError) as error:
            raise WorkerDown(fault=type(error).__name__) from error

    async def _once(self, request: bytes) -> tuple[dict[str, Any], bytes]:
        """Exchange one request; whatever breaks off in the middle ends the worker.

        A half-read answer would be taken for the answer to the next question.
        """
        try:
            async with asyncio.timeout(self._patience):
                process = await self._ready()
                await _send(process, request)
                answer = await _line(process)
                return answer, await _stream(process).readexactly(answer.get("bytes", 0))
        except TimeoutError as error:
            await self._drop()
            raise WorkerDown(fault="timeout") from error
        except asyncio.CancelledError:
            await self._drop()
            raise

    async def _ready(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await self._spawn()
            hello = await _line(self._process)
            self._metrics = tuple(MetricLine(**line) for line in hello["metrics"])
        return self._process

    async def _spawn(self) -> asyncio.subprocess.Process:
        """Start the worker in a session of its own: Ctrl-C is for the bot, which then ends it."""
        command, pipe = (*self._worker, str(self._database.resolve())), asyncio.subprocess.PIPE
        return await asyncio.create_subprocess_exec(
            *command, stdin=pipe, stdout=pipe, cwd=ROOT, limit=LINE_LIMIT, start_new_session=True
        )

    async def _drop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            await _end(process)


def _stream(process: asyncio.subprocess.Process) -> asyncio.StreamReader:
    if process.stdout is None:
        raise EOFError
    return process.stdout


async def _send(process: asyncio.subprocess.Process, request: bytes) -> None:
    if process.stdin is None:
        raise EOFError
    process.stdin.write(request)
    await process.stdin.drain()


async def _line(process: asyncio.subprocess.Process) -> dict[str, Any]:
    line = await _stream(process).readline()
    if not line.endswith(b"\n"):
        raise EOFError
    answer: dict[str, Any] = json.loads(line)
    return answer


def _close(process: asyncio.subprocess.Process) -> None:
    if process.stdin:
        process.stdin.close()


async def _end(process: asyncio.subprocess.Process) -> None:
    _close(process)
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    await process.wait()
