"""A render that gets further may take any time; one that doesn't is ended, whatever it says."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import pytest

from contracts.animation import Quality, RenderReport
from media.manim import runner as runner_module
from media.manim.limits import ScriptLimits
from media.manim.run import Ending
from media.manim.runner import ScriptRunner

SECONDS = 2.0
STEPS = 9
"""One each third of a second: longer in all than a render may stand still."""


def plays(parts: Callable[[int], float], video: Path) -> type:
    """A run that says of each step how much it has played, and then leaves a video."""

    class Played:
        def __init__(self, *_: object) -> None:
            pass

        async def __aenter__(self) -> Self:
            return self

        async def __aexit__(self, *_: object) -> None:
            pass

        async def outcome(self, kind: Any, on_progress: Callable[[float], None]) -> tuple[Any, Ending]:
            for step in range(STEPS):
                on_progress(parts(step))
                await asyncio.sleep(SECONDS / 6)
            video.touch()
            ending = Ending(code=0, memory=0, processor=0, output="", over=None)
            return kind(duration=1, width=854, height=480), ending

    return Played


async def render(
    parts: Callable[[int], float], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> RenderReport:
    async def warm() -> None:
        pass

    runner = ScriptRunner()
    monkeypatch.setattr(runner._warm, "start", warm)
    monkeypatch.setattr(ScriptRunner, "refuses", False)
    monkeypatch.setattr(runner_module, "Run", plays(parts, folder / "GeneratedScene.mp4"))
    monkeypatch.setattr(runner_module, "RENDER", ScriptLimits(seconds=SECONDS))
    return await runner.render("script", folder, Quality.LOW, STEPS, lambda _: None)


async def test_a_render_that_gets_further_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    report = await render(float, monkeypatch, tmp_path)

    assert (report.duration, report.diagnostics) == (1, ())


async def test_a_render_that_says_the_same_again_stands_still(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    report = await render(lambda _: 1.0, monkeypatch, tmp_path)

    (finding,) = report.diagnostics
    assert finding.message == "The script ran longer than 2 s without getting any further."
