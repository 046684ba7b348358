"""The whole job from a warm parent costs at most half of the same work by hand."""

import asyncio
import sys
import time
from pathlib import Path

import pytest

from contracts.animation import Quality
from media.manim.lint import lint
from media.manim.runner import ScriptRunner
from media.manim.security import check

pytestmark = pytest.mark.slow

SIX = """from manim import *


class GeneratedScene(Scene):
    def construct(self):
        title = Text("Six animations")
        self.play(Write(title))
        self.play(title.animate.to_edge(UP))
        circle = Circle(color=BLUE)
        self.play(Create(circle))
        self.play(Transform(circle, Square()))
        formula = MathTypst("sum_(k=1)^n k")
        self.play(FadeIn(formula))
        self.wait()
"""


async def by_hand(folder: Path, *options: str) -> float:
    started = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(str(Path(sys.executable).with_name("manim")), *options, "script.py", "GeneratedScene"),
        cwd=folder,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert await process.wait() == 0
    return time.perf_counter() - started


async def test_a_job_costs_at_most_half_of_the_command_line(runner: ScriptRunner, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(SIX)
    folder = tmp_path / "warm"
    folder.mkdir()
    cold = await by_hand(tmp_path, "--dry_run")

    started = time.perf_counter()
    assert (await lint(SIX)).diagnostics == ()
    assert check(SIX).diagnostics == ()
    preflight = await runner.preflight(SIX, folder)
    report = await runner.render(SIX, folder, Quality.LOW, preflight.animations, lambda _: None)
    warm = time.perf_counter() - started

    cold += await by_hand(tmp_path, "-ql")  # after it, so that a machine that is busy for a while slows both
    assert report.diagnostics == ()
    assert warm <= cold / 2, f"{warm:.2f} s, by hand {cold:.2f} s"
