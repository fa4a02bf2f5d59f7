"""The worker as a real process, asked through Reports as the serving process asks it."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.report_refusals import NotDrawn, Unanswered, WorkerDown
from bot.reports import ROOT, Reports
from clinic.calendar import day_number
from clinic.report import Question, Sheet
from tests.metrics.journals import CLINIC, Writer

TODAY = date(2026, 11, 18)
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    with closing(Writer(tmp_path / "clinic.db")) as writer:
        writer.log(1, 7, day_number(TODAY), amount=350_000)
        yield writer


@pytest.fixture
async def reports(writer: Writer) -> AsyncIterator[Reports]:
    reports = Reports(writer.path)
    yield reports
    await reports.stop()


def question(**how: object) -> Question:
    return Question(**{"metric": "summary", "clinic_id": CLINIC, "as_of": TODAY.isoformat()} | how)


async def visits(reports: Reports) -> int:
    return (await reports.report(question())).numbers["values"]["visits"]


async def test_the_worker_sends_its_list_and_answers_in_words_and_pictures(
    reports: Reports, writer: Writer
):
    assert reports.metrics == ()
    await reports.start()
    assert "summary" in [line.name for line in reports.metrics]
    report = await reports.report(question())
    assert report.text.startswith("<b>Today, November 18")
    assert report.has_chart
    assert (await reports.chart(question())).startswith(PNG)
    writer.log(2, 8, day_number(TODAY), amount=100)
    assert await visits(reports) == 2


async def test_bad_questions_cost_one_answer_each_and_never_the_worker(reports: Reports):
    await reports.start()
    pid = reports.pid
    with pytest.raises(Unanswered, match="did you mean summary"):
        await reports.report(question(metric="sumary"))
    with pytest.raises(Unanswered):
        await reports.chart(question(period="some day"))
    for broken in (question(clinic_id=9), question(as_of="soon")):
        with pytest.raises(WorkerDown):
            await reports.report(broken)
    assert await visits(reports) == 1
    assert reports.pid == pid


async def test_the_worker_draws_a_sheet_for_print_and_a_bad_one_costs_one_answer(reports: Reports):
    said = dict.fromkeys(("clinic", "ask", "rate", "how", "place"), "Smile")
    sheet = Sheet("rating", "a4", "pdf", {**said, "link": "t.me/smile_bot?start=p_x"})
    assert (await reports.sheet(sheet)).startswith(b"%PDF")
    pid = reports.pid
    for broken in (replace(sheet, name="none"), replace(sheet, paper="a0")):
        with pytest.raises(NotDrawn):
            await reports.sheet(broken)
    assert reports.pid == pid


async def test_a_dead_worker_is_started_again_by_the_next_question(reports: Reports):
    await reports.start()
    pid = reports.pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    assert await visits(reports) == 1
    assert reports.pid != pid


async def test_many_ask_at_once_and_each_gets_his_own_answer(reports: Reports):
    periods = ("today", "week", "month", "year", "all", "2026-11")
    answers = await asyncio.gather(
        *(
            reports.report(question(period=period, money=money))
            for period in periods
            for money in (True, False)
        )
    )
    assert [answer.version for answer in answers] == [
        (await reports.report(question(period=period, money=money))).version
        for period in periods
        for money in (True, False)
    ]
    assert len({answer.version for answer in answers}) == len(answers)


async def test_a_worker_that_takes_too_long_is_ended_and_said_to_be_down(writer: Writer):
    reports = Reports(writer.path, patience=0.01)
    with pytest.raises(WorkerDown):
        await reports.report(question())
    assert reports.pid is None
    await reports.stop()


async def test_a_question_given_up_on_does_not_answer_the_next_one(reports: Reports):
    await reports.start()
    asked = asyncio.ensure_future(reports.chart(question(period="all")))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    assert await visits(reports) == 1


async def test_the_worker_ends_when_it_is_stopped_and_leaves_a_snapshot(
    reports: Reports, writer: Writer
):
    assert await visits(reports) == 1
    pid = reports.pid
    assert pid
    await reports.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert list((writer.path.parent / "columns").iterdir())


async def test_a_worker_without_a_database_says_so_and_nothing_hangs(tmp_path: Path):
    reports = Reports(tmp_path / "none.db")
    with pytest.raises(WorkerDown):
        await reports.report(question())
    await reports.stop()


def test_asking_for_reports_loads_neither_pandas_nor_the_metrics():
    code = "import sys, bot.reports; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    loaded = set(ran.stdout.decode().split())
    assert not loaded & {"pandas", "numpy", "scipy", "matplotlib", "metrics", "bot.worker"}


def test_the_worker_never_loads_aiogram():
    code = "import sys, bot.worker, metrics.kit.desk, storage.feed; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert not set(ran.stdout.decode().split()) & {"aiogram", "aiohttp", "handlers", "scipy"}
