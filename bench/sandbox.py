"""What the walls cost a script: the same preflight and render behind them and without, in turns."""

import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

from bench.figures import Figure, median
from contracts.animation import Quality
from media.manim.runner import ScriptRunner
from tests.machines import Machine
from tests.media.manim.conftest import runner_on

ROUNDS = 15
OPEN = Machine.NO_WALLS
CONFINING = (Machine.USER, Machine.CONTAINER)
SCRIPT = """from manim import *


class GeneratedScene(Scene):
    def construct(self):
        title = Text("Behind walls")
        self.play(Write(title))
        self.play(title.animate.to_edge(UP))
        formula = MathTypst("sum_(k=1)^n k")
        self.play(FadeIn(formula))
"""


async def measure(_: None) -> AsyncIterator[Figure]:
    """Seconds added to a preflight and to a render, by level."""
    taken: dict[tuple[str, Machine], list[float]] = defaultdict(list)
    async with AsyncExitStack() as stack:
        runners = {
            machine: await stack.enter_async_context(runner_on(machine, unconfined=machine is OPEN))
            for machine in (OPEN, *CONFINING)
        }
        for _round in range(ROUNDS):
            for machine, runner in runners.items():
                preflight, render = await _run(runner)
                taken["preflight", machine].append(preflight)
                taken["render", machine].append(render)
    for step in ("preflight", "render"):
        without = median(taken[step, OPEN])
        yield Figure(f"a small {step} without walls: median", without, "s")
        for machine in CONFINING:
            level = runners[machine].offer.level
            added = median(taken[step, machine]) - without
            yield Figure(f"added to it by the walls of level {level}", added, "s", at_most=0.1)


async def _run(runner: ScriptRunner) -> tuple[float, float]:
    with tempfile.TemporaryDirectory(prefix="reelwork-bench-") as folder:
        since = time.perf_counter()
        checked = await runner.preflight(SCRIPT, Path(folder))
        between = time.perf_counter()
        report = await runner.render(SCRIPT, Path(folder), Quality.LOW, checked.animations, lambda _: None)
        ended = time.perf_counter()
    if checked.errors or report.errors:
        raise RuntimeError(f"The script failed: {checked.errors or report.errors}")
    return between - since, ended - between
