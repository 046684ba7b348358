"""Trial runs: what they find, and what the critic's looks add to their time."""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, TypeVar

from contracts.animation import Diagnostic
from media.manim.runner import ScriptRunner

AT_ONCE: Final = 2
ROUNDS: Final = 7
WITHOUT: Final = (
    "from media.manim import zygote; from media.manim.critic.critic import Critic; "
    "Critic.look = lambda *_: None; zygote.main()"
)
"""A warm parent whose critic does not look."""

Key = TypeVar("Key")


async def found_in(scripts: Mapping[Key, str]) -> dict[Key, tuple[Diagnostic, ...]]:
    """What a trial run of each script finds."""
    places = asyncio.Semaphore(AT_ONCE)

    async def run(script: str) -> tuple[Diagnostic, ...]:
        async with places:
            return (await _timed(runner, script))[1]

    async with ScriptRunner() as runner:
        found = await asyncio.gather(*map(run, scripts.values()))
    return dict(zip(scripts, found, strict=True))


async def added(scripts: Sequence[str]) -> float:
    """What the critic adds to the trial runs of these scripts, as a part of what they take without it."""
    bare = ScriptRunner()
    bare._warm.command = (sys.executable, "-c", WITHOUT)  # noqa: SLF001 - nobody else may want it so
    async with ScriptRunner() as runner, bare:
        ratios = []
        for script in scripts:
            times: dict[ScriptRunner, list[float]] = {runner: [], bare: []}
            for _ in range(ROUNDS):  # in turns, so that both meet the same machine
                for one, taken in times.items():
                    taken.append((await _timed(one, script))[0])
            ratios.append(min(times[runner]) / min(times[bare]))
    return statistics.mean(ratios) - 1


async def _timed(runner: ScriptRunner, script: str) -> tuple[float, tuple[Diagnostic, ...]]:
    with tempfile.TemporaryDirectory(prefix="reelwork-quality-") as folder:
        since = time.perf_counter()
        report = await runner.preflight(script, Path(folder))
        return time.perf_counter() - since, report.diagnostics
