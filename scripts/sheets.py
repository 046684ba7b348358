"""Sheets of frames: what a script shows, at a glance."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import av
from PIL import Image

from contracts.animation import Quality
from contracts.storyboard import Shape
from media.manim.runner import ScriptRunner

FRAMES: Final = 12
_ACROSS: Final = {Shape.WIDE: 3, Shape.TALL: 6, Shape.SQUARE: 4}
_WIDTH: Final = {Shape.WIDE: 560, Shape.TALL: 280, Shape.SQUARE: 400}


async def sheet(runner: ScriptRunner, script: str, shape: Shape, out: Path, frames: int = FRAMES) -> str:
    """Make the sheet; what the trial run and the render found."""
    with TemporaryDirectory() as folder:
        tried = await runner.preflight(script, Path(folder))
        found = [f"line {one.line}: {one.rule}: {one.message}" for one in tried.diagnostics]
        if tried.errors:
            return "\n  ".join(["failed", *found])
        made = await runner.render(script, Path(folder), Quality.LOW, tried.animations, lambda _: None)
        if made.errors:
            return "\n  ".join(["failed", *(one.message for one in made.errors)])
        pictures = _frames(Path(folder) / "GeneratedScene.mp4", _WIDTH[shape], frames)
    across = _ACROSS[shape]
    width, height = pictures[0].size
    whole = Image.new("RGB", (across * (width + 4), -(-len(pictures) // across) * (height + 4)), "gray")
    for index, picture in enumerate(pictures):
        whole.paste(picture, (index % across * (width + 4), index // across * (height + 4)))
    whole.save(out)
    return "\n  ".join([f"{made.duration:.1f} s, {out}", *found])


def _frames(video: Path, width: int, count: int) -> list[Image.Image]:
    with av.open(video) as container:
        frames = [Image.fromarray(frame.to_ndarray(format="rgb24")) for frame in container.decode(video=0)]
    frames = frames[: -len(frames) // 40 or None]  # without the last fade
    step = len(frames) / count
    chosen = [frames[min(len(frames) - 1, int((index + 1) * step) - 1)] for index in range(count)]
    return [frame.resize((width, width * frame.height // frame.width)) for frame in chosen]
