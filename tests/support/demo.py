"""The demo as a person starts it: a process of its own, ended at the end."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.support.ports import free_port
from tests.support.unmeasured import unmeasured

ROOT = Path(__file__).parent.parent.parent


@asynccontextmanager
async def running_demo(language: str = "en", measured: bool = False) -> AsyncIterator[str]:
    """Run the demo in a language and give its address; at the end it must go by itself."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "demo", "--no-browser", "--port", str(port)),
        cwd=ROOT,
        env={**(os.environ if measured else unmeasured()), "LC_ALL": f"{language}.UTF-8"},
        stdout=PIPE,
    )
    try:
        await _ready(process)
        yield f"http://127.0.0.1:{port}"
    finally:
        if process.returncode is None:
            process.terminate()
        code = await process.wait()
    assert code == 0, f"the demo ended with exit code {code}"


async def _ready(process: Process) -> None:
    assert process.stdout is not None
    async for line in process.stdout:
        if b"http://" in line:
            return
    raise RuntimeError("the demo ended before it was ready")
