"""A whole animation job on the warm stack against the same script run by hand with Manim's own command."""

import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
from httpx_sse import aconnect_sse

from bench.figures import Figure, median
from bench.stack import JOB, client
from contracts.animation import SCENE_CLASS
from runtime.stack import Stack

CONTENT = {"content": "ベクトルの加算を説明する動画"}
ROUNDS = 3


async def measure(started: Stack) -> AsyncIterator[Figure]:
    """In turns, so that both meet the same machine."""
    jobs, by_hand = [], []
    async with client(started) as http:
        result, _ = await _job(http)  # the first job finds cold caches
        script = (await http.get(result["manim_code_path"])).raise_for_status().text
        for _ in range(ROUNDS):
            jobs.append((await _job(http))[1])
            by_hand.append(await _by_hand(script))
    yield Figure("an animation job, request to completed: median", median(jobs), "s")
    yield Figure("the same script by hand, dry run and render: median", median(by_hand), "s")
    yield Figure("the job in terms of the work by hand", median(jobs) / median(by_hand), "×", at_most=0.5)


async def _job(http: httpx.AsyncClient) -> tuple[dict[str, Any], float]:
    since = time.perf_counter()
    async with aconnect_sse(http, "POST", f"{JOB}/stream", json=CONTENT) as source:
        async for event in source.aiter_sse():
            job = event.json()
            if job["status"] == "completed":
                return job["result"], time.perf_counter() - since
    raise RuntimeError(f"The job did not complete: {job}")


async def _by_hand(script: str) -> float:
    with tempfile.TemporaryDirectory(prefix="reelwork-bench-") as folder:
        file = Path(folder) / "script.py"
        file.write_text(script)
        since = time.perf_counter()
        for options in (["--dry_run", "-ql"], ["-ql"]):
            await _manim("render", *options, "--media_dir", folder, str(file), SCENE_CLASS)
        return time.perf_counter() - since


async def _manim(*arguments: str) -> None:
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("manim")),
        *arguments,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        code = await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if code:
        raise RuntimeError(f"manim ended with {code}")
